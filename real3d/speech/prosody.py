"""The rhythm of a voice: where it speaks, how loudly, what it stresses, where it pauses.

Everything that accompanies speech without being articulation (nods, brows, blinks, posture) takes
its time from here. Measured in terms of the recording's own levels, so that neither the
microphone's gain nor steady noise matters; whether it is a voice rather than music is
estimated by the articulation network. Periodicity is the autocorrelation of the low band,
divided by the window's own (Boersma 1993).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from real3d.media.audio import Audio
from real3d.numerics.smoothing import smooth, smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.speech.articulation import estimate_articulation
from real3d.speech.levelling import levelled
from real3d.speech.noise_floor import noise_floor
from real3d.speech.spectrum import FRAME_RATE, SAMPLE_RATE, band, frame_times, power_spectra

WINDOW = 640
FFT_SIZE = 1280
"""40 ms: three periods of a low voice; doubled, so that the autocorrelation does not wrap."""
LEVEL_BAND_HZ = (200.0, 6000.0)
"""Band whose level is measured: above mains hum and rumble."""
PITCH_BAND_HZ = (80.0, 1000.0)
PITCH_RANGE_HZ = (70.0, 420.0)
OCTAVE_COST = 0.05
"""Correlation by which a lag must be better than one of half its length: two periods correlate as
well as one, and the pitch would fall by an octave from frame to frame (Boersma 1993)."""
PERIODIC = 0.6
"""Correlation from which a frame counts as voiced; noise stays below 0.5."""

FLOOR_STEP_S = 5.0
FLOOR_REACH_S = 10.0
"""Noise is watched over 20 s: longer than a breath, shorter than a change of room."""
DIGITAL_SILENCE_DB = 55.0
"""Distance below speech at which there is nothing, not even the room."""
MIN_RANGE_DB = 8.0
"""Range of level that speech exceeds and steady noise does not."""
WHISPER_RANGE_DB = 15.0
"""Sound without voice must vary by this much to be taken for whispered speech."""
ABOVE_FLOOR_DB = 6.0
BELOW_SPEECH_DB = 30.0
"""Speech lies this far above the noise and not further below the loudest syllables."""
SHORT_SOUND_S = 2.0
"""Length up to which a steady voiced sound is a vowel, not a hum."""
MIN_GAP_S = 0.10
"""Least gap in speech: the silence inside a plosive is shorter."""
MIN_VOICED_S = 0.04
VOICED_SHARE = 0.1
"""Least share of voiced frames in speech: about half of it is; of noise, a frame here and there."""
LOUDNESS_RANGE_DB = 30.0

PHRASE_GAP_S = 0.25
MIN_PHRASE_S = 0.15
ACCENT_DISTANCE_S = 0.35
ACCENT_PROMINENCE = 0.7
"""Least prominence of a stressed syllable, in standard deviations of the accent score."""


@dataclass(frozen=True)
class Prosody:
    """The rhythm of one recording at a motion's frame rate. Times are in seconds."""

    fps: float
    voice: FloatArray
    """[T] 0 silence or noise, 1 speech."""
    loudness: FloatArray
    """[T] 0..1: the recording's own loud syllables are near 1, 30 dB less is 0."""
    accent_times: FloatArray
    """[A] middles of stressed syllables."""
    accent_strengths: FloatArray
    """[A] 0..1."""
    phrase_starts: FloatArray
    """[P] speech begins after a pause."""
    phrase_ends: FloatArray
    """[P] speech ends before a pause."""

    def __len__(self) -> int:
        return len(self.voice)

    @classmethod
    def silent(cls, frames: int, fps: float) -> Prosody:
        """The rhythm of saying nothing."""
        none = np.empty(0)
        return cls(fps, np.zeros(frames), np.zeros(frames), none, none, none, none)

    @classmethod
    def of(cls, audio: Audio, fps: float) -> Prosody:
        """Measures a recording; `ceil(duration * fps)` frames, at least one.

        Args:
            audio: 16 kHz mono.
            fps: frame rate of the motion.
        """
        frames = motion_frames(audio.duration, fps)
        sound = _measure(levelled(audio.samples))
        if not np.isfinite(sound.level).any():
            return cls.silent(frames, fps)
        speech_level, speaking = _find_speech(sound)
        speaking &= _voice_activity(audio, len(speaking))
        if not speaking.any():
            return cls.silent(frames, fps)
        loudness = np.clip((sound.level - speech_level) / LOUDNESS_RANGE_DB + 1.0, 0.0, 1.0)
        loudness = smooth(np.where(speaking, loudness, 0.0), 0.02 * FRAME_RATE)
        starts, ends = _phrases(speaking)
        times, strengths = _accents(sound, loudness, speaking)
        return cls(
            fps=fps,
            voice=at_frames(smooth(speaking.astype(np.float64), 0.02 * FRAME_RATE), frames, fps),
            loudness=at_frames(loudness, frames, fps),
            accent_times=times,
            accent_strengths=strengths,
            phrase_starts=starts,
            phrase_ends=ends,
        )


