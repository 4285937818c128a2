"""Jobs whose voice is typed: the text becomes a recording, and the job goes on with that."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TypeVar

from real3d.pipeline.captioning import check_captions, said_transcript
from real3d.pipeline.inputs import check_driver
from real3d.pipeline.own_results import check_outputs
from real3d.pipeline.progress import Stopwatch, stage_progress
from real3d.pipeline.request import FilePath, JobRequest
from real3d.pipeline.result import Progress, Stage, SyntheticSpeech
from real3d.runtime.work_folder import VOICE, work_folder

T = TypeVar("T")

MODEL = "Kokoro-82M"
_SHARE = 0.6
"""Of a job, that speaking its text takes on two cores."""


@dataclass(frozen=True)
class WrittenSpeech:
    """A text that was said into a file."""

    voice: SyntheticSpeech
    transcript: str
    """What was said when, as SRT."""


Job = Callable[[JobRequest, "SyntheticSpeech | None"], Generator[Progress, None, None]]
"""A job whose request has a recording or a driving video, and what made its recording."""


def write_speech(
    text: str, voice: str, speed: float, out: FilePath
) -> Generator[Progress, None, WrittenSpeech]:
    """Say a text into a WAV file, step by step; the steps' fractions are of this alone.

    Closing the generator stops it between two sentences, and nothing is written.

    Args:
        text: in English.
        voice: one of `real3d.text_to_speech.voices.VOICES`, by its name.
        speed: 0.5..2, 1 is the voice's own.
        out: the file.

    Returns:
        Which voice it is, and what it said when.

    Raises:
        InputError: the text, the voice or the speed cannot be used.
        VoiceUnavailableError: the network is not here and cannot be downloaded.
        ExtraMissingError: the extra `speech` is not installed.
        OutputError: the file cannot be written.
    """
    from real3d.media.wav import write_wav
    from real3d.text_to_speech.speech import speak, write_script
    from real3d.text_to_speech.synthesis import RATE

    yield Progress(Stage.SPEAKING, 0.0, Stage.SPEAKING.value)
    script = write_script(text, voice, speed)
    with closing(speak(script)) as speaking:
        while True:
            try:
                step = next(speaking)
            except StopIteration as finished:
                spoken = finished.value
                write_wav(out, spoken.sound, RATE)
                break
            yield Progress(Stage.SPEAKING, step.fraction, step.message)
    return WrittenSpeech(
        SyntheticSpeech(MODEL, script.voice.name, script.voice.language, speed),
        said_transcript(text, spoken.pieces),
    )


def with_spoken_text(
    request: JobRequest, check_photo: Callable[[], object], job: Job
) -> Generator[Progress, None, None]:
    """A job, whose text is spoken first if it has one.

    Args:
        request: of the job.
        check_photo: raises what is wrong with its photo; nothing is spoken for one without a face.
        job: the rest.

    Raises:
        InputError, OutputError, VoiceUnavailableError, ExtraMissingError: as `write_speech`, and
            whatever the job raises.
    """
    if request.text is None:
        yield from job(request, None)
        return
    watch = Stopwatch()
    check_driver(request)
    check_captions(request)
    check_outputs(request)
    yield stage_progress(Stage.FACE)
    check_photo()
    watch.lap()
    with work_folder(VOICE) as folder:
        recording = folder / "voice.wav"
        speech = yield from _scaled(
            write_speech(request.text, request.voice, request.speed, recording), 0.0, _SHARE
        )
        seconds = watch.lap()
        transcript = request.transcript or speech.transcript
        recorded = replace(request, text=None, audio=recording, transcript=transcript)
        rest = job(recorded, speech.voice)
        with closing(_scaled(rest, _SHARE, 1.0)) as steps:
            for step in steps:
                yield step if step.result is None else _with_time(step, seconds)


def missing_download(request: JobRequest) -> int:
    """Bytes that have to be downloaded before its text can be said.

    Raises:
        VoiceUnavailableError: they are not here, and no downloads are allowed.
        ExtraMissingError: the extra `speech` is not installed.
    """
    from real3d.text_to_speech.model_files import missing_bytes
    from real3d.text_to_speech.voices import find_voice

    return 0 if request.text is None else missing_bytes(find_voice(request.voice))


def _scaled(
    steps: Generator[Progress, None, T], start: float, end: float
) -> Generator[Progress, None, T]:
    """The same steps as a part of a longer job."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as finished:
                return finished.value
            yield replace(step, fraction=start + (end - start) * step.fraction)


def _with_time(step: Progress, seconds: float) -> Progress:
    assert step.result is not None, "the caller has just seen it"
    timings = replace(step.result.timings, speaking=seconds)
    return replace(step, result=replace(step.result, timings=timings))
