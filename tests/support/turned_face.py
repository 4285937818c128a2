"""The faults of a turned face: stretched, seen through, torn, seamed.

All lengths grow with the face, all figures are relative to it, and each is a fault that a viewer
can point at: skin stretched where it is smooth is hardly noticed, so `torn` counts what is
stretched *and* has contrast, hair before all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.topology import face_topology
from real3d.numerics.types import BoolArray, Float32Array, Picture
from tests.support.face_region import disc, face, face_width, height_in_face, holes, odd
from tests.support.trace import Trace

_STRETCHED = 3.0
"""How many times a pixel of the photo is stretched where skin counts as stretched."""
_TORN_STRETCH = 2.0
"""The same for what has contrast: hair frays sooner than skin."""
_TORN_CONTRAST = 10.0
"""Standard deviation of OpenCV's 8-bit Lab in a small window from which a stretch is noticed."""
_OPAQUE = 0.9
"""Opacity below which the background is seen through."""
_MOSTLY = 0.5
_FOLD = 6.0
"""Distance in the photo, in pixels, from which neighbours lie on both sides of a fold."""
_UP_TO_JAW = 0.85
"""What lies lower beside the face is neck and collar; as `height_in_face`."""
_DIRECTIONS = 12
"""Of lines, over half a turn."""

# In face widths.
_BESIDE = 0.10
_CONTRAST_WINDOW = 0.03
_HOLE_MARGIN = 0.02
_SEAM_HOLE_MARGIN = 0.03
_LINE = 0.05
"""Length of the lines that a seam is made of."""
_RIM_ERROR = 0.02
"""Twice the distance by which landmarks may miss the face's outline: there, the background that
shows may be the photo's own."""
_NEAR = 0.10
"""Diameter within which the photo's own lines excuse those of the frame."""

_STRONGEST = 99.9
"""Percentile of the face's pixels that stands for its strongest seam."""
_OWN_CONTRAST = 95.0
"""Percentile of the photo's own lines that a seam is compared with."""


@dataclass(frozen=True)
class Faults:
    """The figures of one frame."""

    stretch: float
    """Per cent of the face that is stretched more than three times."""
    stretch_of_photo: float
    """The same without skin that is made up: smooth skin may be stretched."""
    see_through: float
    """Per cent of the face through which the background shows."""
    torn: float
    """Hair, and all else that has contrast, stretched more than twice in the face and beside its
    rim; per cent of the face."""
    seams: float
    """Strongest contrast along lines that the photo has not, over the photo's own strong lines."""


LIMITS = Faults(stretch=2.5, stretch_of_photo=2.5, see_through=0.5, torn=1.0, seams=0.6)
"""What the eye accepts. A viewer noted, to both sides of 18 portraits by one renderer and 14 by
another, the angle at which they begin to look wrong. The first of these limits to be exceeded lies
1 degree before it in the mean (standard deviation 4); at most 5 degrees beyond it with the first
renderer and 8 with the second, which smoothed a side-burn away: what is missing has no figure."""


class TurnedFace:
    """Measures frames of one avatar against the same at rest."""

    def __init__(self, rest: Trace) -> None:
        self._rest = rest
        self._width = face_width(rest.landmarks)
        self._line = odd(_LINE * self._width)
        lines = line_contrast(rest.frame, self._line)
        skin = self._face(rest) & (self._holes(rest, _SEAM_HOLE_MARGIN) == 0)
        self._own_contrast = max(float(np.percentile(lines[skin], _OWN_CONTRAST)), 1.0)
        self._near_lines = cv2.dilate(lines, disc(_NEAR * self._width))

    def faults(self, turned: Trace) -> Faults:
        """The figures of one frame."""
        whole = self._face(turned)
        inside = cv2.erode(whole.astype(np.uint8), disc(_RIM_ERROR * self._width)) > 0
        skin = _eroded(whole, 3) & (self._holes(turned, _HOLE_MARGIN) == 0)
        area = max(int(skin.sum()), 1)
        times = stretch(turned.source_x, turned.source_y)
        stretched = skin & (times > _STRETCHED)
        return Faults(
            stretch=100 * float(stretched.sum()) / area,
            stretch_of_photo=100 * float((stretched & (turned.made_up < _MOSTLY)).sum()) / area,
            see_through=100 * float((inside & (turned.alpha < _OPAQUE)).sum()) / area,
            torn=100 * float(self._torn(turned, whole, skin, times).sum()) / area,
            seams=self._seams(turned, whole),
        )

    def _torn(
        self, turned: Trace, whole: BoolArray, skin: BoolArray, times: Float32Array
    ) -> BoolArray:
        reach = cv2.dilate(whole.astype(np.uint8), disc(2 * _BESIDE * self._width)) > 0
        above_jaw = height_in_face(turned.landmarks, whole.shape) < _UP_TO_JAW
        beside = reach & ~whole & above_jaw & (turned.alpha > _MOSTLY)
        contrast = local_contrast(turned.frame, odd(_CONTRAST_WINDOW * self._width))
        return (skin | beside) & (times > _TORN_STRETCH) & (contrast > _TORN_CONTRAST)

    def _seams(self, turned: Trace, whole: BoolArray) -> float:
        """Lines of the frame that the photo has neither where they come from nor, for what comes
        from nowhere in the photo, at the same place of the face."""
        lines = line_contrast(turned.frame, self._line)
        unknown = ~np.isfinite(turned.source_x)
        x, y = _place_at_rest(self._rest.landmarks, turned.landmarks, whole.shape)
        x = np.where(unknown, x, turned.source_x).astype(np.float32)
        y = np.where(unknown, y, turned.source_y).astype(np.float32)
        new = lines - cv2.remap(self._near_lines, x, y, cv2.INTER_LINEAR)
        # The rim itself is a line against whatever lies behind, and no fault.
        inner = _eroded(whole, 5) & (self._holes(turned, _SEAM_HOLE_MARGIN) == 0) & ~np.isnan(x)
        if not inner.any():
            return 0.0
        return max(float(np.percentile(new[inner], _STRONGEST)), 0.0) / self._own_contrast

    def _face(self, trace: Trace) -> BoolArray:
        return face(trace.landmarks, trace.frame.shape)

    def _holes(self, trace: Trace, margin: float) -> NDArray:
        return holes(trace.landmarks, trace.frame.shape, margin * self._width)


