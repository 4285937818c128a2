"""The square of the photo that becomes the portrait: head, shoulders and some room to move."""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.bars import Area
from real3d.portrait.portrait import Crop

_SIDE = 2.7
"""Preferred side of the square, in face heights as all lengths here: head and shoulders."""
_MIN_SIDE = 1.15
"""Least side, which the face just fits. Only for less, the square reaches beyond the picture: the
repeated border is no pretty sight."""
_ROOM_ABOVE = 1.13
"""From the face's centre to the top: high hair fits. A small square loses shoulders, not hair."""
_ROOM_BELOW = 0.75
"""From the face's centre to the bottom, at least: the chin fits when the jaw drops."""


def portrait_crop(
    face: FloatArray,  # [N, 2 or 3] outline of the face, pixels
    area: Area,
) -> Crop:
    """The portrait's square in the area of a photo that shows a picture.

    It lies inside wherever the picture is large enough for a head.
    """
    x, y = face[:, :2].mean(axis=0) - (area.left, area.top)
    size = face_size(face)
    side = round(min(_SIDE * size, max(min(area.width, area.height), _MIN_SIDE * size)))
    top = max(y - _ROOM_ABOVE * size, y + _ROOM_BELOW * size - side)
    return Crop(
        left=area.left + _start(x - side / 2, side, area.width),
        top=area.top + _start(top, side, area.height),
        side=side,
    )


def face_size(face: FloatArray) -> float:
    """Height of a face's outline in pixels; for a turned or tilted face, its mean extent."""
    extent = np.ptp(face[:, :2], axis=0)
    diagonal = np.linalg.norm(face[0, :2] - face[len(face) // 2, :2])
    return float(max(diagonal, extent.mean()))


def crop_image(image: Picture, crop: Crop, size: int) -> Picture:
    """The square of a picture, `size` pixels a side; beyond the picture its border is repeated.

    Args:
        image: [H, W, 3] RGB.
        crop: the square.
        size: pixels a side of the result.

    Returns:
        [size, size, 3] RGB.
    """
    height, width = image.shape[:2]
    right, bottom = crop.left + crop.side, crop.top + crop.side
    inside = image[max(crop.top, 0) : min(bottom, height), max(crop.left, 0) : min(right, width)]
    square = cv2.copyMakeBorder(
        inside,
        max(-crop.top, 0),
        max(bottom - height, 0),
        max(-crop.left, 0),
        max(right - width, 0),
        cv2.BORDER_REPLICATE,
    )
    # Area averaging neither aliases nor blurs when it shrinks; cubic keeps edges when it enlarges.
    method = cv2.INTER_AREA if crop.side > size else cv2.INTER_CUBIC
    return cv2.resize(square, (size, size), interpolation=method)


def _start(start: float, side: int, length: int) -> int:
    """Where a side begins: inside the picture's length, or centred on it if it is longer."""
    room = length - side
    if room < 0:
        return round(min(max(start, room), 0))
    return round(min(max(start, 0), room))
