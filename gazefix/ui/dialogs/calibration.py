"""Calibration: a panel that guides people through two short looks, and a dialog for it."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config
from gazefix.live.status import State
from gazefix.ui.actions import angle_text
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.capture import CaptureWindow, Feed, untouched_frames
from gazefix.ui.dialogs.profiles import ProfileList, RecordingList
from gazefix.ui.qt import sentences, tr
from gazefix.ui.status_text import error_text
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.labels import (
    emphasize,
    fill,
    note_label,
    resize_within_screen,
    scrolled,
    text_label,
)

if TYPE_CHECKING:
    from gazefix.correction.calibration import Look
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.saved_profiles import SavedProfile

#: Time to move the eyes after people press Start.
_COUNTDOWN_S: Final = 2
#: How often countdown and bar move.
_TICK_MS: Final = 50

OpenCorrector = Callable[[Config], "Corrector"]


def open_corrector(config: Config) -> Corrector:
    """Load the models, for measuring only."""
    from gazefix.correction.corrector import Corrector

    return Corrector(config)


class CalibrationPanel(QWidget):
    """Guides people through the looks. `finished`: a profile was saved and is in use."""

    finished = Signal()

    def __init__(self, bridge: Bridge, corrector: OpenCorrector = open_corrector) -> None:
        super().__init__()
        self._bridge, self._open_corrector = bridge, corrector
        self._looks: list[Look] = []
        self._stop = threading.Event()
        self._corrector: Corrector | None = None
        self._left_s = 0.0
        self._looking = False
        self.view = CompareView(lambda: bridge.picture, divided=False)
        self.title, self.text = text_label(), text_label()
        emphasize(self.title, 1.2)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.start = QPushButton()
        self.start.setDefault(True)
        self.start.clicked.connect(self._count_down)
        line = QHBoxLayout()
        fill(line, (self.bar, 1), self.start)
        fill(QVBoxLayout(self), self.title, self.text, (self.view, 1), line)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        bridge.status_changed.connect(self._follow)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up whatever is going on."""
        super().hideEvent(event)
        self.give_up()

    def give_up(self) -> None:
        """Forget the looks so far, and free the models."""
        self._stop.set()
        self._stop = threading.Event()
        self._ticker.stop()
        self._looks = []
        if self._corrector is not None and not self._looking:
            self._corrector.close()
            self._corrector = None
        self._ask()

    def _ask(self) -> None:
        """Say where to look next."""
        self.view.divide(False)
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        if self._looks:
            self.title.setText(tr("Second look: your call window"))
            where = tr("Look at the spot on the screen where you usually see the other person.")
        else:
            self.title.setText(tr("First look: the camera lens"))
            where = tr(
                "Sit as you would in a call. Look straight into the lens, not at your picture, "
                "while you move your head slowly in a small circle."
            )
        what = tr("Press Start and keep looking until the bar is full.")
        self.text.setText(sentences([where, what]))
        self.start.setText(tr("&Start"))
        self.start.setAccessibleName(tr("Start the look"))
        self._follow()

    def _follow(self, *_: object) -> None:
        running = self._bridge.status.state is State.RUNNING
        idle = not self._ticker.isActive()
        self.start.setEnabled(running and idle)
        condition = self._bridge.condition
        self.view.say(*("", "") if running else (condition.title, condition.detail))

    def _count_down(self) -> None:
        """Give people time to move their eyes; the models load meanwhile."""
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
        where = tr("Look at your call window… {0}") if self._looks else tr("Look at the lens… {0}")
        self.title.setText(where.format(max(1, math.ceil(self._left_s))))
        self._left_s -= _TICK_MS / 1000
        if self._left_s <= 0 and self._corrector is not None:
            self._look(self._corrector)

    def _look(self, corrector: Corrector) -> None:
        from gazefix.correction.calibration import LENS_S, STALE_S, TAKE_S, check_look, record_look

        self._looking = True
        turning = tr("Keep looking into the lens, and move your head in a small circle…")
        title, seconds = (tr("Keep looking…"), TAKE_S) if self._looks else (turning, LENS_S)
        self.title.setText(title)
        self.bar.setRange(0, round((seconds + STALE_S) * 1000 / _TICK_MS))
        stop = self._stop

        def look() -> Look:
            frames = untouched_frames(lambda: self._bridge.picture, stop)
            made = record_look(lambda: next(frames, None), corrector.measure, self._camera, seconds)
            if stop.is_set():
                corrector.close()
            else:
                check_look(made.samples)
            return made

        in_background(
            self,
            look,
            lambda made: self._looked(made, stop),
            lambda error: self._failed(error, stop),
        )

    def _camera(self) -> tuple[str, tuple[int, int]]:
        status = self._bridge.status
        return status.source, status.size

    def _looked(self, look: Look, stop: threading.Event) -> None:
        self._looking = False
        if stop.is_set():
            return
        self._ticker.stop()
        self._looks.append(look)
        if len(self._looks) < 2:
            self._ask()
            self.start.setDefault(True)  # Enter goes on
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        looks, self._looks = self._looks, []

        def save() -> SavedProfile:
            from gazefix.correction.calibration import make_profile
            from gazefix.correction.saved_profiles import save_profile

            profile = make_profile(*looks)
            save_profile(profile)
            return profile

        in_background(self, save, self._saved, lambda error: self._failed(error, stop))

    def _saved(self, profile: SavedProfile) -> None:
        self._bridge.change("correction", profile="auto")
        self._bridge.read_profile()
        self._ask()
        self.view.divide(True)
        self.title.setText(tr("Calibration complete"))
        fair = tr("Quality: fair. Trying again may improve it.")
        before = tr("When you look into the lens, {0} and {1} now count as 0°.")
        window = tr("Your call window lies {0} and {1} from the lens.")
        self.text.setText(
            sentences(
                [
                    tr("Quality: good.") if profile.quality == "good" else fair,
                    before.format(*_angles(profile.bias_vertical_deg, profile.bias_horizontal_deg)),
                    window.format(
                        *_angles(profile.window_vertical_deg, profile.window_horizontal_deg)
                    ),
                    tr("Used from now on with this camera and resolution."),
                ]
            )
        )
        self.start.setText(tr("&Start again"))
        self.bar.setValue(self.bar.maximum())
        self.finished.emit()

    def _failed(self, error: Exception, stop: threading.Event) -> None:
        self._looking = False
        if stop.is_set():
            return
        self._ticker.stop()
        self._ask()
        self.title.setText(tr("That didn't work"))
        self.text.setText(error_text(error))
        self.start.setText(tr("&Try again"))


