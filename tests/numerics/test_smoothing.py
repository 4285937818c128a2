import numpy as np
import pytest

from real3d.numerics.smoothing import fade, minimum_jerk, smooth, smoothstep


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
    assert smoothstep(np.array([-1, 2, 3, 4, 9]), 2, 4).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]


def test_smoothstep_falls_where_its_limits_do():
    values = np.linspace(0, 1, 11)
    assert np.allclose(smoothstep(values, 0.8, 0.2), 1 - smoothstep(values, 0.2, 0.8))


def test_smoothstep_keeps_single_precision():
    assert smoothstep(np.linspace(0, 1, 5, dtype=np.float32), 0.2, 0.8).dtype == np.float32


@pytest.mark.parametrize("frames", [1, 2, 3, 5, 50])
@pytest.mark.parametrize("fps", [10.0, 60.0])
def test_a_fade_begins_and_ends_at_exactly_nothing(frames, fps):
    track = fade(frames, fps, 0.5)
    assert track.shape == (frames,)
    assert track[0] == 0.0
    assert track[-1] == 0.0


def test_a_fade_is_complete_in_between():
    track = fade(100, 25.0, 0.2)
    assert (track[5:-5] == 1.0).all()
    assert (np.diff(track[:6]) > 0).all()
    assert np.array_equal(track, track[::-1])


def test_a_movement_of_minimum_jerk_has_the_speed_of_a_bell():
    place = minimum_jerk(np.linspace(-0.5, 1.5, 2001))
    speed = np.gradient(place, 0.001)
    assert place[0] == 0
    assert place[-1] == 1
    assert speed.max() == pytest.approx(1.875, rel=1e-3)
    assert np.argmax(speed) == 1000
    assert np.abs(np.gradient(speed, 0.001))[[500, 1500]].max() < 0.1
