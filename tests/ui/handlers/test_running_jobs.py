from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from threading import Timer
from time import monotonic
from types import SimpleNamespace

import pytest

from real3d.errors import OutputError
from real3d.pipeline.result import Progress, Stage
from real3d.runtime.child_process import ChildProcess, Limits
from real3d.ui.handlers.examples import NO_EXAMPLES
from real3d.ui.handlers.jobs import PageJob, stream_job
from real3d.ui.handlers.kept_results import KeptResults
from real3d.ui.handlers.running_jobs import RunningJobs

ONE, OTHER = (SimpleNamespace(session_hash=name, headers={}) for name in ("one", "other"))
LIMITS = Limits(seconds=5.0, stall_seconds=5.0, log_bytes=100)


def _stuck_job(*_: object) -> Iterator[Progress]:
    """A job whose encoder does nothing."""
    yield Progress(Stage.RENDERING, 0.1, Stage.RENDERING.value)
    with ChildProcess(["sleep", "60"], LIMITS, stdout=subprocess.PIPE) as encoder:
        encoder.read(1)
    raise OutputError("result-without-frames", name="a.mp4")


@pytest.mark.parametrize("who", [ONE, OTHER])
def test_stop_ends_the_stuck_process_of_ones_own_job_alone(who):
    running = RunningJobs()
    job = stream_job(
        lambda: PageJob(_stuck_job, None, "a.mp4"), ONE, KeptResults(NO_EXAMPLES), running
    )
    Timer(0.3, running.stop, [who]).start()
    began = monotonic()
    with nullcontext() if who is ONE else pytest.raises(Exception, match="no frames"):
        list(job)
    assert (monotonic() - began < 3) == (who is ONE)


def test_who_has_no_session_stops_nobody():
    running = RunningJobs()
    with running.begin(None) as job:
        running.stop(None)
        assert not job.is_cancelled


def test_who_waits_hears_of_the_running_job_and_of_those_before():
    running = RunningJobs()
    assert running.expected_wait(1) is None, "nothing is known yet"
    with running.begin(None):
        running.note(None)
        assert running.expected_wait(1) is None
        running.note(12.0)
        assert running.expected_wait(1) == 12.0
        assert running.expected_wait(3) == 36.0, "for want of better, the others take as long"
    assert 0 < running.expected_wait(1) < 5, "as long as the last one took"
