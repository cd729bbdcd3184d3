"""What a frame may cost, in counts and in ratios, which are the same on every machine."""

from __future__ import annotations

import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.faces.following import FollowingLocalizer
from gazefix.imaging import operations as imaging
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace, view_eye
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.prepared_warp import PreparedWarp, prepare_warps
from gazefix.media.demo_portrait import demo_frames
from gazefix.networks.configs import DeepWarpConfig, GazeNetConfig, usual_anchors_px
from gazefix.networks.deepwarp import multiply_adds
from gazefix.networks.engine import Engine, choose_weights, open_cpu_networks
from gazefix.networks.openvino_backend import deepwarp_graph, gazenet_graph
from gazefix.networks.weights import GAZENET_FILE, read_weights, weights_path
from gazefix.types import Eye, Face, FloatArray, Frame, Image, Side


def test_redirecting_an_eye_takes_25_million_multiply_adds() -> None:
    assert multiply_adds() <= 25_000_000


def test_the_graphs_have_few_operations() -> None:
    """Each costs some microseconds beside its arithmetic."""
    graphs = (
        deepwarp_graph(read_weights(weights_path(), DeepWarpConfig)),
        gazenet_graph(read_weights(weights_path(GAZENET_FILE), GazeNetConfig)),
    )
    counts = [Counter(node.get_type_name() for node in graph.get_ops()) for graph in graphs]
    assert counts[0]["Convolution"] + counts[0]["GroupConvolution"] <= 20
    assert counts[0]["MatMul"] <= 18  # 0.1 to 0.3 MB each
    assert counts[0]["Interpolate"] == 0  # 0.13 ms each
    assert sum(number for name, number in counts[0].items() if name != "Constant") <= 235
    assert sum(number for name, number in counts[1].items() if name != "Constant") <= 60


def fastest_s(call: Callable[[], object], runs: int = 30) -> float:
    """The processor's time for a call, of the fastest of a few."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        call()
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.timed
def test_openvino_redirects_in_less_than_two_thirds_of_torchs_time() -> None:
    weights = choose_weights(EngineConfig())
    pixels: Image = np.zeros((2, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), np.uint8)
    eyes = pixels, np.stack([usual_anchors_px()] * 2), np.full((2, 2), 0.2, np.float32)
    graph, torch = (open_cpu_networks(weights, name) for name in ("openvino", "torch"))  # type: ignore[arg-type]
    assert fastest_s(lambda: graph.redirect(*eyes)) < 0.67 * fastest_s(
        lambda: torch.redirect(*eyes)
    )


#: The face looks into the lens: this asks for a correction.
ASIDE = CorrectionConfig(horizontal_deg=10.0)


@pytest.fixture(scope="module")
def full_hd() -> Frame:
    """A face in 1920x1080."""
    return next(demo_frames((1920, 1080)))


def test_a_corrected_frame_takes_the_memory_of_one_copy(full_hd: Frame) -> None:
    with Corrector(Config(correction=ASIDE)) as corrector:
        for index in range(3):
            corrector.correct(Frame(full_hd.bgr, index / 30, index))
        tracemalloc.start()
        try:
            made = corrector.correct(Frame(full_hd.bgr, 0.1, 3))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert made.frame.bgr is not full_hd.bgr
    # The output, the localizer's small copies in BGR and RGB (a ninth each), and what the eyes
    # need.
    assert peak < 1.6 * full_hd.bgr.nbytes


GENTLE = 4 * np.pad(np.hanning(32) * np.hanning(32)[:, None], 16)  # too gentle to leave streaks
# A third of its pixels stand where it jumps; each takes 7 samples.
JUMPING = np.pad(np.full((20, 20), 3.0), 22)


@pytest.mark.parametrize(("flow_x", "times"), [(GENTLE, 1.05), (JUMPING, 1 + 0.33 * 7)])
def test_only_pixels_that_change_are_sampled(
    monkeypatch: pytest.MonkeyPatch, flow_x: FloatArray, times: float
) -> None:
    sampled = 0

    def counted_sample(bgr: Image, x: FloatArray, y: FloatArray, **how: Any) -> Image:
        nonlocal sampled
        sampled += len(x)
        return imaging.sample(bgr, x, y, **how)

    monkeypatch.setattr("gazefix.imaging.compositor.library", lambda: None)
    monkeypatch.setattr("gazefix.imaging.compositor.sample", counted_sample)
    frame: Image = np.random.default_rng(1).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    landmarks = np.full((7, 2), (200, 150), np.float32)
    landmarks[[0, 3], 0] += (-40, 40)
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0, :, 16:80] = flow_x
    target = frame.copy()
    views = [view_eye(frame, Eye(Side.LEFT, landmarks, 8.0, 0.3))]
    composite_eyes(target, frame, views, prepare_warps([warp], views))
    changed = (target != frame).any(-1).sum()
    assert changed <= sampled <= times * changed + 20


class CountingNetworks:
    """The CPU's networks; counts the calls and the eyes."""

    name, on_gpu = "cpu", False

    def __init__(self) -> None:
        self.own = open_cpu_networks(choose_weights(EngineConfig()))
        self.calls: Counter[str] = Counter()

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        self.calls[f"redirect {len(pixels)}"] += 1
        return self.own.redirect(pixels, anchors, angles)

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        self.calls[f"read_gaze {len(pixels)}"] += 1
        return self.own.read_gaze(pixels, anchors, heads)

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        self.calls[f"read_faces {len(lefts)}"] += 1
        return self.own.read_faces(lefts, rights, heads)

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        self.calls[f"start_faces {len(lefts)}"] += 1
        return self.own.start_faces(lefts, rights, heads)


