"""How well photographs are corrected: what changes in their pixels, and what a judge sees."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config, CorrectionConfig, ReleaseThresholds
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.errors import InputError
from gazefix.evaluation.judge import MIN_EYE_PX, MIN_OPEN, Judge, files_in
from gazefix.evaluation.measures import laplacian_energy, polygon_mask
from gazefix.faces.landmarks import EYE_POINTS
from gazefix.faces.localizer import open_localizer
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

#: Changes of gaze asked of every face, on one axis at a time.
ASKED_DEG: Final = (-15.0, -10.0, 10.0, 15.0)
#: Eyes over this width, and the (vertical, horizontal) changes asked of them, tell the sharpness.
SHARP_EYE_PX: Final = 40.0
SHARP_ASKED_DEG: Final = ((-10.0, 0.0), (10.0, 0.0), (0.0, -10.0), (0.0, 10.0))
#: Eye widths around the lids within which a correction may change pixels.
LID_MARGIN: Final = 0.25
#: A cell of a contact sheet, two eyes side by side: width, height.
CELL_SIZE: Final = (288, 96)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Response:
    """How one face answered one asked change: the changes that the judge saw, in degrees."""

    photo: str
    face: int
    axis: str  # "yaw" or "pitch"
    asked_deg: float
    changed_deg: float
    crossed_deg: float  # on the other axis

    @property
    def slope(self) -> float:
        """Judged over asked change; 1 is as asked."""
        return self.changed_deg / self.asked_deg


@dataclass(frozen=True, slots=True)
class PhotoFigures:
    """Means over all responses.

    slope_*          judged over asked change
    cross_talk       change on the other axis over the asked change
    moved_as_asked   share of the responses in the asked direction
    """

    faces: int
    slope_yaw: float
    slope_pitch: float
    cross_talk: float
    moved_as_asked: float


def evaluate_photos(
    photos: Path, judge: Judge, config: Config, *, progress: Progress | None = None
) -> tuple[list[Response], list[Image]]:
    """Ask ASKED_DEG of every counted face in a folder's pictures; also return a contact-sheet row
    for each face.

    A face counts if its eyes are over MIN_EYE_PX wide, lie with their crops inside the picture and
    are judged open. Raises InputError if the folder holds no picture.
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
            faces = enumerate(zip(before, crops, strict=True))
            counted = [i for i, (seen, pair) in faces if _counts(seen, pair, frame.size)]
            cells = {i: [_cell(frame.bgr, crops[i])] for i in counted}
            for axis, other in (("yaw", "pitch"), ("pitch", "yaw")) if counted else ():
                for asked in ASKED_DEG:
                    redirection = replace(Gaze(0.0, 0.0), **{axis: math.radians(asked)})
                    after_bgr = corrector.apply(frame, measurement, redirection).frame.bgr
                    after = judge.faces(after_bgr, frame.bgr)
                    for i in counted:
                        change, cross = (after[i][a] - before[i][a] for a in (axis, other))
                        responses.append(Response(file.name, i, axis, asked, change, cross))
                        cells[i].append(_cell(after_bgr, crops[i]))
            rows.extend(np.hstack(row) for row in cells.values())
            if progress:
                progress(number + 1, len(files))
    return responses, rows


def summarize(responses: Sequence[Response]) -> PhotoFigures:
    """Return the figures of `evaluate_photos`' responses. Raises InputError if there is none."""
    if not responses:
        hint = "they must be open, over 25 px wide and inside the picture"
        raise InputError("these pictures show no eyes to judge", hint)
    return PhotoFigures(
        faces=len({(r.photo, r.face) for r in responses}),
        slope_yaw=_mean([r.slope for r in responses if r.axis == "yaw"]),
        slope_pitch=_mean([r.slope for r in responses if r.axis == "pitch"]),
        cross_talk=_mean([abs(r.crossed_deg / r.asked_deg) for r in responses]),
        moved_as_asked=_mean([float(r.slope > 0) for r in responses]),
    )


@dataclass(frozen=True, slots=True)
class PixelFigures:
    """What correction does to the pixels of photographs.

    sharp_eyes       eyes over SHARP_EYE_PX that were looked at
    photo_sharpness  Laplacian energy inside the lids, corrected over original, median over eyes
                     asked SHARP_ASKED_DEG
    touched_outside  pixels further than LID_MARGIN from the lids that changed by over 2 levels
    tremble          frame-to-frame change inside the lids over noisy copies of a photograph,
                     corrected over original, median
    iris_moved       how far the flow carries the iris's centre, over a turned eyeball's, mean
    eyes_apart_deg   difference between the turns of a face's eyes, mean
    """

    sharp_eyes: int
    photo_sharpness: float
    touched_outside: int
    tremble: float
    iris_moved: float
    eyes_apart_deg: float


