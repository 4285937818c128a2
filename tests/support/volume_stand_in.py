"""Stand-in fields for the volume renderer: a head in empty space, and its opposite."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import torch
from torch import Tensor

from real3d.triplane.modeling.rays import Rays, cast_rays
from real3d.triplane.modeling.volume_rendering import FieldDecoder, March, MarchedRays, Sampling


@dataclass(frozen=True)
class Field:
    """All that marching takes."""

    decoder: FieldDecoder
    planes: Tensor
    """[B, 3, H, W, 32]."""
    rays: Rays
    sampling: Sampling = field(default_factory=Sampling)

    def seen_by(self, march: March) -> MarchedRays:
        """What its rays gather."""
        return march(self.decoder, self.planes, self.rays, self.sampling)

    def thinned(self, step: int) -> Field:
        """The same with every n-th ray."""
        tensors = (getattr(self.rays, part.name) for part in fields(self.rays))
        return replace(self, rays=Rays(*(tensor[:, ::step] for tensor in tensors)))


def ball(resolution: int) -> Field:
    """A coloured ball with nothing around it, seen from the front and from a side.

    It is like a head in one thing: most of what cameras see is empty.
    """
    generator = torch.Generator().manual_seed(5)
    decoder = FieldDecoder().requires_grad_(False)
    for tensor in decoder.parameters():
        tensor.copy_(torch.randn(tensor.shape, generator=generator) / 4)
    # The first channel's mean over the planes is two thirds of the squared distance from the
    # middle, of which the first hidden unit is the softplus.
    axis = (torch.arange(64) + 0.5) / 32 - 1
    planes = torch.randn((1, 3, 64, 64, 32), generator=generator) / 4
    planes[..., 0] = axis[:, None] ** 2 + axis**2
    decoder.hidden.weight[0], decoder.hidden.bias[0] = 0, 0
    decoder.hidden.weight[0, 0] = 1.5
    # The density falls from 65 in the middle to 0 at 0.42 of the volume's half width.
    decoder.output.weight[0], decoder.output.bias[0] = 0, 550
    decoder.output.weight[0, 0] = -700

    front = torch.tensor([[1.0, 0, 0, 0], [0, -1, 0, 0], [0, 0, -1, 2.7], [0, 0, 0, 1]])
    side = torch.tensor([[0.0, 0, -1, 2.7], [0, -1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1]])
    lens = torch.tensor([3.0, 0, 0.5, 0, 3.0, 0.5, 0, 0, 1])
    cameras = torch.stack([torch.cat((pose.flatten(), lens)) for pose in (front, side)])
    return Field(decoder, planes.repeat(2, 1, 1, 1, 1), cast_rays(cameras, resolution))


def fog(resolution: int) -> Field:
    """Patches of thin and thick fog everywhere: every ray and every sample counts."""
    field = ball(resolution)
    generator = torch.Generator().manual_seed(6)
    weight = torch.randn(field.decoder.output.weight[0].shape, generator=generator)
    field.decoder.output.weight[0] = 8 * (weight - weight.mean())
    field.decoder.output.bias[0] = 0
    return replace(field, planes=torch.randn(field.planes.shape, generator=generator))
