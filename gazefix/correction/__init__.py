"""One frame in, the corrected frame out.

corrector       the Corrector, for live use and files
gaze            where a face looks, and `Profile`, its calibration (`Profile.of_look`: by one look)
calibration     the calibration by two looks: its samples, its checks and its profile
saved_profiles  profiles on disk, and which one is used
policy          how much of a correction is applied, its fades and the reasons
modes           the correction modes
blinks          when lids hide the gaze
tracking        what is remembered of each face from frame to frame
filters         smoothing over time
redirector      eyes redirected and drawn, each frame by itself
failsafe        untouched frames after failures

No devices, no threads, no clips; files only for profiles. It imports nothing above it: faces,
networks, media and imaging stand below.
"""
