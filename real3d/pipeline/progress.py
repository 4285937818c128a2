"""The steps of a job as its owner sees them: stages, counted frames, time left."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from real3d.engine import VideoMotion
from real3d.messages.message import Message
from real3d.pipeline.result import Progress, Stage

_STARTS_AT = {
    Stage.READING: 0.0,
    Stage.FACE: 0.02,
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


def step(stage: Stage) -> Progress:
    """A stage begins."""
    return Progress(stage, _STARTS_AT[stage], stage.value)


def watched(
    watching: Generator[float, None, VideoMotion],
) -> Generator[Progress, None, VideoMotion]:
    """Passes the engine's progress on to the user."""
    yield step(Stage.WATCHING)
    start, end = _STARTS_AT[Stage.WATCHING], _STARTS_AT[Stage.RENDERING]
    with closing(watching):
        while True:
            try:
                share = next(watching)
            except StopIteration as finished:
                return finished.value
            yield Progress(
                Stage.WATCHING,
                fraction=start + (end - start) * share,
                message=Message("watching-share", share=share),
            )


def counted(
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


class Stopwatch:
    """Measures lap after lap."""

    def __init__(self) -> None:
        self._since = perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = perf_counter()
        elapsed, self._since = now - self._since, now
        return elapsed
