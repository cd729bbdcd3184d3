"""Clips read and written: frames upright and in order, with their time stamps; the rest is copied.

The only importer of PyAV. A picture goes decoded picture -> `ClipFrame.bgr` -> corrected `Frame` ->
encoded picture. Each conversion costs up to three levels of brightness and all that is finer than 8
bits. So a writer that also gets the frame as it was read adds only the difference of the two to the
decoded picture, and untouched pixels reach the encoder bit for bit.

format            what describes a clip and a frame
pixels            PyAV's pictures as arrays of their own depth
image_sequence    numbered pictures as clips
time_stamps       stamps that grow, whatever the container says
reader            ClipReader
network           NetworkReader, for network cameras
encoders          which encoder writes a clip, and how
side_streams      sound, subtitles, chapters and metadata, carried over
outputs           what PyAV writes to
picture_encoding  from a corrected frame to the picture that the encoder gets
writer            ClipWriter, open_clip_writer
"""

from gazefix.media.video.encoders import CODECS, SOUNDS, Encoding, after_h264
from gazefix.media.video.format import ClipFrame, ClipInfo
from gazefix.media.video.image_sequence import is_sequence
from gazefix.media.video.network import NetworkReader
from gazefix.media.video.reader import ClipReader
from gazefix.media.video.side_streams import nearest_suffix
from gazefix.media.video.writer import ClipWriter, open_clip_writer

__all__ = [
    "CODECS",
    "SOUNDS",
    "ClipFrame",
    "ClipInfo",
    "ClipReader",
    "ClipWriter",
    "Encoding",
    "NetworkReader",
    "after_h264",
    "is_sequence",
    "nearest_suffix",
    "open_clip_writer",
]
