"""`gazefix`, run where a correction takes seconds: python -m tests.system.patient ARGUMENTS

On an emulated machine every correction would count as hanging, and the machine as too slow to correct at all. Only those limits
are lifted; everything else is the program's.
"""

from __future__ import annotations

import sys

from gazefix import failsafe
from gazefix.cli import main
from gazefix.stages import capture, correct, output

PATIENCE_S = 600.0

if __name__ == "__main__":
    failsafe.SLOW_FPS = 1 / PATIENCE_S  # type: ignore[misc]
    for stage in (correct, output):
        stage.HANG_S = PATIENCE_S  # type: ignore[misc]
    correct._OPEN_LIMIT_S = correct._CORRECT_LIMIT_S = capture._OPEN_LIMIT_S = PATIENCE_S  # type: ignore[misc]
    sys.argv[0] = "gazefix"
    main()
