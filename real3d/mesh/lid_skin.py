"""What the closed lid of an eye looks like, told from the skin around the open eye.

The photo does not show it, but the skin all around: that gives its colour and light
(`lid_colour.py`) and its grain. What of the open eye's lashes is in its way is covered
(`old_lashes.py`), and tells the colour and thickness of those of the closed one.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.lid_colour import joined, lid_colour, skin_samples
from real3d.mesh.mouth_colours import luminance
from real3d.mesh.old_lashes import dark_strands, old_lashes
from real3d.mesh.strokes import Window, stroke_coverage
from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.portrait import Portrait

# Lengths are in eye widths.
_SURROUNDINGS = 0.75
"""How far around the eye skin is looked for."""
_SEEN_FRAME, _OFF_FRAME = 0.05, 0.04
"""Coverage from which on the frame of glasses spoils the skin, and how far off its shade does."""
_STRANDS = 0.05
"""Contrast, as a logarithm, from which on something thin and dark does."""
_OFF_BROW = 0.03
_COVERED = 0.05
"""Coverage by the lid from which on the photo tells nothing of the skin."""
_CREASE_ABOVE, _CREASE, _CREASE_DARKNESS = 0.075, 0.035, 0.08
"""Height of the fold above the middle of the upper rim, its thickness and how much darker it is:
faint, for some of the photo's own may stay."""
BARE_LASHES, _THICKEST = 0.043, 0.072
"""Thickness of the line of lashes without liner, and with as much as counts."""
_SOFTEST, _SOFTEST_LINE = 0.05, 0.04
"""Blur of the photo, in eye widths, that counts at most, and blur of a line of lashes beyond which
it would be a smear."""
_GRAIN = 0.7
"""Share of the photo's grain: the rest is relief, which the fit has."""


@dataclass(frozen=True)
class LidSkin:
    """One closed lid; pixels of a window of the portrait."""

    skin: Float32Array
    """[h, w, 4] colour, and 0..1 where lashes and liner above the rim are painted over."""
    front: Float32Array | None
    """[h, w] 0..1, 0 where the frame of glasses is before the lid; None if it is nowhere."""
    lash: Float32Array
    """[3] colour of the lashes."""
    lash_thickness: float
    """Of the line of lashes and liner, in eye widths."""
    lash_softness: float
    """Standard deviation of the photo's blur, in eye widths: a crisp line is no part of it."""


def build_lid_skin(
    portrait: Portrait,
    window: Window,
    upper: FloatArray,
    lower: FloatArray,
    brow: FloatArray,
    glasses: Float32Array,
) -> LidSkin:
    """The closed lid of one eye.

    Args:
        portrait: the person.
        window: what of the portrait the lid's pixels are.
        upper: [N, 2] rim of the upper lid, outer to inner corner, pixels.
        lower: [N, 2].
        brow: [M, 2].
        glasses: [S, S] 0..1 where frames of glasses are before the lid.
    """
    width = float(np.linalg.norm(upper[0] - upper[-1]))
    around = Window.around(np.vstack([upper, lower]), int(_SURROUNDINGS * width), portrait.size)
    eye = EyeCoordinates.of(upper, lower, around)
    photo = portrait.image[around.slices].astype(np.float32)
    before = glasses[around.slices]
    free = before < _SEEN_FRAME
    strands = dark_strands(photo, eye)
    clear = _eroded(free, _OFF_FRAME * eye.width) & (strands < _STRANDS)
    samples = skin_samples(eye, brow, clear)
    blur = _rim_softness(photo, eye)
    skin = lid_colour(photo, eye, samples)
    cover = old_lashes(photo, skin, strands, eye, brow, free, blur * eye.width)
    samples = skin_samples(eye, brow, clear & (cover < _COVERED))
    skin = lid_colour(photo, eye, samples)
    skin = joined(skin, photo, cover, eye, clear & (eye.brow_hull(brow, _OFF_BROW) == 0))
    front = np.where(eye.opening, 1, 1 - before)
    thickness = _lash_thickness(photo, skin, eye)
    lash = _lash_colour(photo, skin, eye)
    skin *= 1 - _CREASE_DARKNESS * _crease(upper, lower, around)[..., None]
    skin = np.clip(skin + _grain(photo, samples, eye), 0, 255)
    part = (
        slice(window.top - around.top, window.top - around.top + window.height),
        slice(window.left - around.left, window.left - around.left + window.width),
    )
    return LidSkin(
        skin=np.dstack([skin, cover]).astype(np.float32)[part].copy(),
        front=front[part].astype(np.float32) if before[part].any() else None,
        lash=lash,
        lash_thickness=thickness,
        lash_softness=min(blur, _SOFTEST_LINE),
    )


