"""The windows beside the main one: first steps, calibration, setting up the output, diagnostics."""
