"""Which computations of a training may be rounded to bfloat16, and which never.

Convolutions and transformers bear it. Volume rendering does not (densities are steep), nor do
modulated blocks, spectral norms, losses, regularisers (small differences of two planes) and all
that is differentiated twice: they stay outside, or go back to float32 by `full_precision`. Weights,
their gradients and Adam's moments are float32 always, so bfloat16 needs no scaling of losses.
"""

from __future__ import annotations

from typing import Literal

import torch

Precision = Literal["float32", "bfloat16"]


def reduced(precision: Precision, device: torch.device) -> torch.autocast:
    """Within it convolutions and matrix products have the precision; float32 changes nothing."""
    return torch.autocast(device.type, torch.bfloat16, enabled=precision == "bfloat16")


def full_precision(device: torch.device) -> torch.autocast:
    """Within it, inside `reduced`, everything is float32; inputs have to be brought to it."""
    return torch.autocast(device.type, enabled=False)
