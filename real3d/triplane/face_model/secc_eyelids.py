"""Closes the eyes of a drawn face mesh (`secc.py`), whose eyes are holes.

The face model hardly knows blinks, so they are painted: skin of the holes' rim moves in over them.
By default the upper lid comes down over the hole alone, each eye by its own amount
(`real3d.motion.blinks` says when). The published way is here to compare with: it rounds the picture
to 8 bits, repaints a rim of skin, closes both lids towards the middle, and blinks every 5 seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
Mask = NDArray[np.bool_]

BACKGROUND = -1.0
UPPER_SHARE = 0.8
"""Of an eye's height that the upper lid closes; the lower one rises to meet it."""

PERIOD_FRAMES = 125
DURATION_FRAMES = (8, 12)
RIM_PIXELS = 5
"""Of skin around a hole that the published way takes for the eye."""
MARGIN_PIXELS = 4
"""Around the holes where the published way looks for that rim."""


def close_eyes(picture: FloatArray, closure: tuple[float, float]) -> FloatArray:
    """The picture with its eyes closed by some amount; eyes that are closed already stay so.

    Args:
        picture: [3, S, S] in -1..1, background -1; it is not changed.
        closure: 0 open to 1 shut, of the eyes at the picture's left and right.
    """
    edited = picture.copy()
    face = (picture != BACKGROUND).any(0)
    for region, amount in zip(_eye_regions(picture), closure, strict=True):
        hole = np.zeros_like(face)
        hole[region] = ~face[region]
        if amount > 0 and hole.any():
            _lower_lid(edited, face, hole, amount)
    return edited


def close_eyes_as_published(picture: FloatArray, closing: float) -> FloatArray:
    """The picture as the published system edits it; closing is 0..1, for both eyes."""
    levels = np.trunc((picture + np.float32(1)) / np.float32(2) * np.float32(255))
    lids, skin = _published_lids((levels != 0).all(0), _eye_regions(picture), closing)
    if lids.any():
        rows, columns = _nearest(skin)
        levels[:, lids] = levels[:, rows[lids], columns[lids]]
    return (levels / np.float32(127.5) - np.float32(1)).astype(np.float32)


def published_schedule(frames: int, random: Random) -> Iterator[tuple[int, float]]:
    """Frames that the published system edits, and how far it closes the eyes there."""
    for start in range(0, frames, PERIOD_FRAMES):
        duration = random.randint(*DURATION_FRAMES)
        for offset in range(min(duration, frames - 1 - start)):
            share = offset / duration
            yield start + offset, 4 * share - 4 * share**2


def _eye_regions(picture: FloatArray) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Where the eyes at the picture's left and right are."""
    height, width = picture.shape[1:]
    rows = slice(height // 4, height // 2)
    middle = width // 2
    return (rows, slice(width // 4, middle)), (rows, slice(middle, width * 3 // 4))


def _lower_lid(picture: FloatArray, face: Mask, hole: Mask, amount: float) -> None:
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
    source_rows, source_columns = _nearest(skin)
    part[:, lids] = part[:, source_rows[lids], source_columns[lids]]


def _published_lids(
    face: Mask, regions: tuple[tuple[slice, slice], ...], closing: float
) -> tuple[Mask, Mask]:
    """Pixels to repaint, and the skin that they take their colours from."""
    from scipy.ndimage import distance_transform_edt

    holes, region = np.zeros_like(face), np.zeros_like(face)
    for prior in regions:
        holes[prior] = ~face[prior]
    if closing == 0 or not holes.any():
        return region, region
    rows = np.flatnonzero(holes.any(1))
    for prior in regions:
        within = np.flatnonzero(holes[:, prior[1]].any(0)) + prior[1].start
        if len(within):
            region[_widened(rows), _widened(within)] = True
    ring = face & region
    rim = ring & (distance_transform_edt(~holes) <= RIM_PIXELS)
    skin = ring & ~rim
    eye = region & ~skin

    row = np.arange(len(face))[:, None]
    count = np.maximum(eye.sum(0), 1)
    mean = (eye * row).sum(0) / count
    first, last = eye.argmax(0), len(eye) - 1 - eye[::-1].argmax(0)
    upper = closing * mean + (1 - closing) * first
    lower = closing * mean + (1 - closing) * last
    return eye & ((row <= upper) | (row >= lower)), skin


def _widened(places: NDArray[np.int64]) -> slice:
    return slice(max(places.min() - MARGIN_PIXELS, 0), places.max() + MARGIN_PIXELS)


def _nearest(where: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Row and column of the nearest pixel that is True, for every pixel."""
    from scipy.ndimage import distance_transform_edt

    rows, columns = distance_transform_edt(~where, return_distances=False, return_indices=True)
    return rows, columns
