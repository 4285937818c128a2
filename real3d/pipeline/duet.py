"""Two people of one photo who both speak, each with a voice of their own, in the whole photo.

Each has a portrait, an avatar, a motion and a square of their own, as if they were alone; who has
nothing to say listens: the mouth rests, while lids, eyes and head go on. Frame by frame the two
squares are put into the photo, and each pixel shows the person whom it is nearer to.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from real3d.errors import InputError, NoFaceError, SettingsError
from real3d.pipeline.inputs import Inputs, read_picture
from real3d.pipeline.own_results import check_output
from real3d.pipeline.prepared_job import PreparedJob, frame_size
from real3d.pipeline.progress import Stopwatch, done_progress, never_backwards, stage_progress
from real3d.pipeline.request import FilePath, JobRequest, PictureSource, Point
from real3d.pipeline.result import DuetRecipe, Progress, Recipe, Result, Stage, VoiceOrder
from real3d.pipeline.settings import Settings
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.pipeline.time_estimator import Estimate
from real3d.pipeline.workload import Workload, check_work, workload
from real3d.runtime.version import __version__
from real3d.runtime.work_folder import VOICE, work_folder

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.pipeline.writing import Preparation
    from real3d.portrait.detection import FaceBox
    from real3d.portrait.framing import PhotoFraming

PAUSE_SECONDS = 0.3
"""Between two people who speak in turns: what an attentive listener takes."""


@dataclass(frozen=True)
class Speaker:
    """One of the two."""

    audio: FilePath
    """What they say, as a recording."""
    face: Point | None = None
    """On their face; None for the largest face that is free, of two the left one first."""


@dataclass(frozen=True)
class DuetRequest:
    """Everything that one conversation is asked for; nothing in it has been read or checked yet."""

    photo: PictureSource
    """In which both are."""
    first: Speaker
    second: Speaker
    order: VoiceOrder = "in turns"
    """Whether the second voice waits for the first, or both begin together."""
    settings: Settings = field(default_factory=lambda: Settings(framing="photo"))
    """Of both; the second moves by the seed after that of the settings."""
    out: FilePath | None = None
    """The MP4 to write; None for a new temporary file, which is the caller's to delete."""
    preview: FilePath | None = None
    """A `.gif` or `.webp` to write, with the first seconds, small."""
    overwrite: bool = False
    """Replace files that are there already, also those that this program did not make."""

    @property
    def speakers(self) -> tuple[Speaker, Speaker]:
        """Both."""
        return self.first, self.second


def duet(
    pipeline: TalkingPortrait, request: DuetRequest, live: bool = False
) -> Generator[Progress, None, None]:
    """Make the video, step by step; the last step carries the result.

    Closing the generator cancels the job and leaves no file behind.

    Args:
        pipeline: its engine renders.
        request: what is asked for.
        live: let the steps carry fragments of the video that can be played already.

    Raises:
        InputError: something that was given cannot be used, the photo does not show two faces
            where they are meant, or it is more work than one job may ask for.
        SettingsError: the settings have no place for two people.
        OutputError: the result cannot be written.
        EngineUnavailableError: the engine that was asked for cannot run here.
    """
    _check_settings(request.settings)
    yield from never_backwards(_job(pipeline, request, live))


def make_duet(
    pipeline: TalkingPortrait,
    request: DuetRequest,
    on_progress: Callable[[Progress], None] | None = None,
) -> Result:
    """As `duet`, until it is finished.

    Args:
        pipeline, request: as for `duet`.
        on_progress: called with every step.
    """
    with closing(duet(pipeline, request)) as steps:
        for progress in steps:
            if on_progress is not None:
                on_progress(progress)
            if progress.result is not None:
                return progress.result
    raise AssertionError("a job ends with a result or an error")


def estimate_duet(pipeline: TalkingPortrait, request: DuetRequest) -> Estimate:
    """How long it would take on this machine, before it is started.

    Raises:
        InputError: one of the files cannot be used, or it would be more work than one job may ask
            for.
        SettingsError: the settings have no place for two people.
    """
    from real3d.media.audio import audio_seconds

    _check_settings(request.settings)
    lengths = [audio_seconds(speaker.audio) for speaker in request.speakers]
    seconds = _Schedule.of(lengths[0], lengths[1], request.order).seconds
    size = frame_size(read_picture(request.photo), request.settings)
    work = _planned_work(pipeline, request, seconds, size)
    return Estimate(pipeline.expected_seconds(work), seconds, work.gigapixels)


