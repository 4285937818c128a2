"""The captions of a job: what is said, and when it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from real3d.captions.caption import Caption
from real3d.captions.files import check_length, is_timed, parse_captions, srt_text
from real3d.captions.lines import columns, fit
from real3d.captions.timing import Stretch, as_written, sentences, spread, without_flicker
from real3d.errors import AudioTooShortError, InputError, NotAudioError
from real3d.pipeline.inputs import Inputs
from real3d.pipeline.request import JobRequest

if TYPE_CHECKING:
    from real3d.text_to_speech.speech import SpokenPiece

_COLUMNS = 42
"""Of a line in a player: what subtitles of films have at most."""
_FPS = 25.0
"""At which the rhythm of a voice is measured."""


def read_captions(request: JobRequest, inputs: Inputs) -> tuple[Caption, ...]:
    """The captions of a job, within its time; none if it is to have none.

    Raises:
        InputError: there are no words for them, or they cannot be read.
        TooLongError: they are too long.
    """
    if request.settings.captions == "none":
        return ()
    check_captions(request)
    transcript = request.transcript or ""
    if is_timed(transcript):
        captions = parse_captions(transcript)
    else:
        captions = without_flicker(spread(sentences(transcript), _spoken(inputs)))
    length = inputs.duration
    return tuple(
        replace(each, end=min(each.end, length)) for each in captions if each.start < length
    )


def check_captions(request: JobRequest) -> None:
    """
    Raises:
        InputError: a job is to have captions and there are no words for them, or they cannot be
            read.
        TooLongError: they are too long.
    """
    if request.settings.captions == "none":
        return
    transcript = request.transcript or request.text or ""
    if not transcript.strip():
        raise InputError("captions-without-words")
    check_length(transcript)
    if request.transcript is not None and is_timed(request.transcript):
        parse_captions(request.transcript)


def track_captions(captions: Sequence[Caption]) -> tuple[Caption, ...]:
    """Captions in lines for players, which set them themselves."""
    return fit(captions, columns, _COLUMNS)


def said_transcript(text: str, spoken: Sequence[SpokenPiece]) -> str:
    """The transcript of a text that was spoken, as SRT.

    Args:
        text: as it was typed.
        spoken: the pieces in which it was said.
    """
    written = as_written(text, [piece.words for piece in spoken])
    captions = [
        Caption(piece.start, piece.end, words)
        for words, piece in zip(written, spoken, strict=True)
        if words
    ]
    return srt_text(without_flicker(captions))


def _spoken(inputs: Inputs) -> list[Stretch]:
    """Where somebody speaks; where nobody can be heard, words are spread over the whole."""
    from real3d.media import read_audio
    from real3d.speech.prosody import Prosody

    whole = [(0.0, inputs.duration)]
    voice = inputs.voice
    if voice is None and inputs.audio is not None:
        with suppress(AudioTooShortError, NotAudioError):  # a clip needs no sound
            voice = read_audio(inputs.audio)
    if voice is None:
        return whole
    heard = Prosody.of(voice, _FPS)
    phrases = zip(heard.phrase_starts.tolist(), heard.phrase_ends.tolist(), strict=True)
    within = [
        (start, min(end, inputs.duration)) for start, end in phrases if start < inputs.duration
    ]
    return within or whole
