"""The conventions of bilinear resizing that live side by side in the renderer.

Convention
    Half-pixel: output pixel i looks at `(i + 0.5) * in / out - 0.5`, clamped to the picture.
    Corner-aligned: the centres of the corner pixels of input and output coincide.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def resize(image: Tensor, size: int) -> Tensor:
    """[B, C, H, W] to [B, C, size, size], half-pixel, without a filter against aliasing."""
    return F.interpolate(image, (size, size), mode="bilinear", align_corners=False)


def shrink(image: Tensor, size: int) -> Tensor:
    """[B, C, H, W] to [B, C, size, size], half-pixel, with a triangle filter against aliasing."""
    return F.interpolate(image, (size, size), mode="bilinear", align_corners=False, antialias=True)


def double_corner_aligned(image: Tensor) -> Tensor:
    """[B, C, H, W] to [B, C, 2H, 2W], corner-aligned."""
    return F.interpolate(image, scale_factor=2, mode="bilinear", align_corners=True)
