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

from real3d.mesh.raster import COMPRESSED, FAR, SheetBuffers
from real3d.numerics.compiled import compiled
from real3d.numerics.types import Float32Array, IndexArray, Picture

Words: TypeAlias = NDArray[np.uint32]
"""[H, W] RGBA pictures, a word for each pixel, premultiplied."""

_EVEN, _ODD = np.uint32(0x00FF00FF), np.uint32(0xFF00FF00)
"""Red and blue of a word; green and alpha."""
_ROUNDING = np.uint32(0x00800080)
_BYTE = np.uint32(8)
_OPAQUE_WORD = np.uint32(0xFF000000)
"""Words from here on are opaque."""

# Lanes of a spread word: red, blue, green, alpha, from the lowest.
_LANES = np.uint64(0x00FF00FF00FF00FF)
_HALVES = np.uint64(0x0080008000800080)
_ODD_SHIFT = np.uint64(24)
_ALPHA_SHIFT = np.uint64(48)
_ONE = np.uint64(1)
_FULL = np.uint64(256)
_OPAQUE = np.uint64(255)
_TWO, _ONES = np.uint64(2), np.uint64(0x0001000100010001)

_WIDENING = np.float32(5)
"""By how much the reach of the samples of a compressed pixel grows with its step."""


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
    return (wide & _EVEN) | ((wide & _ODD) << _ODD_SHIFT)


@njit(inline="always")
def packed(lanes):
    """The pixel of a spread word."""
    return np.uint32((lanes & _EVEN) | ((lanes >> _ODD_SHIFT) & _ODD))


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


@compiled(fastmath=True)
def sample_row(
    texture: Words,  # [h, w]
    x: Float32Array,  # [N] texels
    y: Float32Array,  # [N]
    scale: float,  # texels per unit of x and y
    place: IndexArray,  # [3, N or more] scratch
    corner: Words,  # [4, N or more] scratch
    out: Words,  # [N]
) -> None:
    """A texture at a row of places, bilinear; its border repeats.

    Places are rounded to whole 256ths, so a texel is met exactly. Each loop does one kind of work
    on the whole row, so that the first and the last are vectorised.
    """
    height, width = texture.shape
    texels = texture.reshape(-1)
    index, across, down = place[0], place[1], place[2]
    unit, half, zero = np.float32(256 * scale), np.float32(0.5), np.float32(0)
    right, bottom = np.float32(256 * width - 257), np.float32(256 * height - 257)
    for i in range(out.shape[0]):
        column = np.int32(min(max(x[i] * unit + half, zero), right))
        row = np.int32(min(max(y[i] * unit + half, zero), bottom))
        index[i] = (row >> 8) * width + (column >> 8)
        across[i], down[i] = column & 255, row & 255
    first, second, third, fourth = corner[0], corner[1], corner[2], corner[3]
    for i in range(out.shape[0]):
        # Unsigned, for otherwise negative indices would be tested for.
        above = np.uint64(index[i])
        below = above + np.uint64(width)
        first[i], second[i] = texels[above], texels[above + _ONE]
        third[i], fourth[i] = texels[below], texels[below + _ONE]
    for i in range(out.shape[0]):
        right_share, lower_share = np.uint32(across[i]), np.uint32(down[i])
        both = np.uint32((right_share * lower_share + np.uint32(128)) >> _BYTE)
        a, b = np.uint32(256 - right_share - lower_share + both), np.uint32(right_share - both)
        c, d = np.uint32(lower_share - both), both
        even = np.uint32((first[i] & _EVEN) * a + (second[i] & _EVEN) * b + (third[i] & _EVEN) * c)
        even = np.uint32(even + (fourth[i] & _EVEN) * d + _ROUNDING)
        odd = np.uint32(
            ((first[i] >> _BYTE) & _EVEN) * a
            + ((second[i] >> _BYTE) & _EVEN) * b
            + ((third[i] >> _BYTE) & _EVEN) * c
        )
        odd = np.uint32(odd + ((fourth[i] >> _BYTE) & _EVEN) * d + _ROUNDING)
        out[i] = np.uint32(((even >> _BYTE) & _EVEN) | (odd & _ODD))


