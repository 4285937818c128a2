"""The dilated ResNet-34 and the atrous pyramid that see the portrait at low resolution.

Sources: He et al., "Deep Residual Learning", CVPR 2016; Chen et al., "Rethinking Atrous
Convolution" (DeepLabv3), 2017. Batch norms are folded into the convolutions (`folding.py`); the
pyramid has none, unlike the published DeepLab.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class DilatedResNet34(nn.Module):
    """[B, 5, H, W] to [B, 512, H/8, W/8]; the last two stages dilate instead of striding."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(5, 64, 7, stride=2, padding=3)
        self.stage1 = _stage(3, 64, 64)
        self.stage2 = _stage(4, 64, 128, stride=2)
        self.stage3 = _stage(6, 128, 256, dilation=2)
        self.stage4 = _stage(3, 256, 512, dilation=4)

    def forward(self, image: Tensor) -> Tensor:
        features = F.max_pool2d(self.stem(image).relu_(), 3, stride=2, padding=1)
        return self.stage4(self.stage3(self.stage2(self.stage1(features))))


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut, which is a 1x1 convolution where the shape changes."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, dilation, dilation)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, dilation, dilation)
        self.shortcut = None if inputs == outputs else nn.Conv2d(inputs, outputs, 1, stride)

    def forward(self, features: Tensor) -> Tensor:
        shortcut = features if self.shortcut is None else self.shortcut(features)
        return (self.conv2(self.conv1(features).relu_()) + shortcut).relu_()


class AtrousPyramid(nn.Module):
    """Context at four scales and of the whole picture: [B, C, H, W] to [B, D, H, W]."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.point = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.atrous12 = nn.Conv2d(inputs, outputs, 3, padding=12, dilation=12, bias=False)
        self.atrous24 = nn.Conv2d(inputs, outputs, 3, padding=24, dilation=24, bias=False)
        self.atrous36 = nn.Conv2d(inputs, outputs, 3, padding=36, dilation=36, bias=False)
        self.whole = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.projection = nn.Conv2d(5 * outputs, outputs, 1, bias=False)

    def forward(self, features: Tensor) -> Tensor:
        local = [self.point, self.atrous12, self.atrous24, self.atrous36]
        branches = [branch(features) for branch in local]
        whole = self.whole(features.mean((2, 3), keepdim=True))
        branches.append(whole.expand_as(branches[0]))
        return self.projection(torch.cat(branches, 1).relu_()).relu_()


def _stage(
    blocks: int, inputs: int, outputs: int, stride: int = 1, dilation: int = 1
) -> nn.Sequential:
    first = ResidualBlock(inputs, outputs, stride, dilation)
    rest = (ResidualBlock(outputs, outputs, 1, dilation) for _ in range(blocks - 1))
    return nn.Sequential(first, *rest)
