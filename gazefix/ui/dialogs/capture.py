"""Thorough calibration: a full-screen dot that people follow, its set-up and its result."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gazefix.config import Config
from gazefix.errors import InputError
from gazefix.personal.dots import Moment, Turn
from gazefix.personal.run import CaptureRun
from gazefix.personal.screen import Screen
from gazefix.types import Frame
from gazefix.ui.background import in_background
from gazefix.ui.qt import number, sentences, tr
from gazefix.ui.status_text import error_words
from gazefix.ui.widgets.labels import emphasize, fill, text_label
from gazefix.ui.widgets.screen_setup import ScreenSetup, button_line, centred
from gazefix.ui.widgets.setting_controls import push_button

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.saved_profiles import SavedProfile
    from gazefix.live.messages import Picture
    from gazefix.personal.fit import PersonalReading

#: A camera fails after this time without a new picture.
_NO_PICTURE_S: Final = 3.0
#: How often it is asked for a new picture.
_POLL_S: Final = 0.005
#: How often the dot moves.
_TICK_MS: Final = 16
#: Radius of the dot while it moves and when it has rested, pixels.
_DOT_PX: Final = (16.0, 6.0)
_GROUND, _DOT, _TEXT = QColor(40, 44, 48), QColor(255, 214, 64), QColor(190, 196, 200)


@dataclass(frozen=True, slots=True)
class Feed:
    """An open camera: its name and frame size, and its untouched frames as they come."""

    camera: str
    size: tuple[int, int]
    frames: Iterator[Frame]


#: Opens the camera until the event is set; runs in a thread of its own.
OpenFeed = Callable[[threading.Event], contextlib.AbstractContextManager[Feed]]
OpenCorrector = Callable[[Config], "Corrector"]


def untouched_frames(
    newest: Callable[[], Picture | None], stop: threading.Event
) -> Iterator[Frame]:
    """Yield a session's untouched frames once each until `stop`. Raises InputError if none come."""
    last, since_s = newest(), time.monotonic()
    while not stop.is_set():
        picture = newest()
        if picture is None or picture is last:
            if time.monotonic() - since_s > _NO_PICTURE_S:
                hint = "check that it is connected and that GazeFix isn't paused"
                raise InputError("no picture from the camera", hint)
            stop.wait(_POLL_S)
            continue
        last, since_s = picture, time.monotonic()
        yield picture.original


