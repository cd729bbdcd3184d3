"""The geometry of rendered eyes: one anatomy with any gaze, a batch at once, on any device.

The face around the eye is a height field (a bulge over the eyeball) seen under the head's rotation;
the eyeball is a sphere with the iris on a plane behind the cornea. Every pixel's material is known,
and so is the true flow between two gazes. Maps have shape (B, H, W), colours (B, 3, H, W).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.training.anatomy import Anatomy

#: Places of the localizer's four lid landmarks along the lids (0 inner corner, 1 outer), in the
#: order of LANDMARK_NAMES: upper inner, upper outer, lower outer, lower inner.
LID_LANDMARK_PLACES: Final = (0.41, 0.78, 0.70, 0.34)
#: Share of the upper lid's way that a hanging fold follows when the lid falls, and when it rises
#: with the brow.
HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP = 0.2, 0.65


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """How a crop sees the eye: crop pixel = linear @ (u, v) + offset, (u, v) mm of the image plane.

    linear  (B, 2, 2);  offset  (B, 2)
    """

    linear: Tensor
    offset: Tensor

    def plane_mm(self) -> tuple[Tensor, Tensor]:
        """Return (u, v) of every crop pixel, (B, H, W) each."""
        device = self.linear.device
        ys = torch.arange(CROP_HEIGHT_PX, device=device).float()[:, None]
        xs = torch.arange(CROP_WIDTH_PX, device=device).float()
        xx, xy, yx, yy = _entries(torch.linalg.inv(self.linear))
        dx, dy = xs - self.offset[:, 0, None, None], ys - self.offset[:, 1, None, None]
        return xx * dx + xy * dy, yx * dx + yy * dy

    def to_px(self, u: Tensor, v: Tensor) -> Tensor:
        """Return crop pixels (B, N, 2) of image-plane mm (B, N)."""
        points = torch.stack([u, v], -1)
        return points @ self.linear.transpose(1, 2) + self.offset[:, None]

    def way_px(self, du: Tensor, dv: Tensor) -> tuple[Tensor, Tensor]:
        """Return ways in crop pixels from ways in image-plane mm, (B, H, W) each."""
        xx, xy, yx, yy = _entries(self.linear)
        return xx * du + xy * dv, yx * du + yy * dv

    def px_per_mm(self) -> Tensor:
        """Return the scale, (B, 1, 1)."""
        return torch.linalg.det(self.linear).abs().sqrt()[:, None, None]


@dataclass(frozen=True, slots=True, eq=False)
class Lids:
    """Heights of the lid margins over a map of x in the head's frame, now and at rest.

    hood    edge of a fold that may hang over the upper margin; far above if there is none
    place   0..1 from the inner to the outer corner
    inside  whether x is between the corners
    """

    upper: Tensor
    lower: Tensor
    upper_rest: Tensor
    lower_rest: Tensor
    hood: Tensor
    place: Tensor
    inside: Tensor


def gaze_directions(gaze: Tensor) -> Tensor:
    """Return unit vectors (B, 3) of gaze (B, 2): x right, y down, z to the lens."""
    pitch, yaw = gaze[:, 0], gaze[:, 1]
    return torch.stack([pitch.cos() * yaw.sin(), -pitch.sin(), pitch.cos() * yaw.cos()], 1)


class Scene:
    """One anatomy with one gaze (B, 2), seen by one camera (B eyes)."""

    def __init__(self, anatomy: Anatomy, gaze: Tensor, camera: Camera) -> None:
        self.a, self.camera = anatomy, camera
        a = anatomy
        self.head = head_rotation(a)  # (B, 3, 3), head -> camera
        self.eye = eye_axes(gaze)  # (B, 3, 3), columns: iris x, iris y, direction
        in_head = self.head.transpose(1, 2) @ self.eye[:, :, 2:]  # (B, 3, 1)
        self.depth = (a.ball_radius**2 - a.iris_radius**2).sqrt()  # of the iris plane, (B, 1, 1)
        self.iris_x, self.iris_y = self.depth * in_head[:, :1], self.depth * in_head[:, 1:2]

    def lids(self, x: Tensor) -> Lids:
        """Return the lids' margins at head-frame x (any map)."""
        a = self.a
        raw = (x - a.inner_x) / (a.outer_x - a.inner_x)
        t = raw.clamp(0, 1)
        chord = a.inner_y + (a.outer_y - a.inner_y) * t
        rest_t = -a.inner_x / (a.outer_x - a.inner_x)  # the straight look
        rest_chord = a.inner_y + (a.outer_y - a.inner_y) * rest_t
        upper_powers = a.upper_inner_power, a.upper_outer_power
        lower_powers = a.lower_inner_power, a.lower_outer_power
        up = _arch(t, *upper_powers) / _arch(rest_t, *upper_powers)
        low = _arch(t, *lower_powers) / _arch(rest_t, *lower_powers)
        upper_rest = (-(a.iris_radius - a.upper_cover) + a.squint).clamp(max=3)
        lower_rest = a.iris_radius - a.lower_cover - 0.7 * a.squint
        drop = a.upper_drop * self.iris_y.clamp(min=0)
        upper_now = upper_rest + a.upper_gain * self.iris_y + drop
        lower_now = lower_rest + a.lower_gain * self.iris_y
        lower_now = torch.maximum(lower_now, rest_chord - 1.0)
        upper_now = torch.minimum(upper_now, lower_now - 1.5)
        upper_shift = upper_now - upper_rest
        # The cornea bulges, so the upper margin is highest above it and its peak follows the yaw.
        bump = torch.exp(-(((x - self.iris_x) / 5.5) ** 2)) - torch.exp(-((x / 5.5) ** 2))
        ends = (4 * t * (1 - t)).clamp(0, 1)
        follow = a.corneal_lift * bump * ends
        upper_rest = chord + (upper_rest - rest_chord) * up
        lower_rest = chord + (lower_rest - rest_chord) * low
        lower = chord + (lower_now - rest_chord) * low
        # A hanging fold follows the lid only a little, and hides a margin that rises behind it.
        epicanthus = a.epicanthus * torch.exp(-((t / 0.22) ** 2))
        hood_rest = upper_rest + a.hood_drop + a.hood_outer * t**2 + epicanthus
        hood_rest = torch.minimum(hood_rest, lower_rest - 2.5 * ends)
        hood_rest = torch.where(a.hood > 0, hood_rest, upper_rest - 100)
        follows = torch.where(upper_shift > 0, HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP)
        hood = hood_rest + follows * upper_shift
        upper = torch.maximum(chord + (upper_now - rest_chord) * up - follow, hood)
        return Lids(
            upper=torch.minimum(upper, lower),  # a lowered lid rests on the lower one
            lower=lower,
            upper_rest=torch.maximum(upper_rest, hood_rest),
            lower_rest=lower_rest,
            hood=hood,
            place=t,
            inside=(raw > 0) & (raw < 1),
        )

    def wet_line_mm(self, lids: Lids) -> Tensor:
        """Return the thickness of the lower lid's wet edge, a map."""
        return self.a.wet_line * (0.4 + 0.6 * lids.place)

    def surface(self, u: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return head-frame (x, y, z) of the face at image-plane (u, v)."""
        r = self.head[:, :, :, None, None]
        xx, xy, yx, yy = _entries(torch.linalg.inv(self.head[:, :2, :2]))
        x, y = u, v
        z = _bulge(x, y, self.a.bulge)
        for _ in range(3):  # a fixed point: the bulge's slope times the tilt stays below one
            du, dv = u - r[:, 0, 2] * z, v - r[:, 1, 2] * z
            x, y = xx * du + xy * dv, yx * du + yy * dv
            z = _bulge(x, y, self.a.bulge)
        return x, y, z

    def project(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Return image-plane (u, v) of points (B, N) of the face's surface."""
        z = _bulge(x, y, self.a.bulge[:, :, 0])
        seen = self.head @ torch.stack([x, y, z], 1)
        return seen[:, 0], seen[:, 1]

    def landmarks_mm(self) -> Tensor:
        """Return (B, 7, 2): the true landmarks, image-plane mm, in the order of LANDMARK_NAMES."""
        a = self.a
        places = torch.tensor(LID_LANDMARK_PLACES, device=a.head_yaw.device)[None, :]
        inner_x, outer_x = a.inner_x[:, :, 0], a.outer_x[:, :, 0]
        x = inner_x + (outer_x - inner_x) * places
        lids = self.lids(x[:, :, None])
        y = torch.cat([lids.upper[:, :2, 0], lids.lower[:, 2:, 0]], 1)
        x = torch.cat([inner_x, x[:, :2], outer_x, x[:, 2:]], 1)
        y = torch.cat([a.inner_y[:, :, 0], y[:, :2], a.outer_y[:, :, 0], y[:, 2:]], 1)
        u, v = self.project(x, y)
        iris = self.depth[:, :, 0] * self.eye[:, :2, 2]
        return torch.cat([torch.stack([u, v], -1), iris[:, None]], 1)

    def iris_covered_mm(self) -> tuple[Tensor, Tensor]:
        """Return how much of the iris the upper and the lower lid hide, (B,) each, mm."""
        lids = self.lids(self.iris_x)
        r = self.a.iris_radius
        top = (lids.upper - (self.iris_y - r)).clamp(min=0)
        bottom = ((self.iris_y + r) - lids.lower).clamp(min=0)
        return top[:, 0, 0], bottom[:, 0, 0]

    def on_ball(self, u: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return iris-plane (p, q) mm of the eyeball at (u, v), and whether that is iris."""
        e = self.eye[:, :, :, None, None]
        t = (self.depth - e[:, 0, 2] * u - e[:, 1, 2] * v) / e[:, 2, 2]
        p = e[:, 0, 0] * u + e[:, 1, 0] * v + e[:, 2, 0] * t
        q = e[:, 0, 1] * u + e[:, 1, 1] * v + e[:, 2, 1] * t
        return p, q, (p * p + q * q) < self.a.iris_radius**2

    def iris_to_plane(self, p: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
        """Return image-plane (u, v) of iris-plane coordinates."""
        e = self.eye[:, :, :, None, None]
        u = e[:, 0, 0] * p + e[:, 0, 1] * q + e[:, 0, 2] * self.depth
        return u, e[:, 1, 0] * p + e[:, 1, 1] * q + e[:, 1, 2] * self.depth

    def ball_direction(self, u: Tensor, v: Tensor) -> Tensor:
        """Return the unit vector (B, 3, H, W) of the sphere at (u, v), in the eye's own axes."""
        n = sphere_normals(u, v, self.a.ball_radius)
        return torch.einsum("bij,bihw->bjhw", self.eye, n)

    def direction_to_plane(self, direction: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return a direction's image-plane (u, v) from the eye's axes, and z (below 0: behind)."""
        n = torch.einsum("bij,bjhw->bihw", self.eye, direction)
        return self.a.ball_radius * n[:, 0], self.a.ball_radius * n[:, 1], n[:, 2]

    def lid_shift(self, y: Tensor, lids: Lids) -> Tensor:
        """Return how far the skin at height y is from rest: most at the lid's margin."""
        a = self.a
        up, low = lids.upper - lids.upper_rest, lids.lower - lids.lower_rest
        above, below = lids.upper - y, y - lids.lower
        reach = torch.maximum(4.0 + 0 * up, 1.5 * up.abs())
        smooth = torch.exp(-((above.clamp(min=0) / reach) ** 2))
        crease = lids.upper - self.crease_distance(lids)
        under_fold = (y > crease).float()
        over_fold = torch.exp(-(((crease - y).clamp(min=0) / 5.0) ** 2))
        folded = under_fold + (1 - under_fold) * 0.2 * over_fold
        # A fold that hangs over a raised lid rises as one with it.
        fold = torch.where((a.hood > 0) & (up < 0), 0.0, a.fold)
        upper_shift = up * (fold * folded + (1 - fold) * smooth)
        reach = torch.maximum(5.0 + 0 * low, 1.5 * low.abs())
        lower_shift = low * torch.exp(-((below.clamp(min=0) / reach) ** 2))
        middle = (lids.upper + lids.lower) / 2
        return torch.where(y < middle, upper_shift, lower_shift)

    def crease_distance(self, lids: Lids) -> Tensor:
        """Return the crease's height above the upper margin, mm: a raised lid shows less."""
        arch = (4 * lids.place * (1 - lids.place)).clamp(min=0.05).sqrt()
        moved = lids.upper - lids.upper_rest
        crease = self.a.crease_height * arch + 0.8 * moved
        return torch.where(self.a.hood > 0, lids.upper - lids.hood, crease).clamp(min=0.4)


def head_rotation(a: Anatomy) -> Tensor:
    """Return (B, 3, 3): the rotation from the head's frame to the camera's, without roll."""
    pitch, yaw = a.head_pitch[:, 0, 0], a.head_yaw[:, 0, 0]
    zero, one = torch.zeros_like(pitch), torch.ones_like(pitch)
    turn = [yaw.cos(), zero, yaw.sin(), zero, one, zero, -yaw.sin(), zero, yaw.cos()]
    nod = [one, zero, zero, zero, pitch.cos(), -pitch.sin(), zero, pitch.sin(), pitch.cos()]
    return torch.stack(turn, 1).view(-1, 3, 3) @ torch.stack(nod, 1).view(-1, 3, 3)


def eye_axes(gaze: Tensor) -> Tensor:
    """Return (B, 3, 3): the iris's x and y axes and the gaze, as columns in the camera's frame."""
    direction = gaze_directions(gaze)
    down = torch.tensor([0.0, 1.0, 0.0], device=gaze.device).expand_as(direction)
    x = F.normalize(torch.linalg.cross(down, direction), dim=1)
    return torch.stack([x, torch.linalg.cross(direction, x), direction], 2)


def _entries(matrices: Tensor) -> tuple[Tensor, ...]:
    """Return the four entries of matrices (B, 2, 2), (B, 1, 1) each."""
    return matrices.flatten(1)[:, :, None, None].unbind(1)


def _arch(t: Tensor, inner_power: Tensor, outer_power: Tensor) -> Tensor:
    """Return a bump over 0..1, zero at both ends, with its forms there by two powers."""
    return (t.clamp(1e-4, 1) ** inner_power) * ((1 - t).clamp(1e-4, 1) ** outer_power)


def _bulge(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    """Return the face's height: a sphere of `radius` near the centre, flattening outwards."""
    return radius * torch.exp(-(0.75 * x * x + y * y) / (2 * radius * radius))


def sphere_normals(u: Tensor, v: Tensor, ball_radius: Tensor) -> Tensor:
    """Return the eyeball's unit normals (B, 3, H, W) at (u, v); beyond it, its outline's."""
    distance = (u * u + v * v).sqrt().clamp(min=1e-6)
    scale = 1 / torch.maximum(distance / 0.999, ball_radius)
    x, y = u * scale, v * scale
    return torch.stack([x, y, (1 - x * x - y * y).clamp(min=1e-4).sqrt()], 1)
