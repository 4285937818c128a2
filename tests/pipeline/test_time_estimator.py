"""Estimates follow the machine."""

from __future__ import annotations

import pytest

from real3d.pipeline.result import Timings
from real3d.pipeline.time_estimator import TimeEstimator
from real3d.pipeline.workload import Workload

TEN_SECONDS = Workload(tracks_video=False, duration=10.0, fps=25.0, pixels=512 * 512)


def test_before_the_first_job_there_is_a_sensible_guess():
    assert 3 < TimeEstimator().estimate(TEN_SECONDS).seconds < 20


def test_longer_and_larger_videos_take_longer():
    pace = TimeEstimator()
    longer = Workload(tracks_video=False, duration=60.0, fps=25.0, pixels=512 * 512)
    larger = Workload(tracks_video=False, duration=10.0, fps=25.0, pixels=1024 * 1024)
    assert pace.estimate(longer).seconds > 4 * pace.estimate(TEN_SECONDS).seconds
    assert pace.estimate(larger).seconds > 2.5 * pace.estimate(TEN_SECONDS).seconds


@pytest.mark.parametrize("tracks_video", [False, True])
def test_a_slow_machine_is_learnt_within_a_few_jobs(tracks_video):
    pace = TimeEstimator()
    work = Workload(tracks_video, duration=10.0, fps=25.0, pixels=512 * 512)
    for _ in range(6):
        pace.learn(work, Timings(reading=0.5, face=2, avatar=1.5, motion=6, rendering=50))
    assert pace.estimate(work).seconds == pytest.approx(60, rel=0.05)


def test_a_job_of_a_moment_teaches_nothing():
    pace = TimeEstimator()
    before = pace.estimate(TEN_SECONDS).seconds
    blink = Workload(tracks_video=False, duration=0.2, fps=25.0, pixels=512 * 512)
    pace.learn(blink, Timings(1, 1, 1, 1, 60))
    assert pace.estimate(TEN_SECONDS).seconds == before


def test_the_first_job_replaces_the_guess():
    pace = TimeEstimator()
    pace.learn(TEN_SECONDS, Timings(reading=0, face=2, avatar=1, motion=7, rendering=40))
    assert pace.estimate(TEN_SECONDS).seconds == pytest.approx(50)


def test_a_photo_that_is_known_takes_no_time_and_teaches_nothing():
    pace = TimeEstimator()
    pace.learn(TEN_SECONDS, Timings(reading=0, face=2, avatar=1, motion=7, rendering=40))
    pace.learn(TEN_SECONDS, Timings(reading=0, face=0.001, avatar=0.001, motion=7, rendering=40))
    assert pace.estimate(TEN_SECONDS).seconds == pytest.approx(50)
    assert pace.estimate(TEN_SECONDS, knows_portrait=True).seconds == pytest.approx(48)
    assert pace.estimate(TEN_SECONDS, True, knows_avatar=True).seconds == pytest.approx(47)
