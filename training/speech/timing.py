"""How much later a voice is heard than its synthesiser says.

Synthesisers disagree by up to 13 ms about where a phone begins: some name the middle of a change,
some the mark of a recording where the change starts. A network that learns from all of them can
only guess who is speaking. Sibilants tell each voice's delay from its sound alone: nothing else
hisses.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import FloatArray
from real3d.speech.articulation import VISEMES
from real3d.speech.spectrum import FRAME_RATE, SAMPLE_RATE
from training.speech.labels import labels
from training.speech.phones import Segment
from training.speech.recording import Recording, spectra

SIBILANTS = [VISEMES.index(name) for name in ("SS", "CH")]
HISS_HZ, REST_HZ = (3500, 7800), (100, 2500)
AUDIBLE = 1e-4
"""40 dB below the loud frames; quieter ones are noise, which hisses too."""
MAX_DELAY = 6
"""Frames of 10 ms, either way; 13 ms is the most that was found."""


def sound_delay(magnitude: NDArray[np.float16], viseme: NDArray[np.int8]) -> float:
    """Frames by which the sound follows the labels; 0 where there are too few sibilants.

    Args:
        magnitude: [N, 257] of the short-time spectra.
        viseme: [N] index into `VISEMES`.
    """
    labelled = np.isin(viseme, SIBILANTS).astype(float)
    if labelled.sum() < 4 * MAX_DELAY or len(labelled) < 8 * MAX_DELAY:
        return 0.0
    hiss = _hiss(magnitude)
    inside = labelled[MAX_DELAY:-MAX_DELAY]
    delays = np.arange(-MAX_DELAY, MAX_DELAY + 1)
    agreement = [
        np.corrcoef(np.roll(hiss, -delay)[MAX_DELAY:-MAX_DELAY], inside)[0, 1] for delay in delays
    ]
    best = int(np.clip(np.argmax(agreement), 1, len(delays) - 2))
    before, top, after = agreement[best - 1 : best + 2]
    between = 0.5 * (before - after) / (before - 2 * top + after)
    return float(delays[best] + between)


def on_time(recordings: list[Recording]) -> list[Recording]:
    """The recordings of one voice, with every phone where it is heard."""
    sounds = [spectra(recording.samples) for recording in recordings]
    said = [
        labels(recording.segments, len(sound)).viseme
        for recording, sound in zip(recordings, sounds, strict=True)
    ]
    delay = sound_delay(np.concatenate(sounds), np.concatenate(said)) / FRAME_RATE
    return [
        replace(
            recording,
            segments=[Segment(s.start + delay, s.end + delay, s.phone) for s in recording.segments],
        )
        for recording in recordings
    ]


def _hiss(magnitude: NDArray[np.float16]) -> FloatArray:
    """[N] share of the high frequencies in what is audible."""
    hz = np.arange(magnitude.shape[1]) * SAMPLE_RATE / (2 * (magnitude.shape[1] - 1))
    power = np.square(magnitude, dtype=np.float32)
    high, low = (
        power[:, (hz > first) & (hz < last)].sum(axis=1) for first, last in (HISS_HZ, REST_HZ)
    )
    total = high + low
    audible = total > AUDIBLE * np.percentile(total, 95)
    return np.where(audible, high / np.maximum(total, 1e-12), 0.0)
