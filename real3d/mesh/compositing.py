"""The compiled inner loops of pixels: sampling textures, compositing sheets, laying on layers.

A pixel is one 32-bit word, red in its lowest byte and alpha in its highest, colours premultiplied.
For arithmetic it is spread over a 64-bit word with sixteen bits for each channel, so that one
multiplication serves all four. Each loop runs on one thread and releases the GIL.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

from real3d.mesh.raster import FAR, SheetBuffers
from real3d.numerics.types import Float32Array, Picture

Words: TypeAlias = NDArray[np.uint32]
"""[H, W] RGBA pictures, a word for each pixel, premultiplied."""

# Lanes of a spread word: red, blue, green, alpha, from the lowest.
_LANES = np.uint64(0x00FF00FF00FF00FF)
_HALVES = np.uint64(0x0080008000800080)
_EVEN_BYTES = np.uint64(0x00FF00FF)
_ODD_BYTES = np.uint64(0xFF00FF00)
_BYTE = np.uint64(8)
_ODD_SHIFT = np.uint64(24)
_ALPHA_SHIFT = np.uint64(48)
_ONE = np.uint64(1)
_HALF = np.uint64(128)
_FULL = np.uint64(256)
_LOWEST = np.uint64(255)
_OPAQUE = np.uint64(255)


def as_words(picture: Picture) -> Words:
    """A picture [H, W, 4] in words, sharing its memory."""
    assert picture.flags.c_contiguous, "the picture is not contiguous"
    return picture.view(np.uint32)[..., 0]


def as_picture(words: Words) -> Picture:
    """Words [H, W] as a picture [H, W, 4], sharing their memory."""
    return words[..., None].view(np.uint8)


@njit(inline="always")
def spread(word):
    """A pixel's four channels in a lane each."""
    wide = np.uint64(word)
    return (wide & _EVEN_BYTES) | ((wide & _ODD_BYTES) << _ODD_SHIFT)


@njit(inline="always")
def packed(lanes):
    """The pixel of a spread word."""
    return np.uint32((lanes & _EVEN_BYTES) | ((lanes >> _ODD_SHIFT) & _ODD_BYTES))


@njit(inline="always")
def alpha_of(lanes):
    """0..255."""
    return lanes >> _ALPHA_SHIFT


@njit(inline="always")
def mix(one, other, share):
    """Two spread words; `share` is that of the other in 256ths."""
    return ((one * (_FULL - share) + other * share + _HALVES) >> _BYTE) & _LANES


@njit(inline="always")
def over(front, back):
    """Spread words by the compositing equation, rounded to the nearest."""
    hidden = back * (_OPAQUE - alpha_of(front)) + _HALVES
    # A division by 255 in each lane.
    return front + (((hidden + ((hidden >> _BYTE) & _LANES)) >> _BYTE) & _LANES)


@njit(inline="always")
def sample(texels, width, height, x, y):
    """The spread word of a texture [height * width] at texel (x, y), bilinear; its border repeats.

    Places are rounded to whole 256ths, so a texel is met exactly.
    """
    unit, half, zero = np.float32(256), np.float32(0.5), np.float32(0)
    column = np.int32(min(max(x * unit + half, zero), np.float32(256 * width - 257)))
    row = np.int32(min(max(y * unit + half, zero), np.float32(256 * height - 257)))
    # Indices are unsigned, for otherwise negative ones would be tested for.
    across, down = np.uint64(column), np.uint64(row)
    above = (down >> _BYTE) * np.uint64(width) + (across >> _BYTE)
    below = above + np.uint64(width)
    across, down = across & _LOWEST, down & _LOWEST
    both = (across * down + _HALF) >> _BYTE
    lanes = spread(texels[above]) * (_FULL - across - down + both)
    lanes += spread(texels[above + _ONE]) * (across - both)
    lanes += spread(texels[below]) * (down - both)
    lanes += spread(texels[below + _ONE]) * both
    return ((lanes + _HALVES) >> _BYTE) & _LANES


@njit(cache=True, nogil=True, fastmath=True)
def composite(
    sheet: SheetBuffers,  # [H, W]
    texture: Words,  # [h, w]
    scale: float,  # texels per unit of the sheet's texture coordinates
    background: Words,  # [H, W]; zeros for the sheet alone
    out: Words,  # [H, W]
) -> None:
    """A sheet over a background, which stays as it is where no triangle or no alpha is."""
    texels = texture.reshape(-1)
    texture_height, texture_width = texture.shape
    unit = np.float32(scale)
    height, width = sheet.depth.shape
    for row in range(height):
        map_x, map_y, depth = sheet.map_x[row], sheet.map_y[row], sheet.depth[row]
        behind, pixels = background[row], out[row]
        first, last = sheet.spans[row]
        if first >= last:
            first = last = width
        pixels[:first] = behind[:first]
        pixels[last:] = behind[last:]
        for column in range(np.uint64(first), np.uint64(last)):
            if depth[column] >= FAR:
                pixels[column] = behind[column]
                continue
            x, y = map_x[column] * unit, map_y[column] * unit
            front = sample(texels, texture_width, texture_height, x, y)
            if alpha_of(front) < _OPAQUE:
                front = over(front, spread(behind[column]))
            pixels[column] = packed(front)


@njit(cache=True, nogil=True)
def unpremultiply(
    picture: Picture,  # [H, W, 4] premultiplied
    out: Picture,  # [H, W, 4]
) -> None:
    """The same picture, colours not premultiplied."""
    height, width = picture.shape[:2]
    for row in range(height):
        for column in range(width):
            alpha = int(picture[row, column, 3])
            out[row, column, 3] = alpha
            for k in range(3):
                colour = 0
                if alpha > 0:
                    colour = min(255, (int(picture[row, column, k]) * 255 + alpha // 2) // alpha)
                out[row, column, k] = colour


@njit(cache=True, nogil=True, fastmath=True)
def blend(
    picture: Picture,  # [H, W, 3 or 4] in place
    layer: Float32Array,  # [h, w, 3]
    mask: Float32Array,  # [h, w] 0..1
    left: int,
    top: int,
) -> None:
    """Lay a layer over a part of a picture; where it covers, the picture becomes opaque."""
    for row in range(mask.shape[0]):
        for column in range(mask.shape[1]):
            cover = mask[row, column]
            if cover <= 0:
                continue
            y, x = top + row, left + column
            for k in range(3):
                value = picture[y, x, k] * (1 - cover) + layer[row, column, k] * cover
                picture[y, x, k] = min(max(value + 0.5, 0.0), 255.0)
            if picture.shape[2] == 4:
                picture[y, x, 3] = max(picture[y, x, 3], int(255 * cover))
