"""Many files at once: what becomes of which, in one process and in several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest
from helpers.clips import make_clip, pattern, picture_times
from helpers.correctors import FakeCorrector

from gazefix.config import Config, CorrectionConfig
from gazefix.errors import ConfigError, InputError
from gazefix.imaging.operations import encode_png
from gazefix.processing import batch
from gazefix.processing.batch import Item, Outcome, Watch, gather, kept_correctors, run_batch
from gazefix.processing.jobs import Job

#: With these no face is looked for, so that no model is loaded.
IDLE = Config(correction=CorrectionConfig(mode="angle"))


class Told:
    def __init__(self) -> None:
        self.parts: list[tuple[Item, str, int, int | None]] = []
        self.outcomes: list[Outcome] = []

    @property
    def watch(self) -> Watch:
        return Watch(lambda *what: self.parts.append(what), self.outcomes.append)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """a.mp4, b.png and deeper/c.gif."""
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    make_clip(folder / "a.mp4", (80, 64), 12)
    (folder / "b.png").write_bytes(encode_png(pattern((40, 30), 1)))
    make_clip(folder / "deeper" / "c.gif", (40, 30), 6, fps=10, codec="gif", pixel_format="rgb8")
    (folder / "notes.txt").write_text("no picture")
    (folder / ".hidden.png").write_bytes(b"x")
    return folder


def targets(items: list[Item], out: Path) -> list[str]:
    return [str(item.target.relative_to(out)) for item in items]


# Which files


def test_a_folder_means_all_pictures_and_clips_below_it(folder: Path, tmp_path: Path) -> None:
    assert targets(gather([folder], tmp_path / "out"), tmp_path / "out") == [
        "a.mp4",
        "b.png",
        "deeper/c.mp4",
    ]


def test_a_pattern_means_the_files_that_it_fits(folder: Path, tmp_path: Path) -> None:
    assert targets(gather([folder / "**" / "*.[mg]*"], tmp_path), tmp_path) == ["a.mp4", "c.mp4"]


def test_files_may_be_named_twice(folder: Path, tmp_path: Path) -> None:
    assert targets(gather([folder / "a.mp4", folder], tmp_path), tmp_path) == [
        "a.mp4",
        "b.png",
        "deeper/c.mp4",
    ]


def test_the_folder_that_is_written_to_is_not_read(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.mp4").write_bytes(b"done")
    assert targets(gather([folder], folder / "out"), folder / "out") == [
        "a.mp4",
        "b.png",
        "deeper/c.mp4",
    ]


def test_a_codec_brings_its_own_container(folder: Path, tmp_path: Path) -> None:
    assert targets(gather([folder], tmp_path, "prores"), tmp_path) == [
        "a.mov",
        "b.png",
        "deeper/c.mov",
    ]


def test_the_container_can_be_named(folder: Path, tmp_path: Path) -> None:
    assert targets(gather([folder], tmp_path, container="mkv"), tmp_path) == [
        "a.mkv",
        "b.png",
        "deeper/c.mkv",
    ]


def test_two_files_that_would_get_one_name_are_told_apart_or_an_error(
    folder: Path, tmp_path: Path
) -> None:
    make_clip(folder / "deeper" / "c.mp4", frames=2)
    found = targets(gather([folder / "deeper"], tmp_path), tmp_path)
    assert found == ["c.gif.mp4", "c.mp4"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.mp4").write_bytes(b"x")
    with pytest.raises(ConfigError, match="would both become"):
        gather([folder / "a.mp4", tmp_path / "other" / "a.mp4"], tmp_path / "out")


@pytest.mark.parametrize("name", ["none.mp4", "none/*.mp4", "empty"])
def test_an_input_that_means_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        gather([tmp_path / name], tmp_path / "out")


# What becomes of them


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_file_does_not_stop_the_rest(folder: Path, tmp_path: Path, jobs: int) -> None:
    (folder / "a.mp4").write_bytes((folder / "a.mp4").read_bytes()[:500])
    told = Told()
    outcomes = run_batch(gather([folder], tmp_path / "out"), IDLE, Job(), jobs, told.watch)
    assert [bool(outcome.error) for outcome in outcomes] == [True, False, False]
    assert "cut off" in outcomes[0].error
    assert outcomes[0].hint
    assert [outcome.report.frames for outcome in outcomes if outcome.report] == [1, 6]
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == [
        "b.png",
        "c.mp4",
    ]
    assert {outcome.item for outcome in told.outcomes} == {outcome.item for outcome in outcomes}
    assert {
        (item.source.name, done, total) for item, _, done, total in told.parts if done == total
    } == {("b.png", 1, 1), ("c.gif", 6, 6)}


def test_what_is_there_already_is_skipped_and_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.png").write_bytes(b"mine")
    outcomes = run_batch(gather([folder], tmp_path / "out"), IDLE, Job(), 1, Told().watch)
    assert [outcome.skipped for outcome in outcomes] == [False, True, False]
    assert (tmp_path / "out" / "b.png").read_bytes() == b"mine"
    again = run_batch(
        gather([folder], tmp_path / "out"), IDLE, Job(overwrite=True), 1, Told().watch
    )
    assert not any(outcome.skipped for outcome in again)
    assert (tmp_path / "out" / "b.png").read_bytes() == (folder / "b.png").read_bytes()


def test_one_corrector_serves_all_files_of_a_kind_and_forgets_between_them() -> None:
    opened: list[FakeCorrector] = []

    @contextmanager
    def open_(config: Config, still: bool) -> Iterator[FakeCorrector]:
        opened.append(FakeCorrector().open(config, still))
        with opened[-1] as corrector:
            yield corrector

    with kept_correctors(open_) as lend:
        for still in (True, False, True, True):
            with lend(IDLE, still) as corrector:
                assert corrector.config is IDLE
    assert [(fake.stills, fake.resets, fake.closed) for fake in opened] == [
        ([True], 3, 1),
        ([False], 1, 1),
    ]


def test_a_process_that_dies_is_one_broken_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"d{number}.png").write_bytes((folder / "b.png").read_bytes())
    started: list[batch._Worker] = []
    start = batch._start

    def start_and_kill_the_first(config: Config, job: Job) -> batch._Worker:
        started.append(start(config, job))
        if len(started) == 1:
            started[0].process.kill()
            started[0].process.join()
        return started[-1]

    monkeypatch.setattr(batch, "_start", start_and_kill_the_first)
    outcomes = run_batch(gather([folder], tmp_path / "out"), IDLE, Job(), 2, Told().watch)
    assert [bool(outcome.error) for outcome in outcomes].count(True) == 1
    assert "its process ended" in next(outcome.error for outcome in outcomes if outcome.error)


# From the command line


def test_the_command_tells_of_all_and_of_what_failed_at_the_end(
    gazefix, folder: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    ran = gazefix("process", folder, "--out-dir", tmp_path / "out", "--mode", "angle")
    assert ran.code == 1
    assert "2 of 3 files made" in ran.out
    assert ran.err.strip().splitlines()[-2].endswith("is a damaged picture, or one that is cut off")
    ran = gazefix("process", folder, "--out-dir", tmp_path / "out", "--mode", "angle")
    assert "0 of 3 files made, 2 were there already" in ran.out


def test_the_command_takes_a_container_and_sound(gazefix, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    make_clip(folder / "d.avi", codec="mpeg4", options={}, sounds=["pcm_s16le"])
    chosen = ("--mode", "angle", "--container", "mkv", "--audio", "flac")
    ran = gazefix("process", folder / "d.avi", "--out-dir", tmp_path / "out", *chosen)
    assert (ran.code, "1 of 1 files made" in ran.out) == (0, True)
    with av.open(str(tmp_path / "out" / "d.mkv")) as container:
        assert container.streams.audio[0].codec_context.name == "flac"
    ran = gazefix("process", folder / "d.avi", tmp_path / "d.mkv", *chosen)
    assert (ran.code, "--container is for --out-dir" in ran.err) == (2, True)


def test_one_file_tells_nothing_of_reports_for_many(gazefix, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("process", folder, "--out-dir", tmp_path / "out", "--report", tmp_path / "r.csv")
    assert ran.code == 2
    assert "--report" in ran.err


SCRIPT = """
import sys, time
from gazefix.processing import jobs as process
one = process._Work._count
def slowly(*arguments):
    time.sleep(0.02)
    one(*arguments)
