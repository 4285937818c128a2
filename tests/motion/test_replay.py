"""A kept motion at another frame rate, in other amounts and in a mood."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import Motion, MotionSettings
from real3d.motion.replay import replayed


@pytest.fixture
def motion() -> Motion:
    wave = np.sin(np.linspace(0, np.pi, 50)) ** 2
    still = Motion.still(50, 25.0).with_channels(jawOpen=0.5 * wave, browInnerUp=0.5 * wave)
    return replace(
        still,
        rotation=np.outer(wave, [0.1, 0.2, 0.0]),
        blink=np.outer(wave, [0.8, 0.0]),
        gaze=np.outer(wave, [0.5, 0.0]),
    )


def test_it_lasts_as_long_at_any_frame_rate(motion):
    played = replayed(motion, MotionSettings(fps=60))
    assert (played.fps, len(played)) == (60, 120)
    assert played.rotation[:, 1].max() == pytest.approx(0.2, abs=0.002)


@pytest.mark.parametrize(
    ("setting", "track"),
    [
        ("head", lambda motion: motion.rotation[:, 1]),
        ("mouth", lambda motion: motion.channel("jawOpen")),
        ("expression", lambda motion: motion.channel("browInnerUp")),
        ("blink", lambda motion: motion.blink[:, 0]),
        ("gaze", lambda motion: motion.gaze[:, 0]),
    ],
)
def test_each_amount_scales_its_own(motion, setting, track):
    whole = replayed(motion, MotionSettings())
    half = replayed(motion, replace(MotionSettings(), **{setting: 0.5}))
    assert track(half).max() == pytest.approx(0.5 * track(whole).max())
    changed = sum(
        not np.allclose(getattr(half, name), getattr(whole, name))
        for name in ("expression", "rotation", "blink", "gaze")
    )
    assert changed == 1


def test_the_photos_expression_is_taken_away_and_its_smile_kept(motion):
    played = replayed(motion, MotionSettings(neutralise=0.8, smile=0.4))
    assert played.neutral.max() == pytest.approx(0.8)
    assert played.neutral[0] == played.neutral[-1] == 0
    assert (played.smile_kept == 0.4).all()


def test_a_mood_lies_under_it(motion):
    happy = replayed(motion, MotionSettings(mood="happy"))
    assert happy.channel("mouthSmileLeft")[25] > 0.3
