"""The network in the training framework; `real3d.speech.network` runs the same without it.

A temporal convolutional network (Bai, Kolter, Koltun 2018): a stem that halves the rate to 50 per
second, then residual blocks of a dilated depthwise convolution, a gated linear layer (Dauphin
et al. 2017) and a linear layer back. Batch normalisation stands behind the depthwise convolution,
so that it can be folded into its weights. Everything is [batch, time, channel], which a processor
does in half the time of [batch, channel, time].
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from real3d.speech.articulation import CHANNELS, VISEMES
from real3d.speech.features import FEATURES
from real3d.speech.network import KERNEL, STEM_KERNEL, STEM_PAD, Layout

DROPOUT = 0.1


class Block(nn.Module):
    """One residual block."""

    def __init__(self, channels: int, dilation: int, future: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.padding = (0, 0, (KERNEL - 1 - future) * dilation, future * dilation)
        bound = KERNEL**-0.5
        self.depthwise = nn.Parameter(torch.empty(KERNEL, channels).uniform_(-bound, bound))
        self.norm = nn.BatchNorm1d(channels)
        self.gated = nn.Linear(channels, 2 * channels)
        self.back = nn.Linear(channels, channels)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor) -> Tensor:  # [B, T, C]
        held, time = nn.functional.pad(x, self.padding), x.shape[1]
        taps = [held[:, k * self.dilation :][:, :time] * self.depthwise[k] for k in range(KERNEL)]
        h = self.norm(torch.stack(taps).sum(dim=0).flatten(0, 1)).view_as(x)
        value, gate = self.gated(h).chunk(2, dim=2)
        # A whole channel at a time (Tompson et al. 2015): its neighbours in time would betray it.
        kept = self.dropout(x.new_ones(len(x), 1, x.shape[2]))
        return x + kept * self.back(nn.functional.silu(value) * torch.sigmoid(gate))


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
        self.head = nn.Linear(channels, len(VISEMES) + len(CHANNELS) + 1)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.stem(nn.functional.pad(features.transpose(1, 2), (STEM_PAD, STEM_PAD)))
        x = x.transpose(1, 2).float().contiguous()
        for block in self.blocks:
            x = block(x)
        out = self.head(nn.functional.silu(self.norm(x.flatten(0, 1)))).view(*x.shape[:2], -1)
        visemes, channels, voicing = out.split((len(VISEMES), len(CHANNELS), 1), dim=2)
        return visemes, torch.sigmoid(channels), voicing[..., 0]