process._Work._count = slowly
from gazefix.cli.main import main
main()
"""


def start(*arguments: object) -> subprocess.Popen[str]:
    """`gazefix process` in a process of its own, slow enough to be hit in the middle."""
    command = [sys.executable, "-c", SCRIPT, "process", *map(str, arguments), "--mode", "angle"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def parts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".part" in path.name]


def wait_for_work(folder: Path, process: subprocess.Popen[str], count: int = 1) -> None:
    deadline = time.monotonic() + 60
    while len(parts(folder)) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
@pytest.mark.parametrize(
    ("number", "jobs"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGTERM, 2)]
)
def test_an_interrupt_leaves_whole_files_only(
    tmp_path: Path, number: signal.Signals, jobs: int
) -> None:
    (tmp_path / "in").mkdir()
    for name in "abcd":
        make_clip(
            tmp_path / "in" / f"{name}.mp4",
            frames=400 if name != "a" else 2,
            options={"preset": "ultrafast"},
        )
    with start(tmp_path / "in", "--out-dir", tmp_path / "out", "--jobs", jobs) as process:
        wait_for_work(tmp_path, process)
        time.sleep(0.3)
        process.send_signal(number)
        process.communicate(timeout=30)
        assert process.returncode == 130
    assert not parts(tmp_path)
    for made in (tmp_path / "out").iterdir():
        assert picture_times(made) == picture_times(tmp_path / "in" / made.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux' /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "ab":
        make_clip(tmp_path / "in" / f"{name}.mp4", frames=400, options={"preset": "ultrafast"})
    with start(tmp_path / "in", "--out-dir", tmp_path / "out", "--jobs", 2) as process:
        wait_for_work(tmp_path, process, count=2)
        workers = children(process.pid)
        assert len(workers) >= 2
        process.kill()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def children(parent: int) -> list[int]:
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    fields = [(stat.split()[0], stat.rpartition(")")[2].split()[1]) for stat in stats]
    return [int(pid) for pid, ppid in fields if int(ppid) == parent]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_a_process_that_is_killed_leaves_no_broken_file_and_a_second_run_completes(
    tmp_path: Path,
) -> None:
    source, target = make_clip(tmp_path / "in.mp4", frames=60), tmp_path / "out.mp4"
    for share in (0.0, 0.3):
        with start(source, target) as process:
            wait_for_work(tmp_path, process)
            time.sleep(share)
            process.kill()
            process.communicate()
        assert not target.exists()
        for part in parts(tmp_path):
            part.unlink()
    with start(source, target) as process:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert picture_times(target) == picture_times(source)
