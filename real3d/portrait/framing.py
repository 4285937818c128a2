"""The moving square put back into the photo that it was cut from, frame by frame.

Stands between the renderer and the encoder when a result is to have the photo's own shape: what
lies outside the square stays still, and the square's border fades into it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.detection import FaceBox
from real3d.portrait.neighbours import own_share, own_side
from real3d.portrait.portrait import Crop

MAX_SIDE = 1920
"""Pixels of a result's longer side at most: what every phone plays."""
_FADE = 0.08
"""Width of the soft border, in sides of the square."""
_EDGE_POINTS = 64
"""A side of the map of who moves where, which has no detail."""
_OWN_SIDE = (0.1, 0.6)
"""From the border between two people, face heights: to where nothing moves, from where it may."""


def framed_size(width: int, height: int) -> tuple[int, int]:
    """(width, height) of a result in the shape of a photo: even, its own size if not too large."""
    shrink = min(1.0, MAX_SIDE / max(width, height))
    return _even(width * shrink), _even(height * shrink)


@dataclass(frozen=True)
class OpenEdges:
    """Edges of a square beyond which the photo goes on."""

    left: bool
    right: bool
    bottom: bool
    own: Float32Array | None = None
    """[N, N] over the square, 0 where somebody else is in the photo .. 1 well on this side; None
    if that makes no difference."""


class PhotoFraming:
    """Puts frames of the square `crop` back into `photo`.

    Args:
        photo: [H, W, 3] RGB, upright.
        crop: what the frames show of it.
    """

    def __init__(self, photo: Picture, crop: Crop) -> None:
        height, width = photo.shape[:2]
        self._crop = crop
        self.size = framed_size(width, height)
        """(width, height) of the results in pixels."""
        self._scale = scale = min(1.0, MAX_SIDE / max(width, height))
        if scale == 1.0:  # at most one row and one column too many
            self._photo = np.ascontiguousarray(photo[: self.size[1], : self.size[0]])
        else:
            self._photo = cv2.resize(photo, self.size, interpolation=cv2.INTER_AREA)
        self._side = max(1, round(crop.side * scale))
        left, top = round(crop.left * scale), round(crop.top * scale)
        self.open_edges = OpenEdges(
            left=left > 0,
            right=left + self._side < self.size[0],
            bottom=top + self._side < self.size[1],
        )
        """Where the frames fade into the photo."""
        columns = _overlap(left, self._side, self.size[0])
        rows = _overlap(top, self._side, self.size[1])
        self._seen = (_shifted(rows, -top), _shifted(columns, -left))
        self._place = (rows, columns)
        across = _cover(left, self._side, self.size[0])[self._seen[1]]
        down = _cover(top, self._side, self.size[1])[self._seen[0]]
        self._weight = np.ascontiguousarray(down[:, None] * across[None, :])
        self._still = np.ascontiguousarray(self._photo[self._place])

    def beside(self, own: FaceBox, others: tuple[FaceBox, ...]) -> PhotoFraming:
        """The same square where there are others in the photo: it covers what is its own person's.

        Args:
            own: the face in the square, in pixels of the photo.
            others: theirs.
        """
        rows, columns = ((np.r_[part] + np.float32(0.5)) / self._scale for part in self._place)
        weight, well_within = self._weight, np.ones((_EDGE_POINTS, _EDGE_POINTS), np.float32)
        for other in others:
            weight = weight * own_share(own, other, columns[None, :], rows[:, None])
            well_within = np.minimum(well_within, _well_within(own, other, self._crop))
        shared = copy(self)
        shared.open_edges = replace(self.open_edges, own=well_within)
        shared._weight = np.ascontiguousarray(weight, np.float32)
        return shared

    def paste(self, frame: Picture, onto: Picture | None = None) -> Picture:
        """The photo [H, W, 3] in which the square shows `frame` [S, S, 3].

        Args:
            frame: of the person.
            onto: the photo in which somebody else has moved already, which is changed; None for
                the photo as it is.
        """
        shrinks = self._side < len(frame)
        method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
        square = cv2.resize(frame, (self._side, self._side), interpolation=method)
        moving = np.ascontiguousarray(square[self._seen])
        whole = self._photo.copy() if onto is None else onto
        still = self._still if onto is None else np.ascontiguousarray(whole[self._place])
        whole[self._place] = cv2.blendLinear(moving, still, self._weight, 1 - self._weight)
        return whole


def _well_within(own: FaceBox, other: FaceBox, crop: Crop) -> Float32Array:
    """[N, N] over the square, 0 at the border between two people .. 1 well on the own side."""
    return smoothstep(own_side(own, other, crop, _EDGE_POINTS), *_OWN_SIDE)


def _even(length: float) -> int:
    return max(2, 2 * int(length / 2 + 1e-6))


def _overlap(start: int, side: int, length: int) -> slice:
    """The part of a side that lies inside the photo."""
    return slice(max(start, 0), min(start + side, length))


def _shifted(part: slice, by: int) -> slice:
    return slice(part.start + by, part.stop + by)


def _cover(start: int, side: int, length: int) -> Float32Array:
    """[side] how much of the square is seen along one axis: all, but for its soft ends.

    An end that lies on the photo's edge stays hard, there is nothing to fade into.
    """
    from_start = np.arange(side, dtype=np.float32) + 0.5
    cover = np.ones(side, np.float32)
    fade = _FADE * side
    if start > 0:
        cover *= smoothstep(from_start, 0.0, fade)
    if start + side < length:
        cover *= smoothstep(side - from_start, 0.0, fade)
    return cover
