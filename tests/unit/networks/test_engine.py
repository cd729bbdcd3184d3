"""The engine: pictures in, warps out, on a device that is there."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
import torch
from helpers.views import eyes

from gazefix.config import BackendName, EngineConfig
from gazefix.errors import DeviceError, GazeFixError, ModelError
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import EYE_PX
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.device_selection import multiplies_halves
from gazefix.networks.engine import Engine, choose_weights, open_cpu_networks
from gazefix.networks.torch_backend import TorchNetworks, choose_device
from gazefix.networks.weights import save_weights
from gazefix.types import FloatArray, Gaze, Image

DEVICES = [
    "cpu",
    pytest.param(
        "cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
    ),
]


@pytest.mark.parametrize("device", DEVICES)
def test_a_warp_comes_back_for_each_eye(device: str) -> None:
    warps = Engine(EngineConfig(device=device)).redirect(eyes(3), [Gaze(0.2, 0.1)] * 3)  # type: ignore[arg-type]
    assert warps.shape == (3, 4, CROP_HEIGHT_PX, CROP_WIDTH_PX)
    assert warps.dtype == np.float32
    assert np.abs(warps).max() > 0


@pytest.mark.parametrize("device", DEVICES)
def test_a_batch_gives_what_its_eyes_give_alone(device: str) -> None:
    engine = Engine(EngineConfig(device=device))  # type: ignore[arg-type]
    views, angles = eyes(4), [Gaze(0.1 * i, -0.1) for i in range(4)]
    np.testing.assert_allclose(
        engine.redirect(views, angles)[1:2], engine.redirect(views[1:2], angles[1:2]), atol=1e-3
    )
    np.testing.assert_allclose(
        engine.read_gaze(views, angles)[1:2], engine.read_gaze(views[1:2], angles[1:2]), atol=1e-4
    )


@pytest.mark.parametrize("device", DEVICES)
def test_a_gaze_and_its_errors_come_back_for_each_eye(device: str) -> None:
    read = Engine(EngineConfig(device=device)).read_gaze(eyes(3), [Gaze(0.0, 0.0)] * 3)  # type: ignore[arg-type]
    assert read.shape == (3, 4)
    assert (read[:, 2:] > 0).all()


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_cuda_gives_the_cpus_flow() -> None:
    views, angles = eyes(2), [Gaze(0.2, 0.1)] * 2
    on_cpu = Engine(EngineConfig(device="cpu")).redirect(views, angles)
    np.testing.assert_allclose(
        Engine(EngineConfig(device="cuda")).redirect(views, angles), on_cpu, atol=0.05
    )


def test_cuda_asked_for_where_there_is_none_is_an_error_with_a_hint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="CUDA") as raised:
        Engine(EngineConfig(device="cuda"))
    assert "--device cpu" in raised.value.hint


def test_auto_without_a_gpu_is_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("gazefix.networks.engine.gpu_name", lambda: None)
    assert choose_device("auto").type == "cpu"
    assert Engine(EngineConfig()).name == "cpu"


class FakeGpu:
    """Networks that answer with zeros, and after `good` calls fail as told."""

    name, on_gpu = "Fake GPU", True

    def __init__(
        self, good: int = 10**9, failure: Exception | float | None = None, delay_s: float = 0.0
    ) -> None:
        self.good, self.failure, self.delay_s, self.calls = good, failure, delay_s, 0

    def redirect(self, pixels: Image, *_: object) -> FloatArray:
        return self._answer((len(pixels), 4, CROP_HEIGHT_PX, CROP_WIDTH_PX))

    def read_gaze(self, pixels: Image, *_: object) -> FloatArray:
        return self._answer((len(pixels), 4))

    def read_faces(self, lefts: Image, *_: object) -> FloatArray:
        return self._answer((len(lefts), 3))

    def start_faces(self, lefts: Image, *_: object) -> Callable[[], FloatArray]:
        return lambda: self.read_faces(lefts)

    def _answer(self, shape: tuple[int, ...]) -> FloatArray:
        self.calls += 1
        if self.delay_s:
            time.sleep(self.delay_s)
        if self.calls > self.good and isinstance(self.failure, Exception):
            raise self.failure
        return np.full(shape, 0.0 if self.calls <= self.good else self.failure, np.float32)


@pytest.mark.parametrize(
    "failure",
    [torch.cuda.OutOfMemoryError("CUDA out of memory"), RuntimeError("device lost"), float("nan")],
)
@pytest.mark.parametrize("call", ["redirect", "read_gaze"])
def test_a_gpu_that_fails_midway_leaves_the_work_to_the_cpu(
    failure: Exception | float, call: str, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(EngineConfig(), networks=FakeGpu(good=2, failure=failure))
    views, angles = eyes(2), [Gaze(0.2, 0.1)] * 2
    asked = getattr(engine, call)
    assert np.abs(asked(views, angles)).max() == np.abs(asked(views, angles)).max() == 0
    assert engine.name == "Fake GPU"
    wanted = getattr(Engine(EngineConfig(device="cpu")), call)(views, angles)
    assert np.array_equal(asked(views, angles), wanted)  # the very call that failed is answered
    assert np.array_equal(asked(views, angles), wanted)
    assert engine.name == "cpu"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "Fake GPU failed" in caplog.text


def test_a_gpu_that_fails_in_a_look_under_way_leaves_it_to_the_cpu() -> None:
    engine = Engine(EngineConfig(), networks=FakeGpu(good=0, failure=RuntimeError("device lost")))
    lefts, rights = np.zeros((2, 2, EYE_PX, EYE_PX, 3), np.uint8)
    answer = engine.start_faces(lefts, rights, [Gaze(0.2, 0.1)] * 2)
    assert engine.name == "Fake GPU"
    cpu = Engine(EngineConfig(device="cpu"))
    assert answer() == cpu.read_faces(lefts, rights, [Gaze(0.2, 0.1)] * 2)
    assert engine.name == "cpu"


def test_infinite_landmarks_do_not_give_up_the_gpu() -> None:
    view = eyes(1)[0]
    view.anchors[2] = np.nan
    engine = Engine(EngineConfig(), networks=FakeGpu())
    with pytest.raises(GazeFixError, match="not finite"):
        engine.redirect([view], [Gaze(0.2, 0.1)])
    assert engine.name == "Fake GPU"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[FakeGpu]:
    """A machine with a GPU; the networks that are to be opened on it, one after the other."""
    fakes: list[FakeGpu] = []
    monkeypatch.setattr("gazefix.networks.engine.gpu_name", lambda: "Fake GPU")
    monkeypatch.setattr("gazefix.networks.engine._open_torch_networks", lambda *_: fakes.pop(0))
    monkeypatch.setattr(
        "gazefix.networks.device_selection.choices_path",
        lambda: tmp_path / "cache" / "device.json",
    )
    return fakes


def test_auto_measures_once_and_remembers_the_gpu(machine: list[FakeGpu]) -> None:
    machine += [first := FakeGpu(), second := FakeGpu()]
    assert Engine(EngineConfig()).name == "Fake GPU"
    assert first.calls > 1
    assert Engine(EngineConfig()).name == "Fake GPU"
    assert second.calls == 0


def test_auto_remembers_that_the_cpu_was_faster(machine: list[FakeGpu]) -> None:
    machine.append(FakeGpu(delay_s=0.02))
    assert Engine(EngineConfig()).name == "cpu"
    assert (
        Engine(EngineConfig()).name == "cpu"
    )  # a second opening of the GPU would fail: there is none left


def test_auto_uses_the_cpu_where_the_gpu_fails_at_the_start(
    machine: list[FakeGpu], caplog: pytest.LogCaptureFixture
) -> None:
    machine += [FakeGpu(good=0, failure=RuntimeError("out of memory")), FakeGpu()]
    assert Engine(EngineConfig()).name == "cpu"
    assert "Fake GPU is not used: out of memory" in caplog.text
    assert (
        Engine(EngineConfig()).name == "Fake GPU"
    )  # it may have been busy: the next start tries again


def test_a_gpu_that_pytorch_cannot_use_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, machine: list[FakeGpu]
) -> None:
    def refuse(*_: object) -> FakeGpu:
        raise DeviceError("no CUDA in this PyTorch", "install another one")

    monkeypatch.setattr("gazefix.networks.engine._open_torch_networks", refuse)
    assert Engine(EngineConfig()).name == "cpu"
    monkeypatch.setattr("gazefix.networks.engine._open_torch_networks", None)
    assert Engine(EngineConfig()).name == "cpu"


def test_a_gpu_without_pytorch_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("gazefix.networks.engine.gpu_name", lambda: "Fake GPU")
    monkeypatch.setattr(
        "gazefix.networks.device_selection.choices_path", lambda: tmp_path / "device.json"
    )
    monkeypatch.setattr("importlib.metadata.version", missing)
    for name in ("torch", "gazefix.networks.torch_backend"):
        monkeypatch.setitem(sys.modules, name, None)
    assert Engine(EngineConfig()).name == "cpu"
    assert "Fake GPU is not used: PyTorch cannot be loaded" in caplog.text
    caplog.clear()
    assert Engine(EngineConfig()).name == "cpu"
    assert not caplog.text  # said once, not at every start
    with pytest.raises(DeviceError, match="PyTorch cannot be loaded") as raised:
        Engine(EngineConfig(device="cuda"))
    assert "gazefix[gpu]" in raised.value.hint


def test_openvino_that_does_not_load_leaves_the_work_to_torch(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "gazefix.networks.openvino_backend", None)
    assert isinstance(open_cpu_networks(choose_weights(EngineConfig())), TorchNetworks)
    assert "OpenVINO cannot be loaded" in caplog.text
    with pytest.raises(DeviceError, match="OpenVINO") as raised:
        Engine(EngineConfig(device="cpu", backend="openvino"))
    assert "pip install openvino" in raised.value.hint


@pytest.fixture
def openvino_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let OpenVINO compile nothing, as on a processor without SSE4.2."""

    class Core:
        def fail(self, *_: object) -> None:
            raise RuntimeError("Exception from src/core.cpp:116:\n\nunsupported instruction set\n")

        compile_model = import_model = get_property = fail

    monkeypatch.setattr("gazefix.networks.openvino_runtime.core", Core)


