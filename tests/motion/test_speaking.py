from dataclasses import fields, replace

import numpy as np
import pytest

from real3d.motion import Motion
from real3d.motion.settings import MotionSettings
from real3d.motion.speaking import speaking_motion
from real3d.speech.prosody import Prosody

TRACKS = ("rotation", "translation", "blink", "gaze", "neutral", "breath", "expression")


def speak(frames=500, **settings):
    settings = MotionSettings(**settings)
    mouth = Motion.still(frames, settings.fps)
    mouth = mouth.with_channels(jawOpen=0.3 * (settings.mouth > 0), mouthSmileLeft=0.95)
    mouth = mouth if settings.mouth else Motion.still(frames, settings.fps)
    prosody = replace(
        Prosody.silent(frames, settings.fps),
        voice=np.ones(frames),
        accent_times=np.arange(1.0, frames / settings.fps, 0.9),
        accent_strengths=np.ones(len(np.arange(1.0, frames / settings.fps, 0.9))),
        phrase_starts=np.array([0.1, 4.0]),
        phrase_ends=np.array([3.5, 9.0]),
    )
    return speaking_motion(mouth, prosody, settings)


def same(one, other, but=()):
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(one)
        if field.name in TRACKS and field.name not in but
    )


def test_the_mouth_is_kept_and_everything_else_added():
    motion = speak()
    assert np.allclose(motion.channel("jawOpen"), 0.3)
    assert all(getattr(motion, name).any() for name in TRACKS)
    assert motion.expression.min() >= 0
    assert motion.expression.max() <= 1


def test_the_same_seed_gives_the_same_motion():
    assert same(speak(seed=5), speak(seed=5))


def test_another_seed_gives_another_motion():
    one, other = speak(seed=5), speak(seed=6)
    assert not any(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("rotation", "translation", "blink", "gaze", "breath", "expression")
    )


def test_the_blink_slider_changes_blinks_alone():
    one, other = speak(blink=1.0), speak(blink=2.0)
    assert same(one, other, but=("blink",))
    assert not np.array_equal(one.blink, other.blink)


def test_the_gaze_slider_changes_the_gaze_alone():
    assert same(speak(gaze=1.0), speak(gaze=0.3), but=("gaze",))


def test_the_expression_slider_changes_the_expression_alone():
    assert same(speak(expression=1.0), speak(expression=0.3), but=("expression",))


def test_the_head_slider_changes_only_the_head_and_the_eyes_that_follow_it():
    changed = ("rotation", "translation", "breath", "gaze")
    assert same(speak(head=1.0), speak(head=0.3), but=changed)


def test_all_sliders_at_zero_are_exactly_still():
    motion = speak(head=0, mouth=0, expression=0, blink=0, gaze=0)
    assert not any(getattr(motion, name).any() for name in TRACKS)


def test_the_photos_expression_comes_back_at_the_end():
    neutral = speak(neutralise=0.7).neutral
    assert neutral[0] == neutral[-1] == 0.0
    assert neutral.max() == pytest.approx(0.7)


@pytest.mark.parametrize("frames", [1, 2, 3, 7])
@pytest.mark.parametrize("fps", [10.0, 60.0])
def test_the_shortest_tracks_work(frames, fps):
    assert len(speak(frames, fps=fps)) == frames


def test_recordings_of_other_lengths_blink_at_other_moments():
    """With the same seed; or all that somebody makes would blink as one."""
    first = {
        int(np.argmax(speak(frames=frames).blink[:, 0] > 0.5)) for frames in range(200, 450, 25)
    }
    assert len(first) > 4
    assert same(speak(frames=200), speak(frames=200))
