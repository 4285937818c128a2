"""What the stages minimise. Pictures are [B, 3, H, W] in -1..1, masks [B, 1, H, W] in 0..1."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from real3d.triplane.modeling.resizing import resize

DILATION = 41 / 512
"""By which masks grow, as a share of the picture (41 pixels of 512)."""
LARGEST_ERROR, ERROR_QUANTILE = 0.5, 0.8
"""Errors of single pixels count up to the larger of this and of that quantile of the picture."""


def masked_l1(found: Tensor, expected: Tensor, mask: Tensor, outside: float) -> Tensor:
    """L1 with weight 1 within the grown mask and `outside` elsewhere; single large errors, where
    a segmentation is wrong, count less."""
    size = found.shape[-1]
    weight = outside + (1 - outside) * grown(resize(mask, size))
    error = (found - expected).abs()
    quantile = error.detach().flatten(1).quantile(ERROR_QUANTILE, 1).view(-1, 1, 1, 1)
    return (torch.minimum(error, quantile.clamp_min(LARGEST_ERROR)) * weight).mean()


def grown(mask: Tensor) -> Tensor:
    """A mask grown on all sides by half of `DILATION`."""
    reach = round(DILATION * mask.shape[-1] / 2)
    return F.max_pool2d(mask, 2 * reach + 1, stride=1, padding=reach)


def lips(picture: Tensor, boxes: Tensor, size: int) -> Tensor:
    """[B, 3, size, size] what is in the lips' squares [B, 4] (left, top, right, bottom, 0..1)."""
    left, top, right, bottom = (2 * boxes - 1).unbind(1)
    zeros = torch.zeros_like(left)
    across = torch.stack(((right - left) / 2, zeros, (right + left) / 2), 1)
    down = torch.stack((zeros, (bottom - top) / 2, (bottom + top) / 2), 1)
    grid = F.affine_grid(
        torch.stack((across, down), 1), [len(picture), 3, size, size], align_corners=False
    )
    return F.grid_sample(picture, grid, padding_mode="border", align_corners=False)


def opacity_error(opacity: Tensor, mask: Tensor) -> Tensor:
    """Squared distance of the head's opacity from its mask."""
    return (opacity - resize(mask, opacity.shape[-1])).square().mean()


def entropy(share: Tensor) -> Tensor:
    """Base 2, of shares that should be 0 or 1."""
    share = share.clamp(1e-5, 1 - 1e-5)
    return -(share * share.log2() + (1 - share) * (1 - share).log2()).mean()


def smoothness(density: Tensor, beside: Tensor) -> Tensor:
    """L1 between raw densities at points and at their neighbours."""
    return (density - beside).abs().mean()


def perturbation(planes: Tensor, perturbed: Tensor) -> Tensor:
    """L1 between planes of a face and of one that is hardly different."""
    return (planes - perturbed).abs().mean()


def blink_linearity(closing: Tensor, more: Tensor, less: Tensor) -> Tensor:
    """L1 between the planes of a half-closed eye and the mean of those more and less closed."""
    return (closing - (more + less) / 2).abs().mean()


def generator_loss(verdict: Tensor) -> Tensor:
    """Non-saturating: of pictures that were made."""
    return F.softplus(-verdict).mean()


def discriminator_loss(real: Tensor, made: Tensor) -> Tensor:
    """Non-saturating."""
    return F.softplus(-real).mean() + F.softplus(made).mean()


def second_difference(track: Tensor) -> Tensor:
    """Mean square of the second difference (-0.5, 1, -0.5) of [B, T, C] over time."""
    return (track[:, 1:-1] - (track[:, :-2] + track[:, 2:]) / 2).square().mean()


def weighted_squares(found: Tensor, expected: Tensor, weight: Tensor) -> Tensor:
    """Mean square of landmarks [B, T, L, 3] with a weight [L] each."""
    return ((found - expected).square() * weight[:, None]).mean()


def cyclic(step: int, rise: int, flat: int) -> float:
    """A weight that rises from 0 to 1 and stays there, again and again (Fu et al., NAACL 2019)."""
    return min(step % (rise + flat) / rise, 1.0)


@dataclass(frozen=True)
class Controlled:
    """A weight that is steered so that its loss comes to a target, on a logarithmic scale."""

    target: float
    """Of log10 of the loss, as the distance from zero: 0.5 aims at a loss of 10**-0.5."""
    rate: float = 0.01
    largest: float = 2.0

    def steered(self, weight: float, loss: float) -> float:
        """The next weight: higher where the loss is above its target."""
        moved = weight + self.rate * (math.log10(max(loss, 1e-12)) - math.log10(self.target))
        return min(max(moved, 0.0), self.largest)


Perceptual = Callable[[Tensor, Tensor], Tensor]
"""Distance of two pictures as people see it."""


def no_perceptual(found: Tensor, expected: Tensor) -> Tensor:
    """In the place of a perceptual loss whose network's weights are not there."""
    return found.new_zeros(())
