"""The actions of the tray's menu and the window's menu bar, and the menus that both share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gazefix.config import MAX_ANGLE_DEG, Config
from gazefix.correction.modes import MODES, mode_of
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import number, tr
from gazefix.ui.status_text import without_numbers

#: Angles and strengths (in percent) that the menus offer.
PRESETS_DEG: Final = (20, 15, 10, 5, 0, -5, -10, -15, -20)
STRENGTHS: Final = (0, 25, 50, 75, 100)


def angle_text(axis: str, degrees: float) -> str:
    """Return an angle in words; `axis` is vertical_deg or horizontal_deg. + is up, or your left."""
    if degrees == 0:
        return tr("0°")
    if axis == "vertical_deg":
        text = tr("{0}° up") if degrees > 0 else tr("{0}° down")
    else:
        text = tr("{0}° to your left") if degrees > 0 else tr("{0}° to your right")
    return text.format(number(abs(degrees)))


def values_text(config: Config) -> tuple[str, str, str, str]:
    """Return mode, vertical and horizontal angle, and strength in words."""
    correction = config.correction
    return (
        tr(mode_of(correction).title),
        angle_text("vertical_deg", correction.vertical_deg),
        angle_text("horizontal_deg", correction.horizontal_deg),
        tr("{0} %").format(number(correction.strength)),
    )


class Actions(QObject):
    """The actions, and a signal for each that opens something."""

    preview_asked = Signal()
    settings_asked = Signal()
    adjust_asked = Signal(str)
    calibration_asked = Signal()
    diagnostics_asked = Signal()
    first_run_asked = Signal()
    manual_asked = Signal()
    about_asked = Signal()
    quit_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.correct = self._action(
            tr("&Correct my gaze"),
            lambda on: bridge.change("correction", enabled=on),
            checkable=True,
        )
        self.pause = self._action(tr("&Pause (camera off)"), bridge.pause, checkable=True)
        self.preview = self._action(tr("Show p&review"), self.preview_asked.emit)
        self.calibrate = self._action(tr("Cali&brate…"), self.calibration_asked.emit)
        self.settings = self._action(tr("S&ettings…"), self.settings_asked.emit)
        self.diagnostics = self._action(tr("&Diagnostics…"), self.diagnostics_asked.emit)
        self.first_run = self._action(tr("&Getting started…"), self.first_run_asked.emit)
        self.manual = self._action(tr("GazeFix &manual…"), self.manual_asked.emit)
        self.about = self._action(tr("&About GazeFix…"), self.about_asked.emit)
        self.quit = self._action(tr("&Quit"), self.quit_asked.emit)
        self.quit.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        self.correct.setShortcut(QKeySequence("Ctrl+E"))
        self.pause.setShortcut(QKeySequence("Ctrl+P"))
        self.manual.setShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents))
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._modes = {
            name: self._choice(tr(mode.title), "mode", name) for name, mode in MODES.items()
        }
        self._grouped(self._modes.values())
        self._strengths = {
            value: self._choice(tr("{0} %").format(number(value)), "strength", float(value))
            for value in STRENGTHS
        }
        self._grouped(self._strengths.values())
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def value_menus(self, parent: QWidget) -> list[QMenu]:
        """Return the menus of mode, both angles and strength, with the present value in each title.

        The present value is checked where it is listed.
        """
        vertical = tr("Up by 1°"), tr("Down by 1°")
        horizontal = tr("To your left by 1°"), tr("To your right by 1°")
        menus = [
            _menu("", parent, *self._modes.values()),
            self._axis_menu("vertical_deg", vertical, parent),
            self._axis_menu("horizontal_deg", horizontal, parent),
            _menu("", parent, *self._strengths.values()),
        ]
        titles = (
            tr("&Mode: {0}"),
            tr("&Vertical: {0}"),
            tr("&Horizontal: {0}"),
            tr("&Strength: {0}"),
        )

        def follow(config: Config) -> None:
            for menu, title, value in zip(menus, titles, values_text(config), strict=True):
                menu.setTitle(title.format(value))

        self._bridge.config_changed.connect(follow)
        follow(self._bridge.config)
        return menus

    def camera_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of cameras, which follows the bridge's list."""
        menu = _menu(tr("C&amera"), parent)

        def fill() -> None:
            choices = camera_choices(self._bridge)
            shown = [(each.text().replace("&&", "&"), each.data()) for each in menu.actions()]
            if choices != shown:
                menu.clear()
                group = QActionGroup(menu)
                for label, source in choices:
                    action = QAction(label.replace("&", "&&"), menu, checkable=True)
                    action.setData(source)
                    action.triggered.connect(partial(self._take_camera, source))
                    group.addAction(action)
                    menu.addAction(action)
            for action in menu.actions():
                action.setChecked(action.data() == self._bridge.config.camera.source)

        def fill_later() -> None:
            # Not within the signal of an action that would be replaced.
            QTimer.singleShot(0, menu, fill)

        self._bridge.cameras_changed.connect(fill_later)
        self._bridge.config_changed.connect(fill_later)
        fill()
        return menu

    def step(self, axis: str, by_deg: float) -> None:
        """Change an angle by `by_deg`, within its limits."""
        value = getattr(self._bridge.config.correction, axis) + by_deg
        value = min(max(value, -MAX_ANGLE_DEG), MAX_ANGLE_DEG)
        self._bridge.change("correction", **{axis: value})

    def _take_camera(self, source: str, *_: object) -> None:
        self._bridge.change("camera", source=source)

    def _axis_menu(self, axis: str, steps: tuple[str, str], parent: QWidget) -> QMenu:
        menu = _menu("", parent)
        for text, by_deg in zip(steps, (1.0, -1.0), strict=True):
            menu.addAction(self._action(text, partial(self.step, axis, by_deg)))
        menu.addSeparator()
        group = QActionGroup(menu)
        present = QAction(menu, checkable=True)  # shown if it is not a preset
        presets = {
            float(value): self._choice(angle_text(axis, value), axis, float(value))
            for value in PRESETS_DEG
        }
        for action in (present, *presets.values()):
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self._action(tr("&Adjust…"), lambda: self.adjust_asked.emit(axis)))

        def follow(config: Config) -> None:
            value = getattr(config.correction, axis)
            present.setVisible(value not in presets)
            present.setText(angle_text(axis, value))
            presets.get(value, present).setChecked(True)

        self._bridge.config_changed.connect(follow)
        follow(self._bridge.config)
        return menu

    def _action(self, text: str, do: Callable[..., object], *, checkable: bool = False) -> QAction:
        action = QAction(text, self, checkable=checkable)
        action.triggered.connect(do if checkable else lambda _=False: do())
        return action

    def _choice(self, text: str, setting: str, value: object) -> QAction:
        def choose(_on: bool) -> None:
            self._bridge.change("correction", **{setting: value})
            self._follow(self._bridge.config)  # a second click keeps the check mark

        return self._action(text, choose, checkable=True)

    def _grouped(self, actions: Iterable[QAction]) -> None:
        group = QActionGroup(self)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for action in actions:
            group.addAction(action)

    def _follow(self, config: Config) -> None:
        correction = config.correction
        self.correct.setChecked(correction.enabled)
        self.pause.setChecked(self._bridge.paused)
        for name, action in self._modes.items():
            action.setChecked(name == correction.mode)
        for value, action in self._strengths.items():
            action.setChecked(value == correction.strength)


def camera_choices(bridge: Bridge) -> list[tuple[str, str]]:
    """Return (label, value of `camera.source`) of all cameras to choose, with the chosen one."""
    chosen, opened = bridge.config.camera.source, bridge.status.source
    meant = bridge.camera_of(chosen)
    automatic = tr("Automatic: {0}").format(opened) if opened else ""
    choices = [(automatic if automatic and chosen == "auto" else tr("Automatic"), "auto")]
    for camera in bridge.cameras:
        name, details = camera.name, bridge.camera_details.get(camera.path)
        if details is not None and details.in_use and details.used_by and name != opened:
            users = without_numbers(", ".join(details.used_by))
            name = tr("{0} (in use by {1})").format(name, users)
        choices.append((name, chosen if camera is meant else camera.address))
    choices.append((tr("Demo portrait"), "demo"))
    if chosen not in {source for _, source in choices}:
        choices.append((chosen, chosen))
    return choices


def _menu(title: str, parent: QWidget, *actions: QAction) -> QMenu:
    menu = QMenu(title, parent)
    menu.addActions(actions)
    return menu
