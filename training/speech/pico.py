"""SVOX Pico speaks; what it says is told by espeak-ng, and when is found by alignment.

Pico is the small synthesiser of the Android project, computed from recordings by a statistical
model: six speakers, six languages and accents, all under the Apache licence. It keeps its phones to
itself, so the text is transcribed by espeak-ng, whose pronunciation is nearly always the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import numpy as np

from training.speech import espeak
from training.speech.alignment import align
from training.speech.phones import SILENCE
from training.speech.recording import Recording
from training.speech.texts import sentence
from training.speech.voices import PicoVoice

MIN_SCORE = -1.25
"""Mean log probability per step; -0.6 to -1.1 is usual, less where pronunciations differ."""
VOLUME = 60
"""Per cent; loud syllables are clipped at 100."""


def recordings(voice: PicoVoice, rng: random.Random) -> Iterator[Recording]:
    """Endless random speech in the voice's language at random speed and pitch."""
    engine = _engine(voice.name)
    while True:
        text = sentence(voice.language.split("-")[0], rng)
        engine.rate, engine.pitch = rng.randint(70, 135), rng.randint(75, 135)
        samples = np.frombuffer(engine.speak(text), np.int16).astype(np.float32) / 32768
        aligned = align(samples, _phones(text, voice.language))
        if aligned is not None and aligned[1] > MIN_SCORE:
            yield Recording(samples, aligned[0], f"pico {voice.name}")


@cache
def _engine(language: str):
    """Needs the package `ttspico` of PyPI, which brings the voices."""
    from ttspico import TtsEngine

    engine = TtsEngine(language)
    engine.volume = VOLUME
    return engine


def _phones(text: str, language: str) -> list[str]:
    """The phones of a text, with pauses between its parts."""
    spoken = espeak.engine().speak(text, language, words_per_minute=150, pitch=50, pitch_range=50)
    phones = [segment.phone for segment in spoken.segments] if spoken else []
    return [
        phone
        for k, phone in enumerate(phones)
        if phone != SILENCE or (0 < k < len(phones) - 1 and phones[k - 1] != SILENCE)
    ]
