"""The photo's upper row of teeth, completed by drawn ones.

Where cheeks or softness hide the rear teeth, the photo's row would end in the middle of an opening
mouth, and where it rests on the lower lip, it has the lip's outline. Drawn teeth go on from it, at
its height, as light as its last ones, and darker towards the corners.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from real3d.mesh.cutting_edge import CuttingEdge
from real3d.mesh.mouth_colours import luminance
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, Mask, Picture

_BEHIND = 3.0
"""Pixels at 512 over which a drawn row passes behind the photo's."""
_OUTLIER = 1.5
"""Difference of the two edges at which a column counts half, pixels at 512."""
_LEAST_SEEN = 0.2
"""Share of the row's columns that must show their edge, or the drawn teeth stay where they are."""
_TOO_SHORT = 2.0
"""Pixels at 512 by which a tooth at the end of the row ends too early to have been seen whole."""
_COMPARED = 8.0
"""Pixels at 512 from the last tooth shown within which drawn teeth are compared with it."""
_LIGHT = (0.35, 1.0)
"""Least and most light on drawn teeth, over that of teeth in the open."""
_SHADOW = (1.0, 1.1, 1.18)
"""Powers of that light by colour: what reaches the back of a mouth is red."""
_AT_CORNER = 0.30
"""Share of that light left at the corners: no more than hints of teeth are seen there."""


def with_drawn_teeth(
    picture: Float32Array,  # [h, w, 3] the photo's upper row
    alpha: Float32Array,  # [h, w]
    edge: CuttingEdge,
    drawn: Picture,  # [h, w, 4] the drawn row, premultiplied
    opening: Mask,  # [h, w] between the photo's lips
    scale: float,  # of the portrait, 1 at 512 pixels
) -> tuple[Float32Array, Float32Array]:
    """Picture and matte of the row with teeth up to the corners of the mouth."""
    lower = _lower(edge, drawn, scale)
    edge = _trusted(edge, _edge_of(drawn) + lower, scale)
    drawn = _lowered(drawn, lower)
    light = _light(picture, alpha, edge, drawn, opening, scale)
    columns = np.arange(alpha.shape[1])
    beside = np.maximum(edge.first - columns, columns - edge.last) / (_BEHIND * scale)
    shown = alpha * smoothstep(beside, 1, 0)
    behind = (1 - shown) * np.maximum(smoothstep(beside, -1, 0), edge.hidden)
    whole = shown + behind * drawn[..., 3] / 255
    premultiplied = shown[..., None] * picture + behind[..., None] * light * drawn[..., :3]
    colours = premultiplied / np.maximum(whole, 1e-3)[..., None]
    completed = np.where((whole > 1e-3)[..., None], colours, picture)
    return completed.astype(np.float32), whole.astype(np.float32)


def _edge_of(drawn: Picture) -> FloatArray:
    """[w] the row down to which the drawn teeth reach."""
    rows = np.arange(1, len(drawn) + 1)[:, None]
    return np.where(drawn[..., 3] > 127, rows, 0).max(axis=0).astype(np.float64)


def _lower(edge: CuttingEdge, drawn: Picture, scale: float) -> FloatArray:
    """[w] rows by which the drawn teeth have to go down to be as long as the photo's: a robust line
    along the columns in which both can be seen."""
    columns = np.arange(len(edge.rows))
    theirs = _edge_of(drawn)
    seen = (1 - edge.hidden) * (columns >= edge.first) * (columns <= edge.last) * (theirs > 0)
    if seen.sum() < _LEAST_SEEN * (edge.last - edge.first):
        return np.zeros(len(columns))
    away, weight = edge.rows - theirs, seen
    for _ in range(8):
        line = np.polynomial.Polynomial.fit(columns, away, 1, w=np.sqrt(weight))
        weight = seen / (1 + ((away - line(columns)) / (_OUTLIER * scale)) ** 2)
    return np.asarray(line(np.clip(columns, edge.first, edge.last)))


def _trusted(edge: CuttingEdge, expected: FloatArray, scale: float) -> CuttingEdge:
    """The edge without the teeth at its ends that shadow has shortened."""
    whole = (edge.hidden > 0.5) | (edge.rows > expected - _TOO_SHORT * scale)
    columns = np.flatnonzero(whole[edge.first : edge.last + 1]) + edge.first
    if not len(columns):
        return edge
    return replace(edge, first=int(columns[0]), last=int(columns[-1]))


def _lowered(drawn: Picture, lower: FloatArray) -> Picture:
    rows, columns = np.indices(drawn.shape[:2], np.float32)
    return cv2.remap(drawn, columns, rows - lower.astype(np.float32), cv2.INTER_LINEAR)


def _light(
    picture: Float32Array,
    alpha: Float32Array,
    edge: CuttingEdge,
    drawn: Picture,
    opening: Mask,
    scale: float,
) -> FloatArray:
    """[w, 3] light on drawn teeth: on either side that of the photo's, less towards the corners."""
    own, theirs = luminance(picture), luminance(drawn[..., :3].astype(np.float64))
    covered = np.flatnonzero(opening.any(axis=0))
    reach = round(_COMPARED * scale)
    columns = np.arange(alpha.shape[1])
    sides = ((edge.first, covered[0], 1), (edge.last, covered[-1], -1))
    lights = []
    for last, corner, inward in sides:
        beside = slice(*sorted((last, last + inward * reach)))
        both = (alpha[:, beside] > 0.9) & (drawn[:, beside, 3] > 230) & (opening[:, beside] > 0)
        ratio = 1.0
        if both.any():
            ratio = float(np.median(own[:, beside][both]) / np.median(theirs[:, beside][both]))
        way = np.clip((last - columns) / max(last - corner, 1, key=abs), 0, 1)
        lights.append(np.clip(ratio, *_LIGHT) * (1 - (1 - _AT_CORNER) * way))
    middle = 0.5 * (edge.first + edge.last)
    return np.where(columns < middle, lights[0], lights[1])[:, None] ** np.array(_SHADOW)
