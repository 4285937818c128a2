"""Folds what is constant at rest into plain weights: norms, styles, products of linear layers.

The released network keeps batch norms, spectral norms and modulated convolutions apart, as training
needs them. At rest each is a constant factor of a convolution's weights. Everything is computed in
float64 and rounded once by the caller. Weights are [out, in, ...] throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class BatchNorm:
    """A batch norm at rest; all tensors are [C]."""

    weight: Tensor
    bias: Tensor
    mean: Tensor
    variance: Tensor

    EPSILON = 1e-5

    def affine(self) -> tuple[Tensor, Tensor]:
        """The same as a scale and a shift."""
        scale = self.weight.double() / (self.variance.double() + self.EPSILON).sqrt()
        return scale, self.bias.double() - self.mean.double() * scale


def fold_norm(weight: Tensor, bias: Tensor | None, norm: BatchNorm) -> tuple[Tensor, Tensor]:
    """Weight and bias of a convolution followed by a batch norm."""
    scale, shift = norm.affine()
    if bias is not None:
        shift = shift + bias.double() * scale
    return _scale_outputs(weight, scale), shift


def normalise_spectrum(weight: Tensor, left: Tensor, right: Tensor) -> Tensor:
    """The weight divided by its largest singular value, as the stored vectors estimate it."""
    weight = weight.double()
    return weight / (left.double() @ weight.flatten(1) @ right.double())


def constant_style(weight: Tensor, bias: Tensor) -> Tensor:
    """What a style's affine layer makes of a style of ones: one factor per input channel [in]."""
    return weight.double().sum(1) / weight.shape[1] ** 0.5 + bias.double()


def modulate(weight: Tensor, style: Tensor) -> Tensor:
    """Weights whose input channels are scaled by the style."""
    return weight.double() * style.view(1, -1, 1, 1)


def demodulate(weight: Tensor) -> Tensor:
    """Weights scaled so that each output channel's squares sum to one."""
    norm = (weight.double().square().sum((1, 2, 3)) + 1e-8).rsqrt()
    return _scale_outputs(weight, norm)


def sum_over_depth(weight: Tensor) -> Tensor:
    """Kernels of a 3D convolution for an input that is the same at every depth.

    Near the volume's ends some of the depth taps fall outside, into zeros. Seven taps make seven
    sets: for the first three depths, for all between, and for the last three.

    Args:
        weight: [out, in, 7, h, w].

    Returns:
        [7 * out, in, h, w], set by set.
    """
    taps = weight.double().unbind(2)
    ranges = [taps[3:], taps[2:], taps[1:], taps, taps[:6], taps[:5], taps[:4]]
    return torch.cat([torch.stack(kernels).sum(0) for kernels in ranges])


def compose(outer: Tensor, inner: Tensor) -> Tensor:
    """Weights of a convolution `outer` [out, mid, ...] that follows a 1x1 `inner` [mid, in]."""
    return torch.einsum("om...,mi->oi...", outer.double(), inner.double())


def _scale_outputs(weight: Tensor, scale: Tensor) -> Tensor:
    return weight.double() * scale.view(-1, *[1] * (weight.dim() - 1))
