"""What a redirected eye must keep: colour, reflections, likeness and steadiness.

Rendered eyes, wide open, at two frame pixels a crop pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import torch

from gazefix.config import EngineConfig
from gazefix.correction.redirector import draw_prepared, prepared
from gazefix.evaluation.measures import polygon_mask
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyeView, cut_crop
from gazefix.imaging.geometry import CORNER_DISTANCE_PX, EyeCrop, transform_points
from gazefix.imaging.prepared_warp import prepare_warps
from gazefix.networks.engine import Engine
from gazefix.training.rendering.eye_parameters import draw_eye_parameters
from gazefix.training.rendering.renderer import Camera, Scene
from gazefix.training.rendering.shading import draw, to_srgb
from gazefix.types import IRIS, DrawnFrame, Eye, FloatArray, Frame, Gaze, Image, Side

IntArray = npt.NDArray[np.int_]

SCALE, COUNT = 2, 32
IRIS_RADIUS_PX = 11 * SCALE
SIDEWAYS = ((0, 12), (0, -12))


@dataclass(frozen=True)
class Drawn:
    """A frame with one eye: its place, landmarks in the frame, and where its iris shows."""

    frame: Image
    crop: EyeCrop
    landmarks: FloatArray
    iris: Image

    def view(self, frame: Image) -> EyeView:
        eye = Eye(Side.LEFT, self.landmarks, IRIS_RADIUS_PX, 0.3)
        anchors = transform_points(self.crop.to_crop, self.landmarks)
        return EyeView(eye, self.crop, anchors, cut_crop(frame, self.crop))

    def distances(self, centre: FloatArray) -> FloatArray:
        ys, xs = np.mgrid[: self.frame.shape[0], : self.frame.shape[1]].astype(np.float32)
        distances: FloatArray = np.hypot(xs - centre[0], ys - centre[1])
        return distances


@pytest.fixture(scope="module")
def eyes() -> list[Drawn]:
    drawn = draw_eye_parameters(COUNT, torch.Generator().manual_seed(5))
    nothing = ("head_yaw", "head_pitch", "spectacles", "lens_reflection", "hair_strand", "hood")
    nothing += ("glint_strength", "window", "screen", "squint", "epicanthus", "cast_shadow")
    drawn = replace(drawn, **{name: 0 * getattr(drawn, name) for name in nothing})
    drawn = replace(drawn, upper_cover=0 * drawn.squint + 1.0, lower_cover=0 * drawn.squint)
    nowhere = torch.zeros(COUNT, 2)
    width = (drawn.outer_x - drawn.inner_x)[:, 0]
    scale = CORNER_DISTANCE_PX / width
    middle = ((drawn.inner_x + drawn.outer_x) / 2)[:, 0]
    offset = torch.tensor([47.5, 31.5]) - torch.cat([scale * middle, 0 * middle], 1)
    scene = Scene(drawn, nowhere, Camera(scale[..., None] * torch.eye(2), offset))
    with torch.no_grad():
        seen = draw(scene)
    colours = (255 * to_srgb(seen.colour)).byte().permute(0, 2, 3, 1).flip(3).numpy()
    points = scene.landmarks_mm()
    marks = scene.camera.to_px(points[..., 0], points[..., 1]).numpy()
    shift = 0.5 / SCALE - 0.5
    crop = EyeCrop(np.array([[1 / SCALE, 0, shift], [0, 1 / SCALE, shift]]))
    return [
        Drawn(enlarged(bgr), crop, transform_points(crop.to_frame, eye), enlarged(255 * iris))
        for bgr, eye, iris in zip(colours, marks, seen.iris.numpy(), strict=True)
    ]


def enlarged(picture: Image | FloatArray) -> Image:
    large = cv2.resize(picture, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_CUBIC)
    levels: Image = large.clip(0, 255).astype(np.uint8)
    return levels


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(EngineConfig(device="cpu"))


def turn(
    engine: Engine, eyes: Sequence[Drawn], frames: Sequence[Image], angle_deg: tuple[float, float]
) -> tuple[list[Image], FloatArray]:
    """The frames with their eyes redirected, and the warps."""
    views = [eye.view(frame) for eye, frame in zip(eyes, frames, strict=True)]
    angle = Gaze(*(math.radians(part) for part in angle_deg))
    warps = engine.redirect(views, [angle] * len(views))
    return [drawn_by(*both) for both in zip(frames, views, warps, strict=True)], warps


def drawn_by(frame: Image, view: EyeView, warp: FloatArray) -> Image:
    target = frame.copy()
    composite_eyes(target, frame, [view], prepare_warps([warp], [view]))
    return target


def new_centre(eye: Drawn, warp: FloatArray) -> FloatArray:
    """Where the iris's centre is in the redirected frame."""
    view = eye.view(eye.frame)
    way = prepare_warps([warp], [view])[0].iris_way
    return transform_points(eye.crop.to_frame, (view.anchors[IRIS] - way)[None])[0]


