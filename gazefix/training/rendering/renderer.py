"""The geometry of rendered eyes: a batch at once, with any gaze, on any device.

The face around the eye is a height field (a bulge over the eyeball) seen under the head's rotation;
the eyeball is a sphere with the iris on a plane behind the cornea. The lids are in `lids`, colours
in `shading`. Every pixel's material is known, and so is the true flow between two gazes.

Maps have shape (B, H, W), colours (B, 3, H, W).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.training.rendering.eye_parameters import VERTICAL_SHARE, EyeParameters
from gazefix.training.rendering.lids import Lids, lids_at

#: Places of the localizer's four lid landmarks along the lids (0 inner corner, 1 outer), in the
#: order of LANDMARK_NAMES: upper inner, upper outer, lower outer, lower inner.
LID_LANDMARK_PLACES: Final = (0.41, 0.78, 0.70, 0.34)


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


def gaze_directions(gaze: Tensor) -> Tensor:
    """Return unit vectors (B, 3) of gaze (B, 2): x right, y down, z to the lens."""
    pitch, yaw = gaze[:, 0], gaze[:, 1]
    return torch.stack([pitch.cos() * yaw.sin(), -pitch.sin(), pitch.cos() * yaw.cos()], 1)


class Scene:
    """B eyes with one gaze each (B, 2), seen by one camera."""

    def __init__(self, parameters: EyeParameters, gaze: Tensor, camera: Camera) -> None:
        self.a, self.camera = parameters, camera
        a = parameters
        self.head = head_rotation(a)  # (B, 3, 3), head -> camera
        turned = gaze * torch.tensor([VERTICAL_SHARE, 1.0], device=gaze.device)
        self.eye = eye_axes(turned)  # (B, 3, 3), columns: iris x, iris y, direction
        in_head = self.head.transpose(1, 2) @ self.eye[:, :, 2:]  # (B, 3, 1)
        self.depth = (a.ball_radius**2 - a.iris_radius**2).sqrt()  # of the iris plane, (B, 1, 1)
        self.iris_x, self.iris_y = self.depth * in_head[:, :1], self.depth * in_head[:, 1:2]

    def lids(self, x: Tensor) -> Lids:
        """Return the lids at head-frame x (any map)."""
        return lids_at(self.a, x, self.iris_x, self.iris_y)

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
        corner_y = self.lids(a.outer_x).lower[:, :, 0]
        y = torch.cat([lids.upper[:, :2, 0], lids.lower[:, 2:, 0]], 1)
        x = torch.cat([inner_x, x[:, :2], outer_x, x[:, 2:]], 1)
        y = torch.cat([a.inner_y[:, :, 0], y[:, :2], corner_y, y[:, 2:]], 1)
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


def head_rotation(a: EyeParameters) -> Tensor:
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


def _bulge(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    """Return the face's height: a sphere of `radius` near the centre, flattening outwards."""
    return radius * torch.exp(-(1.2 * x * x + y * y) / (2 * radius * radius))


def sphere_normals(u: Tensor, v: Tensor, ball_radius: Tensor) -> Tensor:
    """Return the eyeball's unit normals (B, 3, H, W) at (u, v); beyond it, its outline's."""
    distance = (u * u + v * v).sqrt().clamp(min=1e-6)
    scale = 1 / torch.maximum(distance / 0.999, ball_radius)
    x, y = u * scale, v * scale
    return torch.stack([x, y, (1 - x * x - y * y).clamp(min=1e-4).sqrt()], 1)
