"""How far a photo can be turned before it shows what it does not hold.

One photo holds one side of a head. Small rotations are kept as they are, larger ones approach a
limit softly. A three-quarter photo hardly turns towards the front, because the far side of the
face was never seen.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion.track import Motion
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray

PITCH_LIMIT = np.radians(11.0)
YAW_LIMIT = np.radians(14.0)
ROLL_LIMIT = np.radians(14.0)
"""Limits of the head's rotation relative to the photo: beyond them cheek, neck or hair smears."""
ABSOLUTE_YAW_LIMIT = np.radians(30.0)
FRONTAL_UP_TO = np.radians(15.0)
THREE_QUARTER_FROM = np.radians(30.0)
"""Yaw of the photo between which its turn towards the front shrinks from all to nothing."""
KNEE = 0.6
"""Share of a limit up to which an angle is kept as it is."""
EASING = np.radians(3.0)
"""Angle within which the slope changes from one side of a turned photo to the other."""


def limit_pose(motion: Motion, photo_rotation: tuple[float, float, float]) -> Motion:
    """The motion with its rotation kept within what the photo can show.

    Args:
        motion: relative to the photo.
        photo_rotation: (pitch, yaw, roll) of the head in the photo, in radians and with the signs
            of `Motion`.
    """
    pitch, yaw, roll = motion.rotation.T
    limited = [
        soft_limit(pitch, PITCH_LIMIT),
        _limit_yaw(yaw, photo_rotation[1]),
        soft_limit(roll, ROLL_LIMIT),
    ]
    return replace(motion, rotation=np.stack(limited, axis=1))


def soft_limit(angle: FloatArray, limit: float) -> FloatArray:
    """The angle itself up to `KNEE * limit`, then smoothly towards ±`limit` (never beyond)."""
    if limit <= 0:
        return np.zeros_like(angle)
    knee = KNEE * limit
    beyond = np.maximum(np.abs(angle) - knee, 0.0)
    room = limit - knee
    return np.clip(angle, -knee, knee) + np.sign(angle) * room * np.tanh(beyond / room)


def _limit_yaw(yaw: FloatArray, photo_yaw: float) -> FloatArray:
    """Treats the two directions apart, with one slope where they meet so that nothing jerks."""
    away = yaw * (-1.0 if photo_yaw < 0 else 1.0)
    turned = abs(photo_yaw)
    towards_front = 1.0 - float(smoothstep(turned, FRONTAL_UP_TO, THREE_QUARTER_FROM))
    room = min(YAW_LIMIT, max(ABSOLUTE_YAW_LIMIT - turned, 0.0))
    further = soft_limit(_eased(np.maximum(away, 0.0), towards_front), room)
    back = towards_front * soft_limit(np.minimum(away, 0.0), YAW_LIMIT)
    return (further + back) * (-1.0 if photo_yaw < 0 else 1.0)


def _eased(angle: FloatArray, slope: float) -> FloatArray:
    """For angles from 0 up: begins with `slope` and grows to slope 1."""
    return angle - (1.0 - slope) * EASING * (1.0 - np.exp(-angle / EASING))


def pose_range(
    photo_rotation: tuple[float, float, float],
) -> tuple[tuple[float, float], tuple[float, float]]:
    """((lowest, highest) pitch, (lowest, highest) yaw) in radians that a photo can be turned by."""
    photo_yaw = photo_rotation[1]
    turned = abs(photo_yaw)
    further = min(YAW_LIMIT, max(ABSOLUTE_YAW_LIMIT - turned, 0.0))
    back = YAW_LIMIT * (1.0 - float(smoothstep(turned, FRONTAL_UP_TO, THREE_QUARTER_FROM)))
    yaw = (-further, back) if photo_yaw < 0 else (-back, further)
    return (-PITCH_LIMIT, PITCH_LIMIT), yaw
