"""Which localizer is opened, and what happens where there is none."""

from __future__ import annotations

import builtins
import sys
import types
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

from gazefix.config import EngineConfig, LocalizerName
from gazefix.errors import ModelError
from gazefix.faces.localizer import open_localizer
from gazefix.faces.mesh_localizer import MeshLocalizer


def test_auto_is_the_mesh_where_there_is_one() -> None:
    if not MeshLocalizer.available():
        pytest.skip("this MediaPipe does not carry the face mesh")
    with open_localizer(EngineConfig()) as localizer:
        assert localizer.name == "mesh"


@pytest.mark.parametrize("installed", [None, "newer"])
def test_auto_is_openvino_where_there_is_no_mesh(
    monkeypatch: pytest.MonkeyPatch, installed: str | None
) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", newer_mediapipe() if installed else None)  # type: ignore[arg-type]
    with open_localizer(EngineConfig()) as localizer:
        assert localizer.name == "openvino"


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

    monkeypatch.delitem(sys.modules, "mediapipe", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_mediapipe)
    with pytest.raises(ModelError, match=r"libGL\.so\.1") as caught:
        open_localizer(EngineConfig(localizer="mesh"))
    assert caught.value.hint
