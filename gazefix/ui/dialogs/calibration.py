"""Calibration: two looks of two seconds, led through by a panel that the dialog and the first steps share."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config
from gazefix.errors import GazeFixError, InputError
from gazefix.live.status import State
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.controls import note_label

if TYPE_CHECKING:
    from gazefix.correction.calibration import Sample
    from gazefix.correction.corrector import Corrector
    from gazefix.live.messages import Picture
    from gazefix.types import Frame

#: Without a new picture for so long a look is given up.
_NO_PICTURE_S: Final = 3.0
_LOOK_EVERY_S: Final = 0.005
#: Time to move the eyes after the button was pressed.
_COUNTDOWN_S: Final = 2
_TICK_MS: Final = 50

OpenCorrector = Callable[[Config], "Corrector"]


def open_corrector(config: Config) -> Corrector:
    """The models, for measuring only."""
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import TO_CALIBRATE

    return Corrector(config, profile=TO_CALIBRATE)


def untouched_frames(
    newest: Callable[[], Picture | None], stop: threading.Event
) -> Iterator[Frame]:
    """The camera's frames as a session gets them, each once, until `stop`. Raises InputError where none come."""
    last, since_s = newest(), time.monotonic()
    while not stop.is_set():
        picture = newest()
        if picture is None or picture is last:
            if time.monotonic() - since_s > _NO_PICTURE_S:
                raise InputError(
                    "the camera gives no picture",
                    "see that it is connected and GazeFix is not paused",
                )
            stop.wait(_LOOK_EVERY_S)
            continue
        last, since_s = picture, time.monotonic()
        yield picture.original


