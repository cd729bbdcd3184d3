"""What a webcam does to a crop: blur, exposure, colours, sharpening, noise and compression."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.media.video import after_h264
from gazefix.networks.deepwarp import doubled
from gazefix.types import Image

#: Qualities of H.264 (CRF), from a careful file to a call over a poor line, and the frame pixels
#: for a crop pixel: blocks are small beside a near eye.
CODINGS: Final = ((22, 2.0), (24, 1.0), (28, 1.0), (30, 0.5))


@dataclass(frozen=True, slots=True, eq=False)
class Optics:
    """What B cameras do to crops. All but the first three fields are (B, 1, 1, 1).

    blur_px (B,), motion (B, 2) px, gain (B, 3, 1, 1)
    blocks      quantizer step; 0 is none
    deblocked   1: edges of blocks are smoothed, as in H.264; 0: they stay, as in MJPEG
    subsampled  1: colour has half the resolution (4:2:0)
    coded       number of one of CODINGS, from 1 on; 0: straight from the camera
    """

    blur_px: Tensor
    motion: Tensor
    gain: Tensor
    gamma: Tensor
    lift: Tensor
    saturation: Tensor
    sharpen: Tensor
    noise: Tensor
    blocks: Tensor
    deblocked: Tensor
    subsampled: Tensor
    coded: Tensor

    def repeat(self, times: int) -> Optics:
        """Return the same cameras `times` over."""
        return Optics(*(torch.cat([getattr(self, name)] * times) for name in self.__slots__))

    def take(self, places: Tensor) -> Optics:
        """Return some of the cameras, by their numbers."""
        return Optics(*(getattr(self, name)[places] for name in self.__slots__))


def draw_optics(count: int, generator: torch.Generator) -> Optics:
    """Draw `count` cameras."""
    device = generator.device

    def uniform(low: float, high: float, *shape: int) -> Tensor:
        return torch.rand(count, *shape, generator=generator, device=device) * (high - low) + low

    def chance(probability: float) -> Tensor:
        return (uniform(0, 1, 1, 1, 1) < probability).float()

    moving = (uniform(0, 1) < 0.12).float()
    angle = uniform(0, math.pi)
    length = moving * uniform(0.5, 3.0)
    exposure = torch.exp(uniform(-0.6, 0.3, 1, 1, 1))
    return Optics(
        blur_px=uniform(0.0, 1.0) + 1.6 * uniform(0, 1) ** 3,
        motion=torch.stack([angle.cos() * length, angle.sin() * length], 1),
        gain=exposure
        * (1 + 0.05 * torch.randn(count, 3, 1, 1, generator=generator, device=device)),
        gamma=uniform(0.75, 1.3, 1, 1, 1),
        lift=chance(0.4) * uniform(0, 0.12, 1, 1, 1),
        saturation=uniform(0.5, 1.3, 1, 1, 1) * (1 - chance(0.04)),
        sharpen=chance(0.4) * uniform(0, 1.2, 1, 1, 1),
        noise=uniform(0.0, 0.02, 1, 1, 1) + chance(0.2) * uniform(0, 0.035, 1, 1, 1),
        blocks=chance(0.45) * uniform(0.02, 0.22, 1, 1, 1),
        deblocked=chance(0.5),
        subsampled=chance(0.7),
        coded=chance(0.25) * torch.ceil(uniform(0, len(CODINGS), 1, 1, 1)),
    )


def develop(srgb: Tensor, optics: Optics) -> Tensor:
    """Return pictures (B, 3, H, W) in 0..1 after lens and processing, without noise."""
    x = _blur(srgb, optics)
    x = (x.clamp(1e-4, 1) * optics.gain.clamp(0.3, 2.0)).clamp(1e-4, 1) ** optics.gamma
    x = optics.lift + (1 - optics.lift) * x
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * optics.saturation
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    return (x + optics.sharpen * (x - soft)).clamp(0, 1)


def record(developed: Tensor, optics: Optics, generator: torch.Generator) -> Tensor:
    """Return developed pictures with noise and compression: what the network sees."""
    recorded = _record(developed, optics, generator)
    for number, (crf, scale) in enumerate(CODINGS, 1):
        places = (optics.coded == number).flatten().nonzero().flatten()
        if len(places):
            way = torch.randint(-1, 2, (2,), generator=generator, device=developed.device).tolist()
            before = _record(developed[places], optics.take(places), generator).roll(way, (2, 3))
            recorded[places] = _code(before, recorded[places], crf, scale, generator)
    return recorded


def _record(developed: Tensor, optics: Optics, generator: torch.Generator) -> Tensor:
    """Return developed pictures with noise and a webcam's own compression."""
    device = developed.device
    count, channels, height, width = developed.shape
    fine = torch.randn(developed.shape, generator=generator, device=device)
    half_size = (count, channels, height // 2, width // 2)
    coarse = torch.randn(half_size, generator=generator, device=device)
    noise = 0.6 * fine + 0.7 * doubled(coarse)
    x = developed + optics.noise * (1.3 - developed) * noise
    # A frame's blocks fall anywhere on the crop.
    dy, dx = torch.randint(8, (2,), generator=generator, device=device).tolist()
    x = _subsample_colour(x.roll((dy, dx), (2, 3)), optics.subsampled)
    x = _smooth_edges(_quantize_blocks(x, optics.blocks), optics.deblocked * (optics.blocks > 0))
    return x.roll((-dy, -dx), (2, 3)).clamp(0, 1)


def _code(
    before: Tensor, crops: Tensor, crf: int, scale: float, generator: torch.Generator
) -> Tensor:
    """Return crops as H.264 leaves them in a clip, each after the one `before` it.

    Blocks fall anywhere. All crops are coded in one frame, far faster than in a frame each. Their
    sides are whole blocks of 16 pixels; a neighbour changes a crop by half a level on average, the
    coding by two to five.
    """
    most = round(16 / scale)
    shift = torch.randint(most, (2,), generator=generator, device=crops.device).tolist()
    count, channels, *size = crops.shape
    height, width = (round(side * scale) for side in size)
    columns = math.isqrt(count - 1) + 1
    rows = -(-count // columns)

    def frame(x: Tensor) -> Image:
        rolled = x.roll(shift, (2, 3))
        sized = F.interpolate(rolled, scale_factor=scale, mode="bicubic", antialias=True)
        levels = (sized.clamp(0, 1) * 255).round().byte()
        filled = torch.cat([levels, levels[-1:].expand(rows * columns - count, -1, -1, -1)])
        laid = filled.view(rows, columns, channels, height, width).permute(0, 3, 1, 4, 2)
        pixels: Image = laid.reshape(rows * height, columns * width, channels).cpu().numpy()
        return pixels

    coded = torch.from_numpy(after_h264(frame(before), frame(crops), crf)).to(crops.device)
    parted = coded.view(rows, height, columns, width, channels).permute(0, 2, 4, 1, 3)
    parted = parted.reshape(-1, channels, height, width)[:count] / 255
    sized = F.interpolate(parted, crops.shape[2:], mode="bicubic", antialias=True)
    return sized.clamp(0, 1).roll((-shift[0], -shift[1]), (2, 3))


def _blur(x: Tensor, optics: Optics) -> Tensor:
    """Blur each crop with its own Gaussian, widened along its motion."""
    offsets = torch.arange(-3, 4, device=x.device).float()
    sigma_x = (optics.blur_px**2 + optics.motion[:, 0] ** 2 / 3).sqrt().clamp(min=0.15)
    sigma_y = (optics.blur_px**2 + optics.motion[:, 1] ** 2 / 3).sqrt().clamp(min=0.15)
    batch, channels = x.shape[:2]

    def kernel(sigma: Tensor) -> Tensor:
        k = torch.exp(-0.5 * (offsets[None] / sigma[:, None]) ** 2)
        return (k / k.sum(1, keepdim=True)).repeat_interleave(channels, 0)

    flat = F.pad(x.reshape(1, batch * channels, *x.shape[2:]), (3, 3, 3, 3), mode="replicate")
    flat = F.conv2d(flat, kernel(sigma_x)[:, None, None, :], groups=batch * channels)
    flat = F.conv2d(flat, kernel(sigma_y)[:, None, :, None], groups=batch * channels)
    return flat.view_as(x)


def _subsample_colour(x: Tensor, share: Tensor) -> Tensor:
    """Halve the resolution of colour, by a share."""
    bright = 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:]
    colour = x - bright
    half = doubled(F.avg_pool2d(colour, 2))
    return bright + colour + share * (half - colour)


def _smooth_edges(x: Tensor, share: Tensor) -> Tensor:
    """Soften the edges of 8x8 blocks, one pixel on either side."""
    edge_y = _edge_mask(CROP_HEIGHT_PX, x.device)[:, None]
    edge_x = _edge_mask(CROP_WIDTH_PX, x.device)[None, :]
    across = F.avg_pool2d(F.pad(x, (1, 1, 0, 0), mode="replicate"), (1, 3), stride=1)
    x = x + share * edge_x * (across - x)
    along = F.avg_pool2d(F.pad(x, (0, 0, 1, 1), mode="replicate"), (3, 1), stride=1)
    return x + share * edge_y * (along - x)


def _edge_mask(size: int, device: torch.device) -> Tensor:
    """Return 1 for the pixels on either side of an edge between blocks, else 0."""
    place = torch.arange(size, device=device) % 8
    return ((place == 0) | (place == 7)).float()


def _quantize_blocks(x: Tensor, step: Tensor) -> Tensor:
    """Round 8x8 cosine coefficients to steps that grow with frequency: JPEG's and MJPEG's loss."""
    k = torch.arange(8, device=x.device).float()
    basis = torch.cos((2 * k[None, :] + 1) * k[:, None] * math.pi / 16) * 0.5
    basis[0] = basis[0] / math.sqrt(2)
    batch = x.shape[0]
    blocks = x.view(batch, 3, CROP_HEIGHT_PX // 8, 8, CROP_WIDTH_PX // 8, 8)
    coefficients = torch.einsum("ui,bchiwj,vj->bchuwv", basis, blocks, basis)
    weight = (0.4 + 0.25 * (k[:, None] + k[None, :]))[None, None, None, :, None, :]
    q = (step[:, :, :, :, None, None] * weight).clamp(min=1e-6)
    rounded = torch.round(coefficients / q) * q
    kept = torch.where(step[:, :, :, :, None, None] > 0, rounded, coefficients)
    return torch.einsum("ui,bchuwv,vj->bchiwj", basis, kept, basis).reshape(x.shape)
