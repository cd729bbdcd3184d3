"""The eyes of known faces: seen, redirected and drawn, each frame by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gazefix.correction.filters import ramp
from gazefix.correction.gaze import NO_PROFILE, VIEWS, Anchor, KnownFace, Profile, View, read_faces
from gazefix.correction.policy import Decision, Reason, decide_eye, frame_reason, scaled
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import (
    CROP_SIZE,
    EyePlace,
    Slit,
    crop_bounds,
    eye_contrast,
    inside,
    measure_slit,
    place_eye,
    view_eye,
    view_place,
)
from gazefix.imaging.front_lines import REACH_PX, FrontLines, lines_before
from gazefix.imaging.geometry import crop_redirection
from gazefix.imaging.prepared_warp import PreparedWarp, prepare_warps
from gazefix.networks.engine import Engine
from gazefix.types import DrawnFrame, Face, FloatArray, Frame, Gaze, GazeReading, Timings

#: Contrast between the lids (see `imaging.crops.eye_contrast`) up to which a hand or dark glasses
#: hide an eye, and from which it is corrected in full. Of 4,746 photographed eyes none had less
#: than 0.11 and 0.15 % less than 0.16; half of the patches of skin beside 36 eyes had under 0.07.
CONTRASTS: Final = (0.10, 0.16)
#: Depth of an eye's slit in eye widths (see `imaging.crops.Slit`) up to which it holds no iris, and
#: from which it does. Of 4,746 photographed eyes three had less than 0.15, all behind reflections.
SLIT_DEPTHS: Final = (0.12, 0.15)
#: Depth as a share of the lids' opening, likewise: 0.46 and 0.72 in two laughing eyes, 0.86 and
#: more in 50 others. Narrow eyes are as shallow, but dark over all of their opening.
SLIT_SHARES: Final = (0.75, 0.85)
#: Darkness up to which the slit is too faint to tell, and from which it is believed.
SLIT_DARKNESS: Final = (0.3, 0.4)
#: What is drawn around an eye lies in this box, in crop pixels.
_DRAWN: Final = (-REACH_PX, -REACH_PX, CROP_SIZE[0] + REACH_PX, CROP_SIZE[1] + REACH_PX)
#: Stands in for the gaze where no mode asked for it.
NO_READING: Final = GazeReading(Gaze(0.0, 0.0), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class SeenFace:
    """A face of a frame, its left and right eye, and its gaze; None where nobody asked for it.

    Eyes whose gaze was read are views. `anchor`: of the face's next reading.
    """

    face: Face
    views: tuple[EyePlace, EyePlace]
    gaze: GazeReading | None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """The faces of a frame, the largest first, and what finding and reading them cost.

    carried   whether the faces were only carried along since they were last looked for
    """

    seen: tuple[SeenFace, ...] = ()
    localize_ms: float = 0.0
    gaze_ms: float = 0.0
    carried: bool = False

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces alone."""
        return tuple(seen.face for seen in self.seen)

    @property
    def views(self) -> tuple[EyePlace, ...]:
        """The eyes alone, a left and a right one for each face."""
        return tuple(view for seen in self.seen for view in seen.views)


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """A corrected frame, or the very frame that came in if nothing was changed.

    decisions   two for each face of the measurement: its left and its right eye
    reason      the one to show to people
    """

    frame: Frame
    measurement: Measurement = field(default_factory=Measurement)
    decisions: tuple[Decision, ...] = ()
    reason: Reason = Reason.OFF
    timings: Timings = field(default_factory=Timings)


#: An eye and its redirection, as its crop has it.
TurnedEye = tuple[EyePlace, Gaze]
#: Makes a warp for each eye of a frame, None for one that is left alone.
MakeWarps = Callable[[Frame, Sequence[TurnedEye]], list[PreparedWarp | None]]


