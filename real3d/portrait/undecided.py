"""Hair and cloth beside neck and shoulders of which the segmentation networks are in two minds.

A ponytail behind a neck looks to them like the person's and to GrabCut, dark and out of the light,
like the background. Left there, it stands still beside a head that moves. The background itself
tells: a patch whose colours hardly occur in it is the person's.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask, Picture
from real3d.portrait.background_following import alike_colours
from real3d.portrait.landmarks import LEFT_EAR, RIGHT_EAR
from real3d.portrait.surroundings import share_alike

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_UNDECIDED, _BACKGROUND = 0.35, 0.15
"""Opinion of the networks from which a pixel may be the person's, and up to which it is not."""
_THICK = 6
"""Radius of a disc that fits into a patch: the edge of something is narrower."""
_LEAST = 150
"""Pixels of a patch that is worth the trouble."""
_CLEAN = 26
"""Distance from the person from which the photo shows background alone, pixels."""
_RARE = (0.03, 0.005)
"""Share of the background around a pixel that has its colour: up to the second it is foreign."""
_FOREIGN = 0.4
"""Share of a patch that is foreign from which it is the person's."""


def undecided_patches(
    image: Picture,  # [S, S, 3] RGB
    soft: Float32Array,  # [S, S] what the networks say, 0..1
    person: BoolArray,  # [S, S] what is known to be the person
    landmarks: FloatArray,  # [478, 3] pixels
) -> BoolArray:
    """[S, S] patches below the ears, not yet the person's, that are."""
    scale = len(image) / _REFERENCE
    patches = _below_ears(landmarks, len(image)) & (soft > _UNDECIDED) & ~person
    opened = cv2.morphologyEx(patches.astype(np.uint8), cv2.MORPH_OPEN, _disc(_THICK * scale))
    away = cv2.distanceTransform((~person & (soft < _BACKGROUND)).astype(np.uint8), cv2.DIST_L2, 5)
    clean = (away > _CLEAN * scale).astype(np.uint8)
    found = np.zeros(person.shape, np.bool_)
    if not (opened.any() and clean.any()):
        return found
    alike = alike_colours(cv2.GaussianBlur(image, (3, 3), 0.6), clean)
    foreign = smoothstep(share_alike(image, clean, patches, alike), *_RARE)
    whole = cv2.dilate(opened, _disc(_THICK * scale)) & patches.astype(np.uint8)
    count, labels, figures, _ = cv2.connectedComponentsWithStats(whole)
    for label in range(1, count):
        patch = labels == label
        large = figures[label, cv2.CC_STAT_AREA] >= _LEAST * scale**2
        if large and foreign[patch].mean() > _FOREIGN:
            found |= patch
    return found


def _below_ears(landmarks: FloatArray, size: int) -> BoolArray:
    """[S, S] above them are letters on a wall rather than hair that hangs."""
    ears = landmarks[[LEFT_EAR, RIGHT_EAR], 1].mean()
    return np.broadcast_to(np.arange(size)[:, None] > ears, (size, size))


def _disc(radius: float) -> Mask:
    side = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
