"""How well real photographs are corrected: what happens to their pixels, and how an independent judge sees the gaze move.

The judge is a Python file that the user names, with a class `Judge` whose `geometry(bgr)` gives a list of (478, 2) face
meshes in pixels and whose `faces(bgr, ref)` gives for each of them a dict with `yaw`, `pitch` in degrees, `eye_px` and
`open`, the eyes' probabilities of being open (for clips `off`, the angle to the lens, `head_yaw`, `head_pitch` and `roll`,
too); `ref` is the picture that the eyes are placed from.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config
from gazefix.correction.corrector import Correction, Corrector
from gazefix.correction.policy import Decision, Reason
from gazefix.errors import InputError
from gazefix.evaluation.measures import laplacian_energy, polygon_mask
from gazefix.faces.landmarks import EYE_POINTS
from gazefix.imaging.crops import crop_box, view_eye
from gazefix.imaging.geometry import (
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    IRIS_DEPTH_WIDTHS,
    EyeCrop,
    crop_redirection,
    eye_crop,
)
from gazefix.imaging.operations import enlarge
from gazefix.media.images import read_picture
from gazefix.networks.engine import Engine
from gazefix.types import IRIS, Eye, FloatArray, Frame, Gaze, Image, Side

ASKED_DEG: Final = (-15.0, -10.0, 10.0, 15.0)
MIN_EYE_PX: Final = 25.0
MIN_OPEN: Final = 0.8
SHARP_EYE_PX: Final = 40.0
SHARP_ASKED_DEG: Final = ((-10.0, 0.0), (10.0, 0.0), (0.0, -10.0), (0.0, 10.0))
LID_MARGIN: Final = 0.25
CELL_SIZE: Final = (288, 96)  # of a contact sheet: width of two eyes side by side, height


@dataclass(frozen=True, slots=True)
class Response:
    """How one face answered one asked change: what the judge saw change, degrees."""

    photo: str
    face: int
    axis: str  # "yaw" or "pitch"
    asked_deg: float
    changed_deg: float
    crossed_deg: float

    @property
    def slope(self) -> float:
        """Judged over asked change; 1 is as asked."""
        return self.changed_deg / self.asked_deg


@dataclass(frozen=True, slots=True)
class PhotoFigures:
    """Means over all responses: slopes, change on the other axis over the asked one, share that moved the asked way."""

    faces: int
    slope_yaw: float
    slope_pitch: float
    cross_talk: float
    moved_as_asked: float


def load_judge(path: Path) -> Any:
    """The `Judge` of a Python file. Raises InputError if there is none."""
    spec = importlib.util.spec_from_file_location("gaze_judge", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError(f"{path} is no Python file", "--judge takes a file with a class Judge")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return module.Judge()
    except (ImportError, AttributeError, SyntaxError) as error:
        raise InputError(
            f"{path} cannot be used as a judge: {error}",
            "install what it needs; it must hold a class Judge",
        ) from error


def largest_face(judge: Any, bgr: Image, placed_by: Image | None = None) -> dict[str, Any] | None:
    """What the judge sees in a picture's largest face, or None; `placed_by` is the picture that its eyes are placed from."""
    found = judge.faces(bgr, bgr if placed_by is None else placed_by)
    return max(found, key=lambda face: face["eye_px"], default=None)


def evaluate_photos(
    photos: Path, judge: Any, config: Config, *, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Response], list[Image]]:
    """Every countable face of a folder's pictures, asked ASKED_DEG on one axis at a time; and one contact-sheet row for each.

    Counted are faces whose eyes are over MIN_EYE_PX wide, lie with their crops inside the picture and are open to the judge.
    Raises InputError if the folder holds no picture.
    """
    files = _pictures(photos)
    responses: list[Response] = []
    rows: list[Image] = []
    with Corrector(_all_faces(config), still=True) as corrector:
        for number, file in enumerate(files):
            frame = Frame(read_picture(file).bgr())
            measurement = corrector.measure(frame, gaze=False)
            before = judge.faces(frame.bgr)
            crops = [_crops(mesh) for mesh in judge.geometry(frame.bgr)]
            counted = [
                i
                for i, (seen, pair) in enumerate(zip(before, crops, strict=True))
                if _counts(seen, pair, frame.size)
            ]
            cells = {i: [_cell(frame.bgr, crops[i])] for i in counted}
            for axis in ("yaw", "pitch") if counted else ():
                other = "pitch" if axis == "yaw" else "yaw"
                for asked in ASKED_DEG:
                    angle = math.radians(asked)
                    redirection = Gaze(angle, 0.0) if axis == "pitch" else Gaze(0.0, angle)
                    after_bgr = corrector.apply(frame, measurement, redirection).frame.bgr
                    after = judge.faces(after_bgr, frame.bgr)
                    for i in counted:
                        change, cross = (
                            after[i][axis] - before[i][axis],
                            after[i][other] - before[i][other],
                        )
                        responses.append(Response(file.name, i, axis, asked, change, cross))
                        cells[i].append(_cell(after_bgr, crops[i]))
            rows.extend(np.hstack(row) for row in cells.values())
            if progress:
                progress(number + 1, len(files))
    return responses, rows


