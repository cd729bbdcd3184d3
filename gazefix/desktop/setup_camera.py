"""Set up the virtual camera that other programs see, now and at every start of the machine.

On Linux that takes root: two small files for v4l2loopback, and the module loaded. A plan is made
from a description of the machine: one shell script, which people see before it runs. On other
systems people follow steps. `root_script` runs the script.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gazefix.desktop.root_script import SECURE_BOOT_STEPS
from gazefix.devices.contracts import CAMERA_NAME
from gazefix.devices.v4l2 import v4l2_names
from gazefix.devices.virtual_camera import virtual_camera_device
from gazefix.errors import OutputError

_MODULE: Final = "v4l2loopback"
_OPTIONS_FILE, _LOAD_FILE = "etc/modprobe.d/gazefix.conf", "etc/modules-load.d/gazefix.conf"
_HEADER: Final = "# Written by `gazefix setup-camera`; `gazefix setup-camera --remove` undoes it.\n"
#: Folders of modprobe's options, the first one first (modprobe.d(5)).
_OPTIONS_FOLDERS: Final = tuple(
    f"{folder}/modprobe.d" for folder in ("etc", "run", "usr/local/lib", "usr/lib", "lib")
)
_SECURE_BOOT: Final = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#: Seconds in which a device must appear once the module is loaded.
_DEVICE_COMES_S: Final = 5.0
_CAMERA_OPTIONS: Final = f'card_label="{CAMERA_NAME}" exclusive_caps=1'

_KERNEL: Final = "$(uname -r)"
_RPM_FUSION: Final = (
    "https://mirrors.rpmfusion.org/free/fedora/rpmfusion-free-release-$(rpm -E %fedora).noarch.rpm"
)
_APT: Final = (
    "export DEBIAN_FRONTEND=noninteractive",
    "apt-get update || true",
    "apt-get install -y -o DPkg::Lock::Timeout=120 v4l2loopback-dkms linux-headers-" + _KERNEL,
)
#: The package manager and the commands that install v4l2loopback with what it is built with, by the
#: name of the distribution or of its family.
_INSTALL: Final = {
    "debian": ("apt", _APT),
    "ubuntu": ("apt", _APT),
    "fedora": (
        "dnf, from RPM Fusion",
        (
            f"dnf install -y {_RPM_FUSION}",
            f"dnf install -y akmod-v4l2loopback kernel-devel-{_KERNEL}",
            "akmods --force",
        ),
    ),
    "arch": (
        "pacman",
        (
            "pacman -S --needed --noconfirm v4l2loopback-dkms "
            f"$(cat /usr/lib/modules/{_KERNEL}/pkgbase)-headers",
        ),
    ),
    "suse": ("zypper", ("zypper --non-interactive install v4l2loopback-kmp-default",)),
}
_WINDOWS_STEPS: Final = """\
GazeFix sends to Unity Capture or OBS Studio's virtual camera. For a camera named 'GazeFix Camera':
1. download https://github.com/schellingb/UnityCapture and unpack it where it can stay
2. in its folder Install run InstallCustomName.bat as administrator, with the name GazeFix Camera
3. gazefix run --sink virtual, and choose GazeFix Camera in the call program
Or install OBS Studio (https://obsproject.com), and choose OBS Virtual Camera in the call program.
To undo it, run Uninstall.bat in the same folder as administrator, or uninstall OBS Studio.
"""
_MACOS_STEPS: Final = """\
GazeFix sends to OBS Studio's virtual camera:
1. install OBS Studio 30 or newer (https://obsproject.com)
2. press 'Start Virtual Camera' in it once and allow its extension in the system settings
3. stop the camera, and quit OBS
4. gazefix run --sink virtual, and choose OBS Virtual Camera in the call program
To undo it, uninstall OBS Studio.
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a plan is made from.

    root         the folder that stands for /
    options      options of v4l2loopback, by the file that sets them
    ours         those of GazeFix's own files that exist
    installed    whether the module exists for the running kernel
    source       whether the source exists from which DKMS builds it
    labels       names of the devices of the loaded module; None while it is not loaded
    opens        how many of its devices are open
    secure_boot  whether only signed modules may be loaded
    families     the distribution's name, and those it derives from
    """

    root: Path = Path("/")
    options: Mapping[Path, str] = field(default_factory=dict)
    ours: tuple[Path, ...] = ()
    installed: bool = True
    source: bool = False
    labels: tuple[str, ...] | None = None
    opens: int = 0
    secure_boot: bool = False
    families: tuple[str, ...] = ()

    @property
    def options_file(self) -> Path:
        """GazeFix's file for modprobe."""
        return self.root / _OPTIONS_FILE

    @property
    def load_file(self) -> Path:
        """GazeFix's file that loads the module at every start."""
        return self.root / _LOAD_FILE


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """The lines of a shell script for root, and notes for people.

    `missing` says in a sentence what the script brings. With an `obstacle` nothing can be done;
    `remedy` says how to remove it.
    """

    script: tuple[str, ...] = ()
    missing: str = ""
    notes: tuple[str, ...] = ()
    obstacle: str = ""
    remedy: str = ""


def other_platforms_steps(system: str = sys.platform) -> tuple[str, ...]:
    """Return what people do themselves where GazeFix cannot; nothing on Linux."""
    return tuple({"win32": _WINDOWS_STEPS, "darwin": _MACOS_STEPS}.get(system, "").splitlines())


def look_at(root: Path = Path("/"), release: str = platform.release()) -> Machine:
    """Return the state of the machine."""
    module = root / "sys/module" / _MODULE
    os_release = _text(root / "etc/os-release") or _text(root / "usr/lib/os-release")
    names = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', os_release, re.MULTILINE)
    return Machine(
        root=root,
        options={f: found for f in _option_files(root) if (found := _options_in(_text(f)))},
        ours=tuple(file for file in (root / _OPTIONS_FILE, root / _LOAD_FILE) if file.exists()),
        installed=f"/{_MODULE}.ko" in _text(root / "lib/modules" / release / "modules.dep"),
        source=any((root / "usr/src").glob(f"{_MODULE}-*")),
        labels=_labels(root / "sys/class/video4linux") if module.is_dir() else None,
        opens=int(_text(module / "refcnt").strip() or 0),
        secure_boot=_bytes(root / _SECURE_BOOT)[-1:] == b"\1",
        families=tuple(" ".join(names).split()),
    )


def plan_setup(machine: Machine) -> SetupPlan:
    """Plan what makes the camera appear, now and at every start."""
    script: list[str] = []
    notes: list[str] = []
    missing = f"no camera is named {CAMERA_NAME} yet"
    if not machine.installed and machine.labels is None:
        manager, install = _installation(machine.families)
        missing = f"the camera driver v4l2loopback isn't installed; {manager} installs it"
        if machine.source:
            missing = "the camera driver v4l2loopback isn't built for the running kernel"
            install = (*install, "dkms autoinstall")
        if not install:
            obstacle = "the camera driver v4l2loopback isn't installed"
            package = "your distribution's package of v4l2loopback, mostly v4l2loopback-dkms"
            return SetupPlan(obstacle=obstacle, remedy=f"install {package}, and try again")
        script += install
    others = {file: line for file, line in machine.options.items() if file != machine.options_file}
    configured = [file for file, line in others.items() if CAMERA_NAME in line]
    if configured:
        notes.append(f"{configured[0]} names the camera already, so it stays as it is")
    elif others:
        file, line = next(iter(others.items()))
        return SetupPlan(
            obstacle=f"{file} sets v4l2loopback up for other cameras",
            remedy=f"add a camera: as root, change the line in {file} to: {with_one_more(line)}",
        )
    elif CAMERA_NAME not in machine.options.get(machine.options_file, ""):
        script += _write(machine.options_file, f"{_HEADER}options {_MODULE} {_CAMERA_OPTIONS}\n")
    if machine.load_file not in machine.ours:
        script += _write(machine.load_file, f"{_HEADER}{_MODULE}\n")
    if CAMERA_NAME not in (machine.labels or ()):
        if machine.labels is not None and machine.opens:
            notes.append(
                "v4l2loopback is loaded for other cameras, and in use: close the programs that use"
                " them and try again, or restart the computer"
            )
            return SetupPlan(tuple(script), missing, tuple(notes))
        if machine.labels:
            unused = ", ".join(machine.labels)
            notes.append(f"this removes the virtual camera '{unused}', which no program uses")
        script += [f"modprobe -r {_MODULE}"] if machine.labels is not None else []
        script.append(f"modprobe {_MODULE}")
        if machine.secure_boot:
            notes.append(f"Secure Boot is on. If the module is refused: {SECURE_BOOT_STEPS}")
    return SetupPlan(tuple(script), missing if script else "", tuple(notes))


def plan_removal(machine: Machine) -> SetupPlan:
    """Plan what undoes the setup."""
    script = [f"rm {file}" for file in machine.ours]
    notes: list[str] = []
    if machine.labels and CAMERA_NAME in machine.labels and machine.ours:
        if machine.opens:
            notes.append("GazeFix Camera is in use, and stays until the computer is restarted")
        elif len(machine.labels) > 1:
            notes.append("v4l2loopback has other cameras: it stays loaded until a restart")
        else:
            script.append(f"modprobe -r {_MODULE}")
    named = [file for file, line in machine.options.items() if CAMERA_NAME in line]
    others = [file for file in named if file != machine.options_file]
    if others:
        notes.append(f"{others[0]} names the camera, too; it is not GazeFix's file, so it stays")
    return SetupPlan(tuple(script), notes=tuple(notes))


def with_one_more(line: str) -> str:
    """Return a line of options for v4l2loopback with GazeFix Camera after the cameras it has."""
    values = {key: value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|\S+)', line)}
    listed = ("card_label", "exclusive_caps", "video_nr")
    counts = [len(values[key].split(",")) for key in listed if key in values]
    count = max(int(values.get("devices", "0") or 0), 1, *counts)
    labels = [label for label in values.get("card_label", "").split(",") if label]
    labels += [f"Camera {index + 1}" for index in range(len(labels), count)]
    caps = values.get("exclusive_caps", "0").split(",")
    caps += [caps[-1]] * (count - len(caps))
    given = {key: value for key, value in values.items() if key not in {"devices", *listed}}
    if "video_nr" in values:
        numbers = values["video_nr"].split(",")
        given["video_nr"] = ",".join([*numbers, str(max(int(number) for number in numbers) + 1)])
    given["devices"] = str(count + 1)
    given["card_label"] = f'"{",".join([*labels, CAMERA_NAME])}"'
    given["exclusive_caps"] = ",".join([*caps[:count], "1"])
    return f"options {_MODULE} " + " ".join(f"{key}={value}" for key, value in given.items())


def wait_for_camera(timeout_s: float = _DEVICE_COMES_S) -> str:
    """Return the device of the camera that was just set up.

    Raises OutputError if it does not appear, or may not be written to.
    """
    deadline_s = time.monotonic() + timeout_s
    while (device := virtual_camera_device()) is None:
        if time.monotonic() > deadline_s:
            hint = "restart the computer, then run `gazefix doctor`"
            raise OutputError(f"there is no camera named '{CAMERA_NAME}' yet", hint)
        time.sleep(0.1)
    while not os.access(device, os.W_OK):  # udev gives it to its group a moment later
        if time.monotonic() > deadline_s:
            hint = "sudo usermod -aG video $USER, then log out and in"
            raise OutputError(f"no permission to write to {device}", hint)
        time.sleep(0.1)
    return device


def _write(file: Path, text: str) -> list[str]:
    return [f"mkdir -p {file.parent}", f"cat >{file} <<'END'", *text.splitlines(), "END"]


def _installation(families: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the package manager and its commands for these families; ("", ()) for unknown ones."""
    for at, family in enumerate(families):
        name = "suse" if "suse" in family else family
        # RPM Fusion's address is Fedora's own, so not that of systems that derive from it.
        if name in _INSTALL and (name != "fedora" or at == 0):
            return _INSTALL[name]
    return "", ()


def _option_files(root: Path) -> list[Path]:
    files: dict[str, Path] = {}
    for folder in _OPTIONS_FOLDERS:
        for file in sorted((root / folder).glob("*.conf")):
            files.setdefault(file.name, file)  # a file hides those of its name in later folders
    return list(files.values())


def _options_in(text: str) -> str:
    lines = re.sub(r"\\\n", " ", text).splitlines()
    return " ".join(line.strip() for line in lines if re.match(rf"\s*options\s+{_MODULE}\s", line))


def _labels(folder: Path) -> tuple[str, ...]:
    names = v4l2_names(folder).items()
    return tuple(name for n, name in names if (folder / f"video{n}" / "max_openers").exists())


def _text(file: Path) -> str:
    return _bytes(file).decode("utf-8", "replace")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