@dataclass(frozen=True)
class _Schedule:
    """Who begins when, in seconds."""

    starts: tuple[float, float]
    seconds: float
    """Until both are done."""

    @classmethod
    def of(cls, first: float, second: float, order: VoiceOrder) -> _Schedule:
        """For voices of these lengths."""
        start = first + PAUSE_SECONDS if order == "in turns" else 0.0
        return cls((0.0, start), max(first, start + second))


@dataclass(frozen=True)
class _Conversation:
    """The material, read."""

    photo: NDArray[np.uint8]
    voices: tuple[Audio, Audio]
    """Each as long as the whole, silent while its owner listens."""
    schedule: _Schedule


def _job(
    pipeline: TalkingPortrait, request: DuetRequest, live: bool
) -> Generator[Progress, None, None]:
    from real3d.pipeline.writing import VideoPlan, write_video

    watch = Stopwatch()
    yield stage_progress(Stage.READING)
    _check_outputs(request)
    heard = _read(request)
    settings = request.settings
    size = frame_size(heard.photo, settings)
    work = _planned_work(pipeline, request, heard.schedule.seconds, size)
    yield stage_progress(Stage.FACE)
    finding = Stopwatch()
    faces = _find_pair(request, lambda place: _faces(pipeline, heard.photo, request, place))
    found = finding.lap()
    watch.leave_out(found)
    with work_folder(VOICE) as folder:
        plan = VideoPlan(
            request=JobRequest(
                photo=request.photo,
                settings=settings,
                out=request.out,
                preview=request.preview,
                overwrite=request.overwrite,
            ),
            choice=pipeline.engine,
            recipe=_recipe(pipeline, request, faces.pair),
            size=size,
            audio=_mix(request, heard.schedule, folder / "voices.wav"),
        )
        preparation = _prepared_pair(pipeline, heard, faces, request, found)
        result = yield from write_video(plan, preparation, watch, live)
    pipeline.learn(work, result.timings)
    yield done_progress(result)


def _recipe(
    pipeline: TalkingPortrait, request: DuetRequest, faces: tuple[FaceBox, FaceBox]
) -> Recipe:
    pair = DuetRecipe((faces[0].centre, faces[1].centre), request.order)
    engine = pipeline.engine.engine.name
    return Recipe(__version__, engine, "original", request.settings, duet=pair)


def _check_settings(settings: Settings) -> None:
    if settings.framing != "photo":
        raise SettingsError("duet-not-in-photo")
    if settings.captions != "none":
        raise SettingsError("duet-with-captions")
    if settings.debug:
        raise SettingsError("duet-debug-view")


def _check_outputs(request: DuetRequest) -> None:
    """Neither the photo nor a voice is written over."""
    files = [request.photo, *(speaker.audio for speaker in request.speakers)]
    inputs = [Path(file) for file in files if not isinstance(file, np.ndarray)]
    for output in (request.out, request.preview):
        if output is not None:
            check_output(Path(output), inputs, request.overwrite)


def _planned_work(
    pipeline: TalkingPortrait, request: DuetRequest, seconds: float, size: tuple[int, int]
) -> Workload:
    """What there is to do, without what is known of the two.

    Args:
        pipeline, request: of the job.
        seconds: of video.
        size: (width, height) of its frames in pixels.

    Raises:
        InputError: it would be more work than one job may ask for.
    """
    work = workload(seconds, request.settings, size, heard=2 * seconds, people=2)
    check_work(work.gigapixels)
    faces = _known_pair(pipeline, request)
    if faces is None:
        return work
    people = [(face.centre, faces.beside(who)) for who, face in enumerate(faces.pair)]
    return pipeline.without_known(work, request.photo, people)


def _known_pair(pipeline: TalkingPortrait, request: DuetRequest) -> _Faces | None:
    """As `_find_pair`, if they have been found already."""
    places = {speaker.face for speaker in request.speakers}
    if None in places and len(places) == 2:
        places.discard(None)
    found = {
        place: pipeline.known_faces(request.photo, request.settings.size, place) for place in places
    }
    known = {place: faces for place, faces in found.items() if faces is not None}
    return _find_pair(request, known.__getitem__) if len(known) == len(places) else None


def _read(request: DuetRequest) -> _Conversation:
    from real3d.media import read_audio

    photo = read_picture(request.photo)
    first, second = (read_audio(speaker.audio) for speaker in request.speakers)
    schedule = _Schedule.of(first.duration, second.duration, request.order)
    voices = (
        _in_its_place(first, schedule.starts[0], schedule.seconds),
        _in_its_place(second, schedule.starts[1], schedule.seconds),
    )
    return _Conversation(photo, voices, schedule)


