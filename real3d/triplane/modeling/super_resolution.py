"""Super-resolution: rendered head, warped torso and background become one picture.

The paper's head-torso-background super-resolution. Its blocks are StyleGAN2's (Karras et al., CVPR
2020) with a constant style and no noise, so that each modulated convolution is a plain one
(`folding.py`). Colours and opacities stay float32; features have the precision of the weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.planes import PLANE_CHANNELS
from real3d.triplane.modeling.resizing import resize, shrink
from real3d.triplane.modeling.torso import EncodedTorso, TorsoFrame, TorsoWarp

WIDTH = 256
# Where the head is more opaque than this, nothing of the background shows through.
OPAQUE = 0.9
# The complement of the head's opacity is given to a convolution this many times, so that its
# channels are a multiple of eight, as the matrix units of GPUs want them.
OPACITY_CHANNELS = 8


@dataclass(frozen=True)
class EncodedBackground:
    """What the network keeps of one background."""

    rgb: Tensor
    """[1, 3, 256, 256] float32 in -1..1."""
    features: Tensor
    """[1, 64, 256, 256] its part of the fusion's first convolution."""


class SuperResolution(nn.Module):
    """Rendered features to the final picture."""

    def __init__(self) -> None:
        super().__init__()
        self.head_block = UpsamplingBlock(PLANE_CHANNELS, WIDTH)
        self.torso = TorsoWarp()
        self.person = PersonFusion()
        self.scene = SceneFusion()
        self.final_block = UpsamplingBlock(WIDTH, 128)

    def encode_torso(self, torso: Tensor, masks: Tensor, keypoints: Tensor) -> EncodedTorso:
        """Everything that depends on the photo's torso alone.

        Args:
            torso: [1, 3, 512, 512] neck and clothes in -1..1, the rest -1.
            masks: [1, 2, 512, 512] neck and clothes, 0 or 1.
            keypoints: [1, 68, 3] landmarks of the photo.
        """
        return self.torso.encode(shrink(torso.float(), torso.shape[-1] // 2), masks, keypoints)

    def encode_background(self, background: Tensor) -> EncodedBackground:
        """Everything that depends on the background [1, 3, 512, 512] (-1..1) alone."""
        rgb = shrink(background.float(), background.shape[-1] // 2)
        return EncodedBackground(rgb, self.scene.encode_background(rgb))

    def forward(
        self,
        features: Tensor,
        opacity: Tensor,
        torso: EncodedTorso,
        keypoints: Tensor,
        background: EncodedBackground,
    ) -> Tensor:
        """
        Args:
            features: [B, 32, 128, 128] float32, the first three colours in -1..1.
            opacity: [B, 1, 128, 128] float32 of the head, 0..1.
            torso: of the photo.
            keypoints: [B, 68, 3] driving landmarks.
            background: behind the person.

        Returns:
            [B, 3, 512, 512] float32, about -1..1.
        """
        torso_frame = self.drive_torso(features, opacity, torso, keypoints)
        return self.compose(features, opacity, torso_frame, background)

    def drive_torso(
        self, features: Tensor, opacity: Tensor, torso: EncodedTorso, keypoints: Tensor
    ) -> TorsoFrame:
        """The torso that belongs to a rendered head; arguments as in `forward`."""
        size = 2 * features.shape[-1]
        return self.torso(torso, keypoints, resize(features[:, :3], size), resize(opacity, size))

    def compose(
        self,
        features: Tensor,
        opacity: Tensor,
        torso_frame: TorsoFrame,
        background: EncodedBackground,
    ) -> Tensor:
        """The picture of a rendered head with its torso; arguments and result as in `forward`."""
        opacity = resize(opacity, 2 * features.shape[-1])
        head, rgb = self.head_block(features.to(self.head_block.rgb.weight.dtype), features[:, :3])
        rgb = rgb * opacity + torso_frame.rgb * (1 - opacity)
        person, rgb = self.person(head, torso_frame.hidden, opacity, rgb)

        covered = opacity.masked_fill(opacity > OPAQUE, 1.0)
        covered = (torso_frame.occlusion + covered).clamp(0, 1)
        rgb = rgb * covered + background.rgb * (1 - covered)
        scene = self.scene(person, background.features, covered)
        return self.final_block(scene, rgb)[1]


class PersonFusion(nn.Module):
    """Joins the features of head and torso."""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.torso = nn.Conv2d(64 + OPACITY_CHANNELS, WIDTH, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.block = PlainBlock(WIDTH, WIDTH)

    def forward(
        self, head: Tensor, torso: Tensor, opacity: Tensor, rgb: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Features [B, 256, H, W] and colours [B, 3, H, W] of the person.

        The published network widens the torso's 64 features with a 1x1 convolution before it joins
        both in one convolution. Here that is part of `torso`; its bias, weighted like all of the
        torso by 1 - opacity, comes in by that weight itself.
        """
        opacity = opacity.to(head.dtype)
        rest = 1 - opacity
        torso = torch.cat((torso * rest, rest.expand(-1, OPACITY_CHANNELS, -1, -1)), 1)
        joined = self.head(head * opacity).add_(self.torso(torso))
        features = self.conv2(F.leaky_relu_(joined))
        return self.block(features, rgb)


class SceneFusion(nn.Module):
    """Joins the features of person and background."""

    def __init__(self) -> None:
        super().__init__()
        self.background = nn.Sequential(
            nn.Conv2d(3, 64, 3, padding=1),
            nn.LeakyReLU(inplace=True),
            nn.Conv2d(64, WIDTH, 3, padding=1),
            nn.LeakyReLU(inplace=True),
            nn.Conv2d(WIDTH, WIDTH, 3, padding=1),
        )
        self.person_mix = nn.Conv2d(WIDTH, 64, 1, bias=False)
        self.background_mix = nn.Conv2d(WIDTH, 64, 1, bias=False)
        self.mix_bias = nn.Parameter(torch.zeros(64, 1, 1))
        self.conv1 = nn.Conv2d(64, WIDTH, 3, padding=1)
        self.conv2 = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)

    def encode_background(self, rgb: Tensor) -> Tensor:
        """[1, 3, H, W] to [1, 64, H, W]."""
        return self.background_mix(self.background(rgb.to(self.mix_bias.dtype)))

    def forward(self, person: Tensor, background: Tensor, covered: Tensor) -> Tensor:
        """Features [B, 256, H, W] of the person and [1, 64, H, W] of the background to one.

        `covered` [B, 1, H, W] is where the person hides the rest. The published network's first
        convolution is 1x1, so here it acts on each part before they are weighted.
        """
        mixed = self.person_mix(person)
        mixed = torch.lerp(background, mixed, covered.to(mixed.dtype)) + self.mix_bias
        features = F.leaky_relu_(self.conv1(F.leaky_relu_(mixed)))
        return self.conv2(features)


class PlainBlock(nn.Module):
    """Two convolutions, and a picture that gains what they saw."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.rgb = nn.Conv2d(outputs, 3, 1)

    def forward(self, features: Tensor, rgb: Tensor) -> tuple[Tensor, Tensor]:
        """Features [B, C, H, W] and float32 colours [B, 3, H, W] to features and colours."""
        features = _activate(self.conv2(_activate(self.conv1(features))))
        return features, rgb + self.rgb(features).float()


class UpsamplingBlock(nn.Module):
    """`PlainBlock` at twice the size; what is enlarged is smoothed by a small filter."""

    smoothing: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = nn.ConvTranspose2d(inputs, outputs, 3, stride=2, bias=False)
        self.bias1 = nn.Parameter(torch.zeros(outputs, 1, 1))
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.rgb = nn.Conv2d(outputs, 3, 1)
        self.register_buffer("smoothing", torch.zeros(4, 4))

    def forward(self, features: Tensor, rgb: Tensor) -> tuple[Tensor, Tensor]:
        """Features [B, C, H, W] and float32 colours [B, 3, H, W] to both at [2H, 2W]."""
        features = smooth(self.conv1(features), self.smoothing, self.bias1.flatten())
        features = _activate(self.conv2(_activate(features)))
        rgb = enlarge(rgb, self.smoothing.to(rgb.dtype))
        return features, rgb + self.rgb(features).float()


def smooth(features: Tensor, smoothing: Tensor, bias: Tensor) -> Tensor:
    """[B, C, 2H + 1, 2W + 1] to [B, C, 2H, 2W] by the 4x4 filter, zeros outside; adds a bias."""
    channels = features.shape[1]
    taps = smoothing.expand(channels, 1, -1, -1)
    return F.conv2d(features, taps, bias, padding=1, groups=channels)


def enlarge(rgb: Tensor, smoothing: Tensor) -> Tensor:
    """[B, 3, H, W] to [B, 3, 2H, 2W]: zeros between the pixels, then the 4x4 filter."""
    taps = smoothing.expand(3, 1, -1, -1)
    return F.conv_transpose2d(rgb, taps, stride=2, padding=1, groups=3)


def _activate(features: Tensor) -> Tensor:
    """StyleGAN's activation; its gain is folded into the weights."""
    return F.leaky_relu_(features, 0.2)
