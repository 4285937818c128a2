"""`TalkingPortrait`: a photo and a voice (or a driving video) become a finished video.

It owns the engine and what is worth keeping between jobs; the steps themselves are the rooms' work.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from real3d.engine import Avatar, Engine, drain
from real3d.errors import InputError
from real3d.messages.message import Message
from real3d.pipeline.engine_choice import EngineChoice, choose_engine, engine_class
from real3d.pipeline.inputs import (
    Inputs,
    driving_seconds,
    is_transparent,
    read_inputs,
    read_picture,
)
from real3d.pipeline.own_results import check_motion_output
from real3d.pipeline.portrait_cache import PortraitCache
from real3d.pipeline.prepared_job import (
    PreparedJob,
    check_driver_panel,
    check_framing,
    find_framing,
    frame_size,
    framing_notes,
)
from real3d.pipeline.progress import (
    Stopwatch,
    done_progress,
    never_backwards,
    stage_progress,
    track_with_progress,
)
from real3d.pipeline.request import FilePath, JobRequest, PictureSource, Point
from real3d.pipeline.result import Progress, Recipe, Result, Stage, SyntheticSpeech, Timings
from real3d.pipeline.settings import Settings
from real3d.pipeline.spoken_text import missing_download, with_spoken_text
from real3d.pipeline.time_estimator import Estimate, TimeEstimator
from real3d.pipeline.workload import Workload, check_work, workload
from real3d.runtime.memory_limit import check_address_space
from real3d.runtime.version import __version__

if TYPE_CHECKING:
    from real3d.captions.drawing import CaptionPainter
    from real3d.media import Audio
    from real3d.motion import Motion
    from real3d.pipeline.writing import Preparation
    from real3d.portrait import Portrait
    from real3d.portrait.detection import FaceBox


class TalkingPortrait:
    """Makes videos of photos that talk.

    Nothing heavy is loaded before the first job. One object may serve many threads; photos that
    it has seen lately are not analysed again.
    """

    def __init__(
        self,
        engine: str | Engine = "auto",
        weights: FilePath | None = None,
        cache: PortraitCache | None = None,
        estimator: TimeEstimator | None = None,
    ) -> None:
        """
        Args:
            engine: `auto`, `mesh` or `triplane`, or an engine of your own.
            weights: folder with the tri-plane engine's weights; None for what `REAL3D_WEIGHTS`
                names.
            cache: of analysed photos, to share with others; None for one of its own.
            estimator: of seconds, to share with others; None for one of its own.

        Raises:
            EngineUnavailableError: this process may not have the memory that is needed.
        """
        check_address_space()
        self._wanted = engine
        self._weights = weights
        self._choice: EngineChoice | None = None
        self._choosing = Lock()
        self._estimator = TimeEstimator() if estimator is None else estimator
        self._cache = PortraitCache() if cache is None else cache

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
                    else EngineChoice(self._wanted, Message("engine-handed-over"))
                )
            return self._choice

    @property
    def engine_class(self) -> type[Engine] | Engine:
        """Where the engine's name, settings and views can be read before it is loaded."""
        if isinstance(self._wanted, str):
            return engine_class(self._wanted, self._weights)
        return self._wanted

    def portrait(
        self,
        photo: PictureSource,
        size: int = 512,
        face: Point | None = None,
        file: Path | None = None,
    ) -> Portrait:
        """The analysed photo: what the engine works on, and advice for the photo's owner.

        Args:
            photo: a picture of at least one person.
            size: pixels a side of the portrait.
            face: (x, y) in pixels of the photo, on or near the face that is meant; None for the
                most prominent one.
            file: where a photo that is given as an array was read from, so that estimates for
                that file know it.

        Raises:
            InputError: the photo cannot be read or shows no face that can be animated.
        """
        if isinstance(photo, np.ndarray):
            return self._cache.portrait(read_picture(photo), size, face, file=file)
        return self._cache.portrait_of_file(Path(photo), size, face, read_picture)

    def avatar(self, portrait: Portrait) -> Avatar:
        """The portrait reconstructed by the engine.

        Raises:
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        return self._cache.avatar(self.engine.engine, portrait)

    def estimate(self, *request: Any, **fields: Any) -> Estimate:
        """How long a job would take on this machine, before it is started.

        Args:
            request, fields: as for `generate`.

        Raises:
            InputError: one of the files cannot be used, there is nothing to move the face, or it
                would be more work than one job may ask for.
            VoiceUnavailableError: the network that says the text is not here, and no downloads
                are allowed.
            ExtraMissingError: the extra `speech` is not installed.
        """
        job = _job_request(request, fields)
        work = self.planned_work(job)
        check_work(work.gigapixels)
        return Estimate(
            self.expected_seconds(work),
            work.duration,
            work.gigapixels,
            download=missing_download(job),
        )

    def planned_work(self, request: JobRequest, inputs: Inputs | None = None) -> Workload:
        """What there is to do for a video, without what is known of its photo.

        Args:
            request: of the job.
            inputs: its material, if it has been read.

        Raises:
            InputError, VoiceUnavailableError, ExtraMissingError: as `estimate`.
        """
        from real3d.media import open_video

        if inputs is not None:
            duration, head = inputs.duration, inputs.head_clip
        else:
            duration = driving_seconds(request)
            head = None if request.head_from is None else open_video(request.head_from)
        head_seconds = 0.0 if head is None else head.duration
        is_heard = request.video is None and request.motion is None
        work = workload(
            duration,
            request.settings,
            self._planned_size(request, inputs),
            spoken=0.0 if request.text is None else duration,
            heard=duration if is_heard else 0.0,
            watched=head_seconds if request.video is None else duration,
            transparent=is_transparent(request.background),
            pictures=request.pictures is not None,
        )
        return self.without_known(work, request.photo, [(request.face, ())])

    def without_known(
        self,
        work: Workload,
        photo: PictureSource,
        people: Iterable[tuple[Point | None, tuple[FaceBox, ...]]],
    ) -> Workload:
        """The same work, less what of its faces is known already.

        Args:
            work: of a job.
            photo: its photo.
            people: who move in it, each with a point as in `portrait` and the faces of the others
                who are background here.
        """
        source = photo if isinstance(photo, np.ndarray) else Path(photo)
        known = [self._cache.known_portrait(source, work.side, *person) for person in people]
        engine = self.engine_class.name
        built = [each is not None and self._cache.knows_avatar(engine, each) for each in known]
        return replace(work, analyses=known.count(None), avatars=built.count(False))

    def known_faces(
        self, photo: PictureSource, size: int, face: Point | None
    ) -> tuple[FaceBox, ...] | None:
        """As `faces`, if they have been found already."""
        source = photo if isinstance(photo, np.ndarray) else Path(photo)
        return self._cache.known_faces(source, size, face)

    def faces(
        self,
        image: NDArray[np.uint8],
        size: int,
        face: Point | None,
        photo: PictureSource,
    ) -> tuple[FaceBox, ...]:
        """The faces of a photo, that which is meant first; see `real3d.portrait.analysis`.

        Args:
            image: [H, W, 3] RGB, read from the photo.
            size: pixels a side of the portraits.
            face: as in `portrait`.
            photo: as in `JobRequest`.
        """
        return self._cache.faces(image, size, face, _file(photo))

    def expected_seconds(self, work: Workload) -> float:
        """How long the work would take, learnt from the jobs before."""
        return self._estimator.estimate(self.engine_class.name, work)

    def learn(self, work: Workload, timings: Timings) -> None:
        """Remember how long the work took."""
        self._estimator.learn(self.engine_class.name, work, timings)

    def generate(
        self,
        *request: Any,
        on_progress: Callable[[Progress], None] | None = None,
        **fields: Any,
    ) -> Result:
        """Make one video and return when it is finished.

        Args:
            request, fields: a `JobRequest`, or what one is made of:
                `generate("me.jpg", audio="hello.wav", out="hello.mp4")`, or
                `generate("me.jpg", text="Hello!", voice="heart", out="hello.mp4")`.
            on_progress: called with every step.

        Raises:
            InputError: something that was given cannot be used.
            OutputError: the result cannot be written.
            SettingsError: the badge is switched off on a Space, or the configured certificate
                cannot be used.
            EngineUnavailableError: the engine that was asked for cannot run here.
            VoiceUnavailableError: the network that says the text is not here and cannot be
                downloaded.
        """
        with closing(self.stream(*request, **fields)) as steps:
            for progress in steps:
                if on_progress is not None:
                    on_progress(progress)
                if progress.result is not None:
                    return progress.result
        raise AssertionError("a job ends with a result or an error")

    def stream(
        self, *request: Any, live: bool = False, **fields: Any
    ) -> Generator[Progress, None, None]:
        """As `generate`, step by step; the last step carries the result.

        With `live`, the steps of an MP4 carry fragments of it that can be played already. Closing
        the iterator cancels the job and leaves no file behind.
        """
        job = _job_request(request, fields)
        yield from never_backwards(
            with_spoken_text(
                job,
                lambda: self.portrait(job.photo, job.settings.size, job.face),
                lambda recorded, speech: self._job(recorded, speech, live),
            )
        )

    def prepare(
        self, inputs: Inputs, request: JobRequest, beside: tuple[FaceBox, ...] = ()
    ) -> Generator[Progress, None, PreparedJob]:
        """All that comes before the first frame, step by step.

        Args:
            inputs: the material, read.
            request: what is asked for.
            beside: the faces of others in the photo, in its pixels, who are background here.

        Raises:
            InputError: the photo or the driving video shows no face that can be used.
        """
        from real3d.motion.pose_limits import limit_pose
        from real3d.portrait import compose_background

        settings, watch = request.settings, Stopwatch()
        yield stage_progress(Stage.FACE)
        portrait = self._cache.portrait(
            inputs.photo, settings.size, request.face, beside, _file(request.photo)
        )
        background = compose_background(portrait, inputs.background)
        finding = watch.lap()

        yield stage_progress(Stage.AVATAR)
        avatar = self.avatar(portrait)
        building = watch.lap()

        motion, notes = yield from _motion(self.engine.engine, inputs, portrait, settings)
        return PreparedJob(
            portrait=portrait,
            avatar=avatar,
            motion=limit_pose(motion, avatar.pose_limits),
            background=background,
            framing=find_framing(inputs.photo, portrait, settings),
            notes=(
                *notes,
                *_ignored_settings(self.engine.engine, settings),
                *framing_notes(inputs.photo, portrait, settings),
            ),
            seconds=(finding, building, watch.lap()),
        )

    def keep_motion(
        self,
        video: FilePath,
        out: FilePath,
        overwrite: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Motion:
        """Write the movement of the face in a video to a small file, for `motion` of any job.

        Args:
            video: the clip.
            out: the file to write, `.json`.
            overwrite: also a file that holds no motion.
            on_progress: called with every step.

        Raises:
            InputError: the video cannot be used, or shows no face.
            OutputError: the file cannot be written, or is somebody's own.
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        return drain(self.stream_motion(video, out, overwrite), on_progress)

    def stream_motion(
        self, video: FilePath, out: FilePath, overwrite: bool = False
    ) -> Generator[Progress, None, Motion]:
        """As `keep_motion`, step by step. Closing the iterator stops it, and no file is written."""
        from real3d.media import open_video
        from real3d.motion import ARKIT_EXPRESSIONS, MotionSettings
        from real3d.motion.motion_file import save_motion

        clip = open_video(video)
        check_motion_output(Path(out), clip.path, overwrite)
        engine = self.engine.engine
        if engine.basis != ARKIT_EXPRESSIONS:
            raise InputError("motion-other-engine", engine=engine.name)
        watching = engine.motion_from_video(clip, None, MotionSettings())
        tracked = yield from track_with_progress(watching, start=0.0, end=1.0)
        save_motion(tracked.motion, out)
        return tracked.motion

    def _job(
        self, request: JobRequest, speech: SyntheticSpeech | None, live: bool
    ) -> Generator[Progress, None, None]:
        from real3d.captions.drawing import CaptionPainter
        from real3d.pipeline.captioning import read_captions, track_captions
        from real3d.pipeline.debug_view import check_debug, debug_size
        from real3d.pipeline.panels import beside_size
        from real3d.pipeline.writing import VideoPlan, write_video

        settings, watch = request.settings, Stopwatch()
        yield stage_progress(Stage.READING)
        inputs = read_inputs(request)
        check_framing(inputs.background, settings)
        check_driver_panel(inputs, settings)
        if settings.debug:
            check_debug(inputs, settings)
        engine = self.engine.engine
        size = debug_size(engine) if settings.debug else frame_size(inputs.photo, settings)
        driver = inputs.clip if settings.with_driver else None
        whole = size if driver is None else beside_size(driver, size)
        work = self.planned_work(request, inputs)
        check_work(work.gigapixels)
        captions = read_captions(request, inputs)
        burns = settings.captions == "burnt"
        painter = CaptionPainter(captions, size) if burns else None
        plan = VideoPlan(
            request=request,
            choice=self.engine,
            recipe=Recipe(__version__, engine.name, inputs.background_name, settings, speech),
            size=whole,
            audio=inputs.audio,
            transparent=inputs.background.kind == "transparent",
            captions=track_captions(captions) if settings.captions == "track" else (),
        )
        preparation = self._prepared_frames(inputs, request, painter)
        result = yield from write_video(plan, preparation, watch, live)
        if not settings.debug:  # it is made for once, and takes its own time
            self.learn(work, result.timings)
        yield done_progress(result)

    def _prepared_frames(
        self, inputs: Inputs, request: JobRequest, painter: CaptionPainter | None
    ) -> Preparation:
        from real3d.pipeline.debug_view import debug_frames
        from real3d.pipeline.panels import beside

        prepared = yield from self.prepare(inputs, request)
        if request.settings.debug:
            frames = debug_frames(self.engine.engine, prepared, inputs)
        else:
            frames = prepared.frames()
        fps = prepared.motion.fps
        if painter is not None:
            frames = painter.burn(frames, fps)
        if inputs.clip is not None and request.settings.with_driver:
            frames = beside(inputs.clip, frames, fps)
        return prepared, frames

    def _planned_size(self, request: JobRequest, inputs: Inputs | None) -> tuple[int, int]:
        """(width, height) of the result's frames, as far as they matter for an estimate."""
        from real3d.media import open_video
        from real3d.pipeline.debug_view import debug_size
        from real3d.pipeline.panels import beside_size

        settings = request.settings
        if settings.debug:
            return debug_size(self.engine_class)
        photo = None
        if settings.framing == "photo":
            photo = read_picture(request.photo) if inputs is None else inputs.photo
        size = frame_size(photo, settings)
        if request.video is None or not settings.with_driver:
            return size
        clip = None if inputs is None else inputs.clip
        return beside_size(open_video(request.video) if clip is None else clip, size)