def motion_frames(duration: float, fps: float) -> int:
    """Frames of a motion as long as a sound; the last one may reach beyond it."""
    # Rounding first: 0.2 s at 25 fps are 5 frames, whatever the binary fraction says.
    return max(1, int(np.ceil(round(duration * fps, 6))))


def at_frames(track: FloatArray, frames: int, fps: float) -> FloatArray:
    """[T] an analysis track [N] at 100 Hz, read at the middle of each video frame."""
    return np.interp((np.arange(frames) + 0.5) / fps, frame_times(len(track)), track)


@dataclass(frozen=True)
class _Sound:
    """What is measured 100 times per second."""

    level: FloatArray
    """[N] dB; minus infinity where there is nothing."""
    periodicity: FloatArray
    """[N] 0..1."""
    pitch: FloatArray
    """[N] Hz, meaningful where periodic."""


def _measure(samples: Float32Array) -> _Sound:
    levels, periodicities, pitches = [], [], []
    for power in power_spectra(samples, WINDOW, FFT_SIZE):
        energy = power[:, band(*LEVEL_BAND_HZ, FFT_SIZE)].sum(axis=1, dtype=np.float64)
        with np.errstate(divide="ignore"):
            levels.append(10.0 * np.log10(energy))
        periodicity, pitch = _periodicity(power)
        periodicities.append(periodicity)
        pitches.append(pitch)
    return _Sound(np.concatenate(levels), np.concatenate(periodicities), np.concatenate(pitches))


def _periodicity(power: Float32Array) -> tuple[FloatArray, FloatArray]:
    low_band = np.zeros_like(power)
    low_band[:, band(*PITCH_BAND_HZ, FFT_SIZE)] = power[:, band(*PITCH_BAND_HZ, FFT_SIZE)]
    correlation = np.fft.irfft(low_band, axis=1)
    taper = np.hanning(WINDOW + 1)[:-1]
    of_window = np.fft.irfft(np.abs(np.fft.rfft(taper, FFT_SIZE)) ** 2)
    shortest = int(SAMPLE_RATE / PITCH_RANGE_HZ[1])
    longest = int(SAMPLE_RATE / PITCH_RANGE_HZ[0])
    lags = slice(shortest, longest + 1)
    total = np.maximum(correlation[:, :1], np.finfo(np.float32).tiny)
    normalised = correlation[:, lags] / total / (of_window[lags] / of_window[0])
    octaves = np.log2(np.arange(shortest, longest + 1) / shortest)
    best = np.argmax(normalised - OCTAVE_COST * octaves, axis=1)
    peak = np.clip(normalised[np.arange(len(best)), best], 0.0, 1.0)
    return peak.astype(np.float64), SAMPLE_RATE / (shortest + best.astype(np.float64))


def _find_speech(sound: _Sound) -> tuple[float, BoolArray]:
    """The level of loud speech in dB, and in which analysis frames there is speech."""
    finite = sound.level[np.isfinite(sound.level)]
    level = smooth(np.maximum(sound.level, finite.max() - 80.0), 0.02 * FRAME_RATE)
    loud = float(np.percentile(level[level > level.max() - DIGITAL_SILENCE_DB], 95))
    periodic = sound.periodicity > PERIODIC
    if _is_one_vowel(level, loud, periodic):
        return loud, level > loud - BELOW_SPEECH_DB
    floor = noise_floor(level, loud - DIGITAL_SILENCE_DB, FLOOR_STEP_S, FLOOR_REACH_S)
    audible = level > np.clip(floor + ABOVE_FLOOR_DB, loud - BELOW_SPEECH_DB, loud - ABOVE_FLOOR_DB)
    # Voice may stand beside digital silence alone; noise beside it is still noise.
    whispered = periodic[audible].mean() < VOICED_SHARE
    quietest, least_range = (
        (floor.min(), WHISPER_RANGE_DB) if whispered else (np.percentile(level, 5), MIN_RANGE_DB)
    )
    if loud - quietest < least_range:
        return loud, np.zeros(len(level), dtype=bool)
    audible = _without_short_gaps(audible)
    return loud, audible if whispered else _without_unvoiced_runs(audible, periodic)


