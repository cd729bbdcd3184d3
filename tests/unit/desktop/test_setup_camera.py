"""Plans to set up the virtual camera on made-up machines, and their script in a made-up root."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gazefix.desktop import setup_camera as setupcamera
from gazefix.desktop.root_script import as_root, run_script
from gazefix.desktop.setup_camera import (
    Machine,
    look_at,
    other_platforms_steps,
    plan_removal,
    plan_setup,
    wait_for_camera,
    with_one_more,
)
from gazefix.errors import OutputError

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux is set up by GazeFix itself"
)

OPTIONS, LOAD = Path("/etc/modprobe.d/gazefix.conf"), Path("/etc/modules-load.d/gazefix.conf")
OTHERS = Path("/etc/modprobe.d/obs.conf")
OURS = 'options v4l2loopback card_label="GazeFix Camera" exclusive_caps=1'
BARE = Machine()
DONE = Machine(options={OPTIONS: OURS}, ours=(OPTIONS, LOAD), labels=("GazeFix Camera",))


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_machine_with_the_module_gets_both_files_and_the_module() -> None:
    plan = plan_setup(BARE)
    assert (plan.obstacle, plan.notes) == ("", ())
    assert plan.missing == "no camera is named GazeFix Camera yet"
    text = "\n".join(plan.script)
    assert f"cat >{OPTIONS} <<'END'" in text
    assert OURS in plan.script
    assert f"cat >{LOAD} <<'END'" in text
    assert plan.script[-1] == "modprobe v4l2loopback"
    assert "modprobe -r v4l2loopback" not in plan.script


def test_where_all_is_done_nothing_is() -> None:
    assert plan_setup(DONE) == setupcamera.SetupPlan()


def test_after_a_restart_without_the_module_only_the_module_is_loaded() -> None:
    assert plan_setup(replace(DONE, labels=None)).script == ("modprobe v4l2loopback",)


def test_a_module_that_was_loaded_without_our_label_is_loaded_anew_and_what_that_ends_is_told() -> (
    None
):
    plan = plan_setup(replace(BARE, labels=("OBS Cam",)))
    assert plan.script[-2:] == ("modprobe -r v4l2loopback", "modprobe v4l2loopback")
    assert "OBS Cam" in plan.notes[0]


def test_a_module_in_use_is_left_alone_and_the_files_are_written() -> None:
    plan = plan_setup(replace(BARE, labels=("OBS Cam",), opens=2))
    assert not any("modprobe " in line for line in plan.script)
    assert OURS in plan.script
    assert "in use" in plan.notes[0]


def test_a_missing_module_is_installed_by_the_distributions_package_manager() -> None:
    apt = (
        "apt-get install -y -o DPkg::Lock::Timeout=120 v4l2loopback-dkms linux-headers-$(uname -r)"
    )
    for families, manager, command in (
        (("debian",), "apt", apt),
        (("linuxmint", "ubuntu", "debian"), "apt", apt),
        (
            ("fedora",),
            "dnf, from RPM Fusion",
            "dnf install -y akmod-v4l2loopback kernel-devel-$(uname -r)",
        ),
        (
            ("manjaro", "arch"),
            "pacman",
            "pacman -S --needed --noconfirm v4l2loopback-dkms"
            " $(cat /usr/lib/modules/$(uname -r)/pkgbase)-headers",
        ),
        (
            ("opensuse-tumbleweed", "opensuse", "suse"),
            "zypper",
            "zypper --non-interactive install v4l2loopback-kmp-default",
        ),
    ):
        plan = plan_setup(replace(BARE, installed=False, families=families))
        assert (plan.obstacle, plan.notes) == ("", ())
        expected = f"the camera driver v4l2loopback isn't installed; {manager} installs it"
        assert plan.missing == expected
        assert command in plan.script
        assert plan.script[-1] == "modprobe v4l2loopback"
        checked = subprocess.run(["sh", "-n", "-c", "\n".join(plan.script)], check=False)
        assert checked.returncode == 0


@pytest.mark.parametrize("families", [(), ("void",), ("rocky", "rhel", "centos", "fedora")])
def test_a_missing_module_on_a_system_without_a_known_way_is_an_obstacle(
    families: tuple[str, ...],
) -> None:
    plan = plan_setup(replace(BARE, installed=False, families=families))
    assert plan.script == ()
    assert plan.obstacle == "the camera driver v4l2loopback isn't installed"
    assert "your distribution's package of v4l2loopback" in plan.remedy


def test_a_module_that_only_has_to_be_built_is_built() -> None:
    plan = plan_setup(replace(BARE, installed=False, source=True, families=("debian",)))
    assert "dkms autoinstall" in plan.script
    assert plan.missing == "the camera driver v4l2loopback isn't built for the running kernel"


def test_secure_boot_is_told_before_it_refuses_the_module() -> None:
    assert "mokutil" in plan_setup(replace(BARE, secure_boot=True)).notes[0]
    assert plan_setup(replace(DONE, secure_boot=True)).notes == ()


def test_options_of_another_file_are_an_obstacle_with_the_line_that_has_both_cameras() -> None:
    line = 'options v4l2loopback devices=1 video_nr=10 card_label="OBS Cam" exclusive_caps=1'
    plan = plan_setup(replace(BARE, options={OTHERS: line}))
    assert str(OTHERS) in plan.obstacle
    assert 'card_label="OBS Cam,GazeFix Camera"' in plan.remedy


def test_a_file_of_the_users_own_that_names_the_camera_is_kept() -> None:
    plan = plan_setup(replace(BARE, options={OTHERS: OURS}))
    assert str(OTHERS) in plan.notes[0]
    assert OURS not in plan.script
    assert plan.script[-1] == "modprobe v4l2loopback"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "options v4l2loopback",
            'devices=2 card_label="Camera 1,GazeFix Camera" exclusive_caps=0,1',
        ),
        (
            'options v4l2loopback video_nr=3,7 card_label="A,B C" exclusive_caps=1 max_buffers=2',
            "max_buffers=2 video_nr=3,7,8 devices=3"
            ' card_label="A,B C,GazeFix Camera" exclusive_caps=1,1,1',
        ),
        (
            "options v4l2loopback devices=2",
            'devices=3 card_label="Camera 1,Camera 2,GazeFix Camera" exclusive_caps=0,0,1',
        ),
    ],
)
def test_one_more_camera_is_added_behind_those_that_are_there(line: str, expected: str) -> None:
    assert with_one_more(line) == f"options v4l2loopback {expected}"


def test_removal_undoes_what_was_done_and_nothing_else() -> None:
    assert plan_removal(DONE).script == (f"rm {OPTIONS}", f"rm {LOAD}", "modprobe -r v4l2loopback")
    assert plan_removal(BARE) == setupcamera.SetupPlan()
    assert (
        plan_removal(replace(BARE, labels=("GazeFix Camera",))).script == ()
    )  # somebody else's doing


@pytest.mark.parametrize(
    ("machine", "why"),
    [
        (replace(DONE, opens=1), "in use"),
        (replace(DONE, labels=("GazeFix Camera", "OBS Cam")), "other cameras"),
    ],
)
def test_removal_leaves_a_module_that_others_need(machine: Machine, why: str) -> None:
    plan = plan_removal(machine)
    assert plan.script == (f"rm {OPTIONS}", f"rm {LOAD}")
    assert why in plan.notes[0]


def test_removal_leaves_the_users_own_file_and_says_so() -> None:
    plan = plan_removal(replace(DONE, options={OPTIONS: OURS, OTHERS: OURS}))
    assert str(OTHERS) in plan.notes[-1]
    assert not any(str(OTHERS) in line for line in plan.script)


# A machine as it is.


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A Debian machine whose kernel 6.1 has the module, not loaded."""
    write(
        tmp_path / "etc/os-release", 'PRETTY_NAME="Debian"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'
    )
    write(
        tmp_path / "lib/modules/6.1/modules.dep",
        "updates/dkms/v4l2loopback.ko: kernel/videodev.ko\n",
    )
    return tmp_path


