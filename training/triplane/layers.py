"""Layers as training needs them: norms, styles and spectra apart from the weights they act on.

Their tensors have the released names, so that a layer's state is a part of the released checkpoint.
What each is at rest stands in `real3d.triplane.weights.folding`.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.resizing import resize
from real3d.triplane.modeling.super_resolution import enlarge, smooth
from real3d.triplane.modeling.torso import EVIDENCE_CHANNELS, EVIDENCE_PADDING
from real3d.triplane.weights.folding import constant_style, demodulate, modulate, normalise_spectrum
from training.triplane.precision import full_precision

SQRT_2 = 2**0.5
FIRST_TURNS = 15
"""Of the stored vectors, before a spectral convolution is used."""
STYLE = 512
"""Numbers in a style, which is all ones here."""


class SpectralConv2d(nn.Conv2d):
    """A convolution divided by its largest singular value (Miyato et al., ICLR 2018).

    While it is trained, each pass brings the stored vectors nearer to the singular ones.
    """

    weight_orig: nn.Parameter
    weight_u: Tensor
    weight_v: Tensor

    def __init__(self, *sizes: Any, **options: Any) -> None:
        super().__init__(*sizes, **options)
        weight = self._parameters.pop("weight")
        assert weight is not None
        self.weight_orig = weight
        self.register_buffer("weight_u", F.normalize(torch.randn(len(weight)), dim=0))
        self.register_buffer("weight_v", F.normalize(torch.randn(weight[0].numel()), dim=0))
        for _ in range(FIRST_TURNS):
            self._turn_vectors()

    @property
    def weight(self) -> Tensor:  # type: ignore[override]
        """[out, in, k, k] with a largest singular value of about one."""
        normed = normalise_spectrum(self.weight_orig, self.weight_u, self.weight_v)
        return normed.to(self.weight_orig.dtype)

    def forward(self, features: Tensor) -> Tensor:
        if self.training:
            with full_precision(features.device):
                self._turn_vectors()
        return self._conv_forward(features, self.weight, self.bias)

    @torch.no_grad()
    def _turn_vectors(self) -> None:
        matrix = self.weight_orig.flatten(1)
        self.weight_v.copy_(F.normalize(matrix.T @ self.weight_u, dim=0))
        self.weight_u.copy_(F.normalize(matrix @ self.weight_v, dim=0))


class WeightNormConv1d(nn.Conv1d):
    """A convolution whose weights' length and direction are learnt apart."""

    def __init__(self, *sizes: Any, **options: Any) -> None:
        super().__init__(*sizes, **options)
        direction = self.weight
        del self.weight
        self.weight_v = direction
        self.weight_g = nn.Parameter(_length(direction).detach().clone())

    @property
    def weight(self) -> Tensor:  # type: ignore[override]
        """[out, in, k]."""
        return self.weight_v * (self.weight_g / _length(self.weight_v))

    def forward(self, signal: Tensor) -> Tensor:
        return self._conv_forward(signal, self.weight, self.bias)


class NormedConv(nn.Module):
    """A convolution and the batch norm after it, as one leaf of the network."""

    def __init__(self, conv: nn.Module, norm: nn.Module) -> None:
        super().__init__()
        self.conv, self.norm = conv, norm

    @property
    def weight(self) -> Tensor:
        """The convolution's."""
        weight = self.conv.weight
        assert isinstance(weight, Tensor)
        return weight

    def forward(self, features: Tensor) -> Tensor:
        return self.norm(self.conv(features))


class Scaled(nn.Module):
    """A linear layer whose weights are scaled when it runs."""

    def __init__(self, layer: nn.Linear, factor: float) -> None:
        super().__init__()
        self.layer, self.factor = layer, factor

    @property
    def weight(self) -> Tensor:
        """[out, in] as it acts."""
        return self.layer.weight * self.factor

    @property
    def bias(self) -> Tensor:
        """[out]."""
        return self.layer.bias


class PartialMix(nn.Module):
    """Some input channels' share of the motion adapter's first convolution."""

    def __init__(self, layer: nn.Conv2d, channels: slice, with_bias: bool) -> None:
        super().__init__()
        self.layer, self.channels, self.with_bias = layer, channels, with_bias

    @property
    def weight(self) -> Tensor:
        """[3, channels, 1, 1]; the release scales by one over the root of its nine inputs."""
        return self.layer.weight[:, self.channels] / 3

    def forward(self, picture: Tensor) -> Tensor:
        return F.conv2d(picture, self.weight, self.layer.bias if self.with_bias else None)


class WithoutPadding(nn.Module):
    """A leaf that does not see the zeros by which the runtime fills up the evidence."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, volume: Tensor) -> Tensor:
        return self.layer(_without_padding(volume))


class DepthFusion(nn.Module):
    """A 3D convolution of a volume and of a picture repeated over depth."""

    def __init__(self, layer: nn.Conv3d) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, volume: Tensor, picture: Tensor) -> Tensor:
        repeated = picture[:, :, None].expand(-1, -1, volume.shape[2], -1, -1)
        return self.layer(torch.cat((_without_padding(volume), repeated), 1))


class StageFusion(nn.Module):
    """SegFormer's head: each stage brought to one width and size, then mixed with a batch norm."""

    def __init__(self, head: nn.Module) -> None:
        super().__init__()
        self.head = head

    def forward(self, stages: list[Tensor]) -> Tensor:
        size = stages[0].shape[-1]
        parts = []
        for number in (4, 3, 2, 1):
            layer = self.head.get_submodule(f"linear_c{number}.proj")
            assert isinstance(layer, nn.Linear)
            weight = layer.weight[..., None, None]
            parts.append(resize(F.conv2d(stages[number - 1], weight, layer.bias), size))
        mix = self.head.get_submodule("linear_fuse")
        return mix.get_submodule("bn")(mix.get_submodule("conv")(torch.cat(parts, 1))).relu()


