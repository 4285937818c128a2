"""Coordinates of a portrait's pixels on the head: upright, and in lengths of its own face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.types import Float32Array, FloatArray, Mask
from real3d.portrait.landmarks import (
    CHIN,
    FACE_OVAL,
    LEFT_BROW,
    LEFT_EAR,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_OUTER,
    RIGHT_BROW,
    RIGHT_EAR,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_OUTER,
)

_BROWS = tuple(brow[:5] + brow[:4:-1] for brow in (LEFT_BROW, RIGHT_BROW))
_EYES_AND_MOUTH = (
    LEFT_UPPER_LID + LEFT_LOWER_LID[::-1],
    RIGHT_UPPER_LID + RIGHT_LOWER_LID[::-1],
    UPPER_LIP_OUTER + LOWER_LIP_OUTER[::-1],
)
_BROW_MARGIN, _EYE_MARGIN = 0.04, 0.06
"""How much more than the landmarks enclose counts as brows, eyes and mouth, in half face widths."""

_CUT_OFF = 0.4
"""How much of a head that the picture cuts off is likely to be missing, in half face widths."""


@dataclass(frozen=True)
class HeadFrame:
    """Where the pixels lie on the head, whatever its tilt in the picture."""

    across: Float32Array
    """[S, S] from the face's middle to the image's right, in half face widths."""
    down: Float32Array
    """[S, S] from the brows, 0, to the chin, 1."""
    inside: Float32Array
    """[S, S] distance to the face's outline, in half face widths, positive inside."""
    outwards: Float32Array
    """[S, S] from the face's outline, 0, to the person's, 1; 0 within the face."""
    brows: Float32Array
    """[S, S] 0..1."""
    eyes_and_mouth: Float32Array
    """[S, S] 0..1."""


def head_frame(landmarks: FloatArray, person: Mask) -> HeadFrame:
    """The frame of a square picture.

    Args:
        landmarks: [478, 3] pixels of that picture.
        person: [S, S].
    """
    points = landmarks[:, :2]
    right = points[RIGHT_EAR] - points[LEFT_EAR]
    right = right / max(float(np.linalg.norm(right)), 1e-6)
    below = np.array([-right[1], right[0]])
    brows = points[list(LEFT_BROW + RIGHT_BROW)].mean(axis=0)
    height = max(float((points[CHIN] - brows) @ below), 1.0)
    # Of a turned face, the outline's middle is the face's, not the ears'.
    extent = (points[list(FACE_OVAL)] - brows) @ right
    middle, half = 0.5 * (extent.max() + extent.min()), max(0.5 * float(np.ptp(extent)), 1.0)
    y, x = np.mgrid[: len(person), : len(person)]
    x, y = x - brows[0], y - brows[1]
    face = _enclosed(points, (FACE_OVAL,), len(person))
    # With no face in the picture, everything is as far away as the picture is large.
    outwards = np.minimum(cv2.distanceTransform(1 - face, cv2.DIST_L2, 5), len(person))
    inwards = cv2.distanceTransform(face, cv2.DIST_L2, 5)
    to_background = _to_background(person, _CUT_OFF * half)
    return HeadFrame(
        across=((x * right[0] + y * right[1] - middle) / half).astype(np.float32),
        down=((x * below[0] + y * below[1]) / height).astype(np.float32),
        inside=(inwards - outwards) / np.float32(half),
        outwards=outwards / np.maximum(outwards + to_background, 1e-3),
        brows=_soft(_enclosed(points, _BROWS, len(person)), _BROW_MARGIN * half),
        eyes_and_mouth=_soft(_enclosed(points, _EYES_AND_MOUTH, len(person)), _EYE_MARGIN * half),
    )


def _to_background(person: Mask, beyond: float) -> Float32Array:
    """[S, S] pixels; what the picture cuts off goes on so many pixels beyond its border."""
    more = max(1, round(beyond))
    framed = cv2.copyMakeBorder(person, more, more, more, more, cv2.BORDER_REPLICATE)
    framed = cv2.copyMakeBorder(framed, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,))
    inner = slice(more + 1, -more - 1)
    return cv2.distanceTransform(framed, cv2.DIST_L2, 5)[inner, inner]


def _enclosed(points: FloatArray, outlines: Sequence[Sequence[int]], size: int) -> Mask:
    """[S, S] what outlines of landmarks enclose."""
    mask = np.zeros((size, size), np.uint8)
    for outline in outlines:
        cv2.fillPoly(mask, [np.rint(points[list(outline)] * 16).astype(np.int32)], (1,), shift=4)
    return mask


def _soft(mask: Mask, margin: float) -> Float32Array:
    """[S, S] 0..1 the mask and some pixels more, with soft edges."""
    radius = max(1, round(margin))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return cv2.GaussianBlur(cv2.dilate(mask, disc).astype(np.float32), (0, 0), max(0.5, margin / 2))
