"""The released renderer's tensors, and the same network with fewer channels for trials."""

from __future__ import annotations

from real3d.triplane.weights.checkpoint import TensorSpec, released_tensors
from training.triplane.unfolded import Specs

FIXED = frozenset((1, 2, 3, 4, 5, 7, 9, 25, 33, 96, 192))
"""Numbers of channels that pictures, planes, key points and colours have by their nature."""
SUMS = {352: (256, 96), 89: (64, 25), 65: (64, 1), 34: (32, 2)}
"""Channels joined of a part that narrows and a part that does not."""


def scaled(divisor: int) -> Specs:
    """Names of the release with shapes of a network that is narrower by a factor.

    Args:
        divisor: 1 for the released sizes; 2, 4, 8 or 16 for narrower ones, whose attention heads
            and torso volumes still come out even.
    """
    return {
        name: TensorSpec(spec.dtype, _shape(name, spec.shape, divisor))
        for name, spec in released_tensors().items()
    }


def _shape(name: str, shape: tuple[int, ...], divisor: int) -> tuple[int, ...]:
    if name.startswith("decoder.") or name.endswith(("noise_const", "resample_filter")):
        return shape
    kept = _kept_axes(name)
    channels = [
        size if axis in kept else _narrowed(size, divisor) for axis, size in enumerate(shape[:2])
    ]
    return (*channels, *shape[2:])


def _kept_axes(name: str) -> tuple[int, ...]:
    """Axes that belong to the planes' features or to the style, which keep their size."""
    if name.endswith("affine.weight"):
        return (0, 1) if "block0.conv0" in name else (1,)
    if "block0.conv0." in name:
        return (0,) if name.endswith("affine.bias") else (1,)
    return ()


def _narrowed(size: int, divisor: int) -> int:
    if size in FIXED:
        return size
    narrow, rest = SUMS.get(size, (size, 0))
    assert narrow % divisor == 0, f"{size} channels cannot be divided by {divisor}"
    return narrow // divisor + rest
