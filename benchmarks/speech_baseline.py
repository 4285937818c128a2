"""The baseline that the network is measured against: a mouth by signal processing alone.

`estimate_articulation` finds what the mouth must have done (opening, lip seal, rounding, spreading,
hiss).
It needs no weights and knows no language.

Vowels come from the first two formants, found by linear prediction on the band below 4 kHz
(selective linear prediction, Makhoul 1975): the first rises with the opening of the jaw, the
second falls with the rounding of the lips. Hisses come from the balance of the spectrum. Lips are
sealed at brief dips that are dull: before and after p, b and m the second formant is low and
nothing hisses, while t and s are bright.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from real3d.numerics.smoothing import smooth, smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.speech.prosody import Prosody
from real3d.speech.spectrum import FRAME_RATE, SAMPLE_RATE, band, frame_times, power_spectra

if TYPE_CHECKING:
    from real3d.media.audio import Audio


WINDOW = 400
FFT_SIZE = 512
"""25 ms: two periods of a low voice."""
MURMUR_BAND_HZ = (100.0, 500.0)
VOWEL_BAND_HZ = (500.0, 3500.0)
HISS_BAND_HZ = (3800.0, 7600.0)
HEARD_RANGE_DB = 45.0
"""Nothing further below the loud vowels counts."""

PREDICTION_ORDER = 10
PREDICTION_BAND_HZ = 4000.0
PREEMPHASIS = 0.9
F1_BAND_HZ = (220.0, 1000.0)
F2_BAND_HZ = (650.0, 2900.0)
FORMANT_DISTANCE_HZ = 150.0
WIDEST_FORMANT_HZ = 500.0
"""Poles of wider bandwidth are the tilt of the spectrum, not resonances."""
TYPICAL_F1_HZ = (320.0, 700.0)
TYPICAL_F2_HZ = (1000.0, 2200.0)
TYPICAL_WEIGHT_S = 1.0
"""A speaker's own range replaces the typical one as seconds of vowels are heard."""
FORMANT_MEDIAN = 5
"""Analysis frames; formants leap when two of them meet."""

AJAR = 0.15
"""Opening that is left between syllables; speakers do not close their lips there."""
F1_SHARE = 0.55
"""What the first formant says about the opening; the rest is said by the vowel's level."""

DIP_REACH_S = 0.14
DIP_DEPTH_DB = (5.0, 11.0)
"""From nothing to full evidence of a closure."""
DULL_DB = (-24.0, -12.0)
"""Hiss from the dip to its release, against the vowel that follows: p, b, m below, t, s above."""
LABIAL_F2 = (0.45, 0.85)
"""Share of the speaker's range; closed lips pull the second formant down."""
SEAL_EVIDENCE = 0.35
SEALS_APART_S = 0.22
"""Lips hardly close twice within a syllable; of two candidates the better one is kept."""
SEAL_HOLD_S = 0.03
SEAL_CLOSING_S = 0.06
SEAL_OPENING_S = 0.04
"""Lips approach each other, and part quickly."""
SEAL_BEFORE_RELEASE_S = 0.04
"""The middle of the visible closure: lips have parted when the sound does."""

PHRASE_RISE_S = 0.14
PHRASE_FALL_S = 0.22
"""Lips part before a phrase and close unhurriedly after it; pauses within one do not close them."""


@dataclass(frozen=True)
class Articulation:
    """What a mouth does, 100 times per second; each [N] in 0..1, in time with the sound."""

    opening: FloatArray
    """Between the lips: 0 closed, 1 the speaker's widest vowel."""
    seal: FloatArray
    """Lips pressed together, as in p, b, m; over when the sound is released."""
    rounding: FloatArray
    """As in "oo"."""
    spreading: FloatArray
    """As in "ee"."""
    hiss: FloatArray
    """Teeth together and lips apart, as in "s"."""


