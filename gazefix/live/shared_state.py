"""What the stages of a session tell each other. Every field has one writer; fields are replaced, never changed in place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gazefix.config import Config
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError, GazeFixError
from gazefix.live.mailbox import Mailbox
from gazefix.live.status import SessionCounters, State
from gazefix.types import Frame

if TYPE_CHECKING:  # they bring torch, mediapipe and cv2; the threads need none of them
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import Profile
    from gazefix.devices.sink import Sink
    from gazefix.devices.source import Source, SourceInfo

#: Without a frame for so long a card takes the place of the last one.
STALE_S: Final = 1.0
#: What is wrong while a correction does not return.
HANGS: Final = CorrectionError("the correction hangs")


@dataclass(frozen=True, slots=True)
class SessionFactory:
    """How a session opens what it needs. Each may raise GazeFixError, and is called again after a loss.

    source      the source of the settings
    corrector   the Corrector of the settings
    sink        the sink of a name (see `open_sink`) for frames of a (width, height) and rate
    profile     the calibration for a source
    """

    source: Callable[[Config], Source]
    corrector: Callable[[Config], Corrector]
    sink: Callable[[str, tuple[int, int], float], Sink]
    profile: Callable[[Config, SourceInfo], Profile]


@dataclass(frozen=True, slots=True)
class Captured:
    """A frame and what gave it."""

    frame: Frame
    info: SourceInfo


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown: a frame, the untouched one that it was made from, the reason to tell, and the
    error of a correction that failed."""

    frame: Frame
    original: Frame
    reason: Reason
    error: GazeFixError | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """What a sink is opened for."""

    size: tuple[int, int]
    fps: float


class SharedState:
    """The mailboxes between the stages, and what each of them is up to."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.stopping = threading.Event()
        self.over = threading.Event()
        self.captured: Mailbox[Captured] = Mailbox()
        self.corrected: Mailbox[Picture] = Mailbox()
        self.counters = SessionCounters()
        # Told by the session.
        self.paused = False
        self.profile_asked = self.output_asked = (
            0  # how often the profile, the output was to be taken anew
        )
        # Told by `capture`.
        self.source: Source | None = None
        self.info: SourceInfo | None = None
        self.format: Format | None = None
        self.formatted = threading.Event()
        self.camera_error: GazeFixError | None = None  # while the camera is lost
        self.captured_s = time.perf_counter()
        # Told by `correct`.
        self.ready = threading.Event()
        self.correcting_since_s: float | None = None
        # Told by `output`.
        self.sink: Sink | None = None
        self.watched = True
        self.output_error: GazeFixError | None = None  # while the output is lost
        self.bypassed = False
        self.started = False
        self.shown: Picture | None = None
        self.reason: Reason | None = None
        self.correction_error: GazeFixError | None = None

    @property
    def camera_wanted(self) -> bool:
        """Whether the camera is to be open."""
        return self.watched and not self.paused

    def state(self, now_s: float) -> State:
        """What a session that runs is doing."""
        if self.paused:
            return State.PAUSED
        if self.output_error is not None:
            return State.OUTPUT_LOST
        if not self.watched:
            return State.WAITING
        if now_s - self.captured_s > STALE_S and self.ready.is_set():
            return (
                State.CAMERA_LOST
                if self.camera_error is not None or self.info is not None
                else State.STARTING
            )
        return State.RUNNING if self.started else State.STARTING
