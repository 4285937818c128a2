"""A tremble goes, a movement and a blink stay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import Motion
from real3d.motion.smoothing import smoothed
from tests.support.tracks import TRACKS, lively_motion

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


SMOOTHED = ("expression", "rotation", "translation", "gaze")
KEPT = ("blink", "neutral", "smile_kept", "breath")
"""A blink is too short to be smoothed; what is taken away and breath were never tracked."""


def test_every_track_has_its_fate():
    assert sorted(SMOOTHED + KEPT) == sorted(TRACKS)


@pytest.mark.parametrize("name", SMOOTHED)
def test_every_channel_that_was_tracked_is_calmer(name):
    motion = lively_motion(FRAMES)
    before, after = getattr(motion, name), getattr(smoothed(motion, 1), name)
    tremble = np.abs(np.diff(after, 3, axis=0)).mean(0) / np.abs(np.diff(before, 3, axis=0)).mean(0)
    assert (tremble < 0.2).all()
    assert (np.ptp(after, axis=0) > 0.5 * np.ptp(before, axis=0)).all(), "its movement stays"


@pytest.mark.parametrize("name", KEPT)
def test_all_else_is_left_alone(name):
    motion = lively_motion(FRAMES)
    assert np.array_equal(getattr(smoothed(motion, 1), name), getattr(motion, name))


def test_gaze_and_lips_are_smoothed_less_than_the_head():
    """Eyes jump within a fifth of a second, and lips have to close; a head does neither."""
    step = lively_motion(FRAMES)
    jump = (np.arange(FRAMES) >= FRAMES // 2).astype(float)
    tracks = {name: np.zeros_like(getattr(step, name)) + jump[:, None] for name in SMOOTHED}
    calm = smoothed(replace(step, **tracks), 1)
    rise = {
        name: int(((getattr(calm, name)[:, 0] > 0.1) & (getattr(calm, name)[:, 0] < 0.9)).sum())
        for name in SMOOTHED
    }
    assert rise["rotation"] == rise["translation"]
    assert 2 * rise["gaze"] < rise["rotation"]
    assert rise["expression"] < rise["gaze"] < 0.4 * step.fps


def _jerk(motion: Motion) -> float:
    return float(np.abs(np.diff(motion.rotation[:, 1], 3)).mean())
