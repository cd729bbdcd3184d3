"""`python -m tests.system.ui.pictures` takes the README's screenshots of window and tray menu."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

sys.path.insert(0, str(Path(__file__).parents[2]))
from helpers.desktop import ROOT, Desktop, missing_tools, until

Pixels = np.ndarray[Any, Any]
# The portrait looks into the lens: only a fixed angle turns its eyes.
SETTINGS = (
    '[camera]\nsource = "demo"\n[correction]\nmode = "angle"\nvertical_deg = 6.0\n'
    "[app]\nintroduced = true\ntold_of_tray = true\n"
)
LARGEST_BYTES = 200_000


def main() -> int:
    """Take them and return the exit code."""
    if missing := missing_tools():
        print(f"a desktop needs {', '.join(missing)}")
        return 1
    with tempfile.TemporaryDirectory() as home, Desktop(Path(home), tray="left") as desktop:
        desktop.settings(SETTINGS)
        desktop.start()
        window = desktop.window("GazeFix")
        until(lambda: '"correcting"' in desktop.gazefix("ctl", "status", "--json").stdout)
        time.sleep(3)
        _, _, width, height = tray = desktop.tray_icon()
        screen = desktop.shot().copy()
        screen[tray[1] :, : 2 * width] = 0
        write(lit(screen), ROOT / "packaging" / "window.png")
        desktop.hand("windowactivate", window)
        desktop.keys("alt+F4")
        desktop.click(tray[0] + width / 2, tray[1] + height / 2, 3)
        time.sleep(0.5)
        desktop.keys("v")
        time.sleep(0.5)
        write(on_white(lit(desktop.shot())), ROOT / "packaging" / "tray-menu.png")
    return 0


def lit(screen: Pixels) -> Pixels:
    """Return the smallest part of the screen with all pixels that are not black."""
    rows, columns = (np.flatnonzero(screen.max((axis, 2)) > 0) for axis in (1, 0))
    return screen[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()


def on_white(rgb: Pixels) -> Pixels:
    """Return the picture with the empty screen around menus in white."""
    picture = Picture.fromarray(rgb)
    for x in range(picture.width):
        for y in (0, picture.height - 1):
            if picture.getpixel((x, y)) == (0, 0, 0):
                ImageDraw.floodfill(picture, (x, y), (255, 255, 255))
    return np.asarray(picture)


def write(rgb: Pixels, target: Path) -> None:
    """Save a picture as a PNG of few colours."""
    few = Picture.fromarray(rgb).quantize(
        256, method=Picture.Quantize.MEDIANCUT, kmeans=1, dither=Picture.Dither.NONE
    )
    few.save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {rgb.shape[1]}x{rgb.shape[0]}, {size} bytes")
    assert size < LARGEST_BYTES, "too large for the repository"


if __name__ == "__main__":
    sys.exit(main())
