"""MediaPipe's face mesh with refined eyes and its detector in OpenVINO, without the package.

The models are those of MediaPipe 0.10.21, converted by packaging/convert_mediapipe.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from gazefix.errors import ModelError
from gazefix.faces.following import WORK_SIDE_PX, FollowingLocalizer
from gazefix.faces.regions import Region, is_whole_in, merged, newcomers, tiles
from gazefix.faces.takeover import RelativeBox
from gazefix.imaging import operations as imaging
from gazefix.imaging.crops import cut_copy
from gazefix.imaging.geometry import FloatMatrix
from gazefix.networks.weights import weights_path
from gazefix.types import Face, Image

if TYPE_CHECKING:
    from gazefix.networks.openvino_runtime import PictureModel

MESH_FILE: Final = "face_landmark_with_attention.xml"
DETECTOR_FILE: Final = "face_detection_short_range.xml"
SMALL_FACES_FILE: Final = "face_detection_full_range_sparse.xml"
#: Confidence of the detector and of the mesh from which there is a face.
LEAST_CONFIDENCE: Final = 0.5
#: Calls after which the next tile is searched for small faces; the first frame of a scene is
#: searched whole. At 30 fps a 1080p picture's nine tiles take three seconds.
LOOK_CALLS: Final = 10
#: Calls after which new faces are looked for beside tracked ones, unless one of these was lost:
#: divisors of LOOK_CALLS. Live, a resting face is looked for in every fifth frame, in a clip in
#: every one: somebody who comes in is seen within a third of a second.
NEWCOMER_CALLS: Final = 2
CLIP_NEWCOMER_CALLS: Final = 10
#: Calls from the beginning of a search to the one that tells what it found. In clips calls follow
#: each other without a pause, and a search takes as long as two or three.
TOLD_CALLS: Final = 1
CLIP_TOLD_CALLS: Final = 4
#: Regions narrower than this, in pixels of the small copy, are cut from the frame itself.
SHARP_PX: Final = 96


class _Sought(NamedTuple):
    """A search for faces: the frame, if there is one, the call, the faces that are tracked, and
    small ones that were lost in the last call, in the small copy's pixels."""

    frame: Image | None
    call: int
    tracked: tuple[Region, ...]
    lost: tuple[Region, ...]


