"""Estimates follow the machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from real3d.pipeline.result import Timings
from real3d.pipeline.settings import Settings
from real3d.pipeline.time_estimator import TimeEstimator
from real3d.pipeline.workload import Workload, workload

SETTINGS = Settings()
SIZE = (512, 512)
TEN_SECONDS = workload(10.0, SETTINGS, SIZE, heard=10.0)
KNOWN = replace(TEN_SECONDS, analyses=0, avatars=0)
USUAL = Timings(reading=0.5, face=2.0, avatar=1.5, motion=6.0, rendering=50.0)


def _after(*jobs: tuple[Workload, Timings]) -> TimeEstimator:
    """An estimator that has seen one job, which loads networks, and then these."""
    estimator = TimeEstimator()
    for work, timings in ((TEN_SECONDS, USUAL), *jobs):
        estimator.learn("mesh", work, timings)
    return estimator


def test_before_the_first_job_there_is_a_sensible_guess():
    assert 3 < TimeEstimator().estimate("mesh", TEN_SECONDS) < 20


def test_longer_and_larger_videos_take_longer():
    estimator = TimeEstimator()
    before = estimator.estimate("mesh", TEN_SECONDS)
    large = Settings(size=1024)
    assert estimator.estimate("mesh", workload(60.0, SETTINGS, SIZE, heard=60.0)) > 4 * before
    assert estimator.estimate("mesh", workload(10.0, large, (1024, 1024), heard=10.0)) > 2 * before


def test_a_slow_machine_is_learnt_within_a_few_jobs():
    estimator = _after(*[(TEN_SECONDS, USUAL)] * 5)
    assert estimator.estimate("mesh", TEN_SECONDS) == pytest.approx(60, rel=0.05)


def test_a_job_of_a_moment_teaches_nothing():
    estimator = TimeEstimator()
    before = estimator.estimate("mesh", TEN_SECONDS)
    estimator.learn("mesh", workload(0.2, SETTINGS, SIZE, heard=0.2), Timings(1, 1, 1, 1, 60))
    assert estimator.estimate("mesh", TEN_SECONDS) == before


def test_what_the_first_job_loads_is_not_taken_for_its_work():
    loading = Timings(reading=20.0, face=40.0, avatar=20.0, motion=20.0, rendering=3.7)
    estimator = TimeEstimator()
    estimator.learn("mesh", TEN_SECONDS, loading)
    assert 3 < estimator.estimate("mesh", TEN_SECONDS) < 10
    estimator.learn("mesh", TEN_SECONDS, replace(USUAL, rendering=3.7))
    assert estimator.estimate("mesh", TEN_SECONDS) == pytest.approx(
        0.5 + 2 + 1.5 + 6 + 3.7, rel=0.05
    )


def test_one_size_says_something_of_all_sizes():
    estimator = _after((TEN_SECONDS, USUAL))
    large = workload(10.0, Settings(size=1024), (1024, 1024), heard=10.0)
    assert estimator.estimate("mesh", large) > 2 * estimator.estimate("mesh", TEN_SECONDS)
    only_the_face = replace(large, heard=0.0, is_read=False, avatars=0, duration=0.0)
    assert estimator.estimate("mesh", only_the_face) == pytest.approx(4 * 2.0, rel=0.4)


def test_what_has_not_been_done_yet_is_as_slow_as_the_rest():
    tracked = workload(10.0, SETTINGS, SIZE, watched=10.0)
    slow, quick = _after((KNOWN, USUAL)), TimeEstimator()
    assert slow.estimate("mesh", tracked) > 5 * quick.estimate("mesh", tracked)


def test_engines_have_a_pace_of_their_own():
    estimator = _after((TEN_SECONDS, USUAL))
    assert (
        estimator.estimate("triplane", TEN_SECONDS) < 20 < estimator.estimate("mesh", TEN_SECONDS)
    )


def test_a_photo_that_is_known_takes_no_time_and_teaches_nothing():
    estimator = _after((TEN_SECONDS, USUAL))
    found = replace(USUAL, face=0.001, avatar=0.001)
    estimator.learn("mesh", KNOWN, found)
    estimator.learn("mesh", TEN_SECONDS, found)  # it came to be known meanwhile
    assert estimator.estimate("mesh", TEN_SECONDS) == pytest.approx(60, rel=0.02)
    assert estimator.estimate("mesh", KNOWN) == pytest.approx(56.5, rel=0.02)


def test_two_people_are_two_faces_and_two_drawings():
    estimator = _after((TEN_SECONDS, USUAL))
    pair = workload(10.0, Settings(framing="photo"), SIZE, heard=20.0, people=2)
    assert estimator.estimate("mesh", pair) > 1.8 * estimator.estimate("mesh", TEN_SECONDS)
    both = Timings(reading=0.5, face=4.0, avatar=3.0, motion=12.0, rendering=200.0)
    estimator.learn("mesh", pair, both)
    alone = estimator.estimate("mesh", TEN_SECONDS)
    assert 60 < alone < 110, "its drawing was slower; the rest is as it was, for each"
