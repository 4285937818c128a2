"""Photos with something painted onto the face, from a photo and its landmarks."""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.landmarks import (
    CHIN,
    FACE_OVAL,
    FOREHEAD,
    LEFT_IRIS,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    MOUTH_CORNERS,
    RIGHT_IRIS,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)

_JAW = (93, 132, 58, 172, 136, 150, 149, 176, 148, 152)
_JAW += (377, 400, 378, 379, 365, 397, 288, 361, 323)
"""From one cheek below the chin to the other."""
_BELOW_EYES = (330, 195, 101)
"""From the right cheekbone over the bridge of the nose to the left."""
_CHEEKS = (50, 280, 101, 330)
_MOUSTACHE = (92, 165, 167, 164, 393, 391, 322, 410, 270, 269, 267, 0, 37, 39, 40, 186)


def with_mask(photo: Picture, landmarks: FloatArray, colour: tuple[int, int, int]) -> Picture:
    """A cloth of one colour, with folds, over nose, mouth and chin."""
    fabric = np.float32(colour) * (1 - 0.2 * _folds(photo, landmarks))
    return _painted(photo, fabric, _polygon(photo, landmarks[[*_JAW, *_BELOW_EYES]], grow=1.05))


def with_skin_coloured_mask(photo: Picture, landmarks: FloatArray) -> Picture:
    """A cloth with the colour of the cheeks."""
    return with_mask(photo, landmarks, _skin(photo, landmarks))


def with_chequered_mask(photo: Picture, landmarks: FloatArray) -> Picture:
    """A cloth of red and white squares over nose, mouth and chin."""
    side = 0.06 * _height(landmarks)
    y, x = np.mgrid[: photo.shape[0], : photo.shape[1]]
    red = ((x // side + y // side) % 2)[..., None]
    fabric = np.where(red, np.float32((190, 50, 50)), np.float32((235, 230, 225)))
    return _painted(photo, fabric, _polygon(photo, landmarks[[*_JAW, *_BELOW_EYES]], grow=1.05))


def with_microphone(photo: Picture, landmarks: FloatArray) -> Picture:
    """A dark ball on a stick before the mouth."""
    height = _height(landmarks)
    centre = landmarks[list(MOUTH_CORNERS), :2].mean(axis=0)
    area = np.zeros(photo.shape[:2], np.uint8)
    cv2.circle(area, _pixel(centre), round(0.22 * height), 1, -1)
    end = centre + np.array((0.2, 1.0)) * height
    cv2.line(area, _pixel(centre), _pixel(end), 1, round(0.12 * height))
    y, x = np.mgrid[: photo.shape[0], : photo.shape[1]]
    light = np.exp(-(((x - centre[0] + 9) ** 2 + (y - centre[1] + 9) ** 2) / (0.1 * height) ** 2))
    return _painted(photo, np.float32(30 + 60 * light)[..., None] * np.ones(3), area)


def with_lipstick(photo: Picture, landmarks: FloatArray, colour: tuple[int, int, int]) -> Picture:
    """Lips of another colour."""
    lips = _polygon(photo, landmarks[[*UPPER_LIP_OUTER, *LOWER_LIP_OUTER[::-1]]])
    lips -= _polygon(photo, landmarks[[*UPPER_LIP_INNER, *LOWER_LIP_INNER[::-1]]])
    return _painted(photo, np.float32(colour), lips, opacity=0.75)


def with_moustache(photo: Picture, landmarks: FloatArray) -> Picture:
    """Dark hair from the nose over the upper lip."""
    hair = np.float32((50, 35, 25)) * (1 + 0.3 * _noise(photo, 1.0))
    return _painted(photo, hair, _polygon(photo, landmarks[list(_MOUSTACHE)]), opacity=0.9)


def with_fur(photo: Picture, landmarks: FloatArray) -> Picture:
    """A beast: fur over the whole face, round dark eyes without a white, no lips."""
    fur = 0.7 * np.float32(_skin(photo, landmarks)) * (1 + 0.25 * _noise(photo, 1.0))
    beast = _painted(photo, fur, _polygon(photo, landmarks[list(FACE_OVAL)], grow=1.1), 0.4)
    eyes = np.zeros(photo.shape[:2], np.uint8)
    for iris in (LEFT_IRIS, RIGHT_IRIS):
        cv2.circle(eyes, _pixel(landmarks[iris[0]]), round(0.06 * _height(landmarks)), 1, -1)
    beast = _painted(beast, np.float32((25, 18, 15)), eyes)
    lips = _polygon(photo, landmarks[[*UPPER_LIP_OUTER, *LOWER_LIP_OUTER[::-1]]], grow=1.4)
    return _painted(beast, fur, lips)


def _painted(photo: Picture, colour: Float32Array, area: Picture, opacity: float = 1.0) -> Picture:
    share = opacity * cv2.GaussianBlur(area.astype(np.float32), (0, 0), 1.2)[..., None]
    return np.clip(photo * (1 - share) + colour * share, 0, 255).astype(np.uint8)


def _polygon(photo: Picture, points: FloatArray, grow: float = 1.0) -> Picture:
    """[H, W] 1 within the outline, which is enlarged about its centre."""
    centre = points[:, :2].mean(axis=0)
    area = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillPoly(area, [np.int32(centre + (points[:, :2] - centre) * grow)], 1)
    return area


def _folds(photo: Picture, landmarks: FloatArray) -> Float32Array:
    """[H, W, 1] thin lines across the face, 0..1."""
    y = np.arange(photo.shape[0], dtype=np.float32)[:, None, None]
    height, mouth = _height(landmarks), landmarks[MOUTH_CORNERS[0], 1]
    lines = [mouth + share * height for share in (-0.12, -0.03, 0.07)]
    dark = sum(np.exp(-(((y - line) / (0.01 * height)) ** 2)) for line in lines)
    return np.broadcast_to(dark, (*photo.shape[:2], 1))


def _noise(photo: Picture, grain: float) -> Float32Array:
    """[H, W, 1] with a standard deviation of 1; `grain` is the size of its spots, pixels."""
    noise = np.random.default_rng(0).normal(size=photo.shape[:2]).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), grain)
    return (noise / noise.std())[..., None]


def _skin(photo: Picture, landmarks: FloatArray) -> tuple[int, int, int]:
    x, y = landmarks[list(_CHEEKS), :2].astype(int).T
    red, green, blue = np.median(photo[y, x], axis=0).astype(int)
    return int(red), int(green), int(blue)


def _height(landmarks: FloatArray) -> float:
    return float(np.linalg.norm(landmarks[FOREHEAD, :2] - landmarks[CHIN, :2]))


def _pixel(point: FloatArray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