class OpenVinoLocalizer(FollowingLocalizer):
    """The face mesh, which gives the points of MediaPipe's package."""

    name = "openvino"
    smooths = False

    @classmethod
    def available(cls) -> bool:
        """Return whether OpenVINO loads."""
        try:
            import gazefix.networks.openvino_runtime  # noqa: F401
        except ImportError:
            return False
        return True

    def _open(self) -> None:
        try:
            from gazefix.networks.openvino_runtime import PictureModel
        except ImportError as error:
            hint = 'pip install openvino, or "gazefix[mediapipe]" for MediaPipe\'s own localizers'
            raise ModelError(f"OpenVINO cannot be loaded: {error}", hint) from error
        self._mesh = PictureModel(weights_path(MESH_FILE))
        self._detector = PictureModel(weights_path(DETECTOR_FILE))
        self._regions: list[Region] = []
        self._calls = 0
        self._missed = False  # in the last call a tracked face was lost
        self._found_small: tuple[Image, list[FloatMatrix]] | None = None  # and in which frame
        self._lost: list[Region] = []  # small ones, in the last call
        self._small_faces: Future[PictureModel] | None = None  # the detector of small ones
        self._owes_look = False  # at the whole first frame, which came before that detector
        self._search: Future[list[FloatMatrix]] | None = None  # for newcomers, under way
        self._told_at = 0  # the call that uses what it finds
        self._searches = ThreadPoolExecutor(1, "gazefix-search")

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        """See Localizer.locate."""
        self._found_small = None
        faces = super().locate(bgr)
        self._calls += 1
        return faces

    def reset(self) -> None:
        """See Localizer.reset."""
        super().reset()
        self._calls, self._missed, self._owes_look = 0, False, False
        self._regions, self._lost, self._search = [], [], None

    def _small_face_detector(self) -> PictureModel | None:
        """Return the detector of small faces. Most sessions never need its 20 MB.

        Live it is None while a thread opens it, which begins with the second frame that needs it:
        a session's first picture is empty.
        """
        if self._small_faces is None:
            if self._live and self._calls == 0:
                return None
            opened: Future[PictureModel] = Future()
            if self._live:
                threading.Thread(target=_open_small_faces, args=[opened], daemon=True).start()
            else:
                _open_small_faces(opened)
            self._small_faces = opened
        return self._small_faces.result() if self._small_faces.done() else None

    def _hint(self) -> str:
        return "reinstall GazeFix"

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        return self._begin_detect(rgb)()

    def _begin_detect(self, rgb: Image) -> Callable[[], list[RelativeBox]]:
        found, (height, width) = self._begin_search(rgb), rgb.shape[:2]
        return lambda: [
            ((x - w / 2) / width, (y - h / 2) / height, (x + w / 2) / width, (y + h / 2) / height)
            for x, y, w, h, *_ in found.result()
        ]

    def _begin_search(self, rgb: Image | None = None) -> Future[list[FloatMatrix]]:
        """Begin to look for faces in a picture, by default a small copy of the frame; the result
        has the detections (16,), in its pixels, the most confident first."""
        sought = _Sought(self._full, self._calls, tuple(self._regions), tuple(self._lost))
        return self._searches.submit(self._found, rgb, sought)

    def _found(self, rgb: Image | None, sought: _Sought) -> list[FloatMatrix]:
        """Return the detections of the detector that looks at the whole picture, and of the one of
        small faces where there may be more. Both detectors are this thread's."""
        if rgb is None:
            assert sought.frame is not None  # while a frame is looked at
            rgb = imaging.to_rgb(imaging.shrink(sought.frame, WORK_SIDE_PX))
        height, width = rgb.shape[:2]
        whole = Region(width / 2, height / 2, max(width, height), 0.0)
        _show(self._detector, rgb, whole)
        boxes, confidence = self._detector.run()
        likely = confidence >= LEAST_CONFIDENCE
        scale = whole.side / self._detector.side_px
        start = np.array([width / 2, height / 2]) - whole.side / 2
        detections = merged(boxes[likely].astype(np.float64) * scale, confidence[likely])
        for detection in detections:
            detection[:2] += start
            detection[4:].reshape(-1, 2)[:] += start
        if len(detections) + len(sought.tracked) < self._graph_faces:
            detections += self._besides(rgb, sought, detections)
        return detections

    def _besides(
        self, rgb: Image, sought: _Sought, large: Sequence[FloatMatrix]
    ) -> list[FloatMatrix]:
        """Return the detections of small faces, beside large ones and those that are tracked."""
        frame = sought.frame
        if frame is None:
            return []
        known = [*sought.tracked, *map(Region.of_detection, large)]
        factor = rgb.shape[1] / frame.shape[1]
        if self._found_small is None or self._found_small[0] is not frame:
            self._found_small = frame, self._look_again(frame, 1 / factor, sought)
        found = [detection * factor for detection in self._found_small[1]]
        # What is black in the copy is hidden: a face that is not to be followed.
        new = []
        for face in found:
            shown = rgb[int(face[1]), int(face[0])].any()
            if shown and not any(region.holds(face) for region in known):
                new.append(face)
                known.append(Region.of_detection(face))
        return new

    def _look_again(self, bgr: Image, factor: float, sought: _Sought) -> list[FloatMatrix]:
        """Return the small faces of a frame, in its pixels, in the tiles whose turn it is."""
        model = self._small_face_detector()
        if model is None:
            self._owes_look |= sought.call == 0
            return []
        every = tiles(bgr.shape[1], bgr.shape[0])
        if self._still or sought.call == 0 or self._owes_look:
            turn = every
            self._owes_look = False
        else:
            lost = (region.scaled(factor) for region in sought.lost)
            turn = [Region(region.x, region.y, every[0].side, 0.0) for region in lost]
            if sought.call % LOOK_CALLS == 0:
                turn.append(every[sought.call // LOOK_CALLS % len(every)])
        boxes, confidence = [np.zeros((0, 16))], [np.zeros(0)]
        for tile in turn:
            _show(model, bgr, tile)
            model.pixels[:] = imaging.to_rgb(model.pixels)
            found, sure = model.run()
            likely = sure >= LEAST_CONFIDENCE
            placed: FloatMatrix = found[likely].astype(np.float64) * (tile.side / model.side_px)
            placed.reshape(-1, 8, 2)[:, [0, *range(2, 8)]] += (
                np.array([tile.x, tile.y]) - tile.side / 2
            )
            whole = [is_whole_in(tile, box) for box in placed]
            boxes.append(placed[whole])
            confidence.append(sure[likely][whole].astype(np.float64))
        return merged(np.concatenate(boxes), np.concatenate(confidence))

    def _tracked_meshes(self) -> list[FloatMatrix]:
        """See FollowingLocalizer. Newcomers are looked for beside this call and what follows it,
        and are told TOLD_CALLS later, or at once where a face was lost."""
        assert self._full is not None  # while a frame is looked at
        found: list[FloatMatrix] = []
        if self._search and (self._missed or self._calls >= self._told_at):
            found, self._search = self._search.result(), None
        if self._search is None and self._looks_for_more():
            self._search = self._begin_search()
            self._told_at = self._calls + (TOLD_CALLS if self._live else CLIP_TOLD_CALLS)
        return self._followed(found, None, imaging.shrunk_size(self._full, WORK_SIDE_PX))

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        found = self._begin_search(rgb).result() if self._looks_for_more() else []
        whole = rgb is self._small and not self._still  # nobody is hidden in this copy
        return self._followed(found, None if whole else rgb, (rgb.shape[1], rgb.shape[0]))

    def _followed(
        self, found: Sequence[FloatMatrix], rgb: Image | None, size: tuple[int, int]
    ) -> list[FloatMatrix]:
        """Return the meshes of newcomers among the detections and of those who are tracked, in
        shares of the small copy's `size`, and follow them; `rgb` as `_mesh_in` has it."""
        detected = [Region.of_detection(face) for face in found[: self._graph_faces]]
        regions = [*newcomers(self._regions, detected), *self._regions]
        tried = [(region, self._mesh_in(rgb, region, size[0])) for region in regions]
        meshes = [mesh for _, mesh in tried if mesh is not None]
        self._lost = [r for r, mesh in tried if mesh is None and r.side < SHARP_PX]
        self._missed = len(meshes) < len(self._regions)
        self._regions = [] if self._still else [Region.of_mesh(mesh) for mesh in meshes]
        return [mesh / (*size, size[0]) for mesh in meshes]

    def _looks_for_more(self) -> bool:
        """Return whether faces are looked for beside those that are tracked."""
        calls = NEWCOMER_CALLS if self._live else CLIP_NEWCOMER_CALLS
        due = self._missed or not self._regions or self._calls % calls == 0
        return due and len(self._regions) < self._graph_faces

    def _mesh_in(self, rgb: Image | None, region: Region, width: int) -> FloatMatrix | None:
        """Return the points (478, 3) of the face in a region, in pixels of the small copy.

        rgb     where the region is seen; None for the frame itself
        width   of the small copy
        """
        mesh, side_px = self._mesh, self._mesh.side_px
        place = region.to_picture(side_px)
        small = region.side < SHARP_PX
        if self._full is not None and (rgb is None or small):
            factor = self._full.shape[1] / width
            to_frame, step = place * factor, 1
            if not small:
                to_frame[:, 2] += (factor - 1) / 2  # to the middles of the copy's pixels
                step = min(round(factor), *self._full.shape[:2])
            cut_copy(self._full, to_frame, step, mesh.pixels)
        else:
            assert rgb is not None  # there is always one of both
            imaging.cut(rgb, place, mesh.pixels, edges=True)
        points, confidence = mesh.run()
        if confidence[0] < LEAST_CONFIDENCE:
            return None
        # Column by column, since everything after takes one coordinate of all points.
        made = np.empty((3, len(points)))
        made[:2] = place[:, :2] @ points[:, :2].T + place[:, 2:]
        made[2] = points[:, 2] * (region.side / side_px)
        return made.T

    def _free(self) -> None:
        self._searches.shutdown()
        del self._mesh, self._detector
        if self._small_faces is not None:
            wait([self._small_faces])  # OpenVINO must not end while it compiles
            self._small_faces = None


def _show(detector: PictureModel, picture: Image, region: Region) -> None:
    """Let a detector see a region. Its boxes (N, 16) are in its own pixels."""
    imaging.cut(picture, region.to_picture(detector.side_px), detector.pixels)


def _open_small_faces(opened: Future[PictureModel]) -> None:
    from gazefix.networks.openvino_runtime import PictureModel

    try:
        opened.set_result(PictureModel(weights_path(SMALL_FACES_FILE)))
    except Exception as error:  # noqa: BLE001 - `result` raises it in the localizer's thread
        opened.set_exception(error)