class EyeRedirector:
    """Sees, warps and draws the eyes of known faces. It remembers nothing from frame to frame."""

    def __init__(self, engine: Engine, profile: Profile = NO_PROFILE) -> None:
        """Take the networks, and the calibration of the person in front of the camera."""
        self.engine, self._profile = engine, profile

    def see(
        self,
        frame: Frame,
        faces: Sequence[Face],
        *,
        gaze: bool = False,
        known: Sequence[tuple[Anchor | None, bool]] | None = None,
        views: Sequence[View] = VIEWS,
    ) -> Measurement:
        """Return a measurement of faces, with `gaze` also of where they look.

        known   for each face its anchor from the frames before, and whether its lids are veiled
        views   of faces without an anchor
        """
        if not gaze:
            places = [(place_eye(face.left), place_eye(face.right)) for face in faces]
            return Measurement(
                tuple(SeenFace(f, pair, None) for f, pair in zip(faces, places, strict=True))
            )
        eyes = [(view_eye(frame.bgr, f.left), view_eye(frame.bgr, f.right)) for f in faces]
        past = known or [(None, False)] * len(faces)
        to_read = [
            KnownFace(face, pair, anchor, veiled)
            for face, pair, (anchor, veiled) in zip(faces, eyes, past, strict=True)
        ]
        read = read_faces(
            self.engine, frame.bgr, to_read, self._profile, views=views, time_s=frame.time_s
        )
        seen = zip(faces, eyes, read, strict=True)
        return Measurement(tuple(SeenFace(face, pair, *found) for face, pair, found in seen))

    def warps(self, frame: Frame, eyes: Sequence[TurnedEye]) -> tuple[FloatArray | None, ...]:
        """Return the network's warp for each eye, None where its redirection is zero."""
        chosen = [(view_place(frame.bgr, place), by) for place, by in eyes if not by.is_zero()]
        if not chosen:
            return (None,) * len(eyes)
        made = iter(self.engine.redirect([view for view, _ in chosen], [by for _, by in chosen]))
        return tuple(None if by.is_zero() else next(made) for _, by in eyes)

    def draw(
        self, frame: Frame, places: Sequence[EyePlace], warps: Sequence[FloatArray | None]
    ) -> Frame:
        """Return the frame with eyes moved by their warps; the same frame where there is none."""
        return draw_prepared(frame, places, prepared(frame, warps, places))

    @staticmethod
    def without_hidden(
        frame: Frame, places: Sequence[EyePlace], decisions: tuple[Decision, ...]
    ) -> tuple[Decision, ...]:
        """Return the decisions, but leave alone what a hand, dark glasses or lids hide.

        decisions   one for each place
        """
        return tuple(
            choice
            if choice.redirection.is_zero()
            else weakened(
                choice, eye_contrast(frame.bgr, place.eye), measure_slit(frame.bgr, place)
            )
            for place, choice in zip(places, decisions, strict=True)
        )

    def redirect(
        self, frame: Frame, measurement: Measurement, redirection: Gaze | Sequence[Gaze]
    ) -> Correction:
        """Redirect the eyes of a measurement, but for those that cannot be.

        redirection   one for all eyes, or two for each face: its left and its right eye

        Raises ValueError for another number of redirections.
        """
        eyes = [eye for face in measurement.faces for eye in face.eyes]
        each = [redirection] * len(eyes) if isinstance(redirection, Gaze) else redirection
        pairs = zip(eyes, each, strict=True)
        decided = tuple(decide_eye(eye, angle, frame.size) for eye, angle in pairs)
        decisions = self.without_hidden(frame, measurement.views, decided)
        reason = frame_reason(len(measurement.faces), decisions)
        return self.carry_out(frame, measurement, decisions, reason)

    def carry_out(
        self,
        frame: Frame,
        measurement: Measurement,
        decisions: tuple[Decision, ...],
        reason: Reason,
        make: MakeWarps | None = None,
    ) -> Correction:
        """Redirect eyes as decided; `make` takes the place of plain warps."""
        began = time.perf_counter()
        eyes = turned_eyes(measurement, [decision.redirection for decision in decisions])
        warps = (make or self._plain)(frame, eyes)
        redirected = time.perf_counter()
        drawn = draw_prepared(frame, measurement.views, warps)
        timings = Timings(localize_ms=measurement.localize_ms, gaze_ms=measurement.gaze_ms)
        if drawn is not frame:
            timings = replace(
                timings,
                redirect_ms=(redirected - began) * 1e3,
                composite_ms=(time.perf_counter() - redirected) * 1e3,
            )
        return Correction(drawn, measurement, decisions, reason, timings)

    def _plain(self, frame: Frame, eyes: Sequence[TurnedEye]) -> list[PreparedWarp | None]:
        return prepared(frame, self.warps(frame, eyes), [place for place, _ in eyes])


