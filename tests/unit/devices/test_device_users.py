"""Who holds a device open, read from a fake /proc and /sys."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gazefix.devices import device_users as module
from gazefix.devices.device_users import Holder, ReaderCount, describe_process, holders, users

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")

OURS = os.getpid()


class Machine:
    """Processes with open devices, and what the loopback module counts."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.module, self.names = folder / "proc", folder / "module", folder / "names"
        for made in (self.proc, self.module, self.names):
            made.mkdir()
        self.loopback(0)
        self.looks = 0

    def loopback(self, number: int) -> None:
        (self.names / f"video{number}").mkdir()
        (self.names / f"video{number}" / "max_openers").write_text("10\n")

    def opens(
        self,
        pid: int,
        device: str = "/dev/video0",
        fd: int = 5,
        flags: str = "0100002",
        name: str = "call",
    ) -> None:
        process = self.proc / str(pid)
        (process / "fd").mkdir(parents=True, exist_ok=True)
        (process / "fdinfo").mkdir(exist_ok=True)
        (process / "fd" / str(fd)).symlink_to(device)
        (process / "fdinfo" / str(fd)).write_text(f"pos:\t0\nflags:\t{flags}\nmnt_id:\t5\n")
        (process / "comm").write_text(f"{name}\n")

    def takes(self, pid: int, *, maps: str = "", read_bytes: int = 0) -> None:
        """Let a process map a file, or have read some bytes."""
        (self.proc / str(pid) / "maps").write_text(f"7f00-7fff rw-s 0 00:06 9    {maps}\n")
        (self.proc / str(pid) / "io").write_text(f"rchar: {read_bytes}\nwchar: 0\n")

    def counts(self, opens: int) -> None:
        (self.module / "refcnt").write_text(f"{opens}\n")

    def closes(self, pid: int, fd: int = 5) -> None:
        (self.proc / str(pid) / "fd" / str(fd)).unlink()

    def reader_count(self) -> ReaderCount:
        return ReaderCount("/dev/video0", proc=self.proc, module=self.module, names=self.names)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.opens(OURS, flags="0100001", name="gazefix")
    made.counts(1)
    (made.proc / "meminfo").write_text("")
    return made


def test_a_holder_has_its_name_and_whether_it_only_writes(machine: Machine) -> None:
    machine.opens(77, name="firefox")
    machine.opens(78, "/dev/video1")
    machine.opens(79, "/dev/null")
    assert sorted(holders("/dev/video0", machine.proc), key=lambda holder: holder.pid != OURS) == [
        Holder(OURS, "gazefix", only_writes=True),
        Holder(77, "firefox", only_writes=False),
    ]


def test_users_are_named_but_servers_that_hold_the_device_for_others(machine: Machine) -> None:
    for pid, name in ((77, "zoom"), (78, "firefox"), (79, "firefox"), (80, "wireplumber")):
        machine.opens(pid, name=name)
    machine.opens(81, flags="0100001", name="writer")
    machine.opens(82, "/dev/video1", name="other")
    machine.opens(OURS, fd=9, name="gazefix")  # it reads, too
    assert users("/dev/video0", machine.proc) == ("firefox", "zoom")


def test_readers_are_the_other_processes_that_can_read(machine: Machine) -> None:
    count = machine.reader_count()
    assert count.count(0.0) == 0
    machine.opens(77)
    machine.opens(77, fd=6)
    machine.opens(78)
    machine.opens(79, flags="0100001")  # another writer
    machine.counts(5)
    assert count.count(0.25) == 2


def test_a_reader_that_leaves_is_noticed_by_the_modules_count(machine: Machine) -> None:
    machine.opens(77)
    machine.counts(2)
    count = machine.reader_count()
    assert count.count(0.0) == 1
    machine.closes(77)
    machine.counts(1)
    assert count.count(0.25) == 0


def test_processes_are_not_looked_through_while_the_modules_count_stays(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = machine.reader_count()
    assert count.count(0.0) == 0
    machine.opens(77)  # in the same moment as another device of the module was closed
    monkeypatch.setattr(ReaderCount, "_look", lambda _: pytest.fail("looked"))
    assert count.count(4.9) == 0
    monkeypatch.undo()
    assert count.count(5.0) == 1


def test_readers_of_other_users_are_known_by_the_modules_count(machine: Machine) -> None:
    machine.counts(3)
    assert machine.reader_count().count(0.0) == 2


def test_hidden_readers_of_one_of_several_loopbacks_cannot_be_known(machine: Machine) -> None:
    machine.loopback(1)
    machine.counts(2)
    assert machine.reader_count().count(0.0) is None
    machine.opens(77)
    machine.counts(3)
    assert machine.reader_count().count(0.0) == 1


def test_readers_of_other_loopbacks_are_none_of_ours(machine: Machine) -> None:
    machine.loopback(1)
    machine.opens(77, "/dev/video1")
    machine.opens(78, "/dev/v4l2loopback")
    machine.counts(3)
    assert machine.reader_count().count(0.0) == 0


def test_without_the_modules_count_processes_are_looked_through_each_time(machine: Machine) -> None:
    (machine.module / "refcnt").unlink()
    count = machine.reader_count()
    assert count.count(0.0) == 0
    machine.opens(77)
    assert count.count(0.1) == 1


def test_without_proc_nothing_is_known(machine: Machine, tmp_path: Path) -> None:
    count = ReaderCount(
        "/dev/video0", proc=tmp_path / "none", module=tmp_path / "none", names=machine.names
    )
    assert count.count(0.0) is None


def test_a_driver_that_does_not_count_is_asked_once(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(module, "streaming_readers", asked.append)
    count = machine.reader_count()
    assert [count.count(now_s) for now_s in (0.0, 0.25, 0.5)] == [0, 0, 0]
    assert asked == ["/dev/video0"]


def test_a_program_that_only_opens_the_device_does_not_read_it(machine: Machine) -> None:
    machine.opens(77)
    machine.takes(77)
    machine.counts(2)
    count = machine.reader_count()
    assert [count.count(now_s) for now_s in (0.0, 0.5, 1.0, 30.0)] == [0, 0, 0, 0]


def test_a_program_reads_once_it_maps_the_devices_buffers(machine: Machine) -> None:
    machine.opens(77)
    machine.takes(77, maps="/dev/video01")
    machine.counts(2)
    count = machine.reader_count()
    assert count.count(0.0) == 0
    machine.takes(77, maps="/dev/video0")
    assert count.count(0.6) == 1


def test_a_program_that_reads_without_buffers_is_known_by_its_bytes(machine: Machine) -> None:
    machine.opens(77)
    machine.takes(77, read_bytes=5_000_000)
    machine.counts(2)
    count = machine.reader_count()
    seen = []
    for number in range(1, 5):
        seen.append(count.count(0.6 * number))
        machine.takes(77, read_bytes=5_000_000 + number * 460_800)
    assert seen == [0, 0, 1, 1]


def test_a_process_is_named_with_its_number(machine: Machine) -> None:
    machine.opens(77, name="obs")
    assert describe_process(77, machine.proc) == "obs (process 77)"
    assert describe_process(5, machine.proc) == "a program (process 5)"


def test_another_users_process_is_named_with_its_user(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.opens(77, name="gazefix")
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    monkeypatch.setattr(Path, "owner", lambda _: "eva")
    assert describe_process(77, machine.proc) == "gazefix (process 77 of the user eva)"


def test_a_driver_that_counts_its_streaming_readers_is_believed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.opens(77)  # it holds the device without streaming
    monkeypatch.setattr(module, "streaming_readers", lambda _: 0)
    assert machine.reader_count().count(0.0) == 0