def test_openvino_that_does_not_work_leaves_the_work_to_torch(
    openvino_fails: None, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(EngineConfig(device="cpu"))
    assert np.isfinite(engine.redirect(eyes(1), [Gaze(0.1, 0.0)])).all()
    assert "OpenVINO does not work on this computer: unsupported instruction set" in caplog.text


@pytest.mark.parametrize("backend", ["auto", "openvino"])
def test_without_torch_openvinos_own_failure_is_told_and_no_weights_are_blamed(
    openvino_fails: None, monkeypatch: pytest.MonkeyPatch, backend: BackendName
) -> None:
    monkeypatch.setitem(sys.modules, "gazefix.networks.torch_backend", None)
    with pytest.raises(DeviceError, match="unsupported instruction set") as raised:
        Engine(EngineConfig(device="cpu", backend=backend))
    assert "pip install torch" in raised.value.hint


def test_openvino_without_memory_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory() -> None:
        raise MemoryError

    monkeypatch.setattr("gazefix.networks.openvino_runtime.core", no_memory)
    with pytest.raises(DeviceError, match="no memory"):
        Engine(EngineConfig(device="cpu", backend="openvino"))


def test_torch_can_be_asked_for() -> None:
    views, angles = eyes(2), [Gaze(0.2, 0.1)] * 2
    one, two = (Engine(EngineConfig(device="cpu", backend=name)) for name in ("torch", "openvino"))  # type: ignore[arg-type]
    np.testing.assert_allclose(one.redirect(views, angles), two.redirect(views, angles), atol=1e-3)


def test_the_users_own_weights_are_used(tmp_path: Path) -> None:
    save_weights(DeepWarp(), tmp_path / "untrained.safetensors")
    engine = Engine(EngineConfig(device="cpu", weights=str(tmp_path / "untrained.safetensors")))
    assert np.abs(engine.redirect(eyes(1), [Gaze(0.2, 0.1)])[:, :2]).max() == 0


def test_the_path_of_own_weights_may_start_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    save_weights(DeepWarp(), tmp_path / "untrained.safetensors")
    assert (
        Engine(EngineConfig(device="cpu", weights="~/untrained.safetensors")).weights
        == tmp_path / "untrained.safetensors"
    )


def test_missing_own_weights_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        Engine(EngineConfig(device="cpu", weights=str(tmp_path / "none.safetensors")))


def test_values_that_are_not_finite_are_an_error() -> None:
    view = eyes(1)[0]
    view.anchors[2] = np.nan
    engine = Engine(EngineConfig(device="cpu"))
    for call in (engine.redirect, engine.read_gaze):
        with pytest.raises(GazeFixError, match="not finite"):
            call([view], [Gaze(0.2, 0.1)])


def test_the_cpu_needs_no_torch() -> None:
    """It would take a second and 170 MB."""
    program = (
        "import sys; from gazefix.config import EngineConfig; "
        "from gazefix.correction.corrector import Corrector; "
        "from gazefix.networks.engine import Engine; Engine(EngineConfig(device='cpu')); "
        "print('torch' in sys.modules)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        == "False\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
def test_signals_do_no_harm_after_networks_have_gone() -> None:
    program = """
import gc, signal, sys
from gazefix.config import EngineConfig
from gazefix.networks.engine import Engine
for _ in range(3):
    engines = [Engine(EngineConfig(device="cpu")) for _ in range(2)]
    del engines[0]
    del engines
    gc.collect()
signal.signal(signal.SIGUSR1, lambda *_: sys.stdout.write("heard"))
signal.raise_signal(signal.SIGUSR1)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "heard")


@pytest.mark.parametrize(
    ("flags", "multiplies"),
    [
        ("fpu avx512_bf16 amx_tile amx_bf16", True),
        ("fpu avx512_bf16 amx_tile", False),
        (None, False),
    ],
)
def test_halves_are_for_processors_that_multiply_matrices_of_them(
    tmp_path: Path, flags: str | None, multiplies: bool
) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    if flags is not None:
        cpuinfo.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t\t: amx_bf16\n")
    assert multiplies_halves(cpuinfo) == multiplies
