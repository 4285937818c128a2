"""The lashes and the liner of the open eye, which go down with the lid that closes.

They are dark and thin, or black, and touch the rim of the upper lid. A closing lid covers them with
skin; the brow and hair beside the eye stay.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.lid_colour import LOG_OFFSET
from real3d.mesh.mouth_colours import luminance
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask

# Lengths are in eye widths; logarithms are natural, of values 0..255.
_THICKEST, _CONTRAST = 0.17, 0.10
"""How thick lashes and liner may be, and how much darker than what is beside them they are."""
_DENOISED = 0.022
"""Blur against grain, before contrasts are measured."""
_LASH, _LASH_CONTRAST = 0.12, 0.05
"""How thick a tuft of lashes may be, and its contrast to what is beside it along the eye."""
_TIPS = 0.20
"""Tips of lashes are so near to what is surely lashes."""
_TIPS_ASIDE = 1.1
"""|u| beyond which they are joined to it too: there may be hair."""
_JOINED = 0.06
"""Gaps between them that do not count."""
_NOISIEST = 0.25
"""Contrast that no noise has."""
_BAND = 0.10
"""Above the middle of the upper rim there are lashes, seen or not."""
_CORNERS, _CORNERS_BELOW = 0.9, 0.12
"""|u| beyond which lashes and liner reach below the rim, and so far."""
_BLACK, _NEUTRAL = 0.50, 0.5
"""Liner is darker than this share of the lid. So are shadows of folds, but they have more than this
share of its warmth."""
_OFF_BROW = 4.0
"""A hair that is so many times further from the eye than from the brow belongs to the brow."""
_BROW_BLUR, _BROW_DARK = 0.04, 0.75
"""Brows are so much darker than the lid, also when blurred: single lashes are not."""
_BESIDE_BROW = 0.02
"""Their hairs reach so far beyond the hull of their outline."""
_RIM_LIGHT, _RIM = 0.10, 0.09
"""What is lighter by this logarithm, and thinner and closer below the lower rim than this, is the
wet edge of the lid or what its outline left of the eyeball."""
_SOFTNESS = 0.03

_ASIDE, _ABOVE = (0.40, 0.54), (0.34, 0.46)
"""Distances from the eye and from the upper rim between which the cover fades."""
_INNER = (1.05, 1.30)
"""u between which it does at the nose."""
_PATCH, _PATCH_LIGHT = 0.34, (0.50, 0.70)
"""Beyond the outer corner it fades where all within this width is darker than these shares of the
lid: hair, background, the shade of a fold."""
_OUTER = (-1.30, -1.05)
_FAIR_HAIR = (1.15, 1.35)
"""Shares of the lid's light between which it fades beside the eye: there, hair is in the light."""


def dark_strands(photo: Float32Array, eye: EyeCoordinates) -> Float32Array:
    """[h, w] how much darker than what is around it something thin is, as a logarithm: lashes,
    liner, hairs, creases."""
    return _hollow(_log_light(photo, eye), _disc(_THICKEST * eye.width))


def old_lashes(
    photo: Float32Array,
    skin: FloatArray,
    strands: Float32Array,
    eye: EyeCoordinates,
    brow: FloatArray,
    free: BoolArray,
    blur: float,
) -> Float32Array:
    """[h, w] 0..1 where a shut lid covers lashes and liner.

    Args:
        photo: [h, w, 3].
        skin: [h, w, 3] the lid.
        strands: [h, w], see `dark_strands`.
        eye: where the pixels are.
        brow: [M, 2].
        free: [h, w] of the frame of glasses.
        blur: standard deviation of the photo's blur, pixels.
    """
    lashes = _lashes(photo, skin, strands, eye, brow, free).astype(np.uint8)
    whole = cv2.morphologyEx(lashes, cv2.MORPH_CLOSE, _disc(3))
    light = cv2.dilate(_rim_light(photo, eye).astype(np.uint8), _disc(3))
    grown = cv2.dilate(whole, _disc(3 + 2 * blur)) | light
    soft = max(0.7, _SOFTNESS * eye.width)
    cover = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), soft)
    return (cover * _within_reach(photo, skin, eye)).astype(np.float32)


def _away_from_brow(
    photo: Float32Array, skin: FloatArray, eye: EyeCoordinates, brow: FloatArray
) -> Float32Array:
    """[h, w] distance from the brow: from its outline, and all that is dark and joined to it."""
    outline = eye.brow_outline(brow) > 0
    light = cv2.GaussianBlur(luminance(photo), (0, 0), _BROW_BLUR * eye.width) / luminance(skin)
    dark = (light < _BROW_DARK) & (eye.brow_hull(brow, _BESIDE_BROW) > 0)
    bare = 1 - _touching(outline, dark).astype(np.uint8)
    return cv2.distanceTransform(bare, cv2.DIST_L2, 5) / np.float32(eye.width)


