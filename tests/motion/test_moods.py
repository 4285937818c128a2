"""A mood lies under whatever a face does, and leaves lips that touch together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import MotionSettings
from real3d.motion.moods import MOODS, with_mood
from real3d.motion.track import Motion
from tests.support.tracks import TRACKS, lively_motion

FELT = sorted(mood for mood in MOODS if mood != "calm")


def talking(frames: int = 100) -> Motion:
    """Lips that part and close."""
    jaw = np.clip(0.4 * np.sin(np.arange(frames) / 3), 0, 1)
    closed = np.where(jaw > 0.2, 0.0, 1.0)
    return Motion.still(frames).with_channels(
        jawOpen=jaw, mouthClose=closed * np.maximum(jaw, 0.05)
    )


def test_calm_changes_nothing():
    motion = lively_motion(50)
    assert with_mood(motion, MotionSettings()) is motion


@pytest.mark.parametrize("mood", FELT)
def test_a_mood_is_felt_in_the_middle_and_gone_at_both_ends(mood):
    motion = talking()
    felt = with_mood(motion, MotionSettings(mood=mood))
    for name in TRACKS:
        if name == "smile_kept":
            continue
        before, after = getattr(motion, name), getattr(felt, name)
        np.testing.assert_allclose(after[[0, -1]], before[[0, -1]], atol=1e-12)
    assert np.abs(felt.expression[50] - motion.expression[50]).max() > 0.5


@pytest.mark.parametrize("mood", FELT)
def test_lips_that_touch_still_do(mood):
    motion = talking()
    felt = with_mood(motion, MotionSettings(mood=mood))
    shut = motion.channel("mouthClose") > 0
    assert shut.any()
    jaw = np.maximum(felt.channel("jawOpen"), 0.05)
    np.testing.assert_allclose(felt.channel("mouthClose")[shut], jaw[shut])


@pytest.mark.parametrize(
    ("mood", "least", "most"), [("sad", 0, 0), ("angry", 0, 0), ("happy", 0.8, 1)]
)
def test_a_smile_in_the_photo_goes_or_stays_with_the_mood(mood, least, most):
    motion = replace(talking(), smile_kept=np.full(100, 0.6))
    kept = with_mood(motion, MotionSettings(mood=mood)).smile_kept
    assert least <= kept.min() <= kept.max() <= most


def test_expression_scales_the_mood():
    motion = talking()
    faint, full = (
        with_mood(motion, MotionSettings(mood="angry", expression=amount)).channel("browDownLeft")
        for amount in (0.3, 1.0)
    )
    assert 0 < faint[50] < 0.5 * full[50]


def test_moods_differ_from_each_other():
    motion = talking()
    faces = {mood: with_mood(motion, MotionSettings(mood=mood)).expression[50] for mood in MOODS}
    for one in MOODS:
        for other in MOODS:
            if one != other:
                assert np.abs(faces[one] - faces[other]).max() > 0.5
