"""The network in the training framework; `real3d.motion.speech_network` runs the same without it.

A temporal convolutional network (Bai, Kolter, Koltun 2018): a stem that halves the rate to 50 per
second, then residual blocks of a dilated depthwise convolution, a gated 1x1 convolution (Dauphin
et al. 2017) and a 1x1 convolution back. Batch normalisation stands behind the depthwise
convolution, so that it can be folded into its weights.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from real3d.motion.articulation import CHANNELS, VISEMES
from real3d.motion.speech_features import FEATURES
from real3d.motion.speech_network import KERNEL, STEM_KERNEL, STEM_PAD, Layout


class Block(nn.Module):
    """One residual block."""

    def __init__(self, channels: int, dilation: int, future: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.padding = ((KERNEL - 1 - future) * dilation, future * dilation)
        self.depthwise = nn.Conv1d(
            channels, channels, KERNEL, dilation=dilation, groups=channels, bias=False
        )
        self.norm = nn.BatchNorm1d(channels)
        self.gated = nn.Conv1d(channels, 2 * channels, 1)
        self.back = nn.Conv1d(channels, channels, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:  # [B, C, T]
        h = self.norm(self.depthwise(nn.functional.pad(x, self.padding)))
        value, gate = self.gated(h).chunk(2, dim=1)
        return x + self.dropout(self.back(nn.functional.silu(value) * torch.sigmoid(gate)))


class SpeechNet(nn.Module):
    """Features [B, 2T, 41] to viseme logits [B, T, 15], articulation [B, T, 6], voicing logit."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.layout = layout
        channels = layout.channels
        self.stem = nn.Conv1d(FEATURES, channels, STEM_KERNEL, stride=2)
        steps = zip(layout.dilations, layout.future, strict=True)
        self.blocks = nn.ModuleList(Block(channels, d, f) for d, f in steps)
        self.norm = nn.BatchNorm1d(channels)
        self.head = nn.Conv1d(channels, len(VISEMES) + len(CHANNELS) + 1, 1)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.stem(nn.functional.pad(features.transpose(1, 2), (STEM_PAD, STEM_PAD)))
        for block in self.blocks:
            x = block(x)
        out = self.head(nn.functional.silu(self.norm(x))).transpose(1, 2)
        visemes, channels, voicing = out.split((len(VISEMES), len(CHANNELS), 1), dim=2)
        return visemes, torch.sigmoid(channels), voicing[..., 0]
