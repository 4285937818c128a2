"""The person's texture: twice the portrait's grid, so that a face in motion keeps its detail.

*Convention.* Texel (2 i, 2 j) lies on the centre of the portrait's pixel (i, j) and holds exactly
its colour, so an unmoved face is the photo; the texels between lie half a pixel away. They come
from the photo where it has more pixels than the portrait, else from interpolation, and are
sharpened by about as much as bilinear sampling takes away.
"""

from __future__ import annotations

import cv2
import numpy as np
from numba import njit

from real3d.numerics.compiled import compiled
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait import Portrait

TEXELS_PER_PIXEL = 2
"""Along each side."""

_HALF_WAY = np.array([3, -25, 150], np.float32) / np.float32(256)
"""Weights of six samples, the outermost first, for the value half-way between the middle two
(Deslauriers and Dubuc 1989)."""
_BEFORE, _AFTER = 2, 3
"""Samples that this takes on either side of a pixel."""
_PARTS = 5
"""Values of a pixel that are interpolated: premultiplied colour without what the finer photo gives,
alpha, and the share that it gives."""
_SHARPENING_RADIUS = 1.0
"""Standard deviation of the unsharp mask, texels."""
_SHARPENING = 0.4
"""Strength at which moving skin is as sharp as the photo, and shimmers no more than a photo does
that slides over a camera's pixels."""
_GENTLE_SHARPENING = 0.2
"""For the finer photo that has few pixels more than the portrait: it has been enlarged."""
_GENTLE_BELOW = 1.5
"""Photo pixels per portrait pixel."""
_SAME = 6
"""Largest difference, in grey levels, of a layer that shows the photo itself."""


def fine_texture(
    colours: Picture | Float32Array,  # [S, S, 3] 0..255, not premultiplied
    alpha: Float32Array,  # [S, S] 0..1
    portrait: Portrait,
) -> Picture:
    """[2S, 2S, 4] a layer of the portrait on the doubled grid, premultiplied.

    Where the layer shows the photo, the photo's finer detail is added.
    """
    return _fine(colours, alpha, portrait.image, portrait.detail, _sharpening(portrait))


def _sharpening(portrait: Portrait) -> float:
    if portrait.detail is None or portrait.crop.side > _GENTLE_BELOW * portrait.size:
        return _SHARPENING
    return _GENTLE_SHARPENING


def _fine(
    colours: Picture | Float32Array,
    alpha: Float32Array,
    image: Picture,  # [h, w, 3] what the photo shows there
    detail: Picture | None,  # [2h, 2w, 3]
    sharpening: float,
) -> Picture:
    own = np.empty((*alpha.shape, 4), np.uint8)
    share = np.empty(alpha.shape, np.float32)
    _premultiply(colours, alpha, image, own, share)
    if detail is None:
        share[:] = 0
        detail = np.zeros((0, 0, 3), np.uint8)
    else:
        share = alpha * cv2.GaussianBlur(share, (5, 5), 1)
        detail = cv2.copyMakeBorder(detail, 0, 1, 0, 1, cv2.BORDER_REPLICATE)
    parts = np.empty((*alpha.shape, _PARTS), np.float32)
    _take_photo(own, share, detail, parts)
    parts = cv2.copyMakeBorder(parts, _BEFORE, _AFTER, _BEFORE, _AFTER, cv2.BORDER_REPLICATE)
    texture = np.empty((2 * len(own), 2 * own.shape[1], 4), np.uint8)
    _double(parts, detail, texture)
    blurred = cv2.GaussianBlur(texture, (7, 7), _SHARPENING_RADIUS)
    _sharpen_between(texture, blurred, np.float32(sharpening))
    return texture


@compiled()
def _premultiply(colours, alpha, image, own, share):
    """Own texels [h, w, 4], and 1 [h, w] where the layer shows the photo."""
    for row in range(own.shape[0]):
        for column in range(own.shape[1]):
            opacity = alpha[row, column]
            same = np.float32(1)
            for k in range(3):
                colour = np.float32(colours[row, column, k])
                own[row, column, k] = np.uint8(min(colour * opacity + np.float32(0.5), 255))
                if abs(colour - np.float32(image[row, column, k])) >= _SAME:
                    same = np.float32(0)
            own[row, column, 3] = np.uint8(255 * opacity + np.float32(0.5))
            share[row, column] = same


