"""The tri-plane: a volume of features spanned by three planes of 256x256 cells.

Convention
    A tri-plane is [B, 3, H, W, 32] with the channels last in memory, since a point of the volume
    reads whole cells. Coordinates run from -1 to 1 over the volume; -1 is the outer edge of the
    first cell, and outside the planes features are zero.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

PLANE_CHANNELS = 32


def assemble_planes(features: Tensor) -> Tensor:
    """Turns a network's picture into a tri-plane.

    Args:
        features: [B, 3 * 32, H, W].

    Returns:
        [B, 3, H, W, 32] float32; planes 0 and 1 upside down, plane 2 turned by half.
    """
    first, second, third = features.float().permute(0, 2, 3, 1).split(PLANE_CHANNELS, dim=-1)
    return torch.stack((first.flip(1), second.flip(1), third.flip(1, 2)), dim=1)


def sample_planes(planes: Tensor, points: Tensor) -> Tensor:
    """Mean of the three planes' features at each point, bilinear.

    Args:
        planes: [B, 3, H, W, C].
        points: [B, R, S, 3] (x, y, z) in -1..1.

    Returns:
        [B, C, R, S].
    """
    batch, _, height, width, channels = planes.shape
    x, y, z = points.unbind(-1)
    # The third plane spans z and x, not y and z: so the published network was trained.
    columns, rows = torch.stack((x, x, z), 1), torch.stack((y, z, x), 1)
    grid = torch.stack((columns, rows), -1).flatten(0, 1)
    pictures = planes.reshape(-1, height, width, channels).permute(0, 3, 1, 2)
    features = F.grid_sample(pictures, grid, align_corners=False)
    return features.unflatten(0, (batch, 3)).mean(1)
