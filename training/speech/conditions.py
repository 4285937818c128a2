"""What happens to a voice before it reaches a computer: noise, telephones, rooms, music.

All take and return samples [N] at 16 kHz; those that draw take a generator.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from real3d.numerics.types import Float32Array

RATE = 16_000


def noisy(samples: Float32Array, decibels: float, rng: np.random.Generator) -> Float32Array:
    """With white noise `decibels` below the voice."""
    return _mixed(samples, rng.standard_normal(len(samples)), decibels)


def with_music(samples: Float32Array, music: Float32Array, decibels: float) -> Float32Array:
    """With music `decibels` below the voice."""
    return _mixed(samples, np.resize(music, len(samples)), decibels)


def telephone(samples: Float32Array) -> Float32Array:
    """300 to 3400 Hz."""
    return sosfilt(butter(4, (300, 3400), "bandpass", fs=RATE, output="sos"), samples)


def in_a_room(
    samples: Float32Array, rng: np.random.Generator, seconds: float = 0.5
) -> Float32Array:
    """With a tail that falls by 60 dB in `seconds` and a third of the direct sound's energy."""
    time = np.arange(int(seconds * RATE)) / RATE
    tail = rng.standard_normal(len(time)) * 10 ** (-3 * time / seconds)
    tail *= np.sqrt(0.33 / np.sum(tail**2))
    tail[0] = 1.0
    return fftconvolve(samples, tail)[: len(samples)].astype(np.float32)


def degraded(samples: Float32Array, index: int, music: Float32Array) -> Float32Array:
    """One of four conditions, in turn."""
    rng = np.random.default_rng(index)
    kind = index % 4
    if kind == 0:
        return noisy(samples, 15.0, rng)
    if kind == 1:
        return telephone(noisy(samples, 25.0, rng))
    if kind == 2:
        return in_a_room(noisy(samples, 30.0, rng), rng)
    return with_music(samples, music, 12.0)


def _mixed(samples: Float32Array, other: NDArray, decibels: float) -> Float32Array:
    voice = np.abs(samples) > 0.02 * np.abs(samples).max()
    level = np.sqrt(np.mean(np.square(samples[voice]))) * 10 ** (-decibels / 20)
    return (samples + other * level / max(float(np.std(other)), 1e-9)).astype(np.float32)
