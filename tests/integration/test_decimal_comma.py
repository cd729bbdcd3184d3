"""Everything runs where people write 0,5."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest
from helpers.commands import NewHome

SETTINGS = """
[camera]
source = "demo"
width = 320
height = 240
[output]
sink = "null"
on_demand = false
[app]
introduced = true
[correction]
mode = "angle"
vertical_deg = 10
"""


@pytest.fixture(scope="module", params=["de_DE", "tr_TR"])
def locales(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What to set for a locale with a comma, which is made here."""
    name = f"{request.param}.UTF-8"
    folder = tmp_path_factory.mktemp("locales")
    if not (shutil.which("localedef") and Path("/usr/share/i18n/locales", request.param).exists()):
        pytest.skip(
            "no locale can be made here: that needs localedef and its sources "
            "(Debian's packages libc-bin and locales)"
        )
    subprocess.run(
        ["localedef", "-i", request.param, "-f", "UTF-8", str(folder / name)],
        check=True,
        capture_output=True,
    )
    return {"LOCPATH": str(folder), "LC_ALL": name}


@pytest.fixture
def home(locales: dict[str, str], tmp_path: Path) -> NewHome:
    made = NewHome(tmp_path, traced=False)
    made.environment |= locales
    return made


def test_qt_writes_commas_and_c_libraries_points(home: NewHome) -> None:
    code = """if True:
        import locale
        from PySide6.QtCore import QLocale
        from gazefix.ui.app import make_application
        application = make_application()
        print(locale.str(0.5), QLocale().toString(0.5))
        locale.setlocale(locale.LC_NUMERIC, "")
        print(locale.str(0.5))
    """
    ran = home.run("-c", code)
    assert ran.stdout.splitlines() == ["0.5 0,5", "0,5"], ran.stderr


def test_the_localizer_opens_in_a_program_that_has_set_its_locale(home: NewHome) -> None:
    code = """if True:
        import locale
        from PySide6.QtWidgets import QApplication
        application = QApplication([])
        print(locale.str(0.5))
        from gazefix.config import EngineConfig
        from gazefix.faces.localizer import open_localizer
        open_localizer(EngineConfig()).close()
        print(locale.str(0.5))
    """
    ran = home.run("-c", code)
    assert ran.stdout.splitlines() == ["0,5", "0,5"], ran.stderr


def test_run_in_a_preview_window(home: NewHome, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(SETTINGS)
    ran = home.run(
        "-m",
        "gazefix",
        "run",
        "--config",
        tmp_path / "config.toml",
        "--sink",
        "preview",
        "--seconds",
        "1",
    )
    assert ran.returncode == 0, ran.stderr
    counted = re.search(r"^(\d+) frames sent, \d+ dropped, (\d+) failed", ran.stderr, re.MULTILINE)
    assert counted, ran.stderr
    assert int(counted[1]) > 2 * int(counted[2]), (
        ran.stderr
    )  # on a busy machine one may come too late


def test_demo_and_process(home: NewHome, tmp_path: Path) -> None:
    for arguments in (
        ["demo", tmp_path / "demo.png"],
        ["process", tmp_path / "demo.png", tmp_path / "corrected.png"],
    ):
        ran = home.run("-m", "gazefix", *arguments)
        assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "corrected.png").stat().st_size > 10_000


def test_doctor_finds_the_libraries_well(home: NewHome) -> None:
    ran = home.run("-m", "gazefix", "doctor", "--json")
    assert (
        re.findall(r'"(?:OpenVINO|Face finder|Weights)",\s*"ok": (\w+)', ran.stdout) == ["true"] * 3
    ), ran.stdout


def test_the_tray_app_corrects(home: NewHome, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text(SETTINGS)
    app = Popen(
        home.command("-m", "gazefix", "app", "--config", settings),
        env=home.environment,
        stderr=DEVNULL,
    )
    try:
        end = time.monotonic() + 60
        while (
            "correcting" not in (status := home.run("-m", "gazefix", "ctl", "status").stdout)
            and time.monotonic() < end
        ):
            assert "failed" not in status
            time.sleep(0.3)
        assert "correcting" in status
        assert home.run("-m", "gazefix", "ctl", "quit").returncode == 0
        assert app.wait(20) == 0
    finally:
        app.kill()
