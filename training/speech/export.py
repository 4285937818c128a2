"""From the training framework to the file that ships: normalisation folded in, float16."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from real3d.numerics.types import Float32Array
from training.speech.network import Block, SpeechNet


def export(network: SpeechNet, profile: Float32Array, path: Path) -> None:
    """Writes the weights as `real3d.speech.network.load_network` reads them."""
    arrays: dict[str, torch.Tensor | None] = {
        "stem": network.stem.weight.permute(2, 1, 0).flatten(0, 1),
        "stem_bias": network.stem.bias,
        "head": network.head.weight.T,
        "head_bias": network.head.bias,
    }
    arrays["scale"], arrays["shift"] = _affine(network.norm)
    for k, block in enumerate(network.blocks):
        assert isinstance(block, Block)
        scale, shift = _affine(block.norm)
        arrays |= {
            f"depthwise_{k}": block.depthwise * scale,
            f"depthwise_bias_{k}": shift,
            f"gated_{k}": block.gated.weight.T,
            f"gated_bias_{k}": block.gated.bias,
            f"back_{k}": block.back.weight.T,
            f"back_bias_{k}": block.back.bias,
        }
    halves = {name: _half(array) for name, array in arrays.items()}
    np.savez_compressed(path, profile=profile.astype(np.float16), **halves)


def _affine(norm: nn.BatchNorm1d) -> tuple[torch.Tensor, torch.Tensor]:
    assert norm.running_mean is not None
    assert norm.running_var is not None
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return scale, norm.bias - norm.running_mean * scale


def _half(array: torch.Tensor | None) -> NDArray[np.float16]:
    assert array is not None, "every layer has a bias"
    return array.detach().contiguous().numpy().astype(np.float16)
