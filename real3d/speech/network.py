"""The articulation network in plain numpy, for a whole recording or as the sound arrives.

A temporal convolutional network (Bai, Kolter, Koltun 2018): a stem halves the rate of the features
to 50 per second; each block mixes time by a dilated depthwise convolution and channels by a gated
pair of matrix products (Dauphin et al. 2017). How far each block looks into the future is part of
its layout: the network for whole recordings looks both ways, the live one hardly ahead. It is run
in chunks whichever it is, so that a recording and a stream pass through the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from real3d.numerics.types import Float32Array

OUTPUT_RATE = 50
"""Outputs per second: half of the features' rate."""
KERNEL = 5
STEM_KERNEL, STEM_PAD = 6, 2
CHUNK = 500
"""Features per step through a whole recording: five seconds stay within the processor's cache."""


@dataclass(frozen=True)
class Layout:
    """The network's shape."""

    channels: int
    dilations: tuple[int, ...]
    """Of each block, in outputs."""
    future: tuple[int, ...]
    """How many of each block's five taps lie in the future."""


_DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
WHOLE = Layout(136, _DILATIONS, (2,) * 8)
LIVE = Layout(64, _DILATIONS, (2, 0, 0, 0, 2, 0, 0, 0))
"""80 ms of look-ahead."""


@dataclass(frozen=True)
class Block:
    """Weights of one block of C channels; normalisation is folded in."""

    depthwise: Float32Array
    """[5, C]"""
    depthwise_bias: Float32Array
    gated: Float32Array
    """[C, 2 C]: values, then gates."""
    gated_bias: Float32Array
    back: Float32Array
    """[C, C]"""
    back_bias: Float32Array
    dilation: int
    future: int


@dataclass(frozen=True)
class SpeechNetwork:
    """All weights; unchangeable, so that one serves everybody."""

    layout: Layout
    stem: Float32Array
    """[6 * 41, C]"""
    stem_bias: Float32Array
    blocks: tuple[Block, ...]
    scale: Float32Array
    shift: Float32Array
    head: Float32Array
    """[C, 22]"""
    head_bias: Float32Array
    profile: Float32Array
    """[40] mean spectrum of the training voices, relative to loud speech."""

    def run(self, features: Float32Array) -> Float32Array:
        """[ceil(N / 2), 22] raw outputs for the [N, 41] features of a whole recording."""
        stream = NetworkStream(self)
        chunks = [features[first : first + CHUNK] for first in range(0, len(features), CHUNK)]
        return np.concatenate([*map(stream.push, chunks), stream.finish()])


class NetworkStream:
    """The network on a stream; holds what the next chunk needs of the past."""

    def __init__(self, network: SpeechNetwork) -> None:
        self._network = network
        features = network.stem.shape[0] // STEM_KERNEL
        self._features = np.zeros((STEM_PAD, features), np.float32)
        # Silence before the beginning: what a block holds is its past and what waits for a future.
        self._held = [
            np.zeros(((KERNEL - 1 - b.future) * b.dilation, network.layout.channels), np.float32)
            for b in network.blocks
        ]

    def push(self, features: Float32Array) -> Float32Array:
        """The outputs [M, 22] that [N, 41] more features make computable; M may be 0."""
        x = self._stem(features)
        for k, block in enumerate(self._network.blocks):
            x = self._block(k, block, x)
        return self._read(x)

    def finish(self) -> Float32Array:
        """The outputs that were still waiting for a future; the stream ends."""
        missing = len(self._features) % 2
        x = self._stem(np.zeros((STEM_PAD + missing, self._features.shape[1]), np.float32))
        for k, block in enumerate(self._network.blocks):
            after = np.zeros((block.future * block.dilation, x.shape[1]), np.float32)
            x = self._block(k, block, np.concatenate([x, after]))
        return self._read(x)

    def _stem(self, features: Float32Array) -> Float32Array:
        held = np.concatenate([self._features, features])
        count = max(0, (len(held) - STEM_KERNEL) // 2 + 1)
        self._features = held[2 * count :]
        row, value = held.strides
        windows: Float32Array = np.ndarray(
            (count, STEM_KERNEL * held.shape[1]), held.dtype, held, strides=(2 * row, value)
        )
        return windows @ self._network.stem + self._network.stem_bias

    def _block(self, index: int, block: Block, x: Float32Array) -> Float32Array:
        held = np.concatenate([self._held[index], x])
        count = max(0, len(held) - (KERNEL - 1) * block.dilation)
        self._held[index] = held[count:]
        (row, value), channels = held.strides, held.shape[1]
        taps: Float32Array = np.ndarray(
            (count, KERNEL, channels), held.dtype, held, strides=(row, block.dilation * row, value)
        )
        h = np.einsum("tkc,kc->tc", taps, block.depthwise) + block.depthwise_bias
        h = h @ block.gated + block.gated_bias
        gates = sigmoid(h)
        h = h[:, :channels] * gates[:, :channels] * gates[:, channels:]
        present = held[(KERNEL - 1 - block.future) * block.dilation :][:count]
        return present + h @ block.back + block.back_bias

    def _read(self, x: Float32Array) -> Float32Array:
        network = self._network
        x = x * network.scale + network.shift
        return (x * sigmoid(x)) @ network.head + network.head_bias


@cache
def load_network(path: Path, layout: Layout) -> SpeechNetwork:
    """Reads shipped weights (float16 on disk, computed with as float32)."""
    with np.load(path, allow_pickle=False) as held:
        weights = {name: held[name].astype(np.float32) for name in held.files}
    steps = zip(layout.dilations, layout.future, strict=True)
    return SpeechNetwork(
        layout=layout,
        stem=weights["stem"],
        stem_bias=weights["stem_bias"],
        blocks=tuple(
            Block(
                **{name: weights[f"{name}_{k}"] for name in BLOCK_WEIGHTS},
                dilation=dilation,
                future=future,
            )
            for k, (dilation, future) in enumerate(steps)
        ),
        scale=weights["scale"],
        shift=weights["shift"],
        head=weights["head"],
        head_bias=weights["head_bias"],
        profile=weights["profile"],
    )


BLOCK_WEIGHTS = ("depthwise", "depthwise_bias", "gated", "gated_bias", "back", "back_bias")


def sigmoid(x: Float32Array) -> Float32Array:
    """1 / (1 + exp(-x)), without overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5
