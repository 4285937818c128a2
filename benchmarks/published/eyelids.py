"""The published way to blink: when, and how the drawn face mesh is edited.

It rounds the picture to 8 bits, repaints a rim of skin, closes both lids towards the middle, and
blinks every 5 seconds. `real3d.triplane.face_model.secc_eyelids` lowers the upper lid over the hole
alone, each eye by its own amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, Float32Array
from real3d.triplane.face_model.secc_eyelids import eye_regions, nearest_pixels

PERIOD_FRAMES = 125
DURATION_FRAMES = (8, 12)
RIM_PIXELS = 5
"""Of skin around a hole that is taken for the eye."""
MARGIN_PIXELS = 4
"""Around the holes where that rim is looked for."""


def close_eyes_as_published(picture: Float32Array, closing: float) -> Float32Array:
    """The picture with both eyes closed.

    Args:
        picture: [3, S, S] in -1..1, background -1; it is not changed.
        closing: 0 open to 1 shut.
    """
    levels = np.trunc((picture + np.float32(1)) / np.float32(2) * np.float32(255))
    lids, skin = _lids((levels != 0).all(0), eye_regions(picture), closing)
    if lids.any():
        rows, columns = nearest_pixels(skin)
        levels[:, lids] = levels[:, rows[lids], columns[lids]]
    return (levels / np.float32(127.5) - np.float32(1)).astype(np.float32)


def published_schedule(frames: int, random: Random) -> Iterator[tuple[int, float]]:
    """Frames that are edited, and how far the eyes close there, 0..1."""
    for start in range(0, frames, PERIOD_FRAMES):
        duration = random.randint(*DURATION_FRAMES)
        for offset in range(min(duration, frames - 1 - start)):
            share = offset / duration
            yield start + offset, 4 * share - 4 * share**2


def _lids(
    face: BoolArray, regions: tuple[tuple[slice, slice], ...], closing: float
) -> tuple[BoolArray, BoolArray]:
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
