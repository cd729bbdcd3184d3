"""Pictures as H.264 leaves them, for a training that is to know its traces."""

from __future__ import annotations

from fractions import Fraction

import av

from gazefix.media.video.encoders import CODECS, check_available
from gazefix.types import Image


def after_h264(before: Image, picture: Image, crf: int) -> Image:
    """A picture (H, W, 3) RGB with even sides as the second of two frames of a clip, after the one `before` it, as a call's
    encoder writes them: predicted from the first, and what is left of the difference at quality `crf` (1..51).

    The same input gives the same picture. Raises OutputError where this PyAV cannot encode H.264.
    """
    check_available("h264")
    encoder, decoder = av.CodecContext.create("libx264", "w"), av.CodecContext.create("h264", "r")
    encoder.height, encoder.width, _ = picture.shape
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, 30)
    encoder.gop_size, encoder.max_b_frames = 2, 0
    encoder.thread_count = decoder.thread_count = 1
    encoder.options = CODECS["h264"].options(crf, "superfast") | {
        "tune": "zerolatency",
        "sc_threshold": "0",
    }
    decoded: list[av.VideoFrame] = []
    for number, rgb in enumerate((before, picture)):
        frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            decoded += decoder.decode(packet)
    for packet in encoder.encode(None):
        decoded += decoder.decode(packet)
    decoded += decoder.decode(None)
    coded: Image = decoded[1].to_ndarray(format="rgb24")  # type: ignore[assignment]
    return coded
