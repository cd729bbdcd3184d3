"""What the bench compares: the reference network, several faces, sessions at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from helpers.clips import make_clip

from gazefix.config import Config
from gazefix.errors import InputError
from gazefix.evaluation import bench, comparison, streams
from gazefix.evaluation.bench import Cost, back_and_forth, row
from gazefix.evaluation.reference_network import ReferenceNetworks, reference_model
from gazefix.faces.mesh_localizer import MeshLocalizer
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import usual_anchors_px
from gazefix.networks.deepwarp import multiply_adds
from gazefix.networks.engine import choose_weights, open_cpu_networks
from gazefix.types import Frame, Image


def test_the_reference_network_has_the_published_size() -> None:
    layers = [op for op in reference_model(0).get_ops() if op.get_type_name() == "Convolution"]
    kernels = [layer.input_value(1).get_shape() for layer in layers]
    cells = [int(np.prod(layer.get_output_shape(0)[2:])) for layer in layers]
    weights = [int(np.prod(kernel)) for kernel in kernels]
    assert sum(weights) == pytest.approx(249_000, rel=0.01)
    assert sum(np.multiply(weights, cells)) == pytest.approx(428e6, rel=0.01)
    assert multiply_adds() < 0.06 * 428e6


def test_the_reference_network_gives_warps_that_end_before_the_crop_does() -> None:
    own = open_cpu_networks(choose_weights(Config().engine))
    pixels: Image = np.random.default_rng(1).integers(
        0, 256, (3, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), dtype=np.uint8
    )
    anchors, angles = np.stack([usual_anchors_px()] * 3), np.full((3, 2), 0.2, np.float32)
    networks = ReferenceNetworks(own)
    warps = networks.redirect(pixels, anchors, angles)
    assert warps.shape == (3, 4, CROP_HEIGHT_PX, CROP_WIDTH_PX)
    assert 0.1 < np.abs(warps[:, :2]).max() <= 4
    assert max(np.abs(warps[..., side]).max() for side in (0, -1)) == 0
    assert np.array_equal(
        networks.read_gaze(pixels, anchors, angles), own.read_gaze(pixels, anchors, angles)
    )


def test_frames_go_back_and_forth() -> None:
    kept = [Frame(np.full((2, 2, 3), value, np.uint8)) for value in range(3)]
    shown = list(back_and_forth(kept, 8))
    assert [int(frame.bgr[0, 0, 0]) for frame in shown] == [0, 1, 2, 2, 1, 0, 0, 1]
    assert [frame.index for frame in shown] == list(range(8))
    assert shown[3].time_s == pytest.approx(0.1)


def test_a_short_clip_is_shown_again_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = 0

    def clip(*_: object) -> Iterator[Frame]:
        nonlocal opened
        opened += 1
        return (Frame(np.full((2, 4, 3), value, np.uint8), 7.0, 7) for value in range(5))

    monkeypatch.setattr(bench, "source_frames", clip)
    monkeypatch.setattr(bench, "KEPT_FRAMES", 2)
    shown = list(bench.bench_frames("clip.mp4", Config(), (4, 2), 13))
    assert [int(frame.bgr[0, 0, 0]) for frame in shown] == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2]
    assert [frame.index for frame in shown] == list(range(13))
    assert [frame.time_s for frame in shown] == pytest.approx([n / 30 for n in range(13)])
    assert opened == 3


def test_a_clip_without_frames_is_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "source_frames", lambda *_: iter(()))
    with pytest.raises(InputError, match="gave no frames"):
        list(bench.bench_frames("clip.mp4", Config(), (4, 2), 13))


def test_a_grid_has_as_many_faces_as_asked_for() -> None:
    tiles = [np.full((20, 30, 3), value, np.uint8) for value in (10, 20, 30, 40)]
    frame = streams.face_grid(tiles, (60, 40), 3)
    assert frame.shape == (40, 60, 3)
    assert [frame[y, x, 0] for y, x in ((0, 0), (0, 59), (39, 0), (39, 59))] == [10, 20, 30, 0]


def test_a_row_has_means_and_the_totals_median_and_95th_percentile() -> None:
    made = row("x", [Cost(n, 2 * n, 3 * n, 4 * n, 10 * n * n, n, n % 4 == 0) for n in range(101)])
    assert (made.localize_ms, made.gaze_ms, made.redirect_ms, made.composite_ms, made.total_ms) == (
        50,
        100,
        150,
        200,
        33500,
    )
    assert (made.total_p50_ms, made.total_p95_ms, made.cpu_ms) == (25000, 90250, 50)
    assert made.looked == pytest.approx(26 / 101, abs=1e-3)


def test_sessions_at_once_and_faces_are_measured() -> None:
    found = streams.run_streams(Config(), 2, frames=10)
    assert found.sessions.total_ms > found.sessions.localize_ms > 0
    assert found.faces.redirect_ms > 0
    assert found.sessions_frames_per_second > 1


def test_a_failing_session_ends_the_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise streams.GazeFixError("no model", "")

    monkeypatch.setattr(streams, "Corrector", fail)
    with pytest.raises(streams.GazeFixError, match="no model"):
        streams.run_streams(Config(), 2, frames=10)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_source_is_compared_with_the_localizer_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, portrait: Image
) -> None:
    size = portrait.shape[1], portrait.shape[0]
    pictures = [portrait] * 30
    clip = make_clip(tmp_path / "a face.mkv", size, 30, pictures=pictures, codec="ffv1")
    monkeypatch.setattr(comparison, "FACES", (1, 2))
    monkeypatch.setattr(comparison, "LARGE_SIZE", (640, 480))
    monkeypatch.setattr(streams, "LIVE_SECONDS", 0.1)
    steps: list[tuple[int, int]] = []
    found = comparison.run_comparison(
        Config(),
        sources=["demo", str(clip)],
        frames=10,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert list(found.sources) == list(found.variants) == ["demo", "a face"]
    assert steps == [(n + 1, 8) for n in range(8)]
    nothing, *alone, gazefix, larger = found.variants["demo"]
    assert nothing.total_ms < min(row.total_ms for row in (*alone, gazefix, larger))
    assert gazefix.redirect_ms < larger.redirect_ms
    assert [row.looked for row in (nothing, *alone)] == [0] + [1] * len(alone)
    assert 0.1 < gazefix.looked < 0.5
    names = ["mesh", "openvino"] if MeshLocalizer.available() else ["openvino"]
    for figures in found.sources.values():
        assert [figure.localizer for figure in figures] == names
        assert all(min(list(asdict(figure).values())[1:]) > 0 for figure in figures)


def test_ratios_are_over_each_localizer_alone() -> None:
    def rows(localizer_ms: int, whole_ms: int) -> dict[str, bench.Row]:
        costs = {"mesh alone": localizer_ms, "openvino alone": 6, "GazeFix": whole_ms}
        return {
            name: row(
                name,
                [Cost(0, 0, 0, 0, ms, ms / 2, True)] * 19 + [Cost(0, 0, 0, 0, 9 * ms, 0, True)],
            )
            for name, ms in costs.items()
        }

    made, other = comparison.source_figures(rows(10, 12), rows(10, 15), {"memory_mb": 250.0})
    assert (made.localizer, other.localizer, other.ratio_720) == ("mesh", "openvino", 2)
    assert (made.ratio_720, made.ratio_1080, made.cpu_ratio_720) == (1.2, 1.5, 1.2)
    assert made.p95_over_localizer == pytest.approx(12 * 1.4 / 10)
    assert (made.memory_mb, made.start_s) == (250.0, None)


def test_memory_is_that_of_a_process_and_not_of_the_one_that_started_it() -> None:
    large = np.ones(60 * 2**20, np.uint8)  # 60 MB more in this process
    program = "from gazefix.evaluation.bench import peak_rss_mb; print(peak_rss_mb())"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert 20 < float(told.stdout) < bench.peak_rss_mb() - len(large) / 2**21


def test_a_source_without_a_face_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "none.mkv", (320, 240), 5, codec="ffv1")
    monkeypatch.setattr(streams, "START_S", 1)
    with pytest.raises(streams.GazeFixError, match="live session"):
        streams.live_figures(Config(), str(clip))


def test_a_gpu_is_measured_with_one_face_and_with_many(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[int] = set()

    class FakeGpu:
        name, on_gpu = "Fake GPU", True

        def redirect(self, pixels: Image, *_: object) -> None:
            seen.add(len(pixels))

    fake = SimpleNamespace(name="Fake GPU", networks=FakeGpu())
    monkeypatch.setattr(comparison, "Engine", lambda *_: fake)
    found = comparison.redirection_times_ms(Config(), 10)
    assert {
        "Fake GPU",
        "Fake GPU, 64 faces",
        "Fake GPU, 95th percentile",
        "OpenVINO, 1 thread",
    } < set(found)
    assert seen == {2, 128}
