"""What the matte has left of the person in the background: loose strands, earrings, half a curl.

Left there they stand still while the head moves. They are told from the background by colour: the
background is followed inwards, from where it is alone, over pixels that hardly change; what it does
not reach, what has a colour that is rare around it, and what is thin or has a colour of the person,
is the person's as far as it hangs together with them.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask, Picture
from real3d.portrait.background_following import alike_colours, follow_background
from real3d.portrait.foreground import least_opacity
from real3d.portrait.frizz import claim_frizz
from real3d.portrait.landmarks import CHIN, FOREHEAD
from real3d.portrait.push_pull import push_pull
from real3d.portrait.surroundings import share_alike

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_PERSON = 0.3
"""Opacity from which a pixel counts as the person."""
_OUTLINE = (1.0, 3.0)
"""Distances from the outline between which leftovers begin: along it the matte knows better."""
_CLEAN = 26
"""Distance from the outline from which the photo shows background alone, but for single strands."""
_REACH = 64
"""How far from the outline leftovers are looked for."""
_JEWEL = 7
"""An earring is narrower than twice this and one pixel."""
_LINE, _BESIDE_LINE = 2, 5
"""A line is narrower than twice the first and one pixel; how far beside it background counts."""
_TWO_COLOURS = 60
"""Difference of a colour channel, grey levels, by which two backgrounds differ."""
_APART = 5
"""Distance from the outline from which it does not sharpen other borders, pixels."""
_BLUR, _SHARP = 2.0, 4.5
"""Standard deviation of the smoothing that changes a sharp border, pixels; grey levels by which it
is changed at least."""
_GAP = 3
"""Pixels between pieces that hang together."""
_ABOVE_CHIN = 0.12
"""Face heights above the chin from which on things hang on the head."""
_ENDS = 0.94
"""Share of the reach within which a leftover ends: what goes on is a line of the background."""
_ROUNDS, _WORTH_MORE = 2, 100
"""What hangs far down is found in two rounds, the second if the first has found so many pixels."""

_RARE = (0.03, 0.005)
"""Share of the background around a pixel that has its colour: up to the second it is foreign."""
_OWN = (0.01, 0.04)
"""Share of the person around a pixel that has its colour: from the second it is the person's."""
_COVERS = (20.0, 90.0)
"""Difference from the background, grey levels, from which a leftover covers it, and fully."""


def claim_leftovers(
    image: Picture,  # [S, S, 3] RGB
    alpha: Float32Array,  # [S, S]
    landmarks: FloatArray,  # [478, 3] pixels
) -> Float32Array:
    """The matte [S, S] with what it has left of the person's head."""
    least = _WORTH_MORE * (len(alpha) / _REFERENCE) ** 2
    head = _above_chin(landmarks, len(alpha))
    for _ in range(_ROUNDS):
        before, alpha = alpha, _claim(image, alpha, head)
        if (alpha - before).sum() < least:
            break
    return claim_frizz(image, alpha, head)


def _above_chin(landmarks: FloatArray, size: int) -> BoolArray:
    """[S, S] where what is left hangs on the head: by a shoulder it is rather furniture."""
    height = landmarks[CHIN, :2] - landmarks[FOREHEAD, :2]
    lowest = landmarks[CHIN, :2] - _ABOVE_CHIN * height
    x, y = np.meshgrid(*(np.arange(size) - place for place in lowest))
    return np.asarray(height[0] * x + height[1] * y < 0)


def _claim(image: Picture, alpha: Float32Array, head: BoolArray) -> Float32Array:
    """The matte [S, S] with the leftovers that are near it and begin at the head [S, S]."""
    scale = len(alpha) / _REFERENCE
    person = (alpha > _PERSON).astype(np.uint8)
    outwards = cv2.distanceTransform(1 - person, cv2.DIST_L2, 5)
    clean = (outwards > _CLEAN * scale).astype(np.uint8)
    if not clean.any():
        return alpha
    colours = cv2.GaussianBlur(image, (3, 3), 0.6)
    alike = alike_colours(colours, clean)
    band = (outwards <= _REACH * scale) & (person == 0)
    reached = follow_background(colours, clean, band, alike)
    unreached = band & ~reached
    unreached &= ~_background_edges(colours, unreached, reached)
    rare = smoothstep(share_alike(image, clean, unreached, alike), *_RARE) * unreached
    inner = cv2.erode(person, _disc(2 * scale))
    own = share_alike(image, inner, rare > 0, alike)
    jewel = _disc(_JEWEL * scale)
    thick = cv2.dilate(cv2.erode((rare > 0.5).astype(np.uint8), jewel), jewel, iterations=2)
    foreign = rare * np.maximum(1 - thick, smoothstep(own, *_OWN))
    foreign *= smoothstep(outwards, *(limit * scale for limit in _OUTLINE))
    foreign = _attached(foreign, np.where(head, outwards, np.inf), outwards, scale)
    if foreign.any():
        foreign *= _sharply_bounded(foreign, reached & (outwards > _APART * scale), colours)
    if not foreign.any():
        return alpha
    claimed = alpha.copy()
    part = _box(foreign, round(_REACH * scale))
    covering = _covering(image[part], foreign[part], person[part])
    np.maximum(alpha[part], foreign[part] * covering, out=claimed[part])
    return claimed


