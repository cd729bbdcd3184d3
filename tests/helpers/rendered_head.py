"""A photographed face with rendered eyes: its gaze is exactly known, in every frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import cv2
import numpy as np
import torch

from gazefix.imaging.crops import CROP_SIZE, EyePlace, place_eye
from gazefix.imaging.geometry import (
    CORNER_DISTANCE_PX,
    CROP_CENTRE_PX,
    cell_centres_px,
    crop_redirection,
)
from gazefix.training.rendering.eye_parameters import EyeParameters, draw_eye_parameters
from gazefix.training.rendering.renderer import Camera, Scene
from gazefix.training.rendering.shading import draw, to_srgb
from gazefix.types import INNER, OUTER, Face, Gaze, Image, Side

#: What most people have none of, and the portrait's own brow is there already.
_WITHOUT = ("spectacles", "hood", "hair_strand", "brow_strength", "epicanthus", "liner", "wrinkles")
#: Factor on the white's colour: it becomes as bright as the portrait's was.
_WHITE = 2.4


def usual_eye(seed: int, of: int = 256) -> EyeParameters:
    """Return an eye with the median of all proportions and colours, and one eye's textures."""
    drawn = draw_eye_parameters(of, torch.Generator().manual_seed(seed))
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(drawn)):
        value = getattr(drawn, name)
        own = "noise" in name or "glint" in name or name in {"comb", "window"}
        values[name] = value[:1] if own else value.median(0, keepdim=True).values
    values |= {name: 0 * values[name] for name in (*_WITHOUT, "shadow_make_up", "ramp")}
    values["light_colour"] = torch.ones_like(values["light_colour"])
    values["sclera"] = _WHITE * values["sclera"]
    return EyeParameters(**values)


class RenderedHead:
    """Draws a person's eyes into a picture of a face, looking anywhere."""

    def __init__(self, bgr: Image, face: Face, seed: int = 1) -> None:
        self._bgr, self._face = bgr, face
        edge = (
            np.minimum(
                *(
                    n - 1 - 2 * abs(xy - (n - 1) / 2)
                    for n, xy in zip(CROP_SIZE, cell_centres_px(1), strict=True)
                )
            )
            / 2
        )
        share = np.clip((edge - 2) / 12, 0, 1)
        self._mask = (share * share * (3 - 2 * share)).astype(np.float32)
        self._ring = (self._mask > 0.05) & (self._mask < 0.9)
        self._eyes = [self._fitted(usual_eye(seed), place_eye(eye)) for eye in face.eyes]

    def looking(self, gazes: Sequence[Gaze]) -> list[Image]:
        """Return the pictures in which it looks there, against the line of sight to the lens."""
        size = self._bgr.shape[1], self._bgr.shape[0]
        made = [self._bgr.astype(np.float32) for _ in gazes]
        for place, parameters in self._eyes:
            mask = cv2.warpAffine(self._mask, place.crop.to_frame, size)[..., None]
            for number, crop in enumerate(self._drawn(place, parameters, gazes)):
                border = cv2.BORDER_REPLICATE
                eye = cv2.warpAffine(crop, place.crop.to_frame, size, borderMode=border)
                made[number] += mask * (eye - made[number])
        return [picture.clip(0, 255).astype(np.uint8) for picture in made]

    def _fitted(self, eye: EyeParameters, place: EyePlace) -> tuple[EyePlace, EyeParameters]:
        """Return an eye with this head's direction, lit from the same side, in the face's skin."""
        head = crop_redirection(Gaze(self._face.head.pitch, self._face.head.yaw), place.crop)
        side = torch.tensor([-1.0 if place.eye.side is Side.RIGHT else 1.0, 1.0, 1.0])
        eye = replace(
            eye,
            head_pitch=torch.full((1, 1, 1), head.pitch),
            head_yaw=torch.full((1, 1, 1), head.yaw),
            light=eye.light * side[None, :, None, None],
        )
        own = cv2.warpAffine(self._bgr, place.crop.to_crop, CROP_SIZE)[self._ring].mean(0)
        for _ in range(3):
            (drawn,) = self._drawn(place, eye, [Gaze(0.0, 0.0)])
            gain = torch.tensor((own / drawn[self._ring].mean(0))[::-1].copy() ** 2.2).float()
            eye = replace(eye, skin=(eye.skin * gain[None, :, None, None]).clamp(0.01, 1))
        return place, eye

    def _drawn(
        self, place: EyePlace, one: EyeParameters, gazes: Sequence[Gaze]
    ) -> list[np.ndarray[Any, Any]]:
        """Return the crops of an eye, BGR."""
        count = len(gazes)
        eyes = EyeParameters(
            **{
                f.name: getattr(one, f.name).expand(count, *getattr(one, f.name).shape[1:])
                for f in fields(one)
            }
        )
        turned = [crop_redirection(gaze, place.crop) for gaze in gazes]
        look = torch.tensor([(gaze.pitch, gaze.yaw) for gaze in turned])
        flat = Camera(torch.eye(2).expand(count, 2, 2), torch.zeros(count, 2))
        corners = Scene(eyes, look, flat).landmarks_mm()[:, [INNER, OUTER]]
        scale = (CORNER_DISTANCE_PX / (corners[:, 1] - corners[:, 0]).norm(dim=1))[:, None]
        middle = torch.tensor(CROP_CENTRE_PX) - scale * corners.mean(1)
        with torch.no_grad():
            scene = Scene(eyes, look, Camera(scale[..., None] * torch.eye(2), middle))
            crops = 255 * to_srgb(draw(scene).colour).flip(1).permute(0, 2, 3, 1)
        return [np.ascontiguousarray(crop) for crop in crops.numpy()]
