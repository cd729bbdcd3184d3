"""`gazefix setup-camera`: the virtual camera that other programs see, now and at every start of the machine.

On Linux that takes root: two small files for v4l2loopback, and the module loaded. What is to be done is planned from a
description of the machine and is one shell script, which people see before it runs. Elsewhere the steps are told.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gazefix.devices.sink import CAMERA_NAME
from gazefix.devices.v4l2 import v4l2_names
from gazefix.devices.virtual_camera import virtual_camera_device
from gazefix.errors import OutputError

_MODULE: Final = "v4l2loopback"
_OPTIONS_FILE, _LOAD_FILE = "etc/modprobe.d/gazefix.conf", "etc/modules-load.d/gazefix.conf"
_HEADER: Final = "# Written by `gazefix setup-camera`; `gazefix setup-camera --remove` undoes it.\n"
_OPTIONS_FOLDERS: Final = (
    "etc/modprobe.d",
    "run/modprobe.d",
    "usr/local/lib/modprobe.d",
    "usr/lib/modprobe.d",
    "lib/modprobe.d",
)
_SECURE_BOOT: Final = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
_DEVICE_COMES_S: Final = 5.0
_CAMERA_OPTIONS: Final = f'card_label="{CAMERA_NAME}" exclusive_caps=1'

#: How v4l2loopback is installed, by the name of the distribution or of its family.
_INSTALL: Final = {
    "debian": "sudo apt-get install v4l2loopback-dkms linux-headers-$(dpkg --print-architecture)",
    "ubuntu": "sudo apt-get install v4l2loopback-dkms linux-headers-generic",
    "fedora": "enable RPM Fusion (https://rpmfusion.org/Configuration), then: sudo dnf install akmod-v4l2loopback",
    "arch": "sudo pacman -S v4l2loopback-dkms, with the headers of your kernel (linux-headers)",
    "suse": "sudo zypper install v4l2loopback-kmp-default",
}
_SECURE_BOOT_STEPS: Final = (
    "Secure Boot only lets signed modules in: enrol the key of DKMS (sudo mokutil --import /var/lib/dkms/mok.pub, "
    "or on Ubuntu /var/lib/shim-signed/mok/MOK.der), restart, choose 'Enroll MOK' in the blue screen, and run this again"
)
_WINDOWS_STEPS: Final = (
    "GazeFix sends to Unity Capture or OBS Studio's virtual camera. For a camera named 'GazeFix Camera':",
    "1. download https://github.com/schellingb/UnityCapture and unpack it where it can stay",
    "2. in its folder Install run InstallCustomName.bat as administrator, and give the name: GazeFix Camera",
    "3. gazefix run --sink virtual, and choose GazeFix Camera in the call program",
    "Or install OBS Studio (https://obsproject.com), and choose OBS Virtual Camera in the call program.",
    "To undo it, run Uninstall.bat in the same folder as administrator, or uninstall OBS Studio.",
)
_MACOS_STEPS: Final = (
    "GazeFix sends to OBS Studio's virtual camera:",
    "1. install OBS Studio 30 or newer (https://obsproject.com)",
    "2. press 'Start Virtual Camera' in it once, and allow its extension in the system settings; then stop it and quit OBS",
    "3. gazefix run --sink virtual, and choose OBS Virtual Camera in the call program",
    "To undo it, uninstall OBS Studio.",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What a plan is made from.

    root         the folder that everything is looked at and written under: /
    options      the lines of options for v4l2loopback, by the file that they stand in
    ours         those of our own files that are there
    installed    whether the module is there for the running kernel; `source`: whether what DKMS builds it from is
    labels       names of the devices of the loaded module; None while it is not loaded
    opens        how many of its devices are open
    secure_boot  whether only signed modules may be loaded
    families     the distribution's name and those it comes from
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
        """Our file for modprobe."""
        return self.root / _OPTIONS_FILE

    @property
    def load_file(self) -> Path:
        """Our file that has the module loaded at every start."""
        return self.root / _LOAD_FILE


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """What will be done: lines of a shell script, for root; and what people should know. With an `obstacle` nothing can be
    done before it is out of the way; `remedy` says how."""

    script: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    obstacle: str = ""
    remedy: str = ""


def other_platforms_steps(system: str = sys.platform) -> tuple[str, ...]:
    """What people do themselves where GazeFix cannot; nothing on Linux."""
    return {"win32": _WINDOWS_STEPS, "darwin": _MACOS_STEPS}.get(system, ())


def look_at(root: Path = Path("/"), release: str = platform.release()) -> Machine:
    """The machine as it is."""
    module = root / "sys/module" / _MODULE
    os_release = _text(root / "etc/os-release") or _text(root / "usr/lib/os-release")
    names = re.findall(r'^ID(?:_LIKE)?="?([^"\n]*)', os_release, re.MULTILINE)
    return Machine(
        root=root,
        options={
            file: found for file in _option_files(root) if (found := _options_in(_text(file)))
        },
        ours=tuple(file for file in (root / _OPTIONS_FILE, root / _LOAD_FILE) if file.exists()),
        installed=f"/{_MODULE}.ko" in _text(root / "lib/modules" / release / "modules.dep"),
        source=any((root / "usr/src").glob(f"{_MODULE}-*")),
        labels=_labels(root / "sys/class/video4linux") if module.is_dir() else None,
        opens=int(_text(module / "refcnt").strip() or 0),
        secure_boot=_bytes(root / _SECURE_BOOT)[-1:] == b"\1",
        families=tuple(" ".join(names).split()),
    )


def plan_setup(machine: Machine) -> SetupPlan:
    """What makes the camera appear, now and at every start."""
    if not machine.installed and machine.labels is None:
        return SetupPlan(
            obstacle="the kernel module v4l2loopback is not there for the running kernel",
            remedy=_install(machine),
        )
    script: list[str] = []
    notes: list[str] = []
    others = {file: line for file, line in machine.options.items() if file != machine.options_file}
    configured = [file for file, line in others.items() if CAMERA_NAME in line]
    if configured:
        notes.append(f"{configured[0]} names the camera already, so it stays as it is")
    elif others:
        file, line = next(iter(others.items()))
        return SetupPlan(
            obstacle=f"{file} sets v4l2loopback up for other cameras; the options of two files do not add up",
            remedy=f"let it have one more camera: in {file}, as root, make the line: {with_one_more(line)}",
        )
    elif CAMERA_NAME not in machine.options.get(machine.options_file, ""):
        script += _write(machine.options_file, f"{_HEADER}options {_MODULE} {_CAMERA_OPTIONS}\n")
    if machine.load_file not in machine.ours:
        script += _write(machine.load_file, f"{_HEADER}{_MODULE}\n")
    if CAMERA_NAME not in (machine.labels or ()):
        if machine.labels is not None and machine.opens:
            notes.append(
                "v4l2loopback is loaded for other cameras, and in use: close the programs that use them and run this again, "
                "or restart the computer"
            )
            return SetupPlan(tuple(script), tuple(notes))
        if machine.labels:
            notes.append(
                f"this ends the virtual camera '{', '.join(machine.labels)}', which nobody uses"
            )
        script += [f"modprobe -r {_MODULE}"] if machine.labels is not None else []
        script.append(f"modprobe {_MODULE}")
        if machine.secure_boot:
            notes.append(f"Secure Boot is on. If the module is refused: {_SECURE_BOOT_STEPS}")
    return SetupPlan(tuple(script), tuple(notes))


def plan_removal(machine: Machine) -> SetupPlan:
    """What undoes it."""
    script = [f"rm {file}" for file in machine.ours]
    notes: list[str] = []
    if machine.labels and CAMERA_NAME in machine.labels and machine.ours:
        if machine.opens:
            notes.append("GazeFix Camera is in use, and stays until the computer is restarted")
        elif len(machine.labels) > 1:
            notes.append(
                "v4l2loopback has other cameras, too: it stays loaded until the computer is restarted"
            )
        else:
            script.append(f"modprobe -r {_MODULE}")
    others = [
        str(file)
        for file, line in machine.options.items()
        if CAMERA_NAME in line and file != machine.options_file
    ]
    if others:
        notes.append(f"{others[0]} names the camera, too; it is not GazeFix's file, so it stays")
    return SetupPlan(tuple(script), tuple(notes))


def with_one_more(line: str) -> str:
    """A line of options for v4l2loopback that makes one more camera: ours, after those that it makes already."""
    values = {key: value.strip('"') for key, value in re.findall(r'(\w+)=("[^"]*"|\S+)', line)}
    lists = [
        values.get(key, "").split(",")
        for key in ("video_nr", "card_label", "exclusive_caps")
        if key in values
    ]
    count = max([int(values.get("devices", "0") or 0), 1, *(len(items) for items in lists)])
    labels = [label for label in values.get("card_label", "").split(",") if label]
    labels += [f"Camera {index + 1}" for index in range(len(labels), count)]
    caps = values.get("exclusive_caps", "0").split(",")
    caps += [caps[-1]] * (count - len(caps))
    given = {
        key: value
        for key, value in values.items()
        if key not in {"devices", "card_label", "exclusive_caps", "video_nr"}
    }
    if "video_nr" in values:
        numbers = values["video_nr"].split(",")
        given["video_nr"] = ",".join([*numbers, str(max(int(number) for number in numbers) + 1)])
    given["devices"] = str(count + 1)
    given["card_label"] = f'"{",".join([*labels, CAMERA_NAME])}"'
    given["exclusive_caps"] = ",".join([*caps[:count], "1"])
    return f"options {_MODULE} " + " ".join(f"{key}={value}" for key, value in given.items())


def as_root() -> list[str] | None:
    """The command that runs another one as root: none for root, pkexec on a desktop, else sudo; None if there is neither."""
    if os.geteuid() == 0:
        return []
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    for tool in ("pkexec", "sudo") if desktop else ("sudo", "pkexec"):
        if path := shutil.which(tool):
            return [path]
    return None


def run_script(script: Sequence[str], prefix: Sequence[str]) -> None:
    """Run a plan's script as root, through `prefix`. Raises OutputError where it fails; what was done until then stays."""
    command = [*prefix, "/bin/sh", "-c", "\n".join(["set -e", *script])]
    environment = {
        **os.environ,
        "PATH": f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin",
    }  # modprobe's place
    try:
        ended = subprocess.run(
            command, env=environment, stderr=subprocess.PIPE, text=True, check=False
        )
    except OSError as error:
        raise OutputError(
            f"{prefix[0] if prefix else '/bin/sh'} cannot be run: {error.strerror}"
        ) from error
    said = ended.stderr.strip()
    if ended.returncode == 0:
        return
    if prefix and ended.returncode in {126, 127} and "pkexec" in prefix[0]:
        raise OutputError("it was not allowed, so nothing was done", "try again, or run it as root")
    refused = any(
        word in said for word in ("Key was rejected", "Required key", "Operation not permitted")
    )
    missing = f"Module {_MODULE} not found" in said
    hint = (
        _SECURE_BOOT_STEPS
        if refused
        else _install(look_at())
        if missing
        else "run it again with the cause out of the way"
    )
    raise OutputError(
        f"it failed: {said.splitlines()[-1] if said else f'status {ended.returncode}'}", hint
    )


