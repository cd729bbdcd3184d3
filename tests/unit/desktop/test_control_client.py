"""Where the running app is reached, and who may reach it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gazefix.desktop.control_client import runtime_folder
from gazefix.errors import ControlError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux' runtime folders")


def test_only_the_user_may_open_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "gazefix").mkdir(mode=0o777)
    assert runtime_folder() == tmp_path / "gazefix"
    assert (tmp_path / "gazefix").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_another_user_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "gazefix").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "gazefix").stat().st_uid + 1)
    with pytest.raises(ControlError, match="not your folder") as raised:
        runtime_folder()
    assert "XDG_RUNTIME_DIR" in raised.value.hint
