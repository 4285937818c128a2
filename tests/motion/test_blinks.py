import numpy as np
import pytest

from real3d.motion.blinks import blink_track
from real3d.motion.settings import MotionSettings
from real3d.numerics.smoothing import smooth
from real3d.speech.prosody import Prosody

TEN_MINUTES = 600


def blinks(seconds=TEN_MINUTES, seed=0, prosody=None, **settings):
    settings = MotionSettings(**settings)
    frames = int(seconds * settings.fps)
    return blink_track(frames, settings, np.random.default_rng(seed), prosody)[:, 0]


def runs(mask):
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(int), [0]])))
    return list(zip(edges[::2], edges[1::2], strict=True))


def test_people_blink_about_twenty_times_a_minute():
    counts = [len(runs(blinks(seed=seed) == 1.0)) / 10 for seed in range(3)]
    assert all(16 < count < 24 for count in counts)


def test_intervals_are_uneven_with_a_long_tail():
    shut = np.array([start for start, _ in runs(blinks(1800) == 1.0)]) / 25
    intervals = np.diff(shut)
    assert 2.2 < np.median(intervals) < 3.6
    assert np.mean(intervals) > np.median(intervals)
    assert intervals.max() > 7
    assert intervals.min() > 0.3


def test_the_intervals_logarithms_are_normal():
    from scipy.stats import skew

    shut = np.array([start for start, _ in runs(blinks(3600) == 1.0)]) / 25
    intervals = np.diff(shut)
    logarithms = np.log(
        intervals[intervals > 0.75]
    )  # the second of a double is a matter of its own
    assert 0.4 < logarithms.std() < 0.7
    assert abs(skew(logarithms)) < 0.5


@pytest.mark.parametrize("seed", range(4))
def test_blinks_have_no_period(seed):
    closed = smooth((blinks(60, seed=seed) > 0.5).astype(float), 3)
    closed -= closed.mean()
    correlation = np.correlate(closed, closed, "full")[len(closed) :] / (closed @ closed)
    assert correlation[25 : 25 * 30].max() < 0.6


def test_some_blinks_come_in_twos():
    intervals = np.diff([start for start, _ in runs(blinks(1800) == 1.0)]) / 25
    assert 0.02 < np.mean(intervals < 0.6) < 0.15


@pytest.mark.parametrize("fps", [10.0, 12.5, 24.0, 25.0, 29.97, 50.0, 60.0])
def test_every_blink_closes_the_eye_at_any_frame_rate(fps):
    closure = blinks(120, fps=fps)
    each = runs(closure > 0)
    assert len(each) > 15
    assert all(closure[start:stop].max() == 1.0 for start, stop in each)


def test_the_lid_falls_faster_than_it_rises():
    closure = blinks(120, fps=60.0)
    for start, stop in runs(closure > 0):
        shut = np.flatnonzero(closure[start:stop] == 1.0)
        falling, rising = shut[0] / 60, (stop - start - shut[-1]) / 60
        if rising < 0.47:  # not the first of a double
            assert 0.05 < falling < 0.12
            assert 0.2 < rising < 0.46


def test_the_eyes_are_open_at_both_ends():
    for seed in range(40):
        closure = blinks(4.0, seed=seed)
        assert not closure[:13].any()
        assert closure[-1] == 0.0


def test_both_eyes_blink_alike():
    track = blink_track(500, MotionSettings(), np.random.default_rng(0))
    assert np.array_equal(track[:, 0], track[:, 1])


def test_rate_zero_never_blinks():
    assert not blinks(blink=0.0).any()


def test_rate_two_blinks_about_twice_as_often():
    once, twice = (len(runs(blinks(blink=rate) == 1.0)) for rate in (1.0, 2.0))
    assert 1.6 < twice / once < 2.4


def test_blinks_gather_at_the_ends_of_phrases():
    ends = np.arange(3.0, TEN_MINUTES, 4.0)
    none = np.empty(0)
    quiet = np.zeros(TEN_MINUTES * 25)
    prosody = Prosody(25.0, quiet, quiet, none, none, ends - 3.0, ends)
    shut = np.array([start for start, _ in runs(blinks(prosody=prosody) == 1.0)]) / 25
    near = np.abs(shut[:, None] - ends - 0.1).min(axis=1) < 0.25
    assert near.mean() > 0.25  # an eighth would be chance


def test_a_very_short_track_has_no_blink():
    assert blinks(0.2).shape == (5,)
    assert not blinks(0.2).any()
