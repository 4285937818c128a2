"""The road from a photo and a voice (or a driving video) to a finished video.

`TalkingPortrait` owns the engine and what is worth keeping between jobs; the steps themselves are
the rooms' work. Frames pass one by one from the renderer to the encoder, so that memory does not
grow with the length of the video.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d import __version__
from real3d.cache import RecentlyUsed
from real3d.engine import Avatar, Engine, VideoMotion
from real3d.engines import EngineChoice, choose_engine
from real3d.errors import InputError, SettingsError
from real3d.provenance import container_tags
from real3d.result import Progress, Recipe, Result, Settings, Stage, Timings

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip
    from real3d.motion import Motion
    from real3d.portrait import Background, Portrait

__all__ = ["Progress", "Recipe", "Result", "Settings", "Stage", "TalkingPortrait", "Timings"]

Picture = str | os.PathLike[str] | NDArray[np.uint8]
"""A file, or [H, W, 3] RGB."""

_REMEMBERED = 4
"""Portraits and avatars kept: a visitor tries a few voices on a few photos. One takes ~25 MB."""

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


class TalkingPortrait:
    """Makes videos of photos that talk.

    Nothing heavy is loaded before the first job. One object may serve many threads; photos that
    it has seen lately are not analysed again.
    """

    def __init__(self, engine: str | Engine = "auto") -> None:
        """
        Args:
            engine: `auto`, `mesh` or `triplane`, or an engine of your own.
        """
        self._wanted = engine
        self._choice: EngineChoice | None = None
        self._choosing = Lock()
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
                    choose_engine(self._wanted)
                    if isinstance(self._wanted, str)
                    else EngineChoice(self._wanted, "it was handed over by the caller")
                )
            return self._choice

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

        image = _read_picture(photo)
        return self._portraits.get(
            (_fingerprint(image), size, face), lambda: analyse_portrait(image, size, face)
        )

    def generate(
        self,
        photo: Picture,
        audio: str | os.PathLike[str] | None = None,
        video: str | os.PathLike[str] | None = None,
        background: Picture | Background | None = None,
        settings: Settings | None = None,
        out: str | os.PathLike[str] | None = None,
        face: tuple[float, float] | None = None,
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
            on_progress: called with every step.

        Raises:
            InputError: something that was given cannot be used.
            OutputError: the result cannot be written.
            EngineUnavailableError: the engine that was asked for cannot run here.
        """
        with closing(self.stream(photo, audio, video, background, settings, out, face)) as steps:
            for step in steps:
                if on_progress is not None:
                    on_progress(step)
                if step.result is not None:
                    return step.result
        raise AssertionError("a job ends with a result or an error")

    def stream(
        self,
        photo: Picture,
        audio: str | os.PathLike[str] | None = None,
        video: str | os.PathLike[str] | None = None,
        background: Picture | Background | None = None,
        settings: Settings | None = None,
        out: str | os.PathLike[str] | None = None,
        face: tuple[float, float] | None = None,
    ) -> Generator[Progress, None, None]:
        """As `generate`, step by step; the last step carries the result.

        Closing the iterator cancels the job and leaves no file behind.
        """
        from real3d.media import VideoWriter
        from real3d.motion.pose_limits import limit_pose
        from real3d.portrait import background_plate
        from real3d.portrait.framing import PhotoFraming, framed_size
        from real3d.portrait.pose import euler_angles

        settings = settings or Settings()
        watch = _Stopwatch()

        yield _step(Stage.READING)
        inputs = _read_inputs(photo, audio, video, background)
        choice = self.engine
        transparent = inputs.background.kind == "transparent"
        in_photo = settings.framing == "photo"
        if in_photo and inputs.background.kind != "original":
            raise SettingsError(
                "The framing “photo” keeps the photo's own background; choose the framing "
                "“square” to replace it."
            )
        height, width = inputs.photo.shape[:2]
        recipe = Recipe(
            version=__version__,
            engine=choice.engine.name,
            background=_background_name(inputs.background),
            settings=settings,
        )
        # The result is opened first, so that a place that cannot be written to is known at once.
        with (
            _destination(out, transparent) as path,
            VideoWriter(
                path,
                size=framed_size(width, height) if in_photo else (settings.size, settings.size),
                fps=settings.motion.fps,
                audio=inputs.sound,
                settings=settings.output,
                metadata=container_tags(recipe),
                transparent=transparent,
            ) as writer,
        ):
            reading = watch.lap()

            yield _step(Stage.FACE)
            portrait = self.portrait(inputs.photo, settings.size, face)
            plate = background_plate(portrait, inputs.background)
            face = watch.lap()

            yield _step(Stage.AVATAR)
            avatar = self._avatars.get(portrait.key, lambda: choice.engine.reconstruct(portrait))
            reconstructing = watch.lap()

            motion, notes = yield from _motion(choice.engine, inputs, settings)
            motion = limit_pose(motion, euler_angles(portrait.pose.rotation))
            moving = watch.lap()

            frames = avatar.render(motion, plate)
            if in_photo:
                frames = map(PhotoFraming(inputs.photo, portrait.crop).paste, frames)
            for number, frame in enumerate(frames, start=1):
                writer.write(frame)
                yield _rendered(number, len(motion), frame)
            yield _step(Stage.FINISHING)

        yield Progress(
            Stage.DONE,
            fraction=1.0,
            message=Stage.DONE.value,
            result=Result(
                path=path,
                recipe=recipe,
                engine_reason=choice.reason,
                frames=len(motion),
                fps=motion.fps,
                duration=motion.duration,
                advice=tuple(advice.text for advice in portrait.advice),
                notes=notes,
                timings=Timings(reading, face, reconstructing, moving, watch.lap()),
            ),
        )


