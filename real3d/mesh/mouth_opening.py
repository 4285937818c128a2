"""The opening between the lips in one frame, as heights over the line from corner to corner.

Every light in the mouth depends on how far a place is from either lip. Seen along the line between
the corners each lip is one curve, so a table of heights answers that for any pixel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.numerics.types import Float32Array, FloatArray

SAMPLES = 96
"""Entries of a table, from corner to corner."""
_ROUNDING = np.array([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]) / 36
"""Lips are rounder than the polygon of their landmarks."""


@dataclass(frozen=True)
class MouthOpening:
    """Where the lips' inner rims are."""

    frame: Float32Array
    """[2, 3] from pixels (x, y, 1) to entries along the line between the corners and pixels below
    it."""
    rims: Float32Array
    """[SAMPLES, 4] height of the upper and of the lower lip, pixels below the line, and the
    cosines of their slopes."""
    gap: float
    """Pixels, where it is widest."""

    @classmethod
    def between(
        cls,
        upper: FloatArray,  # [N, 2] rims from corner to corner, pixels
        lower: FloatArray,  # [N, 2]
        overhang: FloatArray,  # [SAMPLES] pixels that hair hangs over the upper rim
    ) -> MouthOpening:
        """Of the rims in a frame."""
        start = 0.5 * (upper[0] + lower[0])
        across = 0.5 * (upper[-1] + lower[-1]) - start
        width = max(float(np.linalg.norm(across)), 1.0)
        along = across / width
        down = np.array([-along[1], along[0]])
        step = width / (SAMPLES - 1)
        places = np.arange(SAMPLES) * step
        heights = [_height(rim - start, along, down, places) for rim in (upper, lower)]
        cosines = [1 / np.hypot(1, np.gradient(height, step)) for height in heights]
        axes = np.stack([along / step, down])
        heights[0] = np.minimum(heights[0] + overhang, np.maximum(heights[0], heights[1]))
        return cls(
            frame=np.column_stack([axes, -axes @ start]).astype(np.float32),
            rims=np.column_stack([*heights, *cosines]).astype(np.float32),
            gap=float((heights[1] - heights[0]).max()),
        )


def _height(rim: FloatArray, along: FloatArray, down: FloatArray, places: FloatArray) -> FloatArray:
    heights = np.interp(places, np.maximum.accumulate(rim @ along), rim @ down)
    edge = len(_ROUNDING) // 2
    heights[edge:-edge] = np.convolve(heights, _ROUNDING, mode="valid")
    return heights
