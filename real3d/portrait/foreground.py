"""The person's own colours, where the photo shows them mixed with the background.

`cutout` estimates them without knowing the background (blur fusion, Forte 2021): for other
backgrounds. `exact_foreground` solves the compositing equation against a given background: over
that background, the photo is reproduced.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Picture

_BLUR_SIZES = (45, 7)
"""Pixels of a 512 px portrait: a wide pass that gathers colour, a narrow one that keeps detail."""


def cutout(image: Picture, alpha: Float32Array) -> Picture:
    """The person's colours [S, S, 3] by blur fusion.

    Args:
        image: [S, S, 3] RGB.
        alpha: [S, S] the matte.
    """
    photo = image.astype(np.float32)
    opacity = alpha[..., None]
    person, background = photo, photo
    for blur in _BLUR_SIZES:
        side = round(blur * image.shape[0] / 512)
        window = (side, side)
        weight = cv2.blur(alpha, window)[..., None]
        near = cv2.blur(person * opacity, window) / (weight + 1e-5)
        behind = cv2.blur(background * (1 - opacity), window) / (1 - weight + 1e-5)
        person = np.clip(near + opacity * (photo - opacity * near - (1 - opacity) * behind), 0, 255)
        background = behind
    return np.rint(person).astype(np.uint8)


def exact_foreground(
    image: Picture,  # [S, S, 3] RGB
    alpha: Float32Array,  # [S, S]
    background: Picture,  # [S, S, 3] RGB
    cutout: Picture,  # [S, S, 3] RGB, taken over where alpha says too little
) -> Picture:
    """[S, S, 3] such that `foreground * alpha + background * (1 - alpha)` is the photo."""
    opacity = alpha[..., None]
    photo = image.astype(np.float32)
    solved = (photo - (1 - opacity) * background) / np.maximum(opacity, 0.02)
    known = smoothstep(opacity, 0.02, 0.2)
    colours = np.clip(solved, 0, 255) * known + cutout * (1 - known)
    return np.rint(colours).astype(np.uint8)


def least_opacity(away: Float32Array, behind: Float32Array) -> Float32Array:
    """[h, w] 0..1 of something before a background: with less, no colour would make the photo's.

    Args:
        away: [h, w, 3] by how much the photo differs from the background.
        behind: [h, w, 3] RGB 0..255, the background.
    """
    room = np.where(away > 0, 255 - behind, behind)
    return np.minimum((np.abs(away) / np.maximum(room, 1)).max(axis=2), 1)