def weakened(decision: Decision, contrast: float, slit: Slit) -> Decision:
    """Return what the contrast between an eye's lids (see CONTRASTS) and its slit leave of it."""
    share, iris = ramp(contrast, CONTRASTS), iris_share(slit)
    reason = Reason.UNSURE if share == 0 else Reason.CLOSED if iris == 0 else decision.reason
    return Decision(scaled(decision.redirection, share * iris), reason)


def iris_share(slit: Slit) -> float:
    """Return how sure it is that an eye's slit holds an iris, 0..1."""
    shown = max(ramp(slit.depth, SLIT_DEPTHS), ramp(slit.share, SLIT_SHARES))
    return 1.0 - (1.0 - shown) * ramp(slit.darkness, SLIT_DARKNESS)


def turned_eyes(measurement: Measurement, redirections: Sequence[Gaze]) -> list[TurnedEye]:
    """Return the eyes of a measurement with their redirections, which are in the frame's axes."""
    pairs = zip(measurement.views, redirections, strict=True)
    return [(view, crop_redirection(redirection, view.crop)) for view, redirection in pairs]


def prepared(
    frame: Frame, warps: Sequence[FloatArray | None], places: Sequence[EyePlace]
) -> list[PreparedWarp | None]:
    """Prepare warps to be drawn, all in one pass, and find the lines before their eyes."""
    some = [(warp, place) for warp, place in zip(warps, places, strict=True) if warp is not None]
    made = iter(prepare_warps(*zip(*some, strict=True)) if some else ())
    return [
        None if warp is None else _with_lines(next(made), frame, place)
        for warp, place in zip(warps, places, strict=True)
    ]


def _with_lines(warp: PreparedWarp, frame: Frame, place: EyePlace) -> PreparedWarp:
    lines = lines_before(frame.bgr, place, float(warp.iris_way[1]))
    return warp if lines is None else replace(warp, lines=lines)


def draw_prepared(
    frame: Frame, places: Sequence[EyePlace], warps: Sequence[PreparedWarp | None]
) -> Frame:
    """Return the frame with eyes moved by their warps; the same frame where there is none."""
    moved = [(place, warp) for place, warp in zip(places, warps, strict=True) if warp is not None]
    if not moved:
        return frame
    bgr = frame.bgr.copy()
    eyes, by = [place for place, _ in moved], [warp for _, warp in moved]
    lines = FrontLines(frame.bgr, eyes, [warp.lines for warp in by])
    composite_eyes(bgr, lines.behind, eyes, by)
    lines.put_back(bgr)
    return DrawnFrame(bgr, frame.time_s, frame.index, _drawn_rows(frame, eyes))


def _drawn_rows(frame: Frame, eyes: Sequence[EyePlace]) -> tuple[int, int]:
    """Return the first row and the end of those that drawing may change, now or before."""
    boxes = [inside(crop_bounds(eye.crop, _DRAWN), frame.size) for eye in eyes]
    rows = [(box[1], box[3]) for box in boxes]
    if isinstance(frame, DrawnFrame):
        rows.append(frame.rows)
    return min(first for first, _ in rows), max(end for _, end in rows)
