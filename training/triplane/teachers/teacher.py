"""A teacher: shows a face, chosen by a latent, to a camera.

Convention
    Cameras are the renderer's (`real3d.triplane.driving.head_path.cameras`): [B, 25], camera to
    world with x right, y down, z forward, then intrinsics in picture sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from real3d.triplane.face_model.morphable_model import FOCAL_LENGTH
from training.triplane.noise import StepNoise

LOOK_AT = (0.0, 0.0, 0.2)
"""Where cameras look, in the volume."""


@dataclass(frozen=True)
class Reach:
    """From where a teacher can show a face."""

    pitch: float = 0.4538
    """Radians to either side; 26 degrees as published."""
    yaw: float = 0.6632
    """38 degrees."""
    nearest: float = 2.7
    farthest: float = 4.0


@dataclass(frozen=True)
class TeacherView:
    """B faces as a teacher shows them. Nothing here has gradients."""

    image: Tensor
    """[B, 3, S, S] in -1..1."""
    raw: Tensor
    """[B, 3, S/4, S/4] the same at the size of the volume rendering."""
    camera: Tensor
    """[B, 25] from where they are really seen, which may differ from what was asked."""
    depth: Tensor | None = None
    """[B, 1, S/4, S/4]; None where the teacher has none."""
    planes: Tensor | None = None
    """[B, 3, S/2, S/2, 32]; None where the teacher has none."""


class Teacher(Protocol):
    """See the module."""

    latent_size: int
    reach: Reach

    def render(self, latent: Tensor, camera: Tensor) -> TeacherView:
        """Faces of latents [B, latent_size] seen by cameras [B, 25]."""
        ...


def drawn_cameras(noise: StepNoise, reach: Reach) -> Tensor:
    """[B, 25] cameras anywhere within reach, looking at the head."""
    drawn = 2 * noise.uniform(3).cpu() - 1
    middle, half = (reach.farthest + reach.nearest) / 2, (reach.farthest - reach.nearest) / 2
    return look_at(reach.pitch * drawn[:, 0], reach.yaw * drawn[:, 1], middle + half * drawn[:, 2])


def look_at(pitch: Tensor, yaw: Tensor, distance: Tensor) -> Tensor:
    """[B, 25] cameras around the head: `pitch` [B] above it, `yaw` [B] to its left, radians."""
    backwards = torch.stack((yaw.sin() * pitch.cos(), pitch.sin(), yaw.cos() * pitch.cos()), 1)
    position = torch.tensor(LOOK_AT) + distance[:, None] * backwards
    forward = -backwards
    up = torch.tensor((0.0, 1.0, 0.0)).expand_as(forward)
    right = torch.nn.functional.normalize(torch.linalg.cross(forward, up), dim=1)
    down = torch.linalg.cross(forward, right)
    to_world = torch.eye(4).repeat(len(pitch), 1, 1)
    to_world[:, :3, :3] = torch.stack((right, down, forward), 2)
    to_world[:, :3, 3] = position
    lens = torch.tensor((FOCAL_LENGTH, 0, 0.5, 0, FOCAL_LENGTH, 0.5, 0, 0, 1))
    return torch.cat((to_world.flatten(1), lens.expand(len(pitch), -1)), 1)


def chosen(latent: Tensor, count: int) -> list[int]:
    """Which of `count` subjects each latent [B, L] stands for: as likely one as another."""
    share = 0.5 * (1 + torch.erf(latent[:, 0] / 2**0.5))
    return (share * count).long().clamp(0, count - 1).tolist()
