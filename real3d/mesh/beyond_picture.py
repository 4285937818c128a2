"""What the mesh shows beyond the left and the right side of the picture: its mirror image, of those
who go on there.

An outline that rises towards the middle of the picture would turn back at the side and rise again;
it is drawn on in its own direction instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.types import BoolArray, Float32Array, FloatArray

_CUT_OPACITY = 0.5
_CUT_LENGTH = 0.04
"""Length along the picture's border from which a person goes on beyond it, in picture sides: loose
hairs do not."""
_OUTLINE_SHIFT = 0.06
"""How far the mirror image is moved up or down, in picture sides, at most; farther, it is cut."""


def _mirrored(points: FloatArray, size: int) -> FloatArray:
    """Points [N, 2] beyond the picture's edges as far within them."""
    return size - 1 - np.abs(size - 1 - np.abs(points))


def below_mirrored(flat: FloatArray, alpha: Float32Array) -> FloatArray:
    """[N] how much lower vertices [N, 3] beside the picture lie than what they show, pixels.

    For those who stand on its lower edge.
    """
    size = len(alpha)
    # How high the person who stands on the bottom edge reaches, in each column.
    height = np.argmax(np.vstack([alpha[::-1] <= 0.5, np.ones((1, size), np.bool_)]), axis=0)
    column = np.round(_mirrored(flat[:, :2], size)[:, 0]).astype(int)
    edge = np.where(flat[:, 0] < size / 2, 0, size - 1)
    beside = (flat[:, 0] < 0) | (flat[:, 0] > size - 1)
    rise = np.where(beside & (height[edge] > 0), height[column] - height[edge], 0)
    return np.clip(2 * rise, -_OUTLINE_SHIFT * size, _OUTLINE_SHIFT * size)


def shown_beyond(flat: FloatArray, alpha: Float32Array) -> FloatArray:
    """[N, 2] the places of the picture that vertices [N, 3] beyond it show, pixels."""
    size = len(alpha)
    places = _mirrored(flat[:, :2], size)
    for edge in (0, size - 1):
        beside = flat[:, 0] < 0 if edge == 0 else flat[:, 0] > size - 1
        for run in _runs(alpha[:, edge]):
            near = beside & (flat[:, 1] >= run.first - size * _CUT_LENGTH)
            near &= flat[:, 1] <= run.last + size * _CUT_LENGTH
            column = np.round(places[near, 0]).astype(int)
            rise, fall = run.spread(alpha)
            lowered = below_mirrored(flat[near], alpha)
            at = (flat[near, 1] - run.first) / max(run.last - run.first, 1)
            up = np.maximum(2 * rise[column] - np.maximum(lowered, 0), 0)
            places[near, 1] -= np.clip(1 - 2 * at, 0, 1) * up
            places[near, 1] += np.clip(2 * at - 1, 0, 1) * 2 * fall[column]
    return np.clip(places, 0, size - 1)


@dataclass(frozen=True)
class _Run:
    """Rows on one side of the picture, where it cuts through somebody."""

    first: int
    last: int

    def spread(self, alpha: Float32Array) -> tuple[FloatArray, FloatArray]:
        """[S] how much higher and lower the same person reaches in each column, pixels."""
        size = len(alpha)
        empty = alpha <= _CUT_OPACITY
        rows = np.arange(size)[:, None]
        above = np.where(empty & (rows < self.first), rows, -1).max(axis=0)
        below = np.where(empty & (rows > self.last), rows, size).min(axis=0)
        on_edge = self.last == size - 1
        return self.first - 1.0 - above, np.zeros(size) if on_edge else below - self.last - 1.0


def _runs(line: Float32Array) -> list[_Run]:
    changes = np.flatnonzero(np.diff(np.pad(_without_hairs(line) > _CUT_OPACITY, 1)))
    return [_Run(int(a), int(b) - 1) for a, b in zip(changes[::2], changes[1::2], strict=True)]


def _without_hairs(line: Float32Array) -> Float32Array:
    """[S] a line of the matte without what is shorter than those who go on beyond it."""
    length = 2 * round(0.5 * _CUT_LENGTH * len(line)) + 1
    window = np.ones((1, length), np.uint8)
    opened = cv2.morphologyEx(np.ascontiguousarray(line)[None, :], cv2.MORPH_OPEN, window)
    return np.asarray(opened[0], np.float32)


def goes_on(points: FloatArray, alpha: Float32Array) -> BoolArray:
    """[N] whether somebody goes on beyond the picture at points [N, 2] outside it, pixels."""
    last = len(alpha) - 1
    inside = np.clip(np.round(points), 0, last).astype(int)
    left, right, top, bottom = (
        _without_hairs(line) > _CUT_OPACITY
        for line in (alpha[:, 0], alpha[:, -1], alpha[0], alpha[-1])
    )
    x, y = points.T
    # At a corner of the picture, the side decides.
    return np.select(
        [x < 0, x > last, y < 0, y > last],
        [left[inside[:, 1]], right[inside[:, 1]], top[inside[:, 0]], bottom[inside[:, 0]]],
    ).astype(bool)
