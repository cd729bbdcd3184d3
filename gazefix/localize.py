"""Faces in a frame: MediaPipe's face mesh behind one small interface. The only module that imports mediapipe.

MediaPipe up to 0.10.21 carries its models and a fast graph (`mesh`); later releases know only the Tasks FaceLandmarker
(`tasks`), whose model is a file of its own. Both see a copy of at most WORK_SIDE_PX and give the same 478 points.

MediaPipe tracks whichever faces its detector trusts most. GazeFix wants the largest, so a detector of its own runs when
nobody is tracked, and now and then while somebody is: the tracker is shown only the faces that it is to follow.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sys
import tempfile
import threading
import urllib.request
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np
import platformdirs

from gazefix import imaging
from gazefix.config import APP_NAME, EngineConfig
from gazefix.errors import ModelError
from gazefix.geometry import FloatMatrix
from gazefix.landmarks import face_from_mesh
from gazefix.types import Face, Image

_log = logging.getLogger(__name__)

WORK_SIDE_PX: Final = 640
#: A tracked face is compared with all others every so many frames, about once a second.
RECHECK_FRAMES: Final = 30
#: A newcomer must have this many times the area of a tracked face to take its place, else two equals would alternate.
TAKEOVER_AREA: Final = 1.5
#: Faces to look for in a still picture before the largest are chosen.
STILL_FACES: Final = 16

MODEL_URL: Final = (
    "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task"
)
MODEL_SHA256: Final = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
DOWNLOAD_TIMEOUT_S: Final = 20.0

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in units of the picture's width and height."""


class Localizer(Protocol):
    """Finds faces in frames that follow one another, or in single pictures."""

    name: str

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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


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
    return hasattr(_mediapipe(), "solutions")


class _BaseLocalizer(ABC):
    """What both implementations share: the small copy, who is followed, and the way back to pixels of the frame."""

    name: str

    def __init__(self, *, max_faces: int, still: bool) -> None:
        if max_faces < 1:
            raise ValueError(f"max_faces is {max_faces}, it must be at least 1")
        self._max_faces = max_faces
        self._still = still
        self._tracked: list[Face] = []
        self._frames_to_recheck = 0
        self._seen_face = False
        self._closed = False
        self._graph_faces = max(max_faces, STILL_FACES) if still else max_faces
        try:
            with _library_chatter_removed():
                self._open()
                blank = np.zeros((64, 64, 3), np.uint8)
                self._detect(blank)
                self._meshes(blank)
        except (RuntimeError, ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
            raise ModelError(f"the face localizer '{self.name}' does not start: {error}", self._hint()) from error

    @abstractmethod
    def _open(self) -> None: ...

    @abstractmethod
    def _hint(self) -> str: ...

    @abstractmethod
    def _detect(self, rgb: Image) -> list[Box]:
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
            self._frames_to_recheck -= 1
            if self._frames_to_recheck <= 0:
                self._frames_to_recheck = RECHECK_FRAMES
                if _newcomer(self._detect(rgb), self._tracked, size):
                    self.reset()
        faces = self._find(rgb, size) if self._tracked else []
        if not faces:
            # Nobody was followed, or they are lost: choose anew, in this same frame.
            boxes = sorted(self._detect(rgb), key=lambda box: -_area(box))
            self._frames_to_recheck = RECHECK_FRAMES
            if boxes:
                faces = self._find(_only(rgb, boxes[: self._max_faces], boxes[self._max_faces :]), size)
        self._tracked = faces
        return faces

    def _find(self, rgb: Image, size: tuple[int, int]) -> list[Face]:
        if self._seen_face:
            meshes = self._meshes(rgb)
        else:
            with _library_chatter_removed():
                meshes = self._meshes(rgb)
            self._seen_face = bool(meshes)
        return [face for face in (face_from_mesh(mesh, size) for mesh in meshes) if face is not None]

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
            self._free()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class MeshLocalizer(_BaseLocalizer):
    """MediaPipe's bundled face mesh with refined eyes. Raises ModelError where this MediaPipe has none."""

    name = "mesh"

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

    def _detect(self, rgb: Image) -> list[Box]:
        found = self._detector.process(rgb).detections or ()
        boxes = [detection.location_data.relative_bounding_box for detection in found]
        return [(box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height) for box in boxes]

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        return [_points(face.landmark) for face in self._mesh.process(rgb).multi_face_landmarks or ()]

    def _free(self) -> None:
        self._mesh.close()
        self._detector.close()


class TasksLocalizer(_BaseLocalizer):
    """MediaPipe's Tasks FaceLandmarker with the model file at `model`. Raises ModelError if that does not load."""

    name = "tasks"

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
                base_options=base(model_asset_buffer=bundle), running_mode=mode, num_faces=self._graph_faces
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

    def _detect(self, rgb: Image) -> list[Box]:
        height, width = rgb.shape[:2]
        boxes = [detection.bounding_box for detection in self._detector.detect(self._picture(rgb)).detections]
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


def face_model_path(
    configured: str, *, url: str = MODEL_URL, sha256: str = MODEL_SHA256, cache_dir: Path | None = None
) -> Path:
    """The Tasks localizer's model file: the configured one, else the cached one, else downloaded once into the cache.

    Cached and downloaded files must have the checksum `sha256`. Raises ModelError.
    """
    if configured:
        path = Path(configured).expanduser()
        if not path.is_file():
            raise ModelError(f"there is no face model at {path}", "correct engine.localizer_model or leave it empty")
        return path
    cache = cache_dir or Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))
    path = cache / "face_landmarker.task"
    hint = f"download {url} yourself and set engine.localizer_model to its path"
    try:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path
        _log.info("downloading the face model from %s", url)
        with urllib.request.urlopen(url, timeout=DOWNLOAD_TIMEOUT_S) as answer:
            content = answer.read()
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise ModelError(f"the face model from {url} is not the expected one (sha256 {found})", hint)
        _write_whole(path, content)
    except OSError as error:
        raise ModelError(f"the face model could not be fetched from {url}: {error}", hint) from error
    return path


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mediapipe() -> Any:
    try:
        import mediapipe
    except ImportError as error:
        raise ModelError(f"MediaPipe cannot be loaded: {error}", "reinstall it, with the system libraries it needs") from error
    return mediapipe


