"""The lower part of a raised iris: a lid hides it in the source, so it is completed as a disc.

A warp can only draw what it finds there: the lid's edge, pressed into a corner, and the light of
the tears on it, which would rise with the iris.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from gazefix.imaging.changed_pixels import ChangedPixels, Sheet
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.eye_model import GLINT_WAY, USUAL_IRIS_RADIUS_PX
from gazefix.imaging.geometry import CROP_CENTRE_PX, FloatMatrix, transform_points
from gazefix.imaging.glints import Corneas, Glints
from gazefix.imaging.operations import Places, limited, ramp, root_of_squares, tripled
from gazefix.types import IRIS, FloatArray

#: Returns (M, 3): the frame's colours at x and y (M,), without glints.
Sample = Callable[[FloatArray, FloatArray], FloatArray]
#: Way up of the iris at which its disc starts to be completed, and is completed wholly, in crop
#: pixels: about 7 and 18 degrees. From 1.0 to 2.5, eyes raised by 10 degrees err by 0.42 for 0.41.
_RAISED_PX: Final = (1.5, 4.0)
#: Distance of the iris from the crop's middle, sideways, from which its disc is less completed,
#: and not at all, in crop pixels: about 22 and 35 degrees. Turned further, an iris is no disc.
_ASIDE_PX: Final = (8.0, 12.0)
#: Part of the landmarks' iris radius at which the disc ends. At 1.0, its edge lies over the white:
#: eyes raised by 20 degrees err by 0.32 for 0.30.
_EDGE: Final = 0.9
#: Half the width of the disc's edge, in crop pixels: about the blur of a lens.
_SOFT_PX: Final = 1.2
#: Limits of an iris's radius over the usual one: landmarks err.
_RADII: Final = (0.75, 1.35)
#: Radii of the rings whose colours are read, as parts of the iris's radius. Further out lies the
#: limbus, where a radius that errs reads the white.
_RINGS: Final = np.linspace(0.35, 0.85, 6, dtype=np.float32)
_PER_RADIUS: Final = (len(_RINGS) - 1) / (_RINGS[-1] - _RINGS[0])
#: Directions in which rings are read.
_ANGLES: Final = np.linspace(0.0, 2 * np.pi, 24, endpoint=False, dtype=np.float32)
_RING_PLACES: Final = _RINGS[:, None, None] * np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], 1)
#: Rings are read this far inside the lids, in crop pixels, and need so many places each.
_INSIDE_PX: Final = 2.0
_FEWEST: Final = 5
#: A pixel whose source lies this far inside the lids keeps its colour, and one nearer to them
#: than the second gets the ring's; crop pixels.
_SEEN_PX: Final = (3.5, 1.5)
#: Where the completion starts below the iris's centre and is whole, and the same of the limit for
#: brightness; parts of the iris's radius.
_COMPLETED_FROM: Final = (0.0, 0.25)
_LIMITED_FROM: Final = (-0.2, 0.2)
#: How much brighter than its ring a pixel may be, in levels: more is light from the lower lid.
_BRIGHTER_LEVELS: Final = 10.0
#: Distance of a glint's source from the lower lid up to which it is the light of tears, which
#: stays at the lid, and from which on it is a glint; crop pixels.
_TEARS_PX: Final = (3.0, 4.5)
#: Way of the lower lid for each pixel that the iris rises, and the distance from it at which the
#: disc starts to show, and shows wholly, in crop pixels: landmarks lie inside the lid's edge.
_LID_WAY: Final = 0.3
_ABOVE_PX: Final = (-1.0, 1.0)
#: The last numbers of `Rules` in eyes.h.
IRIS_DISCS: Final = (
    *(*_RAISED_PX, *_ASIDE_PX, _EDGE, _SOFT_PX, _RINGS[0], _RINGS[-1], _INSIDE_PX, _FEWEST),
    *(*_SEEN_PX, *_COMPLETED_FROM, *_LIMITED_FROM, _BRIGHTER_LEVELS, *_TEARS_PX),
    *(_LID_WAY, *_ABOVE_PX),
)
#: The lower lid's edges in `Corneas.edges`.
_LOWER_EDGES: Final = slice(3, 6)


def complete_irises(
    sample: Sample,
    views: Sequence[EyePlace],
    sheet: Sheet,
    pixels: ChangedPixels,
    colours: FloatArray,
) -> None:
    """Complete the lower part of raised irises in the pixels' colours (M, 3), without glints.

    Inside the new iris, pixels whose source a lid hides get the colour of their ring around the
    iris's centre. The lower half gets no brighter than that.
    """
    shares = _shares(sheet)
    if not shares.any():
        return
    beside = np.array([view.anchors[IRIS, 0] for view in views]) - CROP_CENTRE_PX[0]
    shares *= 1 - ramp(np.abs(beside), *_ASIDE_PX)
    edges = Corneas.of(np.array([view.anchors for view in views])).edges
    for eye in np.flatnonzero(shares).tolist():
        view, own = views[eye], pixels.eyes[eye]
        rings = _ring_colours(sample, view, edges[eye])
        if rings is None:
            continue
        radius, way = radius_px(view), sheet.warps[eye].iris_way
        to_disc = view.crop.to_crop / radius
        to_disc[:, 2] -= (view.anchors[IRIS] - way) / radius
        x, y = _moved(to_disc, pixels.at[:, own])
        chosen = np.flatnonzero((np.abs(x) < 1) & (y > _LIMITED_FROM[0]) & (y < 1))
        x, y = x[chosen], y[chosen]
        chosen += own.start
        distance = root_of_squares(x, y)
        disc = limited(0.5 + (_EDGE - distance) * (radius / (2 * _SOFT_PX)), 0.0, 1.0)
        # The same places where the lower lid stood.
        lid_x, lid_y = (
            radius * apart + (centre - (1 - _LID_WAY) * moved)
            for apart, centre, moved in zip((x, y), view.anchors[IRIS], way, strict=True)
        )
        disc *= ramp(_inside(edges[eye, _LOWER_EDGES], lid_x, lid_y), *_ABOVE_PX)
        disc *= shares[eye]
        source_x, source_y = _moved(view.crop.to_crop, pixels.sources.take(chosen, 1))
        ring = _at_distances(rings, distance)
        made = colours.take(chosen, 0)
        too_bright = np.maximum(made - ring - _BRIGHTER_LEVELS, 0)
        made -= tripled(disc * ramp(y, *_LIMITED_FROM)) * too_bright
        hidden = ramp(_inside(edges[eye], source_x, source_y), *_SEEN_PX)
        hidden *= disc * ramp(y, *_COMPLETED_FROM)
        made += tripled(hidden) * (ring - made)
        colours[chosen] = made


def glints_without_tears(
    glints: Glints, sheet: Sheet, eyes: Places, x: FloatArray, y: FloatArray
) -> FloatArray:
    """Return (M,) in 0..1: how far moved glints show, but for the light of tears on a lower lid.

    That light stays at the lid while the iris rises.

    eyes    (M,) the eyes that the pixels belong to
    x, y    (M,) where the pixels are sampled, in frame pixels
    """
    shown = glints.shown(eyes, x, y)
    shares = _shares(sheet)
    for eye in np.flatnonzero(shares).tolist():
        own = np.flatnonzero(eyes == eye)
        above = _inside(glints.corneas.edges[eye, _LOWER_EDGES], x[own], y[own])
        # A pixel is sampled at its iris's place; its glint came from further up.
        above += (1 - GLINT_WAY) * sheet.warps[eye].iris_way[1]
        shown[own] *= 1 - shares[eye] * (1 - ramp(above, *_TEARS_PX))
    return shown


def _ring_colours(sample: Sample, view: EyePlace, edges: FloatArray) -> FloatArray | None:
    """Return (rings, 3): an iris's colours at its radii, read between the lids.

    None if too little of it shows.
    """
    places = view.anchors[IRIS] + radius_px(view) * _RING_PLACES
    shown = _inside(edges, *places.reshape(-1, 2).T).reshape(places.shape[:2]) >= _INSIDE_PX
    counts = shown.sum(1)
    read = np.flatnonzero(counts >= _FEWEST)
    if not len(read):
        return None
    x, y = transform_points(view.crop.to_frame, places).reshape(-1, 2).T
    colours = sample(x, y).reshape(*shown.shape, 3)
    colours[~shown] = np.inf
    medians = np.sort(colours, 1)[read, counts[read] // 2]
    # A ring that does not show is like the next one that does.
    nearest = np.abs(read - np.arange(len(_RINGS))[:, None]).argmin(1)
    rings: FloatArray = medians[nearest]
    return rings


def _at_distances(rings: FloatArray, distances: FloatArray) -> FloatArray:
    """Return (M, 3): the rings' colours at distances from the centre, in parts of the radius."""
    place = limited((distances - _RINGS[0]) * _PER_RADIUS, 0.0, len(_RINGS) - 1.001)
    number = place.astype(np.intp)
    share = tripled((place - number).astype(np.float32))
    inner, outer = rings.take(number, 0), rings.take(number + 1, 0)
    colours: FloatArray = inner + share * (outer - inner)
    return colours


def _moved(matrix: FloatMatrix, places: FloatArray) -> FloatArray:
    """Return places (2, M) under a (2, 3) affine map."""
    flat = matrix.astype(np.float32)
    moved: FloatArray = flat[:, :2] @ places + flat[:, 2:]
    return moved


def radius_px(view: EyePlace) -> float:
    """Return the radius of an eye's iris, in crop pixels."""
    usual = view.eye.iris_radius_px / view.crop.scale / USUAL_IRIS_RADIUS_PX
    return USUAL_IRIS_RADIUS_PX * min(max(usual, _RADII[0]), _RADII[1])


def _inside(edges: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return (M,): how far places of the frame lie inside edges (K, 3), in crop pixels."""
    a, b, c = edges.T[..., None]
    inside: FloatArray = (a * x + b * y + c).min(0)
    return inside


def _shares(sheet: Sheet) -> FloatArray:
    """Return (N,) in 0..1: how far each eye is raised."""
    return ramp(np.array([warp.iris_way[1] for warp in sheet.warps]), *_RAISED_PX)
