"""Soft voices made as loud as the loud ones of the same recording, before anybody listens.

What is heard of a voice is measured against loud speech. In an interview, or behind a jingle, that
may be somebody else's: a voice 18 dB below would pass for silence. So a stretch that is softer than
the recording's loud syllables for longer than a pause between words is raised towards them. Silence
and the noise of a room stay far below.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.smoothing import smooth, smoothstep
from real3d.numerics.types import Float32Array, FloatArray
from real3d.speech.noise_floor import noise_floor
from real3d.speech.spectrum import FRAME_RATE, HOP, band, power_spectra

WINDOW = 400
FFT_SIZE = 512
"""25 ms: two periods of a low voice."""
LEVEL_BAND_HZ = (200.0, 6000.0)
"""Band whose level is measured: above mains hum and rumble."""
LEVEL_SIGMA_S = 0.02
LOUD_PERCENTILE = 95
DIGITAL_SILENCE_DB = 55.0
"""Distance below the loudest at which there is nothing, not even the room."""

SYLLABLES_S = 0.5
"""Within so much there is a syllable of the loudness in which somebody speaks."""
RELEASE_DB_PER_S = 24.0
"""From there its level fades into both directions of time: what is loud neither before nor after is
soft."""
UNRAISED_DB = (12.0, 17.0)
"""Voices vary by the smaller of these and are not evened out; what is softer by the larger one is
raised all the way."""
INAUDIBLE_DB = (30.0, 36.0)
"""What is softer by the smaller of these is hardly speech, but breath, rustling, an echo; by the
larger one it is none, and stays as it is."""
ABOVE_FLOOR_DB = (15.0, 22.0)
"""Music and echoes rise by no more than the smaller of these above their own floor, syllables by
the larger one."""
FLOOR_STEP_S, FLOOR_REACH_S = 2.0, 5.0
GAIN_SIGMA_S = 0.03
_BLOCK = 500
"""Analysis frames that are raised at once: five seconds."""


def levelled(samples: Float32Array) -> Float32Array:
    """[N] samples at 16 kHz with the soft voices raised; the same array if there are none."""
    if not len(samples):
        return samples
    gain_db = _gain(_level(samples))
    if not gain_db.any():
        return samples
    gain = (10.0 ** (gain_db / 20.0)).astype(np.float32)
    middles = np.arange(len(gain)) * HOP + HOP // 2
    raised = np.empty_like(samples)
    for start in range(0, len(samples), _BLOCK * HOP):
        block = samples[start : start + _BLOCK * HOP]
        times = np.arange(start, start + len(block))
        raised[start : start + len(block)] = block * np.interp(times, middles, gain)
    return raised


def _level(samples: Float32Array) -> FloatArray:
    """[T] dB, 100 times per second; minus infinity where there is nothing."""
    energies = [
        power[:, band(*LEVEL_BAND_HZ, FFT_SIZE)].sum(axis=1, dtype=np.float64)
        for power in power_spectra(samples, WINDOW, FFT_SIZE)
    ]
    with np.errstate(divide="ignore"):
        return 10.0 * np.log10(np.concatenate(energies))


def _gain(level: FloatArray) -> FloatArray:
    """[T] dB by which each moment is raised."""
    from scipy.ndimage import maximum_filter1d

    if not np.isfinite(level).any():
        return np.zeros(len(level))
    least = level.max() - DIGITAL_SILENCE_DB
    level = smooth(np.maximum(level, least), LEVEL_SIGMA_S * FRAME_RATE)
    loud = float(np.percentile(level[level > least + 1.0], LOUD_PERCENTILE))
    syllables = maximum_filter1d(level, int(SYLLABLES_S * FRAME_RATE), mode="nearest")
    here = np.minimum(_fading(syllables), _fading(syllables[::-1])[::-1])
    softer = np.maximum(loud - here, 0.0)
    floor = noise_floor(level, least + 1.0, FLOOR_STEP_S, FLOOR_REACH_S)
    like_speech = smoothstep(here - floor, *ABOVE_FLOOR_DB)
    like_speech *= 1.0 - smoothstep(softer, *INAUDIBLE_DB)
    gain = softer * smoothstep(softer, *UNRAISED_DB) * like_speech
    return smooth(gain, GAIN_SIGMA_S * FRAME_RATE) if gain.any() else gain


def _fading(level: FloatArray) -> FloatArray:
    """[T] the level up to each moment, which rises at once and fades slowly."""
    fall = RELEASE_DB_PER_S / FRAME_RATE * np.arange(len(level))
    return np.maximum.accumulate(level + fall) - fall
