"""Where a face looks: two networks' readings as one, by the person's calibration.

FaceGaze reads the gaze rightly and takes 2 ms; GazeNet reads too little and takes 0.2. In live
frames a look by FaceGaze some times a second anchors GazeNet, which follows the changes between.
Most looks run beside the rest of their frame and tell in the next one.

profile         a person's calibration, and how far readings err
looks           what FaceGaze sees of a face, and what it tells
anchors         the last look, the changes since then, and when to look again
reading         both networks as one reading
reading_times   in which frames of a clip the gaze is read
"""

from gazefix.correction.gaze.anchors import Anchor
from gazefix.correction.gaze.looks import CLIP_VIEWS, VIEWS, View, turned
from gazefix.correction.gaze.profile import (
    BEND,
    KNOWN_SHARE,
    NO_PROFILE,
    PERSON_DEG,
    READING_DEG,
    UNCHANGED,
    Profile,
    Slopes,
    curves,
    standard_error,
)
from gazefix.correction.gaze.reading import KnownFace, confidence, read_faces, retold
from gazefix.correction.gaze.reading_times import ReadingTimes

__all__ = [
    "BEND",
    "CLIP_VIEWS",
    "KNOWN_SHARE",
    "NO_PROFILE",
    "PERSON_DEG",
    "READING_DEG",
    "UNCHANGED",
    "VIEWS",
    "Anchor",
    "KnownFace",
    "Profile",
    "ReadingTimes",
    "Slopes",
    "View",
    "confidence",
    "curves",
    "read_faces",
    "retold",
    "standard_error",
    "turned",
]
