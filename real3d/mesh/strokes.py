"""Soft masks in sub-pixel positions: the holes of mouth and eyes, lash lines, the seam of lips."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array, IndexArray, Picture

_OVERSAMPLING = 4
_SHIFT = 4
"""Fractional bits of OpenCV's drawing coordinates."""


@dataclass(frozen=True)
class Window:
    """A rectangle of the frame, in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.width <= 0 or self.height <= 0

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of the frame."""
        return (
            slice(self.top, self.top + self.height),
            slice(self.left, self.left + self.width),
        )

    @classmethod
    def around(cls, points: NDArray, margin: int, size: int) -> Window:
        """The pixels around points [N, 2], with a margin, within a frame of `size`."""
        low = np.maximum(np.floor(points.min(axis=0)).astype(int) - margin, 0)
        high = np.minimum(np.ceil(points.max(axis=0)).astype(int) + margin + 1, size)
        return cls(int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))


def polygon_coverage(points: NDArray, window: Window) -> Float32Array:
    """[h, w] share of each pixel of the window that the polygon [N, 2] covers."""
    canvas = _canvas(window)
    cv2.fillPoly(canvas, [_to_canvas(points, window)], 255, shift=_SHIFT)
    return _shrink(canvas, window)


def stroke_coverage(
    points: NDArray,  # [N, 2]
    strength: NDArray,  # [N - 1] 0..1, of each segment
    thickness: float,  # pixels
    softness: float,  # standard deviation of the blur, pixels
    window: Window,
) -> Float32Array:
    """[h, w] coverage 0..1 of a soft line."""
    canvas = _canvas(window)
    corners = _to_canvas(points, window)
    width = max(2, round(thickness * _OVERSAMPLING))
    for start, end, amount in zip(corners[:-1], corners[1:], strength, strict=True):
        colour = int(255 * amount)
        cv2.line(canvas, start.tolist(), end.tolist(), colour, width, cv2.LINE_AA, _SHIFT)
    return cv2.GaussianBlur(_shrink(canvas, window), (0, 0), softness)


def hairs_coverage(
    roots: NDArray,  # [N, 2]
    tips: NDArray,  # [N, 2]
    thickness: float,  # pixels
    window: Window,
) -> Float32Array:
    """[h, w] coverage 0..1 of straight hairs."""
    canvas = _canvas(window)
    ends = np.stack([_to_canvas(roots, window), _to_canvas(tips, window)], axis=1)
    width = max(1, round(thickness * _OVERSAMPLING))
    cv2.polylines(canvas, list(ends), False, 255, width, cv2.LINE_AA, _SHIFT)
    return _shrink(canvas, window)


def _canvas(window: Window) -> Picture:
    return np.zeros((window.height * _OVERSAMPLING, window.width * _OVERSAMPLING), np.uint8)


def _to_canvas(points: NDArray, window: Window) -> IndexArray:
    """Pixel centres of the frame lie at whole numbers; so do those of the canvas."""
    local = (points - (window.left, window.top) + 0.5) * _OVERSAMPLING - 0.5
    return np.round(local * 2**_SHIFT).astype(np.int32)


def _shrink(canvas: Picture, window: Window) -> Float32Array:
    small = cv2.resize(canvas, (window.width, window.height), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255
