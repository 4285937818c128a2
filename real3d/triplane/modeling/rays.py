"""Rays from a camera through the pixels of a picture, and the part of each inside the volume.

Convention
    Cameras look along their z axis with x to the right and y down (OpenCV); intrinsics are in
    picture widths. The volume is the cube from -0.5 to 0.5. Rays run row by row.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

HALF_VOLUME = 0.5


@dataclass(frozen=True)
class Rays:
    """Rays of B pictures, N each."""

    origins: Tensor
    """[B, N, 3]."""
    directions: Tensor
    """[B, N, 3], length 1."""
    near: Tensor
    """[B, N] distance at which the ray enters the volume."""
    far: Tensor
    """[B, N] distance at which it leaves."""


def cast_rays(camera: Tensor, resolution: int) -> Rays:
    """One ray through the centre of every pixel.

    Args:
        camera: [B, 25] camera-to-world 4x4, then intrinsics 3x3, both row by row.
        resolution: pixels a side; N is its square.
    """
    camera = camera.float()
    pose, intrinsics = camera[:, :16].unflatten(1, (4, 4)), camera[:, 16:].unflatten(1, (3, 3))
    origins, directions = camera_rays(pose, intrinsics, resolution)
    near, far = replace_misses(*intersect_volume(origins, directions))
    return Rays(origins, directions, near, far)


def camera_rays(pose: Tensor, intrinsics: Tensor, resolution: int) -> tuple[Tensor, Tensor]:
    """Origins and directions [B, N, 3] for poses [B, 4, 4] and intrinsics [B, 3, 3]."""
    centres = (torch.arange(resolution, device=pose.device, dtype=pose.dtype) + 0.5) / resolution
    v, u = (grid.reshape(1, -1) for grid in torch.meshgrid(centres, centres, indexing="ij"))
    focal_x, skew, centre_x = (intrinsics[:, 0, k, None] for k in range(3))
    focal_y, centre_y = intrinsics[:, 1, 1, None], intrinsics[:, 1, 2, None]
    x = (u - centre_x + centre_y * skew / focal_y - skew * v / focal_y) / focal_x
    y = (v - centre_y) / focal_y
    in_camera = torch.stack((x, y, torch.ones_like(x), torch.ones_like(x)), -1)
    origins = pose[:, None, :3, 3]
    directions = (in_camera @ pose.transpose(1, 2))[..., :3] - origins
    return origins.expand_as(directions), F.normalize(directions, dim=-1)


def intersect_volume(origins: Tensor, directions: Tensor) -> tuple[Tensor, Tensor]:
    """Near and far distance [B, N] of the volume; -1 and -2 where the ray misses it."""
    inverse = 1 / directions
    side = -HALF_VOLUME * inverse.sign()
    near = ((side - origins) * inverse).amax(-1)
    far = ((-side - origins) * inverse).amin(-1)
    missed = near > far
    return near.masked_fill(missed, -1), far.masked_fill(missed, -2)


def replace_misses(near: Tensor, far: Tensor) -> tuple[Tensor, Tensor]:
    """Gives rays [B, N] that miss the volume near and far of those that hit it in their picture.

    Near becomes the smallest near and far the largest *near*, as in the published network.
    """
    hit = far > near
    smallest = near.masked_fill(~hit, torch.inf).amin(1, keepdim=True)
    largest = near.masked_fill(~hit, -torch.inf).amax(1, keepdim=True)
    misses = ~hit & hit.any(1, keepdim=True)
    return torch.where(misses, smallest, near), torch.where(misses, largest, far)
