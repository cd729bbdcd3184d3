"""Clips read and written: every frame upright and in order, its time stamp kept, all else carried over without re-encoding.

The only importer of PyAV. A picture's road is decoded picture -> `Frame.bgr` -> corrected `Frame` -> encoded picture. Either
conversion costs up to three levels of brightness, and all that is finer than 8 bits. So a writer that is given the frame as it
was read, too, adds only the difference of the two to the decoded picture, in its own depth and its own place, and what the
corrector left alone reaches the encoder bit for bit.

format    what describes a clip and a frame of one
pixels    PyAV's pictures as arrays of their own depth
yuv       planes of pictures as arrays; no PyAV
sequence  numbered pictures as clips
reader    ClipReader
encoders  which encoder writes a clip, and how
beside    sound, subtitles, chapters, metadata carried over
targets   what PyAV writes to
prepare   from a corrected frame to the picture that the encoder is given
writer    ClipWriter, open_clip_writer
lossy     pictures as H.264 leaves them
"""

from gazefix.media.video.encoders import CODECS, Encoding
from gazefix.media.video.format import ClipFrame, ClipInfo, Colour
from gazefix.media.video.image_sequence import is_sequence
from gazefix.media.video.lossy import after_h264
from gazefix.media.video.reader import ClipReader
from gazefix.media.video.writer import ClipWriter, open_clip_writer

__all__ = [
    "CODECS",
    "ClipFrame",
    "ClipInfo",
    "ClipReader",
    "ClipWriter",
    "Colour",
    "Encoding",
    "after_h264",
    "is_sequence",
    "open_clip_writer",
]
