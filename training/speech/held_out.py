"""Voices that the network has never heard, to test it with.

`rms` of flite is another recorded speaker; the Russian voice is cut from recorded speech and the
Catalan one computed by a statistical model: other engines, languages and phone sets. Whenever a
voice is heard later or earlier than its engine says, its labels are moved by as much.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from training.speech import espeak, festival, flite, voices
from training.speech.recording import Recording
from training.speech.timing import on_time

SEED = 20_000


def unseen_recorded_voice(count: int) -> list[Recording]:
    """English sentences by a recorded speaker."""
    return _first(flite.recordings(voices.RMS, random.Random(SEED)), count)


def unseen_engines(count: int) -> list[Recording]:
    """Russian and Catalan sentences, half of each."""
    russian = festival.recordings(voices.RUSSIAN_UNITS, random.Random(SEED + 1))
    catalan = festival.recordings(voices.CATALAN_HTS, random.Random(SEED + 2))
    return _first(russian, count - count // 2) + _first(catalan, count // 2)


def unseen_formant_voices(count: int) -> list[Recording]:
    """Many languages by unheard variants of espeak-ng."""
    rng = random.Random(SEED + 3)
    recordings = espeak.recordings(voices.ESPEAK_LANGUAGES, voices.ESPEAK_TEST_VARIANTS, rng)
    return _first(recordings, count)


def _first(recordings: Iterator[Recording], count: int) -> list[Recording]:
    return on_time(list(islice(recordings, count)))
