"""Pictures and clips as jobs: what comes out, what is told, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from helpers.clips import decoded_planes, make_clip, picture_times, rotate_tag, sound_packets
from helpers.correctors import FakeCorrector
from helpers.memory import resident_mb

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.policy import Reason
from gazefix.errors import ModelError, OutputError
from gazefix.imaging.operations import enlarge
from gazefix.media.orientation import Orientation
from gazefix.media.video import ClipReader, Encoding
from gazefix.processing.jobs import CORRECTING, MEASURING, Job, ProcessReport, process_file
from gazefix.types import Image


def process(
    source: Path, target: Path, fake: FakeCorrector | None = None, overwrite: bool = False
) -> ProcessReport:
    return process_file(
        source, target, Config(), Job(overwrite=overwrite), corrector=(fake or FakeCorrector()).open
    )


def load(path: Path) -> Image:
    return cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", (80, 64), 50, fps=25, sounds=["aac"])


# Pictures


def test_a_picture_is_corrected_as_a_still_one(photo: Path) -> None:
    fake = FakeCorrector((10, 20, 30, 40))
    report = process(photo, photo.with_name("out.png"), fake)
    wanted = load(photo)
    wanted[20:40, 10:30] = fake.colour
    np.testing.assert_array_equal(load(photo.with_name("out.png")), wanted)
    assert (report.frames, report.frames_changed, report.reasons) == (1, 1, {Reason.CORRECTING: 1})
    assert report.seconds > 0
    assert (fake.stills, fake.closed) == ([True], 1)


def test_a_picture_without_a_face_stays_as_it_is(photo: Path) -> None:
    report = process(photo, photo.with_name("out.png"))
    assert photo.with_name("out.png").read_bytes() == photo.read_bytes()
    assert (report.frames_changed, report.reasons) == (0, {Reason.NO_FACE: 1})


def test_a_picture_under_the_name_of_a_clip_is_still_a_picture(photo: Path) -> None:
    misnamed = photo.rename(photo.with_name("in.mp4"))
    assert process(misnamed, photo.with_name("out.png")).frames == 1


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_picture_of_108_megapixels_is_corrected(tmp_path: Path, suffix: str) -> None:
    source, target = tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    source.write_bytes(cv2.imencode(suffix, np.full((9000, 12000, 3), 90, np.uint8))[1].tobytes())
    process(source, target, FakeCorrector((5000, 4000, 5600, 4200)))
    stored = load(target)
    assert stored.shape == (9000, 12000, 3)
    assert np.abs(stored[4100, 5300].astype(int) - (0, 255, 0)).max() < 4
    assert np.abs(stored[::100, 6000].astype(int) - 90).max() < 2


# Clips


def test_a_clip_is_corrected_frame_by_frame_in_order(clip: Path) -> None:
    fake = FakeCorrector((20, 16, 40, 32))
    report = process(clip, clip.with_name("out.mp4"), fake)
    assert [frame.index for frame in fake.seen] == list(range(50))
    assert (report.frames, report.frames_changed, fake.stills, fake.closed) == (50, 50, [False], 1)
    with ClipReader(clip.with_name("out.mp4")) as reader:
        for frame in reader:
            assert np.abs(frame.bgr[20:28, 24:36].astype(int) - fake.colour).mean() < 10
    assert picture_times(clip.with_name("out.mp4")) == picture_times(clip)
    assert sound_packets(clip.with_name("out.mp4")) == sound_packets(clip)


def test_a_clip_without_a_face_keeps_frames_times_and_sound(clip: Path) -> None:
    report = process(clip, clip.with_name("out.mp4"))
    assert (report.frames, report.frames_changed, report.reasons) == (50, 0, {Reason.NO_FACE: 50})
    assert picture_times(clip.with_name("out.mp4")) == picture_times(clip)
    for before, after in zip(
        decoded_planes(clip), decoded_planes(clip.with_name("out.mp4")), strict=True
    ):
        assert np.abs(before[0].astype(int) - after[0]).mean() < 2.5  # crf 18


def test_a_phones_portrait_clip_stays_a_portrait(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", (96, 80), 5)
    rotate_tag(source, (0, 1, -1, 0))
    fake = FakeCorrector((0, 0, 16, 16))
    process(source, tmp_path / "out.mp4", fake)
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert (reader.info.size, reader.info.orientation) == (
            (80, 96),
            Orientation(True, mirror_x=True),
        )
        assert np.abs(next(iter(reader)).bgr[4:12, 4:12].astype(int) - fake.colour).mean() < 10


@pytest.mark.parametrize("size", [(33, 27), (1, 1), (2, 2), (641, 3)])
def test_a_clip_of_any_size_is_processed(tmp_path: Path, size: tuple[int, int]) -> None:
    source = make_clip(tmp_path / "in.mkv", size, 4, codec="ffv1", pixel_format="bgr0")
    job = Job(encoding=Encoding("h264"))
    assert (
        process_file(
            source, tmp_path / "out.mp4", Config(), job, corrector=FakeCorrector().open
        ).frames
        == 4
    )
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert reader.info.size == (size[0] + size[0] % 2, size[1] + size[1] % 2)


def test_a_variable_frame_rate_is_kept(tmp_path: Path) -> None:
    times = [0, 10, 11, 12, 60, 200]
    source = make_clip(
        tmp_path / "in.mp4", frames=6, fps=10, times=times, time_base=Fraction(1, 100)
    )
    process(source, tmp_path / "out.mp4")
    assert picture_times(tmp_path / "out.mp4") == [Fraction(t, 100) for t in times]


def test_a_gif_becomes_a_clip(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.gif", (40, 30), 6, fps=10, codec="gif", pixel_format="rgb8")
    assert process(source, tmp_path / "out.mp4").frames == 6
    assert picture_times(tmp_path / "out.mp4") == picture_times(source)


# Progress


def test_progress_is_told_after_every_frame(clip: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    process_file(
        clip,
        clip.with_name("out.mp4"),
        Config(),
        progress=lambda part, done, total: told.append((part, done, total)),
        corrector=FakeCorrector().open,
    )
    assert told == [(part, i + 1, 50) for part in (MEASURING, CORRECTING) for i in range(50)]


def test_a_clip_that_grows_while_it_is_read_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_clip(tmp_path / "in.ts", frames=4)
    fake, more = FakeCorrector((2, 2, 20, 20)), source.read_bytes()

    def open_and_grow(config: Config, still: bool) -> FakeCorrector:
        with source.open("ab") as file:
            file.write(more)
        return fake.open(config, still)

    process_file(source, tmp_path / "out.mp4", Config(), corrector=open_and_grow)
    assert "changed while it was read" in caplog.text


def test_the_total_grows_where_the_estimate_was_too_small(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    times = [
        *range(0, 2000, 40),
        *range(2000, 2050),
    ]  # a burst at the end: more frames than rate times duration
    source = make_clip(
        tmp_path / "in.mkv",
        frames=100,
        fps=25,
        times=times,
        time_base=Fraction(1, 1000),
        codec="ffv1",
    )
    process_file(
        source,
        tmp_path / "out.mkv",
        Config(),
        progress=lambda part, done, total: told.append((done, total)),
        corrector=FakeCorrector().open,
    )
    assert told[-1] == (100, 100)
    assert all(total is not None and done <= total for done, total in told)


# Files are safe


def test_an_existing_file_needs_overwrite_and_stays(clip: Path, photo: Path) -> None:
    for source, target in ((clip, clip.with_name("old.mp4")), (photo, clip.with_name("old.png"))):
        target.write_bytes(b"old")
        fake = FakeCorrector()
        with pytest.raises(OutputError, match="exists already"):
            process(source, target, fake)
        assert target.read_bytes() == b"old"
        assert fake.stills == []  # found out before the models were loaded


def test_overwrite_replaces_the_file(clip: Path) -> None:
    target = clip.with_name("old.mp4")
    target.write_bytes(b"old")
    process(clip, target, overwrite=True)
    assert len(picture_times(target)) == 50


@pytest.mark.parametrize("kind", ["clip", "photo"])
def test_a_file_may_replace_itself(request: pytest.FixtureRequest, kind: str) -> None:
    path: Path = request.getfixturevalue(kind)
    fake = FakeCorrector((10, 10, 30, 30))
    with pytest.raises(OutputError, match="exists already"):
        process(path, path, fake)
    before = path.read_bytes()
    process(path, path, fake, overwrite=True)
    assert path.read_bytes() != before
    assert names(path.parent) == [path.name]
    process(path, path, fake, overwrite=True)  # and it is still good


def test_a_link_is_followed_and_stays_a_link(photo: Path) -> None:
    link = photo.with_name("link.png")
    (photo.parent / "elsewhere").mkdir()
    link.symlink_to(photo.parent / "elsewhere" / "real.png")
    process(photo, link)
    assert link.is_symlink()
    assert (photo.parent / "elsewhere" / "real.png").read_bytes() == photo.read_bytes()


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, RuntimeError, ModelError])
@pytest.mark.parametrize(
    ("name", "when"), [("clip", MEASURING), ("clip", CORRECTING), ("photo", CORRECTING)]
)
def test_an_interrupt_leaves_everything_as_it_was(
    request: pytest.FixtureRequest, name: str, when: str, kind: type[BaseException]
) -> None:
    source: Path = request.getfixturevalue(name)
    target = source.with_name(f"out{source.suffix}")
    target.write_bytes(b"old")

    def stop(part: str, done: int, total: int | None) -> None:
        if part == when and done == (20 if name == "clip" else 1):
            raise kind("stop")

    fake = FakeCorrector()
    with pytest.raises(kind):
        process_file(
            source, target, Config(), Job(overwrite=True), progress=stop, corrector=fake.open
        )
    assert target.read_bytes() == b"old"
    assert names(source.parent) == sorted([source.name, target.name])
    assert fake.closed == 1


@pytest.mark.parametrize("name", ["clip", "photo"])
def test_a_corrector_that_does_not_open_leaves_nothing(
    request: pytest.FixtureRequest, name: str
) -> None:
    source: Path = request.getfixturevalue(name)

    def refuse(config: Config, still: bool) -> FakeCorrector:
        raise ModelError("no weights")

    with pytest.raises(ModelError):
        process_file(source, source.with_name(f"out{source.suffix}"), Config(), corrector=refuse)
    assert names(source.parent) == [source.name]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_memory_is_flat(tmp_path: Path) -> None:
    source = make_clip(
        tmp_path / "in.mp4", (480, 270), 200, fps=25, options={"preset": "ultrafast"}
    )
    resident: dict[int, float] = {}

    def note(part: str, done: int, total: int | None) -> None:
        resident[done] = resident_mb()

    fake = FakeCorrector((200, 100, 300, 200))
    process_file(source, tmp_path / "out.mp4", Config(), progress=note, corrector=fake.open)
    assert resident[200] - resident[100] < 10  # a hundred frames of 0.4 MB each would be 40


# With the real Corrector


@pytest.fixture(scope="module")
def looking_up() -> Config:
    return Config(correction=CorrectionConfig(vertical_deg=15), engine=EngineConfig(device="cpu"))


@pytest.fixture
def face(portrait: Image, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "face.png"
    path.write_bytes(cv2.imencode(".png", enlarge(portrait, 2.0))[1].tobytes())
    yield path
    path.unlink()


def test_a_real_face_is_corrected_around_the_eyes_alone(face: Path, looking_up: Config) -> None:
    report = process_file(face, face.with_name("out.png"), looking_up)
    assert report.reasons == {Reason.CORRECTING: 1}
    before, after = load(face), load(face.with_name("out.png"))
    rows, columns = np.nonzero((before != after).any(axis=2))
    assert len(rows) > 300
    # The portrait's eyes, between the brows and the nose.
    assert 160 < rows.min() <= rows.max() < 300
    assert 360 < columns.min() <= columns.max() < 560


def test_a_real_face_in_a_clip_is_corrected(
    portrait: Image, tmp_path: Path, looking_up: Config
) -> None:
    large = np.ascontiguousarray(enlarge(portrait, 2.0)[80:400, 300:620])
    source = make_clip(tmp_path / "in.mp4", (320, 320), 12, pictures=[large] * 12)
    report = process_file(source, tmp_path / "out.mp4", looking_up)
    assert report.frames == 12
    assert report.reasons.get(Reason.CORRECTING, 0) >= 10
    assert report.frames_changed == report.reasons[Reason.CORRECTING]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["photos/az_house.jpg", "photos/az_dog.jpg"])
def test_pictures_without_a_person_come_out_as_they_were(
    shared: Path, tmp_path: Path, looking_up: Config, name: str
) -> None:
    source = shared / "media" / name
    process_file(source, tmp_path / "out.jpg", looking_up)
    assert (tmp_path / "out.jpg").read_bytes() == source.read_bytes()


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["hamilton_short.mp4", "asl_yes.mkv", "intel_head-pose-face-detection-female.gif"]
)
def test_real_clips_keep_their_times_and_sound(shared: Path, tmp_path: Path, name: str) -> None:
    source, target = shared / "media" / "videos" / name, tmp_path / "out.mp4"
    process(source, target)
    assert picture_times(target) == picture_times(source)
    with ClipReader(source) as reader:
        if any(stream.type == "audio" for stream in reader.side_streams):
            assert sound_packets(target) == sound_packets(source)
