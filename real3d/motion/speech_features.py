"""What the network that hears articulation is given: mel bands, freed of level and of the room.

Forty bands of 25 ms every 10 ms (Davis and Mermelstein 1980), in logarithms, relative to the level
of the loud syllables and to the mean spectrum of whatever is audible (cepstral mean subtraction,
Atal 1974): the microphone's gain and tone colour cancel. One more feature is the level itself.
Training and inference share this file.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from real3d.motion.spectrum import SAMPLE_RATE, power_spectra

FloatArray = NDArray[np.float32]

WINDOW = 400
FFT_SIZE = 512
"""25 ms: two periods of a low voice."""
BANDS = 40
BAND_HZ = (60.0, 7600.0)
FEATURES = BANDS + 1

NOTHING = 1e-14
"""Power of digital silence, far below the last bit of any recording."""
DEEPEST = 14.0
"""Natural logarithms of power (60 dB) below loud speech, where features end."""
AUDIBLE = 9.2
"""40 dB: what lies this far below loud speech or deeper says nothing about the room."""
LOUD_PERCENTILE = 90
LOUDEST = 2.0
SPREAD, LEVEL_SPREAD = 3.0, 5.0
"""Typical deviations; features come out of the order of one."""


def mel_power(samples: FloatArray) -> FloatArray:
    """[N, 40] power in mel bands of [S] samples at 16 kHz, 100 times per second."""
    filters = mel_filters().T
    return np.concatenate([power @ filters for power in power_spectra(samples, WINDOW, FFT_SIZE)])


def whole_features(mel: FloatArray) -> FloatArray:
    """[N, 41] features of a recording that is known from beginning to end.

    Args:
        mel: [N, 40] power in mel bands.
    """
    level = frame_level(mel)
    loud = loud_level(level)
    bands = np.maximum(np.log(mel + NOTHING) - loud, -DEEPEST)
    audible = level > loud - AUDIBLE
    return _scaled(bands, bands[audible].mean(axis=0), level - loud)


def frame_level(mel: FloatArray) -> FloatArray:
    """[N] natural logarithm of the mean band power."""
    return np.log(mel.mean(axis=1) + NOTHING)


def loud_level(level: FloatArray) -> float:
    """Level of the loud syllables, whatever silence surrounds them."""
    heard = level[level > level.max() - DEEPEST]
    first = np.percentile(heard, LOUD_PERCENTILE)
    return float(np.percentile(level[level > first - AUDIBLE], LOUD_PERCENTILE))


@cache
def mel_filters(warp: float = 1.0) -> FloatArray:
    """[40, 257] triangular filters, each of sum 1.

    Args:
        warp: factor on all frequencies; below 1 a smaller speaker is heard as a larger one.
    """
    low, high = (2595 * np.log10(1 + hz / 700) for hz in BAND_HZ)
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1) * warp
    edges = np.minimum(edges, 0.999 * SAMPLE_RATE / 2)
    bins = np.arange(FFT_SIZE // 2 + 1) * SAMPLE_RATE / FFT_SIZE
    left, middle, right = (edges[k : k + BANDS, None] for k in range(3))
    rising = (bins - left) / np.maximum(middle - left, 1e-3)
    falling = (right - bins) / np.maximum(right - middle, 1e-3)
    filters = np.maximum(0, np.minimum(rising, falling))
    # The lowest filters are narrower than a bin of the spectrum: they get the nearest one.
    empty = filters.sum(axis=1) < 1e-6
    nearest = np.round(middle[:, 0] * FFT_SIZE / SAMPLE_RATE).astype(int)
    filters[empty, np.minimum(nearest, len(bins) - 1)[empty]] = 1.0
    return (filters / filters.sum(axis=1, keepdims=True)).astype(np.float32)


def _scaled(bands: FloatArray, mean: FloatArray, level: FloatArray) -> FloatArray:
    relative = np.clip(level, -DEEPEST, LOUDEST) / LEVEL_SPREAD
    return np.column_stack([(bands - mean) / SPREAD, relative]).astype(np.float32)
