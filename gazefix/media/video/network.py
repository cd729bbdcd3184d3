"""Reads a network camera: RTSP, MJPEG over HTTP, and what else FFmpeg knows."""

from __future__ import annotations

import logging
from typing import Any, Final, cast
from urllib.parse import urlsplit, urlunsplit

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from gazefix.errors import InputError
from gazefix.files import reason
from gazefix.media.video.format import make_convertible
from gazefix.types import Image

#: How long opening and the wait for a frame may take, in seconds.
_OPEN_LIMIT_S, _READ_LIMIT_S = 10.0, 5.0
_OPTIONS: Final = {"rtsp_flags": "prefer_tcp"}

logger = logging.getLogger(__name__)


class NetworkReader:
    """The pictures of a network camera, each in its own size.

    name   the address without a password, which belongs in no log
    fps    the rate that the camera tells, 0 if it does not
    """

    def __init__(self, url: str) -> None:
        """Raises InputError with a reason that a user can act on."""
        try:
            address = urlsplit(url)
        except ValueError as error:
            raise InputError(f"'{url}' is not an address: {error}", "check the address") from error
        self.name = urlunsplit(address._replace(netloc=address.netloc.rpartition("@")[2]))
        try:
            timeouts = (_OPEN_LIMIT_S, _READ_LIMIT_S)
            self._container: Any = av.open(url, "r", timeout=timeouts, container_options=_OPTIONS)
        except (av.FFmpegError, OSError, ValueError) as error:
            # FFmpeg's own words hold the password.
            raise self._why_not(error, logged_in=address.username is not None) from None
        try:
            self._to_bgr = VideoReformatter()
            self._packets = self._container.demux(self._picture_stream())
        except BaseException:
            self.close()
            raise

    def read(self) -> Image:
        """Return the next picture, BGR. Raises InputError at the end and where none comes."""
        while True:
            try:
                packet = next(self._packets, None)
            except (av.FFmpegError, OSError) as error:
                raise self._lost(error) from None
            if packet is None:
                raise InputError(f"{self.name} has ended", "check that the camera is on")
            try:
                pictures = packet.decode()
            except (av.FFmpegError, OSError) as error:
                logger.debug("a picture of %s is damaged: %s", self.name, reason(error))
                continue
            if pictures:
                return self._bgr(pictures[-1])

    def close(self) -> None:
        """Close the connection. May be called twice."""
        self._container.close()

    def _picture_stream(self) -> Any:
        if self._container.format.name.endswith("_pipe"):
            hint = "give the address of its video: often rtsp://..., or one that ends in /video"
            raise InputError(f"{self.name} is a single picture, not a video", hint)
        if not self._container.streams.video:
            raise InputError(f"{self.name} has no picture", "give the address of its video")
        stream = self._container.streams.video[0]
        self.fps = float(stream.average_rate or stream.guessed_rate or 0)
        return stream

    def _bgr(self, picture: av.VideoFrame) -> Image:
        make_convertible(picture)
        shown = self._to_bgr.reformat(
            picture,
            format="bgr24",
            src_colorspace=picture.colorspace,
            src_color_range=picture.color_range,
        )
        return cast(Image, np.ascontiguousarray(shown.to_ndarray()))

    def _why_not(self, error: Exception, *, logged_in: bool) -> InputError:
        name = self.name
        if isinstance(error, av.error.HTTPUnauthorizedError | av.error.HTTPForbiddenError):
            refused = "refuses this user name or password"
            message = f"{name} {refused if logged_in else 'wants a user name and a password'}"
            return InputError(message, "write NAME:PASSWORD@ before the host in the address")
        if isinstance(error, av.error.HTTPNotFoundError):
            return InputError(f"{name} is not there", "check what follows the host in the address")
        if isinstance(error, av.error.ExitError | TimeoutError):
            return InputError(f"{name} does not answer", "check that the camera is on")
        hint = "check the address, and that this machine can reach it"
        return InputError(f"{name} cannot be opened: {reason(error)}", hint)

    def _lost(self, error: Exception) -> InputError:
        if isinstance(error, av.error.ExitError):
            message = f"{self.name} has sent no picture for {_READ_LIMIT_S:g} seconds"
        else:
            message = f"the connection to {self.name} is lost: {reason(error)}"
        return InputError(message, "check that the camera is on")
