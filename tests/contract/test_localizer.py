"""What every localizer must do; `tasks` runs where the model file lies beside the checkout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from gazefix.config import Config, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.errors import ModelError
from gazefix.faces.localizer import LOCALIZERS, Localizer, open_localizer
from gazefix.faces.openvino_localizer import OpenVinoLocalizer
from gazefix.faces.regions import Region
from gazefix.imaging.geometry import FloatMatrix
from gazefix.media.demo_portrait import demo_frames
from gazefix.types import INNER, IRIS, OUTER, Face, FloatArray, Frame, Image

#: The portrait's eyes, read off the enlarged picture: outer corner, inner corner, iris centre.
RIGHT_EYE = {OUTER: (194, 100), INNER: (212, 103), IRIS: (203.2, 100.4)}
LEFT_EYE = {OUTER: (257, 103.5), INNER: (236, 104.5), IRIS: (246.3, 102.5)}
#: A tracked face is compared with all others after this many calls.
RECHECK_CALLS = 10

Open = Callable[..., Localizer]


@pytest.fixture(params=["openvino", "mesh", pytest.param("tasks", marks=pytest.mark.shared)])
def config(request: pytest.FixtureRequest, shared: Path) -> EngineConfig:
    if not LOCALIZERS[request.param].available():
        pytest.skip(f"what is installed here has no localizer '{request.param}'")
    return EngineConfig(
        localizer=request.param, localizer_model=str(shared / "models" / "face_landmarker.task")
    )


@pytest.fixture
def opened(config: EngineConfig) -> Iterator[Open]:
    localizers: list[Localizer] = []

    def open_one(*, max_faces: int = 1, still: bool = False) -> Localizer:
        localizers.append(open_localizer(config, max_faces=max_faces, still=still))
        return localizers[-1]

    yield open_one
    for localizer in localizers:
        localizer.close()


def head(portrait: Image) -> Image:
    """The portrait's head alone, 160x160."""
    return portrait[50:210, 145:305]


def scene(
    *heads: tuple[Image, float, tuple[int, int]], size: tuple[int, int] = (640, 400)
) -> Image:
    """A grey picture of `size` with heads pasted in, each (head, scale, upper left corner)."""
    picture = np.full((size[1], size[0], 3), 128, np.uint8)
    for bgr, scale, (x, y) in heads:
        scaled = cv2.resize(
            bgr,
            None,
            fx=scale,
            fy=scale,
            interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC,
        )
        picture[y : y + scaled.shape[0], x : x + scaled.shape[1]] = scaled
    return picture


def irises(face: Face) -> FloatArray:
    return np.stack([face.left.landmarks[IRIS], face.right.landmarks[IRIS]])


def centre_x(face: Face) -> float:
    return float(irises(face)[:, 0].mean())


def only(faces: tuple[Face, ...]) -> Face:
    assert len(faces) == 1
    return faces[0]


def test_every_localizer_is_tested_here() -> None:
    assert set(LOCALIZERS) == {"openvino", "mesh", "tasks"}


@pytest.mark.parametrize("still", [True, False])
def test_finds_the_eyes_of_a_portrait(opened: Open, portrait: Image, still: bool) -> None:
    face = only(opened(still=still).locate(portrait))
    for eye, known in ((face.left, LEFT_EYE), (face.right, RIGHT_EYE)):
        assert eye.landmarks.shape == (7, 2)
        assert eye.landmarks.dtype == np.float32
        for index, place in known.items():
            tolerance_px = 1.5 if index == IRIS else 3.5
            assert np.linalg.norm(eye.landmarks[index] - place) < tolerance_px


def test_the_left_eye_is_on_the_right_of_the_picture(opened: Open, portrait: Image) -> None:
    face = only(opened().locate(portrait))
    assert face.left.landmarks[:, 0].min() > face.right.landmarks[:, 0].max()


