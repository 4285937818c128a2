import numpy as np
import pytest

from real3d.numerics.smoothing import OneEuroFilter, smooth, smoothstep


def test_the_one_euro_filter_leaves_a_constant_alone():
    track = np.full((20, 3), 0.7)
    assert np.allclose(OneEuroFilter(25.0).track(track), track)


def test_the_one_euro_filter_calms_noise_at_rest():
    noise = np.random.default_rng(0).standard_normal(500) * 0.01
    assert OneEuroFilter(25.0, min_cutoff=1.0, beta=0.1).track(noise).std() < 0.5 * noise.std()


def test_a_higher_beta_lags_less_in_fast_movement():
    step = np.concatenate([np.zeros(10), np.ones(5)])
    slow = OneEuroFilter(25.0, 1.0, beta=0.0).track(step)
    quick = OneEuroFilter(25.0, 1.0, beta=2.0).track(step)
    assert quick[11] > slow[11] + 0.1


def test_the_one_euro_filter_never_looks_ahead():
    track = np.random.default_rng(1).standard_normal((30, 2))
    changed = track.copy()
    changed[20:] += 5.0
    before, after = OneEuroFilter(25.0).track(track), OneEuroFilter(25.0).track(changed)
    assert np.array_equal(before[:20], after[:20])


def test_channels_of_the_one_euro_filter_do_not_mix():
    track = np.random.default_rng(2).standard_normal((30, 2))
    together = OneEuroFilter(25.0).track(track)
    assert np.allclose(together[:, 1], OneEuroFilter(25.0).track(track[:, 1]))


@pytest.mark.parametrize("length", [1, 2, 5, 100])
def test_smoothing_keeps_a_constant_of_any_length(length):
    assert np.allclose(smooth(np.full((length, 2), 3.0), 4.0), 3.0)


def test_smoothing_delays_nothing():
    bump = np.exp(-0.5 * ((np.arange(101) - 50) / 6.0) ** 2)
    smoothed = smooth(bump, 4.0)
    assert np.argmax(smoothed) == 50
    assert np.allclose(smoothed, smoothed[::-1])


def test_smoothing_stays_within_the_range_of_the_track():
    track = np.random.default_rng(3).uniform(size=40)
    smoothed = smooth(track, 3.0)
    assert smoothed.min() >= track.min()
    assert smoothed.max() <= track.max()


def test_no_smoothing_returns_a_copy():
    track = np.arange(4.0)
    copy = smooth(track, 0.0)
    assert np.array_equal(copy, track)
    assert copy is not track


def test_smoothstep_runs_from_nothing_to_all():
    assert smoothstep([-1, 2, 3, 4, 9], 2, 4).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
