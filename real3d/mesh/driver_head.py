"""How a driver's head moves: rotation and place relative to the photo.

In a clip of the person in the photo, movement begins at the frames that are the photo
(`real3d.motion.reference`). Anybody else who rests nearly facing the camera is taken to face it, so
that the same moment gives the same head however the clip was cut; a head that rests turned farther
is turned back by the excess. Every shot has its own resting place.
"""

from __future__ import annotations

import numpy as np

from real3d.mesh.driver_face import DriverFace
from real3d.motion.shots import resting_place, resting_rotation
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import FloatArray
from real3d.portrait.mean_face import FACE_FROM_NECK
from real3d.portrait.pose import euler_angles, rotation_matrix

# Standard deviations of the smoothing, seconds.
_ROTATION_SIGMA = 0.045
_PLACE_SIGMA = 0.020

_FACING = np.radians([5.0, 15.0, 6.0])
"""(pitch, yaw, roll) within which a resting head is taken to face the camera."""


def head_motion(
    driver: DriverFace, moments: FloatArray | None, fps: float
) -> tuple[FloatArray, FloatArray]:
    """Rotation (Euler angles, radians) and translation (outer-eye-corner distances), [T, 3] each.

    Args:
        driver: the clip's face.
        moments: [T] which frames are the photo (`photo_moments`); None if another person drives.
        fps: frames per second.
    """
    angles = np.array([euler_angles(rotation) for rotation in driver.rotation])
    angles = _smooth_shots(angles, driver.shots, _ROTATION_SIGMA * fps)
    rotations = np.stack([rotation_matrix(*frame) for frame in angles])
    place = _smooth_shots(driver.place, driver.shots, _PLACE_SIGMA * fps)
    # The face is where it was measured; what its turning about the neck explains is taken off.
    neck = place - (rotations @ np.array(FACE_FROM_NECK))[:, :2]
    relative, translation = np.zeros((2, len(angles), 3))
    for shot in driver.shots:
        rest, place_at_rest = resting_rotation(rotations[shot]), resting_place(neck[shot])
        if moments is None:
            rest = _excess(rest)
        else:
            rest = rotation_matrix(*(moments @ angles))
            if moments[shot].sum() > 0.5:
                place_at_rest = moments @ neck
        relative[shot] = [euler_angles(rest.T @ rotation) for rotation in rotations[shot]]
        translation[shot, :2] = neck[shot] - place_at_rest
    # Depth is not measured well enough to be followed.
    return relative, translation


def _excess(rest: FloatArray) -> FloatArray:
    """[3, 3] what of a resting rotation is more than facing the camera."""
    angles = np.array(euler_angles(rest))
    return rotation_matrix(*(np.sign(angles) * np.maximum(np.abs(angles) - _FACING, 0)))


def _smooth_shots(track: FloatArray, shots: tuple[slice, ...], sigma: float) -> FloatArray:
    return np.concatenate([smooth(track[shot], sigma) for shot in shots])
