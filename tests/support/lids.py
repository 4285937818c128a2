"""How light a shut lid is beside the skin below the eye: people's are nearly as light.

Measured inside the outline of the open eye, above the lashes of the shut one, against the skin
below, both as CIE L*.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.mouth_colours import polygon_mask
from real3d.mesh.topology import EYES, EyeTopology
from real3d.numerics.types import FloatArray, Picture
from tests.support.poses import Model, pose

_ABOVE_LASHES = 0.65
"""Share of the open eye's height that is free of the shut lid's lashes."""
_SKIN_BELOW = (0.15, 0.38)
"""Below the lower rim, in eye widths."""


def closed_lid_light(avatar: MeshAvatar) -> FloatArray:
    """[2] of the left and the right eye, at rest but for the lids."""
    frame = Model(avatar).hold(pose(blink=1))
    landmarks = avatar.portrait.landmarks
    return np.array([lid_light(frame, landmarks, eye) for eye in EYES])


def lid_light(frame: Picture, landmarks: NDArray, eye: EyeTopology) -> float:
    """L* of a shut lid over that of the skin below; `landmarks` are those of the open eye."""
    upper, lower = landmarks[list(eye.upper), :2], landmarks[list(eye.lower), :2]
    width = np.linalg.norm(upper[0] - upper[-1])
    down = (lower - upper).mean(axis=0)
    down = down / np.linalg.norm(down)
    inner = slice(1, -1)
    lid = np.vstack([upper[inner], (upper + _ABOVE_LASHES * (lower - upper))[inner][::-1]])
    near, far = (lower[inner] + share * width * down for share in _SKIN_BELOW)
    return _lightness(frame, lid) / _lightness(frame, np.vstack([near, far[::-1]]))


def _lightness(frame: Picture, outline: NDArray) -> float:
    """Median L* within a polygon [N, 2]."""
    left, top = np.maximum(np.floor(outline.min(axis=0)).astype(int) - 1, 0)
    right, bottom = np.ceil(outline.max(axis=0)).astype(int) + 2
    part = np.ascontiguousarray(frame[top:bottom, left:right, :3], np.float32) / 255
    mask = polygon_mask(outline - (left, top), max(part.shape[:2]))[: len(part), : part.shape[1]]
    return float(np.median(cv2.cvtColor(part, cv2.COLOR_RGB2LAB)[..., 0][mask > 0]))
