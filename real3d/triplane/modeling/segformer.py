"""The transformer block of SegFormer, which the canonical plane and the motion adapter share.

Its attention looks at keys and values from a picture reduced by a strided convolution, and its
feed-forward part mixes neighbours with a depthwise convolution in place of position codes. Source:
Xie et al., "SegFormer", NeurIPS 2021.

Features are pictures with the channels last, [B, H, W, C]: linear layers and norms then act on the
last axis, and convolutions see the same memory as a channels-last [B, C, H, W].
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.attention import attention


class PatchEmbedding(nn.Module):
    """Overlapping patches by a strided convolution, then a norm: [B, C, H, W] to [B, h, w, D]."""

    def __init__(self, channels: int, dimension: int, kernel: int, stride: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(channels, dimension, kernel, stride, kernel // 2)
        self.norm = nn.LayerNorm(dimension)

    def forward(self, image: Tensor) -> Tensor:
        return self.norm(_channels_last(self.patches(image)))


class TransformerBlock(nn.Module):
    """Attention, then the feed-forward part, each added to its input: [B, H, W, D] to the same."""

    def __init__(
        self,
        dimension: int,
        heads: int,
        expansion: int,
        reduction: int = 1,
        epsilon: float = 1e-5,
    ) -> None:
        """
        Args:
            dimension: channels D.
            heads: attention heads, contiguous groups of channels.
            expansion: width of the feed-forward part as a multiple of D.
            reduction: factor by which height and width shrink for keys and values.
            epsilon: of the two norms before attention and feed-forward part.
        """
        super().__init__()
        self.attention_norm = nn.LayerNorm(dimension, epsilon)
        self.attention = SpatialReductionAttention(dimension, heads, reduction)
        self.feed_forward_norm = nn.LayerNorm(dimension, epsilon)
        self.feed_forward = MixFeedForward(dimension, expansion)

    def forward(self, features: Tensor) -> Tensor:
        features = features + self.attention(self.attention_norm(features))
        return features + self.feed_forward(self.feed_forward_norm(features))


class SpatialReductionAttention(nn.Module):
    """Multi-head attention whose keys and values come from a reduced picture."""

    def __init__(self, dimension: int, heads: int, reduction: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(dimension, dimension)
        self.key_value = nn.Linear(dimension, 2 * dimension)
        self.projection = nn.Linear(dimension, dimension)
        self.reduction = None
        if reduction > 1:
            self.reduction = PatchReduction(dimension, reduction)

    def forward(self, features: Tensor) -> Tensor:
        source = features if self.reduction is None else self.reduction(features)
        key, value = self._heads(self.key_value(source)).chunk(2, dim=2)
        mixed = attention(self._heads(self.query(features)), key, value)
        return self.projection(mixed.reshape(features.shape))

    def _heads(self, features: Tensor) -> Tensor:
        """[B, H, W, n*D] to [B, H*W, n*heads, D/heads]."""
        width = self.projection.in_features // self.heads
        return features.reshape(features.shape[0], -1, features.shape[-1] // width, width)


class PatchReduction(nn.Module):
    """Non-overlapping patches by a strided convolution, then a norm."""

    def __init__(self, dimension: int, reduction: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(dimension, dimension, reduction, reduction)
        self.norm = nn.LayerNorm(dimension)

    def forward(self, features: Tensor) -> Tensor:
        return self.norm(_channels_last(self.patches(channels_first(features))))


class MixFeedForward(nn.Module):
    """Linear, depthwise 3x3, GELU, linear."""

    def __init__(self, dimension: int, expansion: int) -> None:
        super().__init__()
        hidden = expansion * dimension
        self.expand = nn.Linear(dimension, hidden)
        self.depthwise = nn.Conv2d(hidden, hidden, 3, padding=1, groups=hidden)
        self.contract = nn.Linear(hidden, dimension)

    def forward(self, features: Tensor) -> Tensor:
        hidden = self.depthwise(channels_first(self.expand(features)))
        return self.contract(F.gelu(_channels_last(hidden)))


def channels_first(features: Tensor) -> Tensor:
    """[B, H, W, C] to [B, C, H, W], the same memory."""
    return features.permute(0, 3, 1, 2)


def _channels_last(image: Tensor) -> Tensor:
    return image.permute(0, 2, 3, 1)
