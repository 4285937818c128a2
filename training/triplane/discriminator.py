"""The dual discriminator of EG3D (Chan et al., CVPR 2022), written anew.

It sees a picture and beside it the volume rendering brought to the same size, six channels in all,
so that the super-resolution cannot invent what the volume does not show. Its blocks are StyleGAN2's
residual ones (Karras et al., CVPR 2020); the camera conditions it by projection. All float32: the
gradient penalty differentiates twice.
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.resizing import resize, shrink
from training.triplane.layers import SQRT_2, smoothing_filter

CLAMP = 256.0
"""Of activations, as in StyleGAN2-ADA."""
GROUP = 2
"""Pictures whose spread is a feature of each."""


class DualDiscriminator(nn.Module):
    """Pictures and volume renderings to how real they look, [B]."""

    def __init__(
        self, resolution: int = 512, base: int = 32768, widest: int = 512, camera: int = 25
    ) -> None:
        """
        Args:
            resolution: of the pictures, a power of two.
            base: channels times resolution.
            widest: channels at most.
            camera: numbers that condition.
        """
        super().__init__()
        sizes = [2**k for k in range(resolution.bit_length() - 1, 1, -1)]
        widths = [min(base // size, widest) for size in sizes]
        self.from_rgb = EqualConv(6, widths[0], 1)
        pairs = pairwise(widths)
        self.blocks = nn.Sequential(*(ResidualBlock(*pair) for pair in pairs))
        self.mix = EqualConv(widths[-1] + 1, widths[-1], 3)
        self.hidden = EqualLinear(widths[-1] * 16, widths[-1])
        self.output = EqualLinear(widths[-1], widths[-1])
        self.camera = nn.Sequential(
            EqualLinear(camera, widths[-1]), nn.LeakyReLU(0.2), EqualLinear(widths[-1], widths[-1])
        )

    def forward(self, image: Tensor, raw: Tensor, camera: Tensor) -> Tensor:
        """
        Args:
            image: [B, 3, S, S] in -1..1.
            raw: [B, 3, s, s] in -1..1.
            camera: [B, 25], as `noisy_camera` makes it.
        """
        both = torch.cat((image, resize(raw, image.shape[-1])), 1).float()
        features = self.blocks(_activate(self.from_rgb(both)))
        features = _activate(self.mix(_with_spread(features)))
        found = self.output(_activate(self.hidden(features.flatten(1))))
        where = F.normalize(self.camera(camera), dim=1) * found.shape[1] ** 0.5
        return (found * where).sum(1) / found.shape[1] ** 0.5


class ResidualBlock(nn.Module):
    """Two convolutions beside one, to half the size."""

    smoothing: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = EqualConv(inputs, inputs, 3)
        self.conv2 = EqualConv(inputs, outputs, 3)
        self.skip = EqualConv(inputs, outputs, 1, bias=False)
        self.register_buffer("smoothing", smoothing_filter(), persistent=False)

    def forward(self, features: Tensor) -> Tensor:
        beside = self.skip(_halve(features, self.smoothing))
        features = _activate(self.conv1(features))
        features = _activate(_halve(self.conv2(features), self.smoothing))
        return (features + beside) / SQRT_2


class EqualConv(nn.Module):
    """A convolution whose weights are scaled by their number when it runs."""

    def __init__(self, inputs: int, outputs: int, kernel: int, bias: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self.scale = (inputs * kernel * kernel) ** -0.5

    def forward(self, features: Tensor) -> Tensor:
        weight = self.weight * self.scale
        return F.conv2d(features, weight, self.bias, padding=weight.shape[-1] // 2)


class EqualLinear(nn.Module):
    """A linear layer whose weights are scaled by their number when it runs."""

    def __init__(self, inputs: int, outputs: int, rate: float = 1.0, bias: float = 0.0) -> None:
        """
        Args:
            inputs, outputs: sizes.
            rate: factor on the learning rate of weights and bias.
            bias: to begin with.
        """
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / rate)
        self.bias = nn.Parameter(torch.full((outputs,), bias / rate))
        self.scale, self.rate = rate * inputs**-0.5, rate

    def forward(self, features: Tensor) -> Tensor:
        return F.linear(features, self.weight * self.scale, self.bias * self.rate)


def gradient_penalty(
    network: DualDiscriminator, image: Tensor, raw: Tensor, camera: Tensor
) -> Tensor:
    """R1 (Mescheder et al., ICML 2018): squared gradients on real pictures.

    The mean of that by the pictures and that by the volume renderings.
    """
    image, raw = image.detach().requires_grad_(), raw.detach().requires_grad_()
    verdict = network(image, raw, camera).sum()
    gradients = torch.autograd.grad(verdict, (image, raw), create_graph=True)
    of_image, of_raw = (gradient.square().sum((1, 2, 3)).mean() for gradient in gradients)
    return (of_image + of_raw) / 2


def noisy_camera(camera: Tensor, noise: Tensor) -> Tensor:
    """Cameras [B, 25] with noise as strong as they vary, so that none can be read off exactly."""
    spread = camera.std(0, unbiased=False).clamp_min(1e-3) if len(camera) > 1 else 1e-3
    return camera + noise * spread


def raw_of(image: Tensor) -> Tensor:
    """What the volume rendering of a real picture would be: a quarter of its size."""
    return shrink(image, image.shape[-1] // 4)


def _activate(features: Tensor) -> Tensor:
    return (F.leaky_relu(features, 0.2) * SQRT_2).clamp(-CLAMP, CLAMP)


def _halve(features: Tensor, smoothing: Tensor) -> Tensor:
    channels = features.shape[1]
    taps = smoothing.expand(channels, 1, -1, -1)
    return F.conv2d(features, taps, stride=2, padding=1, groups=channels)


def _with_spread(features: Tensor) -> Tensor:
    """Appends the spread of each feature over groups of pictures, averaged: one channel."""
    batch, _, height, width = features.shape
    group = GROUP if batch % GROUP == 0 else 1
    grouped = features.unflatten(0, (group, -1))
    spread = (grouped.var(0, unbiased=False) + 1e-8).sqrt().mean((1, 2, 3))
    channel = spread.repeat(group).view(batch, 1, 1, 1).expand(-1, -1, height, width)
    return torch.cat((features, channel), 1)
