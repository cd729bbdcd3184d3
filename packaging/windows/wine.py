"""Run a program under Wine and pass its output on: wine.py PROGRAM [ARGUMENT...]

Wine's services start with the first program that needs them and keep its pipe open. This stops
reading when the program ends, not when the pipe does.

Wine's server kills a program that has ended but is still there half a second later, as happens on
a busy machine, and its exit status is lost. This says so and exits with 0: a program that crashes
under Wine has another status, and one that the system killed has not made what is checked next.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time

_LIMIT_S = 900.0


def main() -> None:
    """Run the program, and exit with its status. Raises TimeoutError."""
    output, written = os.pipe()
    os.set_blocking(output, False)
    command = ["/usr/lib/wine/wine64", *sys.argv[1:]]
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=written, stderr=written)
    limit = time.monotonic() + _LIMIT_S
    ended = False
    while not ended:
        select.select([output], [], [], 0.1)
        ended = program.poll() is not None
        with contextlib.suppress(BlockingIOError):  # all that is written has been read
            while part := os.read(output, 1 << 16):
                sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        if time.monotonic() > limit:
            program.kill()
            raise TimeoutError(f"{command} runs for {_LIMIT_S} s")
    if program.returncode == -signal.SIGKILL:
        sys.stderr.write(f"{command}: Wine's server killed it at its end\n")
        sys.exit(0)
    sys.exit(program.returncode)


if __name__ == "__main__":
    main()
