"""Clips read and written: every frame upright and in order, its time stamp kept, the sound copied without re-encoding.

The only importer of PyAV. A picture's road is decoded YUV -> `Frame.bgr` -> corrected `Frame` -> encoded YUV. Either
conversion costs up to three levels of brightness. So a writer that is given the frame as it was read, too, adds only the
difference of the two to the decoded picture, and what the corrector left alone reaches the encoder bit for bit. (Clips that
are not 8-bit 4:2:0 are converted to that first.)

format    what describes a clip and a frame of one, and PyAV's pictures as arrays
reader    ClipReader
writer    ClipWriter, open_clip_writer
yuv       planes of YUV pictures as arrays; no PyAV
"""

from gazefix.clipio.format import ClipFrame, ClipInfo, Colour
from gazefix.clipio.reader import ClipReader
from gazefix.clipio.writer import ClipWriter, open_clip_writer

__all__ = ["ClipFrame", "ClipInfo", "ClipReader", "ClipWriter", "Colour", "open_clip_writer"]
