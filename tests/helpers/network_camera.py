"""A network camera on this machine: MJPEG over HTTP."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

from gazefix.types import Image


def jpeg(
    size: tuple[int, int], colour: tuple[int, int, int] = (60, 90, 120), sampling: int | None = None
) -> bytes:
    """Return a JPEG of one BGR colour; `sampling`: OpenCV's constant."""
    bgr: Image = np.full((size[1], size[0], 3), colour, np.uint8)
    options = [] if sampling is None else [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling]
    return cv2.imencode(".jpg", bgr, options)[1].tobytes()


@contextmanager
def network_camera(
    picture: Callable[[int], bytes | None],
    period_s: float = 0.0,
    *,
    login: str = "",
    status: int = 200,
    kind: str = "multipart/x-mixed-replace;boundary=frame",
) -> Iterator[str]:
    """Serve the nth JPEG of `picture` every `period_s` seconds, until it is None; yield the host.

    `login`: "NAME:PASSWORD" that it asks for. Of another `kind` than multipart, only the first.
    """
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            wanted = "Basic " + base64.b64encode(login.encode()).decode()
            refused = login and self.headers.get("Authorization") != wanted
            self.send_response(401 if refused else status)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.send_header("Content-Type", kind)
            self.end_headers()
            if refused or status != 200:
                return
            if not kind.startswith("multipart"):
                self.wfile.write(picture(0) or b"")
                return
            number = 0
            try:
                while not ended.is_set() and (data := picture(number)) is not None:
                    head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                    self.wfile.write(head % len(data) + data + b"\r\n")
                    number += 1
                    time.sleep(period_s)
            except OSError:  # the reader has gone
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # closing the server waits for its threads
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
