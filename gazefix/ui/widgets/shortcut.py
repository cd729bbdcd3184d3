"""The shortcut that works in every program: the keys' box, and the link to the app."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit

from gazefix.config import Config, setting_of
from gazefix.desktop.shortcut import Listener, listen
from gazefix.errors import ControlError
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import tr


class ShortcutBox(QKeySequenceEdit):
    """Takes the keys of `app.shortcut`, or none."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        declared = setting_of("app.shortcut")
        self.setAccessibleName(tr(declared.title))
        self.setToolTip(tr(declared.help))
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.keySequenceChanged.connect(self._take)
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def _take(self, keys: QKeySequence) -> None:
        self._bridge.change("app", shortcut=keys.toString(QKeySequence.SequenceFormat.PortableText))

    def _follow(self, config: Config) -> None:
        self.setKeySequence(QKeySequence(config.app.shortcut))


class GlobalShortcut(QObject):
    """Calls `do` in the UI thread when the keys of the settings are pressed in whatever program."""

    _pressed = Signal()
    _failed = Signal(object)

    def __init__(
        self, bridge: Bridge, do: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._keys = bridge, ""
        self._listener: Listener | None = None
        self._pressed.connect(do)
        self._failed.connect(self._tell)
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def close(self) -> None:
        """Give the keys back."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    def _follow(self, config: Config) -> None:
        if config.app.shortcut == self._keys:
            return
        self._keys = config.app.shortcut
        self._bridge.shortcut_error = None
        self.close()
        if self._keys:
            try:
                self._listener = listen(self._keys, self._pressed.emit, self._failed.emit)
            except ControlError as error:
                self._tell(error)

    def _tell(self, error: ControlError) -> None:
        self._bridge.shortcut_error = error
