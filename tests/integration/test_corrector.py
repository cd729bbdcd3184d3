"""The Corrector on a real face: it moves the eyes that it should, the asked way, and nothing
else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from helpers.eyes import outside_eyes
from helpers.live import PATIENCE_S, ListSink, StepSource, in_step_with

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE
from gazefix.correction.policy import Reason
from gazefix.correction.redirector import Correction, Measurement
from gazefix.correction.saved_profiles import SavedProfile, save_profile, weights_file
from gazefix.errors import ModelError
from gazefix.imaging.crops import crop_box
from gazefix.imaging.geometry import eye_crop
from gazefix.live.run import live_parts
from gazefix.live.session import Session, SessionFactory
from gazefix.networks.engine import Engine
from gazefix.networks.weights import weights_path
from gazefix.processing.jobs import open_corrector
from gazefix.types import Face, Frame, Gaze, Image


def settings(
    vertical: float = 0.0, horizontal: float = 0.0, strength: float = 100.0, max_faces: int = 1
) -> Config:
    correction = CorrectionConfig(
        mode="angle",
        vertical_deg=vertical,
        horizontal_deg=horizontal,
        strength=strength,
        max_faces=max_faces,
    )
    return Config(correction=correction, engine=EngineConfig(device="cpu"))


@pytest.fixture(scope="module")
def corrector() -> Iterator[Corrector]:
    with Corrector(settings(), still=True) as shared:
        yield shared


def correct(corrector: Corrector, frame: Frame, config: Config) -> Correction:
    corrector.config = config
    return corrector.correct(frame)


def iris_shift_px(corrector: Corrector, before: Frame, after: Frame) -> tuple[float, float]:
    """How far the dark of both eyes moved, by the localizer's iris points, relative to the
    corners."""
    shifts = []
    for one, two in zip(
        corrector.measure(before).faces[0].eyes, corrector.measure(after).faces[0].eyes, strict=True
    ):
        place = [eye.landmarks[6] - (eye.landmarks[0] + eye.landmarks[3]) / 2 for eye in (one, two)]
        shifts.append(place[1] - place[0])
    x, y = np.mean(shifts, axis=0)
    return float(x), float(y)


@pytest.mark.parametrize(
    ("vertical", "horizontal", "axis", "sign"),
    [(0, 20, 0, 1), (0, -20, 0, -1), (20, 0, 1, -1), (-20, 0, 1, 1)],
)
def test_the_eyes_turn_the_asked_way(
    corrector: Corrector, large: Frame, vertical: float, horizontal: float, axis: int, sign: int
) -> None:
    corrected = correct(corrector, large, settings(vertical, horizontal))
    assert corrected.reason is Reason.CORRECTING
    shift = iris_shift_px(corrector, large, corrected.frame)
    assert shift[axis] * sign > 1.0


@pytest.mark.parametrize("colour", [(120, 150, 205), (18, 16, 15)], ids=["hand", "dark glasses"])
@pytest.mark.parametrize("hidden", [1, 2])
def test_an_eye_that_something_hides_is_left_alone(
    corrector: Corrector, large: Frame, hidden: int, colour: tuple[int, int, int]
) -> None:
    rng = np.random.default_rng(0)
    covered = large.bgr.copy()
    for eye in corrector.measure(large).faces[0].eyes[:hidden]:
        (x, y), width = eye.landmarks[:6].mean(0), 1.6 * eye.width_px
        part = covered[int(y - 0.8 * width) : int(y + 0.8 * width), int(x - width) : int(x + width)]
        part[:] = rng.normal(colour, 1 + 0.03 * np.mean(colour), part.shape).clip(0, 255)
    corrected = correct(corrector, Frame(covered), settings(vertical=10.0))
    assert corrected.measurement.faces
    changed = np.abs(corrected.frame.bgr.astype(int) - covered).max(2) > 0
    middle = round(
        float(np.mean([e.landmarks[6, 0] for e in corrector.measure(large).faces[0].eyes]))
    )
    sides = {changed[:, :middle].any(), changed[:, middle:].any()}
    assert sides == ({True, False} if hidden == 1 else {False})
    assert corrected.reason is (Reason.CORRECTING if hidden == 1 else Reason.UNSURE)


def test_a_larger_angle_moves_the_eyes_further(corrector: Corrector, large: Frame) -> None:
    shifts = [
        iris_shift_px(
            corrector, large, correct(corrector, large, settings(horizontal=angle)).frame
        )[0]
        for angle in (8, 24)
    ]
    assert shifts[1] > 1.5 * shifts[0] > 0


def test_a_redirection_of_zero_gives_the_same_frame(corrector: Corrector, large: Frame) -> None:
    assert correct(corrector, large, settings(0, 0)).frame is large
    assert correct(corrector, large, settings(15, 15, strength=0)).frame is large


def test_only_the_eye_crops_change(corrector: Corrector, large: Frame) -> None:
    corrected = correct(corrector, large, settings(15, 15))
    outside = outside_eyes(corrected)
    assert np.array_equal(corrected.frame.bgr[outside], large.bgr[outside])
    assert not np.array_equal(corrected.frame.bgr, large.bgr)


def test_the_source_frame_is_not_written(corrector: Corrector, large: Frame) -> None:
    kept = large.bgr.copy()
    correct(corrector, large, settings(15, 15))
    assert np.array_equal(large.bgr, kept)


def test_a_frame_without_a_face_is_the_same_object(corrector: Corrector) -> None:
    empty = Frame(np.full((240, 320, 3), 90, np.uint8))
    corrected = correct(corrector, empty, settings(15))
    assert corrected.frame is empty
    assert corrected.reason is Reason.NO_FACE


def test_half_strength_is_half_the_angle(corrector: Corrector, large: Frame) -> None:
    half = correct(corrector, large, settings(horizontal=20, strength=50)).frame.bgr
    assert np.array_equal(half, correct(corrector, large, settings(horizontal=10)).frame.bgr)


def test_a_small_face_is_left_alone(corrector: Corrector, portrait: Image) -> None:
    small = Frame(np.ascontiguousarray(portrait[::2, ::2]))  # eyes of 9 px
    corrected = correct(corrector, small, settings(15))
    assert corrected.frame is small
    assert corrected.reason in {Reason.TOO_SMALL, Reason.NO_FACE}


def test_eyes_cut_by_the_edge_are_left_alone(corrector: Corrector, large: Frame) -> None:
    faces = corrector.measure(large).faces
    top = int(min(eye.landmarks[:, 1].min() for eye in faces[0].eyes))
    cut = Frame(np.ascontiguousarray(large.bgr[top - 5 :]))
    corrected = correct(corrector, cut, settings(15))
    assert corrected.frame is cut


def with_face(measurement: Measurement, face: Face) -> Measurement:
    return replace(measurement, seen=(replace(measurement.seen[0], face=face),))


def test_closed_eyes_are_left_alone(corrector: Corrector, large: Frame) -> None:
    measurement = corrector.measure(large)
    face = measurement.faces[0]
    closed = replace(
        face, left=replace(face.left, openness=0.03), right=replace(face.right, openness=0.03)
    )
    corrected = corrector.apply(large, with_face(measurement, closed), Gaze(0.2, 0.1))
    assert corrected.frame is large
    assert corrected.reason is Reason.CLOSED


def test_a_wink_leaves_the_closed_eye_alone(corrector: Corrector, large: Frame) -> None:
    measurement = corrector.measure(large)
    face = measurement.faces[0]
    winking = replace(face, left=replace(face.left, openness=0.03))
    corrected = corrector.apply(large, with_face(measurement, winking), Gaze(0.2, 0.1))
    x0, y0, x1, y1 = crop_box(eye_crop(face.left), large.size)
    assert np.array_equal(corrected.frame.bgr[y0:y1, x0:x1], large.bgr[y0:y1, x0:x1])
    x0, y0, x1, y1 = crop_box(eye_crop(face.right), large.size)
    assert not np.array_equal(corrected.frame.bgr[y0:y1, x0:x1], large.bgr[y0:y1, x0:x1])


def test_all_faces_are_corrected_when_asked(large: Frame) -> None:
    two = Frame(np.ascontiguousarray(np.hstack([large.bgr[:, :1200], large.bgr[:, :1200]])))
    config = settings(horizontal=15, max_faces=2)
    with Corrector(config, still=True) as corrector:
        corrected = corrector.correct(two)
        one = corrector.correct(two, settings=settings(horizontal=15, max_faces=1).correction)
        assert (len(one.decisions), corrector.config) == (2, config)
    halves = [corrected.frame.bgr[:, :1200], corrected.frame.bgr[:, 1200:]]
    originals = [two.bgr[:, :1200], two.bgr[:, 1200:]]
    assert [not np.array_equal(a, b) for a, b in zip(halves, originals, strict=True)] == [
        True,
        True,
    ]
    assert len(corrected.decisions) == 4


def test_each_part_of_the_work_is_timed(corrector: Corrector, large: Frame) -> None:
    timings = correct(corrector, large, settings(15)).timings
    assert min(timings.localize_ms, timings.redirect_ms, timings.composite_ms) > 0
    assert timings.gaze_ms >= 0


def test_a_profiles_own_redirection_is_used_unless_the_settings_name_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def engine(config: EngineConfig) -> Engine:
        opened.append(config.weights)
        return Engine(EngineConfig())

    monkeypatch.setattr("gazefix.correction.corrector.Engine", engine)
    own = replace(NO_PROFILE, weights="own")
    with Corrector(Config(), profile=own) as corrector:
        corrector.profile = replace(own, bias=Gaze(0.1, 0.0))
        corrector.profile = NO_PROFILE
    with Corrector(Config(engine=EngineConfig(weights="set"))) as corrector:
        corrector.profile = own
    assert opened == ["own", "", "set"]


def test_files_are_corrected_with_the_named_profiles_own_redirection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    save_profile(SavedProfile("desk", 640, 480, 1.0, 2.0, -9.0, 0.0, 0.4))
    own = weights_file("desk-640x480")
    own.write_bytes(weights_path().read_bytes())
    config = Config(correction=CorrectionConfig(profile="desk-640x480"))
    with open_corrector(config, still=True) as corrector:
        assert corrector.redirector.engine.weights == own
    own.write_bytes(b"damaged")
    with pytest.raises(ModelError):
        open_corrector(config, still=True)


def test_a_running_session_loads_and_leaves_a_profiles_own_redirection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    save_profile(SavedProfile("desk", 640, 480, 1.0, 2.0, -9.0, 0.0, 0.4))
    own = weights_file("desk-640x480")
    changes: dict[int, Callable[[], object]] = {
        2: lambda: own.write_bytes(weights_path().read_bytes()),
        4: own.unlink,
        6: lambda: own.write_bytes(b"damaged"),
    }
    used: list[Path] = []
    opened: list[Corrector] = []
    sink = ListSink(lambda _: used.append(opened[-1].redirector.engine.weights))

    def corrector(config: Config) -> Corrector:
        opened.append(Corrector(config))
        return opened[-1]

    def give(index: int) -> Frame | None:
        taken = in_step(index)
        if index in changes:
            changes[index]()
            session.read_profile()
        return taken

    in_step = in_step_with(sink, 8)
    config = Config(correction=CorrectionConfig(profile="desk-640x480"))
    parts = SessionFactory(
        lambda _: StepSource(give), corrector, lambda *_: sink, live_parts().profile
    )
    with Session(config, parts, patient=True) as session:
        assert session.wait(8 * PATIENCE_S)
        assert str(own) in str(session.status().last_error)
    assert used == [weights_path()] * 2 + [own] * 2 + [weights_path()] * 4
