"""The frizz of curls, and what compression has made of an outline, before a calm background.

Too faint for the matte and for the eye at rest, it is seen as a ghost of the head as soon as that
has left it behind. So all that differs from a calm background next to the head is the person's,
but for shadows, which are smooth.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, Picture
from real3d.portrait.foreground import least_opacity
from real3d.portrait.push_pull import push_pull

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_TRACE = 0.04
"""Opacity above which a pixel shows the person."""
_REACH = (10.0, 16.0)
"""Distances from the person between which the claim ends."""
_CALM = (1.2, 2.4)
"""Unevenness of the background, grey levels, up to which, and from which no more, it is calm."""
_DIFFERS = (5.0, 12.0)
"""Difference from a calm background, grey levels, from which something is seen, and is certain."""
_UNEVEN = (2.0, 4.0)
"""Unevenness, grey levels, from which, and from which wholly, something is no shadow."""
_FINE, _SMOOTH, _AROUND = 3.0, 8.0, 24.0
"""Lengths over which frizz and a background are uneven, and over which a background is calm."""
_SAMPLES = 256
"""Samples a side from which the latter is measured."""
_NOISE = 0.7
"""Over this length noise is averaged out."""


def claim_frizz(
    image: Picture,  # [S, S, 3] RGB
    alpha: Float32Array,  # [S, S]
    head: BoolArray,  # [S, S] where it is looked for
) -> Float32Array:
    """The matte [S, S] with the frizz around the head."""
    scale = len(alpha) / _REFERENCE
    outwards = cv2.distanceTransform((alpha <= _TRACE).astype(np.uint8), cv2.DIST_L2, 5)
    clean = (outwards > _REACH[1] * scale).astype(np.float32)
    if not clean.any():
        return alpha
    photo = image.astype(np.float32)
    behind = push_pull(photo, clean)
    away = photo - behind
    difference = cv2.GaussianBlur(np.linalg.norm(away, axis=2), (0, 0), _NOISE * scale)
    outside = (outwards > 0).astype(np.float32)
    fine = _unevenness(photo, outside, _FINE * scale, _FINE * scale)
    calm = smoothstep(_wide_unevenness(photo, clean), *_CALM[::-1])
    near = smoothstep(outwards, *(limit * scale for limit in _REACH[::-1]))
    claimed = smoothstep(difference, *_DIFFERS) * smoothstep(fine, *_UNEVEN) * calm * near * head
    return np.maximum(alpha, claimed * least_opacity(away, behind)).astype(np.float32)


def _wide_unevenness(photo: Float32Array, clean: Float32Array) -> Float32Array:
    """[S, S] of the background around a pixel, from samples: single pixels, which keep its
    noise."""
    size = len(photo)
    step = max(1, size // _SAMPLES)
    per_pixel = size / (step * _REFERENCE)
    samples = np.ascontiguousarray(photo[::step, ::step])
    known = np.ascontiguousarray(clean[::step, ::step])
    uneven = _unevenness(samples, known, _SMOOTH * per_pixel, _AROUND * per_pixel)
    return cv2.resize(uneven, (size, size), interpolation=cv2.INTER_LINEAR)


def _unevenness(
    photo: Float32Array, where: Float32Array, smooth: float, wide: float
) -> Float32Array:
    """[S, S] by how many grey levels the photo differs around a pixel from a smooth one.

    Args:
        photo: [S, S, 3].
        where: [S, S] 1 on the pixels that count, 0 on the others.
        smooth, wide: standard deviations, pixels: of the smooth photo, and of what is around.
    """

    def around(values: Float32Array, reach: float) -> Float32Array:
        weight = cv2.GaussianBlur(where, (0, 0), reach)
        mean = cv2.GaussianBlur(values * where[..., None], (0, 0), reach)
        return mean.reshape(values.shape) / np.maximum(weight, 1e-4)[..., None]

    differs = np.linalg.norm(photo - around(photo, smooth), axis=2, keepdims=True)
    return around(differs, wide)[..., 0]
