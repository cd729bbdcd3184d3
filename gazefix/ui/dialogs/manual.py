"""The manual in a window: its topics on the left, the chosen one on the right."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from gazefix.manual import manual_topics
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import tr
from gazefix.ui.widgets.labels import fill, resize_within_screen


class ManualDialog(QDialog):
    """Shows the pages of `gazefix.manual`."""

    def __init__(self, _bridge: Bridge | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("GazeFix manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._topics = manual_topics()
        self.topics, self.page = QListWidget(), QTextBrowser()
        self.topics.setAccessibleName(tr("Topics"))
        self.page.setAccessibleName(tr("Manual"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.topics.addItems([topic.title for topic in self._topics])
        self.topics.setFixedWidth(self.topics.sizeHintForColumn(0) + 12)
        self.topics.currentRowChanged.connect(self._show)
        fill(QHBoxLayout(self), self.topics, (self.page, 1))
        resize_within_screen(self, 900, 500)
        self.topics.setCurrentRow(0)

    def _show(self, row: int) -> None:
        self.page.setMarkdown(self._topics[row].text)
        document = self.page.document()
        found = document.find("\\|")  # Qt shows the backslash in code
        while not found.isNull():
            found.insertText("|")
            found = document.find("\\|", found)

    def _follow(self, link: QUrl) -> None:
        names = [topic.name for topic in self._topics]
        name = PurePosixPath(link.path()).stem
        if link.isRelative() and name in names:
            self.topics.setCurrentRow(names.index(name))
        elif not link.isRelative():
            QDesktopServices.openUrl(link)