def test_landmarks_go_round_the_eye(opened: Open, portrait: Image) -> None:
    for eye in only(opened().locate(portrait)).eyes:
        inner, upper_inner, upper_outer, outer, lower_outer, lower_inner, iris = eye.landmarks
        assert max(upper_inner[1], upper_outer[1]) < iris[1] < min(lower_outer[1], lower_inner[1])
        outward = np.sign(outer[0] - inner[0])
        along = [outward * p[0] for p in (inner, upper_inner, upper_outer, outer)]
        assert along == sorted(along)
        along = [outward * p[0] for p in (inner, lower_inner, lower_outer, outer)]
        assert along == sorted(along)


def test_iris_radius_is_that_of_the_picture(opened: Open, portrait: Image) -> None:
    # The iris is about 8 px wide in the portrait.
    for eye in only(opened().locate(portrait)).eyes:
        assert eye.iris_radius_px == pytest.approx(4.0, abs=0.7)


def test_box_holds_the_face(opened: Open, portrait: Image) -> None:
    x0, y0, x1, y1 = only(opened().locate(portrait)).box
    assert 165 < x0 < 190
    assert 255 < x1 < 285
    assert 55 < y0 < 90  # in the fringe, where the forehead begins
    assert 165 < y1 < 190  # the chin


@pytest.mark.parametrize("scale", [0.5, 1.25, 3.0])
def test_coordinates_are_those_of_the_full_picture(
    opened: Open, portrait: Image, scale: float
) -> None:
    localizer = opened(still=True)
    face = only(localizer.locate(portrait))
    resized = cv2.resize(
        portrait,
        None,
        fx=scale,
        fy=scale,
        interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC,
    )
    scaled = only(localizer.locate(resized))
    expected = (irises(face) + 0.5) * scale - 0.5
    assert np.abs(irises(scaled) - expected).max() < 0.6 * max(scale, 1)
    assert scaled.left.iris_radius_px == pytest.approx(scale * face.left.iris_radius_px, rel=0.12)
    assert scaled.area_px == pytest.approx(scale**2 * face.area_px, rel=0.1)


def test_a_frontal_head_reads_nearly_zero(opened: Open, portrait: Image) -> None:
    pose = only(opened().locate(portrait)).head
    assert abs(np.degrees(pose.pitch)) < 8
    assert abs(np.degrees(pose.yaw)) < 4
    assert abs(np.degrees(pose.roll)) < 6


def test_a_mirrored_head_negates_yaw_and_roll(opened: Open, portrait: Image) -> None:
    localizer = opened(still=True)
    pose = only(localizer.locate(portrait)).head
    mirrored = only(localizer.locate(portrait[:, ::-1])).head
    assert np.degrees(mirrored.pitch) == pytest.approx(np.degrees(pose.pitch), abs=3)
    assert np.degrees(mirrored.yaw) == pytest.approx(-np.degrees(pose.yaw), abs=3)
    assert np.degrees(mirrored.roll) == pytest.approx(-np.degrees(pose.roll), abs=1.5)


@pytest.mark.parametrize("turn_deg", [-20, 20])
def test_roll_is_clockwise_in_the_picture(opened: Open, portrait: Image, turn_deg: float) -> None:
    localizer = opened(still=True)
    upright = only(localizer.locate(portrait)).head
    # OpenCV's angles are counter-clockwise.
    turn = cv2.getRotationMatrix2D((225, 120), -turn_deg, 1)
    turned = only(
        localizer.locate(
            cv2.warpAffine(portrait, turn, (512, 512), borderMode=cv2.BORDER_REPLICATE)
        )
    ).head
    assert np.degrees(turned.roll - upright.roll) == pytest.approx(turn_deg, abs=3)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("frame", "low_deg", "high_deg"),
    [(3, -70, -30), (12, 15, 50)],
    ids=["to the picture's left", "to its right"],
)
def test_yaw_is_towards_the_right_edge(
    opened: Open, shared: Path, frame: int, low_deg: float, high_deg: float
) -> None:
    bgr = video_frame(shared / "media/videos/intel_head-pose-face-detection-female.gif", frame)
    assert low_deg < np.degrees(only(opened(still=True).locate(bgr)).head.yaw) < high_deg


