"""The lids of rendered eyes: the margins at each gaze, and the skin that moves with them.

Lengths are mm in the head's frame, y down (see `EyeParameters`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gazefix.training.rendering.eye_parameters import EyeParameters

#: Share of the upper lid's movement that a hanging fold follows when the lid falls, and when it
#: rises with the brow.
HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP = 0.2, 0.65
#: A falling lid's skin comes out from under its fold: by this share it falls less than the margin.
UNROLLED: Final = 0.25
#: Shares of the margin's way that the skin above the crease follows.
BEYOND_FALLING, BEYOND_RISING = 0.2, 0.3
#: Radius of the bulge that the cornea makes in the upper lid.
CORNEA_RADIUS_MM: Final = 5.5
#: By these shares the lower lid and the outer corner go further down, and less far up, than their
#: gains say; measured as BALL_MM.
LOWER_MORE_DOWN, CORNER_MORE_DOWN = 0.12, 0.45
#: How far above and below the lids their skin follows them sideways.
DRAG_REACH_MM: Final = 8.0
#: How far beyond the outer corner the skin follows it.
CORNER_REACH_MM: Final = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Lids:
    """Heights of the lid margins over a map of x, now and at rest (looking straight ahead).

    beside  shift of the skin around the outer corner, which follows the upper lid: above the
            corner's height, and below it
    risen   how far the upper lid is above its rest, before the eyeball's centre
    drag    shift sideways of the margins and the skin beside them, which follow the iris a little
    hood    edge of a fold that may hang over the upper margin; far above if there is none
    along   0..1 from the inner to the outer corner
    inside  whether x is between the corners
    """

    parameters: EyeParameters
    upper: Tensor
    lower: Tensor
    upper_rest: Tensor
    lower_rest: Tensor
    beside: tuple[Tensor, Tensor]
    risen: Tensor
    drag: Tensor
    hood: Tensor
    along: Tensor
    inside: Tensor

    def wet_line_mm(self) -> Tensor:
        """Return the thickness of the lower lid's wet edge, a map."""
        return self.parameters.wet_line * (0.4 + 0.6 * self.along)

    def crease_distance_mm(self) -> Tensor:
        """Return the crease's height above the upper margin: a raised lid shows less."""
        arch = (4 * self.along * (1 - self.along)).clamp(min=0.05).sqrt()
        moved = self.upper - self.upper_rest
        crease = self.parameters.crease_height * arch + 0.8 * moved
        return torch.where(self.parameters.hood > 0, self.upper - self.hood, crease).clamp(min=0.4)

    def skin_shift_mm(self, y: Tensor) -> Tensor:
        """Return how far the skin at height y is from rest: most at the margins."""
        up = _larger(self.upper - self.upper_rest, self.beside[0])
        low = _larger(self.lower - self.lower_rest, self.beside[1])
        upper_shift = up * self._upper_share(y, up)
        reach = torch.maximum(5.0 + 0 * low, 1.5 * low.abs())
        lower_shift = low * _fading(y - self.lower, reach)
        middle = (self.upper + self.lower) / 2
        return torch.where(y < middle, upper_shift, lower_shift)

    def skin_drag_mm(self, y: Tensor) -> Tensor:
        """Return how far sideways the skin at height y is from rest."""
        beside = torch.maximum(self.upper - y, y - self.lower)
        return self.drag * _fading(beside, DRAG_REACH_MM)

    def _upper_share(self, y: Tensor, up: Tensor) -> Tensor:
        """Return the share of the upper margin's shift `up` that the skin at height y takes."""
        reach = torch.maximum(4.0 + 0 * up, 1.5 * up.abs())
        smooth = _fading(self.upper - y, reach)
        falling = (up > 0).float()
        crease = self.upper - self.crease_distance_mm()
        under_fold = (y > crease).float()
        unrolled = 1 - UNROLLED * falling * (1 - smooth)
        beyond = BEYOND_FALLING * falling + BEYOND_RISING * (1 - falling)
        folded = under_fold * unrolled + (1 - under_fold) * beyond * _fading(crease - y, 5.0)
        # A fold that hangs over a raised lid rises as one with it.
        fold = torch.where((self.parameters.hood > 0) & (up < 0), 0.0, self.parameters.fold)
        return fold * folded + (1 - fold) * smooth


