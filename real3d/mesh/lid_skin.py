"""What the closed lid of an eye looks like, told from the skin around the open eye.

When an eye closes, skin that was folded away under the brow bone unrolls. The photo does not show
it, but the lid and the skin below the eye do: its colour is a robust fit of these, in which brow,
liner, lashes, frames of glasses and their shadows are outliers.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import luminance
from real3d.mesh.strokes import Window, stroke_coverage
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask
from real3d.portrait import Portrait
from real3d.portrait.push_pull import push_pull

# Lengths are in eye widths; logarithms are natural, of values 0..255.
_SURROUNDINGS = 0.75
"""How far around the eye skin is looked for."""
_SAMPLES_ABOVE, _SAMPLES_BELOW = (0.17, 0.42), (0.15, 0.48)
"""Distances from the rims between which skin is sampled."""
_OFF_BROW = 0.07
_LOG_OFFSET = 4.0
"""Added before the logarithm, so that black does not decide."""

_DARK_OUTLIER, _BRIGHT_OUTLIER = 0.05, 0.12
"""Residuals of the fit at which a sample counts a quarter: lashes are more common than glints."""
_ROUNDS = 12
_FIT_RIDGE = (0.0, 0.02, 0.25, 0.05)
"""Of the terms 1, u, v, u²: down the eye there are two bands only, and a slope would tip over."""

_TONE_REACH, _TONE_LIMITS, _TONE_HUE = 0.20, (-0.50, 0.10), 0.25
"""How far the tone of the skin at the rim reaches into the lid, and its limits."""
_TONE_OUTLIERS = (0.60, 0.15)
"""Darker and brighter differences at which tone counts a quarter: shade and eye shadow are tone."""

_BULGE, _TURNED_DOWN, _TURNED_ASIDE = 0.03, 0.20, 0.10
"""Shading of the ball beneath: its light, and how it darkens where its normal turns away."""

_WARM = (0.85, 1.0, 1.1)
"""Exponents of the shading by channel: what is in the shade of skin is redder."""

_CREASE_ABOVE, _CREASE, _CREASE_DARKNESS = 0.075, 0.022, 0.07
"""Height of the fold above the middle of the upper rim, its thickness and how much darker it is."""

_LASH_BAND = 0.10
"""Above the middle of the upper rim: lashes and liner, which go down with the lid."""
_LINER_REACH, _LINER_DARKER = 0.34, 0.90
"""Up to here, what is darker than this share of the lid is liner or lashes too."""
_CORNER_REACH, _CORNER_BELOW = 0.35, 0.12
"""Lashes reach so far beyond the outer corner and so far below it."""
_CORNER_THICKEST, _CORNER_CONTRAST = 0.22, 0.12
"""How thick a tuft of them may be, and how much darker than what is around it, as a logarithm."""
_CORNER_OTHER = 0.2
"""Share of it that may look like something else."""
_WING_DARKER, _WING_THICKNESS = 0.40, 0.07
"""What is darker than this share of the lid and thicker is a wing of liner."""
_COVER_SOFTNESS = 0.035
_SEEN_FRAME = 0.05
"""Coverage from which on the frame of glasses spoils the skin."""
_JOIN_SOFTNESS, _JOIN_APART, _JOIN_LIMITS = 0.025, 0.06, (-0.5, 0.05)
"""How the lid meets the photo's skin: blurred so far, off the rims, differing so much at most."""
_JOIN_HUE = 0.12
"""The rims of eyes are redder than lids."""
_JOIN_OUTLIERS = (0.35, 0.25)
BARE_LASHES, _THICKEST = 0.030, 0.065
"""Thickness of the line of lashes without liner, and with as much as counts."""
_SOFTEST = 0.05
"""Blur of the photo, in eye widths, beyond which a line of lashes would be a smear."""
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