@njit(inline="always")
def sample(texture, x, y):
    """The spread word of a texture [h, w] at texel (x, y); see `sample_row`."""
    height, width = texture.shape
    unit, half, zero = np.float32(256), np.float32(0.5), np.float32(0)
    column = np.int32(min(max(x * unit + half, zero), np.float32(256 * width - 257)))
    row = np.int32(min(max(y * unit + half, zero), np.float32(256 * height - 257)))
    left, top = np.uint64(column >> 8), np.uint64(row >> 8)
    across, down = np.uint64(column & 255), np.uint64(row & 255)
    above = mix(spread(texture[top, left]), spread(texture[top, left + _ONE]), across)
    top += _ONE
    below = mix(spread(texture[top, left]), spread(texture[top, left + _ONE]), across)
    return mix(above, below, down)


@njit(inline="always")
def step_from(sheet, row, column, down, across):
    """The step in texture coordinates to the next pixel: on or back, whichever is shorter, for the
    other may lead over a fold."""
    height, width = sheet.depth.shape
    on = min(row + down, height - 1), min(column + across, width - 1)
    back = max(row - down, 0), max(column - across, 0)
    x, y = sheet.map_x[row, column], sheet.map_y[row, column]
    on_x, on_y = sheet.map_x[on] - x, sheet.map_y[on] - y
    back_x, back_y = x - sheet.map_x[back], y - sheet.map_y[back]
    if on_x**2 + on_y**2 < back_x**2 + back_y**2:
        return on_x, on_y
    return back_x, back_y


@njit(inline="always")
def sample_footprint(sheet, texture, scale, row, column):
    """The spread word of a pixel in which the texture is compressed: the mean of two or four
    samples along its longer step."""
    x, y = step_from(sheet, row, column, 0, 1)
    down_x, down_y = step_from(sheet, row, column, 1, 0)
    if down_x**2 + down_y**2 > x**2 + y**2:
        x, y = down_x, down_y
    length = np.sqrt(x**2 + y**2)
    # It widens from nothing to a whole step, so that nothing pops.
    share = min(max(_WIDENING * (length - COMPRESSED), np.float32(0)), np.float32(1)) * scale
    x, y = np.float32(0.25) * share * x, np.float32(0.25) * share * y
    at_x, at_y = sheet.map_x[row, column] * scale, sheet.map_y[row, column] * scale
    if length < 2:
        total = sample(texture, at_x - x, at_y - y) + sample(texture, at_x + x, at_y + y)
        return ((total + _ONES) >> _ONE) & _LANES
    near, far = np.float32(0.5), np.float32(1.5)
    total = sample(texture, at_x - near * x, at_y - near * y)
    total += sample(texture, at_x + near * x, at_y + near * y)
    total += sample(texture, at_x - far * x, at_y - far * y)
    total += sample(texture, at_x + far * x, at_y + far * y)
    return ((total + _ONES + _ONES) >> _TWO) & _LANES


@compiled(fastmath=True)
def composite(
    sheet: SheetBuffers,  # [H, W]
    texture: Words,  # [h, w]
    scale: float,  # texels per unit of the sheet's texture coordinates
    background: Words,  # [H, W]; zeros for the sheet alone
    out: Words,  # [H, W]
) -> None:
    """A sheet over a background, which stays as it is where no triangle or no alpha is."""
    height, width = sheet.depth.shape
    unit = np.float32(scale)
    place, corner = np.empty((3, width), np.int32), np.empty((4, width), np.uint32)
    seen = np.empty(width, np.uint32)
    for row in range(height):
        first, last = sheet.spans[row]
        if first >= last:
            out[row] = background[row]
            continue
        out[row, :first] = background[row, :first]
        out[row, last:] = background[row, last:]
        x, y = sheet.map_x[row, first:last], sheet.map_y[row, first:last]
        sample_row(texture, x, y, scale, place, corner, seen[first:last])
        depth, compressed = sheet.depth[row], sheet.compressed[row]
        behind, pixels = background[row], out[row]
        for column in range(np.uint64(first), np.uint64(last)):
            if depth[column] >= FAR:
                pixels[column] = behind[column]
                continue
            word = seen[column]
            if compressed[column]:
                word = packed(sample_footprint(sheet, texture, unit, row, np.int64(column)))
            if word < _OPAQUE_WORD:
                word = packed(over(spread(word), spread(behind[column])))
            pixels[column] = word


@compiled()
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


@compiled(fastmath=True)
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
