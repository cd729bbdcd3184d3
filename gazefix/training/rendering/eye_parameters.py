"""What varies between rendered eyes, drawn at random: proportions, skin, spectacles, light ...

Lengths are mm in the head's frame: x from the inner to the outer corner, y down, z out of the face,
from the eyeball's centre. Iris radius (5.4-6.3 mm) and corner distance (26-31 mm) are adults'.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gazefix.training.rendering.draws import Draw, iris_fibres, octaves

#: Eyeball radius, mm. An iris of 5.85 mm on it moves by 0.0068 widths of an eye of 28.5 mm for each
#: degree; photographs of known gaze say 0.0067 to 0.0070 (`gazefix dev evaluate --eyes`).
BALL_MM: Final = 12.5
#: Share of a vertical turn that shows against the skin, which follows lids; measured as BALL_MM.
VERTICAL_SHARE: Final = 0.79


@dataclass(frozen=True, slots=True, eq=False)
class EyeParameters:
    """B eyes. Scalars have shape (B, 1, 1), to meet maps; colours (B, 3, 1, 1), linear RGB.

    The lids' gains are shares of the iris's way that they follow, their covers mm of iris at rest.
    upper_drop, upper_rise   gain that the upper lid has more of below the horizon, and above it
    corneal_lift  how far the cornea pushes the upper margin up, mm
    lid_drag      share of the iris's way sideways that the lids follow between the corners
    inner_light   log a mm of white that shows beside the inner corner: the less, the darker
    outer_shade   log a mm that the upper lid rises: it shades its outer corner
    gap_shadow    opening of the lids at which 0.63 of the light reaches the white, mm
    lid_shade, lower_shade   log a mm that the upper lid rises: it darkens, skin below brightens
    yaw_shade     log a mm that the iris comes nearer: it darkens the lid above
    lash_shade    how dark the skin is at the lashes' roots, a share
    move_inner_power, move_outer_power   form of the upper lid's movement between the corners
    outer_follow  share of the upper lid's way that the outer corner follows, with its skin;
                  outer_yaw: share of the iris's way outwards by which it rises
    hood          0 or 1: a fold of skin hangs over a raised upper margin; hood_drop: how far, mm;
                  hood_outer, epicanthus: how much more towards the outer and the inner corner
    cast_shadow   (B, 1, 4, 1): strength, place, slope, softness;  folds: (B, 1, 2, 1), strengths
                  of laughter lines beside the eye, and below the lower lid
    light         (B, 3, 1, 1): direction;  ramp: (B, 2, 3, 1, 1), its change along u, v by colour
    glint_*       (B, 2, ...): two lamps;  window: 0 a lamp's reflection, 1 a window's
    screen        (B, 4, 1, 1): strength, half width, half height, place above the cornea's centre
    skin_noise (B, 3, 96, 128), ball_noise (B, 1, 64, 64), comb (B, 1, 1, 256)
    iris_noise    (B, 1, 24, 97), rows from pupil to limbus, columns around
    """

    head_pitch: Tensor
    head_yaw: Tensor
    ball_radius: Tensor
    inner_x: Tensor
    inner_y: Tensor
    outer_x: Tensor
    outer_y: Tensor
    iris_radius: Tensor
    pupil_radius: Tensor
    upper_cover: Tensor
    lower_cover: Tensor
    upper_gain: Tensor
    upper_drop: Tensor
    upper_rise: Tensor
    corneal_lift: Tensor
    lid_drag: Tensor
    lower_gain: Tensor
    squint: Tensor
    move_inner_power: Tensor
    move_outer_power: Tensor
    upper_inner_power: Tensor
    upper_outer_power: Tensor
    lower_inner_power: Tensor
    lower_outer_power: Tensor
    bulge: Tensor
    fold: Tensor
    crease_height: Tensor
    crease_depth: Tensor
    hood: Tensor
    hood_drop: Tensor
    hood_outer: Tensor
    epicanthus: Tensor
    wet_line: Tensor
    wet_glint: Tensor
    bag_depth: Tensor
    bag_height: Tensor
    skin: Tensor
    lid_tint: Tensor
    sclera: Tensor
    iris_inner: Tensor
    iris_outer: Tensor
    hair: Tensor
    frame_colour: Tensor
    light_colour: Tensor
    skin_texture: Tensor
    wrinkles: Tensor
    blotches: Tensor
    veins: Tensor
    limbus_width: Tensor
    limbus_dark: Tensor
    caruncle: Tensor
    upper_shadow: Tensor
    gap_shadow: Tensor
    inner_light: Tensor
    outer_shade: Tensor
    lid_shade: Tensor
    yaw_shade: Tensor
    lower_shade: Tensor
    lash_shade: Tensor
    outer_follow: Tensor
    outer_yaw: Tensor
    socket_shadow: Tensor
    cast_shadow: Tensor
    folds: Tensor
    lash_length: Tensor
    lash_strength: Tensor
    lash_lift: Tensor
    liner: Tensor
    shadow_make_up: Tensor
    brow_y: Tensor
    brow_thickness: Tensor
    brow_strength: Tensor
    brow_slope: Tensor
    light: Tensor
    ambient: Tensor
    ramp: Tensor
    glint_xy: Tensor
    glint_size: Tensor
    glint_strength: Tensor
    window: Tensor
    screen: Tensor
    screen_colour: Tensor
    spectacles: Tensor
    rim_xy: Tensor
    rim_half: Tensor
    rim_thickness: Tensor
    lens_reflection: Tensor
    lens_angle: Tensor
    hair_strand: Tensor
    hair_strand_x: Tensor
    skin_noise: Tensor
    ball_noise: Tensor
    iris_noise: Tensor
    comb: Tensor

    def __len__(self) -> int:
        return int(self.head_yaw.shape[0])


# Colours are sRGB bytes, drawn between neighbours. Most eyes are dark brown; the rest run over
# hazel and green to grey and blue.
_IRIS_INNER: Final = (
    (40, 26, 18), (52, 33, 22), (66, 42, 26), (90, 58, 34),
    (130, 98, 58), (146, 136, 98), (140, 150, 150), (112, 134, 152),
)  # fmt: skip
_IRIS_OUTER: Final = (
    (22, 15, 11), (30, 20, 14), (42, 28, 19), (58, 38, 24),
    (78, 66, 42), (92, 100, 78), (88, 106, 122), (72, 92, 116),
)  # fmt: skip
_SKIN: Final = (
    (252, 226, 205), (238, 196, 168), (215, 165, 130), (180, 125, 92),
    (130, 84, 60), (84, 54, 40), (58, 38, 30),
)  # fmt: skip
_LID_TINT: Final = ((255, 230, 225), (235, 190, 180), (200, 160, 165))
_SCLERA: Final = ((245, 240, 238), (228, 218, 212), (205, 190, 180), (225, 228, 235))
_HAIR: Final = ((14, 10, 9), (32, 22, 17), (70, 46, 30), (120, 88, 58), (150, 140, 130))
_FRAMES: Final = ((10, 10, 12), (40, 26, 20), (90, 40, 30), (120, 120, 125), (190, 170, 120))
_SCREENS: Final = ((255, 255, 255), (190, 215, 255), (255, 235, 205))


def draw_eye_parameters(count: int, generator: torch.Generator) -> EyeParameters:
    """Draw `count` eyes on the generator's device."""
    d = Draw(count, generator)
    width = d.uniform(26, 31)
    # The corners' midpoint against the eyeball's centre: on portraits that look into the lens, the
    # iris is 0.04 corner distances outwards of and 0.06 above it (medians of 40 eyes).
    centre_x = d.normal(-0.9, 0.9, -3.0, 1.5)
    centre_y = d.normal(1.6, 0.7, -0.3, 3.4)
    tilt = d.normal(0.7, 0.9, -1.5, 3.0)
    iris_radius = d.uniform(5.4, 6.3)
    big = d.chance(0.3)
    pitch = d.normal(0, math.radians(9), -0.38, 0.38)
    yaw = d.normal(0, math.radians(12), -0.55, 0.55)
    squint = d.chance(0.35) * d.uniform(0, 1.9)
    make_up = d.chance(0.25)
    glasses = d.chance(0.32)
    strand = d.chance(0.05)
    side_light = d.chance(0.35)
    light_x = torch.where(side_light > 0, d.uniform(-1.2, 1.2), d.uniform(-0.4, 0.4))
    light = _joined(1, light_x, d.uniform(-1.0, 0.15), d.uniform(0.5, 1.0))
    skin = d.colour(*_SKIN)
    skin_brightness = (skin.mean(1, keepdim=True) / 0.5).clamp(max=1)
    monolid = d.chance(0.3)
    hood = d.chance(0.3)
    epicanthus = hood * d.chance(0.4) * d.uniform(0.5, 3.0)
    second_lamp = d.chance(0.4)
    lamps = torch.cat([torch.ones_like(second_lamp), second_lamp], 1)
    shadow = d.chance(0.2) * d.uniform(0.15, 0.7)
    screen = d.chance(0.35) * d.uniform(0, 0.4)
    iris_light = d.uniform(0.4, 1.1)[..., None]
    warmth = d.normal(0.2, 0.35, -0.5, 1.1)  # log of the light's red over its blue
    return EyeParameters(
        head_pitch=pitch,
        head_yaw=yaw,
        ball_radius=torch.full_like(width, BALL_MM),
        inner_x=centre_x - width / 2,
        inner_y=centre_y + tilt / 2,
        outer_x=centre_x + width / 2,
        outer_y=centre_y - tilt / 2,
        iris_radius=iris_radius,
        pupil_radius=d.uniform(1.3, 3.4),
        upper_cover=d.normal(1.9, 1.1, -0.8, 5.0),
        lower_cover=d.normal(0.6, 1.0, -1.8, 3.2),
        upper_gain=d.uniform(0.76, 1.26),
        corneal_lift=d.uniform(0.3, 1.3),
        lid_drag=d.uniform(0.04, 0.38),
        lower_gain=d.uniform(0.14, 0.40),
        upper_drop=d.chance(0.12) * d.uniform(0.0, 0.4),
        upper_rise=d.chance(0.8) * d.uniform(0.0, 1.42),
        squint=squint,
        move_inner_power=d.uniform(1.0, 1.8),
        move_outer_power=d.uniform(0.2, 0.55),
        upper_inner_power=d.uniform(0.4, 0.9),
        upper_outer_power=d.uniform(0.25, 0.65),
        lower_inner_power=d.uniform(0.7, 1.3),
        lower_outer_power=d.uniform(0.5, 1.0),
        bulge=BALL_MM * d.uniform(1.03, 1.12),
        fold=torch.maximum(1 - monolid, hood),
        crease_height=d.uniform(1.0, 6.0),
        crease_depth=d.uniform(0.2, 0.9) * (1 - 0.85 * monolid),
        hood=hood,
        hood_drop=d.normal(-0.4, 0.9, -2.5, 1.5),
        hood_outer=d.chance(0.5) * d.uniform(0.0, 2.5),
        epicanthus=epicanthus,
        wet_line=d.uniform(0.3, 1.3),
        wet_glint=d.chance(0.6) * d.uniform(0.0, 1.0),
        bag_depth=d.uniform(0, 0.4),
        bag_height=d.uniform(4, 9),
        skin=skin,
        lid_tint=d.colour(*_LID_TINT),
        sclera=d.colour(*_SCLERA)
        * d.uniform(0.5, 1.15)[..., None]
        * (0.75 + 0.25 * skin_brightness),
        iris_inner=d.colour(*_IRIS_INNER, spread=0.05) * iris_light,
        iris_outer=d.colour(*_IRIS_OUTER, spread=0.05) * iris_light,
        hair=d.colour(*_HAIR),
        frame_colour=d.colour(*_FRAMES),
        light_colour=(1 + 0.06 * d.noise(3, 1, 1))
        * _joined(1, warmth / 2, 0 * warmth, -warmth / 2).exp(),
        skin_texture=d.uniform(0.3, 1.6),
        blotches=0.3 * d.uniform(0, 1) ** 2,
        wrinkles=1.3 * d.uniform(0, 1) ** 1.5,
        veins=d.uniform(0, 0.35),
        limbus_width=d.uniform(0.3, 1.1),
        limbus_dark=d.uniform(0.2, 0.9),
        caruncle=d.uniform(0.3, 1.0) * (1 - 0.9 * (epicanthus > 1.0).float()),
        upper_shadow=d.uniform(0.25, 0.9),
        gap_shadow=d.uniform(5.0, 14.0),
        inner_light=d.uniform(0.0, 0.31),
        outer_shade=d.uniform(0.1, 0.8),
        lid_shade=d.uniform(0.0, 0.28),
        yaw_shade=d.uniform(0.0, 0.07),
        lower_shade=d.uniform(0.0, 0.7),
        lash_shade=d.uniform(0.1, 0.75),
        outer_follow=d.uniform(0.1, 0.9),
        outer_yaw=d.uniform(0.04, 0.32),
        socket_shadow=d.uniform(0, 0.7),
        cast_shadow=_joined(2, shadow, d.uniform(-16, 16), d.uniform(-2, 2), d.uniform(0.5, 4)),
        folds=_joined(2, d.chance(0.5) * d.uniform(0, 0.6), d.chance(0.6) * d.uniform(0, 0.5)),
        lash_length=d.uniform(1.5, 4.0) + 3.0 * make_up * d.uniform(0, 1),
        lash_strength=(d.uniform(0.15, 0.75) + 0.4 * make_up).clamp(max=1),
        lash_lift=d.uniform(-0.6, 1.0),
        liner=d.uniform(0.1, 0.9) + 0.5 * make_up,
        shadow_make_up=make_up * d.uniform(0, 0.5),
        brow_y=-d.uniform(11, 24),
        brow_thickness=d.uniform(2.0, 5.5),
        brow_strength=d.uniform(0.1, 0.95),
        brow_slope=d.uniform(-0.25, 0.1),
        light=light / light.norm(dim=1, keepdim=True),
        ambient=d.uniform(0.35, 0.85),
        ramp=_ramp(d),
        glint_xy=torch.cat([d.uniform(-0.9, 0.9, 2, 1), d.uniform(-1.0, 0.5, 2, 1)], -1),
        glint_size=d.uniform(0.25, 0.8, 2, 1) * (1 + big * 1.2),
        glint_strength=1.2 * d.uniform(0, 1, 2, 1) * lamps,
        window=d.chance(0.35),
        screen=_joined(1, screen, d.uniform(0.8, 2.8), d.uniform(0.6, 1.8), d.uniform(-1, 2)),
        screen_colour=d.colour(*_SCREENS),
        spectacles=glasses,
        rim_xy=_joined(1, d.uniform(-4, 3), d.uniform(-1, 6)),
        rim_half=_joined(1, d.uniform(20, 29), d.uniform(11, 21)),
        rim_thickness=d.uniform(0.5, 4.5),
        lens_reflection=glasses * d.chance(0.6) * d.uniform(0, 0.35),
        lens_angle=d.uniform(-1.2, 1.2),
        hair_strand=strand * d.uniform(0.3, 1),
        hair_strand_x=d.uniform(-20, 20),
        skin_noise=octaves(d, 3, 96, 128),
        ball_noise=octaves(d, 1, 64, 64),
        iris_noise=iris_fibres(d),
        comb=d.noise(1, 1, 256),
    )


def _joined(axis: int, *values: Tensor) -> Tensor:
    return torch.cat(values, axis)[..., None]


def _ramp(d: Draw) -> Tensor:
    grey = 0.25 * d.noise(2, 1, 1, 1)
    return grey + 0.08 * d.chance(0.3)[..., None, None] * d.noise(2, 3, 1, 1)