def test_a_machine_is_described_as_it_is(root: Path) -> None:
    machine = look_at(root, "6.1")
    assert machine == Machine(root=root, families=("linuxmint", "ubuntu", "debian"))
    assert not look_at(root, "6.2").installed


def test_options_are_read_where_modprobe_reads_them(root: Path) -> None:
    write(
        root / "etc/modprobe.d/obs.conf",
        "# options v4l2loopback a=1\noptions v4l2loopback \\\n  video_nr=9\noptions other x=1\n",
    )
    write(
        root / "usr/lib/modprobe.d/obs.conf", "options v4l2loopback video_nr=1\n"
    )  # hidden by the one in /etc
    machine = look_at(root, "6.1")
    assert {file.relative_to(root): line.split() for file, line in machine.options.items()} == {
        Path("etc/modprobe.d/obs.conf"): ["options", "v4l2loopback", "video_nr=9"]
    }


def test_a_loaded_module_is_described_by_its_cameras_and_their_users(root: Path) -> None:
    write(root / "sys/module/v4l2loopback/refcnt", "3\n")
    for device, name in {"video0": "Webcam", "video1": "OBS Cam"}.items():
        write(root / f"sys/class/video4linux/{device}/name", f"{name}\n")
    write(root / "sys/class/video4linux/video1/max_openers", "10\n")
    machine = look_at(root, "6.1")
    assert (machine.labels, machine.opens) == (("OBS Cam",), 3)


