"""Filling the rim of a hole by carrying the picture's lines on into it.

Pixels are filled from the hole's edge inwards; each takes its colour from those before it along the
direction in which the picture changes least (Bornemann and Maerz 2007, "Fast image inpainting based
on coherence transport"). The edges of walls, frames and rails run on straight; grain and foliage
become streaks.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.compiled import compiled
from real3d.numerics.types import BoolArray, Float32Array

_RADIUS = 5
"""Pixels within which a pixel's colour and direction are looked for."""
_PRESMOOTHING, _INTEGRATION = 1.0, 2.0
"""Standard deviations in pixels of the picture whose gradients are taken, and of their window."""
_FAINT = 3.0
"""Squared grey levels per pixel from which on a line is one."""


def transport_into(
    image: Float32Array,  # [S, S, 3]
    known: BoolArray,  # [S, S]
    reach: float,  # pixels into the hole
) -> Float32Array:
    """`image` [S, S, 3] with the rim of what is not known replaced; the rest stays as it is."""
    inward = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 5)
    rows, columns = np.nonzero((inward > 0) & (inward <= reach))
    outside_in = np.argsort(inward[rows, columns], kind="stable")
    order = np.stack([rows[outside_in], columns[outside_in]], axis=-1)
    filled = image.copy()
    _march(filled, _structure(image, known), known.copy(), order)
    return filled


def _structure(image: Float32Array, known: BoolArray) -> Float32Array:
    """[S, S, 3] the structure tensor xx, xy, yy of what is known, grey levels squared per pixel."""
    smooth = _masked_blur(image, known, _PRESMOOTHING)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8)
    products = (across * across, across * down, down * down)
    tensor = np.stack([product.sum(axis=2) for product in products], axis=-1)
    inside = cv2.erode(known.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return _masked_blur(tensor, inside, _INTEGRATION)


def _masked_blur(values: Float32Array, where: BoolArray, sigma: float) -> Float32Array:
    """[S, S, C] the mean of the values around each pixel that lie within `where`."""
    share = where.astype(np.float32)
    weight = cv2.GaussianBlur(share, (0, 0), sigma)
    blurred = cv2.GaussianBlur(values * share[..., None], (0, 0), sigma)
    return blurred / np.maximum(weight, 1e-3)[..., None]


@compiled(fastmath=True)
def _march(picture, structure, done, order):
    """Fill `picture`, and `structure` with it, in place and in the order given."""
    values = np.empty(7)
    for n in range(order.shape[0]):
        row, column = order[n]
        _look_around(picture, structure, done, row, column, values)
        weight = max(values[6], 1e-12)
        for k in range(3):
            picture[row, column, k] = values[k] / weight
            structure[row, column, k] = values[3 + k] / weight
        xx, xy, yy = structure[row, column]
        spread = np.sqrt((xx - yy) ** 2 + 4 * xy * xy)  # difference of the eigenvalues
        coherent = spread / (spread + _FAINT) * (1 - (1 - spread / (xx + yy + 1e-6)) ** 2)
        along = 0.5 * np.arctan2(2 * xy, xx - yy) + 0.5 * np.pi  # the direction of least change
        _look_along(picture, structure, done, row, column, along, values)
        if values[6] > 0:
            for k in range(3):
                on_line = values[k] / values[6]
                picture[row, column, k] += coherent * (on_line - picture[row, column, k])
                on_line = values[3 + k] / values[6]
                structure[row, column, k] += coherent * (on_line - structure[row, column, k])
        done[row, column] = True


@compiled(fastmath=True)
def _look_around(picture, structure, done, row, column, values):
    """Weighted sums of the colours and structures around a pixel, and of the weights."""
    size = done.shape[0]
    values[:] = 0
    for i in range(-_RADIUS, _RADIUS + 1):
        for j in range(-_RADIUS, _RADIUS + 1):
            y, x, away = row + i, column + j, i * i + j * j
            if away > _RADIUS * _RADIUS or not (0 <= y < size and 0 <= x < size):
                continue
            if done[y, x]:
                share = np.exp(-2.0 * away / (_RADIUS * _RADIUS))
                for k in range(3):
                    values[k] += share * picture[y, x, k]
                    values[3 + k] += share * structure[y, x, k]
                values[6] += share


@compiled(fastmath=True)
def _look_along(picture, structure, done, row, column, angle, values):
    """The same sums along a line, between pixels too: a lattice has few directions."""
    size = done.shape[0]
    values[:] = 0
    for step in range(-_RADIUS, _RADIUS + 1):
        y, x = row + step * np.sin(angle), column + step * np.cos(angle)
        top, left = int(np.floor(y)), int(np.floor(x))
        if step == 0 or top < 0 or left < 0 or top + 1 >= size or left + 1 >= size:
            continue
        known = done[top, left] and done[top, left + 1]
        if not (known and done[top + 1, left] and done[top + 1, left + 1]):
            continue
        for i in range(2):
            for j in range(2):
                share = abs(1 - i - (y - top)) * abs(1 - j - (x - left))
                for k in range(3):
                    values[k] += share * picture[top + i, left + j, k]
                    values[3 + k] += share * structure[top + i, left + j, k]
        values[6] += 1
