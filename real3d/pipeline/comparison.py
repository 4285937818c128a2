"""The same material with two engines or two settings, side by side in one synchronised video."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.errors import SettingsError
from real3d.pipeline.inputs import Inputs, read_inputs
from real3d.pipeline.panels import letterboxed, repeated
from real3d.pipeline.prepared_job import PreparedJob
from real3d.pipeline.progress import Stopwatch, done_progress, never_backwards, stage_progress
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Progress, Recipe, Stage, SyntheticSpeech
from real3d.pipeline.settings import Settings
from real3d.pipeline.spoken_text import missing_download, with_spoken_text
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import Estimate
from real3d.pipeline.workload import Workload, check_work, workload
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.pipeline.writing import Preparation


@dataclass(frozen=True)
class Side:
    """One half of a comparison."""

    pipeline: TalkingPortrait
    """Its engine renders."""
    settings: Settings

    @property
    def recipe(self) -> Recipe:
        """What would make this half again."""
        return Recipe(__version__, self.pipeline.engine.engine.name, "original", self.settings)


def compare(
    left: Side, right: Side, request: JobRequest, sources: bool = False, live: bool = False
) -> Generator[Progress, None, None]:
    """Make the comparison, step by step; the last step carries the result.

    Args:
        left, right: what is compared; of one size, one frame rate and framed as squares.
        request: what both sides show and where it is written; its settings are the sides'.
        sources: show the photo, and the driving video if there is one, on the left of both.
        live: let the steps carry fragments of the video that can be played already.

    Raises:
        SettingsError: the two sides do not fit together.
        InputError: something that was given cannot be used, or both together are more work than one
            job may ask for.
        OutputError: the result cannot be written.
        EngineUnavailableError: an engine that was asked for cannot run here.
    """
    size = left.settings.size
    yield from never_backwards(
        with_spoken_text(
            request,
            lambda: left.pipeline.portrait(request.photo, size, request.face),
            lambda asked, speech: _comparison(left, right, asked, speech, sources, live),
        )
    )


def estimate_comparison(left: Side, right: Side, request: JobRequest) -> Estimate:
    """How long it would take on this machine, before it is started; arguments as for `compare`.

    Raises:
        InputError: something that was given cannot be used, or both together are more work than one
            job may ask for.
    """
    first, second = (
        side.pipeline.planned_work(replace(request, settings=side.settings))
        for side in (left, right)
    )
    check_work(first.gigapixels + second.gigapixels)
    if _of_one_engine(left, right):
        seconds = left.pipeline.expected_seconds(_of_both(first))
    else:
        rest = replace(second, is_read=False, spoken=0.0, analyses=0)
        seconds = left.pipeline.expected_seconds(first) + right.pipeline.expected_seconds(rest)
    return Estimate(
        seconds,
        first.duration,
        first.gigapixels + second.gigapixels,
        download=missing_download(request),
    )


def _of_one_engine(left: Side, right: Side) -> bool:
    return left.pipeline.engine_class.name == right.pipeline.engine_class.name


def _of_both(work: Workload) -> Workload:
    """Of two sides of one engine, from that of one: they share what is read, said and built."""
    return replace(
        work,
        people=2 * work.people,
        pixels=2 * work.pixels,
        heard=2 * work.heard,
        watched=2 * work.watched,
    )


def _comparison(
    left: Side,
    right: Side,
    request: JobRequest,
    speech: SyntheticSpeech | None,
    sources: bool,
    live: bool,
) -> Generator[Progress, None, None]:
    from real3d.pipeline.writing import VideoPlan, write_video

    _check(left.settings, right.settings)
    watch = Stopwatch()
    yield stage_progress(Stage.READING)
    inputs = read_inputs(request)
    _check_work(left, right, inputs)
    work = left.pipeline.planned_work(replace(request, settings=left.settings), inputs)
    panels = 2 + (0 if not sources else 1 if inputs.clip is None else 2)
    plan = VideoPlan(
        request=replace(request, settings=left.settings),
        choice=left.pipeline.engine,
        recipe=replace(left.recipe, speech=speech),
        size=(panels * left.settings.size, left.settings.size),
        audio=inputs.audio,
        right=replace(right.recipe, speech=speech),
    )
    preparation = _prepared_sides(left, right, inputs, request, sources)
    result = yield from write_video(plan, preparation, watch, live)
    if _of_one_engine(left, right):
        left.pipeline.learn(_of_both(work), result.timings)
    yield done_progress(result)


def _prepared_sides(
    left: Side, right: Side, inputs: Inputs, request: JobRequest, sources: bool
) -> Preparation:
    """Both sides one after the other; what is said of the first is said of the whole."""
    first = yield from left.pipeline.prepare(inputs, replace(request, settings=left.settings))
    second = yield from right.pipeline.prepare(inputs, replace(request, settings=right.settings))
    finding, building, moving = np.add(first.seconds, second.seconds).tolist()
    whole = replace(first, seconds=(finding, building, moving))
    return whole, _rows(first, second, inputs, sources)


def _check(left: Settings, right: Settings) -> None:
    if (left.size, left.motion.fps) != (right.size, right.motion.fps):
        raise SettingsError("comparison-of-formats")
    if (left.framing, right.framing) != ("square", "square"):
        raise SettingsError("comparison-not-square")
    if (left.captions, right.captions) != ("none", "none"):
        raise SettingsError("comparison-with-captions")
    if left.with_driver or right.with_driver:
        raise SettingsError("comparison-with-driver")
    if left.debug or right.debug:
        raise SettingsError("comparison-of-debug-views")


def _check_work(left: Side, right: Side, inputs: Inputs) -> None:
    sides = (left.settings, right.settings)
    works = [workload(inputs.duration, each, (each.size, each.size)) for each in sides]
    check_work(sum(work.gigapixels for work in works))


def _rows(
    first: PreparedJob, second: PreparedJob, inputs: Inputs, sources: bool
) -> Generator[NDArray[np.uint8], None, None]:
    """The panels of each frame in a row."""
    size, total = first.portrait.size, len(first.motion)
    shown = [repeated(first.portrait.image, total)] if sources else []
    if sources and inputs.clip is not None:
        shown.append(letterboxed(inputs.clip.frames(first.motion.fps, max_side=size), size, total))
    with closing(first.frames()) as left, closing(second.frames()) as right:
        for panels in zip(*shown, left, right, strict=False):
            yield np.hstack(panels)
