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


class PaddedPlanes:
    """Tri-planes from which points read whole cells: the fast twin of `sample_planes` on CPUs.

    Each plane is padded with cells of zeros, so that points outside need no special case.
    """

    def __init__(self, planes: Tensor) -> None:
        """
        Args:
            planes: [B, 3, H, W, C].
        """
        padded = F.pad(planes, (0, 0, 1, 2, 1, 2))
        self.device = planes.device
        self._cells = padded.flatten(0, 3)
        self._shape = padded.shape[2:4]
        self._scale = planes.new_tensor(planes.shape[2:4]) / 2

    def sample(self, points: Tensor, picture: Tensor) -> Tensor:
        """Mean of the three planes' features at each point, bilinear.

        Args:
            points: [N, S, 3] (x, y, z) in -1..1.
            picture: [N] which of the B tri-planes a ray's points lie in.

        Returns:
            [N, S, C].
        """
        height, width = self._shape
        half_height, half_width = self._scale
        x, y, z = points.unbind(-1)
        columns, rows = torch.stack((x, x, z), -1), torch.stack((y, z, x), -1)
        # Cell 0 of a plane is cell 1 of the padded one.
        columns = ((columns + 1) * half_width + 0.5).clamp(0, width - 2)
        rows = ((rows + 1) * half_height + 0.5).clamp(0, height - 2)
        column, row = columns.int(), rows.int()
        right, below = columns - column, rows - row
        plane = torch.arange(3, dtype=torch.int32, device=points.device)
        plane = plane + 3 * picture[:, None, None].int()
        first = (plane * height + row) * width + column
        cells = torch.cat((first, first + 1, first + width, first + width + 1), -1)
        # Bilinear weights, divided by the three planes whose mean is taken.
        low = below / 3
        high, low_right = 1 / 3 - low, low * right
        high_right = high * right
        weights = torch.cat((high - high_right, high_right, low - low_right, low_right), -1)
        features = F.embedding_bag(
            cells.flatten(0, 1), self._cells, mode="sum", per_sample_weights=weights.flatten(0, 1)
        )
        return features.unflatten(0, points.shape[:2])
