"""The saved calibrations and recordings: which there are, and which one is used."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from gazefix.correction.saved_profiles import (
    delete_profile,
    list_profiles,
    load_profile,
    profile_name,
    rename_profile,
)
from gazefix.errors import GazeFixError, ProfileError
from gazefix.personal.recording import delete_recording, find_recording, list_recordings, size_text
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import number, tr
from gazefix.ui.status_text import error_text
from gazefix.ui.translations import translated_message
from gazefix.ui.widgets.labels import fill, note_label
from gazefix.ui.widgets.setting_controls import push_button

#: Heights of the lists in pixels: four rows and two.
_LIST_PX: Final = 110
_RECORDINGS_PX: Final = 70


class ProfileList(QGroupBox):
    """Lists the calibrations; one can be used, renamed and deleted."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(tr("Saved calibrations"))
        self._bridge = bridge
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Name"), tr("Details")])
        self.list.setRootIsDecorated(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr("Saved calibrations"))
        self.list.setFixedHeight(_LIST_PX)
        self.list.itemChanged.connect(self._rename)
        self.list.currentItemChanged.connect(self._allow)
        self.use = push_button(tr("&Use"))
        self.rename = push_button(tr("&Rename"))
        self.delete = push_button(tr("&Delete"))
        self.note = note_label()
        self.note.hide()
        buttons = QHBoxLayout()
        for button, do in (
            (self.use, self._use),
            (self.rename, self._edit),
            (self.delete, self._delete),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(do)
            buttons.addWidget(button)
        buttons.addStretch(1)
        fill(QVBoxLayout(self), self.list, self.note, buttons)
        # Queued: a row must not go while it is being renamed.
        for changed in (bridge.profiles_changed, bridge.config_changed):
            changed.connect(self.fill, Qt.ConnectionType.QueuedConnection)
        self.fill()

    def fill(self, *_: object) -> None:
        """Read the calibrations again."""
        chosen = self._name()
        with QSignalBlocker(self.list):
            self.list.clear()
            for name in list_profiles():
                item = QTreeWidgetItem(self.list, [name, self._details(name)])
                item.setData(0, Qt.ItemDataRole.UserRole, name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(1, item.text(1))
                if name == chosen:
                    self.list.setCurrentItem(item)
            self.list.resizeColumnToContents(0)
        self._allow()

    def _details(self, name: str) -> str:
        try:
            profile = load_profile(name)
        except ProfileError as error:
            return tr("Can't be used: {0}").format(translated_message(error.message))
        if profile.thorough:
            quality = tr("about {0} degrees").format(number(round(profile.error_deg, 1)))
        else:
            quality = tr("good") if profile.quality == "good" else tr("fair")
        return " · ".join(filter(None, [profile.made, quality, self._mark(name)]))

    def _mark(self, name: str) -> str:
        return tr("in use") if name == self._used() else ""

    def _own(self) -> str:
        """Return the name that `auto` looks for."""
        status = self._bridge.status
        return profile_name(status.source, status.size)

    def _used(self) -> str:
        setting = self._bridge.config.correction.profile
        return self._own() if setting == "auto" else setting

    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item else ""

    def _allow(self, *_: object) -> None:
        for button in (self.use, self.rename, self.delete):
            button.setEnabled(bool(self._name()))

    def _use(self) -> None:
        name = self._name()
        self._bridge.change("correction", profile="auto" if name == self._own() else name)
        self._bridge.read_profile()

    def _edit(self) -> None:
        if item := self.list.currentItem():
            self.list.editItem(item, 0)

    def _rename(self, item: QTreeWidgetItem) -> None:
        old, new = str(item.data(0, Qt.ItemDataRole.UserRole)), item.text(0).strip()
        used = old == self._used()
        if new != old and self._try(lambda: rename_profile(old, new)) and used:
            self._bridge.change("correction", profile=new)
        self._bridge.read_profile()

    def _try(self, change: Callable[[], None]) -> bool:
        """Change a calibration, or say why that can't be done."""
        try:
            change()
        except (ProfileError, OSError) as error:
            self.note.setText(error_text(error))
            self.note.show()
            return False
        self.note.hide()
        return True

    def _delete(self) -> None:
        name = self._name()
        used = name == self._used()
        self._try(lambda: delete_profile(name))
        if used:
            self._bridge.change("correction", profile="auto")
        self._bridge.read_profile()


class RecordingList(QGroupBox):
    """Lists the recordings of eyes, which thorough calibrations make, and deletes them."""

    def __init__(self) -> None:
        super().__init__(tr("Recordings of your eyes"))
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Name"), tr("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(tr("Recordings of your eyes"))
        self.list.setFixedHeight(_RECORDINGS_PX)
        self.delete = push_button(tr("De&lete recording"))
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self._delete)
        line = QHBoxLayout()
        fill(line, self.delete, 1)
        fill(QVBoxLayout(self), self.list, line)
        self.list.currentItemChanged.connect(
            lambda item, *_: self.delete.setEnabled(item is not None)
        )
        self.fill()

    def fill(self) -> None:
        """Read the recordings again. Without any, nothing is shown."""
        self.list.clear()
        self.delete.setEnabled(False)
        names = list_recordings()
        for name in names:
            QTreeWidgetItem(self.list, [name, size_text(find_recording(name))])
        self.list.resizeColumnToContents(0)
        self.setVisible(bool(names))

    def _delete(self) -> None:
        if item := self.list.currentItem():
            with contextlib.suppress(GazeFixError):  # it is gone already
                delete_recording(item.text(0))
            self.fill()
