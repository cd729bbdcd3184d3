"""Faces in a frame: MediaPipe's face mesh behind one small interface. The only module that imports mediapipe.

MediaPipe up to 0.10.21 carries its models and a fast graph (`mesh`); later releases know only the Tasks FaceLandmarker
(`tasks`), whose model is a file of its own. Both see a copy of at most WORK_SIDE_PX and give the same 478 points.

MediaPipe tracks whichever faces its detector trusts most. GazeFix wants the largest, so a detector of its own runs when
nobody is tracked, and now and then while somebody is: the tracker is shown only the faces that it is to follow.
"""

from __future__ import annotations

import locale
import zipfile
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np

from gazefix.config import EngineConfig
from gazefix.errors import ModelError
from gazefix.faces.landmarks import face_from_mesh
from gazefix.faces.model_download import face_model_path
from gazefix.faces.selection import RelativeBox, area, has_newcomer, show_only
from gazefix.imaging import operations as imaging
from gazefix.imaging.geometry import FloatMatrix
from gazefix.native import c_locale, importing_without, without_library_chatter
from gazefix.types import Face, Image

WORK_SIDE_PX: Final = 640
_POINT_BYTES: Final = 17
#: MediaPipe loads and opens only where these are as in C.
_READ_WITH: Final = (locale.LC_NUMERIC, locale.LC_CTYPE)
#: A tracked face is compared with all others every so many looks: three times a second, or as often in four where it is
#: carried along between them.
RECHECK_LOOKS: Final = 10
#: Faces to look for in a still picture before the largest are chosen.
STILL_FACES: Final = 16


class Localizer(Protocol):
    """Finds faces in frames that follow one another, or in single pictures. For one thread at a time.

    smooths   whether it smooths over its looks, as if there were one in each frame, so that rarer ones would lag behind
    """

    name: str
    smooths: bool

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        """The faces of a picture (H, W, 3) uint8 in its pixels, the largest first; () if there is none."""
        ...

    def reset(self) -> None:
        """Forget whom it followed: the next frame has nothing to do with the last (a cut, a new source)."""
        ...

    def close(self) -> None:
        """Free the models; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_localizer(config: EngineConfig, *, max_faces: int = 1, still: bool = False) -> Localizer:
    """The localizer that `config.localizer` names; `auto` is the mesh where this MediaPipe has it, else Tasks.

    `still` is for single pictures: no face is followed from one to the next. Raises ModelError.
    """
    name = config.localizer
    if name == "auto":
        name = "mesh" if has_mesh() else "tasks"
    if name == "mesh":
        return MeshLocalizer(max_faces=max_faces, still=still)
    return TasksLocalizer(face_model_path(config.localizer_model), max_faces=max_faces, still=still)


def has_mesh() -> bool:
    """Whether the installed MediaPipe carries the face mesh (releases up to 0.10.21)."""
    with c_locale(*_READ_WITH):
        return hasattr(_mediapipe(), "solutions")


class _BaseLocalizer(ABC):
    """What both implementations share: the small copy, who is followed, and the way back to pixels of the frame."""

    name: str
    smooths: bool

    def __init__(self, *, max_faces: int, still: bool) -> None:
        if max_faces < 1:
            raise ValueError(f"max_faces is {max_faces}, it must be at least 1")
        self._max_faces = max_faces
        self._still = still
        self._tracked: list[Face] = []
        self._looks_to_recheck = 0
        self._seen_face = False
        self._closed = False
        self._graph_faces = max(max_faces, STILL_FACES) if still else max_faces
        try:
            with c_locale(*_READ_WITH), without_library_chatter():
                self._open()
                blank = np.zeros((64, 64, 3), np.uint8)
                self._detect(blank)
                self._meshes(blank)
        except (RuntimeError, ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
            raise ModelError(
                f"the face localizer '{self.name}' does not start: {error}", self._hint()
            ) from error

    @abstractmethod
    def _open(self) -> None: ...

    @abstractmethod
    def _hint(self) -> str: ...

    @abstractmethod
    def _detect(self, rgb: Image) -> list[RelativeBox]:
        """Boxes of all faces, without tracking."""

    @abstractmethod
    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        """(478, 3) points of each face, followed from the last call unless the localizer is for stills."""

    @abstractmethod
    def _free(self) -> None: ...

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        """See Localizer.locate."""
        if self._closed:
            raise ValueError("the localizer is closed")
        small, _ = imaging.shrink(np.ascontiguousarray(bgr), WORK_SIDE_PX)
        rgb = imaging.to_rgb(small)
        size = (bgr.shape[1], bgr.shape[0])
        faces = self._find(rgb, size) if self._still else self._follow(rgb, size)
        return tuple(sorted(faces, key=lambda face: -face.area_px)[: self._max_faces])

    def _follow(self, rgb: Image, size: tuple[int, int]) -> list[Face]:
        if self._tracked and len(self._tracked) == self._max_faces:
            self._looks_to_recheck -= 1
            if self._looks_to_recheck <= 0:
                self._looks_to_recheck = RECHECK_LOOKS
                if has_newcomer(self._detect(rgb), self._tracked, size):
                    self.reset()
        faces = self._find(rgb, size) if self._tracked else []
        if not faces:
            # Nobody was followed, or they are lost: choose anew, in this same frame.
            boxes = sorted(self._detect(rgb), key=lambda box: -area(box))
            self._looks_to_recheck = RECHECK_LOOKS
            if boxes:
                wanted, unwanted = boxes[: self._max_faces], boxes[self._max_faces :]
                faces = self._find(show_only(rgb, wanted, unwanted), size)
                if unwanted and not faces:  # the largest box was no face after all
                    faces = self._find(rgb, size)
        self._tracked = faces
        return faces

    def _find(self, rgb: Image, size: tuple[int, int]) -> list[Face]:
        if self._seen_face:
            meshes = self._meshes(rgb)
        else:
            with without_library_chatter():
                meshes = self._meshes(rgb)
            self._seen_face = bool(meshes)
        return [
            face for face in (face_from_mesh(mesh, size) for mesh in meshes) if face is not None
        ]

    def reset(self) -> None:
        """See Localizer.reset."""
        if self._tracked and not self._closed:
            # The tracker drops its faces at a picture without any; that takes 3 ms where a restart takes 15.
            self._meshes(np.zeros((64, 64, 3), np.uint8))
        self._tracked = []

    def close(self) -> None:
        """See Localizer.close."""
        if not self._closed:
            self._closed = True
            with without_library_chatter():
                self._free()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class MeshLocalizer(_BaseLocalizer):
    """MediaPipe's bundled face mesh with refined eyes. Raises ModelError where this MediaPipe has none."""

    name = "mesh"
    smooths = False

    def _open(self) -> None:
        mediapipe = _mediapipe()
        if not hasattr(mediapipe, "solutions"):
            raise RuntimeError(f"MediaPipe {mediapipe.__version__} no longer carries the face mesh")
        self._mesh = mediapipe.solutions.face_mesh.FaceMesh(
            static_image_mode=self._still, max_num_faces=self._graph_faces, refine_landmarks=True
        )
        self._detector = mediapipe.solutions.face_detection.FaceDetection(model_selection=0)

    def _hint(self) -> str:
        return 'set engine.localizer to "auto" or "tasks"'

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        found = self._detector.process(rgb).detections or ()
        boxes = [detection.location_data.relative_bounding_box for detection in found]
        return [(box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height) for box in boxes]

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        return [
            _message_points(face) for face in self._mesh.process(rgb).multi_face_landmarks or ()
        ]

    def _free(self) -> None:
        self._mesh.close()
        self._detector.close()


