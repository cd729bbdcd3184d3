"""GazeFix Camera as a node of PipeWire, without a kernel module and without root.

GStreamer offers it, in a child process that reads frames from a pipe. A second child, pw-dump,
tells who reads the node.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import IO, Any, Final

from gazefix.devices.contracts import CAMERA_NAME, Sink, SinkKind, even_size, taken_by
from gazefix.devices.device_users import describe_process
from gazefix.errors import OutputError
from gazefix.imaging.annotate import card
from gazefix.imaging.operations import fit_into, to_bgra
from gazefix.types import Frame

#: The pixel format, as GStreamer names it. Readers disagree about the rows of YUV (GStreamer pads
#: those of I420 to 4 bytes, WebRTC does not) and about its colours: PipeWire 0.3 carries no matrix,
#: so GStreamer takes BT.709 above 576 lines, and Chromium always BT.601. BGRA leaves nothing to
#: guess; WebRTC reads it since 2025 and refuses BGRx. It costs 1 ms a frame more than I420.
_FORMAT: Final = "bgra"
_PIXEL_BYTES: Final = 4
#: The node's name for programs; people see CAMERA_NAME.
NODE_NAME: Final = "gazefix-camera"
#: The node's property with the number of the process that feeds it.
_OWNER: Final = "gazefix.owner"
_HINT: Final = (
    "it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get "
    "install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools "
    "gstreamer1.0-plugins-base)"
)
#: A child that takes no frame for this long hangs, in seconds. On a busy machine it pauses for one:
#: with its node gone, browsers keep a still picture until people choose the camera again.
_SEND_LIMIT_S: Final = 3.0
#: How long the node may take to appear, and a child to end, in seconds.
_START_LIMIT_S: Final = 15.0
_STOP_LIMIT_S: Final = 0.3
#: The largest buffer that a pipe may have without privileges, in bytes.
_PIPE_BYTES: Final = 1 << 20


class PipeWireSink(Sink):
    """A camera for PipeWire's programs. It scales frames to its own size, with bars."""

    name = CAMERA_NAME
    kind = "pipewire"

    def __init__(self, size: tuple[int, int], fps: float) -> None:
        """`size` (width, height) in pixels, rounded down to even numbers. Raises OutputError."""
        self._size = even_size(size)
        self.period_s = 1.0 / fps
        with ExitStack() as undo:
            self._graph = _Graph()
            undo.callback(self._graph.close)
            self._graph.check_alone()
            self._feeder = _Feeder(_pipeline(self._size, fps))
            undo.callback(self._feeder.close)
            self._wait_for_node()
            self._graph.check_alone()  # another one may have started at the same moment
            undo.pop_all()

    def send(self, frame: Frame) -> None:
        """Show the frame to the readers. Raises OutputError if GStreamer has ended or hangs."""
        self._feeder.feed(to_bgra(fit_into(frame.bgr, self._size)).data)

    def readers(self) -> int | None:
        """Return how many programs read the node."""
        return self._graph.readers()

    def users(self) -> tuple[str, ...]:
        """Return the names of the programs that read the node."""
        return self._graph.users()

    def close(self) -> None:
        """End the children."""
        self._feeder.close()
        self._graph.close()

    def _wait_for_node(self) -> None:
        """Send a card until the node appears, which takes some frames."""
        first = Frame(card(self._size, "GazeFix Camera"))
        deadline = time.perf_counter() + _START_LIMIT_S
        while self._graph.readers() is None:
            self.send(first)
            if time.perf_counter() > deadline:
                raise OutputError("PipeWire does not show GazeFix Camera", _HINT)
            time.sleep(1 / 30)


