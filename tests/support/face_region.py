"""Where the face is in a picture, from its landmarks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.topology import face_topology
from real3d.numerics.types import BoolArray, Mask
from real3d.portrait.landmarks import (
    CHIN,
    FOREHEAD,
    LEFT_EAR,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    RIGHT_EAR,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
)

_HOLES = (
    (UPPER_LIP_INNER, LOWER_LIP_INNER),
    (LEFT_UPPER_LID, LEFT_LOWER_LID),
    (RIGHT_UPPER_LID, RIGHT_LOWER_LID),
)
_SHIFT = 4
"""Fractional bits of OpenCV's coordinates."""


def face_width(landmarks: NDArray) -> float:
    """Pixels from ear to ear, through the head, of landmarks [N, 3]."""
    return float(np.linalg.norm(landmarks[LEFT_EAR] - landmarks[RIGHT_EAR]))


def odd(length: float) -> int:
    """The odd number of pixels nearest below a length, as kernels have it; at least 3."""
    return max(int(length) | 1, 3)


def disc(diameter: float) -> Mask:
    """A round kernel."""
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (odd(diameter), odd(diameter)))


def face(landmarks: NDArray, shape: tuple[int, ...]) -> BoolArray:
    """[H, W] all that any triangle of the face covers, eyes and mouth included.

    The union, because the outline's polygon folds over the cheek where the head is turned.
    """
    mask = np.zeros(shape[:2], np.uint8)
    points = np.round(landmarks[:, :2] * 2**_SHIFT).astype(np.int32)
    for triangle in face_topology().triangles:
        cv2.fillConvexPoly(mask, points[triangle], 1, shift=_SHIFT)
    return (mask | holes(landmarks, shape, 0)) > 0


def holes(landmarks: NDArray, shape: tuple[int, ...], margin: float) -> Mask:
    """[H, W] eyes and mouth, grown by a margin in pixels."""
    mask = np.zeros(shape[:2], np.uint8)
    for upper, lower in _HOLES:
        ring = np.round(landmarks[[*upper, *lower[::-1]], :2]).astype(np.int32)
        cv2.fillPoly(mask, [ring], 1)
    return cv2.dilate(mask, np.ones((odd(2 * margin),) * 2, np.uint8)) if margin else mask


def height_in_face(landmarks: NDArray, shape: tuple[int, ...]) -> NDArray:
    """[H, W] 0 at the height of the forehead's top, 1 at the chin's tip."""
    down = landmarks[CHIN, :2] - landmarks[FOREHEAD, :2]
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    x, y = columns - landmarks[FOREHEAD, 0], rows - landmarks[FOREHEAD, 1]
    return (x * down[0] + y * down[1]) / (down @ down)