@dataclass(frozen=True)
class _Inputs:
    """What the user gave, read and checked."""

    photo: NDArray[np.uint8]
    voice: Audio | None
    clip: VideoClip | None
    sound: Path | None
    """The file whose sound goes into the result."""
    background: Background


def _read_inputs(
    photo: Picture,
    audio: str | os.PathLike[str] | None,
    video: str | os.PathLike[str] | None,
    background: Picture | Background | None,
) -> _Inputs:
    from real3d.media import open_video, read_audio

    if audio is None and video is None:
        raise InputError(
            "There is nothing to move the face; give a voice recording or a driving video."
        )
    backdrop = _read_background(background)
    image = _read_picture(photo)
    clip = None if video is None else open_video(video)
    voice = None if audio is None else read_audio(audio)
    sound = _sound(voice, clip)
    return _Inputs(image, voice, clip, sound, backdrop)


def _sound(voice: Audio | None, clip: VideoClip | None) -> Path | None:
    if voice is not None:
        return voice.path
    return clip.path if clip is not None and clip.has_audio else None


def _read_picture(picture: Picture) -> NDArray[np.uint8]:
    from real3d.media import read_image

    if not isinstance(picture, np.ndarray):
        return read_image(picture)
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise InputError(
            f"The picture is an array of {picture.dtype} {list(picture.shape)}; "
            "give [height, width, 3] RGB of uint8."
        )
    return picture


def _read_background(background: Picture | Background | None) -> Background:
    from real3d.portrait import Background, parse_background

    if background is None:
        return Background()
    if isinstance(background, Background):
        return background
    if isinstance(background, str) and not _looks_like_a_file(background):
        return parse_background(background)
    return Background(kind="picture", picture=_read_picture(background))


def _looks_like_a_file(text: str) -> bool:
    return bool(Path(text).suffix) or os.sep in text


def _fingerprint(image: NDArray[np.uint8]) -> bytes:
    digest = blake2b(str(image.shape).encode(), digest_size=16)
    digest.update(np.ascontiguousarray(image).data)
    return digest.digest()


def _motion(
    engine: Engine, inputs: _Inputs, settings: Settings
) -> Generator[Progress, None, tuple[Motion, tuple[str, ...]]]:
    """The movement that was asked for, and remarks on it; progress on the way."""
    if inputs.clip is not None:
        tracked = yield from _watch(engine.motion_from_video(inputs.clip, settings.motion))
        return tracked.motion, tuple(_remarks(tracked.frames_without_face, tracked.motion, inputs))
    yield _step(Stage.LISTENING)
    assert inputs.voice is not None, "one of the two is checked to be there when they are read"
    return engine.motion_from_audio(inputs.voice, settings.motion), ()


def _watch(
    watching: Generator[float, None, VideoMotion],
) -> Generator[Progress, None, VideoMotion]:
    """Passes the engine's progress on to the user."""
    yield _step(Stage.WATCHING)
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
                message=f"{Stage.WATCHING.value}: {share:.0%}",
            )


def _remarks(frames_without_face: int, motion: Motion, inputs: _Inputs) -> Iterator[str]:
    if frames_without_face > 0:
        frames = "1 frame" if frames_without_face == 1 else f"{frames_without_face} frames"
        yield f"{frames} of the driving video showed no face; the movement there is interpolated."
    if inputs.voice is not None and inputs.voice.duration > motion.duration + 0.5:
        yield (
            f"The sound is longer than the driving video and was cut at {motion.duration:.1f} s."
        )


def _background_name(background: Background) -> str:
    if background.kind == "colour":
        return "#{:02x}{:02x}{:02x}".format(*background.colour)
    return background.kind


@contextmanager
def _destination(out: str | os.PathLike[str] | None, transparent: bool) -> Iterator[Path]:
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


def _step(stage: Stage) -> Progress:
    return Progress(stage, _STARTS_AT[stage], stage.value)


def _rendered(number: int, total: int, frame: NDArray[np.uint8]) -> Progress:
    start, end = _STARTS_AT[Stage.RENDERING], _STARTS_AT[Stage.FINISHING]
    return Progress(
        Stage.RENDERING,
        fraction=start + (end - start) * number / total,
        message=f"Rendering frame {number} of {total}",
        frame=frame,
    )


class _Stopwatch:
    def __init__(self) -> None:
        self._since = perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = perf_counter()
        elapsed, self._since = now - self._since, now
        return elapsed
