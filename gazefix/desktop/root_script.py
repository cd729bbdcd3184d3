"""Run a shell script as root, and say why it failed in words that help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from gazefix.errors import OutputError

SECURE_BOOT_STEPS: Final = (
    "Secure Boot loads only signed modules: enrol the key of DKMS (sudo mokutil --import"
    " /var/lib/dkms/mok.pub, or on Ubuntu /var/lib/shim-signed/mok/MOK.der), restart, choose"
    " 'Enroll MOK' in the blue screen, and try again"
)
#: What the script prints first: sudo or pkexec let it run.
_STARTED: Final = "gazefix: running as root"
#: Hints by what a failed command said.
_FAILURES: Final = {
    "Key was rejected|Required key|Operation not permitted": SECURE_BOOT_STEPS,
    r"Unable to locate package linux-headers|match.*: kernel-devel": "restart the computer, since "
    "its kernel was updated, and try again",
    r"(?i)resolv|failed to fetch|could not connect|timed out": "check the internet connection, and "
    "try again",
    r"(?i)could not get lock|database is locked": "wait until the other installation is done, and "
    "try again",
    r"Module v4l2loopback not found": "restart the computer, and try again",
}


def as_root() -> list[str] | None:
    """Return the command that runs another one as root: pkexec on a desktop, else sudo.

    Empty for root itself; None if neither exists.
    """
    if os.geteuid() == 0:
        return []
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    for tool in ("pkexec", "sudo") if desktop else ("sudo", "pkexec"):
        if path := shutil.which(tool):
            return [path]
    return None


def run_script(
    script: Sequence[str], prefix: Sequence[str], hear: Callable[[str], object] = lambda _: None
) -> None:
    """Run a plan's script as root, through `prefix`; `hear` gets each line that it prints.

    Raises OutputError where it fails; what was done until then stays.
    """
    command = [*prefix, "/bin/sh", "-c", "\n".join(["set -e", f"echo {_STARTED}", *script])]
    # Where modprobe lies.
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    environment = {**os.environ, "PATH": path}
    said, started = deque([""], maxlen=20), False
    try:
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as child:
            for line in filter(None, map(str.strip, child.stdout or ())):
                if line == _STARTED:
                    started = True
                else:
                    said.append(line)
                    hear(line)
    except OSError as error:
        raise OutputError(f"{command[0]} cannot be run: {error.strerror}") from error
    if child.returncode == 0:
        return
    last, text = said[-1] or f"status {child.returncode}", "\n".join(said)
    if prefix and not started:
        if "authentication agent" in text:
            hint = "run gazefix setup-camera in a terminal"
            raise OutputError("this desktop has no program that asks for the password", hint)
        raise OutputError("it was not allowed, so nothing was done", "try again, or run it as root")
    hints = [hint for sign, hint in _FAILURES.items() if re.search(sign, text, re.MULTILINE)]
    raise OutputError(f"it failed: {last}", (*hints, "remove the cause, and try again")[0])