@dataclass(frozen=True)
class EyeCoordinates:
    """Where the pixels of a window are in terms of an eye, arrays [h, w].

    *Convention*: u runs from -1 at the outer corner to 1 at the inner one, v downwards from the
    line between the corners, in eye widths.
    """

    window: Window
    width: float
    """Corner to corner, pixels."""
    u: FloatArray
    v: FloatArray
    upper: FloatArray
    """v of the upper rim at this u."""
    lower: FloatArray

    @classmethod
    def of(cls, upper: FloatArray, lower: FloatArray, window: Window) -> EyeCoordinates:
        """For rims [N, 2] from the outer corner to the inner."""
        axis = upper[-1] - upper[0]
        width = float(np.linalg.norm(axis))
        axis = axis / width
        down = np.array([-axis[1], axis[0]]) * (1 if axis[0] > 0 else -1)
        middle = 0.5 * (upper[0] + upper[-1])
        rows, columns = np.mgrid[0 : window.height, 0 : window.width]
        points = np.stack([columns + window.left, rows + window.top], axis=-1) - middle
        u, v = 2 * points @ axis / width, points @ down / width

        def rim(line: FloatArray) -> FloatArray:
            along, across = 2 * (line - middle) @ axis / width, (line - middle) @ down / width
            order = np.argsort(along)
            return np.interp(u, along[order], across[order])

        return cls(window, width, u, v, rim(upper), rim(lower))

    @property
    def above(self) -> FloatArray:
        """Distance above the upper rim."""
        return self.upper - self.v

    @property
    def below(self) -> FloatArray:
        """Distance below the lower rim."""
        return self.v - self.lower

    @property
    def arch(self) -> FloatArray:
        """1 over the middle of the eye to 0 at its corners."""
        return np.sqrt(np.maximum(1 - np.clip(self.u, -1, 1) ** 2, 0))


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
    bare = _bare_skin(eye, brow) & free
    logs = np.log(photo + _LOG_OFFSET)
    fit = _robust_fit(logs, eye, bare)
    skin = np.exp(fit + _tone_at_rim(logs, fit, eye, brow, free)) - _LOG_OFFSET
    skin *= _shading(eye)[..., None] ** _WARM
    cover = _old_lashes(photo, skin, eye, brow, free)
    skin = _joined(skin, logs, cover, eye, brow, free)
    opening = (eye.above < 0) & (eye.below < 0) & (np.abs(eye.u) < 1)
    front = np.where(opening, 1, 1 - before)
    thickness = _lash_thickness(photo, skin, eye)
    lash = _lash_colour(photo, skin, eye)
    skin *= 1 - _CREASE_DARKNESS * _crease(upper, lower, around)[..., None]
    skin = np.clip(skin + _grain(photo, bare, eye), 0, 255)
    part = (
        slice(window.top - around.top, window.top - around.top + window.height),
        slice(window.left - around.left, window.left - around.left + window.width),
    )
    return LidSkin(
        skin=np.dstack([skin, cover]).astype(np.float32)[part].copy(),
        front=front[part].astype(np.float32) if before[part].any() else None,
        lash=lash,
        lash_thickness=thickness,
        lash_softness=_rim_softness(photo, eye),
    )


def _bare_skin(eye: EyeCoordinates, brow: FloatArray) -> BoolArray:
    """Where bare skin may be: above the lashes and below them, on the eye's side of the brow."""
    above, below = eye.above, eye.below
    bands = ((above > _SAMPLES_ABOVE[0]) & (above < _SAMPLES_ABOVE[1])) | (
        (below > _SAMPLES_BELOW[0]) & (below < _SAMPLES_BELOW[1])
    )
    centre = np.round(brow.mean(axis=0) - (eye.window.left, eye.window.top)).astype(int)
    column, row = np.clip(centre, 0, np.array(eye.v.shape[::-1]) - 1)
    under_brow = eye.v > eye.v[row, column]
    return bands & (np.abs(eye.u) < 1.15) & under_brow & (_brow_mask(eye, brow, _OFF_BROW) == 0)


