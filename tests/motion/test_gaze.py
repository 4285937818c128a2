import numpy as np
import pytest

from real3d.motion.gaze import EYE_RANGE_RAD, gaze_track
from real3d.motion.settings import MotionSettings


def gaze(seconds=120.0, seed=0, rotation=None, **settings):
    settings = MotionSettings(**settings)
    frames = max(1, int(seconds * settings.fps))
    rotation = np.zeros((frames, 3)) if rotation is None else rotation
    return gaze_track(settings, np.random.default_rng(seed), rotation)


def test_the_eyes_are_mostly_on_the_camera():
    assert np.mean(np.abs(gaze()).max(axis=1) < 0.06) > 0.6


def test_the_eyes_sometimes_look_aside_but_not_far():
    away = np.abs(gaze())
    assert 0.1 < away[:, 0].max() < 0.4
    assert away[:, 1].max() < 0.2


@pytest.mark.parametrize("fps", [10.0, 25.0, 60.0])
def test_a_saccade_is_over_within_a_few_hundredths_of_a_second(fps):
    moving = np.abs(np.diff(gaze(fps=fps), axis=0)).max(axis=1) > 0
    longest = max(len(run) for run in "".join("x" if m else " " for m in moving).split())
    assert longest <= max(2, np.ceil(0.04 * fps) + 1)


def test_eyes_are_never_quite_still_for_long():
    moving = np.abs(np.diff(gaze(), axis=0)).max(axis=1) > 0
    longest = max(len(run) for run in "".join(" " if m else "x" for m in moving).split())
    assert longest / 25 < 2.5


def test_the_eyes_stay_on_the_camera_while_the_head_turns():
    rotation = np.zeros((250, 3))
    rotation[:, 1] = np.radians(8) * np.sin(np.arange(250) / 30)
    turned = gaze(rotation=rotation)[:, 0] - gaze(10.0)[:, 0]
    in_space = rotation[:, 1] + turned * EYE_RANGE_RAD[0]
    assert np.abs(in_space).max() < 0.25 * np.abs(rotation[:, 1]).max()


def test_a_raised_head_looks_down():
    rotation = np.zeros((50, 3))
    rotation[:, 0] = np.radians(5)
    assert (gaze(rotation=rotation)[:, 1] > 0.1).all()


def test_amount_zero_is_exactly_still():
    assert not gaze(rotation=np.full((50, 3), 0.1), gaze=0.0).any()


def test_twice_the_amount_wanders_twice_as_far():
    assert np.allclose(gaze(gaze=2.0), 2 * gaze(gaze=1.0))


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.2, 3.0])
def test_the_gaze_begins_and_ends_at_the_camera(seconds):
    track = gaze(seconds)
    assert not track[0].any()
    assert not track[-1].any()
