"""Where the background goes on: followed inwards, from where it is alone, over pixels that hardly
change. What it reaches is no part of the person, however much it looks like one."""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.compiled import compiled
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Mask, Picture

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_STRAND = 3
"""A strand is narrower than twice this and one pixel."""
_ALIKE = (12.0, 16.0)
"""Distance in RGB, grey levels, up to which two colours count as the same: before a smooth
background, and before a busy one."""
_BUSY = (1.0, 4.0)
"""Grey levels by which pixels differ from their neighbours in the two."""
_ALONG = 2.0
"""How much farther the colours of neighbours may lie apart along a line, which is all edge."""
_SOFT_EDGE = 2.0
"""Standard deviation of the smoothing that hardly changes a soft edge, pixels."""
_EVENLY = 4
"""Grey levels by which it may be changed; edges of people differ by 10 and more."""
_WIDE = 3
"""How far around a pixel it does so, pixels."""
_FOLLOWING = 0.3
"""Share by which the colour that is followed inwards becomes that of each pixel on the way."""


def alike_colours(colours: Picture, clean: Mask) -> float:
    """How far two colours of a background may lie apart and count as the same, grey levels.

    Args:
        colours: [S, S, 3] RGB, slightly blurred.
        clean: [S, S] 1 where the picture shows background alone, somewhere.
    """
    scale = len(colours) / _REFERENCE
    away = cv2.absdiff(colours, cv2.GaussianBlur(colours, (0, 0), 3 * scale))
    unevenness = float(np.mean(cv2.mean(away, clean)[:3]))
    few, many = _ALIKE
    return few + (many - few) * float(smoothstep(unevenness, *_BUSY))


def follow_background(
    colours: Picture,  # [S, S, 3] RGB, slightly blurred
    clean: Mask,  # [S, S] 1 where the picture shows background alone
    within: BoolArray,  # [S, S] where it may go on
    alike: float,
) -> BoolArray:
    """[S, S] where the background can be followed to; strands before it are passed by.

    Args:
        alike: how far colours of neighbours may lie apart, grey levels; see `alike_colours`.
    """
    scale = len(colours) / _REFERENCE
    reached = (clean > 0) & ~_strands(colours, alike)
    within = within | (clean > 0)
    _follow(colours, reached, within, _out_of_focus(colours), np.float32(alike**2))
    return reached | _between(colours, reached, alike, scale)


def follow_lines(
    colours: Picture,  # [S, S, 3] RGB, slightly blurred
    far: BoolArray,  # [S, S] where no hair reaches
    within: BoolArray,  # [S, S] where they may go on
    alike: float,
) -> BoolArray:
    """[S, S] lines of the background, which come from afar: the edge of a window, a rail."""
    strands = _strands(colours, alike)
    reached = far & strands
    unlike = np.float32((_ALONG * alike) ** 2)
    _follow(colours, reached, strands & (within | far), strands, unlike)
    return reached


def _strands(colours: Picture, alike: float) -> BoolArray:
    """[S, S] what is narrow and stands out from both sides."""
    window = _disc(_STRAND * len(colours) / _REFERENCE)
    opened = cv2.morphologyEx(colours, cv2.MORPH_OPEN, window)
    closed = cv2.morphologyEx(colours, cv2.MORPH_CLOSE, window)
    away = cv2.max(cv2.absdiff(colours, opened), cv2.absdiff(colours, closed))
    return np.asarray(cv2.inRange(away, (0, 0, 0), (alike,) * 3) == 0)


def _out_of_focus(colours: Picture) -> BoolArray:
    """[S, S] where the picture changes so evenly that nothing near the lens' focus ends there: on
    the soft edge of a stripe far behind, say, which is followed from one colour to the other."""
    scale = len(colours) / _REFERENCE
    around = cv2.GaussianBlur(colours, (0, 0), _SOFT_EDGE * scale)
    even = (cv2.absdiff(colours, around).max(axis=2) <= _EVENLY).astype(np.uint8)
    return np.asarray(cv2.erode(even, _disc(_WIDE * scale)) > 0)


def _between(colours: Picture, reached: BoolArray, alike: float, scale: float) -> BoolArray:
    """[S, S] pixels whose colour lies between those of the reached ones around them: an edge."""
    window, mask = _disc(_STRAND * scale), reached[..., None]
    lowest = cv2.erode(np.where(mask, colours, np.uint8(255)), window)
    highest = cv2.dilate(np.where(mask, colours, np.uint8(0)), window)
    outside = cv2.max(cv2.subtract(lowest, colours), cv2.subtract(colours, highest))
    return np.asarray(cv2.inRange(outside, (0, 0, 0), (0.5 * alike,) * 3) > 0)


def _disc(radius: float) -> Mask:
    side = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


@compiled()
def _follow(colours, reached, within, soft, alike):
    """Grow `reached` in place to neighbours that have the colour that is followed there."""
    size = colours.shape[0]
    followed = np.empty((size, size, 3), np.float32)
    queue = np.empty((size * size, 2), np.int64)
    first, last = 0, 0
    for row in range(size):
        for column in range(size):
            if reached[row, column]:
                for k in range(3):
                    followed[row, column, k] = colours[row, column, k]
                queue[last] = row, column
                last += 1
    while first < last:
        row, column = queue[first]
        first += 1
        for y, x in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if y < 0 or y >= size or x < 0 or x >= size or reached[y, x] or not within[y, x]:
                continue
            rate = np.float32(1 if soft[row, column] and soft[y, x] else _FOLLOWING)
            distance = np.float32(0)
            for k in range(3):
                d = np.float32(colours[y, x, k]) - followed[row, column, k]
                distance += d * d
            if distance >= alike:
                continue
            reached[y, x] = True
            for k in range(3):
                change = np.float32(colours[y, x, k]) - followed[row, column, k]
                followed[y, x, k] = followed[row, column, k] + rate * change
            queue[last] = y, x
            last += 1
