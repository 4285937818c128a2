"""A head that is turned without speaking, as a short video."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from real3d.motion.orbit import ORBIT_SECONDS
from real3d.pipeline.prepared_job import PreparedJob
from real3d.pipeline.progress import Stopwatch, done_progress, stage_progress
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Progress, Recipe, Stage
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import Estimate
from real3d.pipeline.workload import Workload, workload
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.pipeline.writing import Preparation


def orbit_video(
    pipeline: TalkingPortrait, request: JobRequest, live: bool = False
) -> Generator[Progress, None, None]:
    """A short video of the head turning around, step by step; the last step carries the result.

    Args:
        pipeline: renders it.
        request: its photo, face, output, size and frame rate matter.
        live: let the steps carry fragments of the video that can be played already.

    Raises:
        InputError: the photo cannot be used.
        OutputError: the result cannot be written.
    """
    from real3d.pipeline.writing import VideoPlan, write_video

    settings, watch = request.settings, Stopwatch()
    plan = VideoPlan(
        request=request,
        choice=pipeline.engine,
        recipe=Recipe(__version__, pipeline.engine.engine.name, "original", settings),
        size=(settings.size, settings.size),
    )
    work = _workload(pipeline, request)
    result = yield from write_video(plan, _prepared_orbit(pipeline, request), watch, live)
    pipeline.learn(work, result.timings)
    yield done_progress(result)


def estimate_orbit(pipeline: TalkingPortrait, request: JobRequest) -> Estimate:
    """How long it would take on this machine; arguments as for `orbit_video`."""
    work = _workload(pipeline, request)
    return Estimate(pipeline.expected_seconds(work), work.duration, work.gigapixels)


def _workload(pipeline: TalkingPortrait, request: JobRequest) -> Workload:
    size = request.settings.size
    work = workload(ORBIT_SECONDS, request.settings, (size, size))
    return pipeline.without_known(work, request.photo, [(request.face, ())])


def _prepared_orbit(pipeline: TalkingPortrait, request: JobRequest) -> Preparation:
    from real3d.motion.orbit import orbit

    watch = Stopwatch()
    yield stage_progress(Stage.FACE)
    portrait = pipeline.portrait(request.photo, request.settings.size, request.face)
    finding = watch.lap()
    yield stage_progress(Stage.AVATAR)
    avatar = pipeline.avatar(portrait)
    prepared = PreparedJob(
        portrait=portrait,
        avatar=avatar,
        motion=orbit(avatar.pose_limits, request.settings.motion.fps),
        background=portrait.clean_background,
        framing=None,
        notes=(),
        seconds=(finding, watch.lap(), 0.0),
    )
    return prepared, prepared.frames()