def _job_request(request: tuple[Any, ...], fields: dict[str, Any]) -> JobRequest:
    """The request that was given, whole or in its parts."""
    if len(request) == 1 and isinstance(request[0], JobRequest) and not fields:
        return request[0]
    given = fields if fields.get("settings") is not None else fields | {"settings": Settings()}
    return JobRequest(*request, **given)


def _file(photo: PictureSource) -> Path | None:
    return None if isinstance(photo, np.ndarray) else Path(photo)


def _motion(
    engine: Engine, inputs: Inputs, portrait: Portrait, settings: Settings
) -> Generator[Progress, None, tuple[Motion, tuple[Message, ...]]]:
    """The movement that was asked for, and remarks on it; progress on the way."""
    from real3d.motion.head_motion import with_head_motion
    from real3d.motion.replay import replayed
    from real3d.motion.smoothing import smoothed

    smoothing = settings.motion.smoothing
    if inputs.motion is not None:
        if inputs.motion.basis != engine.basis:
            raise InputError("motion-other-engine", engine=engine.name)
        motion = replayed(inputs.motion, settings.motion)
        return motion, tuple(_video_notes(0, motion, inputs))
    if inputs.clip is not None:
        tracked = yield from track_with_progress(
            engine.motion_from_video(inputs.clip, portrait, settings.motion)
        )
        notes = tuple(_video_notes(tracked.frames_without_face, tracked.motion, inputs))
        return smoothed(tracked.motion, smoothing), notes
    assert inputs.voice is not None, "one of them is checked to be there when they are read"
    head = None
    if inputs.head_clip is not None:
        head = yield from track_with_progress(
            engine.motion_from_video(inputs.head_clip, portrait, settings.motion)
        )
    yield stage_progress(Stage.LISTENING)
    motion = engine.motion_from_audio(inputs.voice, settings.motion)
    notes = tuple(_voice_notes(motion, inputs.voice, settings))
    if head is None:
        return motion, notes
    return with_head_motion(motion, smoothed(head.motion, smoothing)), notes


def _ignored_settings(engine: Engine, settings: Settings) -> Iterator[Message]:
    """Settings that were changed in vain."""
    from real3d.motion.settings import MotionSettings
    from real3d.runtime.settings import setting_specs

    for spec in setting_specs(MotionSettings):
        changed = getattr(settings.motion, spec.name) != spec.default
        if changed and spec.name not in engine.supported_settings:
            yield Message("setting-without-effect", name=spec.name, engine=engine.name)


def _voice_notes(motion: Motion, voice: Audio, settings: Settings) -> Iterator[Message]:
    if voice.is_silent:
        yield Message("voice-silent")
    elif settings.motion.mouth > 0 and not motion.speaks:
        yield Message("voice-absent")


def _video_notes(frames_without_face: int, motion: Motion, inputs: Inputs) -> Iterator[Message]:
    if frames_without_face == 1:
        yield Message("frame-without-face")
    if frames_without_face > 1:
        yield Message("frames-without-face", count=frames_without_face)
    if inputs.voice is not None and inputs.voice.duration > motion.duration + 0.5:
        yield Message("sound-cut", seconds=motion.duration)
