"""Folds of the skin that come and go with an expression: ratio images of the texture.

A fold is skin darker than the skin beside it, by a ratio that is nearly the same on every face
(Liu, Shan and Zhang 2001, *Expressive expression mapping with ratio images*). Faint folds of a
smile, of raised brows and of a frown are multiplied in as the face makes them, where bare skin is;
those of a laugh that the photo shows are divided out as far as the laugh is taken back. At rest the
texture is the photo's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import luminance
from real3d.mesh.rig import seal_of
from real3d.mesh.strokes import Window
from real3d.mesh.texture import TEXELS_PER_PIXEL
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.numerics.compiled import compiled
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture
from real3d.portrait import Portrait
from real3d.portrait.landmarks import (
    LOWER_LIP_OUTER,
    NOSE,
    OUTER_EYE_CORNERS,
    SKIN_LANDMARK_COUNT,
    UPPER_LIP_OUTER,
)

KINDS = ("smile", "brows", "frown", "relaxed")
"""What an amount says: drawn folds of a smile, of raised and of lowered brows; and how far the
photo's own smile has been taken back."""

_LEFT, _RIGHT = (
    [ARKIT_EXPRESSIONS.index(f"{stem}{side}") for stem in ("mouthSmile", "browOuterUp", "browDown")]
    for side in ("Left", "Right")
)
_ROUNDED = [ARKIT_EXPRESSIONS.index(name) for name in ("mouthPucker", "mouthFunnel")]
_CLOSE, _JAW = (ARKIT_EXPRESSIONS.index(name) for name in ("mouthClose", "jawOpen"))
_BROW_INNER_UP = ARKIT_EXPRESSIONS.index("browInnerUp")

# Landmarks along the folds, from the wing of the nose past the corner of the mouth.
_NASOLABIAL = ((129, 203, 206, 216, 212), (358, 423, 426, 436, 432))
_BESIDE_CHIN = ((57, 43, 106, 182, 194), (287, 273, 335, 406, 418))
_BROW_LINE = (105, 9, 334)
_GLABELLA, _BETWEEN_BROWS = 9, 8
_INNER_BROWS = ((107, 55), (336, 285))
"""(upper, lower) inner ends of the brows."""
_CHEEKS = (50, 280, 205, 425)

# How dark drawn folds are at full expression: any darker looks like make-up.
_SMILE_DEPTH, _CROWS_FEET_DEPTH, _BROWS_DEPTH, _FROWN_DEPTH = 0.075, 0.05, 0.03, 0.12
# Their widths, in face widths: any finer looks pencilled.
_SMILE_WIDTH, _CROWS_FEET_WIDTH, _BROWS_WIDTH, _FROWN_WIDTH = 0.026, 0.009, 0.016, 0.013
TINT = (0.75, 1.05, 1.15)
"""How much of that reaches red, green and blue: a grey fold would look dirty."""
_FOREHEAD_LINES = ((0.36, 0.03), (0.58, -0.02), (0.79, 0.02))
"""Heights between brows and hairline, and how far each line waves, in shares of that distance."""
_CROWS_FEET = (-0.45, 0.0, 0.40)
"""Their slants."""
_SKIN = (0.55, 0.78)
"""Luminance relative to the cheeks' from which skin is bare: beards and frames are darker."""

_FINE, _COARSE = 0.009, 0.11
"""Standard deviations between which a structure of the photo is a fold, in face widths."""
_DEEP = 0.03
"""Half the width up to which what is as dark as a beard is the deep end of a fold, in face
widths."""
_OWN_DEPTH = (0.45, 1.0)
"""Of the photo's folds; more is beard, or a shadow. (Ridges beside them stay lit: darker, they
would draw the fold anew.)"""
_BAND, _BAND_SOFTNESS = 0.20, 0.045
"""Around the lines of a smile, in face widths."""

STEPS = 24
"""Steps of an amount: a change of half a grey level is not worth a new texture."""
SHALLOWER = 0.8
"""Share of a kept smile's folds that rounded or shut lips smooth."""
_LEAST = 0.004
"""Change of a texel below which it is left out."""
FULL_FROWN = 1.4
"""`browDown` at which the frown's lines are full."""


