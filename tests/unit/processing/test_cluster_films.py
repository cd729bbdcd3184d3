"""Where a film is cut, and what each part is told. Needs no Dask."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from socket import gethostname

import pytest

from gazefix.correction.policy import Reason
from gazefix.errors import InputError
from gazefix.media.video.parts import ClipIndex, Piece
from gazefix.processing.cluster.commands import start_commands
from gazefix.processing.cluster.films import part_bounds, planned_pieces
from gazefix.processing.remote_files import fetched, shown, url_of
from gazefix.processing.timeline import PlannedFrame


@pytest.mark.parametrize(
    ("frames", "cuts", "bounds"),
    [
        (1500, {700}, [0]),
        (3000, {30, 900, 2000}, [0, 900, 2000]),
        (3000, {2100}, [0, 1000, 2100]),
        (3000, {120}, [0, 1120, 2120]),  # 120 and four times 250 frames
        (2600, {1400, 2550}, [0, 1400]),
    ],
)
def test_parts_begin_where_an_encoder_begins_anew(
    frames: int, cuts: set[int], bounds: list[int]
) -> None:
    assert part_bounds(frames, cuts) == bounds


def test_a_piece_begins_at_the_key_frame_before_it() -> None:
    index = ClipIndex(tuple(range(0, 1000, 10)), (0, 40, 80), (-20, 380, 780), 0.0)
    assert Piece.of(index, -2, 3) == Piece(0, (0, 10, 20), -20)
    assert Piece.of(index, 40, 42) == Piece(40, (400, 410), 380)
    assert Piece.of(index, 98, 105) == Piece(98, (980, 990), 780)


def test_each_frame_is_planned_once_though_pieces_overlap() -> None:
    asked: list[int] = []

    def plan(number: int) -> PlannedFrame:
        asked.append(number)
        return PlannedFrame((), [Reason.OFF, Reason.NO_FACE][number % 2])

    pieces = [Piece(0, (0,) * 7, 0), Piece(3, (0,) * 6, 0), Piece(8, (0,) * 2, 0)]
    planned = list(planned_pieces(plan, pieces))
    assert asked == list(range(10))
    assert [len(frames) for frames in planned] == [7, 6, 2]
    assert planned[0][3:] == planned[1][:4]
    assert [frames[0].reason for frames in planned] == [Reason.OFF, Reason.NO_FACE, Reason.OFF]


def test_a_url_travels_as_a_path() -> None:
    assert url_of(Path("s3://films/in") / "a b.mp4") == "s3://films/in/a b.mp4"
    assert url_of(Path("https://example.org/a.mp4?x=1")) == "https://example.org/a.mp4?x=1"
    assert url_of(Path("talks/a.mp4")) is None
    assert url_of(Path("/films/a.mp4")) is None
    assert url_of(Path("C:/films/a.mp4")) is None


def test_passwords_and_signatures_are_never_shown(tmp_path: Path) -> None:
    secret = Path("nothing://someone:secret@example.org/a.mp4?Signature=secret")
    assert shown(secret) == "nothing://example.org/a.mp4"
    with pytest.raises(InputError) as raised:
        fetched(secret, tmp_path)
    assert "secret" not in str(raised.value)


def test_the_printed_commands_name_what_there_is() -> None:
    commands = [command.split() for _, command in start_commands()]
    workers = [command for command in commands if command[:2] == ["dask", "worker"]]
    assert len(workers) == 2
    for command in workers:
        import_module(command[command.index("--preload") + 1])
        assert command[2] == commands[-1][-1] == f"tcp://{gethostname()}:{commands[0][-1]}"
