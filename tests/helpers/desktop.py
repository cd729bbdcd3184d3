"""A real desktop on an X server without a screen: window manager, tray, mouse, screenshots."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
from PIL import Image as Picture

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "openbox", "trayer", "xdotool", "import")
PATIENCE_S = 30.0
#: How long something may take to show its effect before it is tried again.
TRY_S = 15.0
#: The program under test: this checkout's, or an installed one.
PROGRAM = shlex.split(os.environ.get("GAZEFIX_PROGRAM", "")) or [sys.executable, "-m", "gazefix"]


def missing_tools() -> list[str]:
    """Return the programs that this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def until(what: Callable[[], Any], timeout_s: float = PATIENCE_S) -> Any:
    """Return the first true answer."""
    deadline = time.monotonic() + timeout_s
    while True:
        if answer := what():
            return answer
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


class Desktop:
    """Starts the programs of a desktop, and ends them."""

    def __init__(
        self,
        home: Path,
        size: tuple[int, int] = (1280, 800),
        *,
        tray: str = "right",
        scale: float = 1.0,
    ) -> None:
        """`home`: the user's folder; `tray`: the tray's side, or "" for none."""
        self.home, self.size = home, size
        self._processes: list[subprocess.Popen[str]] = []
        read_end, write_end = os.pipe()
        server = [
            "Xvfb",
            "-displayfd",
            str(write_end),
            "-screen",
            "0",
            f"{size[0]}x{size[1]}x24",
            "-nolisten",
            "tcp",
        ]
        self._start(server, dict(os.environ), pass_fds=(write_end,))
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        folders = {name: home / name for name in ("config", "data", "cache", "run")}
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("QT_", "XDG_", "DBUS_", "WAYLAND"))
        }
        self.environment = {
            **kept,
            "DISPLAY": f":{number}",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(folders["config"]),
            "XDG_DATA_HOME": str(folders["data"]),
            "XDG_CACHE_HOME": str(folders["cache"]),
            "XDG_RUNTIME_DIR": str(folders["run"]),
            "PYTHONPATH": str(ROOT),
            "QT_SCALE_FACTOR": str(scale),
        }
        self._start(["openbox"], self.environment)
        try:
            until(lambda: self._ask("xdotool", "get_num_desktops").strip() not in {"", "0"})
            if tray:
                self._start_tray(tray, round(28 * scale))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End everything."""
        for process in reversed(self._processes):
            process.kill()
            process.communicate()

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start GazeFix as a user does."""
        return self._start([*PROGRAM, *arguments], self.environment, stderr=subprocess.PIPE)

    def run_script(self, path: Path) -> subprocess.Popen[str]:
        """Start a program of these tests."""
        folders = f"{ROOT}{os.pathsep}{ROOT / 'tests'}"
        return self._start([sys.executable, str(path)], {**self.environment, "PYTHONPATH": folders})

    def gazefix(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command of GazeFix."""
        return subprocess.run(
            [*PROGRAM, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def settings(self, text: str) -> None:
        """Write the user's settings file."""
        folder = self.home / "config" / "gazefix"
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(text)

    def find(self, *by: str) -> list[str]:
        """Return the ids of visible windows, such as find("--name", "^GazeFix$")."""
        return self._ask("xdotool", "search", "--onlyvisible", *by).split()

    def window(self, name: str) -> str:
        """Wait for the window of that name and return its id."""
        return str(until(lambda: self.find("--name", f"^{name}$"))[-1])

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Return x, y, width, height of a window on the screen."""
        lines = self._ask("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        values = dict(line.split("=") for line in lines if "=" in line)
        return int(values["X"]), int(values["Y"]), int(values["WIDTH"]), int(values["HEIGHT"])

    def hand(self, *commands: object) -> None:
        """Run one chain of xdotool commands."""
        subprocess.run(
            ["xdotool", *map(str, commands)],
            env=self.environment,
            check=True,
            capture_output=True,
            timeout=20,
        )

    def click(self, x: float, y: float, button: int = 1) -> None:
        """Click on the screen."""
        self.hand("mousemove", round(x), round(y), "sleep", 0.1, "click", button)

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            self.hand("key", "--clearmodifiers", name, "sleep", 0.15)

    def act(self, action: Callable[[], object], effect: Callable[[], Any]) -> Any:
        """Do something until it has its effect, as people do; return the effect.

        What comes before a window listens is lost.
        """
        for _ in range(5):
            action()
            try:
                return until(effect, TRY_S)
            except AssertionError:
                continue
        raise AssertionError("it has no effect")

    def press(self, window: str, *names: str, until: Callable[[], Any]) -> Any:
        """Press keys in the window of that name until they have their effect; return it."""

        def action() -> None:
            self.hand("windowactivate", "--sync", self.window(window))
            self.keys(*names)

        return self.act(action, until)

    def tray_icon(self) -> tuple[int, int, int, int]:
        """Return x, y, width, height of GazeFix's icon in the tray."""

        def embedded() -> tuple[int, int, int, int] | None:
            for window in self.find("--class", "trayer"):
                x, y, width, height = self.geometry(window)
                if width > height / 2 and y + height >= self.size[1] - 2:
                    return x, y, width, height
            return None

        found: tuple[int, int, int, int] = until(embedded)
        return found

    def shot(
        self, path: Path | None = None, area: tuple[int, int, int, int] | None = None
    ) -> np.ndarray[Any, Any]:
        """Return the screen or an area of it (x, y, width, height) as RGB; also save it."""
        target = path or self.home / "shot.png"
        subprocess.run(
            ["import", "-window", "root", str(target)], env=self.environment, check=True, timeout=30
        )
        with Picture.open(target) as picture:
            rgb = np.asarray(picture.convert("RGB"))
        if area:
            x, y, width, height = area
            rgb = rgb[max(y, 0) : y + height, max(x, 0) : x + width]
            if path:
                Picture.fromarray(rgb).save(path)
        return rgb

    def _start_tray(self, side: str, height: int) -> None:
        """Start trayer, which does not always appear at the first attempt."""
        for _ in range(5):
            place = [
                "--edge",
                "bottom",
                "--align",
                side,
                "--widthtype",
                "request",
                "--height",
                str(height),
            ]
            tray = self._start(["trayer", *place], self.environment)
            for _ in range(40):
                if self._ask(
                    "xdotool", "search", "--class", "trayer"
                ):  # without icons it may be invisible
                    return
                time.sleep(0.1)
            tray.kill()
        raise AssertionError("there is no tray")

    def _ask(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=20
        ).stdout

    def _start(
        self, command: list[str], environment: dict[str, str], **more: Any
    ) -> subprocess.Popen[str]:
        more.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, text=True, **more
        )
        self._processes.append(process)
        return process


def end(
    process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM
) -> tuple[int, float]:
    """Signal a process; return its exit code and how long it took, in seconds."""
    began = time.monotonic()
    process.send_signal(number)
    return process.wait(20), time.monotonic() - began
