"""What the shoulders do while the head moves: they follow it, less far and later.

Shoulders of people who talk go along with a part of the head's sideways movement, about a tenth of
a second behind it. The follower is critically damped (two equal first-order lags), so that it
never overshoots: a chest is heavy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from real3d.motion import Motion
from real3d.motion.pose_limits import soft_limit
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray
from real3d.portrait import HeadPose

SHARE = 0.32
"""Share of the head's way that the shoulders go along with."""
TURN_SHARE = 0.10
"""Share of the head's yaw by which the chest turns. Nods and tilts are the neck's alone."""
DELAY_S = 0.130
"""Time by which slow movement reaches the shoulders later than the head."""
MEMORY_S = 1.0
"""Time after which a movement is forgotten; the response has fallen to 1e-6 of its peak."""
ARRIVAL_S = 0.4
"""Time before the end in which the delay is made up for: a head that is back at the photo's pose
leaves no shoulder behind."""


@dataclass(frozen=True)
class ShoulderMotion:
    """A rigid movement about the head's pivot for each of T frames, in the camera's space."""

    rotation: FloatArray
    """[T, 3] rotation vectors."""
    translation: FloatArray
    """[T, 3] pixels."""


def follow_head(
    motion: Motion,
    pose: HeadPose,
    arm: FloatArray,  # [3]
    reach: float,
) -> ShoulderMotion:
    """The shoulders under the head of `motion`; settled in its first and its last frame.

    Args:
        motion: of the head, relative to the photo.
        pose: of the head in the photo.
        arm: from the head's pivot to its middle at rest, in the camera's space.
        reach: pixels that the shoulders move along an axis at most; it is approached softly.
    """
    way = motion.translation * pose.scale
    way[:, 0] += _sideways(motion, pose, arm)
    translation = np.column_stack([soft_limit(axis, reach) for axis in SHARE * way.T])
    rotation = np.zeros_like(translation)
    rotation[:, 1] = -TURN_SHARE * motion.rotation[:, 1]
    return ShoulderMotion(_delayed(rotation, motion.fps), _delayed(translation, motion.fps))


def _sideways(motion: Motion, pose: HeadPose, arm: FloatArray) -> FloatArray:
    """[T] pixels that rotation carries the head's middle to the image's right."""
    # In the order and with the signs of `real3d.portrait.pose.rotation_matrix`.
    turns = Rotation.from_euler("xyz", motion.rotation * (-1, -1, 1))
    resting = arm @ pose.rotation
    return (turns.apply(resting) - resting) @ pose.rotation[0]


def _delayed(track: FloatArray, fps: float) -> FloatArray:
    """The [T, 3] track as a critically damped follower sees it, the track itself at both ends."""
    # Each of the two lags, y += gain (x - y), delays slow movement by 1 / gain - 1 frames.
    gain = 1 / (1 + 0.5 * DELAY_S * fps)
    age = np.arange(1 + round(MEMORY_S * fps))
    response = (age + 1) * (1 - gain) ** age
    response /= response.sum()
    before = np.repeat(track[:1], len(age) - 1, axis=0)
    past = np.concatenate([before, track])
    followed = np.column_stack([np.convolve(axis, response, "valid") for axis in past.T])
    remaining = np.arange(len(track))[::-1, None] / fps
    return followed + smoothstep(remaining, ARRIVAL_S, 0.0) * (track - followed)
