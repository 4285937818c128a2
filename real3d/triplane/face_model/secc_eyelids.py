"""Closes the eyes of a rasterised face mesh (`secc.py`), whose eyes are holes.

The face model hardly knows blinks, so they are painted: skin of the holes' rim moves in over them.
The upper lid comes down over the hole, each eye by its own amount (`real3d.motion.blinks` says
when).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from real3d.numerics.types import BoolArray, Float32Array, IndexArray

if TYPE_CHECKING:
    from torch import Tensor

BACKGROUND = -1.0
UPPER_SHARE = 0.8
"""Of an eye's height that the upper lid closes; the lower one rises to meet it."""


def close_eyes(picture: Float32Array, closure: tuple[float, float]) -> Float32Array:
    """The picture with its eyes closed by some amount; eyes that are closed already stay so.

    Args:
        picture: [3, S, S] in -1..1, background -1; it is not changed.
        closure: 0 open to 1 shut, of the eyes at the picture's left and right.
    """
    edited = picture.copy()
    face = (picture != BACKGROUND).any(0)
    for region, amount in zip(eye_regions(picture), closure, strict=True):
        hole = np.zeros_like(face)
        hole[region] = ~face[region]
        if amount > 0 and hole.any():
            _paint_lids(edited, face, hole, amount)
    return edited


def eye_regions(picture: Float32Array | Tensor) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Rows and columns that hold the eye at the picture's left, and the one at its right."""
    height, width = picture.shape[1:]
    rows = slice(height // 4, height // 2)
    middle = width // 2
    return (rows, slice(width // 4, middle)), (rows, slice(middle, width * 3 // 4))


def nearest_pixels(where: BoolArray) -> tuple[IndexArray, IndexArray]:
    """Row and column of the nearest pixel that is True, for every pixel."""
    from scipy.ndimage import distance_transform_edt

    rows, columns = distance_transform_edt(~where, return_distances=False, return_indices=True)
    return rows, columns


def _paint_lids(picture: Float32Array, face: BoolArray, hole: BoolArray, amount: float) -> None:
    rows, columns = np.nonzero(hole)
    window = (
        slice(max(rows.min() - 2, 0), rows.max() + 3),
        slice(max(columns.min() - 2, 0), columns.max() + 3),
    )
    inside, skin, part = hole[window], face[window], picture[(slice(None), *window)]
    top, bottom = inside.argmax(0), len(inside) - inside[::-1].argmax(0)
    height = (bottom - top) * amount
    row = np.arange(len(inside))[:, None]
    above = row < top + UPPER_SHARE * height
    below = row >= bottom - (1 - UPPER_SHARE) * height
    lids = inside & (above | below)
    source_rows, source_columns = nearest_pixels(skin)
    part[:, lids] = part[:, source_rows[lids], source_columns[lids]]
