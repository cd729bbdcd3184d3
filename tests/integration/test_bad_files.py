"""Files that cannot be used: a clear error, nothing lost, nothing half written, no crash."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from helpers.clips import make_clip, make_sound
from helpers.correctors import FakeCorrector

from gazefix.config import Config
from gazefix.errors import GazeFixError, InputError, OutputError
from gazefix.files import missing_bytes
from gazefix.media.video import ClipReader
from gazefix.processing.jobs import Job, process_file


def process(source: Path, target: Path, overwrite: bool = False) -> None:
    process_file(
        source,
        target,
        Config(),
        Job(overwrite=overwrite),
        corrector=FakeCorrector((2, 2, 20, 20)).open,
    )


def failing(
    kind: type[GazeFixError], source: Path, target: Path, overwrite: bool = False
) -> GazeFixError:
    """Process, expect an error that names the file, and check that no file came or changed."""
    folders = {source.parent, target.parent}
    before = snapshot(folders)
    with pytest.raises(kind) as caught:
        process(source, target, overwrite)
    assert type(caught.value) is kind
    assert str(source if kind is InputError else target) in caught.value.message
    assert caught.value.hint
    assert "Errno" not in caught.value.message
    assert snapshot(folders) == before
    return caught.value


def snapshot(folders: set[Path]) -> dict[Path, bytes | None]:
    found = {path for folder in folders if folder.is_dir() for path in folder.iterdir()}
    return {
        path: path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
        for path in found
    }


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", (80, 64), 30, sounds=["aac"])


# IN


def test_a_missing_file(tmp_path: Path) -> None:
    assert "no file" in failing(InputError, tmp_path / "none.mp4", tmp_path / "out.mp4").message


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.mp4").mkdir()
    assert "folder" in failing(InputError, tmp_path / "folder.mp4", tmp_path / "out.mp4").message


@pytest.mark.parametrize("name", ["in.mp4", "in.png", "in.jpg", "in.txt", "in.gif"])
def test_a_text_file_under_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("This is only text.\n" * 50)
    failing(InputError, tmp_path / name, tmp_path / "out.mp4")


@pytest.mark.parametrize("name", ["in.mp4", "in.png"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "empty" in failing(InputError, tmp_path / name, tmp_path / "out.mp4").message


@pytest.mark.parametrize("size", [1, 3, 8, 40])
def test_a_file_of_a_few_bytes(tmp_path: Path, clip: Path, photo: Path, size: int) -> None:
    for path in (clip, photo):
        path.write_bytes(path.read_bytes()[:size])
        failing(InputError, path, tmp_path / f"out{path.suffix}")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_an_mp4_without_its_index_because_it_is_cut_off(
    tmp_path: Path, clip: Path, share: float
) -> None:
    clip.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * share)])
    assert "cut off" in failing(InputError, clip, tmp_path / "out.mp4").message


def index_first(clip: Path) -> Path:
    """The clip with its index at the front, as on the web: it opens even if its end is missing."""
    import av

    path = clip.with_name("front.mp4")
    with (
        av.open(str(clip)) as source,
        av.open(str(path), "w", container_options={"movflags": "faststart"}) as target,
    ):
        streams = {
            stream.index: target.add_stream_from_template(stream) for stream in source.streams
        }
        for packet in source.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    return path


@pytest.mark.parametrize("missing", [1, 1000, 5000])
def test_an_mp4_that_breaks_off_in_the_middle(tmp_path: Path, clip: Path, missing: int) -> None:
    path = index_first(clip)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    process(path, tmp_path / "whole.mp4")
    path.write_bytes(data[:-missing])
    assert (
        f"its last {missing:,} bytes are missing"
        in failing(InputError, path, tmp_path / "out.mp4").message
    )


@pytest.mark.parametrize("missing", [1, 1000])
def test_a_matroska_file_that_breaks_off(tmp_path: Path, missing: int) -> None:
    path = make_clip(tmp_path / "in.mkv")
    assert missing_bytes(path) == 0
    path.write_bytes(path.read_bytes()[:-missing])
    assert (
        f"its last {missing:,} bytes are missing"
        in failing(InputError, path, tmp_path / "out.mp4").message
    )


@pytest.mark.parametrize("name", ["in.mp4", "in.mov", "in.mkv", "in.webm", "in.avi", "in.ts"])
def test_no_bytes_are_missing_from_whole_files_and_ones_with_a_tail(
    tmp_path: Path, name: str
) -> None:
    path = make_clip(tmp_path / name, codec="libvpx" if name == "in.webm" else "libx264")
    assert missing_bytes(path) == 0
    for tail in (bytes(100), b"some note that was appended to the file"):
        path.write_bytes(path.read_bytes() + tail)
        assert missing_bytes(path) == 0


def test_an_encrypted_clip_is_not_called_damaged(tmp_path: Path) -> None:
    options = {"encryption_scheme": "cenc-aes-ctr"}
    options |= {"encryption_key": "76" * 16, "encryption_kid": "a7" * 16}
    with av.open(str(tmp_path / "in.mp4"), "w", options=options) as container:
        video: Any = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "bgr24")
        container.mux([*video.encode(frame.reformat(format="yuv420p")), *video.encode(None)])
    error = failing(InputError, tmp_path / "in.mp4", tmp_path / "out.mp4")
    assert "is encrypted" in error.message


@pytest.mark.parametrize(
    "head",
    [b"\x1a\x45\xdf\xa3", b"\x1a\x45\xdf\xa3\x80", b"\x1a\x45\xdf\xa3\x00" * 3, b"\0\0\0\1ftyp"],
)
def test_a_damaged_head_is_not_taken_for_a_missing_end(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "in.mkv"
    path.write_bytes(head)
    assert missing_bytes(path) == 0
    failing(InputError, path, tmp_path / "out.mp4")


def test_a_recording_that_ends_before_its_sound_begins_is_a_clip_without_sound(
    tmp_path: Path,
) -> None:
    path = make_clip(
        tmp_path / "in.ts", frames=12, sounds=["aac"]
    )  # a transport stream is whole wherever it ends
    path.write_bytes(path.read_bytes()[: 188 * 15])
    process(path, tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert reader.side_streams == ()


def test_sound_alone(tmp_path: Path) -> None:
    assert (
        "no picture"
        in failing(InputError, make_sound(tmp_path / "in.m4a"), tmp_path / "out.mp4").message
    )


def test_a_clip_without_frames(tmp_path: Path, clip: Path) -> None:
    import av

    path = tmp_path / "in.mkv"
    with av.open(str(clip)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        assert stream.type == "video"
        target.start_encoding()
    failing(InputError, path, tmp_path / "out.mp4")


def test_a_clip_of_noise_behind_a_good_head(tmp_path: Path, clip: Path) -> None:
    data = bytearray(clip.read_bytes())
    start = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4
    data[start:end] = np.random.default_rng(0).integers(0, 255, end - start, np.uint8).tobytes()
    clip.write_bytes(data)
    failing(InputError, clip, tmp_path / "out.mp4")


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path, photo: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        process(photo / "clip.mp4", tmp_path / "out.mp4")


# OUT


@pytest.mark.parametrize("name", ["out.xyz", "out", "out.jpg", "out.gif", "out.wav"])
def test_a_clip_into_an_unknown_container(tmp_path: Path, clip: Path, name: str) -> None:
    assert ".mp4" in failing(OutputError, clip, tmp_path / name).hint


@pytest.mark.parametrize("name", ["out.xyz", "out", "out.mp4"])
def test_a_picture_into_an_unknown_kind(tmp_path: Path, photo: Path, name: str) -> None:
    assert ".png" in failing(OutputError, photo, tmp_path / name).hint


def test_a_folder_that_does_not_exist(tmp_path: Path, clip: Path, photo: Path) -> None:
    for source in (clip, photo):
        assert (
            "folder" in failing(OutputError, source, tmp_path / "none" / f"out{source.suffix}").hint
        )
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_a_file(tmp_path: Path, clip: Path, photo: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for source in (clip, photo):
        failing(OutputError, source, tmp_path / "file" / f"out{source.suffix}")


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_output_that_is_a_folder(
    tmp_path: Path, clip: Path, photo: Path, overwrite: bool
) -> None:
    for source in (clip, photo):
        (tmp_path / f"out{source.suffix}").mkdir()
        assert (
            "folder"
            in failing(OutputError, source, tmp_path / f"out{source.suffix}", overwrite).message
        )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_output_that_is_not_a_plain_file(tmp_path: Path, clip: Path) -> None:
    os.mkfifo(tmp_path / "out.mp4")
    assert "plain file" in failing(OutputError, clip, tmp_path / "out.mp4", overwrite=True).message


def test_a_name_that_is_too_long(tmp_path: Path, clip: Path) -> None:
    failing(OutputError, clip, tmp_path / f"{'x' * 300}.mp4")


def test_sound_that_the_output_cannot_hold(tmp_path: Path, clip: Path) -> None:
    assert ".mkv" in failing(OutputError, clip, tmp_path / "out.webm").hint


def test_an_output_that_appears_meanwhile_is_not_lost(tmp_path: Path, clip: Path) -> None:
    target = tmp_path / "out.mp4"

    def appear(part: str, done: int, total: int | None) -> None:
        target.write_bytes(b"another one's")

    with pytest.raises(OutputError, match="exists already"):
        process_file(clip, target, Config(), progress=appear, corrector=FakeCorrector().open)
    assert target.read_bytes() == b"another one's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "out.mp4"]


# What needs a process of its own: other rights, a full disk

SCRIPT = """
import os, signal, sys
from pathlib import Path
from helpers.correctors import FakeCorrector
from gazefix.media.video import ClipReader
from gazefix.config import Config
from gazefix.errors import GazeFixError
from gazefix.processing.jobs import Job, process_file
import gazefix.correction.policy, gazefix.media.video, gazefix.media.images
# PyAV imports these late, when they may not be read any more.
import av.audio.stream, av.subtitles.stream, av.video.stream
source, target, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if how == "nobody" and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
elif how.isdecimal():
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(how), int(how)))
try:
    corrector = FakeCorrector((2, 2, 20, 20))
    process_file(source, target, Config(), Job(overwrite=True), corrector=corrector.open)
