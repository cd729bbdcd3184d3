"""Which localizer is opened, and what happens where there is none."""

from __future__ import annotations

import builtins
import sys
import types
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from gazefix.config import EngineConfig, LocalizerName
from gazefix.errors import ModelError
from gazefix.faces.localizer import open_localizer
from gazefix.faces.mesh_localizer import MeshLocalizer


def test_auto_is_openvino() -> None:
    with open_localizer(EngineConfig()) as localizer:
        assert localizer.name == "openvino"


def test_auto_is_mediapipes_mesh_where_openvino_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    if not MeshLocalizer.available():
        pytest.skip("this MediaPipe does not carry the face mesh")
    block_openvino(monkeypatch)
    with open_localizer(EngineConfig()) as localizer:
        assert localizer.name == "mesh"


def test_auto_is_tasks_where_there_is_neither(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    block_openvino(monkeypatch)
    monkeypatch.setitem(sys.modules, "mediapipe", newer_mediapipe())
    # It looks for the model of Tasks, which proves the choice without a download.
    with pytest.raises(ModelError, match="no face model"):
        open_localizer(EngineConfig(localizer_model=str(tmp_path / "missing.task")))


def test_without_any_library_the_error_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    block_openvino(monkeypatch)
    monkeypatch.setitem(sys.modules, "mediapipe", None)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="OpenVINO cannot be loaded") as caught:
        open_localizer(EngineConfig())
    assert "gazefix[mediapipe]" in caught.value.hint


def block_openvino(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gazefix.networks.openvino_runtime", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["mesh", "tasks"])
def test_a_mediapipe_that_is_not_installed_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: LocalizerName
) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", None)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="MediaPipe is not installed") as caught:
        open_localizer(EngineConfig(localizer=name))
    assert "gazefix[mediapipe]" in caught.value.hint


def test_a_mesh_that_this_release_lacks_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", newer_mediapipe())
    with pytest.raises(ModelError, match=r"9\.9 no longer carries") as caught:
        MeshLocalizer(EngineConfig(), max_faces=1, still=True)
    assert "engine.localizer" in caught.value.hint


def newer_mediapipe() -> types.ModuleType:
    """A release without the face mesh."""
    newer = types.ModuleType("mediapipe")
    newer.__version__ = "9.9"  # type: ignore[attr-defined]
    newer.__spec__ = ModuleSpec("mediapipe", None)
    return newer


def test_a_mediapipe_that_does_not_load_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without_mediapipe(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "mediapipe":
            raise ImportError("libGL.so.1: cannot open shared object file")
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr("gazefix.faces.mediapipe_import.mediapipe_installed", lambda: True)
    monkeypatch.delitem(sys.modules, "mediapipe", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_mediapipe)
    with pytest.raises(ModelError, match=r"libGL\.so\.1") as caught:
        open_localizer(EngineConfig(localizer="mesh"))
    assert caught.value.hint
