"""What the threads of a session tell each other.

Each stage owns its state and publishes it as one immutable report, which only its own thread
replaces. Any thread sees the newest reports in a Snapshot.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gazefix.config import Config
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError, GazeFixError
from gazefix.live.mailbox import Mailbox
from gazefix.live.status import SessionCounters, State
from gazefix.types import Face, Frame, Gaze

if TYPE_CHECKING:  # they import cv2, which the threads do not need
    from gazefix.devices.contracts import Sink, SourceInfo

#: After this many seconds without a frame, a card replaces the last one. Tuned by eye. A camera
#: that is slower gets twice its longest pause of late, up to the second value.
STALE_S, LONGEST_STALE_S = 1.0, 10.0
#: What is wrong while a correction does not return.
HANGS: Final = CorrectionError("the correction is not responding")


@dataclass(frozen=True, slots=True)
class Orders:
    """What the session wants from its stages.

    profile_reads    how often the calibration was to be read again
    output_reopens   how often the output was to be opened again
    """

    config: Config
    paused: bool = False
    profile_reads: int = 0
    output_reopens: int = 0


@dataclass(frozen=True, slots=True)
class Captured:
    """A frame and the source that gave it."""

    frame: Frame
    info: SourceInfo


@dataclass(frozen=True, slots=True, eq=False)
class EyesSeen:
    """The largest face of a frame, its gaze where that was read, and its left eye's redirection."""

    face: Face
    gaze: Gaze | None
    redirection: Gaze


@dataclass(frozen=True, slots=True)
class Picture:
    """A frame to show, the untouched one it was made from, and why it looks as it does.

    error   why the correction fails, where it does
    eyes    what was seen in the untouched frame; None where nothing was looked for or found
    """

    frame: Frame
    original: Frame
    reason: Reason
    error: GazeFixError | None = None
    eyes: EyesSeen | None = None


class Attempt:
    """A correction that is running.

    began_s    when it began; set by the correction thread
    bypassed   set by the output thread when it shows untouched frames meanwhile
    """

    def __init__(self, began_s: float) -> None:
        self.began_s = began_s
        self.bypassed = threading.Event()


@dataclass(frozen=True, slots=True)
class CaptureReport:
    """State of the capture thread.

    fresh_s   when the last frame arrived, or when none was wanted
    stale_s   after how many seconds without a frame the camera counts as lost
    info      the source that was opened last; None before the first
    error     why the camera is lost, or None
    """

    fresh_s: float
    stale_s: float = STALE_S
    info: SourceInfo | None = None
    error: GazeFixError | None = None


@dataclass(frozen=True, slots=True)
class OutputReport:
    """State of the output thread.

    sink      the sink that was opened last; None before the first
    watched   whether anyone wants the camera's picture
    users     names of the programs that read the sink, where the system tells
    error     why the output is lost, or None
    started   whether a first picture has arrived
    shown     the last picture that was sent; None before the first
    card      whether a card has replaced it
    """

    sink: Sink | None = None
    watched: bool = True
    users: tuple[str, ...] = ()
    error: GazeFixError | None = None
    started: bool = False
    shown: Picture | None = None
    card: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The session's orders and what its stages reported last."""

    orders: Orders
    capture: CaptureReport
    attempt: Attempt | None
    output: OutputReport
    models_ready: bool

    @property
    def camera_wanted(self) -> bool:
        """Whether the camera is to be open."""
        return self.output.watched and not self.orders.paused

    def state(self, now_s: float) -> State:
        """Return the state of a session that runs."""
        capture, output = self.capture, self.output
        if self.orders.paused:
            return State.PAUSED
        if output.error is not None:
            return State.OUTPUT_LOST
        if not output.watched:
            return State.WAITING
        if now_s - capture.fresh_s > capture.stale_s and self.models_ready:
            never_open = capture.info is None and capture.error is None
            return State.STARTING if never_open else State.CAMERA_LOST
        return State.RUNNING if output.started else State.STARTING


class Channels:
    """What connects the threads of a session. Any thread may use any of it.

    stopping    set when the session ends
    over        set when nothing more will be sent
    ready       set when the models are loaded
    format      (width, height) and rate of the first source; the sink keeps them
    captured    frames for the correction, or for the output while that hangs
    corrected   pictures for the output
    look        returns a Snapshot
    fail        ends the session with an error
    """

    def __init__(self, look: Callable[[], Snapshot], fail: Callable[[Exception], None]) -> None:
        self.stopping, self.over, self.ready = (threading.Event() for _ in range(3))
        self.format: Future[tuple[tuple[int, int], float]] = Future()
        self.captured: Mailbox[Captured] = Mailbox()
        self.corrected: Mailbox[Picture] = Mailbox()
        self.counters = SessionCounters()
        self.look, self.fail = look, fail
