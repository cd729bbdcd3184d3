"""One frame in, the corrected frame out: gaze, policy, tracking, calibration, the Corrector.

`policy` decides how much of a correction is applied, and fades it. No devices, no threads, no
clips; files only for profiles. It imports nothing above it: faces, networks, media and imaging
stand below.
"""