def summarize(responses: Sequence[Response]) -> PhotoFigures:
    """The figures of `evaluate_photos`' responses. Raises InputError if there is none."""
    if not responses:
        raise InputError(
            "these pictures show no eyes to judge",
            "they must be open, over 25 px wide and inside the picture",
        )

    def mean(values: list[float]) -> float:
        return float(np.mean(values))

    return PhotoFigures(
        faces=len({(r.photo, r.face) for r in responses}),
        slope_yaw=mean([r.slope for r in responses if r.axis == "yaw"]),
        slope_pitch=mean([r.slope for r in responses if r.axis == "pitch"]),
        cross_talk=mean([abs(r.crossed_deg / r.asked_deg) for r in responses]),
        moved_as_asked=mean([float(r.slope > 0) for r in responses]),
    )


@dataclass(frozen=True, slots=True)
class PixelFigures:
    """What correction does to the pixels of photographs.

    sharp_eyes       eyes over SHARP_EYE_PX that were looked at
    photo_sharpness  Laplacian energy inside the lids, corrected over original, median over eyes asked SHARP_ASKED_DEG
    touched_outside  pixels further than LID_MARGIN eye widths from the lids that changed by more than 2 levels, in all
    tremble          frame-to-frame change inside the lids over noisy copies of a photograph, corrected over original, median
    iris_moved       how far the flow carries the iris's centre over the way of a turned eyeball's, mean
    eyes_apart_deg   by how much the two eyes' turns differ for the same asked change, as an angle, mean over faces
    """

    sharp_eyes: int
    photo_sharpness: float
    touched_outside: int
    tremble: float
    iris_moved: float
    eyes_apart_deg: float


def evaluate_pixels(
    photos: Path,
    config: Config,
    *,
    copies: int = 60,
    progress: Callable[[int, int], None] | None = None,
) -> PixelFigures:
    """Sharpness, reach and tremble of the correction on a folder's pictures. Raises InputError if it holds none."""
    files = _pictures(photos)
    sharp: list[float] = []
    tremble: list[float] = []
    moved: list[float] = []
    apart: list[float] = []
    outside = 0
    engine = Engine(config.engine)
    with Corrector(_all_faces(config), still=True, engine=engine) as corrector:
        for number, file in enumerate(files):
            frame = Frame(read_picture(file).bgr())
            measurement = corrector.measure(frame, gaze=False)
            eyes = [eye for face in measurement.faces for eye in face.eyes]
            lids = [_lid_mask(frame, eye, 0.0) for eye in eyes]
            near = [_lid_mask(frame, eye, LID_MARGIN) for eye in eyes]
            for vertical, horizontal in SHARP_ASKED_DEG:
                asked = Gaze(math.radians(vertical), math.radians(horizontal))
                correction = corrector.apply(frame, measurement, asked)
                after = correction.frame.bgr
                if after is frame.bgr:
                    continue
                changed = np.abs(after.astype(np.int16) - frame.bgr).max(-1) > 2
                outside += int((changed & ~np.any(near, axis=0)).sum())
                for eye, mask, decision in zip(eyes, lids, correction.decisions, strict=True):
                    if eye.width_px > SHARP_EYE_PX and decision.reason is Reason.CORRECTING:
                        sharp.append(
                            laplacian_energy(after, mask) / laplacian_energy(frame.bgr, mask)
                        )
                for face, pair in zip(measurement.faces, _by_face(correction), strict=True):
                    if (
                        all(decision.reason is Reason.CORRECTING for decision in pair)
                        and face.left.width_px > MIN_EYE_PX
                    ):
                        left, right = (_turn_deg(engine, frame, eye, asked) for eye in face.eyes)
                        apart.append(float(np.linalg.norm(left - right)))
                        wanted = np.array([horizontal, -vertical])
                        moved += [
                            float(turn @ wanted / (wanted @ wanted)) for turn in (left, right)
                        ]
            largest = [i for i, eye in enumerate(eyes[:2]) if eye.width_px > SHARP_EYE_PX]
            if largest:
                tremble.append(
                    _tremble(
                        config, engine, frame, np.any([lids[i] for i in largest], axis=0), copies
                    )
                )
            if progress:
                progress(number + 1, len(files))
    return PixelFigures(
        sharp_eyes=len(sharp) // len(SHARP_ASKED_DEG),
        photo_sharpness=float(np.median(sharp)) if sharp else math.nan,
        touched_outside=outside,
        tremble=float(np.median(tremble)) if tremble else math.nan,
        iris_moved=float(np.mean(moved)) if moved else math.nan,
        eyes_apart_deg=float(np.mean(apart)) if apart else math.nan,
    )


