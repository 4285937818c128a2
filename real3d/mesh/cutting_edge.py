"""Where the upper teeth end in a photo that shows them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import MouthColours, luminance, saturation
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Mask

_TOOTH_FROM = 0.62
"""Share of the teeth's luminance from which on a pixel may be one."""
_TOOTH_UNTIL = 0.72
"""A run of teeth ends where it has fallen to this share of its brightest pixel."""
_TEETH_WITHIN = 0.45
"""Share of the opening's height within which upper teeth begin."""
_EDGE_OUTLIER = 1.5
"""Distance from the cutting edge at which a column counts half, in pixels at 512."""
_LEAST_COLUMNS = 6
_AT_LIP = 1.5
"""Pixels at 512 from the lower lip within which an edge is where teeth meet it."""
_NOTCH, _SEAM_DEPTH = 0.9, 0.12
"""Millimetres by which the edge recedes between two teeth, and what part of the light a whole seam
lacks."""
_TOOTH_WIDTH = 8.0
"""Millimetres, of an upper incisor."""


@dataclass(frozen=True)
class CuttingEdge:
    """Where the upper row ends."""

    rows: FloatArray
    """[w] down to which the teeth reach in each column; beside them the curve goes on."""
    first: int
    """Columns of the first and the last tooth."""
    last: int
    hidden: FloatArray
    """[w] 0..1, whether the lower lip covers what lies below."""


def find_cutting_edge(
    photo: Float32Array,  # [h, w, 3] around the mouth
    opening: Mask,  # [h, w] between its lips
    colours: MouthColours,
    scale: float,  # of the portrait, 1 at 512 pixels
    millimetre: float,  # pixels
) -> CuttingEdge | None:
    """Where the upper teeth end, if the photo shows them.

    In each column it is the end of the first bright run below the lip, over all of them a robust
    cubic, and a notch between neighbours; beyond the last tooth it stays at the same share of the
    opening.
    """
    columns, ends = _tooth_runs(photo, opening, colours, scale)
    if len(columns) < _LEAST_COLUMNS:
        return None
    middle, half = columns.mean(), max(np.ptp(columns) / 2, 1)
    across, weight = (columns - middle) / half, np.ones(len(ends))
    for _ in range(8):
        fit = np.polynomial.Polynomial.fit(across, ends, 3, w=np.sqrt(weight), domain=[-1, 1])
        weight = 1 / (1 + ((ends - fit(across)) / (_EDGE_OUTLIER * scale)) ** 2)
    every = np.arange(opening.shape[1])
    edge = fit(np.clip((every - middle) / half, across.min(), across.max()))
    top, height = _openings(opening)
    for outside, last in ((every < columns[0], columns[0]), (every > columns[-1], columns[-1])):
        share = np.clip((edge[last] - top[last]) / max(height[last], 1), 0.3, 1)
        beyond = outside & (height > 0)
        edge[beyond] = (top + share * height)[beyond]
    first, last = int(columns[0]), int(columns[-1])
    smooth = _soft(edge, 2 * scale)
    notches = _notches(luminance(photo), smooth, millimetre)
    hidden = smoothstep((top + height - edge) / (_AT_LIP * scale), 1.5, 0.5)
    return CuttingEdge(smooth - notches, first, last, _soft(hidden, 3 * scale))


def _soft(values: FloatArray, sigma: float) -> FloatArray:
    row = cv2.GaussianBlur(values[None].astype(np.float32), (0, 0), sigma)
    return row[0].astype(np.float64)


def _notches(light: FloatArray, edge: FloatArray, millimetre: float) -> FloatArray:
    """[w] rows by which the edge recedes between neighbours, told by the seams above it."""
    columns = np.arange(light.shape[1])
    above = edge - millimetre * np.array([[1.0], [2.0], [3.0]])
    rows = np.clip(np.round(above), 0, len(light) - 1).astype(int)
    along = light[rows, columns].mean(axis=0).astype(np.float32)[None]
    around = cv2.GaussianBlur(along, (0, 0), 0.5 * _TOOTH_WIDTH * millimetre)
    fine = cv2.GaussianBlur(along, (0, 0), 0.06 * _TOOTH_WIDTH * millimetre)
    seam = np.clip((1 - fine / np.maximum(around, 1)) / _SEAM_DEPTH, 0, 1)[0]
    return _NOTCH * millimetre * seam.astype(np.float64)


def _openings(opening: Mask) -> tuple[FloatArray, FloatArray]:
    """[w] the first row of the opening in each column, and how many rows it spans."""
    rows = np.arange(len(opening))[:, None]
    top = np.where(opening > 0, rows, len(opening)).min(axis=0)
    bottom = np.where(opening > 0, rows, -1).max(axis=0)
    return top.astype(np.float64), np.maximum(bottom - top, 0).astype(np.float64)


def _tooth_runs(
    photo: Float32Array, opening: Mask, colours: MouthColours, scale: float
) -> tuple[IndexArray, FloatArray]:
    """Columns that show an upper tooth, and the row below each."""
    bright = cv2.GaussianBlur(luminance(photo).astype(np.float32), (0, 0), 0.6 * scale)
    pale_below = 0.5 * float(saturation(colours.tooth) + saturation(colours.lip))
    pale = saturation(photo) < max(pale_below, 0.30)
    may_be_tooth = (bright > _TOOTH_FROM * float(luminance(colours.tooth))) & pale
    columns, ends = [], []
    for column in range(opening.shape[1]):
        rows = np.flatnonzero(opening[:, column])
        if len(rows) < max(4, 5 * scale):
            continue
        begin = int(np.argmax(may_be_tooth[rows, column]))
        if not may_be_tooth[rows[begin], column] or begin > _TEETH_WITHIN * len(rows):
            continue
        run = bright[rows[begin:], column]
        fallen = run < _TOOTH_UNTIL * np.maximum.accumulate(run)
        fallen |= ~pale[rows[begin:], column]
        length = int(np.argmax(fallen)) if fallen.any() else len(run)
        columns.append(column)
        ends.append(rows[begin] + length)
    return np.array(columns, np.int32), np.array(ends, np.float64)
