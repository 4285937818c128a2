"""Deterministic stand-in weights for the audio-to-motion network.

Like `triplane_stand_in.py`: normal numbers whose seed is the tensor's name, scaled so that
activations keep their size. Never shown to a user.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

WIDTH, HIDDEN, LATENT, EXPRESSIONS = 128, 256, 16, 64
FEATURES = 1024
Shape = tuple[int, ...]


def stand_in_motion_weights(salt: str = "") -> dict[str, Tensor]:
    """All tensors of the released network that have an effect, posterior encoder included.

    Args:
        salt: other salts make other weights.
    """
    return {name: torch.from_numpy(_tensor(name, shape, salt)) for name, shape in _shapes()}


def _shapes() -> Iterator[tuple[str, Shape]]:
    yield "mouth_amp_embed", (WIDTH,)
    yield "blink_embed.weight", (2, WIDTH)
    yield "pitch_embed.weight", (300, WIDTH)
    for stream, inputs in (("mel_encoder", FEATURES), ("pitch_encoder", WIDTH)):
        yield f"{stream}.0.weight", (WIDTH, inputs, 3)
        for part in ("weight", "bias", "running_mean", "running_var"):
            yield f"{stream}.1.{part}", (WIDTH,)
        yield f"{stream}.3.weight", (WIDTH, WIDTH, 3)
    yield from _layer("cond_proj", (WIDTH, 4 * WIDTH))
    yield from _layer("vae.g_pre_net.0", (WIDTH, WIDTH, 8))
    yield from _layer("vae.encoder.pre_net.0", (HIDDEN, EXPRESSIONS, 8))
    yield from _stack("vae.encoder.wn", HIDDEN, kernel=5, layers=8)
    yield from _layer("vae.encoder.out_proj", (2 * LATENT, HIDDEN, 1))
    for k in range(0, 8, 2):
        flow = f"vae.prior_flow.flows.{k}"
        yield from _layer(f"{flow}.pre", (64, LATENT // 2, 1))
        yield from _stack(f"{flow}.enc", 64, kernel=3, layers=4)
        yield from _layer(f"{flow}.post", (LATENT // 2, 64, 1))
    yield "vae.decoder.pre_net.0.weight", (LATENT, HIDDEN, 4)
    yield "vae.decoder.pre_net.0.bias", (HIDDEN,)
    yield from _stack("vae.decoder.wn", HIDDEN, kernel=5, layers=4)
    yield from _layer("vae.decoder.out_proj", (EXPRESSIONS, HIDDEN, 1))


def _layer(name: str, weight: Shape) -> Iterator[tuple[str, Shape]]:
    yield f"{name}.weight", weight
    yield f"{name}.bias", weight[:1]


def _stack(name: str, hidden: int, kernel: int, layers: int) -> Iterator[tuple[str, Shape]]:
    sizes = {"cond_layer": (2 * hidden * layers, WIDTH, 1)}
    for k in range(layers):
        sizes[f"in_layers.{k}"] = (2 * hidden, hidden, kernel)
        sizes[f"res_skip_layers.{k}"] = (hidden if k == layers - 1 else 2 * hidden, hidden, 1)
    for layer, shape in sizes.items():
        yield f"{name}.{layer}.weight_v", shape
        yield f"{name}.{layer}.weight_g", (shape[0], 1, 1)
        yield f"{name}.{layer}.bias", shape[:1]


def _tensor(name: str, shape: Shape, salt: str) -> NDArray[np.float32]:
    """One tensor that depends on its own name only."""
    generator = np.random.Generator(np.random.PCG64(crc32((name + salt).encode())))
    normal = generator.standard_normal(shape, dtype=np.float32)
    last = name.rsplit(".", 1)[-1]
    if last == "weight_v":
        return normal
    if last == "running_mean":
        return np.float32(0.1) * normal
    if last == "running_var":
        return np.exp(np.float32(0.2) * normal)
    if "_embed" in name:
        return np.float32(0.5) * normal
    if last == "bias":
        return np.float32(0.05) * normal
    if last == "weight_g" or len(shape) == 1:
        return 1 + np.float32(0.1) * normal
    if "decoder.pre_net" in name:
        return normal * np.float32(1 / np.sqrt(shape[0]))
    gain = 0.5 if name.endswith("post.weight") else 1.0
    return normal * np.float32(gain / np.sqrt(np.prod(shape[1:])))