def _brow_mask(eye: EyeCoordinates, brow: FloatArray, margin: float) -> Mask:
    """[h, w] 1 on the brow and so far around it."""
    hull = cv2.convexHull(np.round(brow - (eye.window.left, eye.window.top)).astype(np.int32))
    hairy = np.zeros(eye.u.shape, np.uint8)
    cv2.fillConvexPoly(hairy, hull, 1)
    side = 2 * max(int(margin * eye.width), 1) + 1
    return cv2.dilate(hairy, np.ones((side, side), np.uint8))


def _robust_fit(logs: Float32Array, eye: EyeCoordinates, bare: BoolArray) -> FloatArray:
    """[h, w, 3] the log colours of most of the bare skin, as a plane bent along the eye
    (iteratively reweighted least squares with Cauchy's weights, squared)."""
    terms = np.stack([np.ones_like(eye.u), eye.u, eye.v, eye.u**2], axis=-1)
    data, target = terms[bare], logs[bare].astype(np.float64)
    bright = luminance(target)
    below = eye.v[bare] > 0
    # Skin in the light below the eye is what the rest is judged by at first.
    usual = np.percentile(bright[below] if below.sum() > 20 else bright, 60)
    weight = _trust(bright - usual, looseness=2.5)
    ridge = np.diag(_FIT_RIDGE) * len(data)
    for turn in range(_ROUNDS):
        normal = (data * weight[:, None]).T @ data + ridge * weight.mean()
        solved = np.linalg.solve(normal, (data * weight[:, None]).T @ target)
        weight = _trust(bright - luminance(data @ solved), looseness=2 - turn / (_ROUNDS - 1))
    return terms @ solved


def _trust(residual: FloatArray, looseness: float) -> FloatArray:
    limit = np.where(residual < 0, _DARK_OUTLIER, _BRIGHT_OUTLIER) * looseness
    return 1 / (1 + (residual / limit) ** 2) ** 2


def _tone_at_rim(
    logs: Float32Array,
    fit: FloatArray,
    eye: EyeCoordinates,
    brow: FloatArray,
    free: BoolArray,
) -> FloatArray:
    """[h, w, 3] how the skin right around the eye differs from the fit, carried into the lid: the
    shade of the brow bone, and shadow that is worn."""
    differs = cv2.GaussianBlur(logs, (0, 0), max(0.8, 0.025 * eye.width)) - fit
    above, below = eye.above, eye.below
    ring = ((above > 0.06) & (above < 0.34)) | ((below > 0.08) & (below < 0.20))
    ring &= (np.abs(eye.u) < 1.3) & (_brow_mask(eye, brow, 0.03) == 0) & free
    bright = luminance(differs)
    weight = ring / (1 + (bright / np.where(bright < 0, *_TONE_OUTLIERS)) ** 2) ** 2
    sigma = _TONE_REACH * eye.width
    total = cv2.GaussianBlur(weight, (0, 0), sigma)[..., None]
    tone = cv2.GaussianBlur(differs * weight[..., None], (0, 0), sigma) / (total + 0.01)
    # Limited as light and as hue: limited by channel, a dark lid would turn grey.
    level = luminance(tone)[..., None]
    return np.clip(level, *_TONE_LIMITS) + np.clip(tone - level, -_TONE_HUE, _TONE_HUE)


def _shading(eye: EyeCoordinates) -> FloatArray:
    """[h, w] the light on a ball, relative: full on its upper middle, less where it turns down or
    aside."""
    depth = (eye.v - eye.upper) / np.maximum(eye.lower - eye.upper, 0.08)
    depth, u = np.clip(depth, -0.6, 1.2), np.clip(eye.u, -1.2, 1.2)
    bulge = _BULGE * np.exp(-(((depth - 0.3) / 0.3) ** 2)) * np.maximum(1 - u * u, 0)
    turned = _TURNED_DOWN * np.maximum(depth, 0) ** 2 + _TURNED_ASIDE * u**4 * (depth > -0.6)
    on_ball = np.clip((1.1 - np.abs(eye.u)) / 0.3, 0, 1)
    return 1 + (bulge - turned) * on_ball