@njit(inline="always")
def _mean(detail, row, column, k):
    """Of 2 x 2 pixels of the finer photo: its value at a texel."""
    total = np.float32(detail[row, column, k]) + np.float32(detail[row, column + 1, k])
    total += np.float32(detail[row + 1, column, k]) + np.float32(detail[row + 1, column + 1, k])
    return np.float32(0.25) * total


@compiled(fastmath=True)
def _take_photo(own, share, detail, parts):
    """[h, w, 5] own texels without the photo's share, their alpha, and that share."""
    for row in range(own.shape[0]):
        for column in range(own.shape[1]):
            part = share[row, column]
            for k in range(3):
                parts[row, column, k] = own[row, column, k]
                if part > 0:
                    parts[row, column, k] -= part * _mean(detail, 2 * row, 2 * column, k)
            parts[row, column, 3] = own[row, column, 3]
            parts[row, column, 4] = part


@njit(inline="always")
def _half_way(values, start, step, out, at):
    """Interpolate between the third and the fourth of six pixels' parts.

    Their alpha stays between those of its neighbours and the colours go with it: at an outline
    nothing overshoots.
    """
    for k in range(_PARTS):
        first = start + k
        out[at + k] = (
            _HALF_WAY[0] * (values[first] + values[first + 5 * step])
            + _HALF_WAY[1] * (values[first + step] + values[first + 4 * step])
            + _HALF_WAY[2] * (values[first + 2 * step] + values[first + 3 * step])
        )
    before, after = values[start + 2 * step + 3], values[start + 3 * step + 3]
    alpha = out[at + 3]
    allowed = min(max(alpha, min(before, after)), max(before, after))
    if alpha != allowed:
        scale = allowed / max(alpha, np.float32(1))
        for k in range(_PARTS):
            out[at + k] *= scale
        out[at + 3] = allowed


@compiled(fastmath=True)
def _double(parts, detail, texture):
    """Interpolate the parts between own texels and give the photo's share back."""
    width = parts.shape[1]
    values = parts.reshape(-1)
    line = np.empty(width * _PARTS, np.float32)
    texel = np.empty(_PARTS, np.float32)
    half, zero = np.float32(0.5), np.float32(0)
    for row in range(texture.shape[0]):
        above = row // 2 * width * _PARTS
        if row % 2 == 0:
            start = above + _BEFORE * width * _PARTS
            line[:] = values[start : start + width * _PARTS]
        else:
            for at in range(0, width * _PARTS, _PARTS):
                _half_way(values, above + at, width * _PARTS, line, at)
        for column in range(texture.shape[1]):
            left = column // 2 * _PARTS
            if column % 2 == 0:
                for k in range(_PARTS):
                    texel[k] = line[left + _BEFORE * _PARTS + k]
            else:
                _half_way(line, left, _PARTS, texel, 0)
            alpha = texel[3] + half
            texture[row, column, 3] = np.uint8(alpha)
            for k in range(3):
                colour = texel[k] + half
                if texel[4] > 0:
                    colour += texel[4] * _mean(detail, row, column, k)
                texture[row, column, k] = np.uint8(min(max(colour, zero), alpha))


@compiled(fastmath=True)
def _sharpen_between(texture, blurred, strength):
    """Sharpen all but own texels, in place.

    Against what surrounds them of the person alone, so that an outline throws no halo.
    """
    for row in range(texture.shape[0]):
        for column in range(texture.shape[1]):
            if (row | column) & 1 == 0:
                continue
            alpha = np.float32(texture[row, column, 3])
            if alpha == 0:
                continue
            share = alpha / max(np.float32(blurred[row, column, 3]), np.float32(1))
            for k in range(3):
                here = np.float32(texture[row, column, k])
                sharp = here + strength * (here - share * np.float32(blurred[row, column, k]))
                sharp = min(max(sharp + np.float32(0.5), np.float32(0)), alpha)
                texture[row, column, k] = np.uint8(sharp)
