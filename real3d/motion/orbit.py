"""A head that is turned without speaking: a slow round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion.pose_limits import PoseLimits
from real3d.motion.track import Motion

ORBIT_SECONDS = 6.0
"""Length of one round."""


def orbit(limits: PoseLimits, fps: float = 25.0) -> Motion:
    """One round along the edge of what the photo can show, from rest and back to it."""
    (down, up), (left, right) = limits.pitch, limits.yaw
    frames = round(ORBIT_SECONDS * fps)
    phase = 2 * np.pi * np.arange(frames) / frames
    away = np.sin(phase / 2) ** 2  # 0 at both ends, so that it starts and stops softly
    yaw = np.sin(2 * phase)
    pitch = np.sin(phase + np.pi / 2)
    rotation = np.zeros((frames, 3))
    rotation[:, 0] = away**0.5 * np.where(pitch > 0, pitch * up, -pitch * down) * 0.7
    rotation[:, 1] = away**0.5 * np.where(yaw > 0, yaw * right, -yaw * left) * 0.8
    return replace(Motion.still(frames, fps), rotation=rotation)
