"""Drawn eyes of known gaze, and files of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo
from gazefix.types import FloatArray, Image

SIZE_PX = 64
WIDTH_PX = 44.0
IRIS_PX = 9.0
#: How far the iris and the lids move for each degree, eye widths.
IRIS_WAY, LID_WAY = 0.007, 0.005
_INNER = {0: (53.0, 33.0), 1: (10.0, 33.0)}  # of the picture's left and right eye


def draw_eye(photo: Photo, place: int, turned: float = 1.0) -> tuple[Image, FloatArray]:
    """A patch and its landmarks. `turned` times the gaze is shown."""
    rng = np.random.default_rng(100 * photo.person + place)
    skin = cv2.GaussianBlur(
        rng.normal(0, 60, (4 * SIZE_PX, 4 * SIZE_PX)).astype(np.float32), (0, 0), 8
    )
    points = landmarks(photo, place, turned)
    big = np.clip(150 + 4 * skin, 60, 220)[..., None] * np.array([0.8, 0.9, 1.0], np.float32)
    outline = points[[0, 1, 2, 3, 4, 5]]
    opening = np.zeros(big.shape[:2], np.uint8)
    cv2.fillPoly(opening, [np.rint((outline + 0.5) * 4).astype(np.int32)], 255)
    white = np.full_like(big, 125.0)
    centre = tuple(np.rint((points[6] + 0.5) * 4).astype(int).tolist())
    cv2.circle(white, centre, round(4 * IRIS_PX), (70.0, 74.0, 80.0), -1)
    big[opening > 0] = white[opening > 0]
    cv2.polylines(
        big, [np.rint((points[[0, 1, 2, 3]] + 0.5) * 4).astype(np.int32)], False, (30.0,) * 3, 6
    )
    cv2.polylines(
        big, [np.rint((points[[3, 4, 5, 0]] + 0.5) * 4).astype(np.int32)], False, (70.0,) * 3, 4
    )
    small = cv2.resize(big, (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(small, (0, 0), 0.6).clip(0, 255).astype(np.uint8), points


def landmarks(photo: Photo, place: int, turned: float) -> FloatArray:
    """(7, 2) in the order of types.LANDMARK_NAMES."""
    x0, y0 = _INNER[place]
    out = -1 if place == 0 else 1  # towards the outer corner
    up = turned * photo.pitch_deg * LID_WAY * WIDTH_PX
    aside, raised = (turned * a * IRIS_WAY * WIDTH_PX for a in (photo.yaw_deg, photo.pitch_deg))
    w = out * WIDTH_PX
    return np.array(
        [
            (x0, y0),
            (x0 + 0.35 * w, y0 - 9 - up),
            (x0 + 0.68 * w, y0 - 8 - up),
            (x0 + w, y0),
            (x0 + 0.68 * w, y0 + 8 - 0.5 * up),
            (x0 + 0.35 * w, y0 + 8 - 0.5 * up),
            (x0 + 0.5 * w + aside, y0 - raised),
        ],
        np.float32,
    )


def some_photos(people: tuple[int, ...] = (1, 2), heads: tuple[int, ...] = (0, 15)) -> list[Photo]:
    """Return nine gazes for some people and heads."""
    return [
        Photo(person, head, pitch, yaw)
        for person in people
        for head in heads
        for pitch in (-10, 0, 10)
        for yaw in (-10, 0, 10)
    ]


def write_eyes(path: Path, photos: list[Photo], **other: object) -> Path:
    """Write a file of drawn eyes. Arrays in `other` replace the drawn ones; None leaves one out."""
    jpegs, labels, points = [], [], []
    for photo in photos:
        for place in (0, 1):
            bgr, marks = draw_eye(photo, place)
            jpegs.append(cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 98])[1].ravel())
            labels.append((photo.person, photo.head_deg, photo.pitch_deg, photo.yaw_deg, place))
            points.append(marks)
    arrays: dict[str, object] = {
        "jpeg": np.concatenate(jpegs),
        "ends": np.cumsum([len(jpeg) for jpeg in jpegs]),
        "labels": np.array(labels, np.int16),
        "landmarks": np.array(points, np.float32),
        "iris_radius_px": np.full(len(labels), IRIS_PX, np.float32),
        "usable": np.ones(len(labels), bool),
        **other,
    }
    np.savez(path, **{name: values for name, values in arrays.items() if values is not None})  # type: ignore[arg-type]
    return path


def read_drawn(folder: Path, photos: list[Photo]) -> KnownEyes:
    """Return drawn eyes, read from a file."""
    return KnownEyes.read(write_eyes(folder / "eyes.npz", photos))
