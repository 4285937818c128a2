"""The colour of a closed lid: that of the skin around the eye, carried smoothly over it.

When an eye closes, skin that was folded away under the brow bone unrolls. It is of the colour and
in the light of what is next to it: the lid above, the skin below, the temple and the nose. So a
robust plane is fitted to the bare skin there, and what each side differs from it is continued over
the eye: first what is certainly skin, then all that stays to be seen around the lid. Brow, lashes,
liner, frames of glasses and hair are no skin.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.mouth_colours import luminance
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.portrait.push_pull import push_pull

LOG_OFFSET = 4.0
"""Added before the logarithm, so that black does not decide."""

# Lengths are in eye widths; logarithms are natural, of values 0..255.
_NEAREST, _FARTHEST, _ASIDE = 0.07, 0.48, 1.75
"""Distances from the eye's opening between which skin is looked for, and |u| within which: nearer
there are lashes."""
_OFF_BROW = 0.05
_FEWEST = 20
"""Pixels of skin that are enough for a fit."""

_DARK_OUTLIER, _BRIGHT_OUTLIER = 0.05, 0.12
"""Residuals of the fit at which a sample counts a quarter: lashes are more common than glints."""
_ROUNDS = 12
_FIT_RIDGE = (0.0, 0.02, 0.25, 0.05)
"""Of the terms 1, u, v, u²: down the eye there are two bands only, and a slope would tip over."""

_SHADE_OUTLIER, _LIGHT_OUTLIER, _HUE_OUTLIER = 1.0, 0.25, 0.15
"""Differences from the fit at which skin counts a quarter: sockets are in the shade; but what is of
another hue is not skin alone."""
_NEIGHBOURHOODS = (0.20, 0.14, 0.10)
"""What is usual so near a pixel tells whether it is skin; the largest first."""
_DARKER, _LIGHTER = 0.22, 0.25
"""Differences from it at which a pixel counts a quarter."""
_SMOOTH, _JOIN_SMOOTH = 0.05, 0.03
"""Blur of what is carried over the eye: first, and next to what stays of the photo."""
_KNOWN = 0.25
"""Share of pixels that are trusted which is enough."""
_CARRIED = (-1.0, 0.10)
"""Limits of the light of what is carried."""
_HUE = 0.20
"""Limit of its hue. Limited by channel, a dark lid would turn grey."""

_APART, _COVERED = 0.04, 0.05
"""Off the opening by so much, and less covered than this, the photo stays what it is."""
_JOIN_SHADE, _JOIN_LIGHT = 0.60, 0.30
"""Differences from the lid at which it counts a quarter."""

_LID_LIGHT, _TONED = -0.13, 0.60
"""How much darker than the skin below the eye a lid is at least, as a logarithm, and what share of
a lack it makes up for. The L* of people's lids is 0.84 of it, a logarithm of -0.17."""
_BELOW = (0.12, 0.40)
"""Where below the eye that skin is."""
_BULGE, _TURNED_DOWN, _TURNED_ASIDE = 0.07, 0.12, 0.16
"""Shading of the ball beneath: its light, and how it darkens where its normal turns away."""
_WARM = (0.85, 1.0, 1.1)
"""Exponents of the shading by channel: what is in the shade of skin is redder."""
_BLACKEST = 1.0
"""Of 255: the photo is compared with the lid."""
_FEATHER = 0.13
"""The lid's own light and shade end so far from the opening."""


def skin_samples(eye: EyeCoordinates, brow: FloatArray, clear: BoolArray) -> BoolArray:
    """[h, w] where bare skin is: around the eye, below the brow [M, 2], and `clear` of the rest.
    Anything around the eye if there is too little."""
    centre = np.round(brow.mean(axis=0) - (eye.window.left, eye.window.top)).astype(int)
    column, row = np.clip(centre, 0, np.array(eye.v.shape[::-1]) - 1)
    under_brow = (eye.v > eye.v[row, column]) & (eye.brow_hull(brow, _OFF_BROW) == 0)
    ring = (eye.away > _NEAREST) & (eye.away < _FARTHEST) & (np.abs(eye.u) < _ASIDE)
    samples = ring & under_brow & clear
    return samples if samples.sum() >= _FEWEST else ring


def lid_colour(photo: Float32Array, eye: EyeCoordinates, samples: BoolArray) -> FloatArray:
    """[h, w, 3] a closed lid, and the skin around it, of the colours of samples [h, w] of skin."""
    logs = np.log(photo + LOG_OFFSET)
    skin = _robust_fit(logs, eye, samples)
    skin += _carried(logs - skin, eye, samples)
    skin += _toned(skin, logs, eye, samples)[..., None] * _WARM
    colour = np.maximum(np.exp(skin) - LOG_OFFSET, _BLACKEST)
    return colour * _shading(eye)[..., None] ** _WARM


def joined(
    lid: FloatArray,  # [h, w, 3]
    photo: Float32Array,  # [h, w, 3]
    cover: Float32Array,  # [h, w] 0..1 where the lid covers the photo around the opening
    eye: EyeCoordinates,
    clear: BoolArray,  # [h, w] of brow, hair and frames
) -> FloatArray:
    """The lid, changed smoothly so that it meets the photo where it ends."""
    ours = np.log(lid + LOG_OFFSET)
    differs = np.log(photo + LOG_OFFSET) - ours
    stays = clear & (cover < _COVERED) & (eye.away > _APART)
    trust = stays * _trust(luminance(differs), _JOIN_SHADE, _JOIN_LIGHT)
    return np.exp(ours + _continued(differs, trust, _JOIN_SMOOTH * eye.width)) - LOG_OFFSET


