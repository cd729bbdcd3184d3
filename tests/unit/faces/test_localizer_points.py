"""How the mesh's points are read from MediaPipe's message."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.faces import mesh_localizer
from gazefix.faces.mesh_localizer import message_points

landmark_pb2 = pytest.importorskip("mediapipe.framework.formats.landmark_pb2")


def message(points: np.ndarray, **more: float):  # type: ignore[no-untyped-def, type-arg]
    landmarks = [
        landmark_pb2.NormalizedLandmark(x=x, y=y, z=z, **more) for x, y, z in points.tolist()
    ]
    return landmark_pb2.NormalizedLandmarkList(landmark=landmarks)


POINTS = np.random.default_rng(1).normal(size=(478, 3)).astype(np.float32)


def test_points_are_read_from_the_messages_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mesh_localizer, "landmark_points", None)  # the slow way is not taken
    assert np.array_equal(message_points(message(POINTS)), POINTS)


def test_points_with_more_in_them_are_read_the_slow_way() -> None:
    assert np.array_equal(message_points(message(POINTS, visibility=0.5)), POINTS)


def test_points_with_less_in_them_are_read_the_slow_way() -> None:
    short = message(POINTS)
    for point in short.landmark:
        point.ClearField("z")
    assert np.array_equal(message_points(short)[:, :2], POINTS[:, :2])


def test_points_of_the_same_length_in_another_layout_are_read_the_slow_way() -> None:
    odd = message(POINTS)
    for point in odd.landmark:
        point.ClearField("y")
        point.presence = 1.0
    read = message_points(odd)
    assert np.array_equal(read[:, 0], POINTS[:, 0])
    assert (read[:, 1] == 0).all()