def _eroded(mask: BoolArray, margin: float) -> BoolArray:
    side = 2 * int(margin) + 1
    return cv2.erode(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0


def _crease(upper: FloatArray, lower: FloatArray, window: Window) -> Float32Array:
    """[h, w] coverage of the fold above the upper rim."""
    axis = upper[-1] - upper[0]
    down = np.array([-axis[1], axis[0]]) * (1 if axis[0] > 0 else -1)
    along = np.linspace(-1, 1, len(upper))[:, None]
    arch = np.sqrt(np.maximum(1 - along * along, 0))
    line = (upper - _CREASE_ABOVE * arch * down)[1:-1]
    thickness = _CREASE * float(np.linalg.norm(down))
    return stroke_coverage(line, arch[1:-2, 0], thickness, max(0.7, 0.9 * thickness), window)


def _grain(photo: Float32Array, bare: BoolArray, eye: EyeCoordinates) -> Float32Array:
    """[h, w, 1] noise as strong and as fine as that of the bare skin. (Pixels moved from there
    would bring lashes along.)"""
    bright = luminance(photo).astype(np.float32)
    if bare.sum() < 20:
        return np.zeros((*bright.shape, 1), np.float32)
    fine = bright - cv2.GaussianBlur(bright, (0, 0), max(1.2, 0.04 * eye.width))
    spread = 1.48 * float(np.median(np.abs(fine[bare])))
    noise = np.random.default_rng(0).standard_normal(bright.shape).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), _coarseness(fine, bare, spread))
    return (noise * (_GRAIN * min(spread, 4.0) / max(float(noise.std()), 1e-6)))[..., None]


def _coarseness(fine: Float32Array, bare: BoolArray, spread: float) -> float:
    """Standard deviation of the blur that makes neighbours of white noise agree as they do here."""
    pairs = bare[:, 1:] & bare[:, :-1]
    left, right = fine[:, :-1][pairs], fine[:, 1:][pairs]
    usual = (np.abs(left) < 3 * spread) & (np.abs(right) < 3 * spread)
    if not usual.any():
        return 0.6
    agreement = float((left * right)[usual].mean() / max((left * left)[usual].mean(), 1e-6))
    return float(np.sqrt(max(-1 / (4 * np.log(np.clip(agreement, 0.02, 0.95))), 0.05)))


def _lash_thickness(photo: Float32Array, skin: FloatArray, eye: EyeCoordinates) -> float:
    """Mean height of what is clearly dark on the upper rim, within bounds."""
    near = (np.abs(eye.u) < 0.7) & (eye.above > -0.01) & (eye.above < 0.14)
    dark = near & (luminance(photo) < 0.4 * luminance(skin))
    height = dark.sum() / max(0.7 * eye.width, 1.0) / eye.width
    return float(np.clip(0.8 * height, BARE_LASHES, _THICKEST))


def _lash_colour(photo: Float32Array, skin: FloatArray, eye: EyeCoordinates) -> Float32Array:
    """[3] of the darkest pixels on the upper rim."""
    near = (eye.above > -0.03) & (eye.above < 0.06) & (np.abs(eye.u) < 0.9)
    usual = skin[near].mean(axis=0)
    pixels = photo[near]
    bright = luminance(pixels)
    dark = pixels[bright <= np.percentile(bright, 15)].mean(axis=0)
    return np.minimum(dark, 0.55 * usual).astype(np.float32)


def _rim_softness(photo: Float32Array, eye: EyeCoordinates) -> float:
    """How blurred the photo is at the rims: standard deviation of the blur that would make its
    steepest slopes of steps as high as those found there."""
    near = (np.abs(eye.above) < 0.12) | (np.abs(eye.below) < 0.12)
    near &= np.abs(eye.u) < 0.9
    bright = luminance(photo).astype(np.float32)
    slope = np.hypot(
        cv2.Sobel(bright, -1, 1, 0, scale=0.125), cv2.Sobel(bright, -1, 0, 1, scale=0.125)
    )
    height = np.subtract(*np.percentile(bright[near], (95, 5)))
    steepest = float(np.percentile(slope[near], 95))
    sigma = height / (np.sqrt(2 * np.pi) * max(steepest, 1e-3))
    return float(np.clip(sigma / eye.width, 0, _SOFTEST))