class CalibrationPanel(QWidget):
    """Leads through the looks. `finished`: a profile was kept and is in use."""

    finished = Signal()

    def __init__(self, bridge: Bridge, corrector: OpenCorrector = open_corrector) -> None:
        super().__init__()
        self._bridge, self._open_corrector = bridge, corrector
        self._looks: list[Sequence[Sample]] = []
        self._stop = threading.Event()
        self._corrector: Corrector | None = None
        self._left_s = 0.0
        self._looking = False
        self.view = CompareView(lambda: bridge.picture, divided=False)
        self.title, self.text = QLabel(), QLabel()
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.title.setFont(font)
        self.text.setWordWrap(True)
        self.title.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the look"))
        self.start = QPushButton()
        self.start.setDefault(True)
        self.start.clicked.connect(self._count_down)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.start)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addWidget(self.view, 1)
        layout.addLayout(line)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        bridge.status_changed.connect(self._follow)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Whatever is going on is given up."""
        super().hideEvent(event)
        self.give_up()

    def give_up(self) -> None:
        """Forget what was looked at so far, and free the models."""
        self._stop.set()
        self._stop = threading.Event()
        self._ticker.stop()
        self._looks = []
        if self._corrector is not None and not self._looking:
            self._corrector.close()
            self._corrector = None
        self._ask()

    def _ask(self) -> None:
        """Tell what to look at next."""
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        if self._looks:
            self.title.setText(self.tr("Second look: the middle of the call's window"))
            where = self.tr(
                "Look at the place on the screen where you see the others in a call, as here."
            )
        else:
            self.title.setText(self.tr("First look: into the camera's lens"))
            where = self.tr(
                "Sit as you do in calls, facing the camera. Look into the lens itself, not at your picture."
            )
        self.text.setText(
            where + " " + self.tr("Press Start, and go on looking there until the bar is full.")
        )
        self.start.setText(self.tr("&Start"))
        self.start.setAccessibleName(self.tr("Start the look"))
        self._follow()

    def _follow(self, *_: object) -> None:
        running = self._bridge.status.state is State.RUNNING
        idle = not self._ticker.isActive()
        self.start.setEnabled(running and idle)
        self.view.say(
            "" if running else self._bridge.condition.title,
            "" if running else self._bridge.condition.detail,
        )

    def _count_down(self) -> None:
        """Time to move the eyes, in which the models are loaded."""
        self._left_s = float(_COUNTDOWN_S)
        self._ticker.start()
        self.start.setEnabled(False)
        self._tick()
        config, stop = self._bridge.config, self._stop
        if self._corrector is None:
            in_background(
                self,
                lambda: self._open_corrector(config),
                lambda corrector: self._models_loaded(corrector, stop),
                lambda error: self._failed(error, stop),
            )
        else:
            self._corrector.reset()

    def _models_loaded(self, corrector: Corrector, stop: threading.Event) -> None:
        if stop.is_set():
            corrector.close()
        else:
            self._corrector = corrector

    def _tick(self) -> None:
        if self._looking:
            self.bar.setValue(min(self.bar.value() + 1, self.bar.maximum()))
            return
        self.title.setText(self.tr("Look there now… {0}").format(max(1, math.ceil(self._left_s))))
        self._left_s -= _TICK_MS / 1000
        if self._left_s <= 0 and self._corrector is not None:
            self._look(self._corrector)

    def _look(self, corrector: Corrector) -> None:
        from gazefix.correction.calibration import STALE_S, TAKE_S, check_look, record_look

        self._looking = True
        self.title.setText(self.tr("Go on looking there…"))
        self.bar.setRange(0, round((TAKE_S + STALE_S) * 1000 / _TICK_MS))
        stop = self._stop

        def look() -> Sequence[Sample]:
            frames = untouched_frames(lambda: self._bridge.picture, stop)
            samples = record_look(lambda: next(frames, None), corrector.measure)
            if stop.is_set():
                corrector.close()
            else:
                check_look(samples)
            return samples

        in_background(
            self,
            look,
            lambda samples: self._looked(samples, stop),
            lambda error: self._failed(error, stop),
        )

    def _looked(self, samples: Sequence[Sample], stop: threading.Event) -> None:
        self._looking = False
        if stop.is_set():
            return
        self._ticker.stop()
        self._looks.append(samples)
        if len(self._looks) < 2:
            self._ask()
            return
        status = self._bridge.status
        looks, self._looks = self._looks, []

        def keep() -> Any:
            from gazefix.correction.calibration import make_profile
            from gazefix.correction.profiles import save_profile

            profile = make_profile(status.source, status.size, *looks)
            save_profile(profile)
            return profile

        in_background(self, keep, self._kept, lambda error: self._failed(error, stop))

    def _kept(self, profile: Any) -> None:
        config = self._bridge.config.correction
        if config.profile != "auto":
            self._bridge.correct(profile="auto")
        self._bridge.read_profile()
        self._ask()
        self.title.setText(self.tr("Done: you are calibrated"))
        quality = (
            self.tr("good")
            if profile.quality == "good"
            else self.tr("fair; a second try may be better")
        )
        self.text.setText(
            self.tr("Quality: {0}. It is used from now on with this camera and resolution.").format(
                quality
            )
        )
        self.start.setText(self.tr("&Start again"))
        self.bar.setValue(self.bar.maximum())
        self.finished.emit()

    def _failed(self, error: Exception, stop: threading.Event) -> None:
        self._looking = False
        if stop.is_set():
            return
        self._ticker.stop()
        self._ask()
        message, hint = (
            (error.message, error.hint) if isinstance(error, GazeFixError) else (str(error), "")
        )
        self.title.setText(self.tr("That did not work"))
        self.text.setText(
            ". ".join(part[:1].upper() + part[1:] for part in (message, hint) if part) + "."
        )
        self.start.setText(self.tr("&Try this look again"))


class CalibrationDialog(QDialog):
    """The panel in a window of its own."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        corrector: OpenCorrector = open_corrector,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibrate"))
        self._bridge = bridge
        self.panel = CalibrationPanel(bridge, corrector)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel, 1)
        layout.addWidget(
            note_label(
                self.tr(
                    "People's eyes differ by some degrees. Six numbers are kept, no picture, and only for you."
                )
            )
        )
        layout.addWidget(buttons)
        self.resize(620, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bridge.watch("calibration", True)
        self.finished.connect(lambda _: bridge.watch("calibration", False))