except GazeFixError as error:
    print(type(error).__name__, error.message, error.hint, sep="|")
    sys.exit(1)
"""

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX rights and limits")


def in_a_process(source: Path, target: Path, how: str) -> tuple[int, str]:
    helpers = str(Path(__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([helpers, *sys.path])}
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(source), str(target), how]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=100, env=environment, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine can enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@posix_only
@pytest.mark.parametrize("name", ["in.mp4", "in.png"])
def test_a_file_without_read_permission(
    open_folder: Path, clip: Path, photo: Path, name: str
) -> None:
    source = open_folder / name
    source.write_bytes((clip if name == "in.mp4" else photo).read_bytes())
    source.chmod(0)
    code, said = in_a_process(source, open_folder / "out.mp4", "nobody")
    assert (code, said) == (
        1,
        f"InputError|cannot read {source}: Permission denied|check that you may read it",
    )


@posix_only
@pytest.mark.parametrize("name", ["in.mp4", "in.png"])
def test_a_folder_without_write_permission(
    open_folder: Path, clip: Path, photo: Path, name: str
) -> None:
    source = open_folder / name
    source.write_bytes((clip if name == "in.mp4" else photo).read_bytes())
    target = open_folder / f"out{source.suffix}"
    open_folder.chmod(0o555)
    code, said = in_a_process(source, target, "nobody")
    assert code == 1
    assert said.startswith(f"OutputError|cannot write {target}: Permission denied|")
    open_folder.chmod(0o755)
    assert [path.name for path in open_folder.iterdir()] == [name]


def noisy_clip(path: Path) -> Path:
    rng = np.random.default_rng(0)
    return make_clip(
        path,
        (160, 120),
        40,
        pictures=[rng.integers(0, 255, (120, 160, 3), np.uint8) for _ in range(40)],
    )


def noisy_photo(path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 255, (300, 300, 3), np.uint8)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return path


@posix_only
@pytest.mark.parametrize("limit", [0, 20, 10_000, 100_000])
@pytest.mark.parametrize(
    ("make", "name"), [(noisy_clip, "out.mp4"), (noisy_clip, "out.mkv"), (noisy_photo, "out.png")]
)
def test_a_disk_that_is_full_while_writing(
    tmp_path: Path, make: Callable[[Path], Path], name: str, limit: int
) -> None:
    # The limit on the size of files that a process may write ends a write as a full disk does.
    source, target = make(tmp_path / f"in{Path(name).suffix}"), tmp_path / name
    target.write_bytes(b"old")
    code, said = in_a_process(source, target, str(limit))
    assert code == 1
    assert said.startswith(f"OutputError|cannot write {target}: ")
    assert said.endswith("|make room on the disk, or name a file on another one")
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, name])


@posix_only
def test_without_a_limit_the_same_processes_succeed(tmp_path: Path) -> None:
    for make, name in ((noisy_clip, "1.mp4"), (noisy_photo, "1.png")):
        source, target = make(tmp_path / f"in-{name}"), tmp_path / name
        assert in_a_process(source, target, "freely") == (0, "")
        assert target.stat().st_size > 100_000