@dataclass(frozen=True)
class Folds:
    """Ratio images of one portrait, of the texels that they change."""

    texels: IndexArray
    """[N] flat indices into the texture."""
    drawn: Float32Array
    """[N, 3] darkening by smile, raised brows and frown at full amount; negative lightens."""
    own: Float32Array
    """[N, 3] brightening of each channel that takes the folds of the photo's smile away."""
    smile: float
    """0..1, how much of a laugh the photo shows."""

    def amounts(self, expression: FloatArray, neutral: float, smile_kept: float) -> FloatArray:
        """[4] in the order of `KINDS`, 0..1, in steps.

        Args:
            expression: [K] coefficients in the order of `ARKIT_EXPRESSIONS`.
            neutral, smile_kept: see `Motion`.
        """
        left, right = expression[_LEFT], expression[_RIGHT]
        smile, outer, frown = 0.5 * (left + right)
        kept = smile_kept * (1 - SHALLOWER * _narrowed(expression))
        wanted = (
            (1 - self.smile) * smile,
            max(expression[_BROW_INNER_UP], outer) - frown,
            frown / FULL_FROWN,
            self.smile * neutral * (1 - kept),
        )
        return np.round(np.clip(wanted, 0, 1) * STEPS) / STEPS


def _narrowed(expression: FloatArray) -> float:
    """0..1, how far lips are rounded or shut, which draws a smile's cheeks back over its folds."""
    rounding = min(1.0, float(expression[_ROUNDED].sum()))
    return max(rounding, seal_of(float(expression[_CLOSE]), float(expression[_JAW])))


class FoldedTexture:
    """A texture with folds, repainted where they are and only when they change.

    Args:
        texture: [2S, 2S, 4] premultiplied; stays as it is.
        folds: of the same portrait.
    """

    def __init__(self, texture: Picture, folds: Folds) -> None:
        self._resting, self._folds = texture, folds
        self._folded: Picture | None = None
        self._amounts = np.zeros(len(KINDS))

    def at(self, amounts: FloatArray) -> Picture:
        """[2S, 2S, 4] with folds of these amounts; valid until the next call."""
        if not amounts.any():
            return self._resting
        if self._folded is None:
            self._folded = self._resting.copy()
        if not np.array_equal(amounts, self._amounts):
            self._amounts = amounts
            folds = self._folds
            _fold(
                self._resting.reshape(-1, 4),
                folds.texels,
                folds.drawn,
                folds.own,
                amounts.astype(np.float32),
                self._folded.reshape(-1, 4),
            )
        return self._folded


@compiled(fastmath=True)
def _fold(texture, texels, drawn, own, amounts, out):
    one, half = np.float32(1), np.float32(0.5)
    for n in range(len(texels)):
        at = texels[n]
        dark = amounts[0] * drawn[n, 0] + amounts[1] * drawn[n, 1] + amounts[2] * drawn[n, 2]
        limit = np.float32(texture[at, 3])
        for k in range(3):
            ratio = (one - np.float32(TINT[k]) * dark) * (one + amounts[3] * own[n, k])
            value = texture[at, k] * ratio + half
            out[at, k] = np.uint8(min(value, limit))