def _points(landmarks: Any) -> FloatMatrix:
    return np.array([(point.x, point.y, point.z) for point in landmarks], np.float64)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _newcomer(boxes: Sequence[Box], tracked: Sequence[Face], size: tuple[int, int]) -> bool:
    """Whether a detected face that nobody follows is so much larger than one that is followed as to take its place."""
    width, height = size
    ours: list[float] = []
    others: list[float] = []
    for box in boxes:
        x, y = (box[0] + box[2]) / 2 * width, (box[1] + box[3]) / 2 * height
        known = any(f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3] for f in tracked)
        (ours if known else others).append(_area(box))
    return bool(ours and others) and max(others) > TAKEOVER_AREA * min(ours)


def _only(rgb: Image, wanted: Sequence[Box], unwanted: Sequence[Box]) -> Image:
    """The picture with nothing but the wanted faces (and some of their surroundings) left in it."""
    if not unwanted:
        return rgb
    shown = np.zeros_like(rgb)
    for box in wanted:
        window = _window(box, rgb, margin=0.5)
        shown[window] = rgb[window]
    for box in unwanted:
        shown[_window(box, rgb, margin=0.1)] = 0
    for box in wanted:
        window = _window(box, rgb, margin=0.1)
        shown[window] = rgb[window]
    return shown


def _window(box: Box, rgb: Image, margin: float) -> tuple[slice, slice]:
    height, width = rgb.shape[:2]
    dx, dy = margin * (box[2] - box[0]), margin * (box[3] - box[1])
    x0, x1 = max(0, int((box[0] - dx) * width)), max(0, int((box[2] + dx) * width) + 1)
    y0, y1 = max(0, int((box[1] - dy) * height)), max(0, int((box[3] + dy) * height) + 1)
    return slice(y0, y1), slice(x0, x1)


# The library's native code logs to file descriptor 2 before its own log is set up, and no setting stops it. Descriptor 2
# belongs to the whole process, so only one thread may move it at a time.
_stderr_lock = threading.Lock()
_CHATTER: Final = re.compile(
    rb"[IW]\d{4} \d|WARNING: All log messages before absl::InitializeLog|INFO: Created TensorFlow Lite XNNPACK"
)


@contextlib.contextmanager
def _library_chatter_removed() -> Iterator[None]:
    """Drop MediaPipe's notes and warnings from stderr meanwhile; whatever else is written there comes out at the end."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(_stderr_lock)
        try:
            caught = stack.enter_context(tempfile.TemporaryFile())
            real = os.dup(2)
        except OSError:  # no stderr (a windowed program), or no room for a file: then the chatter stays
            yield
            return
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(real, 2)
            os.close(real)
            caught.seek(0)
            for line in caught:
                if not _CHATTER.match(line):
                    os.write(2, line)
