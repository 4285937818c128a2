"""The road from a photo and a voice (or a driving video) to a finished video.

`TalkingPortrait` owns the engine and what is worth keeping between jobs; the steps themselves are
the rooms' work. Frames pass one by one from the renderer to the encoder, so that memory does not
grow with the length of the video.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.engine import Avatar, Engine
from real3d.pipeline.engine_choice import EngineChoice, choose_engine, engine_class
from real3d.pipeline.inputs import (
    FilePath,
    Inputs,
    Picture,
    driving_seconds,
    read_inputs,
    read_picture,
)
from real3d.pipeline.prepared_job import Take, check_framing, frame_size, framing_remarks
from real3d.pipeline.progress import Stopwatch, step, watched
from real3d.pipeline.result import Progress, Recipe, Result, Settings, Stage, Timings
from real3d.pipeline.time_estimator import Pace, Workload
from real3d.pipeline.writing import film
from real3d.provenance.tags import DIGITAL_SOURCE_TYPE, container_tags
from real3d.runtime.cache import RecentlyUsed
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.motion import Motion
    from real3d.portrait import Background, Portrait

__all__ = [
    "Estimate",
    "Picture",
    "Progress",
    "Recipe",
    "Result",
    "Settings",
    "Stage",
    "TalkingPortrait",
    "Timings",
]

_REMEMBERED = 4
"""Portraits and avatars kept: a visitor tries a few voices on a few photos. One takes ~25 MB."""


@dataclass(frozen=True)
class Estimate:
    """What a job would be."""

    seconds: float
    """Until the result is there."""
    duration: float
    """Seconds of video."""


class TalkingPortrait:
    """Makes videos of photos that talk.

    Nothing heavy is loaded before the first job. One object may serve many threads; photos that
    it has seen lately are not analysed again.
    """

    def __init__(self, engine: str | Engine = "auto", weights: FilePath | None = None) -> None:
        """
        Args:
            engine: `auto`, `mesh` or `triplane`, or an engine of your own.
            weights: folder with the tri-plane engine's weights; None for what `REAL3D_WEIGHTS`
                names.
        """
        self._wanted = engine
        self._weights = weights
        self._choice: EngineChoice | None = None
        self._choosing = Lock()
        self._pace = Pace()
        self._portraits: RecentlyUsed[Portrait] = RecentlyUsed(_REMEMBERED)
        self._avatars: RecentlyUsed[Avatar] = RecentlyUsed(_REMEMBERED)

    @property
    def engine(self) -> EngineChoice:
        """The engine that renders, and why.

        Raises:
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        with self._choosing:
            if self._choice is None:
                self._choice = (
                    choose_engine(self._wanted, self._weights)
                    if isinstance(self._wanted, str)
                    else EngineChoice(self._wanted, "it was handed over by the caller")
                )
            return self._choice

    @property
    def engine_class(self) -> type[Engine] | Engine:
        """Where the engine's name, controls and views can be read before it is loaded."""
        if isinstance(self._wanted, str):
            return engine_class(self._wanted, self._weights)
        return self._wanted

    def portrait(
        self, photo: Picture, size: int = 512, face: tuple[float, float] | None = None
    ) -> Portrait:
        """The analysed photo: what the engine works on, and advice for the photo's owner.

        Args:
            photo: a picture of at least one person.
            size: pixels a side of the portrait.
            face: (x, y) in pixels of the photo, on or near the face that is meant; None for the
                most prominent one.

        Raises:
            InputError: the photo cannot be read or shows no face that can be animated.
        """
        from real3d.portrait import analyse_portrait

        image = read_picture(photo)
        return self._portraits.get(
            (_fingerprint(image), size, face), lambda: analyse_portrait(image, size, face)
        )

    def avatar(self, portrait: Portrait) -> Avatar:
        """The portrait reconstructed by the engine.

        Raises:
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        engine = self.engine.engine
        return self._avatars.get(portrait.key, lambda: engine.reconstruct(portrait))

    def estimate(
        self,
        photo: Picture | None,
        audio: FilePath | None = None,
        video: FilePath | None = None,
        settings: Settings | None = None,
    ) -> Estimate:
        """How long a job would take on this machine, before it is started.

        Args:
            photo: its size matters where it is the frame; None counts as a square.
            audio, video, settings: as for `generate`.

        Raises:
            InputError: one of the files cannot be used, or there is nothing to move the face.
        """
        settings = settings or Settings()
        duration = driving_seconds(audio, video)
        size = (settings.size, settings.size)
        if settings.debug:
            from real3d.pipeline.debug_view import debug_size

            size = debug_size(self.engine_class)
        elif photo is not None and settings.framing == "photo":
            size = frame_size(read_picture(photo), settings)
        work = _workload(video is not None, duration, settings, size)
        return Estimate(seconds=self._pace.estimate(work), duration=duration)

    def estimate_length(self, duration: float, settings: Settings | None = None) -> Estimate:
        """As `estimate`, for a video whose movement needs neither a voice nor another video.

        Args:
            duration: seconds of video.
            settings: size and frame rate matter.
        """
        settings = settings or Settings()
        work = _workload(False, duration, settings, (settings.size, settings.size))
        return Estimate(seconds=self._pace.estimate(work), duration=duration)

    def generate(
        self,
        photo: Picture,
        audio: FilePath | None = None,
        video: FilePath | None = None,
        background: Picture | Background | None = None,
        settings: Settings | None = None,
        out: FilePath | None = None,
        face: tuple[float, float] | None = None,
        head_from: FilePath | None = None,
        pictures: FilePath | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Result:
        """Make one video and return when it is finished.

        Args:
            photo: whose face moves.
            audio: the voice that moves it; with `video`, only the sound of the result.
            video: the driving video; without `audio` its own sound goes into the result.
            background: `original` (also None), `blur`, `transparent`, a colour as `#rrggbb`, or a
                picture.
            settings: what else can be chosen; None for the defaults.
            out: the file to write, `.mp4` or `.webm`; None for a new temporary file, which is the
                caller's to delete.
            face: (x, y) in pixels of the photo, on the face that is meant if there are several;
                None for the most prominent one.
            head_from: a video whose head movement goes with the voice, instead of an invented one.
            pictures: a `.zip` to write, with the frames one by one as PNG, with their alpha.
            on_progress: called with every step.

        Raises:
            InputError: something that was given cannot be used.
            OutputError: the result cannot be written.
            SettingsError: the badge is switched off on a Space, or the configured certificate
                cannot be used.
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        steps = self.stream(
            photo, audio, video, background, settings, out, face, head_from, pictures
        )
        with closing(steps):
            for progress in steps:
                if on_progress is not None:
                    on_progress(progress)
                if progress.result is not None:
                    return progress.result
        raise AssertionError("a job ends with a result or an error")

    def stream(
        self,
        photo: Picture,
        audio: FilePath | None = None,
        video: FilePath | None = None,
        background: Picture | Background | None = None,
        settings: Settings | None = None,
        out: FilePath | None = None,
        face: tuple[float, float] | None = None,
        head_from: FilePath | None = None,
        pictures: FilePath | None = None,
        live: bool = False,
    ) -> Generator[Progress, None, None]:
        """As `generate`, step by step; the last step carries the result.

        With `live`, the steps of an MP4 carry pieces of it that can be played already. Closing the
        iterator cancels the job and leaves no file behind.
        """
        from real3d.media import FrameArchive, VideoWriter
        from real3d.pipeline.debug_view import check_debug, debug_frames, debug_size
        from real3d.provenance.marking import prepare_marking

        settings = settings or Settings()
        watch = Stopwatch()

        yield step(Stage.READING)
        inputs = read_inputs(photo, audio, video, background, head_from)
        check_framing(inputs.background, settings)
        if settings.debug:
            check_debug(inputs, settings)
        transparent = inputs.background.kind == "transparent"
        engine = self.engine.engine
        size = debug_size(engine) if settings.debug else frame_size(inputs.photo, settings)
        recipe = Recipe(
            version=__version__,
            engine=engine.name,
            background=inputs.background_name,
            settings=settings,
        )
        marking = prepare_marking(settings.badge, size, transparent)
        # The result is opened first, so that a place that cannot be written to is known at once.
        with (
            destination(out, transparent) as path,
            VideoWriter(
                path,
                size=size,
                fps=settings.motion.fps,
                audio=inputs.sound,
                settings=settings.output,
                metadata=container_tags(recipe.to_json()),
                transparent=transparent,
                finalize=marking.finalize,
            ) as writer,
            nullcontext()
            if pictures is None
            else FrameArchive(pictures, DIGITAL_SOURCE_TYPE) as archive,
        ):
            reading = watch.lap()
            take = yield from self.rehearse(inputs, settings, face)
            watch.lap()
            yield from film(
                debug_frames(engine, take, inputs) if settings.debug else take.frames(),
                len(take.motion),
                take.motion.fps,
                writer,
                marking,
                archive,
                live and not transparent,
            )
            yield step(Stage.FINISHING)

        motion = take.motion
        timings = Timings(reading, *take.seconds, watch.lap())
        if not settings.debug:  # it is made for once, and takes its own time
            work = _workload(inputs.clip is not None, motion.duration, settings, size)
            self._pace.learn(work, timings)
        yield Progress(
            Stage.DONE,
            fraction=1.0,
            message=Stage.DONE.value,
            result=Result(
                path=path,
                recipe=recipe,
                engine_reason=self.engine.reason,
                frames=len(motion),
                fps=motion.fps,
                duration=motion.duration,
                advice=tuple(advice.text for advice in take.portrait.advice),
                notes=(*take.notes, *marking.notes),
                marks=marking.names,
                timings=timings,
                pictures=None if pictures is None else Path(pictures),
            ),
        )

    def rehearse(
        self, inputs: Inputs, settings: Settings, face: tuple[float, float] | None
    ) -> Generator[Progress, None, Take]:
        """All that comes before the first frame, step by step.

        Raises:
            InputError: the photo or the driving video shows no face that can be used.
        """
        from real3d.motion.pose_limits import limit_pose
        from real3d.portrait import compose_background
        from real3d.portrait.pose import euler_angles

        watch = Stopwatch()
        yield step(Stage.FACE)
        portrait = self.portrait(inputs.photo, settings.size, face)
        plate = compose_background(portrait, inputs.background)
        finding = watch.lap()

        yield step(Stage.AVATAR)
        avatar = self.avatar(portrait)
        building = watch.lap()

        motion, notes = yield from _motion(self.engine.engine, inputs, settings)
        return Take(
            portrait=portrait,
            avatar=avatar,
            motion=limit_pose(motion, euler_angles(portrait.pose.rotation)),
            plate=plate,
            photo=inputs.photo if settings.framing == "photo" else None,
            notes=(
                *notes,
                *_unheeded(self.engine.engine, settings),
                *framing_remarks(inputs.photo, portrait, settings),
            ),
            seconds=(finding, building, watch.lap()),
        )