def build_folds(portrait: Portrait, face_width: float, smile: float) -> Folds:
    """The folds of a portrait's face.

    Args:
        portrait: the photo.
        face_width: pixels from ear to ear.
        smile: 0..1, how much of a laugh the photo shows.
    """
    marks = portrait.landmarks[:, :2]
    window = Window.around(marks[:SKIN_LANDMARK_COUNT], 4, portrait.size)
    colours = portrait.image[window.slices].astype(np.float32) + 4
    fine = cv2.GaussianBlur(colours, (0, 0), max(0.8, _FINE * face_width))
    skin = _bare_skin(fine, marks, window)
    canvas = _Canvas(window, marks, face_width)
    drawn = np.stack([_smile(canvas), _brows(canvas), _frown(canvas)], axis=-1)
    drawn *= _doubled(skin)[..., None]
    own = np.zeros_like(drawn)
    if smile > 0:
        narrow = _with_narrow(skin, face_width)
        own = _doubled(_own_folds(fine, skin, face_width)) - 1
        own *= (canvas.band() * canvas.beside_lips() * _doubled(narrow))[..., None]
    kept = np.maximum(np.abs(drawn), np.abs(own)).max(axis=-1) > _LEAST
    rows, columns = np.nonzero(kept)
    left, top = TEXELS_PER_PIXEL * window.left, TEXELS_PER_PIXEL * window.top
    return Folds(
        texels=(rows + top) * TEXELS_PER_PIXEL * portrait.size + columns + left,
        drawn=drawn[kept],
        own=own[kept],
        smile=smile,
    )


def _bare_skin(fine: Float32Array, marks: FloatArray, window: Window) -> Float32Array:
    """[h, w] 1 where skin is as bright as the cheeks, 0 on hair and frames."""
    bright = luminance(fine)
    places = np.round(marks[list(_CHEEKS)] - (window.left, window.top)).astype(int)
    places = np.clip(places, 0, (window.width - 1, window.height - 1))
    cheeks = np.median(bright[places[:, 1], places[:, 0]])
    skin: Float32Array = smoothstep(bright / cheeks, *_SKIN).astype(np.float32)
    return skin


