"""The slit between the lids: with an iris, or with lashes over skin alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.correction.redirector import iris_share
from gazefix.imaging.crops import measure_slit, place_eye
from gazefix.media.images import read_picture
from gazefix.types import Eye, Frame, Image, Side

SKIN = (150, 170, 220)  # BGR
WIDTH_PX = 60.0


def painted(
    opening: float, iris: float | None, colour: tuple[int, int, int], side: Side, slit: float = 0.06
) -> tuple[Image, Eye]:
    """Paint an eye of `opening` eye widths.

    iris   centre of the iris below the upper lid in eye widths; None: the lower lid's skin covers
           all but a dark `slit`
    """
    out = 1 if side is Side.LEFT else -1
    across = np.array([-0.5, -0.17, 0.17, 0.5, 0.17, -0.17, 0.0]) * out
    down = np.array([0.5, 0, 0, 0.5, 1, 1, 0.5]) * opening
    landmarks = (np.stack([across, down], 1) * WIDTH_PX + (120, 80)).astype(np.float32)
    bgr: Image = np.full((160, 240, 3), SKIN, np.uint8)
    seen = np.zeros(bgr.shape[:2], np.uint8)
    cv2.fillConvexPoly(seen, np.rint(landmarks[:6]).astype(np.int32), 1)
    eye_pixels = np.full_like(bgr, (225, 228, 230))
    if iris is None:
        seen[round(80 + slit * WIDTH_PX) :] = 0
        eye_pixels[:] = colour
    else:
        centre = 120, round(80 + iris * WIDTH_PX)
        cv2.circle(eye_pixels, centre, round(0.205 * WIDTH_PX), colour, -1)
    bgr[seen > 0] = eye_pixels[seen > 0]
    return bgr, Eye(side, landmarks, 0.205 * WIDTH_PX, opening)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("opening", [0.14, 0.2, 0.25])
def test_a_dark_line_above_skin_is_no_iris(opening: float, side: Side) -> None:
    bgr, eye = painted(opening, None, (40, 45, 60), side)
    assert iris_share(measure_slit(bgr, place_eye(eye))) == 0


@pytest.mark.parametrize("colour", [(20, 25, 30), (170, 130, 100)], ids=["brown", "blue"])
@pytest.mark.parametrize(
    ("opening", "iris"),
    [(0.09, 0.05), (0.14, 0.07), (0.2, 0.1), (0.3, 0.15), (0.3, -0.02), (0.2, 0.15)],
    ids=["narrow", "squinting", "usual", "wide", "looking up", "looking down"],
)
def test_an_iris_is_seen(opening: float, iris: float, colour: tuple[int, int, int]) -> None:
    bgr, eye = painted(opening, iris, colour, Side.LEFT)
    slit = measure_slit(bgr, place_eye(eye))
    assert iris_share(slit) == 1
    assert slit.darkness > 0.4  # else every slit would pass for an iris


def test_what_is_too_faint_to_tell_counts_as_an_iris() -> None:
    bgr, eye = painted(0.2, None, (120, 140, 170), Side.LEFT)
    assert iris_share(measure_slit(bgr, place_eye(eye))) == 1


@pytest.mark.shared
def test_laughing_eyes_are_left_alone_and_the_other_face_is_corrected(shared: Path) -> None:
    picture = read_picture(shared / "media" / "photos" / "az_test-image-person-group.jpg")
    turned = CorrectionConfig(mode="angle", vertical_deg=10.0, max_faces=2)
    config = Config(correction=turned, engine=EngineConfig(device="cpu"))
    with Corrector(config, still=True) as corrector:
        correction = corrector.correct(Frame(picture.bgr()))
    reasons = Counter(decision.reason for decision in correction.decisions)
    assert reasons == {Reason.CLOSED: 2, Reason.CORRECTING: 2}