def _fingerprint(image: NDArray[np.uint8]) -> bytes:
    digest = blake2b(str(image.shape).encode(), digest_size=16)
    digest.update(np.ascontiguousarray(image).data)
    return digest.digest()


def _workload(
    watching: bool, duration: float, settings: Settings, size: tuple[int, int]
) -> Workload:
    pixels = settings.size**2
    if settings.framing == "photo":  # these are only copied and encoded, which is half of it
        pixels += size[0] * size[1] // 2
    if settings.debug:  # panels are put side by side and encoded, which is a quarter of it
        pixels += size[0] * size[1] // 4
    return Workload(watching, duration, settings.motion.fps, pixels)


def _motion(
    engine: Engine, inputs: Inputs, settings: Settings
) -> Generator[Progress, None, tuple[Motion, tuple[str, ...]]]:
    """The movement that was asked for, and remarks on it; progress on the way."""
    from real3d.motion.head_motion import with_head_motion
    from real3d.motion.smoothing import smoothed

    calm = settings.motion.smoothing
    if inputs.clip is not None:
        tracked = yield from watched(engine.motion_from_video(inputs.clip, settings.motion))
        remarks = tuple(_remarks(tracked.frames_without_face, tracked.motion, inputs))
        return smoothed(tracked.motion, calm), remarks
    assert inputs.voice is not None, "one of the two is checked to be there when they are read"
    borrowed = None
    if inputs.head_clip is not None:
        borrowed = yield from watched(engine.motion_from_video(inputs.head_clip, settings.motion))
    yield step(Stage.LISTENING)
    motion = engine.motion_from_audio(inputs.voice, settings.motion)
    if borrowed is None:
        return motion, ()
    return with_head_motion(motion, smoothed(borrowed.motion, calm)), ()


