"""How close is close enough."""

from __future__ import annotations

import torch
from torch import Tensor

from real3d.triplane.modeling.volume_rendering import MarchedRays


def assert_close(actual: Tensor, expected: Tensor, tolerance: float = 2e-6) -> None:
    """Equal shapes, and values within `tolerance` of each other, or of their size if above 1."""
    torch.testing.assert_close(actual, expected, rtol=tolerance, atol=tolerance)


def psnr(actual: Tensor, expected: Tensor, peak: float = 2.0) -> float:
    """Peak signal-to-noise ratio in decibels of pictures whose values span `peak`."""
    error = (actual.double() - expected.double()).square().mean()
    return float(10 * torch.log10(peak**2 / error))


def assert_same_rays(actual: MarchedRays, expected: MarchedRays, tolerance: float) -> None:
    """Features and opacities within `tolerance`, and depths where there is something."""
    assert_close(actual.features, expected.features, tolerance)
    assert_close(actual.opacity, expected.opacity, tolerance)
    assert_close(actual.nearest, expected.nearest)
    assert_close(actual.farthest, expected.farthest)
    seen = expected.opacity > 0.5
    assert seen.any()
    assert_close(actual.depth[seen], expected.depth[seen], tolerance)
