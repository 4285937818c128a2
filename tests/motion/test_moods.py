"""A mood lies under whatever a face does, and leaves lips that touch together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import MotionSettings
from real3d.motion.moods import with_mood
from real3d.motion.settings import MOODS
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
    assert least <= kept[50] <= most


def test_a_mood_takes_a_laugh_back_even_when_nothing_is_said():
    sad = with_mood(Motion.still(100), MotionSettings(mood="sad"))
    assert sad.neutral[50] == 1
    assert sad.neutral[0] == 0


def test_its_amount_scales_the_mood():
    motion = talking()
    faint, full = (
        with_mood(motion, MotionSettings(mood="angry", mood_amount=amount)).channel("browDownLeft")
        for amount in (0.3, 1.0)
    )
    assert faint[50] == pytest.approx(0.3 * full[50])


def test_a_still_head_stays_still_in_a_mood():
    sad = with_mood(talking(), MotionSettings(mood="sad", head=0))
    assert not sad.rotation.any()


def test_single_shapes_are_held_under_speech():
    shapes = {"cheekPuff": 0.3, "jawOpen": 0.2}
    motion = talking()
    held = with_mood(motion, MotionSettings(shapes=shapes))
    assert held.channel("cheekPuff")[50] == pytest.approx(0.3)
    shut = motion.channel("mouthClose") > 0
    jaw = np.maximum(held.channel("jawOpen"), 0.05)
    np.testing.assert_allclose(held.channel("mouthClose")[shut], jaw[shut])


def test_rounded_lips_smile_less():
    motion = Motion.still(100).with_channels(mouthPucker=np.where(np.arange(100) < 50, 0.0, 0.9))
    smile = with_mood(motion, MotionSettings(mood="happy")).channel("mouthSmileLeft")
    assert smile[60] < 0.6 * smile[40]


def test_moods_differ_from_each_other():
    motion = talking()
    faces = {mood: with_mood(motion, MotionSettings(mood=mood)).expression[50] for mood in MOODS}
    for one in MOODS:
        for other in MOODS:
            if one != other:
                assert np.abs(faces[one] - faces[other]).max() > 0.5
