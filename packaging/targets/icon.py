"""The program's icon, as Windows and macOS take it."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from targets import ROOT


def draw_icon(path: Path) -> None:
    """Draw a .ico or .icns file, with all sizes that the desktop shows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication, QIcon, QImage

    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = QIcon(str(ROOT / "gazefix" / "icons" / "gazefix.svg"))
    largest = drawing.pixmap(1024, 1024).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    picture = Image.frombytes("RGBA", (1024, 1024), bytes(largest.constBits()))
    picture.save(path, sizes=[(side, side) for side in (16, 20, 24, 32, 40, 48, 64, 256)])
    del application