def estimate_articulation(audio: Audio, prosody: Prosody) -> Articulation:
    """What the mouth did.

    Args:
        audio: 16 kHz mono in which there is speech.
        prosody: of the same recording, at any frame rate.
    """
    sound = _measure(audio.samples)
    times = frame_times(len(sound.vowel))
    talking = _talking(times, prosody)
    vowel = _own_level(sound.vowel, talking)
    voice = _own_level(np.maximum(sound.vowel, sound.murmur), talking)
    hiss = talking * smoothstep(sound.hiss - np.maximum(sound.vowel, sound.murmur), -6.0, 6.0)
    vowel_like = (talking > 0.5) & (voice > 0.35) & (hiss < 0.3)
    f1 = _in_own_range(sound.f1, vowel_like, TYPICAL_F1_HZ)
    f2 = _in_own_range(sound.f2, vowel_like, TYPICAL_F2_HZ)
    rounding = smoothstep(0.42 - f2, 0.0, 0.35) * (1.0 - 0.8 * smoothstep(f1, 0.45, 0.9))
    spreading = smoothstep(f2, 0.55, 0.95) * (1.0 - 0.4 * f1)
    seal = _seals(sound, f2, talking)
    opening = AJAR + (1.0 - AJAR) * (F1_SHARE * f1 + (1.0 - F1_SHARE) * vowel)
    # Rounding narrows the lips, teeth meet for a hiss, and the jaw comes up to meet the lips.
    opening *= (1.0 - 0.35 * rounding) * (1.0 - 0.65 * hiss) * (1.0 - 0.4 * seal)
    voiced = talking * (0.35 + 0.65 * smoothstep(voice, 0.1, 0.5))
    return Articulation(
        opening=np.clip(talking * opening, 0.0, 1.0),
        seal=seal,
        rounding=voiced * rounding,
        spreading=voiced * spreading * (1.0 - hiss),
        hiss=hiss,
    )


@dataclass(frozen=True)
class _Sound:
    """What is measured of each analysis frame, [N] each: levels in dB, formants in Hz or NaN."""

    murmur: FloatArray
    vowel: FloatArray
    hiss: FloatArray
    f1: FloatArray
    f2: FloatArray


def _measure(samples: Float32Array) -> _Sound:
    blocks = []
    for power in power_spectra(samples, WINDOW, FFT_SIZE):
        energies = [
            power[:, band(*limits, FFT_SIZE)].sum(axis=1, dtype=np.float64)
            for limits in (MURMUR_BAND_HZ, VOWEL_BAND_HZ, HISS_BAND_HZ)
        ]
        blocks.append(np.stack([*energies, *_formants(power.astype(np.float64))]))
    measured = np.concatenate(blocks, axis=1)
    loud = np.percentile(measured[1], 95)
    floor = max(loud, measured[1].max() * 1e-2) * 10.0 ** (-HEARD_RANGE_DB / 10.0)
    levels = 10.0 * np.log10(np.maximum(measured[:3], floor) / floor)
    return _Sound(*levels, *measured[3:])


def _formants(power: FloatArray) -> tuple[FloatArray, FloatArray]:
    """First and second formant in Hz of [B, bins] spectra, NaN where none is found."""
    predictors = _linear_prediction(power)
    order = predictors.shape[1]
    companions = np.zeros((len(power), order, order))
    companions[:, 0] = predictors
    companions[:, np.arange(1, order), np.arange(order - 1)] = 1.0
    poles = np.linalg.eigvals(companions)
    turns = 2.0 * PREDICTION_BAND_HZ / (2.0 * np.pi)
    frequency = np.angle(poles) * turns
    bandwidth = -2.0 * turns * np.log(np.maximum(np.abs(poles), 1e-9))
    frequency = np.where(bandwidth < WIDEST_FORMANT_HZ, frequency, np.inf)
    first = _lowest_within(frequency, F1_BAND_HZ[0], F1_BAND_HZ[1])
    above = np.fmax(F2_BAND_HZ[0], first + FORMANT_DISTANCE_HZ)
    return first, _lowest_within(frequency, above[:, None], F2_BAND_HZ[1])


def _linear_prediction(power: FloatArray) -> FloatArray:
    """[B, order] coefficients that predict the band below `PREDICTION_BAND_HZ`."""
    bins = int(PREDICTION_BAND_HZ * FFT_SIZE / SAMPLE_RATE) + 1
    angle = np.linspace(0.0, np.pi, bins)
    emphasis = 1.0 - 2.0 * PREEMPHASIS * np.cos(angle) + PREEMPHASIS**2
    correlation = np.fft.irfft(power[:, :bins] * emphasis, axis=1)[:, : PREDICTION_ORDER + 1]
    # Where nothing sounds, white noise stands in, which has no formants.
    silent = correlation[:, 0] < np.finfo(np.float64).tiny
    correlation[silent] = np.eye(1, PREDICTION_ORDER + 1)
    correlation = correlation / correlation[:, :1]
    index = np.arange(PREDICTION_ORDER)
    system = correlation[:, np.abs(index[:, None] - index)] + 1e-6 * np.eye(PREDICTION_ORDER)
    return np.linalg.solve(system, correlation[:, 1:, None])[..., 0]