@pytest.mark.parametrize("angle_deg", [*SIDEWAYS, (10, 0)])
def test_irises_keep_their_colour(
    engine: Engine, eyes: list[Drawn], angle_deg: tuple[float, float]
) -> None:
    made, warps = turn(engine, eyes, [eye.frame for eye in eyes], angle_deg)
    apart = []
    for eye, after, warp in zip(eyes, made, warps, strict=True):
        before, now = (
            cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2Lab)[
                eye.distances(centre) < 0.6 * IRIS_RADIUS_PX
            ].mean(0)
            for bgr, centre in ((eye.frame, eye.landmarks[IRIS]), (after, new_centre(eye, warp)))
        )
        apart.append(np.linalg.norm(now - before))  # delta E of 1976
    assert np.median(apart) < 3


def test_both_eyes_of_a_face_stay_alike(engine: Engine, eyes: list[Drawn]) -> None:
    """Mirror images of one eye, turned the same way, turn opposite ways in their crops."""
    areas, light = [], []
    for angle_deg in SIDEWAYS:
        made, warps = turn(engine, eyes, [eye.frame for eye in eyes], angle_deg)
        for eye, after, warp in zip(eyes, made, warps, strict=True):
            shape = np.concatenate([warp[:2], 0 * warp[2:]])
            iris = cv2.cvtColor(eye.iris, cv2.COLOR_GRAY2BGR)
            areas.append(drawn_by(iris, eye.view(iris), shape).mean())
            near = eye.distances(new_centre(eye, warp)) < 0.6 * IRIS_RADIUS_PX
            light.append(after[near].mean())
    for values in (areas, light):
        one, other = np.array(values).reshape(2, COUNT)
        assert abs(np.median(one / other) - 1) < 0.05


@pytest.mark.parametrize("angle_deg", [*SIDEWAYS, (10, 0), (-8, 0)])
@pytest.mark.parametrize("radius_px", [2.0, 3.5])
def test_a_ring_light_stays_a_ring(
    engine: Engine, eyes: list[Drawn], angle_deg: tuple[float, float], radius_px: float
) -> None:
    lit = []
    for eye in eyes:
        apart = np.abs(eye.distances(eye.landmarks[IRIS]) - radius_px * SCALE)
        light = 170 * np.clip(1.5 - apart, 0, 1)[..., None]
        lit.append((eye.frame + light).clip(0, 255).astype(np.uint8))
    dark, _ = turn(engine, eyes, [eye.frame for eye in eyes], angle_deg)
    made, _ = turn(engine, eyes, lit, angle_deg)
    evenness, hole = [], []
    for without, after in zip(dark, made, strict=True):
        light = np.clip(after.astype(float) - without, 0, None).sum(2)
        ys, xs = np.mgrid[: light.shape[0], : light.shape[1]]
        x, y = (light * xs).sum() / light.sum(), (light * ys).sum() / light.sum()
        distance, way = np.hypot(xs - x, ys - y), np.arctan2(ys - y, xs - x)
        ring = np.abs(distance - radius_px * SCALE) < 1.5
        sectors = [
            light[ring & (np.floor(way / np.pi * 4) == part)].mean() for part in range(-4, 4)
        ]
        evenness.append(min(sectors) / max(sectors))
        hole.append(light[distance < radius_px * SCALE - 2].mean() / np.mean(sectors))
    assert np.median(evenness) > 0.36
    assert np.median(hole) < 0.35


