"""Eyes are followed alike by numpy and by compiled code."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from helpers.correctors import plain_face

from gazefix import kernels
from gazefix.faces.templates import compiled_template, eye_templates
from gazefix.faces.templates.compiled_template import CompiledTemplate
from gazefix.faces.templates.eye_templates import NumpyTemplate, Template
from gazefix.types import Eye, Frame, Image

BOTH = (NumpyTemplate, CompiledTemplate)
#: Landmarks under both motions are this near, in pixels of the crop. OpenCV samples at steps of
#: 1/32 of a compared pixel, which has two of the crop.
NEAR_PX = 0.07


@pytest.fixture(autouse=True)
def compiled() -> None:
    if kernels.library() is None:
        pytest.skip("the kernels are not compiled here")


def scene(size: tuple[int, int], centre: tuple[float, float], eye_width: float) -> Image:
    """Soft spots as fine as an eye, the same at every size."""
    spots = np.random.default_rng(3).normal(0, 1, (60, 60, 3)).astype(np.float32)
    spots = cv2.GaussianBlur(spots, (0, 0), 0.8) * 90 + 128
    scale = 8 / eye_width
    place = np.array([[scale, 0, 30 - scale * centre[0]], [0, scale, 30 - scale * centre[1]]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpAffine(spots, place, size, flags=flags, borderMode=cv2.BORDER_REFLECT)
    return np.clip(drawn, 0, 255).astype(np.uint8)


def moved(bgr: Image, eye: Eye, way: tuple[float, float], turn_deg: float, factor: float) -> Image:
    """The scene after the eye moved by a share of its width, turned and came nearer."""
    x, y = map(float, eye.landmarks[6])
    turn = cv2.getRotationMatrix2D((x, y), turn_deg, factor)
    turn[:, 2] += np.array(way) * eye.width_px
    return cv2.warpAffine(
        bgr, turn, bgr.shape[1::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def tilted(eye: Eye, degrees: float) -> Eye:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    iris = eye.landmarks[6]
    turn = np.float32([[cos, sin], [-sin, cos]])
    return Eye(eye.side, (eye.landmarks - iris) @ turn + iris, eye.iris_radius_px, eye.openness)


def eye_at(x: float, y: float, width: float, side: str = "left", tilt: float = 0.0) -> Eye:
    """An eye of `plain_face`, whose iris is at a place."""
    face = plain_face((0.0, 0.0), eye_width=width)
    eye = getattr(face, side)
    landmarks = eye.landmarks - eye.landmarks[6] + np.float32([x, y])
    return tilted(Eye(eye.side, landmarks, eye.iris_radius_px, eye.openness), tilt)


def pair(bgr: Image, eye: Eye) -> list[Template | None]:
    return [kind.of(Frame(bgr, 0.0, 0), eye) for kind in BOTH]


MOTIONS = [
    ((0.0, 0.0), 0.0, 1.0),
    ((0.05, -0.02), 0.0, 1.0),
    ((0.01, 0.03), 4.0, 1.04),
    ((-0.25, 0.12), 0.0, 1.0),
    ((0.02, 0.0), -3.0, 0.96),
]
EYES = [
    ((640, 480), eye_at(320.3, 240.7, 30.0)),
    ((640, 480), eye_at(300.2, 200.1, 53.0, "right")),
    ((640, 480), eye_at(320.3, 240.7, 61.0, tilt=37.0)),
    ((640, 480), eye_at(320.3, 240.7, 44.0, "right", tilt=-25.0)),
    ((640, 480), eye_at(40.0, 30.0, 53.0)),
    ((640, 480), eye_at(605.0, 455.0, 53.0, "right")),
    ((1920, 1080), eye_at(900.0, 500.0, 230.0)),
    ((1920, 1080), eye_at(1500.0, 900.0, 141.0, "right", tilt=10.0)),
]


@pytest.mark.parametrize(("way", "turn_deg", "factor"), MOTIONS)
@pytest.mark.parametrize(("size", "eye"), EYES)
def test_both_find_the_same_motion(
    size: tuple[int, int], eye: Eye, way: tuple[float, float], turn_deg: float, factor: float
) -> None:
    x, y = map(float, eye.landmarks[6])
    bgr = scene(size, (x, y), eye.width_px)
    numpys, compiled = pair(bgr, eye)
    assert numpys is not None
    assert compiled is not None
    later = Frame(moved(bgr, eye, way, turn_deg, factor), 0.1, 1)
    (theirs, their_change), (ours, our_change) = numpys.follow(later), compiled.follow(later)
    assert our_change == pytest.approx(their_change, abs=0.05, rel=0.05)
    if math.isfinite(their_change) and their_change < 1.7:
        apart = numpys.moved(eye, theirs).landmarks - compiled.moved(eye, ours).landmarks
        assert np.abs(apart).max() / compiled.crop.scale < NEAR_PX
        again, change = compiled.follow(later, ours)
        assert np.abs(again - ours).max() < 0.05
        assert change == pytest.approx(our_change, abs=0.05)


@pytest.mark.parametrize(
    "eye",
    [
        eye_at(2.0, 2.0, 53.0),
        eye_at(639.0, 240.0, 53.0),
        eye_at(-500.0, 240.0, 53.0),
        eye_at(320.0, 2000.0, 53.0),
        eye_at(320.0, 240.0, 1.0),
        eye_at(320.0, 240.0, 5000.0),
    ],
)
def test_both_follow_or_leave_alone_the_same_eyes(eye: Eye) -> None:
    bgr = scene((640, 480), (320.0, 240.0), 53.0)
    numpys, compiled = pair(bgr, eye)
    assert (numpys is None) == (compiled is None)


def test_neither_follows_plain_or_striped_pictures() -> None:
    flat = np.full((480, 640, 3), 128, np.uint8)
    stripes = flat.copy()
    stripes[np.arange(480) // 8 % 2 == 1] = 28
    for bgr in (flat, stripes, np.ascontiguousarray(stripes[:, :480].transpose(1, 0, 2))):
        assert pair(bgr, eye_at(240.0, 240.0, 53.0)) == [None, None]


def test_a_picture_without_the_eye_is_lost_by_both() -> None:
    eye = eye_at(320.0, 240.0, 53.0)
    bgr = scene((640, 480), (320.0, 240.0), 53.0)
    other = np.ascontiguousarray(np.rot90(bgr, 2))
    for seen in (other, np.full_like(bgr, 90)):
        for template in pair(bgr, eye):
            assert template is not None
            assert template.follow(Frame(seen, 0.1, 1))[1] > 1.7


def test_pictures_may_lie_in_memory_as_they_like() -> None:
    eye = eye_at(320.0, 240.0, 53.0)
    bgr = scene((640, 480), (320.0, 240.0), 53.0)
    template = CompiledTemplate.of(Frame(bgr, 0.0, 0), eye)
    assert template is not None
    later = moved(bgr, eye, (0.04, 0.02), 2.0, 1.0)
    padded = np.zeros((480, 700, 4), np.uint8)
    padded[:, 30:670, :3] = later
    upside_down = np.ascontiguousarray(later[::-1])[::-1]
    expected, _ = template.follow(Frame(later, 0.1, 1))
    for view in (padded[:, 30:670, :3], upside_down, np.asfortranarray(later)):
        assert (template.follow(Frame(view, 0.1, 1))[0] == expected).all()


def test_constants_in_c_are_those_in_python() -> None:
    source = (Path(kernels.__file__).parent / "following.c").read_text()
    names = {
        line.split()[1]: float(line.split()[2])
        for line in source.splitlines()
        if line.startswith("#define") and line[-1].isdigit() and len(line.split()) == 3
    }
    for name in ("STEP_PX", "COARSE", "FURTHEST_PX", "STEPS", "JUMP_PX", "DONE_PX", "RADIUS_PX"):
        assert names[name] == getattr(eye_templates, name)
    for name in ("MOST_STRETCH_PX", "LEFT_PX", "TOP_PX", "LEAST_SLOPE", "USUAL_PX", "NOISE_PX"):
        assert names[name] == getattr(eye_templates, name)
    assert (names["TILE_ROWS"], names["TILE_COLUMNS"]) == eye_templates.TILES
    assert names["LEAST_CORNER"] == eye_templates.LEAST_CORNER
    assert names["COLUMNS"] * eye_templates.STEP_PX == eye_templates.WIDTH_PX
    assert names["ROWS"] * eye_templates.STEP_PX == eye_templates.HEIGHT_PX


def test_without_compiled_code_numpy_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_template, "_kernels", lambda: None)
    bgr = scene((640, 480), (320.0, 240.0), 53.0)
    made = compiled_template.template_of(Frame(bgr, 0.0, 0), eye_at(320.0, 240.0, 53.0))
    assert isinstance(made, NumpyTemplate)