@pytest.mark.shared
def test_pitch_is_up(opened: Open, shared: Path) -> None:
    clip = shared / "media/videos/lp_d14.mp4"
    localizer = opened(still=True)
    chin_tucked = only(localizer.locate(video_frame(clip, 120))).head
    chin_raised = only(localizer.locate(video_frame(clip, 360))).head
    assert np.degrees(chin_raised.pitch - chin_tucked.pitch) > 10


def test_open_eyes_are_open(opened: Open, portrait: Image) -> None:
    for eye in only(opened().locate(portrait)).eyes:
        assert 0.25 < eye.openness < 0.45


@pytest.mark.shared
def test_closed_eyes_are_closed(opened: Open, shared: Path) -> None:
    bgr = video_frame(shared / "media/videos/lp_d14.mp4", 180)
    for eye in only(opened(still=True).locate(bgr)).eyes:
        assert eye.openness < 0.1


@pytest.mark.parametrize("still", [True, False])
def test_no_face_is_no_error(opened: Open, still: bool) -> None:
    localizer = opened(still=still)
    noise = np.random.default_rng(1).integers(0, 256, (360, 480, 3), np.uint8)
    assert localizer.locate(noise) == ()
    assert localizer.locate(np.zeros((360, 480, 3), np.uint8)) == ()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["az_house.jpg", "az_dog.jpg"])
def test_houses_and_dogs_are_no_faces(opened: Open, shared: Path, name: str) -> None:
    bgr = cv2.imread(str(shared / "media" / "photos" / name))
    assert opened(max_faces=8, still=True).locate(bgr) == ()


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("large_first", [True, False])
def test_the_largest_face_comes_first(
    opened: Open, portrait: Image, still: bool, large_first: bool
) -> None:
    small, large = (head(portrait), 1.0), (head(portrait), 2.0)
    pasted = (
        ((*large, (10, 40)), (*small, (420, 100)))
        if large_first
        else ((*small, (30, 100)), (*large, (300, 40)))
    )
    faces = opened(max_faces=2, still=still).locate(scene(*pasted))
    assert len(faces) == 2
    assert faces[0].area_px > 2 * faces[1].area_px


@pytest.mark.parametrize("still", [True, False])
def test_one_face_is_the_largest(opened: Open, portrait: Image, still: bool) -> None:
    # The large face is blurred and its mouth hidden: MediaPipe alone would choose the small one.
    covered = head(portrait).copy()
    covered[96:] = 60
    picture = scene(
        (head(portrait), 1.0, (30, 100)), (cv2.GaussianBlur(covered, (0, 0), 3), 1.8, (300, 40))
    )
    localizer = opened(max_faces=1, still=still)
    for _ in range(3):
        assert centre_x(only(localizer.locate(picture))) > 300


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("max_faces", [1, 2, 3, 5])
def test_max_faces_is_honoured(opened: Open, portrait: Image, still: bool, max_faces: int) -> None:
    heads = [(head(portrait), scale, (x, 60)) for scale, x in ((1.0, 10), (1.2, 200), (1.4, 410))]
    localizer = opened(max_faces=max_faces, still=still)
    for _ in range(2):
        faces = localizer.locate(scene(*heads))
        assert len(faces) == min(max_faces, 3)
        areas = [face.area_px for face in faces]
        assert areas == sorted(areas, reverse=True)


def test_two_of_three_faces_are_the_two_largest(opened: Open, portrait: Image) -> None:
    heads = [(head(portrait), scale, (x, 60)) for scale, x in ((1.0, 10), (1.4, 200), (1.2, 440))]
    localizer = opened(max_faces=2)
    for _ in range(3):
        faces = localizer.locate(scene(*heads))
        assert [centre_x(face) > 190 for face in faces] == [True, True]


