"""What stands behind the outline of a person, where a turning head reveals it.

Lines that run into the hole are carried on, with the picture's grain; where that would not do, in
lettering, patches of the picture are laid. Which of the two it is, the picture tells itself: a ring
around the hole is filled too, and compared with what it shows. Foliage, bark, brush strokes take
their colours from the lines and their detail from the patches.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array
from real3d.portrait.coherence_transport import transport_into
from real3d.portrait.patch_fill import nearest_pixels, patch_rim
from real3d.portrait.push_pull import push_pull

_REFERENCE = 512
"""Lengths below are in pixels of a picture of this size and grow with it."""
_PATCHES, _LINES, _TEXTURES = 40, (60, 130), 48
"""Depth of the hole's rim that patches fill, that lines run through, and that has texture. Heads
that lean far aside uncover half of what is behind them; but farther in, lines of an uneven
background become a fan."""
_FADE = 0.33
"""Share of that depth over which lines give way to the smooth fill."""
_COARSE = 2
"""Lines are carried on in a picture so many times smaller."""
_ISLAND = 600
"""Area from which a part of the background counts; lines of a pocket between hair and neck, or of
what the matte has missed, would spread."""
_RING, _NEIGHBOURHOOD = 16, 12
"""Depth of the ring that is filled on trial; how far what it tells is averaged."""
_MISSED = (8.0, 14.0)
"""Mean difference of that trial from the picture, grey levels, from which patches begin to do
better, and from which they do."""
_BLUR, _SOFTENS = 5.0, (6.0, 30.0)
"""Standard deviation of the blur of lines; depths at which it begins, and from which it is full."""
_FAINT, _UNLIKELY = 10.0, (9.0, 14.0)
"""Grey levels by which that changes any line; difference of the trial below from which it changes
them more, and wholly."""
_PLACE = 6.0
"""Standard deviation of the smoothing by which texture becomes its mean colour."""
_ELSEWHERE = (15.0, 35.0)
"""Difference of that colour from what lines make of the edge, grey levels, from which patches may
be, and from which they are out of place."""
_EVEN = (3.0, 6.0)
"""The same difference from which on a background is uneven, and by which it fully is."""
_GRAIN, _GRAINY = 1.5, 50
"""Standard deviation of the smoothing that takes the grain away; depth at which none is left of it:
mirrored at a distant edge it would show the edge's shape."""
_COARSEST_GRAIN = 3.0
"""Largest grain, in medians; more is a line."""
_DETAIL = 5.0
"""Standard deviation of the smoothing that takes the detail of a texture away."""
_FINE, _SPOT, _SURROUNDINGS = 3.0, 4.0, 24.0
"""Lengths of the measure of a texture: what is smoothed away, where it is averaged, and over what
these averages are compared."""
_TEXTURED, _EVENLY = (1.2, 2.2), (0.91, 0.96)
"""Strength of a texture, grey levels, from which it is laid, and fully; the geometric over the
arithmetic mean of its averages (spectral flatness, in space): shapes leave much of their
surroundings empty."""
_SPARSE = 4
"""It is compared in a picture so many times smaller."""
_FAINTEST = 0.3
"""Grey levels that keep the geometric mean from 0."""
_LAID = (0.25, 0.75)
"""What of both together has to be there for patches to be looked for, and for all their detail."""
_HARDLY = 0.01
"""What is left of no texture when it is carried on smoothly."""
_STRONGEST = 5.0
"""Largest detail, in strengths of the texture."""