def _in_its_place(voice: Audio, start: float, seconds: float) -> Audio:
    """The voice with silence before and after it."""
    samples = np.zeros(round(seconds * voice.rate), np.float32)
    begin = round(start * voice.rate)
    spoken = voice.samples[: len(samples) - begin]  # rounding may have taken the last one's place
    samples[begin : begin + len(spoken)] = spoken
    return replace(voice, samples=samples)


def _mix(request: DuetRequest, schedule: _Schedule, out: Path) -> Path:
    """The file with both voices."""
    from real3d.media.mixing import Placed, mix_recordings

    first, second = (
        Placed(Path(speaker.audio), start)
        for speaker, start in zip(request.speakers, schedule.starts, strict=True)
    )
    mix_recordings(first, second, schedule.seconds, out)
    return out


@dataclass(frozen=True)
class _Faces:
    """Those of the photo, in its pixels."""

    pair: tuple[FaceBox, FaceBox]
    """Who speaks, the first speaker first."""
    others: tuple[FaceBox, ...]
    """Who stands by."""

    def beside(self, who: int) -> tuple[FaceBox, ...]:
        """All but the first (0) or the second (1) speaker."""
        return (self.pair[1 - who], *self.others)


def _find_pair(
    request: DuetRequest, faces_near: Callable[[Point | None], tuple[FaceBox, ...]]
) -> _Faces:
    """The two faces that are meant, and the others.

    Args:
        request: of the job.
        faces_near: finds the faces of the photo, that at a place first.

    Raises:
        InputError: there are not two.
    """
    first, second = request.first.face, request.second.face
    if first is not None and second is not None:
        one, other = faces_near(first), faces_near(second)
        pair = one[0], other[0]
        if not pair[0].contains(pair[1].centre):
            return _Faces(pair, tuple(each for each in one[1:] if not _is_in(each, pair)))
        if len(one) == 1:
            raise InputError("duet-one-face")
        raise InputError("duet-same-face")
    found = faces_near(second if first is None else first)
    if len(found) < 2:
        raise InputError("duet-one-face")
    largest, next_one = found[:2]
    is_swapped = second is not None
    if first is None and second is None:
        is_swapped = next_one.centre < largest.centre
    return _Faces((next_one, largest) if is_swapped else (largest, next_one), found[2:])


def _is_in(face: FaceBox, pair: tuple[FaceBox, FaceBox]) -> bool:
    return any(each.contains(face.centre) for each in pair)


def _faces(
    pipeline: TalkingPortrait,
    photo: NDArray[np.uint8],
    request: DuetRequest,
    place: Point | None,
) -> tuple[FaceBox, ...]:
    """
    Raises:
        InputError: there is no face that can be animated; it is said where.
    """
    try:
        return pipeline.faces(photo, request.settings.size, place, request.photo)
    except NoFaceError as error:
        if place is None or error.code != "no-face-at-point":
            raise
        raise NoFaceError("no-face-at-place", x=place[0], y=place[1]) from error


def _prepared_pair(
    pipeline: TalkingPortrait,
    heard: _Conversation,
    faces: _Faces,
    asked: DuetRequest,
    found: float,
) -> Preparation:
    """Both people one after the other, who were found in so many seconds; what is said of either is
    said of the whole."""
    from real3d.portrait import Background

    settings, prepared = asked.settings, []
    for who, (voice, face) in enumerate(zip(heard.voices, faces.pair, strict=True)):
        # Who has the same seed blinks, looks and sways at the same moments.
        seed = (settings.motion.seed + who) % 2**32
        own = replace(settings, motion=replace(settings.motion, seed=seed))
        inputs = Inputs(heard.photo, voice, None, None, None, Background())
        request = JobRequest(asked.photo, face=face.centre, settings=own)
        prepared.append((yield from pipeline.prepare(inputs, request, beside=faces.beside(who))))
    first, second = prepared
    finding, building, moving = np.add(first.seconds, second.seconds).tolist()
    advice = dict.fromkeys((*first.portrait.advice, *second.portrait.advice))
    whole = replace(
        first,
        portrait=replace(first.portrait, advice=tuple(advice)),
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        seconds=(found + finding, building, moving),
    )
    return whole, _frames(first, second, faces)


def _frames(
    first: PreparedJob, second: PreparedJob, faces: _Faces
) -> Generator[NDArray[np.uint8], None, None]:
    """The photo in which both have moved."""
    below, above = _framing(first, faces.beside(0)), _framing(second, faces.beside(1))
    for one, other in zip(first.squares(below), second.squares(above), strict=True):
        yield above.paste(other, onto=below.paste(one))


def _framing(own: PreparedJob, others: tuple[FaceBox, ...]) -> PhotoFraming:
    assert own.framing is not None, "the framing is that of a photo"
    return own.framing.beside(own.portrait.faces[0], others)
