"""What all localizers share: the small copy of a frame, and whom to follow.

MediaPipe tracks the faces that its detector trusts most. GazeFix wants the largest. So a detector
of GazeFix's own runs while no face is tracked, and now and then while one is. The tracker sees only
the faces that it is to follow.
"""

from __future__ import annotations

import locale
import zipfile
from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

import numpy as np

from gazefix.config import EngineConfig
from gazefix.errors import ModelError
from gazefix.faces.landmarks import face_from_mesh
from gazefix.faces.takeover import RelativeBox, area, has_newcomer, show_only
from gazefix.imaging import operations as imaging
from gazefix.imaging.geometry import FloatMatrix
from gazefix.native import c_locale, without_library_chatter
from gazefix.types import Face, Image

#: MediaPipe and OpenVINO open only where these are as in C; see `native.c_locale`.
C_CATEGORIES: Final = (locale.LC_NUMERIC, locale.LC_CTYPE)
#: Longer side of the copy that MediaPipe sees. Its networks take 192 px of a face.
WORK_SIDE_PX: Final = 640
#: Calls after which tracked faces are compared with all others: three times a second at 30 fps.
RECHECK_CALLS: Final = 10
#: Faces to look for in a still picture before the largest are chosen.
STILL_FACES: Final = 16


class FollowingLocalizer(AbstractContextManager["FollowingLocalizer"]):
    """Base of the localizers; see localizer.Localizer for what they promise."""

    name: str
    smooths: bool

    def __init__(
        self, config: EngineConfig, *, max_faces: int, still: bool, live: bool = False
    ) -> None:
        if max_faces < 1:
            raise ValueError(f"max_faces is {max_faces}, it must be at least 1")
        self._max_faces = max_faces
        self._still = still
        self._live = live
        self._tracked: list[Face] = []
        self._calls_to_recheck = 0
        self._everybody: Callable[[], list[RelativeBox]] | None = None  # in the last frame
        self._seen_face = False
        self._closed = False
        self._full: Image | None = None  # the frame in its own size, while it is looked at
        self._small: Image | None = None  # its copy, in RGB, once somebody needs it
        self._graph_faces = max(max_faces, STILL_FACES) if still else max_faces
        try:
            with c_locale(*C_CATEGORIES), without_library_chatter():
                self._open()
                blank = np.zeros((64, 64, 3), np.uint8)
                self._detect(blank)
                self._meshes(blank)
        except (RuntimeError, ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
            message = f"the face localizer '{self.name}' does not start: {error}"
            raise ModelError(message, self._hint()) from error

    @classmethod
    @abstractmethod
    def available(cls) -> bool:
        """Return whether the installed libraries have this localizer. Raises ModelError."""

    @abstractmethod
    def _open(self) -> None: ...

    @abstractmethod
    def _hint(self) -> str:
        """Return what to do where it does not start."""

    @abstractmethod
    def _detect(self, rgb: Image) -> list[RelativeBox]:
        """Return the boxes of all faces, without tracking."""

    def _begin_detect(self, rgb: Image) -> Callable[[], list[RelativeBox]]:
        """Begin `_detect`, perhaps beside other work; the returned function has its result."""
        return lambda: self._detect(rgb)

    @abstractmethod
    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        """Return (478, 3) points of each face, tracked from the last call unless for stills."""

    @abstractmethod
    def _free(self) -> None: ...

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        """See Localizer.locate."""
        if self._closed:
            raise ValueError("the localizer is closed")
        size = (bgr.shape[1], bgr.shape[0])
        self._full = np.ascontiguousarray(bgr)
        try:
            faces = self._find(self._copy(), size) if self._still else self._follow(size)
        finally:
            self._full = self._small = None
        return tuple(sorted(faces, key=lambda face: -face.area_px)[: self._max_faces])

    def _copy(self) -> Image:
        """Return the small copy of the frame in RGB."""
        if self._small is None:
            assert self._full is not None  # while a frame is looked at
            self._small = imaging.to_rgb(imaging.shrink(self._full, WORK_SIDE_PX))
        return self._small

    def _tracked_meshes(self) -> list[FloatMatrix]:
        """Return `_meshes` of a frame while faces are tracked."""
        return self._meshes(self._copy())

    def _follow(self, size: tuple[int, int]) -> list[Face]:
        everybody, self._everybody = self._everybody, None
        if everybody and has_newcomer(everybody(), self._tracked, size):
            self.reset()
        faces = _faces(self._tracked_meshes(), size) if self._tracked else []
        # No face was tracked, or all are lost: choose anew, in this same frame.
        self._tracked = faces or self._choose(self._copy(), size)
        if len(self._tracked) == self._max_faces:
            self._calls_to_recheck -= 1
            if self._calls_to_recheck <= 0:
                self._calls_to_recheck = RECHECK_CALLS
                self._everybody = self._begin_detect(self._copy())
        return self._tracked

    def _choose(self, rgb: Image, size: tuple[int, int]) -> list[Face]:
        boxes = sorted(self._detect(rgb), key=lambda box: -area(box))
        self._calls_to_recheck = RECHECK_CALLS
        if not boxes:
            return []
        wanted, unwanted = boxes[: self._max_faces], boxes[self._max_faces :]
        faces = self._find(show_only(rgb, wanted, unwanted), size)
        # The largest box may turn out to be no face.
        return self._find(rgb, size) if unwanted and not faces else faces

    def _find(self, rgb: Image, size: tuple[int, int]) -> list[Face]:
        if self._seen_face:
            meshes = self._meshes(rgb)
        else:
            with without_library_chatter():
                meshes = self._meshes(rgb)
            self._seen_face = bool(meshes)
        return _faces(meshes, size)

    def reset(self) -> None:
        """See Localizer.reset."""
        self._everybody = None
        if self._tracked and not self._closed:
            # A picture without faces makes the tracker drop its own: 3 ms, where a restart is 15.
            self._meshes(np.zeros((64, 64, 3), np.uint8))
        self._tracked = []

    def close(self) -> None:
        """See Localizer.close."""
        if not self._closed:
            self._closed = True
            with without_library_chatter():
                self._free()

    def __exit__(self, *_: object) -> None:
        self.close()


def _faces(meshes: Sequence[FloatMatrix], size: tuple[int, int]) -> list[Face]:
    faces = (face_from_mesh(mesh, size) for mesh in meshes)
    return [face for face in faces if face is not None]
