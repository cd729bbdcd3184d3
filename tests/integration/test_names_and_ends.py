"""Odd folders, pipes, read-only disks, a closed terminal, forks and wrong values from Python."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.clips import make_clip, pattern

import gazefix as package
from gazefix import Config, ConfigError, Corrector, GazeFixError
from gazefix.errors import InputError, OutputError
from gazefix.files import read_head
from gazefix.imaging.operations import encode_png, enlarge
from gazefix.media.video import ClipReader, ClipWriter
from gazefix.processing.batch import Item, Watch, run_batch
from gazefix.processing.jobs import Job
from gazefix.types import Frame, Image

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
IDLE = Config(correction=package.CorrectionConfig(mode="angle"))


# Names


@pytest.mark.parametrize("folder", ["50% off", "take:1", "100%d", "[a]{b}*?"])
@pytest.mark.parametrize("name", ["%03d.png", "tmp-%d.png", "5% off %02d.png"])
def test_a_sequence_is_read_and_written_whatever_its_folder_is_called(
    tmp_path: Path, folder: str, name: str
) -> None:
    source = make_clip(tmp_path / "in.mp4", frames=12)
    (tmp_path / folder).mkdir()
    sequence = tmp_path / folder / name
    with ClipReader(source) as reader, ClipWriter(sequence, reader.info) as writer:
        for frame in reader:
            writer.write(frame, source=frame)
    assert len(list((tmp_path / folder).iterdir())) == 12
    with ClipReader(sequence) as reader:
        assert len(list(reader)) == 12
    with ClipReader(sequence) as reader, ClipWriter(sequence, reader.info, overwrite=True) as again:
        again.write(next(iter(reader)))
    assert len(list((tmp_path / folder).iterdir())) == 1


# Pipes and disks


@posix
def test_a_named_pipe_is_told_to_be_given_as_standard_input(gazefix: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    ran = gazefix("process", tmp_path / "pipe.mp4", tmp_path / "out.mp4")
    assert ran.code == 1
    assert "is a pipe or a device, not a file" in ran.err
    assert "- (standard input) with --format" in ran.err


@posix
def test_devices_of_the_standard_streams_are_told_to_be_given_as_a_dash(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a file"):
        read_head(Path("/dev/null"))
    make = "import sys; from pathlib import Path; from gazefix.files import NewFile\n"
    make += "try: NewFile(Path('/dev/stdout'), overwrite=True)\n"
    make += "except Exception as error: sys.stderr.write(error.message + '|' + error.hint)"
    ran = subprocess.run(
        [sys.executable, "-c", make], capture_output=True, text=True, timeout=60, check=True
    )
    message, _, hint = ran.stderr.partition("|")
    assert message == "cannot write /dev/stdout: it is not a plain file"
    assert "give - for a clip on standard output" in hint


def test_a_folder_that_cannot_be_made_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    (tmp_path / "in.png").write_bytes(encode_png(pattern((40, 30), 1)))
    monkeypatch.setattr(Path, "mkdir", refuse)
    item = Item(tmp_path / "in.png", tmp_path / "new" / "in.png")
    watch = Watch(lambda *_: None, lambda _: None)
    with pytest.raises(OutputError, match=r"cannot make the folder .*: Read-only") as caught:
        run_batch([item], IDLE, Job(), 1, watch)
    assert caught.value.hint == "choose a folder on a disk that you may write to"


# Ends


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "gazefix", "process", *map(str, arguments)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*command, "--mode", "angle"], **pipes)


@posix
@pytest.mark.parametrize("ignored", [False, True], ids=["terminal closed", "under nohup"])
def test_a_closed_terminal_ends_a_command_as_ctrl_c_does(tmp_path: Path, ignored: bool) -> None:
    source = make_clip(tmp_path / "in.mp4", (320, 240), 500, options={"preset": "ultrafast"})
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
    try:
        process = start(source, tmp_path / "out.mp4")
    finally:
        signal.signal(signal.SIGHUP, before)
    with process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(".gazefix-*")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
    assert process.returncode == (0 if ignored else 130)
    assert (tmp_path / "out.mp4").exists() == ignored
    assert not list(tmp_path.glob(".gazefix-*"))


# Python


@posix
def test_a_child_forked_after_use_says_so_and_does_not_hang(portrait: Image) -> None:
    face = np.ascontiguousarray(enlarge(portrait, 2.0)[80:400, 300:620])
    package.correct_image(face, mode="angle", vertical_deg=5)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # never back to pytest
        try:
            package.correct_image(face, mode="angle", vertical_deg=5)
            os.write(write, b"corrected")
        except GazeFixError as error:
            os.write(write, json.dumps([error.message, error.hint]).encode())
        finally:
            os._exit(0)
    os.close(write)
    timer = threading.Timer(30, os.kill, (child, signal.SIGKILL))
    timer.start()
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    timer.cancel()
    message, hint = json.loads(said)
    assert message == "GazeFix has run in the process that this one was forked from"
    assert "get_context('spawn')" in hint


@pytest.mark.parametrize("mode", ["x", "Contact", ""])
def test_an_unknown_mode_is_refused(mode: Any) -> None:
    with pytest.raises(ConfigError, match="use one of contact, teleprompter, angle"):
        package.correct_image(pattern((64, 64), 1), mode=mode)
    with pytest.raises(ConfigError):
        package.CorrectionConfig(mode=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"codec": "x265"},
        {"codec": 3},
        {"crf": "17"},
        {"audio": "ogg"},
        {"preset": "turbo"},
        {"from_s": "1"},
        {"from_s": 3, "to_s": 1},
        {"to_s": float("nan")},
        {"vertical_deg": "10"},
        {"strength": None, "max_faces": 1.5},
        {"faces": 0},
    ],
    ids=str,
)
def test_wrong_values_are_errors_with_a_hint(tmp_path: Path, wrong: dict[str, Any]) -> None:
    source = make_clip(tmp_path / "in.mp4")
    with pytest.raises(GazeFixError) as caught:
        package.process_video(source, tmp_path / "out.mp4", **{"mode": "angle", **wrong})
    assert caught.value.hint
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize("image", [None, [[1, 2]], "in.png", b"bytes"])
def test_what_is_no_array_is_a_value_error(image: Any) -> None:
    with pytest.raises(ValueError, match="an image is a NumPy array"):
        package.correct_image(image)


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector(Config(), still=True)


@pytest.mark.parametrize(
    "bgr",
    [
        np.zeros((48, 64), np.uint8),
        np.zeros((48, 64, 4), np.uint8),
        np.zeros((48, 64, 3)),
        np.zeros((0, 64, 3), np.uint8),
    ],
    ids=["grey", "alpha", "float", "empty"],
)
def test_a_frame_of_another_layout_is_a_value_error(corrector: Corrector, bgr: Any) -> None:
    with pytest.raises(ValueError, match=r"a frame is uint8 \(H, W, 3\)"):
        corrector.correct(Frame(bgr))


def test_a_frame_may_lie_in_memory_in_any_order(corrector: Corrector, portrait: Image) -> None:
    face = np.ascontiguousarray(enlarge(portrait, 2.0)[80:400, 300:620])
    planes = np.ascontiguousarray(face.transpose(2, 0, 1)).transpose(1, 2, 0)
    settings = package.CorrectionConfig(mode="angle", vertical_deg=10)
    straight, turned = (
        corrector.correct(Frame(bgr), settings=settings).frame.bgr for bgr in (face, planes)
    )
    assert (straight != face).any()
    np.testing.assert_array_equal(straight, turned)


# Words


def test_a_face_that_is_not_there_is_told(
    gazefix: Any, tmp_path: Path, portrait: Image, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in.png").write_bytes(encode_png(enlarge(portrait, 2.0)))
    for chosen, said in (("9", "There is no face 9; "), ("5,5", "There is no face at 5,5; ")):
        options = ("--faces", chosen, "--mode", "angle", "--vertical", "9", "--overwrite")
        ran = gazefix("process", tmp_path / "in.png", tmp_path / "out.png", *options)
        assert ran.code == 0
        assert f"{said}faces found: 1" in caplog.text


def test_a_frame_is_corrected_or_left_alone_and_never_both(
    gazefix: Any, tmp_path: Path, portrait: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gazefix.correction.policy import Reason
    from gazefix.correction.redirector import Correction

    def partly(self: Corrector, frame: Frame, **_: Any) -> Correction:
        changed = Frame(frame.bgr ^ 1, frame.time_s, frame.index)
        return Correction(changed, reason=Reason.LOOKING_AWAY)

    monkeypatch.setattr(Corrector, "correct", partly)
    (tmp_path / "in.png").write_bytes(encode_png(portrait))
    ran = gazefix("process", tmp_path / "in.png", tmp_path / "out.png")
    assert "1 of 1 frames corrected in " in ran.out