def _lowest_within(frequency: FloatArray, low: FloatArray | float, high: float) -> FloatArray:
    lowest = np.where((frequency > low) & (frequency < high), frequency, np.inf).min(axis=1)
    return np.where(np.isfinite(lowest), lowest, np.nan)


def _talking(times: FloatArray, prosody: Prosody) -> FloatArray:
    """[N] 1 within phrases, 0 in pauses, with lips that part early and close late."""
    talking = np.zeros(len(times))
    for start, end in zip(prosody.phrase_starts, prosody.phrase_ends, strict=True):
        opens = smoothstep(times, start - PHRASE_RISE_S + 0.04, start + 0.04)
        closes = 1.0 - smoothstep(times, end - 0.04, end - 0.04 + PHRASE_FALL_S)
        talking = np.maximum(talking, np.minimum(opens, closes))
    return talking


def _own_level(level: FloatArray, talking: FloatArray) -> FloatArray:
    """[N] 0..1 over the 25 dB below this speaker's loud moments."""
    spoken = talking > 0.5
    loud = np.percentile(level[spoken], 95) if spoken.any() else level.max()
    return np.clip((smooth(level, 1.0) - loud) / 25.0 + 1.0, 0.0, 1.0)


def _in_own_range(
    formant: FloatArray, where: BoolArray, typical: tuple[float, float]
) -> FloatArray:
    """[N] a formant as 0..1 of the speaker's range in log frequency, carried over gaps."""
    from scipy.ndimage import median_filter

    heard = where & np.isfinite(formant)
    if not heard.any():
        return np.full(len(formant), 0.5)
    log = median_filter(np.log(formant[heard]), FORMANT_MEDIAN, mode="nearest")
    weight = heard.sum() / (heard.sum() + TYPICAL_WEIGHT_S * FRAME_RATE)
    low, high = weight * np.percentile(log, [8, 92]) + (1.0 - weight) * np.log(typical)
    # Two voices can hardly be closer than a typical range's third: a drone has no vowels.
    high = max(high, low + np.log(typical[1] / typical[0]) / 3.0)
    index = np.arange(len(formant))
    return np.clip((np.interp(index, index[heard], log) - low) / (high - low), 0.0, 1.0)


def _seals(sound: _Sound, f2: FloatArray, talking: FloatArray) -> FloatArray:
    """[N] 1 while lips are pressed together."""
    from scipy.signal import find_peaks

    level = smooth(sound.vowel, 1.0)
    releases = np.zeros(len(level))
    for dip in find_peaks(-level, distance=5)[0]:
        release, evidence = _lip_closure(dip, level, sound.hiss, f2)
        releases[release] = max(releases[release], evidence * talking[dip])
    times, seal = frame_times(len(level)), np.zeros(len(level))
    apart = int(SEALS_APART_S * FRAME_RATE)
    for release in find_peaks(np.pad(releases, 1), height=SEAL_EVIDENCE, distance=apart)[0] - 1:
        seal = np.maximum(seal, _closure(times, times[release] - SEAL_BEFORE_RELEASE_S))
    return seal


def _lip_closure(
    dip: int, level: FloatArray, hiss: FloatArray, f2: FloatArray
) -> tuple[int, float]:
    """At which frame the sound after a dip returns, and how much (0..1) speaks for p, b or m."""
    reach = int(DIP_REACH_S * FRAME_RATE)
    before, after = level[max(0, dip - reach) : dip + 1], level[dip : dip + reach + 1]
    half_way = 0.5 * (level[dip] + after.max())
    release = dip + int(np.argmax(after > half_way))
    brightest = hiss[max(0, dip - 3) : release + 3].max() - after.max()
    resonance = 0.5 * (f2[max(0, dip - 4) : dip + 1].mean() + f2[release : release + 5].mean())
    deep = smoothstep(min(before.max(), after.max()) - level[dip], *DIP_DEPTH_DB)
    dull = 1.0 - smoothstep(brightest, *DULL_DB)
    low = 1.0 - smoothstep(resonance, *LABIAL_F2)
    return release, float(deep * dull * low)


def _closure(times: FloatArray, middle: float) -> FloatArray:
    begin, end = middle - SEAL_HOLD_S / 2, middle + SEAL_HOLD_S / 2
    return np.minimum(
        smoothstep(times, begin - SEAL_CLOSING_S, begin),
        1.0 - smoothstep(times, end, end + SEAL_OPENING_S),
    )