def _angles(vertical_deg: float, horizontal_deg: float) -> tuple[str, str]:
    axes = ("vertical_deg", vertical_deg), ("horizontal_deg", horizontal_deg)
    up, aside = (angle_text(axis, float(round(degrees))) for axis, degrees in axes)
    return up, aside


class CalibrationDialog(QDialog):
    """The calibration panel in a window of its own."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        corrector: OpenCorrector = open_corrector,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Calibrate"))
        self.panel = CalibrationPanel(bridge, corrector)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.thorough = buttons.addButton(tr("&Thorough…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.thorough.setToolTip(tr("Follow a dot for 90 seconds, for a much better result."))
        self.thorough.setAutoDefault(False)
        self.thorough.clicked.connect(self._capture)
        self._bridge, self._corrector = bridge, corrector
        self.capture: CaptureWindow | None = None
        self.recordings = RecordingList()
        self.profiles = ProfileList(bridge)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        note = tr(
            "Everyone's eyes differ by a few degrees. "
            "Two looks save only a few numbers. The thorough way also saves pictures of your eyes "
            "on this computer. Only you can read them."
        )
        fill(inner, (self.panel, 1), self.profiles, self.recordings, note_label(note))
        fill(QVBoxLayout(self), (scrolled(page), 1), buttons)
        resize_within_screen(self, 620, 680)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bridge.watch("calibration", True)
        self.finished.connect(self._leave)

    def _capture(self) -> None:
        """Calibrate by a dot on the whole screen."""
        self.panel.give_up()
        self.capture = window = CaptureWindow(self._bridge.config, self._feed, self._corrector)
        window.saved.connect(self._captured)
        window.setScreen(self.screen())
        window.setup.read_screen()
        window.showFullScreen()

    @contextlib.contextmanager
    def _feed(self, stop: threading.Event) -> Iterator[Feed]:
        status, bridge = self._bridge.status, self._bridge
        yield Feed(status.source, status.size, untouched_frames(lambda: bridge.picture, stop))

    def _captured(self) -> None:
        self._bridge.change("correction", profile="auto")
        self._bridge.read_profile()
        self.recordings.fill()

    def _leave(self) -> None:
        if self.capture is not None:
            self.capture.close()
        self._bridge.watch("calibration", False)
