"""How far a job has come: stages, tracked frames, rendered frames, time left.

A job is a generator. It yields a `Progress` whenever its owner can be told something, and closing
it stops the job; the functions here make what it yields.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from real3d.messages.message import Message
from real3d.pipeline.result import Progress, Result, Stage

T = TypeVar("T")

_STARTS_AT = {
    Stage.READING: 0.0,
    Stage.FACE: 0.02,
    Stage.SPEAKING: 0.05,
    Stage.AVATAR: 0.08,
    Stage.LISTENING: 0.15,
    Stage.WATCHING: 0.15,
    Stage.RENDERING: 0.25,
    Stage.FINISHING: 0.98,
    Stage.DONE: 1.0,
}
"""Share of a typical job of ten seconds that has passed when a stage begins."""

_SETTLED_AFTER = 0.5
"""Seconds of rendering before which its pace says nothing."""


def stage_progress(stage: Stage) -> Progress:
    """A stage begins."""
    return Progress(stage, _STARTS_AT[stage], stage.value)


def done_progress(result: Result) -> Progress:
    """The last step: many owners close the job when they have it."""
    return replace(stage_progress(Stage.DONE), result=result)


def track_with_progress(
    tracking: Generator[float, None, T],
    start: float = _STARTS_AT[Stage.WATCHING],
    end: float = _STARTS_AT[Stage.RENDERING],
) -> Generator[Progress, None, T]:
    """Pass on what an engine says while it watches a driving video, and return what it returns.

    Args:
        tracking: yields the share of the clip that has been watched, 0..1.
        start, end: the shares of the whole job that have passed when it begins and ends.
    """
    yield replace(stage_progress(Stage.WATCHING), fraction=start)
    with closing(tracking):
        while True:
            try:
                share = next(tracking)
            except StopIteration as finished:
                return finished.value
            yield Progress(
                Stage.WATCHING,
                fraction=start + (end - start) * share,
                message=Message("watching-share", share=share),
            )


def frames_with_progress(
    frames: Iterable[NDArray[np.uint8]], total: int
) -> Iterator[tuple[NDArray[np.uint8], Progress]]:
    """Every frame, with what to say when it is written."""
    start, end = _STARTS_AT[Stage.RENDERING], _STARTS_AT[Stage.FINISHING]
    began = perf_counter()
    for number, frame in enumerate(frames, start=1):
        elapsed = perf_counter() - began
        left = elapsed / number * (total - number) if elapsed > _SETTLED_AFTER else None
        yield (
            frame,
            Progress(
                Stage.RENDERING,
                fraction=start + (end - start) * number / total,
                message=Message("rendering-frame", number=number, total=total),
                seconds_left=left,
                frame=frame,
            ),
        )


def never_backwards(job: Generator[Progress, None, T]) -> Generator[Progress, None, T]:
    """The same job, whose bar waits where a stage is entered a second time."""
    reached = 0.0
    with closing(job):
        while True:
            try:
                progress = next(job)
            except StopIteration as finished:
                return finished.value
            reached = max(reached, progress.fraction)
            yield replace(progress, fraction=reached)


class Stopwatch:
    """Measures lap after lap."""

    def __init__(self) -> None:
        self._since = perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = perf_counter()
        elapsed, self._since = now - self._since, now
        return elapsed

    def leave_out(self, seconds: float) -> None:
        """Of the present lap, what another one has measured."""
        self._since += seconds
