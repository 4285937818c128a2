"""A tremble goes, a movement and a blink stay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion import Motion
from real3d.motion.smoothing import smoothed

FRAMES = 100


def _trembling() -> Motion:
    time = np.arange(FRAMES) / 25
    turn = np.radians(8) * np.sin(2 * np.pi * 0.3 * time)
    tremble = np.radians(0.5) * np.random.default_rng(0).standard_normal(FRAMES)
    still = Motion.still(FRAMES)
    blink = np.zeros((FRAMES, 2))
    blink[50:53] = 1
    rotation = np.zeros((FRAMES, 3))
    rotation[:, 1] = turn + tremble
    return replace(still, rotation=rotation, blink=blink)


def test_nothing_is_nothing():
    motion = _trembling()
    assert np.array_equal(smoothed(motion, 0).rotation, motion.rotation)


def test_a_tremble_goes_and_the_turn_stays():
    motion = _trembling()
    calm = smoothed(motion, 0.3)
    assert _jerk(calm) < 0.1 * _jerk(motion)
    assert np.ptp(calm.rotation[:, 1]) > 0.85 * np.radians(16)


def test_lids_are_left_alone():
    motion = _trembling()
    assert np.array_equal(smoothed(motion, 1).blink, motion.blink)


def _jerk(motion: Motion) -> float:
    return float(np.abs(np.diff(motion.rotation[:, 1], 3)).mean())