def _background_edges(colours: Picture, unreached: BoolArray, reached: BoolArray) -> BoolArray:
    """[S, S] thin lines with another background on either side, the outline of a letter, say: a
    strand has the same one on both sides."""
    scale = len(colours) / _REFERENCE
    lines = unreached.astype(np.uint8)
    lines -= cv2.morphologyEx(lines, cv2.MORPH_OPEN, _disc(_LINE * scale))
    side, mask = 2 * round(_BESIDE_LINE * scale) + 1, reached[..., None]
    window = np.ones((side, side), np.uint8)
    lowest = cv2.erode(np.where(mask, colours, np.uint8(255)), window)
    highest = cv2.dilate(np.where(mask, colours, np.uint8(0)), window)
    two = cv2.subtract(highest, lowest).max(axis=2) > _TWO_COLOURS
    return np.asarray((lines > 0) & two)


def _attached(
    foreign: Float32Array, from_head: FloatArray, outwards: Float32Array, scale: float
) -> Float32Array:
    """[S, S] 0..1 what hangs together with the head and ends near it, its gaps included."""
    found = cv2.morphologyEx((foreign > 0.5).astype(np.uint8), cv2.MORPH_CLOSE, _disc(_GAP * scale))
    count, pieces = cv2.connectedComponents(cv2.dilate(found, _disc(0.5 * _GAP * scale)))
    nearest, farthest = np.full(count, np.inf), np.zeros(count)
    np.minimum.at(nearest, pieces[found > 0], from_head[found > 0])
    np.maximum.at(farthest, pieces[found > 0], outwards[found > 0])
    kept = (nearest < (_OUTLINE[1] + _GAP) * scale) & (farthest < _ENDS * _REACH * scale)
    attached = (found * kept[pieces]).astype(np.float32)
    return np.clip(2 * cv2.GaussianBlur(attached, (0, 0), scale), 0, 1)


def _sharply_bounded(foreign: Float32Array, reached: BoolArray, colours: Picture) -> BoolArray:
    """[S, S] pieces that are set off sharply from the background, as what the lens is focused on
    is; what fades into it is a part of it that ends at the head.

    Args:
        reached: [S, S] the background, but not where the person's own outline is near.
    """
    around = cv2.GaussianBlur(colours, (0, 0), _BLUR * len(colours) / _REFERENCE)
    uneven = cv2.dilate(cv2.absdiff(colours, around).max(axis=2), _disc(1))
    count, pieces = cv2.connectedComponents((foreign > 0.5).astype(np.uint8))
    border = cv2.dilate(reached.astype(np.uint8), _disc(1)) > 0
    on_border = np.bincount(pieces[border], minlength=count)
    sharpness = np.bincount(pieces[border], uneven[border], count) / np.maximum(on_border, 1)
    sharp = (sharpness > _SHARP) | (on_border == 0)
    sharp[0] = True
    return np.asarray(cv2.erode(sharp[pieces].astype(np.uint8), _disc(1)) > 0)


def _box(foreign: Float32Array, margin: int) -> tuple[slice, slice]:
    """Rows and columns around all that is foreign."""
    left, top, width, height = cv2.boundingRect((foreign > 0).astype(np.uint8))
    rows = slice(max(top - margin, 0), top + height + margin)
    return rows, slice(max(left - margin, 0), left + width + margin)


def _covering(image: Picture, foreign: Float32Array, person: Mask) -> Float32Array:
    """[h, w] how much of the background a leftover covers."""
    height, width = foreign.shape
    hidden = cv2.dilate(np.maximum(person, (foreign > 0.1).astype(np.uint8)), _disc(2))
    half = (width // 2, height // 2)
    known = cv2.resize(1 - hidden, half, interpolation=cv2.INTER_NEAREST).astype(np.float32)
    small = cv2.resize(image, half, interpolation=cv2.INTER_NEAREST).astype(np.float32)
    behind = cv2.resize(push_pull(small, known), (width, height), interpolation=cv2.INTER_LINEAR)
    away = image - behind
    covering = smoothstep(np.linalg.norm(away, axis=2), *_COVERS)
    return np.maximum(least_opacity(away, behind), covering)


def _disc(radius: float) -> Mask:
    side = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
