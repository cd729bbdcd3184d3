"""What the doctor finds, and that nothing makes it give up."""

from __future__ import annotations

import importlib.metadata
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

import gazefix.devices.cameras
import gazefix.devices.display
import gazefix.devices.virtual_camera
import gazefix.faces.localizer
import gazefix.kernels
from gazefix.desktop.doctor import Check, run_checks
from gazefix.devices.cameras import CameraInfo
from gazefix.devices.display import ask_qt
from gazefix.errors import ModelError

NAMES = [
    "Python",
    "PyTorch",
    "OpenVINO",
    "Face finder",
    "Weights",
    "Drawing",
    "Cameras",
    "GazeFix Camera",
    "PipeWire",
    "Display",
    "Tray",
    "Log",
    "Settings file",
]


class EmptyRoom:
    """Stands in for a localizer, to spare the tests its start."""

    name = "openvino"
    faces: tuple[object, ...] = ()

    def locate(self, bgr: object) -> tuple[object, ...]:
        return self.faces

    def __enter__(self) -> EmptyRoom:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def healthy_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with everything; each test breaks one piece of it."""
    device = tmp_path / "video0"
    device.touch()
    monkeypatch.setattr(gazefix.faces.localizer, "open_localizer", lambda *_, **__: EmptyRoom())
    monkeypatch.setattr(
        gazefix.devices.cameras, "list_cameras", lambda: [CameraInfo(0, "HD Webcam", str(device))]
    )
    monkeypatch.setattr(
        gazefix.devices.virtual_camera, "virtual_camera_device", lambda: str(device)
    )
    monkeypatch.setattr(gazefix.devices.display, "display_problem", lambda: "")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    answer_tray(monkeypatch, "True\n")
    pipewire(monkeypatch, "")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("gazefix.desktop.settings_toml.config_path", lambda: tmp_path / "none.toml")
    monkeypatch.setattr("gazefix.desktop.doctor.users_config_path", lambda: tmp_path / "none.toml")


def answer_tray(
    monkeypatch: pytest.MonkeyPatch, stdout: str = "", stderr: str = "", returncode: int = 0
) -> None:
    ended = subprocess.CompletedProcess([], returncode, stdout, stderr)
    monkeypatch.setattr(gazefix.devices.display, "ask_qt", lambda *_: ended)


def pipewire(monkeypatch: pytest.MonkeyPatch, problem: str) -> None:
    monkeypatch.setattr("gazefix.devices.pipewire.pipewire_problem", lambda: problem)


def found(name: str, config: Path | None = None) -> Check:
    return next(check for check in run_checks(config) if check.name == name)


def fail(error: Exception) -> Any:
    def raising(*_: object, **__: object) -> None:
        raise error

    return raising


def test_a_healthy_machine_has_nothing_to_mend(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[correction]\nvertical_deg = 5\n")
    checks = run_checks(config)
    assert [check.name for check in checks] == NAMES
    assert [check.name for check in checks if not check.ok] == []
    assert all(check.detail and not check.fix for check in checks)


def test_every_finding_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gazefix.faces.localizer, "open_localizer", fail(ModelError("no model")))
    monkeypatch.setattr(gazefix.devices.cameras, "list_cameras", lambda: [])
    monkeypatch.setattr(gazefix.devices.virtual_camera, "virtual_camera_device", lambda: None)
    pipewire(monkeypatch, "gst-launch-1.0 is not installed")
    monkeypatch.setattr(gazefix.devices.display, "display_problem", lambda: "there is no display")
    config = tmp_path / "config.toml"
    config.write_text("[no TOML")
    broken = [check for check in run_checks(config) if not check.ok]
    assert [check.name for check in broken] == [
        "Face finder",
        "Cameras",
        "GazeFix Camera",
        "PipeWire",
        "Display",
        "Tray",
        "Settings file",
    ]
    assert [check.remedy for check in broken] == [
        "",
        "choose camera",
        "set up",
        "",
        "",
        "",
        "open settings",
    ]
    assert all(check.detail and check.fix for check in broken)


@pytest.mark.parametrize(
    "error",
    [ImportError("libGL.so.1: missing"), RuntimeError("broken"), OSError(5, "I/O"), KeyError("x")],
)
def test_no_error_ends_the_examination(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    for module, name in (
        (gazefix.faces.localizer, "open_localizer"),
        (gazefix.devices.cameras, "list_cameras"),
        (gazefix.devices.virtual_camera, "virtual_camera_device"),
        (gazefix.devices.display, "display_problem"),
    ):
        monkeypatch.setattr(module, name, fail(error))
    pipewire(monkeypatch, "it does not run in this session")
    checks = run_checks()
    assert [check.name for check in checks] == NAMES
    for name in ("Face finder", "Cameras", "GazeFix Camera", "Display"):
        check = next(c for c in checks if c.name == name)
        assert not check.ok
        assert type(error).__name__ in check.detail
        assert check.fix


def test_no_cuda_is_well() -> None:
    check = found("PyTorch")
    assert check.ok
    assert "CPU only" in check.detail
    assert torch.__version__ in check.detail


def test_a_cuda_that_is_asked_for_and_missing_is_not(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[engine]\ndevice = "cuda"\n')
    check = found("PyTorch", config)
    assert not check.ok
    assert "--device cpu" in check.fix
    assert found("Weights", config).ok  # a finding of its own


def test_a_gpu_that_cannot_run_this_build_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda *_: "an old GPU")
    monkeypatch.setattr(torch, "ones", fail(RuntimeError("no kernel image is available")))
    check = found("PyTorch")
    assert not check.ok
    assert "an old GPU" in check.detail
    assert "no kernel image" in check.detail


def test_the_localizer_is_named() -> None:
    assert found("Face finder") == Check("Face finder", True, "openvino")


def test_a_localizer_of_mediapipe_is_named_with_its_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(EmptyRoom, "name", "mesh")
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "0.10.21")
    assert found("Face finder").detail == "mesh, MediaPipe 0.10.21"
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "1.2.2")
    assert "sends Google" in found("Face finder").detail


def test_a_localizer_that_sees_ghosts_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmptyRoom, "faces", (object(),))
    assert not found("Face finder").ok


def test_the_hint_of_an_error_is_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        gazefix.faces.localizer, "open_localizer", fail(ModelError("there is no model", "fetch it"))
    )
    assert found("Face finder") == Check("Face finder", False, "there is no model", "fetch it")


def test_bad_weights_are_found(tmp_path: Path) -> None:
    weights = tmp_path / "bad.safetensors"
    weights.write_bytes(b"no weights")
    config = tmp_path / "config.toml"
    config.write_text(f"[engine]\nweights = '{weights}'\n")
    check = found("Weights", config)
    assert not check.ok
    assert str(weights) in check.detail


def test_cameras_are_listed_by_number_and_name() -> None:
    assert found("Cameras").detail.startswith("0: HD Webcam (")


def test_a_camera_that_may_not_be_opened_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    check = found("Cameras")
    assert not check.ok
    assert "usermod -aG video" in check.fix


@pytest.mark.skipif(sys.platform != "linux", reason="the advice is Linux's")
def test_a_missing_virtual_camera_says_how_to_set_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazefix.devices.virtual_camera, "virtual_camera_device", lambda: None)
    pipewire(monkeypatch, "it does not run in this session")
    check = found("GazeFix Camera")
    assert not check.ok
    assert "GazeFix Camera" in check.detail
    assert check.fix == "run `gazefix setup-camera`"
    assert check.remedy == "set up"


def test_one_of_both_ways_to_other_programs_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    pipewire(monkeypatch, "it does not run in this session")
    assert found("PipeWire").ok
    assert found("PipeWire").detail.endswith("it does not run in this session; not needed here")
    pipewire(monkeypatch, "")
    monkeypatch.setattr(gazefix.devices.virtual_camera, "virtual_camera_device", lambda: None)
    camera = found("GazeFix Camera")
    assert camera.ok
    assert camera.detail == (
        "there is no camera named 'GazeFix Camera';"
        " browsers get it through PipeWire, Zoom and others need it"
    )


@pytest.mark.parametrize(
    ("gpu", "device", "ok", "detail"),
    [
        (None, "auto", True, "not installed, and not needed without an NVIDIA graphics card"),
        ("GeForce", "auto", False, "not installed, so GeForce isn't used"),
        (None, "cuda", False, "not installed, but the settings ask for it"),
    ],
)
def test_pytorch_is_missed_only_where_it_would_be_used(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    gpu: str | None,
    device: str,
    ok: bool,
    detail: str,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name != "torch" or None)
    monkeypatch.setattr("gazefix.networks.device_selection.gpu_name", lambda: gpu)
    config = tmp_path / "config.toml"
    config.write_text(f"[engine]\ndevice = '{device}'\n")
    check = found("PyTorch", config)
    assert (check.ok, check.detail) == (ok, detail)


def test_without_a_display_qt_is_not_asked_for_a_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazefix.devices.display, "display_problem", lambda: "there is no display")
    monkeypatch.setattr(
        gazefix.devices.display, "ask_qt", fail(AssertionError("Qt would end in a crash"))
    )
    check = found("Tray")
    assert not check.ok
    assert "display" in check.detail


def test_missing_qt_libraries_are_told_from_a_missing_display(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        gazefix.devices.display, "display_problem", lambda: "libxcb-cursor0 is needed"
    )
    check = found("Display")
    assert "libxcb-cursor0 is needed" in check.detail
    assert "apt-get install" in check.fix


def test_a_desktop_without_tray_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_tray(monkeypatch, "False\n")
    check = found("Tray")
    assert not check.ok
    assert check.detail == "this desktop has no tray"


def test_a_desktop_that_does_not_answer_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        gazefix.devices.display, "ask_qt", fail(subprocess.TimeoutExpired("python", 20))
    )
    check = found("Tray")
    assert check.ok
    assert check.detail.startswith("unknown")


def test_qt_that_crashes_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_tray(monkeypatch, stderr="first\nImportError: libEGL.so.1\n", returncode=1)
    check = found("Tray")
    assert not check.ok
    assert "libEGL.so.1" in check.detail


def test_the_place_of_the_log_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("gazefix.logs.log_path", lambda: tmp_path / "new" / "gazefix.log")
    check = found("Log")
    assert check.ok
    assert str(tmp_path / "new" / "gazefix.log") in check.detail
    monkeypatch.setattr(os, "access", lambda *_: False)
    check = found("Log")
    assert not check.ok
    assert str(tmp_path) in check.fix


def test_no_configuration_means_the_defaults() -> None:
    check = found("Settings file")
    assert check.ok
    assert "defaults" in check.detail


@pytest.mark.parametrize(
    "text", ["[engine]\ndevise = 'cpu'\n", "[engine", "[engine]\ndevice = 3\n"]
)
def test_a_bad_configuration_is_a_finding_and_the_others_go_on(tmp_path: Path, text: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text)
    broken = [check.name for check in run_checks(config) if not check.ok]
    assert broken == ["Settings file"]


def test_a_named_configuration_that_is_missing_is_a_finding(tmp_path: Path) -> None:
    check = found("Settings file", tmp_path / "missing.toml")
    assert not check.ok
    assert "missing.toml" in check.detail
    assert check.fix


def test_the_real_localizer_and_qt_are_asked(tmp_path: Path) -> None:
    """Nothing replaced: in a process of its own, which prints what it found."""
    code = (
        "from gazefix.desktop.doctor import run_checks\n"
        "for c in run_checks(): print(c.name, '|', c.ok, '|', c.detail, '|', c.fix)\n"
        "import sys; print('PySide6' in sys.modules)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    del environment["DISPLAY"]  # the fixture's
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    lines = ended.stdout.splitlines()
    assert [line.split(" | ")[0] for line in lines[:-1]] == NAMES
    outcomes = {line.split(" | ")[0]: line.split(" | ")[1:] for line in lines[:-1]}
    assert outcomes["Face finder"][0] == "True" or "model" in outcomes["Face finder"][1]
    assert outcomes["Weights"][0] == "True"
    assert outcomes["Display"] == ["True", "QT_QPA_PLATFORM=offscreen", ""]
    assert outcomes["Tray"][1] == "this desktop has no tray"
    assert lines[-1] == "False"
    assert ended.stderr == ""


def test_openvino_that_does_not_load_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "gazefix.networks.openvino_runtime", None)
    (check,) = [check for check in run_checks() if check.name == "OpenVINO"]
    assert not check.ok
    assert check.fix == "pip install openvino"


def test_windows_without_pyvirtualcam_is_offered_the_setup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipewire(monkeypatch, "it does not run in this session")
    monkeypatch.setattr("gazefix.desktop.camera_package.package_missing", lambda: True)
    check = found("GazeFix Camera")
    assert check.detail.startswith("pyvirtualcam is not installed")
    assert "Set up GazeFix Camera" in check.fix
    assert check.remedy == "set up"


def test_what_qt_starts_and_leaves_running_is_not_waited_for() -> None:
    code = (
        "import subprocess, sys; print('True', flush=True); print('said', file=sys.stderr);"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)']).pid)"
    )
    ended = ask_qt(code, 60)
    answer, child = ended.stdout.split()
    os.kill(int(child), signal.SIGTERM)
    assert (answer, ended.returncode, ended.stderr.strip()) == ("True", 0, "said")


@pytest.mark.parametrize("name", ["linux-x86_64-v3.so", None])
def test_drawing_tells_which_kernels_are_used(
    monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    library = SimpleNamespace(_name=f"/somewhere/{name}") if name else None
    monkeypatch.setattr(gazefix.kernels, "library", lambda: library)
    found = next(check for check in run_checks() if check.name == "Drawing")
    assert found.ok
    assert ("compiled, linux-x86_64-v3" if name else "by NumPy") in found.detail
