"""The same material with two engines or two settings, side by side in one synchronised video."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from real3d.errors import SettingsError
from real3d.pipeline.inputs import FilePath, Inputs, Picture, read_inputs
from real3d.pipeline.panels import fitted, steady
from real3d.pipeline.prepared_job import Take
from real3d.pipeline.progress import Stopwatch, step
from real3d.pipeline.result import Progress, Recipe, Result, Settings, Stage, Timings
from real3d.pipeline.talking_portrait import TalkingPortrait, destination
from real3d.pipeline.writing import film
from real3d.provenance.tags import container_tags
from real3d.runtime.version import __version__


@dataclass(frozen=True)
class Side:
    """One half of a comparison."""

    talker: TalkingPortrait
    """Its engine renders."""
    settings: Settings

    @property
    def recipe(self) -> Recipe:
        """What would make this half again."""
        return Recipe(__version__, self.talker.engine.engine.name, "original", self.settings)


def compare(
    left: Side,
    right: Side,
    photo: Picture,
    audio: FilePath | None = None,
    video: FilePath | None = None,
    out: FilePath | None = None,
    face: tuple[float, float] | None = None,
    sources: bool = False,
    live: bool = False,
) -> Generator[Progress, None, None]:
    """Make the comparison, step by step; the last step carries the result.

    Args:
        left, right: what is compared; of one size, one frame rate and framed as squares.
        photo, audio, video, out, face: as for `TalkingPortrait.generate`.
        sources: show the photo, and the driving video if there is one, on the left of both.
        live: let the steps carry pieces of the video that can be played already.

    Raises:
        SettingsError: the two sides do not fit together.
        InputError: something that was given cannot be used.
        OutputError: the result cannot be written.
        EngineUnavailableError: an engine that was asked for cannot run here.
    """
    from real3d.media import VideoWriter
    from real3d.provenance.marking import prepare_marking

    _check(left.settings, right.settings)
    settings, watch = left.settings, Stopwatch()
    yield step(Stage.READING)
    inputs = read_inputs(photo, audio, video, background=None, head_from=None)
    panels = 2 + (0 if not sources else 1 if inputs.clip is None else 2)
    size = (panels * settings.size, settings.size)
    marking = prepare_marking(settings.badge, size, transparent=False)
    tags = container_tags(left.recipe.to_json()) | {"real3d_right": right.recipe.to_json()}
    with (
        destination(out) as path,
        VideoWriter(
            path,
            size=size,
            fps=settings.motion.fps,
            audio=inputs.sound,
            settings=settings.output,
            metadata=tags,
            finalize=marking.finalize,
        ) as writer,
    ):
        reading = watch.lap()
        first = yield from left.talker.rehearse(inputs, left.settings, face)
        second = yield from _quietly(right.talker.rehearse(inputs, right.settings, face))
        watch.lap()
        rows = _rows(first, second, inputs, sources)
        with closing(rows):
            total, fps = len(first.motion), first.motion.fps
            yield from film(rows, total, fps, writer, marking, live=live)
        yield step(Stage.FINISHING)
    finding, building, moving = np.add(first.seconds, second.seconds).tolist()
    yield Progress(
        Stage.DONE,
        fraction=1.0,
        message=Stage.DONE.value,
        result=Result(
            path=path,
            recipe=left.recipe,
            engine_reason=left.talker.engine.reason,
            frames=len(first.motion),
            fps=first.motion.fps,
            duration=first.motion.duration,
            advice=tuple(advice.text for advice in first.portrait.advice),
            notes=(*first.notes, *marking.notes),
            marks=marking.names,
            timings=Timings(reading, finding, building, moving, watch.lap()),
            right=right.recipe,
        ),
    )


def _check(left: Settings, right: Settings) -> None:
    if (left.size, left.motion.fps) != (right.size, right.motion.fps):
        raise SettingsError(
            "The two sides need one resolution and one number of frames per second."
        )
    if (left.framing, right.framing) != ("square", "square"):
        raise SettingsError("A comparison shows squares; choose the framing “square” for both.")
    if left.debug or right.debug:
        raise SettingsError("A comparison has no debug view; make one of each side on its own.")


def _quietly(rehearsal: Generator[Progress, None, Take]) -> Generator[Progress, None, Take]:
    """The second rehearsal tells its stages, and leaves the bar where the first one brought it."""
    at = 0.25
    with closing(rehearsal):
        while True:
            try:
                yield replace(next(rehearsal), fraction=at)
            except StopIteration as finished:
                return finished.value


def _rows(
    first: Take, second: Take, inputs: Inputs, sources: bool
) -> Generator[NDArray[np.uint8], None, None]:
    """The panels of each frame in a row."""
    size, total = first.portrait.size, len(first.motion)
    shown = [steady(first.portrait.image, total)] if sources else []
    if sources and inputs.clip is not None:
        shown.append(fitted(inputs.clip.frames(first.motion.fps, max_side=size), size, total))
    for panels in zip(*shown, first.frames(), second.frames(), strict=False):
        yield np.hstack(panels)