def test_follows_a_face_that_drifts(opened: Open, portrait: Image) -> None:
    localizer = opened()
    start = irises(only(localizer.locate(portrait)))
    for step in range(1, 20):
        dx, dy = 4 * step, -2 * step
        move = np.array([[1, 0, dx], [0, 1, dy]], np.float64)
        frame = cv2.warpAffine(portrait, move, (512, 512), borderMode=cv2.BORDER_REPLICATE)
        moved = irises(only(localizer.locate(frame)))
        assert np.abs(moved - start - (dx, dy)).max() < 2


def test_a_live_corrector_follows_a_face_that_drifts(
    config: EngineConfig, opened: Open, portrait: Image
) -> None:
    """Whether it looks for it in each frame or carries it along between looks."""
    large = cv2.resize(
        portrait[30:190, 140:320], None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC
    )  # eyes of 58 px

    def shown(number: int) -> Image:
        move = np.array([[1, 0, number], [0, 1, 0]], np.float64)
        return np.asarray(
            cv2.warpAffine(large, move, (640, 480), borderMode=cv2.BORDER_REPLICATE), np.uint8
        )

    start = irises(only(opened(still=True).locate(shown(0))))
    apart = []
    with Corrector(Config(engine=config)) as corrector:
        for number in range(45):
            measurement = corrector.correct(Frame(shown(number), number / 30, number)).measurement
            apart.append(np.abs(irises(only(measurement.faces)) - start - (number, 0)).max())
    assert np.mean(apart[20:]) < 1.6


def test_a_larger_newcomer_is_taken_up_within_a_few_looks(opened: Open, portrait: Image) -> None:
    alone = scene((head(portrait), 1.0, (30, 100)))
    joined = scene((head(portrait), 1.0, (30, 100)), (head(portrait), 2.0, (300, 40)))
    localizer = opened()
    assert centre_x(only(localizer.locate(alone))) < 200
    followed = [centre_x(only(localizer.locate(joined))) for _ in range(RECHECK_CALLS + 1)]
    assert followed[-1] > 300


def test_a_smaller_newcomer_changes_nothing(opened: Open, portrait: Image) -> None:
    alone = scene((head(portrait), 1.6, (30, 60)))
    joined = scene((head(portrait), 1.6, (30, 60)), (head(portrait), 1.0, (420, 100)))
    localizer = opened()
    localizer.locate(alone)
    assert all(centre_x(only(localizer.locate(joined))) < 300 for _ in range(2 * RECHECK_CALLS))


def test_a_face_that_left_and_came_back_is_found_again(opened: Open, portrait: Image) -> None:
    localizer = opened()
    first = only(localizer.locate(portrait))
    assert localizer.locate(np.full_like(portrait, 90)) == ()
    again = only(localizer.locate(portrait))
    assert np.abs(irises(again) - irises(first)).max() < 1


def test_a_face_that_jumps_is_found_in_the_same_frame(opened: Open, portrait: Image) -> None:
    localizer = opened()
    localizer.locate(scene((head(portrait), 1.5, (10, 60))))
    assert centre_x(only(localizer.locate(scene((head(portrait), 1.5, (390, 60)))))) > 390


def test_reset_forgets_whom_it_followed(opened: Open, portrait: Image) -> None:
    before = scene((head(portrait), 1.0, (30, 100)))
    after = scene((head(portrait), 1.0, (30, 100)), (head(portrait), 2.0, (300, 40)))
    localizer = opened()
    assert centre_x(only(localizer.locate(before))) < 200
    assert centre_x(only(localizer.locate(after))) < 200  # it still follows the one that it knows
    localizer.reset()
    assert centre_x(only(localizer.locate(after))) > 300


def test_a_reset_localizer_measures_like_a_new_one(opened: Open, portrait: Image) -> None:
    used, new = opened(), opened()
    for shift in range(5):
        used.locate(np.roll(portrait, 6 * shift, axis=1))
    used.reset()
    assert np.array_equal(irises(only(used.locate(portrait))), irises(only(new.locate(portrait))))


