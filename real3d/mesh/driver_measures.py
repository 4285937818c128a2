"""Simple measures of faces [T, 478, 3] in the head frame: gap, width and corners of the mouth, the
eyes' openness, the direction in which they look."""

from __future__ import annotations

import numpy as np

from real3d.mesh.topology import EyeTopology
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import LEFT_BROW, MOUTH_CORNERS, RIGHT_BROW

UPPER_LIP, LOWER_LIP = 13, 14
"""The middles of the inner lips."""
NOSE_BASE = 2
BROWS = (*LEFT_BROW, *RIGHT_BROW)
_MIDDLE = slice(3, 6)
"""Of the lids."""


def lip_gap(faces: FloatArray) -> FloatArray:
    """[T] between the lips' middles."""
    return np.linalg.norm(faces[:, UPPER_LIP] - faces[:, LOWER_LIP], axis=1)


def mouth_width(faces: FloatArray) -> FloatArray:
    """[T] from corner to corner."""
    left, right = MOUTH_CORNERS
    return np.linalg.norm(faces[:, left] - faces[:, right], axis=1)


def corner_height(faces: FloatArray) -> FloatArray:
    """[T] of the mouth's corners, relative to the base of the nose; up is positive."""
    return faces[:, NOSE_BASE, 1] - faces[:, list(MOUTH_CORNERS), 1].mean(axis=1)


def brow_height(faces: FloatArray) -> FloatArray:
    """[T] of both brows, up is positive."""
    return -faces[:, list(BROWS), 1].mean(axis=1)


def eye_openness(faces: FloatArray, eye: EyeTopology) -> FloatArray:
    """[T] eye aspect ratio: height of the opening over the eye's width."""
    height = np.linalg.norm(faces[:, eye.upper[_MIDDLE]] - faces[:, eye.lower[_MIDDLE]], axis=2)
    width = np.linalg.norm(faces[:, eye.upper[0]] - faces[:, eye.upper[-1]], axis=1)
    return height.mean(axis=1) / width


def iris_offset(faces: FloatArray, eye: EyeTopology) -> FloatArray:
    """[..., 2] from the middle of the eye's corners to the iris, in eye widths."""
    outer, inner = faces[..., eye.upper[0], :2], faces[..., eye.upper[-1], :2]
    width = np.linalg.norm(outer - inner, axis=-1, keepdims=True)
    return (faces[..., eye.iris[0], :2] - 0.5 * (outer + inner)) / width
