"""The face mesh's rasteriser for a processor: one triangle after the other, compiled.

It follows the rules of `secc.py`, whose own way, everything at once, suits graphics cards.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True, error_model="numpy")
def rasterise_mesh(
    corners: NDArray[np.float32],  # [V, 3] columns, rows and depths of vertices
    triangles: NDArray[np.int64],  # [F, 3]
    colours: NDArray[np.float32],  # [V, 3]
    smallest_area: float,  # doubled, in pixels
    first: int,  # triangle to begin with
    picture: NDArray[np.float32],  # [3, S, S] out, filled with the background
) -> None:
    """Draws the nearest triangle at each pixel that it covers."""
    size = picture.shape[1]
    one, none = np.float32(1), np.float32(0)
    nearest = np.zeros((size, size), np.float32)
    winner = np.full((size, size), -1, np.int64)
    shares = np.empty((size, size, 3), np.float32)
    for number in range(first, len(triangles)):
        a, b, c = triangles[number]
        ax, ay, bx, by = corners[a, 0], corners[a, 1], corners[b, 0], corners[b, 1]
        cx, cy = corners[c, 0], corners[c, 1]
        left = max(np.int64(np.ceil(min(ax, bx, cx))), 0)
        top = max(np.int64(np.ceil(min(ay, by, cy))), 0)
        right = min(np.int64(np.floor(max(ax, bx, cx))), size - 1)
        bottom = min(np.int64(np.floor(max(ay, by, cy))), size - 1)
        if left > right or top > bottom:
            continue
        # Places count from the box's first pixel, so that they are small numbers.
        ax, bx, cx = ax - np.float32(left), bx - np.float32(left), cx - np.float32(left)
        ay, by, cy = ay - np.float32(top), by - np.float32(top), cy - np.float32(top)
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) <= smallest_area:
            continue
        start_a, start_b, start_c = bx * cy - by * cx, cx * ay - cy * ax, ax * by - ay * bx
        start_a, start_b, start_c = start_a / area, start_b / area, start_c / area
        right_a, right_b, right_c = (by - cy) / area, (cy - ay) / area, (ay - by) / area
        down_a, down_b, down_c = (cx - bx) / area, (ax - cx) / area, (bx - ax) / area
        near_a, near_b, near_c = one / corners[a, 2], one / corners[b, 2], one / corners[c, 2]
        for row in range(top, bottom + 1):
            y = np.float32(row - top)
            for column in range(left, right + 1):
                x = np.float32(column - left)
                weight_a = start_a + right_a * x + down_a * y
                weight_b = start_b + right_b * x + down_b * y
                weight_c = start_c + right_c * x + down_c * y
                if weight_a <= none or weight_b <= none or weight_c <= none:
                    continue
                share_a, share_b, share_c = weight_a * near_a, weight_b * near_b, weight_c * near_c
                near = share_a + share_b + share_c
                if near > nearest[row, column]:
                    nearest[row, column] = near
                    winner[row, column] = number
                    shares[row, column, 0] = share_a / near
                    shares[row, column, 1] = share_b / near
                    shares[row, column, 2] = share_c / near
    for row in range(size):
        for column in range(size):
            number = winner[row, column]
            if number < 0:
                continue
            for channel in range(3):
                colour = none
                for corner in range(3):
                    vertex = triangles[number, corner]
                    colour += shares[row, column, corner] * colours[vertex, channel]
                picture[channel, row, column] = colour