def test_stills_do_not_depend_on_what_came_before(opened: Open, portrait: Image) -> None:
    localizer = opened(still=True)
    first = irises(only(localizer.locate(portrait)))
    localizer.locate(np.roll(portrait, 25, axis=1))
    assert np.array_equal(irises(only(localizer.locate(portrait))), first)


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("size", [(1, 1), (2, 3), (1, 640), (640, 1), (3000, 2), (12000, 9000)])
def test_any_size_of_picture_is_taken(opened: Open, size: tuple[int, int], still: bool) -> None:
    assert opened(still=still).locate(np.zeros((size[1], size[0], 3), np.uint8)) == ()


def test_the_size_may_change_between_frames(opened: Open, portrait: Image) -> None:
    localizer = opened()
    localizer.locate(portrait)
    assert len(localizer.locate(portrait[:300, 60:400])) == 1
    localizer.locate(np.zeros((1, 1, 3), np.uint8))
    assert len(localizer.locate(cv2.resize(portrait, (1024, 1024)))) == 1


def test_a_picture_may_be_a_view_or_read_only(opened: Open, portrait: Image) -> None:
    localizer = opened(still=True)
    expected = irises(only(localizer.locate(portrait)))
    wide = np.zeros((512, 1024, 3), np.uint8)
    wide[:, ::2] = portrait
    for same in (wide[:, ::2], np.asfortranarray(portrait)):
        assert not same.flags.c_contiguous
        assert np.array_equal(irises(only(localizer.locate(same))), expected)
    locked = portrait.copy()
    locked.setflags(write=False)
    assert np.array_equal(irises(only(localizer.locate(locked))), expected)


def test_the_picture_is_left_as_it_was(opened: Open, portrait: Image) -> None:
    given = portrait.copy()
    opened().locate(given)
    assert np.array_equal(given, portrait)


def test_closing_twice_is_fine_and_locating_afterwards_is_not(
    config: EngineConfig, portrait: Image
) -> None:
    with open_localizer(config, max_faces=1, still=False) as localizer:
        localizer.locate(portrait)
        localizer.close()
        localizer.close()
        localizer.reset()
        with pytest.raises(ValueError, match="closed"):
            localizer.locate(portrait)


def test_its_name_is_the_configured_one(config: EngineConfig, opened: Open) -> None:
    assert opened().name == config.localizer


def test_max_faces_must_be_positive(config: EngineConfig) -> None:
    with pytest.raises(ValueError, match="max_faces"):
        open_localizer(config, max_faces=0, still=True)


