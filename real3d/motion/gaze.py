"""Where the eyes look: mostly into the camera, with the small restlessness of living eyes.

The eyes fixate, and jump between fixations within a frame or two (saccades, 20 to 60 ms). While
the head turns they turn back, so that the gaze stays where it was (vestibulo-ocular reflex).
"""

from __future__ import annotations

import numpy as np

from real3d.motion.settings import MotionSettings
from real3d.numerics.types import FloatArray

SACCADE_S = 0.04
CAMERA_DWELL_S = (0.4, 1.6)
"""Time between micro-saccades while the camera is looked at."""
AWAY_DWELL_S = (0.35, 1.0)
AWAY_SHARE = 0.36
"""Share of fixations beside the camera; speakers look at their listener most of the time."""
MICRO = np.array([0.030, 0.020])
"""Standard deviation of fixations on the camera, less than a degree."""
AWAY = np.array([0.23, 0.11])
"""Standard deviation of glances beside the camera, about 6 and 2 degrees."""
AWAY_LIMIT = np.array([0.39, 0.19])
EYE_RANGE_RAD = np.array([0.47, 0.30])
"""Rotation of the eye at gaze 1: horizontally 27 degrees, vertically 17."""
REFLEX_SHARE = 0.85
"""Share of the head's turn that the eyes take back; a little less than all looks calmer."""
SETTLED_END_S = 0.4
"""Time before the end at which the last glance returns to the camera."""


def gaze_track(
    settings: MotionSettings, rng: np.random.Generator, rotation: FloatArray
) -> FloatArray:
    """[T, 2] (x, y) in -1..1, positive to the image's right and down; starts at exactly 0.

    Args:
        settings: `gaze` is a factor on all of it (0 still); `fps`.
        rng: source of times and targets.
        rotation: [T, 3] the head's (pitch, yaw, roll) in radians.
    """
    wandering = _fixations(len(rotation), settings.fps, rng)
    pitch, yaw = rotation[:, 0], rotation[:, 1]
    reflex = REFLEX_SHARE * np.stack([-yaw, pitch], axis=1) / EYE_RANGE_RAD
    return np.clip(settings.gaze * wandering + min(settings.gaze, 1.0) * reflex, -1.0, 1.0)


def _fixations(frames: int, fps: float, rng: np.random.Generator) -> FloatArray:
    """[T, 2] piecewise constant targets, joined by saccades."""
    time = np.arange(frames) / fps
    settled = time[-1] - SETTLED_END_S
    times, targets = [0.0], [np.zeros(2)]
    jump = rng.uniform(*CAMERA_DWELL_S)
    while jump < settled:
        away = rng.uniform() < AWAY_SHARE
        offset = rng.standard_normal(2) * (AWAY if away else MICRO)
        target = np.clip(offset, -AWAY_LIMIT, AWAY_LIMIT)
        times += [jump, jump + SACCADE_S]
        targets += [targets[-1], target]
        jump += SACCADE_S + rng.uniform(*(AWAY_DWELL_S if away else CAMERA_DWELL_S))
    end = max(settled, times[-1])
    times += [end, end + SACCADE_S]
    targets += [targets[-1], np.zeros(2)]
    return np.stack([np.interp(time, times, axis) for axis in np.array(targets).T], axis=1)