def wait_for_camera(timeout_s: float = _DEVICE_COMES_S) -> str:
    """The device of the camera that was set up just now. Raises OutputError if it does not come, or may not be written to."""
    deadline_s = time.monotonic() + timeout_s
    while (device := virtual_camera_device()) is None:
        if time.monotonic() > deadline_s:
            raise OutputError(
                f"there is no camera named '{CAMERA_NAME}' yet",
                "restart the computer, then run `gazefix doctor`",
            )
        time.sleep(0.1)
    while not os.access(device, os.W_OK):  # udev gives it to its group a moment later
        if time.monotonic() > deadline_s:
            raise OutputError(
                f"{device} may not be written to",
                "sudo usermod -aG video $USER, then log out and in",
            )
        time.sleep(0.1)
    return device


def _write(file: Path, text: str) -> list[str]:
    return [f"mkdir -p {file.parent}", f"cat >{file} <<'END'", *text.splitlines(), "END"]


def _install(machine: Machine) -> str:
    if machine.source:
        return (
            "its source is there, so build it: install the headers of the running kernel (on Debian and Ubuntu: sudo apt-get "
            "install linux-headers-$(uname -r)), then: sudo dkms autoinstall; after an update of the kernel restart first"
        )
    for family in machine.families:
        for name, command in _INSTALL.items():
            if family == name or (name == "suse" and "suse" in family):
                return f"install it ({command}), then run this again"
    return "install your distribution's package of v4l2loopback, mostly v4l2loopback-dkms, then run this again"


def _option_files(root: Path) -> list[Path]:
    files: dict[str, Path] = {}
    for folder in _OPTIONS_FOLDERS:
        for file in sorted((root / folder).glob("*.conf")):
            files.setdefault(
                file.name, file
            )  # one in a folder further to the front hides those of its name
    return list(files.values())


def _options_in(text: str) -> str:
    lines = re.sub(r"\\\n", " ", text).splitlines()
    return " ".join(line.strip() for line in lines if re.match(rf"\s*options\s+{_MODULE}\s", line))


def _labels(folder: Path) -> tuple[str, ...]:
    return tuple(
        name
        for number, name in v4l2_names(folder).items()
        if (folder / f"video{number}" / "max_openers").exists()
    )


def _text(file: Path) -> str:
    return _bytes(file).decode("utf-8", "replace")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
