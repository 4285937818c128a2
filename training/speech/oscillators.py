"""Music of oscillators, as of home computers and analogue synthesisers, for the network to ignore.

The same random scores as in `music`, played by pulse, triangle and sawtooth waves with vibrato,
glides, arpeggios, moving pulse widths and resonant filters that sweep: sounds whose pitch and
resonances wander as those of a voice do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.signal import iirpeak, lfilter

from real3d.numerics.types import FloatArray
from real3d.speech.spectrum import SAMPLE_RATE
from training.speech.music import DRUM_CHANNEL, TICKS, score

_SWEEP_BLOCK = 160
"""Samples for which a filter stays where it is: 10 ms."""


@dataclass(frozen=True)
class _Patch:
    """How one channel of the score sounds."""

    wave: str
    width: float
    """Of the pulse, as a share of the period, and how far and how fast it moves."""
    width_sway: float
    sway_hz: float
    vibrato: float
    """In semitones, and in cycles per second."""
    vibrato_hz: float
    arpeggio: tuple[int, ...]
    """Semitones that are run through, 50 times per second."""
    glide_s: float
    decay_s: float
    loudness: float


def pieces(rng: random.Random) -> Iterator[FloatArray]:
    """Endless pieces, each [N] samples at 16 kHz."""
    while True:
        yield _play(rng)


def _play(rng: random.Random) -> FloatArray:
    notes = score(rng)
    seconds_per_tick = 60 / rng.uniform(60, 170) / TICKS
    patches = [_patch(rng) for _ in range(3)]
    end = max(start + length for start, length, *_ in notes) * seconds_per_tick
    mix = np.zeros(int((end + 0.5) * SAMPLE_RATE))
    last = [60.0] * len(patches)
    for start, length, channel, key, force in sorted(notes):
        first, count = (int(t * seconds_per_tick * SAMPLE_RATE) for t in (start, length))
        if channel == DRUM_CHANNEL:
            sound = _drum(key, rng)
        else:
            sound = _note(patches[channel], key, last[channel], max(count, 400))
            last[channel] = float(key)
        part = mix[first : first + len(sound)]
        part += sound[: len(part)] * force / 127
    if rng.random() < 0.6:
        mix = _swept(mix, rng)
    return (0.5 * mix / max(float(np.abs(mix).max()), 1e-9)).astype(np.float32)


def _patch(rng: random.Random) -> _Patch:
    chords = ((0, 4, 7), (0, 3, 7), (0, 12), (0, 7, 12), (0, 4, 7, 12))
    return _Patch(
        wave=rng.choice(("pulse", "pulse", "pulse", "triangle", "saw", "bell")),
        width=rng.uniform(0.08, 0.5),
        width_sway=rng.choice((0.0, rng.uniform(0.05, 0.4))),
        sway_hz=rng.uniform(0.1, 6.0),
        vibrato=rng.choice((0.0, rng.uniform(0.1, 1.0))),
        vibrato_hz=rng.uniform(3.0, 8.0),
        arpeggio=rng.choice(chords) if rng.random() < 0.3 else (0,),
        glide_s=rng.choice((0.0, 0.0, rng.uniform(0.02, 0.2))),
        decay_s=rng.uniform(0.08, 1.5),
        loudness=rng.uniform(0.3, 1.0),
    )


def _note(patch: _Patch, key: int, last_key: float, count: int) -> FloatArray:
    time = np.arange(count) / SAMPLE_RATE
    pitch = float(key) + (last_key - key) * np.exp(-time / max(patch.glide_s, 1e-3))
    pitch = pitch + patch.vibrato * np.sin(2 * np.pi * patch.vibrato_hz * time)
    pitch = pitch + np.take(patch.arpeggio, (time * 50).astype(int), mode="wrap")
    phase = np.cumsum(440 * 2 ** ((pitch - 69) / 12) / SAMPLE_RATE)
    envelope = np.exp(-time / patch.decay_s) * np.minimum(1.0, (time[-1] - time) / 0.01)
    return patch.loudness * envelope * _wave(patch, phase, time)


def _wave(patch: _Patch, phase: FloatArray, time: FloatArray) -> FloatArray:
    within = phase % 1.0
    if patch.wave == "pulse":
        width = patch.width + patch.width_sway * np.sin(2 * np.pi * patch.sway_hz * time)
        return np.where(within < np.clip(width, 0.05, 0.95), 1.0, -1.0)
    if patch.wave == "triangle":
        return 4 * np.abs(within - 0.5) - 1
    if patch.wave == "saw":
        return 2 * within - 1
    modulation = 6 * patch.width * np.exp(-2 * time) * np.sin(2 * np.pi * 2 * phase)
    return np.sin(2 * np.pi * phase + modulation)


def _drum(key: int, rng: random.Random) -> FloatArray:
    """A falling tone for the bass drum (key 36), a burst of noise for the others."""
    time = np.arange(int(0.15 * SAMPLE_RATE)) / SAMPLE_RATE
    if key == 36:
        return np.sin(2 * np.pi * 90 * time * np.exp(-4 * time)) * np.exp(-time / 0.05)
    noise = np.random.default_rng(rng.getrandbits(32)).uniform(-1, 1, len(time))
    return 0.6 * noise * np.exp(-time / (0.05 if key == 38 else 0.015))


def _swept(samples: FloatArray, rng: random.Random) -> FloatArray:
    """Through one or two resonances that wander between 250 and 3000 Hz, as a vowel's do."""
    blocks = np.arange(0, len(samples), _SWEEP_BLOCK)
    out = 0.15 * samples
    for _ in range(rng.choice((1, 2))):
        middle, sway, hz = rng.uniform(6.4, 7.5), rng.uniform(0.1, 0.6), rng.uniform(0.1, 5.0)
        peaks = np.exp(middle + sway * np.sin(2 * np.pi * hz * blocks / SAMPLE_RATE))
        state = np.zeros(2)
        quality = rng.uniform(1.5, 8.0)
        for first, peak in zip(blocks, peaks, strict=True):
            block = slice(first, first + _SWEEP_BLOCK)
            b, a = iirpeak(min(peak, 3000.0), quality, SAMPLE_RATE)
            filtered, state = lfilter(b, a, samples[block], zi=state)
            out[block] += filtered
    return out
