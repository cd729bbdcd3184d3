"""Pictures as H.264 leaves them, for a training that is to know its traces."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np

from gazefix.errors import OutputError
from gazefix.types import Image


def after_h264(before: Image, pictures: Image, crf: int) -> Image:
    """Pictures (N, H, W, 3) RGB with even sides, each as the second one of a clip that began with the one `before` it, as a
    call's encoder writes it: predicted from the first, and what is left of the difference at quality `crf` (0..51).
    The same input gives the same pictures. Raises OutputError where this PyAV cannot encode H.264."""
    try:
        encoder = av.CodecContext.create("libx264", "w")
    except ValueError as error:
        raise OutputError("this PyAV cannot encode H.264", "pip install --force-reinstall av") from error
    _, encoder.height, encoder.width, _ = pictures.shape
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, 30)
    encoder.gop_size, encoder.max_b_frames, encoder.thread_count = 2, 0, 1
    encoder.options = {"preset": "superfast", "tune": "zerolatency", "crf": str(crf)}
    decoder = av.CodecContext.create("h264", "r")
    decoder.thread_count = 1
    decoded: list[av.VideoFrame] = []
    for number, rgb in enumerate(np.stack([before, pictures], 1).reshape(-1, *pictures.shape[1:])):
        frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            decoded += decoder.decode(packet)
    for packet in encoder.encode(None):
        decoded += decoder.decode(packet)
    decoded += decoder.decode(None)
    return np.stack([frame.to_ndarray(format="rgb24") for frame in decoded[1::2]])
