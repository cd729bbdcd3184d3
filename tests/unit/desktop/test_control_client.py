"""Where the running app is reached, and who may reach it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from gazefix.desktop import control_client
from gazefix.desktop.control_client import runtime_folder
from gazefix.errors import ControlError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux' runtime folders")


def test_only_the_user_may_open_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "gazefix").mkdir(mode=0o777)
    assert runtime_folder() == tmp_path / "gazefix"
    assert (tmp_path / "gazefix").stat().st_mode & 0o777 == 0o700


def test_root_leaves_a_users_runtime_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with `sudo -E gazefix ctl`."""
    if os.getuid() == 0:
        os.chown(tmp_path, 1000, 1000)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert control_client._runtime_folder().parent != tmp_path


@pytest.mark.parametrize("length", [71, 200])
def test_a_runtime_folder_whose_path_is_too_long_for_a_socket_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    long = tmp_path / ("x" * (length - len(str(tmp_path)) - 1) or "x")
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setenv("TMPDIR", str(long))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert len(os.fsencode(control_client._runtime_folder() / "control.sock")) <= 92
    assert long not in control_client._runtime_folder().parents


def test_a_folder_that_another_user_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "gazefix").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "gazefix").stat().st_uid + 1)
    with pytest.raises(ControlError, match="not your folder") as raised:
        runtime_folder()
    assert "XDG_RUNTIME_DIR" in raised.value.hint
