"""The guided filter for colour guides (He et al. 2010), and its fast form (He and Sun 2015).

Within each window the result is a linear function of the guide's colour, so that it has edges where
the guide has them. OpenCV's filter gives up where a window's colours lie on a line, as they do in
grey pictures and between two plain regions, and merely blurs there; this one does not.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import Float32Array


def guided_filter(
    guide: Float32Array,  # [H, W, 3]
    values: Float32Array,  # [h, w, C]
    radius: int,
    eps: float,
) -> Float32Array:
    """The values, smoothed and bent to the guide's edges.

    Args:
        guide: a colour picture, 0..1.
        values: of the guide's size or of a smaller one. Then the linear functions are found at
            that size, and enlarged.
        radius: of the square windows, in pixels of the values; they are 2 radius + 1 wide.
        eps: variance of the guide, squared units, below which a window counts as flat.

    Returns:
        [H, W, C].
    """
    height, width = guide.shape[:2]
    small = values.shape[:2]
    seen = guide if small == (height, width) else cv2.resize(guide, small[::-1], None, 0, 0, 3)
    coefficients = _linear_functions(seen, values, radius, eps)
    if small != (height, width):
        coefficients = [
            [cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in planes]
            for planes in coefficients
        ]
    red, green, blue = cv2.split(guide - np.float32(0.5))
    filtered = [r * red + g * green + b * blue + level for r, g, b, level in coefficients]
    return np.stack(filtered, axis=-1)


def _linear_functions(
    guide: Float32Array, values: Float32Array, radius: int, eps: float
) -> list[list[Float32Array]]:
    """Of each channel, the planes that weigh red, green and blue, and the constant one."""

    def mean(plane: Float32Array) -> Float32Array:
        window = (2 * radius + 1, 2 * radius + 1)
        return cv2.boxFilter(plane, -1, window, borderType=cv2.BORDER_REFLECT)

    colours = cv2.split(guide - np.float32(0.5))
    means = [mean(colour) for colour in colours]

    def covariance(i: int, j: int) -> Float32Array:
        return mean(colours[i] * colours[j]) - means[i] * means[j]

    # The covariance matrix of the colours as L D L^T, which is exact enough in single precision
    # even where the colours lie on a line.
    small = np.float32(eps)
    rr, rg, rb = covariance(0, 0) + small, covariance(0, 1), covariance(0, 2)
    g_on_r, b_on_r = rg / rr, rb / rr
    gg = np.maximum(covariance(1, 1) + small - g_on_r * rg, small)
    gb = covariance(1, 2) - g_on_r * rb
    b_on_g = gb / gg
    bb = np.maximum(covariance(2, 2) + small - b_on_r * rb - b_on_g * gb, small)
    functions = []
    for channel in cv2.split(values) if values.shape[2] > 1 else [values[..., 0]]:
        middle = mean(channel)
        r, g, b = (
            mean(channel * colour) - middle * m for colour, m in zip(colours, means, strict=True)
        )
        g = g - g_on_r * r
        b = (b - b_on_r * r - b_on_g * g) / bb
        g = g / gg - b_on_g * b
        r = r / rr - g_on_r * g - b_on_r * b
        level = middle - r * means[0] - g * means[1] - b * means[2]
        functions.append([mean(plane) for plane in (r, g, b, level)])
    return functions