def _old_lashes(
    photo: Float32Array,
    skin: FloatArray,
    eye: EyeCoordinates,
    brow: FloatArray,
    free: BoolArray,
) -> Float32Array:
    """[h, w] 0..1: a soft ellipse above the rim, and what is as dark as lashes beyond it."""
    above, arch = eye.above, eye.arch
    # The outer corner's own fold goes too: beside a new line of lashes it would be a blot.
    inside = above > np.where(eye.u < -0.9, -_CORNER_BELOW, -0.05)
    band = inside & (above < _LASH_BAND * arch) & (np.abs(eye.u) < 1)
    zone = inside & (above < _LINER_REACH * (0.35 + 0.65 * arch)) & (np.abs(eye.u) < 1.2)
    zone &= _brow_mask(eye, brow, 0.02) == 0
    dark = zone & free & (luminance(photo) < _LINER_DARKER * luminance(skin))
    dark |= _corner_lashes(photo, skin, eye, brow, band)
    three = np.ones((3, 3), np.uint8)
    whole = cv2.morphologyEx((dark | band).astype(np.uint8), cv2.MORPH_CLOSE, three)
    grown = cv2.dilate(whole, three).astype(np.float32)
    return cv2.GaussianBlur(grown, (0, 0), max(0.7, _COVER_SOFTNESS * eye.width))


def _corner_lashes(
    photo: Float32Array, skin: FloatArray, eye: EyeCoordinates, brow: FloatArray, band: BoolArray
) -> BoolArray:
    """[h, w] lashes that stick out beyond the outer corner: thin, and joined to those of the rim.

    What reaches further is hair, a shadow or the frame of glasses; what is thick is a wing of
    liner, which stays.
    """
    side = (eye.u > -1 - 2 * _CORNER_REACH) & (eye.u < -0.6)
    side &= (eye.above > -_CORNER_BELOW) & (eye.above < _LINER_REACH)
    bright = luminance(photo).astype(np.float32)
    logs = np.log(bright + _LOG_OFFSET)
    hollow = cv2.morphologyEx(logs, cv2.MORPH_BLACKHAT, _disc(_CORNER_THICKEST * eye.width))
    dark = side & (hollow > _CORNER_CONTRAST) & (_brow_mask(eye, brow, 0.02) == 0)
    _, parts = cv2.connectedComponents((dark | band).astype(np.uint8))
    joined = np.isin(parts, np.setdiff1d(parts[band], 0)) & dark
    outside = joined & (eye.u < -1)
    black = (bright < _WING_DARKER * luminance(skin)).astype(np.uint8)
    wing = cv2.morphologyEx(black, cv2.MORPH_OPEN, _disc(_WING_THICKNESS * eye.width)) > 0
    other = wing | (eye.u < -1 - 1.5 * _CORNER_REACH)
    few = (outside & other).sum() <= _CORNER_OTHER * outside.sum()
    return joined if few else np.zeros_like(joined)


def _disc(across: float) -> Mask:
    side = int(across) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


def _joined(
    skin: FloatArray,
    logs: Float32Array,
    cover: Float32Array,
    eye: EyeCoordinates,
    brow: FloatArray,
    free: BoolArray,
) -> FloatArray:
    """The skin [h, w, 3], changed smoothly so that it meets the photo where it ends."""
    ours = np.log(skin + _LOG_OFFSET)
    differs = cv2.GaussianBlur(logs, (0, 0), max(0.8, _JOIN_SOFTNESS * eye.width)) - ours
    opening = (eye.above < _JOIN_APART) & (eye.below < _JOIN_APART) & (np.abs(eye.u) < 1.1)
    known = free & (cover < 0.05) & ~opening & (_brow_mask(eye, brow, 0.03) == 0)
    bright = luminance(differs)
    trust = known / (1 + (bright / np.where(bright < 0, *_JOIN_OUTLIERS)) ** 2) ** 2
    level = np.clip(bright, *_JOIN_LIMITS)[..., None]
    hue = np.clip(differs - bright[..., None], -_JOIN_HUE, _JOIN_HUE)
    differs = (level + hue).astype(np.float32)
    return np.exp(ours + push_pull(differs, trust.astype(np.float32))) - _LOG_OFFSET


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
