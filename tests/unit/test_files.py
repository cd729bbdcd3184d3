"""A file appears when it is whole, and what a killed process left goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gazefix.files import FileCache, NewFile

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX locks")


def leave(folder: Path, age_s: float) -> Path:
    """A temporary file as a killed process leaves it."""
    path = folder / ".gazefix-0123abcd.part.mp4"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age_s,) * 2)
    return path


@posix_only
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = leave(tmp_path, age_s=3600)
    with NewFile(tmp_path / "new.mp4") as file:
        file.handle.write(b"whole")
        assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["new.mp4"]


@posix_only
def test_what_another_one_is_working_on_stays(tmp_path: Path) -> None:
    with NewFile(tmp_path / "slow.mp4") as slow:
        slow.handle.write(b"slow")
        slow.handle.flush()
        (part,) = tmp_path.glob(".gazefix-*")
        os.utime(part, (0, 0))
        with NewFile(tmp_path / "quick.mp4") as quick:
            quick.handle.write(b"quick")
    assert (tmp_path / "slow.mp4").read_bytes() == b"slow"
    assert (tmp_path / "quick.mp4").read_bytes() == b"quick"


@posix_only
def test_what_was_touched_lately_stays(tmp_path: Path) -> None:
    left = leave(tmp_path, age_s=1)
    NewFile(tmp_path / "new.mp4").discard()
    assert left.exists()


@posix_only
def test_a_pipe_or_a_folder_of_such_a_name_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".gazefix-1.part")  # opening it would wait for a writer
    (tmp_path / ".gazefix-2.part").mkdir()
    for name in (".gazefix-1.part", ".gazefix-2.part"):
        os.utime(tmp_path / name, (0, 0))
    left = leave(tmp_path, age_s=3600)
    NewFile(tmp_path / "new.mp4").discard()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".gazefix-1.part",
        ".gazefix-2.part",
    ]
    assert not left.exists()


def test_other_hidden_files_stay(tmp_path: Path) -> None:
    (tmp_path / ".gazefix-notes").write_bytes(b"mine")
    os.utime(tmp_path / ".gazefix-notes", (0, 0))
    NewFile(tmp_path / "new.mp4").discard()
    assert (tmp_path / ".gazefix-notes").exists()


def test_windows_keeps_open_leftovers_and_the_rest_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = leave(tmp_path, age_s=3600)
    used = tmp_path / ".gazefix-1.part"
    used.write_bytes(b"half")
    os.utime(used, (0, 0))
    unlink = Path.unlink

    def unlink_closed(path: Path, missing_ok: bool = False) -> None:
        if path == used:
            raise PermissionError("another process uses the file")
        unlink(path, missing_ok)

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(Path, "unlink", unlink_closed)
    with NewFile(tmp_path / "new.mp4") as file:
        file.handle.write(b"whole")
    assert used.exists()
    assert not left.exists()


def test_a_file_that_is_dropped_before_it_is_whole_leaves_nothing(tmp_path: Path) -> None:
    file = NewFile(tmp_path / "a.mp4")
    file.handle.write(b"half")
    del file
    assert not list(tmp_path.iterdir())


def test_an_interruption_while_a_file_is_opened_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("gazefix.files._lock", interrupted)
    with pytest.raises(KeyboardInterrupt):
        NewFile(tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


def test_a_forked_child_leaves_its_parents_unfinished_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with NewFile(tmp_path / "a.mp4") as file:
        with monkeypatch.context() as child:
            child.setattr(os, "getpid", lambda: -1)
            file.__del__()
        file.handle.write(b"whole")
    assert (tmp_path / "a.mp4").read_bytes() == b"whole"


def test_a_cache_gives_back_what_was_kept_last(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "new" / "folder")
    assert cache.read("made") is None
    cache.write("made", b"once")
    cache.write("made", b"twice")
    cache.write("empty", b"")
    assert cache.read("made") == b"twice"
    assert cache.read("empty") == b""


def test_a_cache_takes_no_damaged_file(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    cache.write("made", bytes(1000))
    data = bytearray((tmp_path / "made").read_bytes())
    data[500] ^= 1
    (tmp_path / "made").write_bytes(data)
    assert cache.read("made") is None


def test_a_cache_forgets_what_nobody_has_read_for_long(tmp_path: Path) -> None:
    cache, long_ago_s = FileCache(tmp_path), time.time() - 2 * FileCache.UNREAD_S
    for name in ("read", "unread"):
        cache.write(name, b"old")
    for name in ("read", "unread"):
        os.utime(tmp_path / name, (long_ago_s, long_ago_s))
    cache.read("read")
    cache.write("new", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "read"]
