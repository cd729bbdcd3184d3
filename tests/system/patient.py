"""`gazefix` with patience, for slow machines: python -m tests.system.patient ARGUMENTS



On an emulated machine a correction takes seconds, which counts as hanging or too slow. This program
lifts those limits and changes nothing else. Libraries that compile code may use old instructions
only, since newer ones crash in the emulation.
"""

from __future__ import annotations

import os
import sys

PATIENCE_S = 600.0
SIMPLE_CODE = {
    "OV_CPU_MAX_ISA": "SSE41",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "DNNL_MAX_CPU_ISA": "SSE41",
    "ATEN_CPU_CAPABILITY": "default",
}

if __name__ == "__main__":
    os.environ.update(SIMPLE_CODE)  # libraries read this when they load
    from gazefix.cli.main import main
    from gazefix.correction import failsafe
    from gazefix.live import capture, correct, output

    failsafe.SLOW_FPS = 1 / PATIENCE_S  # type: ignore[misc]
    for stage in (correct, output):
        stage.HANG_S = PATIENCE_S  # type: ignore[misc]
    correct._OPEN_LIMIT_S = correct._CORRECT_LIMIT_S = capture._OPEN_LIMIT_S = PATIENCE_S  # type: ignore[misc]
    sys.argv[0] = "gazefix"
    main()