class Crowd:
    """A localizer that finds copies of one face."""

    name = "crowd"

    def __init__(self, face: Face, count: int) -> None:
        self.faces = (face,) * count

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        return self.faces

    def reset(self) -> None: ...

    def close(self) -> None: ...


def test_all_eyes_of_all_faces_go_through_each_network_in_one_call(full_hd: Frame) -> None:
    with Corrector(Config(), still=True) as corrector:
        face = corrector.measure(full_hd).faces[0]
    networks = CountingNetworks()
    crowd = Crowd(face, 5)
    with Corrector(
        Config(correction=replace(ASIDE, max_faces=5)),
        still=True,
        localizer=crowd,
        engine=Engine(EngineConfig(), networks=networks),  # type: ignore[arg-type]
    ) as corrector:
        corrector.correct(full_hd)
    assert networks.calls == {"read_gaze 10": 1, "read_faces 20": 1, "redirect 10": 1}


def test_a_resting_face_is_read_every_fifth_frame_and_redirected_every_tenth(
    full_hd: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = CountingNetworks()
    locate = FollowingLocalizer.locate

    def counted_look(self: FollowingLocalizer, bgr: Image) -> tuple[Face, ...]:
        networks.calls["look"] += 1
        return locate(self, bgr)

    monkeypatch.setattr(FollowingLocalizer, "locate", counted_look)

    def counted(warps: Sequence[FloatArray], views: Sequence[EyePlace]) -> list[PreparedWarp]:
        networks.calls["prepare_warps"] += 1
        return prepare_warps(warps, views)

    monkeypatch.setattr("gazefix.correction.redirector.prepare_warps", counted)
    engine = Engine(EngineConfig(), networks=networks)
    config = Config(correction=ASIDE, engine=EngineConfig(localizer="mesh"))
    with Corrector(config, engine=engine) as corrector:
        for number in range(22 + 28):
            if number == 22:  # the filters have settled
                networks.calls.clear()
            corrector.correct(Frame(full_hd.bgr, number / 30, number))
    assert networks.calls == {
        **{"look": 5, "read_gaze 2": 5, "start_faces 2": 2},
        **{"redirect 2": 3, "prepare_warps": 3},
    }