def test_nothing_is_written_to_stderr(
    config: EngineConfig, portrait: Image, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_localizer(config, max_faces=1, still=False) as localizer:
        for _ in range(3):
            localizer.locate(portrait)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("max_faces", [1, 3])
def test_openvino_gives_the_points_of_mediapipe(portrait: Image, max_faces: int) -> None:
    heads = [(head(portrait), scale, (x, 60)) for scale, x in ((1.0, 10), (1.2, 200), (1.4, 410))]
    picture = cv2.resize(scene(*heads, size=(640, 360)), (1280, 720))
    mesh, openvino = stills(picture, max_faces, "mesh", "openvino")
    for theirs, ours in zip(mesh, openvino, strict=True):
        for a, b in zip(theirs.eyes, ours.eyes, strict=True):
            assert np.linalg.norm(a.landmarks - b.landmarks, axis=1).mean() < 0.02
            assert a.iris_radius_px == pytest.approx(b.iris_radius_px, abs=0.02)
        assert theirs.head.yaw == pytest.approx(ours.head.yaw, abs=1e-3)
        assert np.abs(np.subtract(theirs.box, ours.box)).max() < 0.1


@pytest.mark.shared
def test_openvino_gives_the_points_of_mediapipe_in_clips(shared: Path) -> None:
    apart = []
    for clip, frame in (("aoc.mp4", 90), ("lp_d9.mp4", 40), ("lp_s18_720p.mp4", 200)):
        picture = cv2.resize(video_frame(shared / "media/videos" / clip, frame), (1280, 720))
        (theirs,), (ours,) = stills(picture, 1, "mesh", "openvino")
        apart += [a.landmarks - b.landmarks for a, b in zip(theirs.eyes, ours.eyes, strict=True)]
    assert np.linalg.norm(apart, axis=-1).mean() < 0.02


def stills(picture: Image, max_faces: int, *names: str) -> list[tuple[Face, ...]]:
    """The faces that each localizer finds; skipped where one isn't installed."""
    found = []
    for name in names:
        if not LOCALIZERS[name].available():
            pytest.skip(f"what is installed here has no localizer '{name}'")
        config = EngineConfig(localizer=name)  # type: ignore[arg-type]
        with open_localizer(config, max_faces=max_faces, still=True) as localizer:
            found.append(localizer.locate(picture))
    return found


@pytest.mark.shared
def test_both_of_mediapipes_localizers_agree(shared: Path) -> None:
    if not LOCALIZERS["mesh"].available():
        pytest.skip("this MediaPipe does not carry the face mesh")
    model = str(shared / "models" / "face_landmarker.task")
    picture = cv2.imread(str(shared / "media/photos/biden_portrait.jpg"))
    found: list[Face] = []
    for name in ("mesh", "tasks"):
        config = EngineConfig(localizer=name, localizer_model=model)  # type: ignore[arg-type]
        with open_localizer(config, max_faces=1, still=True) as localizer:
            found.append(only(localizer.locate(picture)))
    mesh, tasks = found
    for ours, theirs in zip(mesh.eyes, tasks.eyes, strict=True):
        # The two models place the outer corner a little differently and see the iris more alike.
        assert np.abs(ours.landmarks - theirs.landmarks).max() < 0.1 * ours.width_px
        assert np.abs(ours.landmarks[IRIS] - theirs.landmarks[IRIS]).max() < 0.06 * ours.width_px
    for angle in ("pitch", "yaw", "roll"):
        assert np.degrees(getattr(mesh.head, angle)) == pytest.approx(
            np.degrees(getattr(tasks.head, angle)), abs=3
        )


@pytest.mark.shared
@pytest.mark.parametrize("damage", ["empty", "text", "cut short"])
def test_a_damaged_model_is_an_error_for_people(shared: Path, tmp_path: Path, damage: str) -> None:
    whole = (shared / "models" / "face_landmarker.task").read_bytes()
    model = tmp_path / "face.task"
    model.write_bytes(
        {"empty": b"", "text": b"no model\n", "cut short": whole[: len(whole) // 2]}[damage]
    )
    with pytest.raises(ModelError) as caught:
        open_localizer(
            EngineConfig(localizer="tasks", localizer_model=str(model)), max_faces=1, still=True
        )
    assert "engine.localizer_model" in caught.value.hint


def video_frame(path: Path, index: int) -> Image:
    clip = cv2.VideoCapture(str(path))
    try:
        for _ in range(index + 1):
            ok, bgr = clip.read()
            assert ok
    finally:
        clip.release()
    return bgr


@pytest.mark.parametrize(
    ("size", "most_widths"), [((1280, 720), 0.01), ((1920, 1080), 0.01), ((1000, 600), 0.03)]
)
def test_a_followed_face_is_that_of_a_whole_copy(
    size: tuple[int, int], most_widths: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = list(islice(demo_frames(size), 5))

    def found() -> list[FloatArray]:
        with open_localizer(EngineConfig(localizer="openvino"), max_faces=1) as localizer:
            faces = [localizer.locate(frame.bgr)[0] for frame in frames]
        return [eye.landmarks for face in faces for eye in face.eyes]

    cut = found()
    original = OpenVinoLocalizer._mesh_in

    def of_copy(
        self: OpenVinoLocalizer, rgb: Image | None, region: Region, width: int
    ) -> FloatMatrix | None:
        return original(self, self._copy() if rgb is None else rgb, region, width)

    monkeypatch.setattr(OpenVinoLocalizer, "_mesh_in", of_copy)
    copied = found()
    width_px = np.ptp(cut[0][:, 0])
    assert 0 < np.abs(np.subtract(cut, copied)).max() < most_widths * width_px
