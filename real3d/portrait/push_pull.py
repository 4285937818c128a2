"""Filling the unknown part of a picture smoothly from the known part.

The push-pull pyramid of Gortler et al. 1996: coarser and coarser averages of what is known, from
which the unknown is read back.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import Float32Array


def push_pull(
    image: Float32Array,  # [H, W, 3]
    known: Float32Array,  # [H, W], 0 unknown .. 1 known
) -> Float32Array:
    """`image` where it is known, elsewhere a smooth continuation of it.

    With nothing known at all the result is black.
    """
    height, width = known.shape
    if min(height, width) <= 2:
        total = max(float(known.sum()), 1e-6)
        mean = (image * known[..., None]).sum(axis=(0, 1)) / total
        return np.where(known[..., None] > 0, image, mean.astype(np.float32))
    half = ((width + 1) // 2, (height + 1) // 2)
    weight = _halve(known, half)
    average = _halve(image * known[..., None], half) / np.maximum(weight, 1e-4)[..., None]
    # Four pixels of which one is known give a fully known average.
    coarse = push_pull(average, np.where(weight > 1e-3, np.clip(4 * weight, 0, 1), np.float32(0)))
    fill = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    return image * known[..., None] + fill * (1 - known[..., None])


def _halve(values: Float32Array, size: tuple[int, int]) -> Float32Array:
    smooth = cv2.GaussianBlur(values, (5, 5), 1.2)
    return cv2.resize(smooth, size, interpolation=cv2.INTER_AREA)
