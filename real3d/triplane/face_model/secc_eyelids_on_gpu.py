"""Closes the eyes of a rasterised face mesh where it is: the twin of `secc_eyelids.py` for GPUs.

Everything has a fixed shape, so that nothing waits for the GPU. What takes the nearest skin is an
exact distance transform in two passes: the nearest in each pixel's column, then over all columns.
Of pixels that are equally near it may take another one than its twin.
"""

from __future__ import annotations

import torch
from torch import Tensor

from real3d.triplane.face_model.secc_eyelids import BACKGROUND, UPPER_SHARE, eye_regions

MARGIN = 2
"""Pixels around an eye's region from which skin may be taken too."""


def close_eyes_on_gpu(picture: Tensor, closure: tuple[float, float]) -> Tensor:
    """As `secc_eyelids.close_eyes`.

    Args:
        picture: [3, S, S] in -1..1, background -1; it is not changed.
        closure: 0 open to 1 shut, of the eyes at the picture's left and right.
    """
    edited = picture.clone()
    for (rows, columns), amount in zip(eye_regions(picture), closure, strict=True):
        window = _widened(rows), _widened(columns)
        part = picture[(slice(None), *window)]
        hole = torch.zeros_like(part[0], dtype=torch.bool)
        inner = slice(MARGIN, -MARGIN)
        hole[inner, inner] = ~_face(part)[inner, inner]
        edited[(slice(None), *window)] = torch.where(
            _lids(hole, amount), _nearest_skin(part), edited[(slice(None), *window)]
        )
    return edited


def _lids(hole: Tensor, amount: float) -> Tensor:
    """[H, W] the pixels of an eye's hole [H, W] that its lids cover."""
    row = torch.arange(len(hole), device=hole.device)[:, None].double()
    top = row.where(hole, len(hole)).amin(0)
    bottom = row.where(hole, -1).amax(0) + 1
    height = (bottom - top) * amount
    above = row < top + UPPER_SHARE * height
    below = row >= bottom - (1 - UPPER_SHARE) * height
    return hole & (above | below)


def _nearest_skin(part: Tensor) -> Tensor:
    """[3, H, W] of each pixel the colour of the nearest one that shows the face."""
    skin = _face(part)
    height, width = skin.shape
    far = 2 * (height + width)
    row = torch.arange(height, device=part.device)[:, None]
    column = torch.arange(width, device=part.device)
    above = row.where(skin, -far).cummax(0).values
    below = row.where(skin, far).flip(0).cummin(0).values.flip(0)
    nearest = above.where(row - above <= below - row, below)
    apart = (row - nearest).square()[:, None] + (column[:, None] - column).square()
    columns = apart.argmin(2)
    rows = nearest.gather(1, columns).clamp(0, height - 1)
    return part[:, rows, columns]


def _face(part: Tensor) -> Tensor:
    return (part != BACKGROUND).any(0)


def _widened(region: slice) -> slice:
    return slice(region.start - MARGIN, region.stop + MARGIN)
