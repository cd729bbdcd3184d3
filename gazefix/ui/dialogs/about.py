"""What GazeFix consists of, with all licences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gazefix.desktop.about import notices, summary
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import tr
from gazefix.ui.widgets.labels import fill, resize_within_screen


class AboutDialog(QDialog):
    """Shows the same as `gazefix about --licenses`."""

    def __init__(self, _bridge: Bridge | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About GazeFix"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(f"{summary()}\n\n{notices()}")
        self.text.setAccessibleName(tr("Licenses"))
        self.text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        fill(QVBoxLayout(self), self.text, buttons)
        resize_within_screen(self, 700, 500)