class CaptureWindow(QWidget):
    """Asks for the screen, shows the dot, and tells the result, one after the other.

    `saved`: a recording and a profile were saved.
    """

    saved = Signal()
    closed = Signal()

    def __init__(
        self,
        config: Config,
        feed: OpenFeed,
        corrector: OpenCorrector,
        run: Callable[[], CaptureRun] = CaptureRun,
        distance_mm: float | None = None,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__()
        self.setWindowTitle(tr("Thorough calibration"))
        self._config, self._feed, self._open_corrector = config, feed, corrector
        self._new_run, self._distance_mm, self._now = run, distance_mm, now
        self._run: CaptureRun | None = None
        self._stop = threading.Event()
        self.setup, self.dot, self.result = ScreenSetup(self), DotView(), ResultPage()
        self.pages = QStackedWidget()
        for page in (self.setup, self.dot, self.result):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.setup.start.clicked.connect(self.begin)
        self.result.again.clicked.connect(lambda: self.pages.setCurrentWidget(self.setup))
        for button in (self.setup.cancel, self.result.close_button):
            button.clicked.connect(self.close)
        self._ticker = QTimer(self)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)

    def begin(self) -> None:
        """Load the models; the dot starts when frames come."""
        self._stop = stop = threading.Event()
        self._run = run = self._new_run()
        screen = self.setup.screen_of()
        self.pages.setCurrentWidget(self.dot)
        self.dot.setFocus()
        self._ticker.start()

        def work() -> tuple[SavedProfile, PersonalReading] | None:
            return self._work(run, screen, stop)

        def failed(error: Exception) -> None:
            if not stop.is_set():
                self._ended(*error_words(error))

        in_background(self, work, self._done, failed)

    def _work(
        self, run: CaptureRun, screen: Screen, stop: threading.Event
    ) -> tuple[SavedProfile, PersonalReading] | None:
        """Take the frames and fit the reading, in a thread; None where people gave up."""
        from gazefix.networks.engine import Engine
        from gazefix.personal.capture import Capture, fit_recording, save_capture

        # A second person is seen only where two faces are looked for.
        faces = max(2, self._config.correction.max_faces)
        config = replace(self._config, correction=replace(self._config.correction, max_faces=faces))
        with self._feed(stop) as feed, self._open_corrector(config) as corrector:
            capture = Capture(run.path, screen, feed.camera, feed.size, self._distance_mm)
            if not run.follow(capture, feed.frames, corrector.measure):
                return None
        recording = capture.recording()
        reading = fit_recording(recording, Engine(config.engine), self.dot.fitted)
        return None if stop.is_set() else (save_capture(recording, reading), reading)

    def _done(self, made: tuple[SavedProfile, PersonalReading] | None) -> None:
        if made is None:
            self._ended(tr("The camera's pictures ended"), "")
            return
        _, reading = made
        self.saved.emit()
        texts = [
            tr("Your gaze is now measured to about {0} degrees ({1} before).").format(
                number(round(reading.error_deg, 1)), number(round(reading.before_deg, 1))
            ),
            tr("Used from now on with this camera and resolution."),
        ]
        if reading.unusual:
            turned = tr(
                "Your eyes seem to turn {0} times as far as usual. Check the screen's size with a"
                " card, and try again."
            )
            texts.append(turned.format(number(round(reading.gain, 2))))
        elif reading.doubt:
            texts.append(tr("Trying again may improve it."))
        self._ended(tr("Calibration complete"), sentences(texts))

    def _ended(self, title: str, text: str) -> None:
        self._ticker.stop()
        self._run = None
        self.result.say(title, text)
        self.pages.setCurrentWidget(self.result)

    def _tick(self) -> None:
        if (run := self._run) is None:
            return
        now_s = self._now()
        if run.ready and not run.running and not self.dot.paused:
            run.start(now_s)
        moment = run.moment(now_s) if run.ready else None
        self.dot.show_moment(moment, run.share(now_s), run.ready, run.sees_face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pauses, R repeats the last dot, Esc leaves."""
        run, now_s = self._run, self._now()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Space if run and run.ready:
                self.dot.paused = run.running
                (run.pause if self.dot.paused else run.start)(now_s)
            case Qt.Key.Key_R if run:
                run.repeat(now_s)
                self.dot.paused = False
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up whatever is going on; nothing is kept of it."""
        self._stop.set()
        self._ticker.stop()
        self._run = None
        super().closeEvent(event)
        self.closed.emit()


class DotView(QWidget):
    """Shows the dot, how far it is, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        emphasize(self, 1.3, bold=False)  # read from where one sits in a call
        self.paused = False
        self._moment: Moment | None = None
        self._share, self._ready, self._face = 0.0, False, True
        self._fitted = (0, 0)
        self.text = ""

    def fitted(self, done: int, total: int) -> None:
        """Note how far the fit is; may be called in any thread."""
        self._fitted = (done, total)

    def show_moment(self, moment: Moment | None, share: float, ready: bool, face: bool) -> None:
        """Show a moment of the path, or what is waited for."""
        self._moment, self._share, self._ready, self._face = moment, share, ready, face
        self.text = self._words()
        self.update()

    def _words(self) -> str:
        done, total = self._fitted
        if not self._ready:
            return tr("Starting…")
        if self._moment is None:
            return tr("Measuring… {0} %").format(round(100 * done / total) if total else 0)
        if self.paused:
            return tr("Paused. Press Space to go on, or R to repeat the last dot.")
        if not self._face:
            return tr("Your face can't be seen.")
        return _turn_words(self._moment.turn)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _GROUND)
        width, height = self.width(), self.height()
        painter.setPen(_TEXT)
        words = QRectF(0, height * 0.55, width, height * 0.3)
        moves = tr("Space: pause   R: repeat   Esc: cancel")
        keys = moves if self._moment else tr("Esc: cancel")
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, f"{self.text}\n\n{keys}")
        painter.fillRect(QRectF(0, height - 4, width * self._share, 4), _TEXT)
        if self._moment is not None:
            large, small = _DOT_PX
            rested = min(1.0, max(0.0, self._moment.rest_s / 0.4))
            radius = large + (small - large) * rested
            place = QPointF(self._moment.x * width, self._moment.y * height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_DOT)
            painter.drawEllipse(place, radius, radius)
            painter.setBrush(_GROUND)
            painter.drawEllipse(place, 2, 2)
        painter.end()


def _turn_words(turn: Turn) -> str:
    return {
        "": tr("Follow the dot with your eyes. Keep your head still."),
        "left": tr("Turn your head a little to the left, and follow the dot."),
        "right": tr("Turn your head a little to the right, and follow the dot."),
        "up": tr("Raise your head a little, and follow the dot."),
        "down": tr("Lower your head a little, and follow the dot."),
    }[turn]


class ResultPage(QWidget):
    """Tells how it went."""

    def __init__(self) -> None:
        super().__init__()
        self.told = ""
        self.title, self.text = text_label(), text_label()
        emphasize(self.title, 1.5)
        self.again, self.close_button = push_button(tr("&Try again")), push_button(tr("&Close"))
        inner = QVBoxLayout()
        fill(inner, self.title, self.text, button_line(self.again, self.close_button))
        centred(self, inner)

    def say(self, title: str, text: str) -> None:
        """Show a result."""
        self.told = f"{title}. {text}".strip()
        self.title.setText(title)
        self.text.setText(text)
        self.close_button.setFocus()


def run_capture(window: CaptureWindow) -> None:
    """Show a capture's window over the whole screen until it is closed, on the main thread."""
    loop = QEventLoop()
    window.closed.connect(loop.quit)
    window.showFullScreen()
    loop.exec()
    window.deleteLater()
