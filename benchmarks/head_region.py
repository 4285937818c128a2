"""The region of a head in a picture, how alike two pictures are there, and the best alignment.

Pictures are [S, S, 3] RGB, 0..255; landmarks are MediaPipe's, in pixels of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, FloatArray, Picture
from real3d.portrait.crop import face_size
from real3d.portrait.landmarks import (
    FACE_OVAL,
    OUTER_EYE_CORNERS,
    RIGID,
    SKIN_LANDMARK_COUNT,
)

MARGIN = 0.15
"""How far the region reaches beyond the hull of the face, in face heights: hairline, ears, jaw."""
PSNR_CEILING = 50.0
"""dB that two equal pictures are given."""
SSIM_SIGMA = 1.5
"""Of the Gaussian window, pixels (Wang et al. 2004, with its constants)."""
SSIM_CONSTANTS = (0.01 * 255) ** 2, (0.03 * 255) ** 2
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True)
class Likeness:
    """How alike two pictures of a head are."""

    psnr: float
    """dB over red, green and blue."""
    ssim: float
    """Mean of the SSIM map of the luma, -1..1."""
    l1: float
    """Mean absolute difference, grey levels."""


def head_region(landmarks: FloatArray, size: int) -> BoolArray:
    """[S, S] the convex hull of the face whose landmarks these are, and `MARGIN` around it."""
    points = landmarks[:SKIN_LANDMARK_COUNT, :2].astype(np.float32)
    region = np.zeros((size, size), np.uint8)
    cv2.fillConvexPoly(region, np.round(cv2.convexHull(points)).astype(np.int32), 1)
    reach = max(round(MARGIN * face_size(landmarks[list(FACE_OVAL)])), 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return cv2.dilate(region, kernel).astype(bool)


def likeness(picture: Picture, real: Picture, region: BoolArray) -> Likeness:
    """How alike two pictures are within the region [S, S]."""
    rows, columns = np.flatnonzero(region.any(axis=1)), np.flatnonzero(region.any(axis=0))
    window = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    first, second = (p[window].astype(np.float32) for p in (picture, real))
    inside = region[window]
    difference = (first - second)[inside]
    floor = 255.0**2 / 10 ** (PSNR_CEILING / 10)
    error = max(float(np.square(difference).mean()), floor)
    return Likeness(
        psnr=float(10 * np.log10(255.0**2 / error)),
        ssim=float(_ssim_map(first @ LUMA, second @ LUMA)[inside].mean()),
        l1=float(np.abs(difference).mean()),
    )


def landmark_error(landmarks: FloatArray, real: FloatArray) -> float:
    """Mean distance in the picture plane, per cent of the outer eye corners' distance."""
    left, right = OUTER_EYE_CORNERS
    eyes = np.linalg.norm(real[left, :2] - real[right, :2])
    return 100 * float(np.linalg.norm(_skin(landmarks) - _skin(real), axis=1).mean() / eyes)


def best_similarity(landmarks: FloatArray, target: FloatArray) -> FloatArray:
    """[2, 3] the rotation, scale and shift in the plane that bring `landmarks` nearest to `target`
    (source → target, pixels), by those that expressions hardly move: an open mouth is no scale."""
    source, aim = (_complex(points[list(RIGID)]) for points in (landmarks, target))
    rest = source - source.mean()
    turn = np.vdot(rest, aim - aim.mean()) / np.vdot(rest, rest)
    shift = aim.mean() - turn * source.mean()
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def move_picture(picture: Picture, similarity: FloatArray) -> Picture:
    """The picture moved by a similarity [2, 3]; beyond its border it repeats."""
    height, width = picture.shape[:2]
    return cv2.warpAffine(
        picture,
        similarity,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def move_landmarks(landmarks: FloatArray, similarity: FloatArray) -> FloatArray:
    """[468, 2] the skin's landmarks moved by a similarity [2, 3]."""
    return _skin(landmarks) @ similarity[:, :2].T + similarity[:, 2]


def _skin(landmarks: FloatArray) -> FloatArray:
    return np.ascontiguousarray(landmarks[:SKIN_LANDMARK_COUNT, :2], np.float64)


def _complex(points: FloatArray) -> NDArray[np.complex128]:
    return points[:, 0] + 1j * points[:, 1]


def _ssim_map(first: FloatArray, second: FloatArray) -> FloatArray:
    def mean(values: FloatArray) -> FloatArray:
        return cv2.GaussianBlur(values, (11, 11), SSIM_SIGMA)

    small, large = SSIM_CONSTANTS
    means = mean(first), mean(second)
    variances = mean(first**2) - means[0] ** 2, mean(second**2) - means[1] ** 2
    shared = mean(first * second) - means[0] * means[1]
    return ((2 * means[0] * means[1] + small) * (2 * shared + large)) / (
        (means[0] ** 2 + means[1] ** 2 + small) * (sum(variances) + large)
    )
