"""Compiled graphs are kept for the next start, and are the same ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gazefix.networks import openvino_runtime
from gazefix.networks.openvino_runtime import compiled, op, openvino


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        openvino_runtime.platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path)
    )
    return tmp_path / "graphs"


class Drawing:
    """A graph that multiplies by `factor`, and how often it was drawn."""

    def __init__(self, factor: float) -> None:
        self.factor, self.times = factor, 0

    def __call__(self) -> Any:
        self.times += 1
        x = op.parameter([1, 3], np.float32)
        return openvino.Model([op.result(x * op.constant(np.float32(self.factor)))], [x], "times")

    def product(self, *parts: bytes, threads: int = 1, halves: bool = False) -> float:
        request = compiled(self, threads, halves=halves, name="times", made_of=parts)
        made = request.infer([np.full((1, 3), 2.0, np.float32)])
        return float(next(iter(made.values()))[0, 0])


def test_the_second_start_draws_nothing_and_computes_the_same() -> None:
    first, second = Drawing(3.0), Drawing(3.0)
    assert first.product(b"three") == second.product(b"three") == 6.0
    assert (first.times, second.times) == (1, 0)


@pytest.mark.parametrize(
    "again",
    [
        lambda drawing: drawing.product(b"four"),
        lambda drawing: drawing.product(b"thr", b"ee"),
        lambda drawing: drawing.product(b"three", threads=2),
    ],
)
def test_what_is_made_of_something_else_is_compiled(again: Callable[[Drawing], float]) -> None:
    Drawing(3.0).product(b"three")
    other = Drawing(4.0)
    assert again(other) == 8.0
    assert other.times == 1


def test_another_openvino_or_processor_compiles_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    Drawing(3.0).product(b"three")
    monkeypatch.setattr(openvino_runtime, "_here", lambda: "elsewhere")
    other = Drawing(3.0)
    assert other.product(b"three") == 6.0
    assert other.times == 1


def test_changed_sources_compile_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    (tmp_path / "imaging").mkdir()
    for name in openvino_runtime._BESIDE:
        (tmp_path / name).write_text("1")
    (source := tmp_path / "networks" / "openvino_runtime.py").write_text("2")
    monkeypatch.setattr(openvino_runtime, "__file__", str(source))
    before = openvino_runtime._here.__wrapped__()
    source.write_text("3")
    assert openvino_runtime._here.__wrapped__() != before
    for name in openvino_runtime._BESIDE:
        (tmp_path / name).unlink()
    assert openvino_runtime._here.__wrapped__() != before  # a package without sources works, too


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"", lambda _: b"x" * 99])
def test_a_damaged_file_is_made_anew(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    Drawing(3.0).product(b"three")
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    again = Drawing(3.0)
    assert again.product(b"three") == 6.0
    assert again.times == 1
    assert len(kept.read_bytes()) == len(whole)


def test_what_openvino_refuses_is_compiled_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    Drawing(3.0).product(b"three")
    monkeypatch.setattr(openvino_runtime.FileCache, "read", lambda *_: b"of another kind")
    again = Drawing(3.0)
    assert again.product(b"three") == 6.0
    assert again.times == 1


def test_nothing_is_kept_without_a_name(folder: Path) -> None:
    compiled(Drawing(3.0), 1)
    assert not folder.exists()


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    folder.write_text("a file where the folder would be")
    for _ in range(2):
        drawing = Drawing(3.0)
        assert drawing.product(b"three") == 6.0
        assert drawing.times == 1