def _by_face(correction: Correction) -> list[tuple[Decision, Decision]]:
    """The decisions of a correction, a pair (left, right) for each face."""
    return list(zip(correction.decisions[::2], correction.decisions[1::2], strict=True))


def _turn_deg(engine: Engine, frame: Frame, eye: Eye, asked: Gaze) -> FloatArray:
    """(2,) degrees to the picture's right and down by which the flow turns an eye, judged by where its iris centre goes."""
    view = view_eye(frame.bgr, eye)
    warp = engine.redirect([view], [crop_redirection(asked, view.crop)])[0]
    source = view.anchors[IRIS]
    place = source.copy()
    for _ in range(8):  # the point that samples the source's iris centre
        x, y = np.clip(np.rint(place).astype(int), 0, (CROP_WIDTH_PX - 1, CROP_HEIGHT_PX - 1))
        place = source - warp[:2, y, x]
    turned = view.crop.to_frame[:, :2] @ (place - source) / eye.width_px
    degrees: FloatArray = np.degrees(np.arcsin(np.clip(turned / IRIS_DEPTH_WIDTHS, -1, 1))).astype(
        np.float32
    )
    return degrees


def _tremble(
    config: Config, engine: Engine, frame: Frame, mask: npt.NDArray[np.bool_], copies: int
) -> float:
    """Change between noisy copies inside a mask, corrected over original, where the copies follow one another as in a clip."""
    rng = np.random.default_rng(1)
    up = Gaze(math.radians(10.0), 0.0)
    totals, last = np.zeros(2), None
    with Corrector(config, engine=engine) as corrector:
        for number in range(copies):
            noise = rng.normal(0, 2.0, frame.bgr.shape)
            noisy = Frame(
                np.clip(frame.bgr + noise, 0, 255).round().astype(np.uint8), number / 30, number
            )
            corrected = corrector.apply(noisy, corrector.measure(noisy, gaze=False), up)
            now = [noisy.bgr[mask].astype(float), corrected.frame.bgr[mask].astype(float)]
            if last is not None:
                totals += [np.abs(a - b).mean() for a, b in zip(now, last, strict=True)]
            last = now
    return float(totals[1] / totals[0])


def _all_faces(config: Config) -> Config:
    return replace(config, correction=replace(config.correction, max_faces=20))


def _lid_mask(frame: Frame, eye: Eye, margin: float) -> npt.NDArray[np.bool_]:
    """Pixels inside the lids, or nearer to them than `margin` eye widths."""
    return polygon_mask(frame.size, eye.landmarks[:6], margin * eye.width_px)


def _pictures(photos: Path) -> list[Path]:
    files = (
        sorted(p for p in photos.iterdir() if p.suffix.lower() in {".jpg", ".jpeg", ".png"})
        if photos.is_dir()
        else []
    )
    if not files:
        raise InputError(
            f"{photos} holds no pictures", "--photos takes a folder of JPEG or PNG files"
        )
    return files


def _crops(mesh: FloatArray) -> tuple[EyeCrop, EyeCrop]:
    left, right = (
        eye_crop(Eye(side, mesh[list(EYE_POINTS[side])].astype(np.float32) - 0.5, 1.0, 1.0))
        for side in (Side.LEFT, Side.RIGHT)
    )
    return left, right


def _counts(seen: dict[str, Any], crops: tuple[EyeCrop, EyeCrop], size: tuple[int, int]) -> bool:
    return (
        seen["eye_px"] > MIN_EYE_PX
        and min(seen["open"]) > MIN_OPEN
        and all(crop.lies_inside(size) for crop in crops)
    )


def _cell(bgr: Image, crops: tuple[EyeCrop, EyeCrop]) -> Image:
    """Both eyes as they stand in the picture, the subject's right eye on the left."""
    halves = []
    for crop in reversed(crops):
        x0, y0, x1, y1 = crop_box(crop, (bgr.shape[1], bgr.shape[0]))
        half = enlarge(
            bgr[y0:y1, x0:x1], min(CELL_SIZE[0] / 2 / (x1 - x0), CELL_SIZE[1] / (y1 - y0))
        )
        canvas = np.zeros((CELL_SIZE[1], CELL_SIZE[0] // 2, 3), np.uint8)
        canvas[: half.shape[0], : half.shape[1]] = half[: CELL_SIZE[1], : CELL_SIZE[0] // 2]
        halves.append(canvas)
    return np.hstack(halves)