def stretch(source_x: Float32Array, source_y: Float32Array) -> Float32Array:
    """[S, S] how many times the photo is stretched at each pixel, along the direction in which it
    is stretched most; 0 at folds and where the photo is not seen."""
    along_x, along_y = np.zeros((2, 2, *source_x.shape), np.float32)
    for k, source in enumerate((source_x, source_y)):
        along_x[k, :, :-1] = source[:, 1:] - source[:, :-1]
        along_y[k, :-1] = source[1:] - source[:-1]
    square = (along_x**2 + along_y**2).sum(axis=0)
    area = along_x[0] * along_y[1] - along_x[1] * along_y[0]
    root = np.sqrt(np.maximum(square**2 - 4 * area**2, 0))
    smallest = np.sqrt(np.maximum(0.5 * (square - root), 1e-6))
    folded = np.abs(along_x).sum(axis=0) + np.abs(along_y).sum(axis=0) > _FOLD
    return np.where(np.isfinite(smallest) & ~folded, 1 / smallest, 0).astype(np.float32)


def local_contrast(frame: Picture, window: int) -> Float32Array:
    """[H, W] standard deviation of the colour in a window, in 8-bit Lab."""
    lab = cv2.cvtColor(frame, cv2.COLOR_RGB2LAB).astype(np.float32)
    mean = cv2.blur(lab, (window, window))
    variance = cv2.blur(lab**2, (window, window)) - mean**2
    return np.sqrt(np.maximum(variance, 0).sum(axis=2))


def line_contrast(frame: Picture, length: int) -> Float32Array:
    """[H, W] grey levels a pixel across a straight line through each pixel, in the direction in
    which that is most. Averaged along the line, texture cancels out and edges stay."""
    grey = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1)
    across_x = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8)
    across_y = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8)
    middle = length // 2
    strongest = np.zeros_like(grey)
    for angle in np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS:
        x, y = np.cos(angle), np.sin(angle)
        end = np.round(middle * np.array([x, y])).astype(int)
        kernel = np.zeros((length, length), np.float32)
        cv2.line(kernel, tuple(middle - end), tuple(middle + end), 1.0)
        along = cv2.filter2D(across_y * x - across_x * y, -1, kernel / kernel.sum())
        np.maximum(strongest, np.abs(along), out=strongest)
    return strongest


def angle_within(values: Sequence[float], limit: float, step: float) -> float:
    """Degrees up to which a figure keeps its limit.

    Args:
        values: at rest, and at each further `step`; between them they are taken to be linear.
        limit: the most that is allowed. Rest is the photo, and always allowed.
        step: degrees.

    Returns:
        The last angle measured if the limit is kept throughout.
    """
    for index in range(1, len(values)):
        if values[index] > limit:
            before = min(values[index - 1], limit)
            return step * (index - 1 + (limit - before) / (values[index] - before))
    return step * (len(values) - 1)


def _place_at_rest(
    rest: Float32Array, turned: Float32Array, shape: tuple[int, ...]
) -> tuple[Float32Array, Float32Array]:
    """[H, W] twice: the place in the picture at rest of each pixel of the turned face."""
    sheet = SheetBuffers.empty(*shape)
    rasterise(turned, rest[:, :2].copy(), face_topology().triangles, sheet)
    return tuple(np.where(sheet.covered, place, np.float32(np.nan)) for place in sheet[:2])


def _eroded(mask: BoolArray, side: int) -> BoolArray:
    return cv2.erode(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
