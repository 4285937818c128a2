"""The motion adapter: how an expression changes the canonical tri-plane, computed every frame.

A SegFormer (B0) takes three renderings of the face mesh (coloured by their coordinates on the
neutral face: the paper's SECC, also called PNCC) and predicts a tri-plane that is added to the
canonical one. Two of the renderings stay the same for a whole video; their share of the first
convolution is computed once.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.planes import PLANE_CHANNELS, assemble_planes
from real3d.triplane.modeling.resizing import double_corner_aligned, resize
from real3d.triplane.modeling.segformer import PatchEmbedding, TransformerBlock, channels_first

STAGE_CHANNELS = (32, 64, 160, 256)


class MotionAdapter(nn.Module):
    """Renderings of the face mesh to a residual tri-plane."""

    def __init__(self) -> None:
        super().__init__()
        self.reference_mix = nn.Conv2d(6, 3, 1)
        self.driving_mix = nn.Conv2d(3, 3, 1, bias=False)
        self.segformer = MixVisionTransformer()
        self.fusion = StageFusion(256)
        self.convs = nn.ModuleList(nn.Conv2d(256, 256, 3, padding=1) for _ in range(3))
        self.output = nn.Conv2d(256, 3 * PLANE_CHANNELS, 3, padding=1)

    def forward(self, reference: Tensor, driving: Tensor) -> Tensor:
        """
        Args:
            reference: [B or 1, 3, H, W], `reference_mix` of the canonical and the source
                expression's rendering, one above the other.
            driving: [B, 3, H, W] rendering of the driving expression, in -1..1.

        Returns:
            [B, 3, H/2, W/2, 32] float32.
        """
        features = self.fusion(self.segformer(reference + self.driving_mix(driving)))
        for conv in self.convs:
            features = F.leaky_relu_(conv(features))
        return assemble_planes(self.output(double_corner_aligned(features)))


class MixVisionTransformer(nn.Module):
    """SegFormer's encoder: [B, 3, H, W] to four pictures, 4, 8, 16 and 32 times smaller."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList(
            (
                TransformerStage(3, 32, kernel=7, stride=4, heads=1, reduction=8),
                TransformerStage(32, 64, kernel=3, stride=2, heads=2, reduction=4),
                TransformerStage(64, 160, kernel=3, stride=2, heads=5, reduction=2),
                TransformerStage(160, 256, kernel=3, stride=2, heads=8, reduction=1),
            )
        )

    def forward(self, image: Tensor) -> list[Tensor]:
        pictures = []
        for stage in self.stages:
            image = stage(image)
            pictures.append(image)
        return pictures


class TransformerStage(nn.Module):
    """Patches, two transformer blocks, a norm: [B, C, H, W] to [B, D, H/stride, W/stride]."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, stride: int, heads: int, reduction: int
    ) -> None:
        super().__init__()
        self.patches = PatchEmbedding(inputs, outputs, kernel, stride)
        self.blocks = nn.Sequential(
            *(TransformerBlock(outputs, heads, 4, reduction, epsilon=1e-6) for _ in range(2))
        )
        self.norm = nn.LayerNorm(outputs, eps=1e-6)

    def forward(self, image: Tensor) -> Tensor:
        return channels_first(self.norm(self.blocks(self.patches(image))))


class StageFusion(nn.Module):
    """Sum of the four stages, each brought to `outputs` channels and the size of the first.

    The published network brings each stage to 256 channels, enlarges it, and mixes the four with a
    1x1 convolution and a batch norm. All of that is linear, so it is one 1x1 convolution per stage
    before the enlargement (`folding.py`).
    """

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(STAGE_CHANNELS[0], outputs, 1)
        self.deeper = nn.ModuleList(
            nn.Conv2d(channels, outputs, 1, bias=False) for channels in STAGE_CHANNELS[1:]
        )

    def forward(self, stages: list[Tensor]) -> Tensor:
        fused = self.first(stages[0])
        for conv, stage in zip(self.deeper, stages[1:], strict=True):
            fused += resize(conv(stage), fused.shape[-1])
        return fused.relu_()