def evaluate_pixels(
    photos: Path, config: Config, *, copies: int = 60, progress: Progress | None = None
) -> PixelFigures:
    """Measure sharpness, reach and tremble of the correction on a folder's pictures. Raises
    InputError if it holds none."""
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
            for asked_deg in SHARP_ASKED_DEG:
                asked = Gaze(*map(math.radians, asked_deg))
                correction = corrector.apply(frame, measurement, asked)
                after = correction.frame.bgr
                if after is frame.bgr:
                    continue
                changed = np.abs(after.astype(np.int16) - frame.bgr).max(-1) > 2
                outside += int((changed & ~np.any(near, axis=0)).sum())
                corrected = [d.reason is Reason.CORRECTING for d in correction.decisions]
                for eye, mask, done in zip(eyes, lids, corrected, strict=True):
                    if eye.width_px > SHARP_EYE_PX and done:
                        energy = laplacian_energy(frame.bgr, mask)
                        sharp.append(laplacian_energy(after, mask) / energy)
                both = zip(measurement.faces, corrected[::2], corrected[1::2], strict=True)
                for face, left_done, right_done in both:
                    if left_done and right_done and face.left.width_px > MIN_EYE_PX:
                        left, right = (_turn_deg(engine, frame, eye, asked) for eye in face.eyes)
                        apart.append(float(np.linalg.norm(left - right)))
                        wanted = np.array([asked_deg[1], -asked_deg[0]])
                        moved += [float(t @ wanted / (wanted @ wanted)) for t in (left, right)]
            pairs = zip(eyes[:2], lids, strict=False)
            largest = [mask for eye, mask in pairs if eye.width_px > SHARP_EYE_PX]
            if largest:
                tremble.append(_tremble(config, engine, frame, np.any(largest, axis=0), copies))
            if progress:
                progress(number + 1, len(files))
    return PixelFigures(
        sharp_eyes=len(sharp) // len(SHARP_ASKED_DEG),
        photo_sharpness=float(np.median(sharp)) if sharp else math.nan,
        touched_outside=outside,
        tremble=float(np.median(tremble)) if tremble else math.nan,
        iris_moved=_mean(moved),
        eyes_apart_deg=_mean(apart),
    )


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else math.nan


def _turn_deg(engine: Engine, frame: Frame, eye: Eye, asked: Gaze) -> FloatArray:
    """(2,) degrees to the picture's right and down that the flow turns an eye, by where its iris
    centre goes."""
    view = view_eye(frame.bgr, eye)
    warp = engine.redirect([view], [crop_redirection(asked, view.crop)])[0]
    source = view.anchors[IRIS]
    place = source.copy()
    for _ in range(8):  # the point that samples the source's iris centre
        x, y = np.clip(np.rint(place).astype(int), 0, (CROP_WIDTH_PX - 1, CROP_HEIGHT_PX - 1))
        place = source - warp[:2, y, x]
    turned = view.crop.to_frame[:, :2] @ (place - source) / eye.width_px
    turn_rad = np.arcsin(np.clip(turned / IRIS_DEPTH_WIDTHS, -1, 1))
    degrees: FloatArray = np.degrees(turn_rad).astype(np.float32)
    return degrees


def _tremble(
    config: Config, engine: Engine, frame: Frame, mask: npt.NDArray[np.bool_], copies: int
) -> float:
    """Change inside a mask from one noisy copy to the next, corrected over original."""
    rng = np.random.default_rng(1)
    wide = ReleaseThresholds(
        head_pitch_low_deg=30, head_pitch_high_deg=35, head_yaw_low_deg=30, head_yaw_high_deg=35
    )
    most = config.correction.max_faces
    up = CorrectionConfig(mode="angle", vertical_deg=10.0, max_faces=most, letting_go=wide)
    totals, last = np.zeros(2), None
    localizer = open_localizer(config.engine, max_faces=most)  # asked in every frame
    with Corrector(config, engine=engine, localizer=localizer) as corrector:
        for number in range(copies):
            noise = rng.normal(0, 2.0, frame.bgr.shape)
            bgr = np.clip(frame.bgr + noise, 0, 255).round().astype(np.uint8)
            noisy = Frame(bgr, number / 30, number)
            corrected = corrector.correct(noisy, settings=up)
            now = [noisy.bgr[mask].astype(float), corrected.frame.bgr[mask].astype(float)]
            if last is not None:
                totals += [np.abs(a - b).mean() for a, b in zip(now, last, strict=True)]
            last = now
    return float(totals[1] / totals[0])


def _all_faces(config: Config) -> Config:
    return replace(config, correction=replace(config.correction, max_faces=20))


def _lid_mask(frame: Frame, eye: Eye, margin: float) -> npt.NDArray[np.bool_]:
    """Pixels inside the lids, or within `margin` eye widths of them."""
    return polygon_mask(frame.size, eye.landmarks[:6], margin * eye.width_px)


def _pictures(photos: Path) -> list[Path]:
    hint = "--photos takes a folder of JPEG or PNG files"
    return files_in(photos, {".jpg", ".jpeg", ".png"}, "pictures", hint)


def _crops(mesh: FloatArray) -> tuple[EyeCrop, EyeCrop]:
    left, right = (
        eye_crop(Eye(side, mesh[list(EYE_POINTS[side])].astype(np.float32) - 0.5, 1.0, 1.0))
        for side in (Side.LEFT, Side.RIGHT)
    )
    return left, right


def _counts(seen: dict[str, Any], crops: tuple[EyeCrop, EyeCrop], size: tuple[int, int]) -> bool:
    usable = seen["eye_px"] > MIN_EYE_PX and min(seen["open"]) > MIN_OPEN
    return usable and all(crop.lies_inside(size) for crop in crops)


def _cell(bgr: Image, crops: tuple[EyeCrop, EyeCrop]) -> Image:
    """Both eyes as the picture shows them, the subject's right eye on the left."""
    width, height = CELL_SIZE[0] // 2, CELL_SIZE[1]
    halves = []
    for crop in reversed(crops):
        x0, y0, x1, y1 = crop_box(crop, (bgr.shape[1], bgr.shape[0]))
        half = enlarge(bgr[y0:y1, x0:x1], min(width / (x1 - x0), height / (y1 - y0)))
        canvas = np.zeros((height, width, 3), np.uint8)
        canvas[: half.shape[0], : half.shape[1]] = half[:height, :width]
        halves.append(canvas)
    return np.hstack(halves)
