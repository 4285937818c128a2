"""How much of its detail the skin of a face keeps while it moves.

Sharpness is the variance of the Laplacian of grey inside the face, without eyes and mouth, which
have detail of their own and move by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.motion import Motion
from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.landmarks import RIGID, SKIN_LANDMARK_COUNT
from tests.support.face_region import disc, face, face_width, holes
from tests.support.poses import Model, pose

# In face widths.
_RIM = 0.11
_HOLE_MARGIN = 0.03

_FIRST_FRAMES = 3
"""A video is compared with so many of its first frames: the first alone may be a key frame."""
_MOVED = 0.003
"""Face widths by which a head has left its first place: half a pixel at 512."""
_SLOW = 0.4
"""Face widths a second above which a camera's exposure blurs."""
_SAME_SIZE = 0.05
"""Nearer or farther faces have other detail."""


def _shifted(pitch: float, yaw: float, x: float, y: float) -> Motion:
    return replace(pose(pitch=pitch, yaw=yaw), translation=np.array([[x, y, 0.0]]))


SMALL_MOVES = (
    _shifted(1, 2, 0.003, 0.001),
    _shifted(-2, 3, 0, 0.004),
    _shifted(2, -4, 0.01, 0),
    _shifted(0, 5, 0.002, 0.013),
    _shifted(-3, -2.5, 0, 0),
    _shifted(1.3, 1.1, 0.006, 0.002),
    _shifted(0.5, -0.7, 0.001, 0),
)
"""Degrees and face units small enough to leave size and light alone, none of whole pixels."""


@dataclass(frozen=True)
class Detail:
    """Sharpness of the moving face over that at rest."""

    median: float
    worst: float


def sharpness(frame: Picture, landmarks: NDArray) -> float:
    """Of the skin of the face with these landmarks [468 or more, 3]."""
    width = face_width(landmarks)
    inside = cv2.erode(face(landmarks, frame.shape).astype(np.uint8), disc(_RIM * width))
    skin = (inside > 0) & (holes(landmarks, frame.shape, _HOLE_MARGIN * width) == 0)
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(cv2.Laplacian(grey, cv2.CV_32F)[skin].var()) if skin.any() else float("nan")


def detail_kept(avatar: MeshAvatar) -> Detail:
    """How much detail the avatar keeps over a handful of small movements."""
    model = Model(avatar)

    def seen(motion: Motion) -> float:
        frame = model.hold(motion)
        return sharpness(frame, model.vertices[:SKIN_LANDMARK_COUNT])

    at_rest = seen(pose())
    ratios = [seen(motion) / at_rest for motion in SMALL_MOVES]
    return Detail(float(np.median(ratios)), float(np.min(ratios)))


def detail_over_time(sharp: FloatArray, landmarks: FloatArray, fps: float) -> float:
    """The median sharpness of a video's moving face over that of its first frames.

    Left out are frames in which the head is where it was, so fast that exposure blurs, or of
    another size. People in six clips: 0.67 to 1.5, in the median 1.0.

    Args:
        sharp: [T] sharpness of each frame.
        landmarks: [T, 478, 3] pixels.
        fps: frames per second.

    Returns:
        NaN where the face never moves.
    """
    width = np.array([face_width(points) for points in landmarks])
    place = landmarks[:, list(RIGID), :2].mean(axis=1)
    away = np.linalg.norm(place - place[0], axis=1) / width[0]
    speed = fps * np.linalg.norm(np.diff(place, axis=0, prepend=place[:1]), axis=1) / width[0]
    alike = np.abs(width / width[0] - 1) < _SAME_SIZE
    counted = (away > _MOVED) & (speed < _SLOW) & alike
    if not counted.any():
        return float("nan")
    return float(np.median(sharp[counted]) / np.median(sharp[:_FIRST_FRAMES]))
