"""Features of the articulation network: mel bands, normalised for level and room.

Forty bands of 25 ms every 10 ms (Davis and Mermelstein 1980), in logarithms, relative to the level
of the loud syllables and to the mean spectrum of whatever is audible (cepstral mean subtraction,
Atal 1974): the microphone's gain and tone colour cancel. One more feature is the level itself.
Training and inference share this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from real3d.numerics.types import Float32Array
from real3d.speech.spectrum import HOP, SAMPLE_RATE, power_spectra

WINDOW = 400
FFT_SIZE = 512
"""25 ms: two periods of a low voice."""
BANDS = 40
BAND_HZ = (60.0, 7600.0)
FEATURES = BANDS + 1

POWER_FLOOR = 1e-14
"""Power of digital silence, far below the last bit of any recording."""
DYNAMIC_RANGE = 14.0
"""Natural logarithms of power (60 dB) below loud speech, where features end."""
AUDIBLE_RANGE = 9.2
"""40 dB: what lies this far below loud speech or deeper says nothing about the room."""
LOUD_PERCENTILE = 90
MAX_LEVEL = 2.0
BAND_SCALE, LEVEL_SCALE = 3.0, 5.0
"""Typical deviations; features come out of the order of one."""

INITIAL_PEAK = -3.0
"""Level (logarithm of band power) that a live voice is expected to exceed, about -45 dBFS."""
ATTACK, RELEASE = 0.25, 0.0069
"""Per frame: a share of what is missing, and 3 dB per second."""
PEAK_MARGIN = 1.0
"""The follower stays near the peaks; the loud level of a whole recording is this much lower."""
MEAN_MEMORY, PROFILE_WEIGHT = 400, 150
"""Frames over which the mean spectrum is remembered, and those that the expected one counts for."""


_TAPER = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def mel_powers(samples: Float32Array, warps: Sequence[float]) -> list[Float32Array]:
    """For each warp [N, 40] power in mel bands of [S] samples at 16 kHz, 100 times per second.

    Args:
        warps: as for `mel_filters`.
    """
    filters = np.concatenate([mel_filters(warp) for warp in warps]).T
    power = np.concatenate([p @ filters for p in power_spectra(samples, WINDOW, FFT_SIZE)])
    return np.split(power, len(warps), axis=1)


def whole_features(mel: Float32Array) -> Float32Array:
    """[N, 41] features of a recording that is known from beginning to end.

    Args:
        mel: [N, 40] power in mel bands.
    """
    level = frame_level(mel)
    loud = loud_level(level)
    bands = np.maximum(np.log(mel + POWER_FLOOR) - loud, -DYNAMIC_RANGE)
    audible = level > loud - AUDIBLE_RANGE
    return _scaled(bands, bands[audible].mean(axis=0), level - loud)


class LiveFeatures:
    """Features of a sound that is still going on; level and mean spectrum are running estimates."""

    def __init__(self, profile: Float32Array) -> None:
        """
        Args:
            profile: [40] the mean spectrum to expect, relative to loud speech.
        """
        # Silence before the beginning: the first window is centred on the first 10 ms.
        self._samples = np.zeros(WINDOW // 2 - HOP // 2, np.float32)
        self._normaliser = RunningNormaliser(profile)

    def push(self, samples: Float32Array) -> Float32Array:
        """[N, 41] features that [S] more samples complete; N may be 0."""
        held = np.concatenate([self._samples, samples.astype(np.float32)])
        count = max(0, (len(held) - WINDOW) // HOP + 1)
        self._samples = held[count * HOP :]
        windows = np.lib.stride_tricks.as_strided(
            held, (count, WINDOW), (HOP * held.strides[0], held.strides[0])
        )
        spectrum = np.fft.rfft(windows * _TAPER, FFT_SIZE, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        return self._normaliser.push(power @ mel_filters().T)

    def finish(self) -> Float32Array:
        """The features at the end, with silence after it."""
        started = max(0, len(self._samples) - (WINDOW // 2 - HOP // 2))
        frames = -(-started // HOP)
        missing = max(0, (frames - 1) * HOP + WINDOW - len(self._samples)) if frames else 0
        return self.push(np.zeros(missing, np.float32))


class RunningNormaliser:
    """The normalisation of `whole_features` with running estimates of level and mean spectrum."""

    def __init__(self, profile: Float32Array) -> None:
        self._peaks = INITIAL_PEAK
        self._mean = profile.astype(np.float32)
        self._weight = float(PROFILE_WEIGHT)

    def push(self, mel: Float32Array) -> Float32Array:
        """[N, 41] features of [N, 40] more band powers."""
        levels, bands = frame_level(mel), np.log(mel + POWER_FLOOR)
        features = np.empty((len(mel), FEATURES), np.float32)
        for k, level in enumerate(levels.tolist()):
            missing = level - self._peaks
            self._peaks += ATTACK * missing if missing > 0 else -RELEASE
            loud = self._peaks - PEAK_MARGIN
            relative = np.maximum(bands[k] - loud, -DYNAMIC_RANGE)
            if level > loud - AUDIBLE_RANGE:
                self._weight = min(self._weight + 1, MEAN_MEMORY)
                self._mean = self._mean + (relative - self._mean) / self._weight
            features[k] = _scaled(relative, self._mean, np.float32(level - loud))
        return features


def frame_level(mel: Float32Array) -> Float32Array:
    """[N] natural logarithm of the mean band power."""
    return np.log(mel.mean(axis=1) + POWER_FLOOR)


def loud_level(level: Float32Array) -> float:
    """Level of the loud syllables, whatever silence surrounds them."""
    sounding = level[level > level.max() - DYNAMIC_RANGE]
    first = np.percentile(sounding, LOUD_PERCENTILE)
    return float(np.percentile(level[level > first - AUDIBLE_RANGE], LOUD_PERCENTILE))


@cache
def mel_filters(warp: float = 1.0) -> Float32Array:
    """[40, 257] triangular filters, each of sum 1.

    Args:
        warp: factor on the filters' frequencies; below 1 a large speaker sounds like a small one.
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


def _scaled(
    bands: Float32Array, mean: Float32Array, level: Float32Array | np.float32
) -> Float32Array:
    """[..., 41] from bands [..., 40] and level [...] relative to loud speech."""
    relative = np.clip(level, -DYNAMIC_RANGE, MAX_LEVEL) / LEVEL_SCALE
    return np.concatenate([(bands - mean) / BAND_SCALE, relative[..., None]], axis=-1)
