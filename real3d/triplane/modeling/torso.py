"""The torso: warps the photo's neck and clothes after the head.

The torso branch of the paper's head-torso-background super-resolution, after Wang et al.,
"One-Shot Free-View Neural Talking-Head Synthesis" (face-vid2vid, CVPR 2021): appearance features in
a small volume, a flow field from four keypoints and the rendered head, and a generator for the
warped volume. What depends on the photo alone is `EncodedTorso`.

Convention
    Volumes are [B, C, 16, 64, 64] (depth, rows, columns); a stack of C channels and 16 depths is
    also seen as a picture of 16 C channels. Coordinates are (x, y, z) from -1 at the first cell's
    centre to 1 at the last's. Flows point from the driven torso into the photo's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.resizing import resize

DEPTH = 16
VOLUME_CHANNELS = 32
# Of the 68 landmarks: both ends of the jaw, the chin, the bridge of the nose.
KEYPOINTS = (0, 8, 16, 27)
KEYPOINT_VARIANCE = 0.01
MOTIONS = len(KEYPOINTS) + 1
"""One for each keypoint, and none."""
EVIDENCE_CHANNELS = 5 * MOTIONS
# Zeros that bring the evidence to 32 channels: the matrix units of GPUs want multiples of eight.
EVIDENCE_PADDING = 7
# A margin around the torso, in cells of the 64x64 volume, in which appearance is kept.
MASK_MARGIN = 3


@dataclass(frozen=True)
class EncodedTorso:
    """What the torso network keeps of one photo."""

    appearance: Tensor
    """[1, 32, 16, 64, 64], zero away from neck and clothes."""
    compressed: Tensor
    """[1, 4, 16, 64, 64] float32, what the flow field sees of the appearance."""
    keypoints: Tensor
    """[1, 4, 3] float32."""


@dataclass(frozen=True)
class TorsoFrame:
    """The torso in B driven frames."""

    rgb: Tensor
    """[B, 3, 256, 256] float32, not limited to -1..1."""
    hidden: Tensor
    """[B, 64, 256, 256] features from which the colours were made."""
    occlusion: Tensor
    """[B, 1, 256, 256] float32 in 0..1, where the torso hides the background."""


class TorsoWarp(nn.Module):
    """Photo's torso and driving keypoints to the driven torso."""

    def __init__(self) -> None:
        super().__init__()
        self.appearance = AppearanceEncoder()
        self.compress = nn.Conv3d(VOLUME_CHANNELS + 2, 4, 1)
        self.flow = FlowField()
        self.generator = TorsoGenerator()
        self.occlusion = OcclusionPredictor()

    def encode(self, torso: Tensor, masks: Tensor, keypoints: Tensor) -> EncodedTorso:
        """
        Args:
            torso: [1, 3, 256, 256] neck and clothes in -1..1, the rest -1.
            masks: [1, 2, 512, 512] neck and clothes, 0 or 1.
            keypoints: [1, 68, 3] landmarks of the photo, x and y in -1..1.
        """
        image = torch.cat((torso, resize(masks, torso.shape[-1])), 1)
        appearance = self.appearance(image.to(self.compress.weight.dtype))
        small = resize(masks, appearance.shape[-1])
        near = dilate(small.sum(1, keepdim=True))
        appearance = appearance * near[:, :, None].to(appearance.dtype)
        depths = small.to(appearance.dtype)[:, :, None].expand(-1, -1, DEPTH, -1, -1)
        compressed = self.compress(torch.cat((appearance, depths), 1))
        return EncodedTorso(appearance, compressed.float(), _select(keypoints.float()))

    def forward(
        self, torso: EncodedTorso, keypoints: Tensor, head: Tensor, opacity: Tensor
    ) -> TorsoFrame:
        """
        Args:
            torso: of the photo.
            keypoints: [B, 68, 3] driving landmarks, x and y in -1..1.
            head: [B, 3, 256, 256] float32, the rendered head over black.
            opacity: [B, 1, 256, 256] float32, its opacity.
        """
        flow, occlusion = self.flow(torso, _select(keypoints.float()), head, opacity)
        rgb, hidden = self.generator(sample_volume(torso.appearance, flow, padding="border"))
        occlusion = self.occlusion(hidden, occlusion)
        return TorsoFrame(rgb.float(), hidden, occlusion.float())