def test_secure_boot_is_read_from_the_firmware(root: Path) -> None:
    variable = root / "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
    variable.parent.mkdir(parents=True)
    variable.write_bytes(b"\6\0\0\0\1")
    assert look_at(root, "6.1").secure_boot
    variable.write_bytes(b"\6\0\0\0\0")
    assert not look_at(root, "6.1").secure_boot


# The script.


@pytest.fixture
def modprobe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A modprobe that writes down how it is called; the file that it writes to."""
    program = tmp_path / "bin" / "modprobe"
    write(program, f'#!/bin/sh\necho "$@" >>{tmp_path}/called\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return tmp_path / "called"


def test_the_script_does_it_and_the_machine_is_then_done_and_undone(
    root: Path, modprobe: Path
) -> None:
    run_script(plan_setup(look_at(root, "6.1")).script, [])
    assert modprobe.read_text() == "v4l2loopback\n"
    done = look_at(root, "6.1")
    assert done.options == {root / "etc/modprobe.d/gazefix.conf": OURS}
    assert (root / "etc/modules-load.d/gazefix.conf").read_text().splitlines()[-1] == "v4l2loopback"
    assert plan_setup(replace(done, labels=("GazeFix Camera",))) == setupcamera.SetupPlan()
    run_script(plan_removal(done).script, [])
    assert look_at(root, "6.1").ours == ()


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (
            "modprobe: ERROR: could not insert 'v4l2loopback': Key was rejected by service",
            "mokutil",
        ),
        ("modprobe: FATAL: Module v4l2loopback not found in directory /lib/modules/6.1", "restart"),
        ("E: Unable to locate package linux-headers-6.1.0-17-amd64", "kernel was updated"),
        ("E: Failed to fetch http://deb.debian.org/x.deb", "internet"),
        ("error: could not lock database: File exists: database is locked", "other installation"),
        ("modprobe: FATAL: something else", "again"),
    ],
)
def test_a_module_that_is_refused_says_what_to_do(modprobe: Path, said: str, hint: str) -> None:
    (modprobe.parent / "bin" / "modprobe").write_text(f'#!/bin/sh\necho "{said}" >&2\nexit 1\n')
    with pytest.raises(OutputError, match=said.rsplit(":", maxsplit=1)[-1].strip()) as raised:
        run_script(["modprobe v4l2loopback", "echo not reached >&2"], [])
    assert hint in raised.value.hint


def test_each_line_that_the_script_prints_is_heard_as_it_comes() -> None:
    heard: list[str] = []
    with pytest.raises(OutputError, match="it failed: broken"):
        run_script(["echo one", "echo; echo broken >&2", "false", "echo two"], [], heard.append)
    assert heard == ["one", "broken"]
    with pytest.raises(OutputError, match=r"it failed: .*nothing-like-it"):
        run_script(["nothing-like-it"], ["env"])


def test_a_refusal_to_become_root_is_told_as_one(tmp_path: Path) -> None:
    write(tmp_path / "pkexec", "#!/bin/sh\nexit 126\n")
    (tmp_path / "pkexec").chmod(0o755)
    with pytest.raises(OutputError, match="not allowed"):
        run_script(["true"], [str(tmp_path / "pkexec")])
    with pytest.raises(OutputError, match="cannot be run"):
        run_script(["true"], [str(tmp_path / "nothing")])


def test_root_is_become_by_what_the_session_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert as_root() == []
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert as_root() is None
    for tool in ("pkexec", "sudo"):
        write(tmp_path / tool, "#!/bin/sh\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    assert as_root() == [str(tmp_path / "pkexec")]
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert as_root() == [str(tmp_path / "sudo")]


def test_the_new_camera_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([None, str(tmp_path), str(tmp_path)])
    monkeypatch.setattr(setupcamera, "virtual_camera_device", lambda: next(seen))
    assert wait_for_camera() == str(tmp_path)
    monkeypatch.setattr(setupcamera, "virtual_camera_device", lambda: None)
    with pytest.raises(OutputError, match="GazeFix Camera"):
        wait_for_camera(0.01)


def test_a_new_camera_that_may_not_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setupcamera, "virtual_camera_device", lambda: str(tmp_path))
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(OutputError, match="write") as raised:
        wait_for_camera(0.01)
    assert "usermod" in raised.value.hint


def test_other_platforms_are_told_the_steps() -> None:
    assert any("InstallCustomName.bat" in step for step in other_platforms_steps("win32"))
    assert any("OBS" in step for step in other_platforms_steps("darwin"))
    assert other_platforms_steps("linux") == ()