class TasksLocalizer(_BaseLocalizer):
    """MediaPipe's Tasks FaceLandmarker with the model file at `model`. Raises ModelError if that does not load."""

    name = "tasks"
    smooths = True

    def __init__(self, model: Path, *, max_faces: int, still: bool) -> None:
        self._model = model
        self._time_ms = 0
        super().__init__(max_faces=max_faces, still=still)

    def _open(self) -> None:
        mediapipe = _mediapipe()
        vision, base = mediapipe.tasks.vision, mediapipe.tasks.BaseOptions
        bundle = self._model.read_bytes()
        with zipfile.ZipFile(self._model) as parts:
            detector = parts.read("face_detector.tflite")
        mode = vision.RunningMode.IMAGE if self._still else vision.RunningMode.VIDEO
        self._landmarker = vision.FaceLandmarker.create_from_options(
            vision.FaceLandmarkerOptions(
                base_options=base(model_asset_buffer=bundle),
                running_mode=mode,
                num_faces=self._graph_faces,
            )
        )
        self._detector = vision.FaceDetector.create_from_options(
            vision.FaceDetectorOptions(base_options=base(model_asset_buffer=detector))
        )

    def _hint(self) -> str:
        return f"{self._model} must be MediaPipe's face_landmarker.task; see engine.localizer_model"

    def _picture(self, rgb: Image) -> Any:
        mediapipe = _mediapipe()
        return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        height, width = rgb.shape[:2]
        boxes = [
            detection.bounding_box
            for detection in self._detector.detect(self._picture(rgb)).detections
        ]
        return [
            (
                box.origin_x / width,
                box.origin_y / height,
                (box.origin_x + box.width) / width,
                (box.origin_y + box.height) / height,
            )
            for box in boxes
        ]

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        if self._still:
            found = self._landmarker.detect(self._picture(rgb))
        else:
            self._time_ms += 33  # only the order matters, and a steady pace for its smoothing
            found = self._landmarker.detect_for_video(self._picture(rgb), self._time_ms)
        return [_points(face) for face in found.face_landmarks]

    def _free(self) -> None:
        self._landmarker.close()
        self._detector.close()


def _mediapipe() -> Any:
    try:
        # What it draws and hears with takes half of its time to load and 40 MB; GazeFix uses neither.
        with importing_without("matplotlib", "matplotlib.pyplot", "sounddevice"):
            import mediapipe
    except ImportError as error:
        hint = "reinstall it; it needs system libraries (on Debian and Ubuntu: sudo apt-get install libgl1 libglib2.0-0)"
        raise ModelError(f"MediaPipe cannot be loaded: {error}", hint) from error
    return mediapipe


def _message_points(face: Any) -> FloatMatrix:
    """The points of a NormalizedLandmarkList (protobuf).

    Reading 1434 attributes takes six times as long as reading the message's bytes, where each point is 17 of them: tag and
    length of the point, then a tag and a little-endian float for x, y and z. Another layout is read the slow way.
    """
    packed = np.frombuffer(face.SerializeToString(), np.uint8)
    if len(packed) != len(face.landmark) * _POINT_BYTES:
        return _points(face.landmark)
    rows = packed.reshape(-1, _POINT_BYTES)
    if not (rows[:, [0, 1, 2, 7, 12]] == (0x0A, _POINT_BYTES - 2, 0x0D, 0x15, 0x1D)).all():
        return _points(face.landmark)
    floats = rows[:, [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16]]
    return np.ascontiguousarray(floats).view("<f4").astype(np.float64)


def _points(landmarks: Any) -> FloatMatrix:
    return np.array([(point.x, point.y, point.z) for point in landmarks], np.float64)