class AppearanceEncoder(nn.Module):
    """[B, 5, 256, 256] to a volume [B, 32, 16, 64, 64]."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(5, 64, 7, padding=3)
        self.down1 = nn.Conv2d(64, 128, 3, padding=1)
        self.down2 = nn.Conv2d(128, 256, 3, padding=1)
        self.lift = nn.Conv2d(256, VOLUME_CHANNELS * DEPTH, 1)
        self.blocks = nn.Sequential(
            *(PreactivatedBlock(nn.Conv3d, VOLUME_CHANNELS) for _ in range(6))
        )

    def forward(self, image: Tensor) -> Tensor:
        features = self.stem(image).relu_()
        for conv in (self.down1, self.down2):
            features = F.avg_pool2d(conv(features).relu_(), 2)
        return self.blocks(_as_volume(self.lift(features)))


class FlowField(nn.Module):
    """Where each cell of the driven torso comes from."""

    WIDTHS = (64, 128, 256, 512, 1024)

    def __init__(self) -> None:
        super().__init__()
        evidence = EVIDENCE_CHANNELS + EVIDENCE_PADDING
        downs, ups = (evidence, *self.WIDTHS), (*self.WIDTHS[::-1], VOLUME_CHANNELS)
        self.down = nn.ModuleList(_conv3d(a, b, 3) for a, b in pairwise(downs))
        self.up = nn.ModuleList(_conv3d(a, b, 3) for a, b in pairwise(ups))
        self.head_stem = nn.Conv2d(4, 32, 7, padding=3)
        self.head_blocks = nn.Sequential(*(PreactivatedBlock(nn.Conv2d, 32) for _ in range(3)))
        self.fuse = DepthConstantFusion(evidence + VOLUME_CHANNELS, 32, VOLUME_CHANNELS)
        self.motion_logits = _conv3d(VOLUME_CHANNELS, MOTIONS, 7)
        self.occlusion = nn.Conv2d(VOLUME_CHANNELS * DEPTH, 1, 7, padding=3)

    def forward(
        self, torso: EncodedTorso, keypoints: Tensor, head: Tensor, opacity: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Flow [B, 16, 64, 64, 3] float32 and occlusion [B, 1, 64, 64]."""
        flows = keypoint_flows(torso, keypoints)
        evidence = keypoint_evidence(torso, keypoints, flows).to(self.occlusion.weight.dtype)
        evidence = F.pad(evidence, (0, 0, 0, 0, 0, 0, 0, EVIDENCE_PADDING))
        volume = torch.cat((evidence, self.hourglass(evidence)), 1)
        fused = self.fuse(volume, self.head_features(head, opacity))
        flow = mix_flows(self.motion_logits(fused).float(), flows)
        return flow, self.occlusion(_as_picture(fused)).sigmoid()

    def hourglass(self, volume: Tensor) -> Tensor:
        """[B, 32, 16, 64, 64] to the same; depth is never pooled."""
        for conv in self.down:
            volume = pool_slices(conv(volume).relu_())
        for conv in self.up:
            volume = conv(repeat_slices(volume)).relu_()
        return volume

    def head_features(self, head: Tensor, opacity: Tensor) -> Tensor:
        """[B, 32, 64, 64] of the rendered head."""
        image = resize(torch.cat((head, opacity), 1), head.shape[-1] // 2)
        features = self.head_blocks(self.head_stem(image.to(self.head_stem.weight.dtype)).relu_())
        return resize(features, features.shape[-1] // 2)


class DepthConstantFusion(nn.Module):
    """A 7x7x7 convolution of a volume and of a picture that is repeated over depth.

    The picture is the same at every depth, so its part is a 2D convolution with kernels summed
    over the taps that fall inside the volume: a set for each depth.
    """

    KERNEL = 7

    def __init__(self, volume: int, picture: int, outputs: int) -> None:
        super().__init__()
        self.volume = _conv3d(volume, outputs, self.KERNEL)
        self.picture = nn.Conv2d(
            picture, self.KERNEL * outputs, self.KERNEL, padding=self.KERNEL // 2, bias=False
        )

    def forward(self, volume: Tensor, picture: Tensor) -> Tensor:
        """[B, C, D, H, W] and [B, c, H, W] to [B, outputs, D, H, W]; D is at least 7."""
        sets = self.picture(picture).unflatten(1, (self.KERNEL, -1)).transpose(1, 2)
        # Sets belong to the first three depths, to all between, and to the last three.
        first, middle, last = sets.split((3, 1, 3), dim=2)
        middle = middle.expand(-1, -1, volume.shape[2] - 6, -1, -1)
        return self.volume(volume) + torch.cat((first, middle, last), 2)


class TorsoGenerator(nn.Module):
    """Warped volume [B, 32, 16, 64, 64] to colours and features at 256x256."""

    def __init__(self) -> None:
        super().__init__()
        self.flatten = nn.Conv2d(VOLUME_CHANNELS * DEPTH, 256, 3, padding=1)
        self.mix = nn.Conv2d(256, 256, 1)
        self.blocks = nn.Sequential(*(PreactivatedBlock(nn.Conv2d, 256) for _ in range(6)))
        self.up1 = nn.Conv2d(256, 128, 3, padding=1)
        self.up2 = nn.Conv2d(128, 64, 3, padding=1)
        self.rgb = nn.Conv2d(64, 3, 7, padding=3)

    def forward(self, volume: Tensor) -> tuple[Tensor, Tensor]:
        """Colours [B, 3, 256, 256] and features [B, 64, 256, 256]."""
        picture = _as_picture(volume).to(self.mix.weight.dtype)
        features = self.blocks(self.mix(F.leaky_relu_(self.flatten(picture), 0.2)))
        for conv in (self.up1, self.up2):
            features = conv(F.interpolate(features, scale_factor=2)).relu_()
        return self.rgb(features), features


class OcclusionPredictor(nn.Module):
    """Refines the coarse occlusion with the torso's features."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(65, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 32, 3, padding=1)
        self.output = nn.Conv2d(32, 1, 3, padding=1)

    def forward(self, hidden: Tensor, coarse: Tensor) -> Tensor:
        """[B, 64, H, W] and [B, 1, h, w] to [B, 1, H, W] in 0..1."""
        features = torch.cat((hidden, resize(coarse, hidden.shape[-1])), 1)
        features = self.conv2(self.conv1(features).relu_()).relu_()
        return self.output(features).sigmoid()


class PreactivatedBlock(nn.Module):
    """Residual block with norms before activations, for pictures or volumes.

    The first norm is a scale and a shift; the second is folded into the first convolution.
    """

    def __init__(self, conv: type[nn.Conv2d] | type[nn.Conv3d], channels: int) -> None:
        super().__init__()
        self.norm = ChannelAffine(channels)
        self.conv1 = conv(channels, channels, 3, padding=1)
        self.conv2 = conv(channels, channels, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        hidden = self.conv1(self.norm(features).relu_()).relu_()
        return features + self.conv2(hidden)


class ChannelAffine(nn.Module):
    """A scale and a shift for each channel of [B, C, ...]: a batch norm at rest."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, features: Tensor) -> Tensor:
        shape = (-1, *[1] * (features.dim() - 2))
        return torch.addcmul(self.bias.view(shape), features, self.weight.view(shape))


def dilate(mask: Tensor) -> Tensor:
    """[B, 1, H, W] grown by a margin on all sides."""
    margin = [MASK_MARGIN] * 4
    return F.max_pool2d(F.pad(mask, margin, mode="reflect"), 2 * MASK_MARGIN + 1, stride=1)


def pool_slices(volume: Tensor) -> Tensor:
    """[B, C, D, H, W] to [B, C, D, H/2, W/2] by means."""
    slices = volume.transpose(1, 2)
    return F.avg_pool2d(slices.flatten(0, 1), 2).unflatten(0, slices.shape[:2]).transpose(1, 2)


def repeat_slices(volume: Tensor) -> Tensor:
    """[B, C, D, H, W] to [B, C, D, 2H, 2W] by repetition.

    Slices of a channels-last volume are channels-last pictures in the same memory.
    """
    slices = volume.transpose(1, 2)
    larger = F.interpolate(slices.flatten(0, 1), scale_factor=2)
    return larger.unflatten(0, slices.shape[:2]).transpose(1, 2)


def keypoint_flows(torso: EncodedTorso, keypoints: Tensor) -> Tensor:
    """For no motion and for the motion of each keypoint: flows [B, 5, 16, 64, 64, 3]."""
    grid = _coordinates(torso.compressed)
    shifts = F.pad(torso.keypoints - keypoints, (0, 0, 1, 0))
    return grid + shifts[:, :, None, None, None]


def keypoint_evidence(torso: EncodedTorso, keypoints: Tensor, flows: Tensor) -> Tensor:
    """[B, 25, 16, 64, 64]: for each flow, how its keypoint moved and what the flow brings."""
    grid = _coordinates(torso.compressed)
    heat = _heat(grid, keypoints) - _heat(grid, torso.keypoints)
    heat = F.pad(heat, (0, 0, 0, 0, 0, 0, 1, 0))
    batch, motions = flows.shape[:2]
    source = torso.compressed[:, None].expand(batch, motions, -1, -1, -1, -1).flatten(0, 1)
    brought = sample_volume(source, flows.flatten(0, 1)).unflatten(0, (batch, motions))
    return torch.cat((heat[:, :, None], brought), 2).flatten(1, 2)


def mix_flows(logits: Tensor, flows: Tensor) -> Tensor:
    """Mean of flows [B, K, D, H, W, 3] by the softmax of [B, K, D, H, W]: [B, D, H, W, 3]."""
    return (logits.softmax(1)[..., None] * flows).sum(1)


def sample_volume(volume: Tensor, flow: Tensor, padding: str = "zeros") -> Tensor:
    """Trilinear samples of [B or 1, C, D, H, W] at [B, D, H, W, 3], in the flow's precision."""
    volume = volume.to(flow.dtype).expand(len(flow), -1, -1, -1, -1)
    return F.grid_sample(volume, flow, padding_mode=padding, align_corners=True)


def _heat(grid: Tensor, keypoints: Tensor) -> Tensor:
    """Gaussians around keypoints [B, K, 3]: [B, K, 16, 64, 64]."""
    distance = (grid - keypoints[:, :, None, None, None]).square().sum(-1)
    return torch.exp(distance * (-0.5 / KEYPOINT_VARIANCE))


def _coordinates(volume: Tensor) -> Tensor:
    """(x, y, z) of each cell of [B, C, D, H, W]: [D, H, W, 3]."""
    axes = [torch.linspace(-1, 1, size, device=volume.device) for size in volume.shape[2:]]
    z, y, x = torch.meshgrid(*axes, indexing="ij")
    return torch.stack((x, y, z), -1)


def _select(landmarks: Tensor) -> Tensor:
    return torch.stack([landmarks[:, k] for k in KEYPOINTS], 1)


def _as_volume(picture: Tensor) -> Tensor:
    return picture.unflatten(1, (-1, DEPTH))


def _as_picture(volume: Tensor) -> Tensor:
    return volume.flatten(1, 2)


def _conv3d(inputs: int, outputs: int, kernel: int) -> nn.Conv3d:
    return nn.Conv3d(inputs, outputs, kernel, padding=kernel // 2)
