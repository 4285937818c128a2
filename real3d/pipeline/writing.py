"""The one job behind every video: request and frames in, file and `Result` out.

Voice, video, background, orbit, comparison, duet and debug view differ in the `VideoPlan` and in
the frames that they put into it. Frames pass one by one from the renderer to the encoder, so that
memory does not grow with the length of the video.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.captions.caption import Caption
from real3d.captions.files import srt_text
from real3d.media.frame_archive import FrameArchive
from real3d.media.preview import check_preview_name
from real3d.media.writer import VideoWriter
from real3d.pipeline.own_results import check_outputs
from real3d.pipeline.prepared_job import PreparedJob
from real3d.pipeline.preview import write_marked_preview
from real3d.pipeline.progress import Stopwatch, frames_with_progress, stage_progress
from real3d.pipeline.request import FilePath, JobRequest
from real3d.pipeline.result import Progress, Recipe, Result, Stage, Timings
from real3d.provenance.marking import Marking, prepare_marking
from real3d.provenance.tags import (
    FINGERPRINT_TAG,
    SYNTHETIC_XMP,
    container_tags,
)
from real3d.runtime.work_folder import result_folder

if TYPE_CHECKING:
    from real3d.pipeline.engine_choice import EngineChoice

Frames = Generator[NDArray[np.uint8], None, None]
Preparation = Generator[Progress, None, tuple[PreparedJob, Frames]]
"""All that comes before the first frame; returns what was prepared and the frames to write."""


@dataclass(frozen=True)
class VideoPlan:
    """What is known of a video before its first frame."""

    request: JobRequest
    choice: EngineChoice
    """Of the engine that renders."""
    recipe: Recipe
    size: tuple[int, int]
    """(width, height) of its frames in pixels."""
    audio: Path | None = None
    """The file whose sound goes into it."""
    transparent: bool = False
    right: Recipe | None = None
    """Of a comparison: what makes its right side."""
    captions: tuple[Caption, ...] = ()
    """What becomes a track beside the frames."""

    @property
    def tags(self) -> dict[str, str]:
        """For the container."""
        speech = self.recipe.speech
        voice = "" if speech is None else f"{speech.voice} of {speech.model}"
        tags = container_tags(self.recipe.to_json(), voice)
        if self.request.fingerprint:
            tags |= {FINGERPRINT_TAG: self.request.fingerprint}
        return tags if self.right is None else tags | {"real3d_right": self.right.to_json()}


def write_video(
    plan: VideoPlan, preparation: Preparation, watch: Stopwatch, live: bool = False
) -> Generator[Progress, None, Result]:
    """Carry a job out, step by step, and return its result.

    Closing the generator cancels the job and leaves no file behind.

    Args:
        plan: what is written, and where.
        preparation: begins once the result's place is known to be writable.
        watch: running since the job began.
        live: let the steps of an MP4 carry fragments of it that can be played already.

    Raises:
        OutputError: the result cannot be written.
        SettingsError: the badge is switched off on a Space, or the configured certificate cannot
            be used.
    """
    request, settings = plan.request, plan.request.settings
    check_outputs(request)
    if request.preview is not None:
        check_preview_name(request.preview)
    marking = prepare_marking(settings.badge, plan.size, plan.transparent)
    # The result is opened first, so that a place that cannot be written to is known at once.
    with (
        _destination(request.out, plan.transparent) as path,
        nullcontext()
        if request.pictures is None
        else FrameArchive(request.pictures, SYNTHETIC_XMP) as archive,
        VideoWriter(
            path,
            size=plan.size,
            fps=settings.motion.fps,
            audio=plan.audio,
            settings=settings.output,
            metadata=plan.tags,
            transparent=plan.transparent,
            finalize=marking.finalize,
            captions=srt_text(plan.captions) if plan.captions else "",
        ) as writer,
    ):
        reading = watch.lap()
        prepared, frames = yield from preparation
        watch.lap()
        with closing(frames):
            yield from write_frames(
                frames, prepared, writer, marking, archive, live and not plan.transparent
            )
        if archive is not None:
            # What may fail comes before either of the two is there.
            archive.complete()
        yield stage_progress(Stage.FINISHING)
    if request.preview is not None:
        write_marked_preview(path, request.preview)
    timings = Timings(reading, *prepared.seconds, watch.lap())
    return _result(plan, path, prepared, marking, timings)


def write_frames(
    frames: Iterator[NDArray[np.uint8]],
    prepared: PreparedJob,
    writer: VideoWriter,
    marking: Marking,
    archive: FrameArchive | None,
    live: bool,
) -> Generator[Progress, None, None]:
    """Mark and write every frame.

    Args:
        frames: of one size, as many as the motion has.
        prepared: whose motion says how many and how fast.
        writer: of the video.
        marking: drawn on them.
        archive: where they go one by one too.
        live: hand out fragments of the video that can be played already.
    """
    total, duration = len(prepared.motion), prepared.motion.duration
    reader = writer.fragment_reader(duration) if live else None
    for frame, progress in frames_with_progress(frames, total):
        marking.draw(frame)
        writer.write(frame)
        if archive is not None:
            archive.write(frame)
        fragment = None if reader is None else reader.read()
        yield replace(progress, fragment=fragment, duration=duration)


def _result(
    plan: VideoPlan, path: Path, prepared: PreparedJob, marking: Marking, timings: Timings
) -> Result:
    motion, request = prepared.motion, plan.request
    return Result(
        path=path,
        recipe=plan.recipe,
        engine_reason=plan.choice.reason,
        frames=len(motion),
        fps=motion.fps,
        duration=motion.duration,
        advice=prepared.portrait.advice,
        notes=(*prepared.notes, *marking.notes),
        marks=marking.names,
        timings=timings,
        pictures=None if request.pictures is None else Path(request.pictures),
        preview=None if request.preview is None else Path(request.preview),
        right=plan.right,
        captions=plan.captions,
    )


@contextmanager
def _destination(out: FilePath | None, transparent: bool) -> Iterator[Path]:
    """Where the result goes: `out`, or a new folder that disappears if the job does not finish."""
    if out is not None:
        yield Path(out)
        return
    with result_folder() as folder:
        yield folder / ("portrait.webm" if transparent else "portrait.mp4")
