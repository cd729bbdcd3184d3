"""Which device is faster: asked, measured, remembered."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from gazefix.networks.device_selection import (
    faster_device,
    gpu_name,
    remember_device,
    remembered_device,
)


def test_the_faster_device_is_found() -> None:
    assert faster_device(lambda: None, lambda: time.sleep(0.002)) == "cpu"
    assert faster_device(lambda: time.sleep(0.002), lambda: None) == "cuda"


def test_a_choice_holds_for_its_card_and_its_pytorch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "device.json"
    assert remembered_device("card", path) is None
    remember_device("card", "cuda", path)
    assert remembered_device("card", path) == "cuda"
    assert remembered_device("other card", path) is None
    remember_device("other card", "tpu", path)  # type: ignore[arg-type]
    assert remembered_device("other card", path) is None
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    assert remembered_device("card", path) is None


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"card": 3}'])
def test_a_choice_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "device.json").write_text(text)
    assert remembered_device("card", tmp_path / "device.json") is None


def test_a_choice_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    remember_device("card", "cpu", tmp_path / "file" / "device.json")
    assert remembered_device("card", tmp_path / "file" / "device.json") is None


def test_a_machine_without_nvidias_driver_has_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr("ctypes.CDLL", missing)
    assert gpu_name() is None


def test_a_driver_that_finds_no_card_has_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    no_device = SimpleNamespace(cuInit=lambda flags: 100)  # CUDA_ERROR_NO_DEVICE
    monkeypatch.setattr("ctypes.CDLL", lambda name: no_device)
    assert gpu_name() is None