def fill_rim(
    photo: Float32Array,  # [S, S, 3]
    smooth: Float32Array,  # [S, S, 3] the same with the hole filled smoothly
    known: Float32Array,  # [S, S] 0..1, 0 in the hole
) -> Float32Array:
    """`smooth` [S, S, 3] with the hole's rim filled; the same input gives the same result."""
    scale = len(photo) / _REFERENCE
    small = _shrink(photo)
    told = _without_islands(_shrink(known) > 0.5, _ISLAND * (scale / _COARSE) ** 2)
    if not told.any():
        return patch_rim(smooth, known, _PATCHES * scale)
    missed = _missed(small, told, scale / _COARSE)
    lines = _carried_on(_shrink(smooth), small, told, missed, scale / _COARSE)
    lines = _softened(lines, told, missed, scale / _COARSE)
    lines = _enlarge(lines, len(photo)) + _mirrored_grain(photo, known > 0.5, scale)
    lined = 1 - smoothstep(_enlarge(missed, len(photo)), *_MISSED)
    strength, textured = _texture(photo, (known > 0.5).astype(np.float32), scale)
    wanted = (lined < 1) | (textured > _HARDLY)
    if not (wanted & (known <= 0.5)).any():
        return lines
    patches = patch_rim(smooth, known, _TEXTURES * scale, wanted=wanted)
    inward = cv2.distanceTransform((known <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    deep = smoothstep(inward, _PATCHES * scale * (1 - _FADE), _PATCHES * scale)
    lined = np.maximum(np.maximum(lined, deep), _out_of_place(patches, lines, scale))
    laid = patches + (lines - patches) * lined[..., None]
    detail = _detail(patches, scale)
    most = (_STRONGEST * strength)[..., None]
    detail = np.clip(detail, -most, most) - _detail(laid, scale)
    return laid + detail * textured[..., None]


def _carried_on(
    smooth: Float32Array, photo: Float32Array, told: BoolArray, missed: Float32Array, scale: float
) -> Float32Array:
    """[s, s, 3] `smooth` with the lines of the told part running into the rest."""
    least, most = (depth * scale for depth in _LINES)
    reach = least + (most - least) * (1 - smoothstep(missed, *_EVEN))
    carried = transport_into(np.where(told[..., None], photo, smooth), told, most)
    inward = cv2.distanceTransform((~told).astype(np.uint8), cv2.DIST_L2, 5)
    share = np.clip((reach - inward) / (_FADE * reach), 0, 1).astype(np.float32)
    return smooth + (carried - smooth) * share[..., None]


def _missed(photo: Float32Array, told: BoolArray, scale: float) -> Float32Array:
    """[s, s] how far lines that are carried on miss the picture, grey levels, around the hole."""
    depth = _RING * scale
    outward = cv2.distanceTransform(told.astype(np.uint8), cv2.DIST_L2, 5)
    trial = transport_into(photo, outward > depth, depth)
    ring = (told & (outward <= depth)).astype(np.float32)
    differences = np.abs(trial - photo).mean(axis=2) * ring
    weight = cv2.GaussianBlur(ring, (0, 0), _NEIGHBOURHOOD * scale)
    missed = cv2.GaussianBlur(differences, (0, 0), _NEIGHBOURHOOD * scale)
    missed /= np.maximum(weight, 1e-3)
    return push_pull(missed[..., None].repeat(3, axis=2), ring)[..., 0]


def _softened(
    lines: Float32Array, told: BoolArray, missed: Float32Array, scale: float
) -> Float32Array:
    """[s, s, 3] the lines, of which the faint and the unlikely get softer the deeper they lie: what
    is guessed wrong there is a shade, where it would be a shape."""
    inward = cv2.distanceTransform((~told).astype(np.uint8), cv2.DIST_L2, 5)
    share = smoothstep(inward, *(depth * scale for depth in _SOFTENS))
    most = (_FAINT + 255 * smoothstep(missed, *_UNLIKELY))[..., None]
    change = cv2.GaussianBlur(lines, (0, 0), _BLUR * scale) - lines
    return lines + np.clip(change, -most, most) * share[..., None]


def _out_of_place(patches: Float32Array, lines: Float32Array, scale: float) -> Float32Array:
    """[S, S] 0..1 where patches have brought something that does not go on from the hole's edge:
    foliage has the same colours all over, half a letter in the dark is seen."""
    away = cv2.GaussianBlur(_shrink(patches - lines), (0, 0), _PLACE * scale / _COARSE)
    return smoothstep(_enlarge(np.abs(away).max(axis=2), len(patches)), *_ELSEWHERE)


def _texture(
    photo: Float32Array, known: Float32Array, scale: float
) -> tuple[Float32Array, Float32Array]:
    """The strength [S, S] of the texture next to the hole, grey levels, and whether it is one,
    [S, S] 0..1; both carried on into the hole, and 0 outside it."""
    grey = photo.mean(axis=2)
    fine = _shrink(np.abs(grey - _mean_of(grey, known, _FINE * scale)) * known, _SPARSE)
    few = _shrink(known, _SPARSE)
    spots = _mean_of(fine, few, _SPOT * scale / _SPARSE) + _FAINTEST
    around = _SURROUNDINGS * scale / _SPARSE
    strength = np.maximum(_mean_of(spots, few, around), _FAINTEST)
    even = np.exp(_mean_of(np.log(spots), few, around)) / strength
    textured = smoothstep(strength, *_TEXTURED) * smoothstep(even, *_EVENLY)
    textured = smoothstep(textured, *_LAID)
    told = push_pull(np.stack([strength, textured], axis=-1), few)
    inside = _enlarge(told, len(photo)) * (1 - known)[..., None]
    return inside[..., 0], inside[..., 1]


def _mean_of(values: Float32Array, known: Float32Array, length: float) -> Float32Array:
    """`values` [s, s], of which the known ones are averaged over a length; far from all of them
    0."""
    weight = np.maximum(cv2.GaussianBlur(known, (0, 0), length), 1e-3)
    return cv2.GaussianBlur(values * known, (0, 0), length) / weight


def _detail(picture: Float32Array, scale: float) -> Float32Array:
    return picture - cv2.GaussianBlur(picture, (0, 0), _DETAIL * scale)


def _mirrored_grain(photo: Float32Array, known: BoolArray, scale: float) -> Float32Array:
    """[S, S, 3] the grain of the known part, mirrored at its edge into the rim; else 0."""
    share = known.astype(np.float32)
    weight = np.maximum(cv2.GaussianBlur(share, (0, 0), _GRAIN * scale), 1e-3)
    smooth = cv2.GaussianBlur(photo * share[..., None], (0, 0), _GRAIN * scale)
    grain = (photo - smooth / weight[..., None]) * share[..., None]
    most = _COARSEST_GRAIN * float(np.median(np.abs(grain[known])))
    size = len(photo)
    inward = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 5)
    rows, columns = np.nonzero((inward > 0) & (inward <= _GRAINY * scale))
    edge_rows, edge_columns = nearest_pixels(known)
    mirrored = (
        _fold(2 * edge_rows[rows, columns] - rows, size),
        _fold(2 * edge_columns[rows, columns] - columns, size),
    )
    result = np.zeros_like(photo)
    share = 1 - inward[rows, columns, None] / (_GRAINY * scale)
    result[rows, columns] = share * np.clip(grain[mirrored], -most, most)
    return result


def _fold(places: np.ndarray, size: int) -> np.ndarray:
    """Places beyond the picture's edges, mirrored there."""
    places = np.abs(places)
    return np.minimum(places, 2 * (size - 1) - places)


def _without_islands(told: BoolArray, least: float) -> BoolArray:
    _, parts, figures, _ = cv2.connectedComponentsWithStats(told.astype(np.uint8), connectivity=4)
    return told & (figures[:, cv2.CC_STAT_AREA] >= least)[parts]


def _shrink(picture: Float32Array, times: int = _COARSE) -> Float32Array:
    side = len(picture) // times
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def _enlarge(picture: Float32Array, size: int) -> Float32Array:
    return cv2.resize(picture, (size, size), interpolation=cv2.INTER_CUBIC)