def _voice_activity(audio: Audio, frames: int) -> BoolArray:
    """[N] where the sound is a voice rather than music, by the articulation network."""
    articulation = estimate_articulation(audio)
    times = frame_times(frames)
    return np.interp(times, articulation.times, articulation.voice_activity) > 0.5


def _is_one_vowel(level: FloatArray, loud: float, periodic: BoolArray) -> bool:
    """Whether this is a short, steady, voiced sound, which has no quiet part to compare with."""
    sounding = level > loud - MIN_RANGE_DB
    short = len(level) <= SHORT_SOUND_S * FRAME_RATE
    return bool(short and sounding.mean() > 0.8 and periodic[sounding].mean() > 0.7)


def _runs(mask: BoolArray) -> Iterator[slice]:
    """The stretches of consecutive true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield slice(int(start), int(stop))


def _without_short_gaps(mask: BoolArray, seconds: float = MIN_GAP_S) -> BoolArray:
    closed = mask.copy()
    for gap in _runs(~mask):
        inside = gap.start > 0 and gap.stop < len(mask)
        if inside and gap.stop - gap.start < seconds * FRAME_RATE:
            closed[gap] = True
    return closed


def _without_unvoiced_runs(audible: BoolArray, periodic: BoolArray) -> BoolArray:
    """A click, a breath or a door has no voice in it."""
    speech = audible.copy()
    for run in _runs(audible):
        seconds = periodic[run].sum() / FRAME_RATE
        if seconds < MIN_VOICED_S or periodic[run].mean() < VOICED_SHARE:
            speech[run] = False
    return speech


def _phrases(speaking: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Starts and ends in seconds of what is spoken without a pause."""
    joined = _without_short_gaps(speaking, PHRASE_GAP_S)
    shortest = MIN_PHRASE_S * FRAME_RATE
    phrases = [run for run in _runs(joined) if run.stop - run.start >= shortest]
    starts = np.array([run.start for run in phrases], dtype=np.float64) / FRAME_RATE
    ends = np.array([run.stop for run in phrases], dtype=np.float64) / FRAME_RATE
    return starts, ends


def _accents(
    sound: _Sound, loudness: FloatArray, speaking: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Times in seconds and strengths 0..1 of syllables that stand out from their surroundings."""
    from scipy.signal import find_peaks

    voiced = speaking & (sound.periodicity > PERIODIC)
    if voiced.sum() < MIN_VOICED_S * FRAME_RATE:
        return np.empty(0), np.empty(0)
    index = np.arange(len(voiced))
    pitch = np.interp(index, index[voiced], np.log(sound.pitch[voiced]))
    energy = smooth(loudness, 0.05 * FRAME_RATE)
    score = 0.6 * _prominence(energy, speaking) + 0.4 * _prominence(
        smooth(pitch, 0.05 * FRAME_RATE), voiced
    )
    peaks, found = find_peaks(
        np.where(speaking, score, score.min()),
        distance=int(ACCENT_DISTANCE_S * FRAME_RATE),
        prominence=ACCENT_PROMINENCE,
        height=0.0,
    )
    strengths = smoothstep(found["prominences"], 0.3 * ACCENT_PROMINENCE, 4.0 * ACCENT_PROMINENCE)
    return (peaks + 0.5) / FRAME_RATE, strengths


def _prominence(track: FloatArray, where: BoolArray) -> FloatArray:
    """The track above its own average of the surrounding 1.5 s, in standard deviations."""
    weight = where.astype(np.float64)
    presence = np.maximum(smooth(weight, 0.75 * FRAME_RATE), 1e-3)
    raised = track - smooth(track * weight, 0.75 * FRAME_RATE) / presence
    return np.clip(raised / max(float(raised[where].std()), 1e-3), -3.0, 3.0)
