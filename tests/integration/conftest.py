"""What several integration tests start from: files, a large face, and commands run in this
process."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from helpers.clips import pattern

from gazefix.cli.main import run_command
from gazefix.imaging.operations import encode_png, enlarge
from gazefix.types import Frame, Image


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A PNG picture of 80x60 without a face."""
    path = tmp_path / "photo.png"
    path.write_bytes(encode_png(pattern((80, 60), 3)))
    return path


@pytest.fixture(scope="session")
def large(portrait: Image) -> Frame:
    """The portrait at three times its size: eyes of 55 px that look into the lens."""
    return Frame(enlarge(portrait, 3.0))


class Ran:
    """One command, run in this process."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def gazefix(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs `gazefix ARGUMENTS` here and gives what came of it."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def run(*arguments: object) -> Ran:
        code = run_command([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)
