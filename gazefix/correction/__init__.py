"""One frame in, the corrected frame out: gaze, policy, tracking, calibration, the corrector. Pure but for profiles on disk; no
devices, no threads, no clips.
"""