def _robust_fit(logs: Float32Array, eye: EyeCoordinates, samples: BoolArray) -> FloatArray:
    """[h, w, 3] the log colours of most of the bare skin, as a plane bent along the eye
    (iteratively reweighted least squares with Cauchy's weights, squared)."""
    terms = np.stack([np.ones_like(eye.u), eye.u, eye.v, eye.u**2], axis=-1)
    data, target = terms[samples], logs[samples].astype(np.float64)
    bright = luminance(target)
    below = eye.v[samples] > 0
    # Skin in the light below the eye is what the rest is judged by at first.
    usual = np.percentile(bright[below] if below.sum() > _FEWEST else bright, 60)
    weight = _trust(bright - usual, 2.5 * _DARK_OUTLIER, 2.5 * _BRIGHT_OUTLIER)
    ridge = np.diag(_FIT_RIDGE) * len(data)
    for turn in range(_ROUNDS):
        normal = (data * weight[:, None]).T @ data + ridge * weight.mean()
        solved = np.linalg.solve(normal, (data * weight[:, None]).T @ target)
        looseness = 2 - turn / (_ROUNDS - 1)
        residual = bright - luminance(data @ solved)
        weight = _trust(residual, looseness * _DARK_OUTLIER, looseness * _BRIGHT_OUTLIER)
    return terms @ solved


def _carried(differs: FloatArray, eye: EyeCoordinates, samples: BoolArray) -> FloatArray:
    """[h, w, 3] what the skin around the eye differs from the fit, continued over the eye.

    What is much darker than most of the skin next to it is lashes and their shade.
    """
    bright = luminance(differs)
    hue = np.abs(differs - bright[..., None]).max(axis=-1)
    skin = samples * _trust(hue, _HUE_OUTLIER, _HUE_OUTLIER)
    skin *= _trust(bright, _SHADE_OUTLIER, _LIGHT_OUTLIER)
    trust = skin
    for reach in _NEIGHBOURHOODS:
        usual, _ = _mean(bright[..., None], trust, reach * eye.width)
        trust = skin * _trust(bright - usual[..., 0], _DARKER, _LIGHTER)
    return _continued(differs, trust, _SMOOTH * eye.width)


def _continued(differs: FloatArray, trust: FloatArray, sigma: float) -> FloatArray:
    """[h, w, 3] differences, smooth, and continued from where they are trusted; within limits."""
    sigma = max(sigma, 0.8)
    mean, total = _mean(differs, trust, sigma)
    known = np.clip(total / _KNOWN, 0, 1).astype(np.float32)
    smooth = cv2.GaussianBlur(push_pull(mean.astype(np.float32), known), (0, 0), sigma)
    level = luminance(smooth)[..., None]
    return np.clip(level, *_CARRIED) + np.clip(smooth - level, -_HUE, _HUE)


def _mean(values: FloatArray, trust: FloatArray, sigma: float) -> tuple[FloatArray, FloatArray]:
    """Weighted mean [h, w, C] of what is around each pixel, and the mean weight [h, w] there."""
    total = cv2.GaussianBlur(trust, (0, 0), sigma)
    mean = cv2.GaussianBlur(values * trust[..., None], (0, 0), sigma).reshape(values.shape)
    return mean / np.maximum(total, 1e-4)[..., None], total


def _trust(residual: FloatArray, darker: float, brighter: float) -> FloatArray:
    """1 without a residual, a quarter at these limits."""
    return 1 / (1 + (residual / np.where(residual < 0, darker, brighter)) ** 2) ** 2


def _toned(
    skin: FloatArray, logs: Float32Array, eye: EyeCoordinates, samples: BoolArray
) -> FloatArray:
    """[h, w] what a lid loses that would be lighter than those of people, as a logarithm."""
    below = samples & (eye.below > _BELOW[0]) & (eye.below < _BELOW[1]) & (np.abs(eye.u) < 1)
    if below.sum() < _FEWEST or not eye.opening.any():
        return np.zeros_like(eye.u)
    lid, cheek = np.median(luminance(skin[eye.opening])), np.median(luminance(logs[below]))
    excess = max(float(lid - cheek) - _LID_LIGHT, 0.0)
    return -_TONED * excess * smoothstep(eye.away, _FEATHER, 0.0)


def _shading(eye: EyeCoordinates) -> FloatArray:
    """[h, w] the light on a ball, relative: full on its upper middle, less where it turns down or
    aside."""
    height = np.maximum(eye.lower - eye.upper, 0.2 * eye.arch + 0.02)
    depth, aside = np.clip((eye.v - eye.upper) / height, -1, 1), np.clip(np.abs(eye.u), 0, 1)
    bulge = _BULGE * np.exp(-(((depth - 0.35) / 0.35) ** 2)) * (1 - aside**2)
    turned = _TURNED_DOWN * np.maximum(depth, 0) ** 2 + _TURNED_ASIDE * aside**2.5
    return 1 + (bulge - turned) * smoothstep(eye.away, _FEATHER, 0.0)
