"""espeak-ng speaks, and reports its phones as they come, through its C library."""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from training.speech.phones import segments_from_ipa
from training.speech.recording import Recording, resample
from training.speech.texts import sentence

LIBRARY = "libespeak-ng.so.1"
ONSET_S = 0.06
# speak_lib.h: synthesis within the call; phoneme events in IPA; event types; parameters; UTF-8.
_SYNCHRONOUS, _PHONEMES_IN_IPA = 2, 1 | 2
_END, _SENTENCE_END, _PHONEME = 0, 5, 7
_RATE, _PITCH, _RANGE = 1, 3, 4
_UTF8 = 1


class _Id(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def recordings(
    languages: Sequence[str], variants: Sequence[str], rng: random.Random
) -> Iterator[Recording]:
    """Endless random speech in random languages, voices, pitches and speeds."""
    while True:
        language, variant = rng.choice(languages), rng.choice(variants)
        name = f"{language}+{variant}" if variant else language
        words = language.split("-")[0]
        recording = engine().speak(
            sentence(words, rng),
            name,
            words_per_minute=rng.randint(110, 250),
            pitch=rng.randint(15, 85),
            pitch_range=rng.randint(20, 90),
        )
        if recording is not None:
            yield recording


@cache
def engine() -> _Engine:
    """The library can be initialised once per process."""
    return _Engine()


def _pause(seconds: float) -> str:
    """An event without a name is a pause, or the short onset of a rolled r within a word."""
    return "_" if seconds > ONSET_S else "(onset)"


class _Engine:
    def __init__(self) -> None:
        self._library = ctypes.CDLL(LIBRARY)
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEMES_IN_IPA)
        if self._rate <= 0:
            raise RuntimeError("espeak-ng could not start; is espeak-ng-data installed?")
        self._sound: list[np.ndarray] = []
        self._events: list[tuple[float, str]] = []
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(
        self, text: str, voice: str, words_per_minute: int, pitch: int, pitch_range: int
    ) -> Recording | None:
        """One utterance, or None where there is no such voice or nothing was said."""
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        settings = ((_RATE, words_per_minute), (_PITCH, pitch), (_RANGE, pitch_range))
        for parameter, value in settings:
            self._library.espeak_SetParameter(parameter, value, 0)
        self._sound.clear()
        self._events.clear()
        encoded = text.encode() + b"\0"
        self._library.espeak_Synth(encoded, len(encoded), 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        if not self._sound:
            return None
        samples = resample(np.concatenate(self._sound) / 32768, self._rate)
        self._events.sort(key=lambda event: event[0])
        starts = [start for start, _ in self._events]
        ends = [*starts[1:], len(samples) / 16000]
        events = [
            (start, end, ipa or _pause(end - start))
            for (start, ipa), end in zip(self._events, ends, strict=True)
            if end > start
        ]
        segments = segments_from_ipa(events)
        return Recording(samples, segments, f"espeak {voice}") if len(segments) > 2 else None

    def _receive(self, sound, count: int, events) -> int:
        if sound and count > 0:
            self._sound.append(np.ctypeslib.as_array(sound, (count,)).copy())
        index = 0
        while events[index].type != _END:
            event = events[index]
            if event.type == _PHONEME:
                raw = ctypes.string_at(ctypes.addressof(event) + _Event.id.offset, 8)
                ipa = raw.split(b"\0")[0].decode("utf-8", "ignore")
                self._events.append((event.audio_position / 1000, ipa))
            elif event.type == _SENTENCE_END:
                self._events.append((event.audio_position / 1000, "_"))
            index += 1
        return 0