def _lashes(
    photo: Float32Array,
    skin: FloatArray,
    strands: Float32Array,
    eye: EyeCoordinates,
    brow: FloatArray,
    free: BoolArray,
) -> BoolArray:
    """[h, w] what is lashes and liner, and the band along the rim where they grow."""
    aside = np.abs(eye.u)
    inside = eye.above > np.where(aside > _CORNERS, -_CORNERS_BELOW, -0.05)
    band = inside & (eye.above < _BAND * eye.arch) & (aside < 1)
    zone = inside & (eye.away < _ASIDE[1]) & free
    zone &= eye.away < _OFF_BROW * _away_from_brow(photo, skin, eye, brow)
    black = luminance(photo) < _BLACK * luminance(skin)
    liner = black & ((aside < 1.05) | _neutral(photo, skin))
    sure = _touching(band, zone & (_over_noise(strands, _CONTRAST, eye, free) | liner))
    near = cv2.dilate(sure.astype(np.uint8), _disc(2 * _TIPS * eye.width)) > 0
    tips = zone & near & _over_noise(_upright(photo, eye), _LASH_CONTRAST, eye, free)
    around = cv2.dilate(sure.astype(np.uint8), _disc(_JOINED * eye.width)) > 0
    return sure | np.where(aside < _TIPS_ASIDE, tips, tips & _touching(around, tips))


def _neutral(photo: Float32Array, skin: FloatArray) -> BoolArray:
    """[h, w] without the red that skin has in its shadows too."""
    warmth, usual = (
        np.log(colour[..., 0] + LOG_OFFSET) - np.log(colour[..., 2] + LOG_OFFSET)
        for colour in (photo, skin)
    )
    return warmth < _NEUTRAL * np.maximum(usual, 0.05)


def _upright(photo: Float32Array, eye: EyeCoordinates) -> Float32Array:
    """[h, w] how much darker than what is beside it along the eye something is, as a logarithm:
    lashes are, a level crease is not."""
    logs = np.log(luminance(photo) + LOG_OFFSET).astype(np.float32)
    axis = np.array([eye.u[0, 1] - eye.u[0, 0], eye.u[1, 0] - eye.u[0, 0]])
    half = axis / np.linalg.norm(axis) * 0.5 * _LASH * eye.width
    centre = int(np.ceil(np.abs(half).max()))
    line = np.zeros((2 * centre + 1,) * 2, np.uint8)
    start, end = (np.round(centre + sign * half).astype(int).tolist() for sign in (-1, 1))
    return _hollow(logs, cv2.line(line, start, end, 1).astype(np.uint8))


def _over_noise(
    contrast: Float32Array, least: float, eye: EyeCoordinates, free: BoolArray
) -> BoolArray:
    """[h, w] where there is more contrast than nearly anywhere on the skin below the eye."""
    plain = free & (eye.below > 0.2) & (eye.below < 0.48) & (np.abs(eye.u) < 1)
    noise = float(np.percentile(contrast[plain], 95)) if plain.any() else 0.0
    return contrast > max(least, min(noise, _NOISIEST))


def _touching(seed: BoolArray, parts: BoolArray) -> BoolArray:
    """[h, w] the seed, and the parts that touch it."""
    _, labels = cv2.connectedComponents((seed | parts).astype(np.uint8))
    return np.isin(labels, np.setdiff1d(labels[seed], 0))


def _rim_light(photo: Float32Array, eye: EyeCoordinates) -> BoolArray:
    """[h, w] the thin light along the lower rim."""
    logs = np.log(luminance(photo) + LOG_OFFSET).astype(np.float32)
    thin = cv2.morphologyEx(logs, cv2.MORPH_TOPHAT, _disc(_RIM * eye.width)) > _RIM_LIGHT
    return thin & (eye.below > -0.03) & (eye.below < _RIM) & (np.abs(eye.u) < 0.95)


def _within_reach(photo: Float32Array, skin: FloatArray, eye: EyeCoordinates) -> FloatArray:
    """[h, w] 1 where lashes may be, 0 on what is hair, or not of the eye."""
    lid = luminance(skin)
    near = smoothstep(eye.away, *_ASIDE[::-1]) * smoothstep(eye.above, *_ABOVE[::-1])
    near *= smoothstep(eye.u, *_INNER[::-1])
    fair = smoothstep(luminance(photo) / lid, *_FAIR_HAIR[::-1])
    closed = cv2.morphologyEx(_log_light(photo, eye), cv2.MORPH_CLOSE, _disc(_PATCH * eye.width))
    lit = smoothstep(np.exp(closed) / lid, *_PATCH_LIGHT)
    lit = np.maximum(lit, _neutral(photo, skin)).astype(np.float32)
    lit = cv2.GaussianBlur(lit, (0, 0), 0.04 * eye.width)
    near *= np.where(np.abs(eye.u) < _CORNERS, 1, fair)
    return near * np.maximum(lit, smoothstep(eye.u, *_OUTER))


def _log_light(photo: Float32Array, eye: EyeCoordinates) -> Float32Array:
    logs = np.log(luminance(photo) + LOG_OFFSET).astype(np.float32)
    return cv2.GaussianBlur(logs, (0, 0), max(0.5, _DENOISED * eye.width))


def _hollow(logs: Float32Array, shape: Mask) -> Float32Array:
    return np.asarray(cv2.morphologyEx(logs, cv2.MORPH_BLACKHAT, shape), np.float32)


def _disc(across: float) -> Mask:
    side = int(across) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
