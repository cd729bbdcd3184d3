"""MediaPipe's bundled face mesh: fast, and without a model file. Gone since MediaPipe 0.10.30."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from gazefix.faces.following import C_CATEGORIES, FollowingLocalizer
from gazefix.faces.mediapipe_import import landmark_points, load_mediapipe, mediapipe_installed
from gazefix.faces.takeover import RelativeBox
from gazefix.imaging.geometry import FloatMatrix
from gazefix.native import c_locale
from gazefix.types import Image

#: Bytes of a point in MediaPipe's message: tag and length, then a tag and a float for x, y and z.
_POINT_BYTES: Final = 17
_TAGS: Final = {0: 0x0A, 1: _POINT_BYTES - 2, 2: 0x0D, 7: 0x15, 12: 0x1D}
_FLOATS: Final = (3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16)


class MeshLocalizer(FollowingLocalizer):
    """The face mesh with refined eyes."""

    name = "mesh"
    smooths = False

    @classmethod
    def available(cls) -> bool:
        """Return whether the installed MediaPipe carries the face mesh (up to 0.10.21)."""
        with c_locale(*C_CATEGORIES):
            return mediapipe_installed() and hasattr(load_mediapipe(), "solutions")

    def _open(self) -> None:
        mediapipe = load_mediapipe()
        if not hasattr(mediapipe, "solutions"):
            raise RuntimeError(f"MediaPipe {mediapipe.__version__} no longer carries the face mesh")
        self._mesh = mediapipe.solutions.face_mesh.FaceMesh(
            static_image_mode=self._still, max_num_faces=self._graph_faces, refine_landmarks=True
        )
        self._detector = mediapipe.solutions.face_detection.FaceDetection(model_selection=0)

    def _hint(self) -> str:
        return 'set engine.localizer to "auto"'

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        found = self._detector.process(rgb).detections or ()
        boxes = [detection.location_data.relative_bounding_box for detection in found]
        return [(box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height) for box in boxes]

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        return [message_points(face) for face in self._mesh.process(rgb).multi_face_landmarks or ()]

    def _free(self) -> None:
        self._mesh.close()
        self._detector.close()


def message_points(face: Any) -> FloatMatrix:
    """Return the points (N, 3) of a NormalizedLandmarkList, a protobuf message.

    Its bytes are read, which takes a sixth of the time of reading 1434 attributes. A message in
    another layout is read by its attributes.
    """
    packed = np.frombuffer(face.SerializeToString(), np.uint8)
    if len(packed) != len(face.landmark) * _POINT_BYTES:
        return landmark_points(face.landmark)
    rows = packed.reshape(-1, _POINT_BYTES)
    if not (rows[:, list(_TAGS)] == list(_TAGS.values())).all():
        return landmark_points(face.landmark)
    return np.ascontiguousarray(rows[:, _FLOATS]).view("<f4").astype(np.float64)
