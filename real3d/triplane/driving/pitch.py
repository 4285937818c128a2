"""The pitch of a voice, estimated as for the training of the audio-to-motion network.

The autocorrelation method of P. Boersma, "Accurate short-term analysis of the fundamental
frequency and the harmonics-to-noise ratio of a sampled sound" (IFA Proceedings 17, 1993), with the
constants of the program that it comes with. For each frame it finds maxima of the autocorrelation,
corrected for the window and interpolated between samples, and then the cheapest path through them
(Viterbi).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array, FloatArray

RATE = 16_000
"""Samples per second."""
STEP = 320
"""Samples from frame to frame: 50 frames a second."""
FLOOR_HZ = 80.0
CEILING_HZ = 750.0
SILENCE = 0.03
"""Of the loudest peak; frames below it are probably unvoiced."""
VOICING = 0.6
"""Strength below which a frame is unvoiced."""
OCTAVE_COST = 0.01
"""Per octave below the ceiling: of equals, the higher pitch is meant."""
# The costs of changing are given for frames of 10 ms.
OCTAVE_JUMP_COST = 0.35 * 0.01 * RATE / STEP
VOICING_CHANGE_COST = 0.14 * 0.01 * RATE / STEP
CANDIDATES = 15
"""In each frame; the first is “unvoiced”."""

PERIOD = int(RATE / FLOOR_HZ)
"""Samples of the longest period."""
WINDOW = 2 * (3 * PERIOD // 2 - 1)
"""Samples: three of these periods."""
FFT_SIZE = 1024
LONGEST_LAG = WINDOW // 3 + 2
LAGS = WINDOW // 2
"""Of the autocorrelation; beyond them the window's own is too small to divide by."""
COARSE_DEPTH, FINE_DEPTH = 30, 70
"""Samples on either side that an interpolation takes into account."""
REFINEMENTS = (0.3, 0.1, 0.03, 0.003)
"""Lags on either side of a maximum through which a parabola is laid, one after the other."""
BLOCK_FRAMES = 500
"""Analysed at once."""
SPECTRUM_WINDOW = 512
"""Samples of the spectrogram in whose frames pitches are counted."""


@dataclass(frozen=True)
class Candidates:
    """Pitch candidates of N frames; the first candidate of each frame is “unvoiced”."""

    frequency: FloatArray
    """[N, 15] Hz, 0 for silence."""
    strength: FloatArray
    """[N, 15] 0..1; minus infinity where there is no candidate."""


def pitch_track(samples: NDArray[np.floating]) -> Float32Array:
    """The pitch of a recording, 50 times a second.

    Args:
        samples: [N] mono at 16 kHz, at least 1600.

    Returns:
        [(N - 512) // 320 + 1] Hz, 0 where unvoiced. Frame k is at 0.02 (k + 1) seconds.
    """
    count = len(samples) // STEP
    padded = np.zeros((count + 1) * STEP)
    padded[: len(samples)] = samples
    loudest = np.abs(padded - padded.mean()).max()
    frequencies, strengths = [], []
    for start in range(0, count, BLOCK_FRAMES):
        frames = np.arange(start, min(start + BLOCK_FRAMES, count))
        found = _candidates(padded, frames, loudest)
        frequencies.append(found.frequency)
        strengths.append(found.strength)
    track = _cheapest_path(Candidates(np.concatenate(frequencies), np.concatenate(strengths)))
    length = (len(samples) - SPECTRUM_WINDOW) // STEP + 1
    return np.pad(track, (0, max(length - count, 0)), "edge")[:length].astype(np.float32)