def test_a_noisy_eye_trembles_no_more_than_its_source(engine: Engine, eyes: list[Drawn]) -> None:
    noise = np.random.default_rng(1)
    befores, afters = [], []
    for _ in range(4):
        frames = [
            (e.frame + noise.normal(0, 3, e.frame.shape)).clip(0, 255).astype(np.uint8)
            for e in eyes
        ]
        befores.append(np.stack(frames))
        afters.append(np.stack(turn(engine, eyes, frames, (8, 5))[0]))
    changes = []
    for frames in (befores, afters):
        apart = np.abs(np.diff(np.stack(frames).astype(float), axis=0)).mean((0, 4))
        inside = [polygon_mask(e.frame.shape[1::-1], e.landmarks[:IRIS], 0) for e in eyes]
        changes.append([eye[mask].mean() for eye, mask in zip(apart, inside, strict=True)])
    assert np.median(np.array(changes[1]) / np.array(changes[0])) <= 1.05


#: Lines of two frame pixels before an eye, from one edge of the frame to another.
FRONT_LINES = {"straw": ((70, 0), (84, 127)), "rim": ((0, 30), (191, 25))}


@pytest.mark.parametrize("line", FRONT_LINES)
@pytest.mark.parametrize("angle_deg", [(12, 0), (-12, 0)])
def test_a_straight_line_before_an_eye_stays_straight_beside_the_opening(
    engine: Engine, eyes: list[Drawn], line: str, angle_deg: tuple[float, float]
) -> None:
    start, end = FRONT_LINES[line]
    upright = line == "straw"
    angle = Gaze(*(math.radians(part) for part in angle_deg))
    apart = []
    for eye in eyes[:12]:
        bgr = eye.frame.copy()
        cv2.line(bgr, start, end, (20, 20, 20), 2, cv2.LINE_AA)
        frame, view = Frame(bgr, 0.0, 0), eye.view(bgr)
        warp = engine.redirect([view], [angle])[0]
        drawn = draw_prepared(frame, [view], prepared(frame, [warp], [view]))
        made = drawn.bgr
        assert (made != bgr).any()
        changed = np.flatnonzero((made != bgr).any((1, 2)))
        assert isinstance(drawn, DrawnFrame)
        assert drawn.rows[0] <= changed[0] <= changed[-1] < drawn.rows[1]
        size = (bgr.shape[1], bgr.shape[0])
        skin = ~polygon_mask(size, eye.landmarks[:IRIS], 5 * SCALE)
        ways = line_places(made, start, end, upright) - line_places(bgr, start, end, upright)
        along = line_pixels(start, end, upright)
        apart.append(np.abs(ways)[skin[along[:, 1], along[:, 0]]].max())
    assert max(apart) < 0.5


def line_pixels(start: tuple[int, int], end: tuple[int, int], upright: bool) -> IntArray:
    """The pixels of a line, one for each row or column."""
    axis = 1 if upright else 0
    steps = np.arange(start[axis], end[axis] + 1)
    other = np.interp(steps, (start[axis], end[axis]), (start[1 - axis], end[1 - axis]))
    pixels = np.rint(other).astype(int), steps
    return np.stack(pixels if upright else pixels[::-1], 1)


def line_places(
    bgr: Image, start: tuple[int, int], end: tuple[int, int], upright: bool
) -> FloatArray:
    """Where a dark line is, across its direction, in each of its rows or columns."""
    grey = bgr.astype(np.float32).mean(2)
    places = []
    reach = np.arange(-4, 5)
    for x, y in line_pixels(start, end, upright):
        across = (x + reach, y) if upright else (x, y + reach)
        columns, rows = (
            np.clip(a, 0, n - 1) for a, n in zip(across, grey.shape[::-1], strict=True)
        )
        seen = grey[rows, columns]
        dark = (np.minimum(seen[0], seen[-1]) - seen - 10).clip(0)
        places.append((dark * reach).sum() / max(dark.sum(), 1e-3))
    return np.array(places, np.float32)