class ModulatedConv(nn.Module):
    """StyleGAN2's convolution with a constant style, and its activation.

    Noise is stored and has no effect, as in the release.
    """

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, size: int, upsampling: bool) -> None:
        super().__init__()
        self.upsampling = upsampling
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.noise_strength = nn.Parameter(torch.zeros(()), requires_grad=False)
        self.register_buffer("noise_const", torch.zeros(size, size))
        self.register_buffer("resample_filter", smoothing_filter())
        self.affine = constant_affine(inputs)

    def forward(self, features: Tensor) -> Tensor:
        style = constant_style(self.affine.weight, self.affine.bias)
        weight = demodulate(modulate(self.weight, style)).to(features.dtype)
        if self.upsampling:
            features = F.conv_transpose2d(features, weight.transpose(0, 1), stride=2)
            features = smooth(features, 4 * self.resample_filter, self.bias)
        else:
            features = F.conv2d(features, weight, self.bias, padding=1)
        return F.leaky_relu(features, 0.2) * SQRT_2


class ToRgb(nn.Module):
    """StyleGAN2's 1x1 convolution to colours, without demodulation."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(3))
        self.affine = constant_affine(inputs)

    def forward(self, features: Tensor) -> Tensor:
        style = constant_style(self.affine.weight, self.affine.bias)
        weight = modulate(self.weight, style / self.weight.shape[1] ** 0.5)
        return F.conv2d(features, weight.to(features.dtype), self.bias)


class SynthesisBlock(nn.Module):
    """Two modulated convolutions, and a picture that gains what they saw; float32 always."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, size: int, upsampling: bool) -> None:
        """
        Args:
            inputs: channels.
            outputs: channels.
            size: of the stored noise, pixels.
            upsampling: to twice the height and width.
        """
        super().__init__()
        self.upsampling = upsampling
        self.register_buffer("resample_filter", smoothing_filter())
        self.conv0 = ModulatedConv(inputs, outputs, size, upsampling)
        self.conv1 = ModulatedConv(outputs, outputs, size, upsampling=False)
        self.torgb = ToRgb(outputs)

    @property
    def rgb(self) -> ToRgb:
        """By the runtime's name."""
        return self.torgb

    def forward(self, features: Tensor, rgb: Tensor) -> tuple[Tensor, Tensor]:
        """Features [B, C, H, W] and float32 colours [B, 3, H, W] to features and colours."""
        with full_precision(features.device):
            features = self.conv1(self.conv0(features.float()))
            if self.upsampling:
                rgb = enlarge(rgb, 4 * self.resample_filter)
            return features, rgb + self.torgb(features)


class PersonFusion(nn.Module):
    """Joins the features of head and torso."""

    def __init__(self, release: nn.Module) -> None:
        super().__init__()
        self.widen = release.get_submodule("torso_encoder.0")
        self.conv1 = release.get_submodule("fuse_head_torso_convs.0")
        self.conv2 = release.get_submodule("fuse_head_torso_convs.2")
        self.block = release.get_submodule("head_torso_block")

    def forward(
        self, head: Tensor, torso: Tensor, opacity: Tensor, rgb: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See `real3d.triplane.modeling.super_resolution.PersonFusion`."""
        opacity = opacity.to(head.dtype)
        both = torch.cat((head * opacity, self.widen(torso) * (1 - opacity)), 1)
        return self.block(self.conv2(F.leaky_relu(self.conv1(both))), rgb)


class SceneFusion(nn.Module):
    """Joins the features of person and background."""

    def __init__(self, release: nn.Module) -> None:
        super().__init__()
        self.background = [release.get_submodule(f"bg_encoder.{k}") for k in (0, 2, 4)]
        self.convs = [release.get_submodule(f"fuse_fg_bg_convs.{k}") for k in (0, 2, 4)]

    def encode_background(self, rgb: Tensor) -> Tensor:
        """[B, 3, H, W] to [B, C, H, W]."""
        first, second, third = self.background
        return third(F.leaky_relu(second(F.leaky_relu(first(rgb)))))

    def forward(self, person: Tensor, background: Tensor, covered: Tensor) -> Tensor:
        """See `real3d.triplane.modeling.super_resolution.SceneFusion`."""
        covered = covered.to(person.dtype)
        first, second, third = self.convs
        mixed = first(torch.cat((person * covered, background * (1 - covered)), 1))
        return third(F.leaky_relu(second(F.leaky_relu(mixed))))


def smoothing_filter() -> Tensor:
    """[4, 4] StyleGAN2's filter, whose sum is one."""
    taps = torch.tensor((1.0, 3.0, 3.0, 1.0))
    return taps.outer(taps) / 64


def constant_affine(outputs: int) -> nn.Linear:
    """The layer that makes a style of ones into factors around one."""
    layer = nn.Linear(STYLE, outputs)
    nn.init.normal_(layer.weight)
    nn.init.ones_(layer.bias)
    return layer


def _length(direction: Tensor) -> Tensor:
    return direction.square().sum((1, 2), keepdim=True).sqrt()


def _without_padding(volume: Tensor) -> Tensor:
    evidence, rest = (
        volume[:, :EVIDENCE_CHANNELS],
        volume[:, EVIDENCE_CHANNELS + EVIDENCE_PADDING :],
    )
    return torch.cat((evidence, rest), 1)
