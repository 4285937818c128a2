"""Converts between the project's `Motion` and the face model's poses.

`Motion` turns by (pitch, yaw, roll) up, to the picture's right and clockwise, in units of the outer
eye corners' distance with y down; the face model turns about x, y and z with y up, in decimetres.
"""

from __future__ import annotations

import numpy as np

from real3d.motion import Motion
from real3d.numerics.types import FloatArray
from real3d.triplane.face_model.morphable_model import EXPRESSION_SIZE, Pose

FACE_BASIS = tuple(f"face{number}" for number in range(EXPRESSION_SIZE))
"""The face model's expressions have no names."""
EYE_CORNERS_DM = 0.9
"""Decimetres between the outer eye corners."""
TURN_SIGNS = np.array((-1.0, 1.0, -1.0))
SHIFT_SIGNS = np.array((1.0, -1.0, 0.0))
"""The distance from the camera stays constant, as in training."""


def head_poses(motion: Motion, source: Pose) -> Pose:
    """The poses [T] of a head that is at `source` where the motion is at rest."""
    euler = source.euler + TURN_SIGNS * motion.rotation
    translation = source.translation + EYE_CORNERS_DM * SHIFT_SIGNS * motion.translation
    return Pose(euler.astype(np.float32), translation.astype(np.float32))


def relative_motion(poses: Pose, rest: Pose) -> tuple[FloatArray, FloatArray]:
    """Rotation and translation [T, 3] of a `Motion` whose rest is the pose `rest` [1]."""
    rotation = TURN_SIGNS * (poses.euler - rest.euler)
    translation = SHIFT_SIGNS * (poses.translation - rest.translation) / EYE_CORNERS_DM
    return rotation, translation


def resample(track: FloatArray, rate: float, fps: float, frames: int) -> FloatArray:
    """[frames, K] at `fps` from a track [T, K] at `rate`; its last value is held."""
    times = np.arange(frames) / fps * rate
    known = np.arange(len(track))
    return np.stack([np.interp(times, known, channel) for channel in track.T], 1)
