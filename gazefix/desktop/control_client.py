"""Reach the running app from another process, through its socket. Imports no Qt, to be quick."""

from __future__ import annotations

import getpass
import hashlib
import os
import socket
import stat
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import platformdirs

from gazefix.config import APP_NAME
from gazefix.desktop.control_protocol import MAX_BYTES, Request, parse_answer, request_line
from gazefix.errors import ControlError

_TIMEOUT_S: Final = 5.0
#: Windows' ERROR_PIPE_BUSY: the app is about to open its pipe for the next client.
_PIPE_BUSY: Final = 231
#: Longest folder above the socket's own, in bytes: a socket's path may have 107, and Qt adds some
#: while it opens it.
_LONGEST_BASE: Final = 70
_FOLDER_HINT: Final = "remove it, or set XDG_RUNTIME_DIR to a folder that only you may open"


def runtime_folder() -> Path:
    """Return the folder of this user's socket and lock, made so that only the user may open it.

    Raises ControlError.
    """
    folder = _runtime_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid"):
            # Another user may have made it before.
            state = folder.lstat()
            if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid():
                raise ControlError(f"{folder} is not your folder", _FOLDER_HINT)
            folder.chmod(0o700)
    except OSError as error:
        raise ControlError(f"{folder} cannot be used: {error.strerror}", _FOLDER_HINT) from error
    return folder


def _runtime_folder() -> Path:
    if sys.platform != "linux":
        return Path(platformdirs.user_runtime_dir(APP_NAME, appauthor=False))
    for base in (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.getuid()}"):
        if base and len(os.fsencode(base)) <= _LONGEST_BASE and _is_for_us(Path(base)):
            return Path(base) / APP_NAME
    # In /tmp only the owner can remove or replace a folder.
    temporary = tempfile.gettempdir()
    temporary = temporary if len(os.fsencode(temporary)) <= _LONGEST_BASE else "/tmp"
    return Path(temporary) / f"{APP_NAME}-{os.getuid()}"


def _is_for_us(base: Path) -> bool:
    """Return whether it is a folder, and not a user's while this is root, as with `sudo -E`.

    What root made there would lock the user out.
    """
    return base.is_dir() and (os.getuid() != 0 or base.stat().st_uid == 0)


def endpoint() -> str:
    """Return the socket's path; on Windows the named pipe's name."""
    if sys.platform == "win32":
        user = hashlib.sha256(getpass.getuser().encode()).hexdigest()[:16]
        return rf"\\.\pipe\{APP_NAME}-{user}"
    return str(runtime_folder() / "control.sock")


def ask(request: Request, timeout_s: float = _TIMEOUT_S) -> dict[str, Any]:
    """Have the running app carry out a request, and return its status then.

    Raises ControlError where no app runs or it refuses.
    """
    line = request_line(request)
    try:
        exchange = _ask_pipe if sys.platform == "win32" else _ask_socket
        answer = exchange(line, timeout_s)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        hint = "start it with: gazefix (as yourself, without sudo)"
        raise ControlError("GazeFix is not running", hint) from error
    except OSError as error:
        hint = "quit it, and start it again"
        raise ControlError(f"the running GazeFix does not answer: {error}", hint) from error
    return parse_answer(answer)


def _ask_socket(line: bytes, timeout_s: float) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        connection.connect(endpoint())
        connection.sendall(line)
        answer = b""
        while not answer.endswith(b"\n") and len(answer) <= MAX_BYTES:
            if not (part := connection.recv(MAX_BYTES)):
                break
            answer += part
    return answer


def _ask_pipe(line: bytes, timeout_s: float) -> bytes:
    """Exchange lines in a thread: reading from a pipe of Windows has no time limit."""
    deadline_s = time.monotonic() + timeout_s

    def exchange() -> bytes:
        while True:
            try:
                with Path(endpoint()).open("r+b", buffering=0) as pipe:
                    pipe.write(line)
                    return pipe.readline(MAX_BYTES)
            except OSError as error:
                busy = getattr(error, "winerror", None) == _PIPE_BUSY
                if not busy or time.monotonic() > deadline_s:
                    raise
                time.sleep(0.02)

    helper = ThreadPoolExecutor(1)
    try:
        return helper.submit(exchange).result(timeout_s)
    finally:
        helper.shutdown(wait=False)
