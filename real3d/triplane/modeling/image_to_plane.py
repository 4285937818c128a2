"""The canonical tri-plane of a portrait, computed once per photo.

The paper's image-to-plane model, after Trevithick et al., "Real-Time Radiance Fields for
Single-Image Portrait View Synthesis" (SIGGRAPH 2023): a dilated ResNet and five transformer blocks
understand the face at low resolution, a few convolutions keep the detail at high resolution, and a
last transformer block joins the two.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.planes import PLANE_CHANNELS, assemble_planes
from real3d.triplane.modeling.resizing import double_corner_aligned
from real3d.triplane.modeling.resnet import AtrousPyramid, DilatedResNet34
from real3d.triplane.modeling.segformer import PatchEmbedding, TransformerBlock, channels_first

TRANSFORMER_WIDTH = 1024
HEADS = 4
EXPANSION = 2
FEATURES = 3 * PLANE_CHANNELS


class ImageToPlane(nn.Module):
    """Portrait to canonical tri-plane."""

    def __init__(self) -> None:
        super().__init__()
        self.low_resolution = LowResolutionEncoder()
        self.transformer = LowResolutionTransformer()
        self.high_resolution = HighResolutionEncoder()
        self.predictor = PlanePredictor()

    def forward(self, head: Tensor) -> Tensor:
        """
        Args:
            head: [B, 3, H, W] in -1..1, everything but the head -1. H and W are multiples of 32;
                the published network knows 512.

        Returns:
            [B, 3, H/2, W/2, 32] float32.
        """
        image = _with_coordinates(head)
        low = self.transformer(self.low_resolution(image))
        return assemble_planes(self.predictor(low, self.high_resolution(image)))


class LowResolutionEncoder(nn.Module):
    """[B, 5, H, W] to [B, 256, H/8, W/8], signed."""

    def __init__(self) -> None:
        super().__init__()
        self.resnet = DilatedResNet34()
        self.pyramid = AtrousPyramid(512, 256)
        self.output = nn.Conv2d(256, 256, 3, padding=1, bias=False)

    def forward(self, image: Tensor) -> Tensor:
        return self.output(self.pyramid(self.resnet(image)))


class LowResolutionTransformer(nn.Module):
    """[B, 256, H/8, W/8] to [B, 96, H/2, W/2]."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = PatchEmbedding(256, TRANSFORMER_WIDTH, 3, 2)
        self.blocks = nn.Sequential(
            *(TransformerBlock(TRANSFORMER_WIDTH, HEADS, EXPANSION) for _ in range(5))
        )
        self.conv1 = nn.Conv2d(TRANSFORMER_WIDTH // 4, 128, 3, padding=1)
        self.conv2 = nn.Conv2d(128, 128, 3, padding=1)
        self.output = nn.Conv2d(128, FEATURES, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        tokens = self.blocks(self.patches(features))
        features = F.pixel_shuffle(channels_first(tokens), 2)
        features = self.conv1(double_corner_aligned(features)).relu_()
        features = self.conv2(double_corner_aligned(features)).relu_()
        return self.output(features)


class HighResolutionEncoder(nn.Module):
    """[B, 5, H, W] to [B, 96, H/2, W/2]."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(5, 64, 7, stride=2, padding=3)
        self.convs = nn.ModuleList(
            nn.Conv2d(channels, FEATURES, 3, padding=1) for channels in (64, *[FEATURES] * 3)
        )
        self.output = nn.Conv2d(FEATURES, FEATURES, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        features = self.stem(image)
        for conv in self.convs:
            features = F.leaky_relu_(conv(features))
        return self.output(features)


class PlanePredictor(nn.Module):
    """Joins the two resolutions: twice [B, 96, H/2, W/2] to [B, 96, H/2, W/2]."""

    def __init__(self) -> None:
        super().__init__()
        self.join1 = nn.Conv2d(2 * FEATURES, 256, 3, padding=1)
        self.join2 = nn.Conv2d(256, 128, 3, padding=1)
        self.patches = PatchEmbedding(128, TRANSFORMER_WIDTH, 3, 2)
        self.block = TransformerBlock(TRANSFORMER_WIDTH, HEADS, EXPANSION, reduction=2)
        self.conv1 = nn.Conv2d(TRANSFORMER_WIDTH // 4 + FEATURES, 256, 3, padding=1)
        self.conv2 = nn.Conv2d(256, 128, 3, padding=1)
        self.conv3 = nn.Conv2d(128, 128, 3, padding=1)
        self.output = nn.Conv2d(128, FEATURES, 3, padding=1)

    def forward(self, low: Tensor, high: Tensor) -> Tensor:
        features = F.leaky_relu_(self.join1(torch.cat((low, high), 1)))
        features = F.leaky_relu_(self.join2(features))
        tokens = self.block(self.patches(features))
        features = torch.cat((F.pixel_shuffle(channels_first(tokens), 2), low), 1)
        for conv in (self.conv1, self.conv2, self.conv3):
            features = F.leaky_relu_(conv(features))
        return self.output(features)


def _with_coordinates(head: Tensor) -> Tensor:
    """Appends the row and the column of each pixel, as shares of the picture's size."""
    batch, _, height, width = head.shape
    rows = torch.arange(height, device=head.device, dtype=head.dtype) / height
    columns = torch.arange(width, device=head.device, dtype=head.dtype) / width
    coordinates = torch.stack(torch.meshgrid(rows, columns, indexing="ij"))
    return torch.cat((head, coordinates.expand(batch, -1, -1, -1)), 1)