def _with_narrow(skin: Float32Array, face_width: float) -> Float32Array:
    """[h, w] bare skin with what is dark in it but narrow: the deep end of a fold, no beard."""
    side = 2 * max(1, round(_DEEP * face_width)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return cv2.morphologyEx(skin, cv2.MORPH_CLOSE, disc)


def _own_folds(fine: Float32Array, skin: Float32Array, face_width: float) -> Float32Array:
    """[h, w, 3] the factor that makes folds as bright as the skin around them; by channel, for a
    fold is redder than its cheek."""

    def blur(values: Float32Array) -> Float32Array:
        return cv2.GaussianBlur(values, (0, 0), _COARSE * face_width)

    around = blur(fine * skin[..., None]) / np.maximum(blur(skin), 0.05)[..., None]
    return (1 / np.clip(fine / np.maximum(around, 1), *_OWN_DEPTH)).astype(np.float32)


def _doubled(values: Float32Array) -> Float32Array:
    """Values [h, w, ...] of pixels on the texture's grid."""
    height, width = (TEXELS_PER_PIXEL * side for side in values.shape[:2])
    scale = 1 / TEXELS_PER_PIXEL
    grid = np.array([[scale, 0, 0], [0, scale, 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(values, grid, (width, height), None, flags, cv2.BORDER_REPLICATE)


class _Canvas:
    """The window on the texture's grid, in which lines are drawn along landmarks."""

    def __init__(self, window: Window, marks: FloatArray, face_width: float) -> None:
        self._shape = (TEXELS_PER_PIXEL * window.height, TEXELS_PER_PIXEL * window.width)
        self.marks = TEXELS_PER_PIXEL * (marks - (window.left, window.top))
        self.width = TEXELS_PER_PIXEL * face_width
        up = self.marks[10] - self.marks[_GLABELLA]
        self.forehead = float(np.linalg.norm(up))
        self.up = up / max(self.forehead, 1.0)

    def lines(self, curves: Sequence[FloatArray], width: float) -> Float32Array:
        """[h, w] soft lines 0..1 along curves [N, 2] that fade at their ends; `width` in face
        widths."""
        drawn = np.zeros(self._shape, np.uint8)
        thickness = max(1, round(width * self.width))
        for curve in curves:
            strength = np.sin(np.pi * (np.arange(len(curve) - 1) + 0.5) / (len(curve) - 1)) ** 0.7
            corners = np.round(16 * curve).astype(int)
            for start, end, amount in zip(corners[:-1], corners[1:], strength, strict=True):
                grey = round(255 * float(amount))
                cv2.line(drawn, start.tolist(), end.tolist(), grey, thickness, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(drawn.astype(np.float32), (0, 0), 0.8 * width * self.width)
        return soft / max(float(soft.max()), 1.0)

    def band(self) -> Float32Array:
        """[h, w] 1 around the lines of a smile."""
        drawn = np.zeros(self._shape, np.uint8)
        for line in (*_NASOLABIAL, *_BESIDE_CHIN):
            points = np.round(self.marks[list(line)]).astype(np.int32)
            cv2.polylines(drawn, [points], False, 1, round(_BAND * self.width))
        return cv2.GaussianBlur(drawn.astype(np.float32), (0, 0), _BAND_SOFTNESS * self.width)

    def beside_lips(self) -> Float32Array:
        """[h, w] 0 on lips and nose."""
        covered = np.zeros(self._shape, np.uint8)
        for outline in ((*UPPER_LIP_OUTER, *LOWER_LIP_OUTER[-2:0:-1]), NOSE):
            hull = cv2.convexHull(np.round(self.marks[list(outline)]).astype(np.int32))
            cv2.fillConvexPoly(covered, hull, 1)
        grown = cv2.GaussianBlur(covered.astype(np.float32), (0, 0), 0.015 * self.width)
        return np.clip(1 - 1.6 * grown, 0, 1)


def _smile(canvas: _Canvas) -> Float32Array:
    """The nasolabial folds under cheeks that catch light, and crow's feet."""
    marks, width = canvas.marks, canvas.width
    folds = [_curve(marks[list(line)]) for line in _NASOLABIAL]
    middle = 0.5 * (folds[0].mean(axis=0) + folds[1].mean(axis=0))
    outward = [np.sign(fold[:, 0].mean() - middle[0]) for fold in folds]
    cheeks = [
        fold + width * np.array([0.05 * side, -0.02])
        for fold, side in zip(folds, outward, strict=True)
    ]
    eyes = marks[list(OUTER_EYE_CORNERS)]
    feet = []
    for corner in eyes:
        away = corner - eyes.mean(axis=0)
        away /= np.linalg.norm(away)
        across = np.array([-away[1], away[0]])
        start = corner + 0.03 * width * away
        for slant in _CROWS_FEET:
            feet.append(_curve(np.stack([start, start + 0.075 * width * (away + slant * across)])))
    return (
        _SMILE_DEPTH * canvas.lines(folds, _SMILE_WIDTH)
        - 0.4 * _SMILE_DEPTH * canvas.lines(cheeks, 0.03)
        + _CROWS_FEET_DEPTH * canvas.lines(feet, _CROWS_FEET_WIDTH)
    )


def _brows(canvas: _Canvas) -> Float32Array:
    """Lines across the forehead."""
    brow_line = _curve(canvas.marks[list(_BROW_LINE)])
    wave = np.sin(np.linspace(0, 3 * np.pi, len(brow_line)))[:, None]
    lines = [
        brow_line + canvas.forehead * (height + bow * wave) * canvas.up
        for height, bow in _FOREHEAD_LINES
    ]
    return _BROWS_DEPTH * canvas.lines(lines, _BROWS_WIDTH)


def _frown(canvas: _Canvas) -> Float32Array:
    """Two short lines between the brows."""
    marks = canvas.marks
    lines = []
    for upper, lower in _INNER_BROWS:
        foot = 0.62 * marks[lower] + 0.38 * marks[_BETWEEN_BROWS]
        lean = 0.10 * (marks[upper] - marks[_GLABELLA])
        lines.append(_curve(np.stack([foot, foot + 0.10 * canvas.width * canvas.up + lean])))
    return _FROWN_DEPTH * canvas.lines(lines, _FROWN_WIDTH)


def _curve(points: FloatArray, count: int = 16) -> FloatArray:
    """[count, 2] a smooth curve along points [N, 2]."""
    place = np.linspace(0, 1, len(points))
    fit = np.polynomial.polynomial.polyfit(place, points, min(3, len(points) - 1))
    return np.asarray(np.polynomial.polynomial.polyval(np.linspace(0, 1, count), fit)).T
