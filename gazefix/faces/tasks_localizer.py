"""MediaPipe's Tasks FaceLandmarker, whose model is a file of its own."""

from __future__ import annotations

import zipfile
from typing import Any, Final

from gazefix.config import EngineConfig
from gazefix.faces.following import FollowingLocalizer
from gazefix.faces.mediapipe_import import landmark_points, load_mediapipe, mediapipe_installed
from gazefix.faces.takeover import RelativeBox
from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import Image

#: Time that the tracker is told to lie between two frames. Only order and a steady pace matter.
_FRAME_MS: Final = 33


class TasksLocalizer(FollowingLocalizer):
    """The FaceLandmarker with the model file that the settings name, or a downloaded one."""

    name = "tasks"
    smooths = True

    def __init__(
        self, config: EngineConfig, *, max_faces: int, still: bool, live: bool = False
    ) -> None:
        from gazefix.faces.model_download import face_model_path  # it loads Python's HTTP client

        load_mediapipe()  # before its model is fetched
        self._model = face_model_path(config.localizer_model)
        self._time_ms = 0
        super().__init__(config, max_faces=max_faces, still=still, live=live)

    @classmethod
    def available(cls) -> bool:
        """Return whether MediaPipe is installed: every release has it."""
        return mediapipe_installed()

    def _open(self) -> None:
        mediapipe = load_mediapipe()
        vision, options = mediapipe.tasks.vision, mediapipe.tasks.BaseOptions
        bundle = self._model.read_bytes()
        with zipfile.ZipFile(self._model) as parts:
            detector = parts.read("face_detector.tflite")
        self._landmarker = vision.FaceLandmarker.create_from_options(
            vision.FaceLandmarkerOptions(
                base_options=options(model_asset_buffer=bundle),
                running_mode=vision.RunningMode.IMAGE if self._still else vision.RunningMode.VIDEO,
                num_faces=self._graph_faces,
            )
        )
        self._detector = vision.FaceDetector.create_from_options(
            vision.FaceDetectorOptions(base_options=options(model_asset_buffer=detector))
        )

    def _hint(self) -> str:
        return f"{self._model} must be MediaPipe's face_landmarker.task; see engine.localizer_model"

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        height, width = rgb.shape[:2]
        found = self._detector.detect(_picture(rgb)).detections
        boxes = [detection.bounding_box for detection in found]
        corners = [
            (b.origin_x, b.origin_y, b.origin_x + b.width, b.origin_y + b.height) for b in boxes
        ]
        return [(x0 / width, y0 / height, x1 / width, y1 / height) for x0, y0, x1, y1 in corners]

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        if self._still:
            found = self._landmarker.detect(_picture(rgb))
        else:
            self._time_ms += _FRAME_MS
            found = self._landmarker.detect_for_video(_picture(rgb), self._time_ms)
        return [landmark_points(face) for face in found.face_landmarks]

    def _free(self) -> None:
        self._landmarker.close()
        self._detector.close()


def _picture(rgb: Image) -> Any:
    mediapipe = load_mediapipe()
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
