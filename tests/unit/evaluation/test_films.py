"""What a film costs over decoding and encoding it alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers.clips import make_clip

from gazefix.errors import DeviceError, GazeFixError
from gazefix.evaluation import films
from gazefix.evaluation.films import ROUNDS, TIMES, film_figures


@pytest.fixture
def with_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.mark.usefixtures("with_ffmpeg")
def test_a_films_time_is_counted_without_start_up(tmp_path: Path) -> None:
    """GazeFix starts for 2 s and takes 30 ms a frame, FFmpeg 10 ms."""
    clip, run, frames, steps = make_clip(tmp_path / "in.mp4"), [], {}, []

    def seconds(command: Sequence[str]) -> float:
        run.append(list(command))
        if "-vf" in command:
            made = make_clip(Path(command[-1]))
            with films.ClipReader(made) as reader:
                frames[command[-1]] = reader.info.frames or 0
        elif "-stream_loop" in command:
            frames[command[-1]] = TIMES * frames[command[command.index("-i") + 1]]
        elif "process" in command:
            return 2 + 0.03 * frames[command[-2]]
        else:
            return 0.01 * frames[command[command.index("-i") + 1]]
        return 0.0

    told = film_figures(
        clip, (64, 48), 10.0, progress=lambda *step: steps.append(step), seconds=seconds
    )
    assert (told.plain_ms, told.gazefix_ms, told.ratio) == (10.0, 30.0, 3.0)
    turns = ROUNDS * 4
    assert steps == [(n, turns) for n in range(1, turns + 1)]
    assert run[-1][run[-1].index("--vertical") + 1] == "10"


@pytest.mark.usefixtures("with_ffmpeg")
def test_the_fastest_run_of_each_command_counts(tmp_path: Path) -> None:
    """Every command is slow when it runs first."""
    clip, seen = make_clip(tmp_path / "in.mp4"), set()

    def seconds(command: Sequence[str]) -> float:
        if "-vf" in command:
            make_clip(Path(command[-1]))
            return 0.0
        film = Path(command[-2] if "process" in command else command[command.index("-i") + 1])
        first, often = tuple(command) not in seen, film.name == "2.mp4"
        seen.add(tuple(command))
        return (5.0 if first else 1.0) * (1 + often) * (2 if "process" in command else 1)

    assert film_figures(clip, (64, 48), seconds=seconds).ratio == 2.0


def test_without_the_ffmpeg_program_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(DeviceError, match="ffmpeg program"):
        film_figures(tmp_path / "in.mp4", (64, 48))


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    script = tmp_path / "fails"
    script.write_text("#!/bin/sh\necho first >&2; echo no such clip >&2; exit 3\n")
    script.chmod(0o755)
    with pytest.raises(GazeFixError) as failed:
        films._seconds([str(script)])
    assert (failed.value.message, failed.value.hint) == ("fails failed", "no such clip")
