"""A desktop with GazeFix for each test. Skips where the desktop's programs are missing."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.desktop import Desktop, missing_tools, until

DEMO = '[camera]\nsource = "demo"\nwidth = 640\nheight = 360\n'
INTRODUCED = f"{DEMO}[app]\nintroduced = true\ntold_of_tray = true\n"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if missing := missing_tools():
        for item in items:
            if "system/ui" in str(item.path):
                item.add_marker(pytest.mark.skip(reason=f"a desktop needs {', '.join(missing)}"))


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """An empty desktop with a tray."""
    with Desktop(tmp_path) as made:
        yield made


class App:
    """GazeFix on a desktop."""

    def __init__(self, desktop: Desktop, *arguments: str) -> None:
        self.desktop = desktop
        self.process: subprocess.Popen[str] = desktop.start(*arguments)

    def status(self) -> dict[str, Any]:
        ended = self.desktop.gazefix("ctl", "status", "--json")
        return json.loads(ended.stdout) if ended.returncode == 0 else {}

    def running(self) -> Any:
        assert self.process.poll() is None, (
            self.process.stderr.read() if self.process.stderr else ""
        )
        return self.status().get("state") == "running"


@pytest.fixture
def app(desktop: Desktop) -> App:
    """The running app, after its first steps."""
    desktop.settings(INTRODUCED)
    made = App(desktop)
    until(made.running)
    desktop.window("GazeFix")
    desktop.tray_icon()  # without a tray, closing the window would ask whether to quit
    return made


@pytest.fixture
def keep(desktop: Desktop, request: pytest.FixtureRequest) -> Callable[[str], np.ndarray[Any, Any]]:
    """Take a screenshot and keep it in GAZEFIX_SHOTS, if that is set."""
    folder = os.environ.get("GAZEFIX_SHOTS")

    def shot(name: str) -> np.ndarray[Any, Any]:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
        return desktop.shot(Path(folder) / f"{name}.png" if folder else None)

    return shot
