"""How close is close enough."""

from __future__ import annotations

import torch
from torch import Tensor


def assert_close(actual: Tensor, expected: Tensor, tolerance: float = 2e-6) -> None:
    """Equal shapes, and values within `tolerance` of each other, or of their size if above 1."""
    torch.testing.assert_close(actual, expected, rtol=tolerance, atol=tolerance)


def psnr(actual: Tensor, expected: Tensor, peak: float = 2.0) -> float:
    """Peak signal-to-noise ratio in decibels of pictures whose values span `peak`."""
    error = (actual.double() - expected.double()).square().mean()
    return float(10 * torch.log10(peak**2 / error))