def pipewire_problem() -> str:
    """Return why PipeWire can't offer a camera here, or ""."""
    if sys.platform != "linux":
        return "only Linux has it"
    for program in ("gst-launch-1.0", "gst-inspect-1.0", "pw-dump"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    runtime = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR") or ""
    socket = os.environ.get("PIPEWIRE_REMOTE", "pipewire-0")
    # Path.exists would raise PermissionError in another user's folder.
    if not os.path.exists(os.path.join(runtime, socket)):  # noqa: PTH110, PTH118
        return "it does not run in this session"
    found = subprocess.run(["gst-inspect-1.0", "pipewiresink"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "GStreamer's plugin for it is not installed"


def _problem() -> OutputError | None:
    problem = pipewire_problem()
    return OutputError(f"PipeWire cannot be used: {problem}", _HINT) if problem else None


PIPEWIRE: Final = SinkKind("pipewire", f"{CAMERA_NAME} through PipeWire", _problem, PipeWireSink)


def _pipeline(size: tuple[int, int], fps: float) -> list[str]:
    """Return the command that offers the frames of its standard input as a camera."""
    width, height = size
    # --no-fault: GStreamer's own handler would keep a crashed child alive. videoscale: it gives the
    # readers the buffers they want; without it the child crashes. sync=false: a clock of the
    # child's own would make the live path wait. framerate: browsers ask for whole ones only, and
    # find no common format for the 29.97 of many cameras.
    elements = (
        f"gst-launch-1.0 --quiet --no-fault fdsrc fd=0 blocksize={width * height * _PIXEL_BYTES}"
        f" ! rawvideoparse format={_FORMAT} width={width} height={height}"
        f" framerate={max(1, round(fps))}/1 ! videoscale ! pipewiresink mode=provide sync=false"
    )
    properties = (
        "p,media.class=Video/Source,media.role=Camera,"
        f'node.name={NODE_NAME},node.description="{CAMERA_NAME}",{_OWNER}=(string){os.getpid()}'
    ).replace(" ", "\\ ")
    return [*elements.split(), f"stream-properties={properties}"]


class _Child:
    """A child process whose pipes never block."""

    def __init__(self, command: Sequence[str], **streams: int) -> None:
        """`streams`: as for Popen. Raises OutputError."""
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **streams}
        try:
            # In a session of its own, so that Ctrl-C reaches GazeFix alone, which ends the child.
            self._child = subprocess.Popen(command, start_new_session=True, bufsize=0, **streams)  # type: ignore[call-overload]
        except OSError as error:
            raise OutputError(f"{command[0]} cannot be started: {error}", _HINT) from error
        for pipe in self._pipes():
            os.set_blocking(pipe.fileno(), False)

    def close(self) -> None:
        """End the child."""
        self._child.terminate()
        try:
            self._child.wait(_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()

    def _pipes(self) -> list[IO[bytes]]:
        child = self._child
        return [pipe for pipe in (child.stdin, child.stdout, child.stderr) if pipe is not None]


class _Feeder(_Child):
    """A child that takes frames from its standard input."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        self._pipe, self._errors = (pipe.fileno() for pipe in self._pipes())
        _enlarge(self._pipe)
        self._said = b""

    def check(self) -> None:
        """Raise OutputError if the child has ended."""
        self._said = (self._said + _read(self._errors))[-2000:]
        if self._child.poll() is not None:
            lines = self._said.decode(errors="replace").strip().splitlines()
            why = lines[-1] if lines else self._child.returncode
            raise OutputError(f"GStreamer has ended: {why}", "it is started again")

    def feed(self, frame: memoryview) -> None:
        """Write a whole frame. Raises OutputError."""
        self.check()
        rest = frame.cast("B")
        deadline = time.perf_counter() + _SEND_LIMIT_S
        while rest:
            wait_s = deadline - time.perf_counter()
            if wait_s <= 0 or not select.select([], [self._pipe], [], wait_s)[1]:
                raise OutputError("GStreamer takes no more frames", "it is started again")
            try:
                rest = rest[os.write(self._pipe, rest) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as error:
                with suppress(subprocess.TimeoutExpired):
                    self._child.wait(_STOP_LIMIT_S)
                self.check()
                raise OutputError("GStreamer closed the pipe", _HINT) from error


class _Graph(_Child):
    """PipeWire's nodes and links, as they change."""

    def __init__(self) -> None:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        super().__init__(["pw-dump", "--monitor"], **streams)
        (self._changes,) = (pipe.fileno() for pipe in self._pipes())
        self._text = b""
        self._told = False
        self._links: dict[int, tuple[int, int]] = {}  # a link's id -> the nodes: from, to
        self._names: dict[int, str] = {}  # a node's id -> the program that it belongs to
        self._nodes: dict[int, tuple[int, int]] = {}  # a node's id -> its age and owner

    def check_alone(self) -> None:
        """Raise OutputError if another process offers an older GazeFix Camera."""
        deadline = time.perf_counter() + _START_LIMIT_S
        while not self._told and self._child.poll() is None and time.perf_counter() < deadline:
            self._follow()
            time.sleep(0.01)
        _, owner = min(self._nodes.values(), default=(0, os.getpid()))
        if owner != os.getpid():
            raise taken_by(describe_process(owner))

    def readers(self) -> int | None:
        """Return how many links lead from our node; None if it is gone or pw-dump has ended."""
        self._follow()
        ours = self._ours()
        if not ours or self._child.poll() is not None:
            return None
        return sum(source in ours for source, _ in self._links.values())

    def users(self) -> tuple[str, ...]:
        """Return the names of the programs that links lead to from our node."""
        self._follow()
        ours = self._ours()
        readers = [reader for source, reader in self._links.values() if source in ours]
        return tuple(sorted({self._names[reader] for reader in readers if reader in self._names}))

    def _ours(self) -> set[int]:
        return {node for node, (_, owner) in self._nodes.items() if owner == os.getpid()}

    def _follow(self) -> None:
        self._text += _read(self._changes)
        # Each change is a list whose closing bracket stands alone in a line.
        while (end := self._text.find(b"\n]\n")) >= 0:
            change, self._text = self._text[: end + 2], self._text[end + 3 :]
            for item in json.loads(change):
                self._note(item)
            self._told = True

    def _note(self, item: dict[str, Any]) -> None:
        number, info = item["id"], item.get("info")
        if not info:  # it is gone
            self._links.pop(number, None)
            self._nodes.pop(number, None)
            self._names.pop(number, None)
        elif str(item.get("type", "")).endswith("Link"):
            self._links[number] = info.get("output-node-id"), info.get("input-node-id")
        elif str(item.get("type", "")).endswith("Node"):
            props = info.get("props", {})
            if props.get("node.name") == NODE_NAME:
                age = int(props.get("object.serial", number))  # ids are used again
                self._nodes[number] = age, int(props.get(_OWNER, 0))
            elif name := props.get("application.name") or props.get("node.name"):
                self._names[number] = str(name)


def _enlarge(pipe: int) -> None:
    """Give the pipe as large a buffer as it may have."""
    import fcntl  # not on Windows, where this module must load too

    with suppress(OSError):  # another size is slower, not wrong
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _read(pipe: int) -> bytes:
    """Return what can be read without waiting."""
    parts = []
    with suppress(BlockingIOError):
        while part := os.read(pipe, 1 << 16):
            parts.append(part)
    return b"".join(parts)
