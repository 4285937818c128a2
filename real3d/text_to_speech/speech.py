"""A text becomes sound, piece by piece: what the rest of the project calls.

What is to be said is known, and everything that is wrong with it, before anything is downloaded or
computed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from real3d.errors import InputError, SettingsError, TooLongError
from real3d.messages.message import Message
from real3d.numerics.types import Float32Array
from real3d.text_to_speech import sentences
from real3d.text_to_speech.english import phonemes, spoken_text
from real3d.text_to_speech.model_files import NETWORK, ModelFile, fetch, voice_file
from real3d.text_to_speech.symbols import MOST
from real3d.text_to_speech.synthesis import RATE, load_synthesizer
from real3d.text_to_speech.voices import Voice, find_voice

MAX_LETTERS = 2000
"""Of a text: a bit more than two minutes of speech."""
SPEEDS = (0.5, 2.0)
"""Slowest and fastest; beyond, sounds run into each other."""
_LIBRARIES = ("httpx2", "huggingface_hub", "misaki", "onnxruntime")
_SECONDS_PER_SYMBOL = 0.058
"""Of an ordinary sentence at speed 1, over all voices."""
_LEAD_IN, _LEAD_OUT = 0.2, 0.3
"""Seconds of silence at both ends: a mouth opens before its voice is heard."""


@dataclass(frozen=True)
class Utterance:
    """What is spoken at a time."""

    words: str
    """As they are said; empty where a long piece goes on."""
    phonemes: str
    pause: float
    """Seconds of silence after it."""


@dataclass(frozen=True)
class Script:
    """A text, ready to be spoken."""

    voice: Voice
    speed: float
    utterances: tuple[Utterance, ...]

    @property
    def seconds(self) -> float:
        """About how long it will last."""
        symbols = sum(len(each.phonemes) for each in self.utterances)
        pauses = sum(each.pause for each in self.utterances[:-1])
        return _LEAD_IN + (symbols * _SECONDS_PER_SYMBOL + pauses) / self.speed + _LEAD_OUT


@dataclass(frozen=True)
class SpokenPiece:
    """What was said in one breath, and when."""

    words: str
    start: float
    """Seconds from the beginning of the sound."""
    end: float


@dataclass(frozen=True, eq=False)
class Spoken:
    """A script that was said."""

    sound: Float32Array
    """[N] samples at `RATE`."""
    pieces: tuple[SpokenPiece, ...]


@dataclass(frozen=True)
class SpeechStep:
    """How far it has come."""

    fraction: float
    """0..1"""
    message: Message


def is_installed() -> bool:
    """Whether the extra `speech` is here; nothing of it is loaded."""
    return all(find_spec(name) is not None for name in _LIBRARIES)


def write_script(text: str, voice: str, speed: float) -> Script:
    """How a text is spoken.

    Args:
        text: plain, in English; an empty line or a new line begins a paragraph.
        voice: one of `VOICE_NAMES`.
        speed: within `SPEEDS`; 1 is the voice's own.

    Raises:
        InputError: the text is empty, or nothing in it can be spoken.
        TooLongError: it has more than `MAX_LETTERS`.
        SettingsError: there is no such voice, or the speed is outside.
        ExtraMissingError: the extra `speech` is not installed.
    """
    found = find_voice(voice)
    low, high = SPEEDS
    if not low <= speed <= high:  # also NaN
        raise SettingsError("setting-outside", name="speed", value=speed, low=low, high=high)
    if not text.strip():
        raise InputError("text-empty")
    if len(text.strip()) > MAX_LETTERS:
        raise TooLongError("text-too-long", count=len(text.strip()), limit=MAX_LETTERS)
    utterances = tuple(_utterances(text, found))
    if not utterances:
        raise InputError("text-unspeakable")
    return Script(found, speed, utterances)


def speak(script: Script) -> Generator[SpeechStep, None, Spoken]:
    """The sound of a script. Closing the generator stops between utterances.

    Raises:
        ExtraMissingError: the extra `speech` is not installed.
        VoiceUnavailableError: the network or the voice is not here and cannot be downloaded, or is
            not what it should be.
    """
    network = yield from _fetched(NETWORK)
    voice = yield from _fetched(voice_file(script.voice))
    total, sounds = len(script.utterances), [_silence(_LEAD_IN)]
    pieces: list[SpokenPiece] = []
    for number, utterance in enumerate(script.utterances, start=1):
        message = Message("speaking-piece", number=number, total=total)
        yield SpeechStep((number - 1) / total, message)
        synthesizer = load_synthesizer(network, voice)
        said = synthesizer.speak(utterance.phonemes, script.speed)
        start = sum(map(len, sounds)) / RATE
        end = start + len(said) / RATE
        if utterance.words:
            pieces.append(SpokenPiece(utterance.words, start, end))
        else:
            pieces[-1] = replace(pieces[-1], end=end)
        sounds.append(said)
        is_last = number == total
        sounds.append(_silence(_LEAD_OUT if is_last else utterance.pause / script.speed))
    return Spoken(np.concatenate(sounds), tuple(pieces))


def _silence(seconds: float) -> Float32Array:
    return np.zeros(round(seconds * RATE), np.float32)


def _utterances(text: str, voice: Voice) -> Iterator[Utterance]:
    for piece in sentences.pieces(spoken_text(text, voice.accent)):
        parts = textwrap.wrap(phonemes(piece.text, voice.accent), MOST, break_on_hyphens=False)
        for part in parts:
            words = piece.text if part is parts[0] else ""
            yield Utterance(words, part, piece.pause if part is parts[-1] else 0.0)


def _fetched(file: ModelFile) -> Generator[SpeechStep, None, Path]:
    fetching = fetch(file)
    while True:
        try:
            share = next(fetching)
        except StopIteration as finished:
            return finished.value
        yield SpeechStep(0.0, Message("speech-downloading", share=share, size=file.bytes / 1e6))
