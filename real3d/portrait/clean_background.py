"""The clean background: the photo's background with the person taken out.

Only a ring along the outline is ever revealed, by a turning head. There the background's lines and
textures go on; a smooth fill behind them holds the colours.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.push_pull import push_pull
from real3d.portrait.rim_fill import fill_rim

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_TRACE = 0.04
"""Opacity above which a pixel shows the person."""
_MARGIN = 5
"""Pixels around the person from which the fill does not learn its colours."""
_TINTED, _TINT = 16, 14.0
"""Distance up to which the person tints the background, pixels; by how many grey levels at most."""
_FADE = (1.5, 4.5)
"""Distances from the person, pixels, between which the fill gives way to the photo."""
_CLEAN = 3.5
"""Distance from the person, pixels, from which the photo shows hardly anything of it."""


def background_without_person(
    image: Picture,  # [S, S, 3] RGB
    alpha: Float32Array,  # [S, S]
) -> Picture:
    """The background [S, S, 3]; outside the person it is the photo itself."""
    scale = image.shape[0] / _REFERENCE
    photo = image.astype(np.float32)
    outwards = cv2.distanceTransform((alpha <= _TRACE).astype(np.uint8), cv2.DIST_L2, 5)
    background = (outwards > _MARGIN * scale).astype(np.float32)
    if not background.any():
        return np.full_like(image, image.mean(axis=(0, 1)))
    # Soft, so that the fill begins without a seam.
    known = cv2.GaussianBlur(background, (0, 0), 2 * scale) * background
    smooth = push_pull(photo, known)
    fill = fill_rim(photo, smooth, known) + _without_tint(photo, smooth, outwards, scale)
    # Inside the margin the photo takes over as soon as the person's traces have faded. What it
    # shows there the fill has never seen: it follows, smoothly, or its edge would be seen.
    edge = ((outwards > _CLEAN * scale) & (background == 0)).astype(np.float32)
    fill = fill + push_pull((photo - fill) * edge[..., None], edge)
    untouched = smoothstep(outwards, *(limit * scale for limit in _FADE))[..., None]
    clean = fill + (photo - fill) * untouched
    return np.clip(np.rint(clean), 0, 255).astype(np.uint8)


def _without_tint(
    photo: Float32Array, smooth: Float32Array, outwards: Float32Array, scale: float
) -> Float32Array:
    """[S, S, 3] what is to be added to the fill, which has learnt its colours next to the person:
    compression and lenses tint the background there, by a little and over some pixels. Light and
    shade stay."""
    half = (len(photo) // 2, len(photo) // 2)
    away = cv2.resize((outwards > _TINTED * scale).astype(np.float32), half)
    if not (away > 0.99).any():
        return np.zeros_like(photo)
    small = cv2.resize(photo, half, interpolation=cv2.INTER_AREA)
    untinted = push_pull(small, (away > 0.99).astype(np.float32))
    change = untinted - cv2.resize(smooth, half)
    change -= change.mean(axis=2, keepdims=True)
    change = np.clip(change, -_TINT, _TINT)
    hidden = (outwards <= _MARGIN * scale).astype(np.uint8)
    inward = smoothstep(cv2.distanceTransform(hidden, cv2.DIST_L2, 5), 0.0, _MARGIN * 2 * scale)
    return cv2.resize(change, photo.shape[:2]) * inward[..., None]
