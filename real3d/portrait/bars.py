"""Black bars beside a picture, and the white margin of a print or a scan.

Films are shown between them, and scans end in them. They are no part of what the picture shows:
the moving square leaves them out, or they would bend with the shoulders that reach them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.types import FloatArray, Picture

_BLACK, _WHITE = 32, 236
"""Grey levels up to which a bar is black, and from which it is white."""
_EVEN = 8
"""Grey levels by which a bar may differ from its own colour."""
_OFF = 24
"""Grey levels by which the picture differs from the bar at its edge."""
_NEARLY_ALL = 0.98
"""Share of a line that is even in a bar."""
_MOST = 0.75
"""Share of a line by which a bar ends: a dark wall or a white one goes on behind the person."""
_EDGE = 0.003
"""Width of a bar's soft edge, in sides of the picture; at least two pixels."""
_WIDEST = 0.4
"""Share of the picture's side that a bar takes up at most."""
_FEWEST = 2
"""Lines from which it is a bar."""


@dataclass(frozen=True)
class Area:
    """A rectangle of a photo, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


def picture_area(image: Picture) -> Area:
    """What lies between the bars of a photo [H, W, 3]; all of it if there are none."""
    height, width = image.shape[:2]
    top, bottom = _bar(image), height - _bar(image[::-1])
    sides = image[top:bottom].transpose(1, 0, 2)
    return Area(_bar(sides), top, width - _bar(sides[::-1]), bottom)


def without_bars(image: Picture, area: Area) -> Picture:
    """The photo [H, W, 3] with its border drawn out over the bars."""
    height, width = image.shape[:2]
    if (area.width, area.height) == (width, height):
        return image
    return cv2.copyMakeBorder(
        image[area.top : area.bottom, area.left : area.right],
        area.top,
        height - area.bottom,
        area.left,
        width - area.right,
        cv2.BORDER_REPLICATE,
    )


def _bar(lines: Picture) -> int:
    """How many of the first lines of a picture [N, M, 3] are a bar, with its soft edge."""
    first = lines[0].astype(np.int16)
    colour = np.median(first, axis=0)
    if _BLACK < colour.mean() < _WHITE or _differing(first, colour, _EVEN) > 1 - _NEARLY_ALL:
        return 0
    edge = max(2, round(_EDGE * len(lines)))
    for count in range(1, int(_WIDEST * len(lines))):
        if _differing(lines[count], colour, _EVEN) > 1 - _NEARLY_ALL:
            beyond = min(count + edge, len(lines) - 1)
            ends = _differing(lines[beyond], colour, _OFF) > _MOST
            return beyond if ends and count >= _FEWEST else 0
    return 0


def _differing(line: Picture, colour: FloatArray, by: int) -> float:
    """Share of a line [M, 3] that differs from a colour by more than so many grey levels."""
    return float((np.abs(line - colour).max(axis=1) > by).mean())
