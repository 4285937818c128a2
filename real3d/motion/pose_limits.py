"""How far a photo can be turned and moved before it shows what it does not hold.

Small rotations are kept as they are, larger ones approach a limit softly. Where the limits lie
depends on the photo and on what the engine makes of it: each avatar states its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial.transform import Rotation

from real3d.motion.track import Motion
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray

# The limits of an engine that does not measure them: beyond them cheek, neck or hair smears.
PITCH_LIMIT = np.radians(11.0)
YAW_LIMIT = np.radians(14.0)
ROLL_LIMIT = np.radians(14.0)
ABSOLUTE_YAW_LIMIT = np.radians(30.0)
FRONTAL_UP_TO = np.radians(15.0)
THREE_QUARTER_FROM = np.radians(30.0)
"""Yaw of the photo between which its turn towards the front shrinks from all to nothing."""

PLACE_LIMIT = 0.6
"""Outer-eye-corner distances: a head that leans so far still stands on its shoulders."""

KNEE = 0.6
"""Share of a limit up to which an angle is kept as it is."""
NARROW = np.radians(6.0)
"""Room on one side below which small turns to both sides shrink, so that nothing jerks there."""
EASING = np.radians(3.0)
"""Angle within which the slope on the wider side grows to 1."""


@dataclass(frozen=True)
class PoseLimits:
    """(lowest, highest) angles in radians that a photo can be turned by; the lowest are <= 0."""

    pitch: tuple[float, float]
    yaw: tuple[float, float]
    roll: tuple[float, float] = (-ROLL_LIMIT, ROLL_LIMIT)
    down: float = PLACE_LIMIT
    """How far the head can sink through the picture, in outer-eye-corner distances."""
    arm: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """From the point that the engine turns the head about to the middle of the face, in
    outer-eye-corner distances."""

    @classmethod
    def of_photo(cls, photo_rotation: tuple[float, float, float]) -> PoseLimits:
        """What can be expected of a photo whose head is turned by (pitch, yaw, roll) radians.

        A three-quarter photo hardly turns towards the front, because the far side of the face was
        never seen.
        """
        photo_yaw = photo_rotation[1]
        turned = abs(photo_yaw)
        away = min(YAW_LIMIT, max(ABSOLUTE_YAW_LIMIT - turned, 0.0))
        back = YAW_LIMIT * (1.0 - float(smoothstep(turned, FRONTAL_UP_TO, THREE_QUARTER_FROM)))
        yaw = (-away, back) if photo_yaw < 0 else (-back, away)
        return cls(pitch=(-PITCH_LIMIT, PITCH_LIMIT), yaw=yaw)


def limit_pose(motion: Motion, limits: PoseLimits) -> Motion:
    """The motion with its rotation and translation kept within what the photo can show.

    The face stays where the whole rotation would have carried it: a head that must not turn as far
    still moves as far through the picture.
    """
    angles = zip(motion.rotation.T, (limits.pitch, limits.yaw, limits.roll), strict=True)
    rotation = np.stack([_soft_range(angle, low, high) for angle, (low, high) in angles], axis=1)
    held_back = _carried(motion.rotation, limits.arm) - _carried(rotation, limits.arm)
    held_back[:, 2] = 0  # nearer or farther it would change its size
    translation = soft_limit(motion.translation + held_back, PLACE_LIMIT)
    sunk = np.maximum(translation[:, 1], 0)
    translation[:, 1] += soft_limit(sunk, limits.down) - sunk
    return replace(motion, rotation=rotation, translation=translation)


def _carried(rotation: FloatArray, arm: tuple[float, float, float]) -> FloatArray:
    """[T, 3] where rotations [T, 3] carry the end of an arm."""
    pitch, yaw, roll = rotation.T
    # The order and the signs of `real3d.portrait.pose.rotation_matrix`.
    turn = Rotation.from_euler("ZYX", np.stack([roll, -yaw, -pitch], axis=1))
    return turn.apply(arm)


def soft_limit(angle: FloatArray, limit: float) -> FloatArray:
    """The angle itself up to `KNEE * limit`, then smoothly towards ±`limit` (never beyond)."""
    if limit <= 0:
        return np.zeros_like(angle)
    knee = KNEE * limit
    beyond = np.maximum(np.abs(angle) - knee, 0.0)
    room = limit - knee
    return np.clip(angle, -knee, knee) + np.sign(angle) * room * np.tanh(beyond / room)


def _soft_range(angle: FloatArray, low: float, high: float) -> FloatArray:
    """Limits the two directions apart, with one slope where they meet."""
    slope = min(1.0, -low / NARROW, high / NARROW)
    up = _one_side(np.maximum(angle, 0.0), high, slope)
    down = _one_side(np.maximum(-angle, 0.0), -low, slope)
    return up - down


def _one_side(angle: FloatArray, limit: float, slope: float) -> FloatArray:
    """For angles from 0 up: begins with `slope` and never exceeds `limit`."""
    if limit < NARROW:
        return slope * soft_limit(angle, limit / slope) if slope > 0 else np.zeros_like(angle)
    eased = angle - (1.0 - slope) * EASING * (1.0 - np.exp(-angle / EASING))
    return soft_limit(eased, limit)
