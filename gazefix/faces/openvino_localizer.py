"""MediaPipe's face mesh with refined eyes and its detector in OpenVINO, without the package.

The models are those of MediaPipe 0.10.21, converted by packaging/convert_mediapipe.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from gazefix.errors import ModelError
from gazefix.faces.following import FollowingLocalizer
from gazefix.faces.regions import Region, followed, merged
from gazefix.faces.selection import RelativeBox
from gazefix.imaging import operations as imaging
from gazefix.imaging.geometry import FloatMatrix
from gazefix.networks.weights import weights_path
from gazefix.types import Image

if TYPE_CHECKING:
    from gazefix.networks.openvino_backend import PictureModel

MESH_FILE: Final = "face_landmark_with_attention.xml"
DETECTOR_FILE: Final = "face_detection_short_range.xml"
#: Confidence of the detector and of the mesh from which there is a face.
LEAST_CONFIDENCE: Final = 0.5


class OpenVinoLocalizer(FollowingLocalizer):
    """The face mesh, which gives the points of MediaPipe's package."""

    name = "openvino"
    smooths = False

    @classmethod
    def available(cls) -> bool:
        """Return whether OpenVINO loads."""
        try:
            import gazefix.networks.openvino_backend  # noqa: F401
        except ImportError:
            return False
        return True

    def _open(self) -> None:
        try:
            from gazefix.networks.openvino_backend import PictureModel
        except ImportError as error:
            hint = 'pip install openvino, or "gazefix[mediapipe]" for MediaPipe\'s own localizers'
            raise ModelError(f"OpenVINO cannot be loaded: {error}", hint) from error
        self._mesh = PictureModel(weights_path(MESH_FILE))
        self._detector = PictureModel(weights_path(DETECTOR_FILE))
        self._regions: list[Region] = []

    def _hint(self) -> str:
        return "reinstall GazeFix"

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        height, width = rgb.shape[:2]
        corners = (
            (x - w / 2, y - h / 2, x + w / 2, y + h / 2) for x, y, w, h, *_ in self._found(rgb)
        )
        return [(x0 / width, y0 / height, x1 / width, y1 / height) for x0, y0, x1, y1 in corners]

    def _found(self, rgb: Image) -> list[FloatMatrix]:
        """Return the detections (16,) in pixels of the picture, the most confident first."""
        height, width = rgb.shape[:2]
        whole = Region(width / 2, height / 2, max(width, height), 0.0)
        boxes, confidence = self._run(self._detector, rgb, whole, edges=False)
        likely = confidence >= LEAST_CONFIDENCE
        scale = whole.side / self._detector.side_px
        start = np.array([width / 2, height / 2]) - whole.side / 2
        detections = merged(boxes[likely].astype(np.float64) * scale, confidence[likely])
        for detection in detections:
            detection[:2] += start
            detection[4:].reshape(-1, 2)[:] += start
        return detections

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        height, width = rgb.shape[:2]
        regions = self._regions
        if len(regions) < self._graph_faces:
            found = self._found(rgb)[: self._graph_faces]
            regions = followed(regions, [Region.of_detection(face) for face in found])
        meshes = [mesh for region in regions if (mesh := self._mesh_in(rgb, region)) is not None]
        self._regions = [] if self._still else [Region.of_mesh(mesh) for mesh in meshes]
        return [mesh / (width, height, width) for mesh in meshes]

    def _mesh_in(self, rgb: Image, region: Region) -> FloatMatrix | None:
        """Return the points (478, 3) of the face in a region, in pixels of the picture."""
        points, confidence = self._run(self._mesh, rgb, region, edges=True)
        if confidence[0] < LEAST_CONFIDENCE:
            return None
        side_px = self._mesh.side_px
        place = region.to_picture(side_px)
        flat = points[:, :2] @ place[:, :2].T + place[:, 2]
        return np.column_stack([flat, points[:, 2] * (region.side / side_px)])

    @staticmethod
    def _run(model: PictureModel, rgb: Image, region: Region, *, edges: bool) -> list[FloatMatrix]:
        imaging.cut(rgb, region.to_picture(model.side_px), model.pixels, edges=edges)
        return model.run()

    def _free(self) -> None:
        del self._mesh, self._detector
