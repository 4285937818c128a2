"""How common a pixel's colour is in what lies around it: whether it belongs there or is foreign."""

from __future__ import annotations

import numpy as np

from real3d.numerics.compiled import compiled
from real3d.numerics.types import BoolArray, Float32Array, Mask, Picture

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_NEIGHBOURHOOD = 56
"""How far around a pixel the photo counts as its surroundings, along an axis."""
_SAMPLES = 9
"""Samples of the surroundings, to either side along an axis."""
_FEWEST = 20
"""Samples from which surroundings say something."""


def share_alike(image: Picture, where: Mask, wanted: BoolArray, alike: float) -> Float32Array:
    """[S, S] of the wanted pixels, the share of `where` around them that has their colour; 1
    where too little of it is around.

    Args:
        image: [S, S, 3] RGB.
        where: [S, S] 1 on the pixels that count.
        wanted: [S, S] the pixels that are asked about.
        alike: how far colours may lie apart, grey levels; see `alike_colours`.
    """
    scale = len(image) / _REFERENCE
    share = np.ones(where.shape, np.float32)
    step = max(1, round(_NEIGHBOURHOOD * scale / _SAMPLES))
    _count_alike(image, where, wanted, step, np.float32(alike**2), share)
    return share


@compiled(fastmath=True)
def _count_alike(image, where, wanted, step, alike, share):
    size = image.shape[0]
    for row in range(size):
        for column in range(size):
            if not wanted[row, column]:
                continue
            red = np.float32(image[row, column, 0])
            green = np.float32(image[row, column, 1])
            blue = np.float32(image[row, column, 2])
            seen, same = 0, 0
            for i in range(-_SAMPLES, _SAMPLES + 1):
                y = row + i * step
                if y < 0 or y >= size:
                    continue
                for j in range(-_SAMPLES, _SAMPLES + 1):
                    x = column + j * step
                    if x < 0 or x >= size or where[y, x] == 0:
                        continue
                    seen += 1
                    r = red - np.float32(image[y, x, 0])
                    g = green - np.float32(image[y, x, 1])
                    b = blue - np.float32(image[y, x, 2])
                    same += r * r + g * g + b * b < alike
            if seen >= _FEWEST:
                share[row, column] = same / seen