def _unheeded(engine: Engine, settings: Settings) -> Iterator[str]:
    """What was chosen in vain."""
    from real3d.motion.settings import AMOUNTS, MotionSettings

    usual = MotionSettings()
    for name in AMOUNTS:
        chosen = getattr(settings.motion, name) != getattr(usual, name)
        if chosen and name not in engine.controls:
            yield f"“{name}” has no effect with the engine “{engine.name}”."


def _remarks(frames_without_face: int, motion: Motion, inputs: Inputs) -> Iterator[str]:
    if frames_without_face > 0:
        frames = "1 frame" if frames_without_face == 1 else f"{frames_without_face} frames"
        yield f"{frames} of the driving video showed no face; the movement there is interpolated."
    if inputs.voice is not None and inputs.voice.duration > motion.duration + 0.5:
        yield (
            f"The sound is longer than the driving video and was cut at {motion.duration:.1f} s."
        )


@contextmanager
def destination(out: FilePath | None, transparent: bool = False) -> Iterator[Path]:
    """Where the result goes: `out`, or a new folder that disappears if the job does not finish."""
    if out is not None:
        yield Path(out)
        return
    folder = Path(tempfile.mkdtemp(prefix="real3d-"))
    try:
        yield folder / ("portrait.webm" if transparent else "portrait.mp4")
    except BaseException:  # also Ctrl-C and a closed iterator
        shutil.rmtree(folder, ignore_errors=True)
        raise