def _candidates(samples: FloatArray, frames: NDArray[np.int64], loudest: float) -> Candidates:
    """Candidates of frames; the quieter a frame, the stronger its unvoiced candidate."""
    # The frame's centre lies between its last sample on the left and its first on the right.
    left = (frames + 1) * STEP
    near = samples[_clipped(left[:, None] + np.arange(-PERIOD, PERIOD), samples)]
    windowed = samples[_clipped(left[:, None] + np.arange(-WINDOW // 2, WINDOW // 2), samples)]
    window = np.hanning(WINDOW + 2)[1:-1]
    windowed = (windowed - near.mean(1, keepdims=True)) * window
    middle = slice(WINDOW // 2 - PERIOD // 2 - 1, WINDOW // 2 + PERIOD // 2 + 1)
    peak = np.abs(windowed[:, middle]).max(1)

    correlation = _autocorrelation(windowed) / _autocorrelation(window[None])
    correlation = correlation / np.where(peak > 0, correlation[:, 0], 1)[:, None]
    correlation[:, 0] = 1
    frequency = np.zeros((len(frames), CANDIDATES))
    strength = np.full((len(frames), CANDIDATES), -np.inf)
    quiet = 2 - np.minimum(peak / max(loudest, 1e-300), 1) * (1 + VOICING) / SILENCE
    strength[:, 0] = VOICING + np.maximum(quiet, 0)
    frame, lag = _maxima(correlation)
    frame, lag, place = _strongest(correlation, frame, lag)
    if len(frame):
        period, height = _refined(_symmetric(correlation), frame, lag)
        frequency[frame, place] = RATE / period
        strength[frame, place] = height
    return Candidates(frequency, strength)


def _autocorrelation(frames: FloatArray) -> FloatArray:
    """[N, LAGS + 1] of frames, each divided by its value at lag 0."""
    spectrum = np.fft.rfft(frames, FFT_SIZE)
    correlation = np.fft.irfft(np.abs(spectrum) ** 2, FFT_SIZE)[:, : LAGS + 1]
    return correlation / np.where(correlation[:, :1] > 0, correlation[:, :1], 1)


def _maxima(correlation: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Frame and lag of the maxima that may be pitches."""
    last = min(LONGEST_LAG, LAGS)
    here = correlation[:, 2:last]
    is_peak = (here > correlation[:, 1 : last - 1]) & (here >= correlation[:, 3 : last + 1])
    frame, lag = np.nonzero(is_peak & (here > VOICING / 2))
    return frame, lag + 2


def _strongest(
    correlation: FloatArray, frame: NDArray[np.int64], lag: NDArray[np.int64]
) -> tuple[NDArray[np.int64], ...]:
    """Of each frame's maxima as many as there is place for, with their places from 1."""
    before, here, after = (correlation[frame, lag + k] for k in (-1, 0, 1))
    shift = 0.5 * (after - before) / (2 * here - before - after)
    height = _at_most_one(_interpolate(_symmetric(correlation), frame, lag + shift, COARSE_DEPTH))
    score = height - OCTAVE_COST * np.log2(FLOOR_HZ * (lag + shift) / RATE)
    order = np.lexsort((-score, frame))
    frame, lag = frame[order], lag[order]
    first = np.searchsorted(frame, frame)
    place = np.arange(len(frame)) - first + 1
    kept = place < CANDIDATES
    return frame[kept], lag[kept], place[kept]


def _refined(
    correlation: FloatArray, frame: NDArray[np.int64], lag: NDArray[np.int64]
) -> tuple[FloatArray, FloatArray]:
    """Place and height of the interpolated autocorrelation's maxima near whole lags."""
    place = lag.astype(np.float64)
    for reach in REFINEMENTS:
        before, here, after = (
            _interpolate(correlation, frame, place + k * reach, FINE_DEPTH) for k in (-1, 0, 1)
        )
        bend = 2 * here - before - after
        step = 0.5 * (after - before) / np.where(bend > 0, bend, 1)
        # A first parabola may point beyond its reach.
        place = np.clip(place + reach * np.clip(step, -2, 2), lag - 1, lag + 1)
    return place, _at_most_one(_interpolate(correlation, frame, place, FINE_DEPTH))


def _interpolate(
    symmetric: FloatArray, frame: NDArray[np.int64], place: FloatArray, depth: int
) -> FloatArray:
    """The autocorrelation of frames between its samples, by a sinc under a raised cosine.

    Args:
        symmetric: [N, 2 LAGS + 1], of `_symmetric`.
        frame: [P] rows.
        place: [P] lags.
        depth: samples on either side.
    """
    left = np.floor(place).astype(np.int64)
    share = (place - left)[:, None]
    reach = np.minimum(depth, LAGS - left)[:, None]
    steps = np.arange(1 - depth, depth + 1)
    distance = share - steps
    span = np.where(steps <= 0, share + reach, reach + 1 - share)
    taps = np.sinc(distance) * (0.5 + 0.5 * np.cos(np.pi * distance / span))
    taps[np.abs(steps - 0.5) > reach] = 0
    columns = np.minimum(left[:, None] + LAGS + steps, 2 * LAGS)
    return (symmetric[frame[:, None], columns] * taps).sum(1)


def _cheapest_path(candidates: Candidates) -> FloatArray:
    """[N] the frequency of the candidates whose path costs least."""
    frequency, strength = candidates.frequency, candidates.strength
    voiced = (frequency > 0) & (frequency < CEILING_HZ)
    octaves = np.log2(np.where(voiced, frequency, CEILING_HZ))
    score = np.where(
        voiced, strength - OCTAVE_COST * (np.log2(CEILING_HZ) - octaves), strength[:, :1]
    )
    score[np.isneginf(strength)] = -np.inf
    total, origins = score[0], []
    for k in range(1, len(score)):
        jump = OCTAVE_JUMP_COST * np.abs(octaves[k - 1][:, None] - octaves[k])
        change = voiced[k - 1][:, None] != voiced[k]
        both = voiced[k - 1][:, None] & voiced[k]
        arrival = total[:, None] - np.where(both, jump, VOICING_CHANGE_COST * change)
        origins.append(arrival.argmax(0))
        total = arrival.max(0) + score[k]
    path = [int(total.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    frames, chosen = np.arange(len(score)), path[::-1]
    return np.where(voiced[frames, chosen], frequency[frames, chosen], 0)


def _symmetric(correlation: FloatArray) -> FloatArray:
    """[N, 2 LAGS + 1] with negative lags before."""
    return np.concatenate((correlation[:, :0:-1], correlation), 1)


def _at_most_one(height: FloatArray) -> FloatArray:
    """Interpolation may exceed the greatest possible correlation; that counts against it."""
    return np.where(height > 1, 1 / height, height)


def _clipped(places: NDArray[np.int64], samples: FloatArray) -> NDArray[np.int64]:
    return places.clip(0, len(samples) - 1)