def lids_at(parameters: EyeParameters, x: Tensor, iris_x: Tensor, iris_y: Tensor) -> Lids:
    """Return the lids at head-frame x (any map), with the iris at (iris_x, iris_y)."""
    a = parameters
    unbounded = (x - a.inner_x) / (a.outer_x - a.inner_x)
    along = unbounded.clamp(0, 1)
    drag = a.lid_drag * iris_x * (4 * along * (1 - along))
    placed = ((x - drag - a.inner_x) / (a.outer_x - a.inner_x)).clamp(0, 1)
    ahead = -a.inner_x / (a.outer_x - a.inner_x)  # where the eyeball's centre is
    chord, chord_ahead = _chord(a, along), _chord(a, ahead)
    upper_arch = _arch(placed, ahead, a.upper_inner_power, a.upper_outer_power)
    lower_arch = _arch(placed, ahead, a.lower_inner_power, a.lower_outer_power)
    upper_ahead_rest, lower_ahead_rest = _heights_at_rest(a)
    upper_ahead, lower_ahead = _heights_at(a, iris_y, chord_ahead)
    upper_rest = chord + (upper_ahead_rest - chord_ahead) * upper_arch
    lower_rest = chord + (lower_ahead_rest - chord_ahead) * lower_arch
    upper_shift = upper_ahead - upper_ahead_rest
    corner_shift = a.outer_follow * (upper_shift + CORNER_MORE_DOWN * upper_shift.abs())
    upper = upper_rest + upper_shift * _arch(along, ahead, a.move_inner_power, a.move_outer_power)
    lower = chord + (lower_ahead - chord_ahead) * lower_arch
    corner_shift = corner_shift - a.outer_yaw * iris_x
    corner_shift_here = corner_shift * _fading(x - a.outer_x, CORNER_REACH_MM)
    upper = upper + corner_shift_here * along**3
    lower = lower + corner_shift_here * along**8
    ends = (4 * along * (1 - along)).clamp(0, 1)  # 0 at the corners, 1 between them
    # The cornea bulges, so the upper margin is highest above it and its peak follows the yaw.
    bump = _fading((x - iris_x).abs(), CORNEA_RADIUS_MM) - _fading(x.abs(), CORNEA_RADIUS_MM)
    upper = upper - a.corneal_lift * bump * ends
    hood_rest = _hood_at_rest(a, along, ends, upper_rest, lower_rest)
    # A hanging fold follows the lid only a little, and hides a margin that rises behind it.
    follows = torch.where(upper_shift > 0, HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP)
    hood = hood_rest + follows * upper_shift
    beside = corner_shift * torch.exp(-(((x - a.outer_x) / 5.0) ** 2))
    return Lids(
        a,
        upper=torch.minimum(torch.maximum(upper, hood), lower),  # a lowered lid rests on the lower
        lower=lower,
        upper_rest=torch.maximum(upper_rest, hood_rest),
        lower_rest=lower_rest,
        beside=(beside, beside * torch.sigmoid((x - a.outer_x) / 1.2)),
        risen=-upper_shift,
        drag=drag,
        hood=hood,
        along=along,
        inside=(unbounded > 0) & (unbounded < 1),
    )


def _heights_at_rest(a: EyeParameters) -> tuple[Tensor, Tensor]:
    """Return the upper and the lower margin above the eyeball's centre, looking straight ahead."""
    upper = (-(a.iris_radius - a.upper_cover) + a.squint).clamp(max=3)
    return upper, a.iris_radius - a.lower_cover - 0.7 * a.squint


def _heights_at(a: EyeParameters, iris_y: Tensor, chord: Tensor) -> tuple[Tensor, Tensor]:
    """Return the same margins when they follow the iris; `chord`: of the corners, there."""
    upper, lower = _heights_at_rest(a)
    drop = a.upper_drop * iris_y.clamp(min=0) + a.upper_rise * iris_y.clamp(max=0)
    upper = upper + a.upper_gain * iris_y + drop
    lower_shift = a.lower_gain * (iris_y + LOWER_MORE_DOWN * iris_y.abs())
    lower = torch.maximum(lower + lower_shift, chord - 1.0)
    return torch.minimum(upper, lower - 1.5), lower


def _hood_at_rest(
    a: EyeParameters, along: Tensor, ends: Tensor, upper_rest: Tensor, lower_rest: Tensor
) -> Tensor:
    epicanthus = a.epicanthus * torch.exp(-((along / 0.22) ** 2))
    hood = upper_rest + a.hood_drop + a.hood_outer * along**2 + epicanthus
    hood = torch.minimum(hood, lower_rest - 2.5 * ends)
    return torch.where(a.hood > 0, hood, upper_rest - 100)


def _chord(a: EyeParameters, along: Tensor) -> Tensor:
    """Return the height of the line between the corners."""
    return a.inner_y + (a.outer_y - a.inner_y) * along


def _arch(along: Tensor, ahead: Tensor, inner_power: Tensor, outer_power: Tensor) -> Tensor:
    """Return a margin's form: 0 at the corners, by two powers, and 1 at `ahead`."""

    def bump(t: Tensor) -> Tensor:
        return (t.clamp(1e-4, 1) ** inner_power) * ((1 - t).clamp(1e-4, 1) ** outer_power)

    return bump(along) / bump(ahead)


def _larger(shift: Tensor, other: Tensor) -> Tensor:
    return torch.where(shift.abs() > other.abs(), shift, other)


def _fading(distance: Tensor, reach: Tensor | float) -> Tensor:
    """Return 1 up to a distance of 0, falling to 1/e at `reach`."""
    return torch.exp(-((distance.clamp(min=0) / reach) ** 2))
