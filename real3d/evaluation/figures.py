"""How alive a face is, in figures: each a function of a `Performance`, with its definition.

They follow the questions of THEval (arXiv 2511.04520): does the head move, do the brows, do lips
keep still in silence? What accumulates with time (standard deviations, spectra) is measured in
stretches of ten seconds and averaged, so that videos of different lengths can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from real3d.evaluation.performance import RATE, Performance
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import BoolArray, FloatArray

STRETCH_S = 10.0

HEAD_SIGMA_S = 0.06
"""Smoothing of the head's angles: the tracker trembles by a fifth of a degree."""
STILL_DEG_S = 2.0
"""Turning speed below which a head looks still."""
SPECTRUM_HZ = (0.1, 5.0)

COUPLING_SIGMA_S = 0.15
COUPLING_LAG_S = 0.3
"""Largest lag of head and voice: a nod may come a little before or after its syllable."""
NOD_BAND_S = (0.06, 0.5)
"""Standard deviations between which a nod is told from noise and from posture."""
ACCENT_SIGMA_S = 0.12

BROW_RAISE = 0.012
"""In outer-eye-corner distances: one millimetre, which is seen as a raise."""
BROW_SIGMA_S = 0.06
BROW_BASE_S = 1.5
NEAR_ACCENT_S = 0.3

OPEN_REACH_S = 3.0
OPEN_PERCENTILE = 80
"""Of the lids' opening within that reach, as the usual one: looking down narrows it for seconds."""
BLINK_DEPTH = 0.35
"""Share of the opening that a blink takes away at least."""
MAX_BLINK_S = 0.6
BLINK_EDGE, BLINK_SHUT = 0.15, 0.90
"""Shares of a blink's depth from which it has begun, and from which the eye counts as shut."""
MIN_BLINKS = 4
"""Blinks from which intervals are judged: three intervals say nothing about a distribution."""

SACCADE_DEG = 3.0
"""Least size of a saccade: smaller ones drown in the tracker's noise."""
SACCADE_DISTANCE_S = 0.16
"""Least time between two saccades, which take 20 to 60 ms themselves."""
BLINK_MARGIN_S = 0.12
ON_CAMERA_DEG = 6.0

SILENCE_MARGIN_S = 0.2
"""Left out around speech: lips close after the last sound and open before the first."""
MIN_SILENCE_S = 2.0
"""Least silence of a video to be judged; less is mostly its beginning and its end."""

PERCENT = 100.0


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, and how it is measured."""

    key: str
    name: str
    unit: str
    measure: Callable[[Performance], float | None]
    """None where the video cannot tell."""


def head_deviation(axis: int) -> Callable[[Performance], float]:
    """Standard deviation of one angle within ten seconds, degrees."""

    def measure(performance: Performance) -> float:
        angle = _degrees(performance)[:, axis]
        return float(np.mean([angle[part].std() for part in _stretches(performance)]))

    return measure


def head_speed(axis: int) -> Callable[[Performance], float]:
    """Mean speed of one angle, degrees per second."""

    def measure(performance: Performance) -> float:
        return float(np.abs(_velocity(_degrees(performance)[:, axis])).mean())

    return measure


def head_travel(performance: Performance) -> float:
    """Standard deviation of the head's place within ten seconds, % of the eyes' distance."""
    place = smooth(performance.translation, HEAD_SIGMA_S * RATE)
    spreads = [np.hypot(*place[part].std(axis=0)) for part in _stretches(performance)]
    return PERCENT * float(np.mean(spreads))


def head_still_share(performance: Performance) -> float:
    """Share of time in which the head turns more slowly than `STILL_DEG_S`, %."""
    return PERCENT * float((_turning(performance) < STILL_DEG_S).mean())


def head_tempo(performance: Performance) -> float | None:
    """Frequency below which half of the power of the head's turning lies, Hz.

    Of the turning speed between 0.1 and 5 Hz: the angles themselves are nearly all posture.
    """
    frequency, power = head_spectrum(performance)
    if power.sum() <= 0:
        return None
    total = np.cumsum(power * frequency**2)
    return float(np.interp(0.5 * total[-1], total, frequency))


def head_spectrum(performance: Performance) -> tuple[FloatArray, FloatArray]:
    """Frequencies [F] in Hz and the power [F] of the three angles there, degrees² per Hz."""
    size = int(STRETCH_S * RATE)
    angles = _degrees(performance)
    spectra = []
    for part in _stretches(performance):
        stretch = angles[part] - angles[part].mean(axis=0)
        window = np.hanning(len(stretch))
        power = np.abs(np.fft.rfft(stretch * window[:, None], 2 * size, axis=0)) ** 2
        spectra.append(power.sum(axis=1) * 2 / (RATE * (window**2).sum()))
    frequency = np.fft.rfftfreq(2 * size, 1 / RATE)
    inside = (frequency >= SPECTRUM_HZ[0]) & (frequency <= SPECTRUM_HZ[1])
    return frequency[inside], np.mean(spectra, axis=0)[inside]


def speed_with_loudness(performance: Performance) -> float | None:
    """Correlation of the head's turning speed with the voice's loudness, at the best lag.

    Of each ten seconds; by chance alone it is about a quarter.
    """
    if performance.prosody is None or not performance.prosody.voice.any():
        return None
    speed = smooth(_turning(performance), COUPLING_SIGMA_S * RATE)
    return _coupling(
        performance, speed, smooth(performance.prosody.loudness, COUPLING_SIGMA_S * RATE)
    )


def nods_with_accents(performance: Performance) -> float | None:
    """Correlation of the head's nods with the stresses of the voice, at the best lag.

    Of each ten seconds; by chance alone it is about a tenth. Nods are what of the pitch is faster
    than posture; down counts. Stresses are bumps of their strength.
    """
    if performance.prosody is None or not len(performance.prosody.accent_times):
        return None
    pitch = -performance.rotation[:, 0]
    nods = smooth(pitch, NOD_BAND_S[0] * RATE) - smooth(pitch, NOD_BAND_S[1] * RATE)
    return _coupling(performance, nods, _accent_track(performance))


def brow_deviation(performance: Performance) -> float:
    """Standard deviation of the brows' height within ten seconds, % of the eyes' distance."""
    height = _brow_height(performance)
    return PERCENT * float(np.mean([height[part].std() for part in _stretches(performance)]))


def brow_raises(performance: Performance) -> float:
    """Raises of the brows by a millimetre or more, per minute."""
    return 60.0 * len(_raises(performance)) / performance.duration


def brow_raises_per_stress(performance: Performance) -> float | None:
    """Share of stressed syllables with which the brows rise, %."""
    if performance.prosody is None or not len(performance.prosody.accent_times):
        return None
    raises, accents = _raises(performance), performance.prosody.accent_times
    if not len(raises):
        return 0.0
    distance = np.abs(raises[None] - accents[:, None]).min(axis=1)
    return PERCENT * float((distance < NEAR_ACCENT_S).mean())


@dataclass(frozen=True)
class Blinks:
    """All blinks of a video, B."""

    times: FloatArray
    """[B] seconds at which the lids are nearest."""
    closing: FloatArray
    """[B] seconds from `BLINK_EDGE` to `BLINK_SHUT`."""
    opening: FloatArray
    """[B] seconds back."""
    closure: FloatArray
    """[B] share of the usual opening that is gone then."""


def blinks(performance: Performance) -> Blinks:
    """Short dips of the lids' opening below what is usual around them."""
    from scipy.ndimage import percentile_filter
    from scipy.signal import find_peaks, peak_widths

    reach = int(OPEN_REACH_S * RATE)
    usual = percentile_filter(
        performance.lids, OPEN_PERCENTILE, min(reach, len(performance)), mode="nearest"
    )
    closure = 1.0 - performance.lids / np.maximum(usual, 1e-6)
    peaks, _ = find_peaks(
        closure, height=BLINK_DEPTH, prominence=BLINK_DEPTH, distance=int(0.2 * RATE)
    )
    left, right = peak_widths(closure, peaks, rel_height=1 - BLINK_EDGE)[2:]
    shut, parting = peak_widths(closure, peaks, rel_height=1 - BLINK_SHUT)[2:]
    half = peak_widths(closure, peaks, rel_height=0.5)[0] / RATE
    short = half < MAX_BLINK_S / 2
    return Blinks(
        times=(peaks[short] + 0.5) / RATE,
        closing=(shut - left)[short] / RATE,
        opening=(right - parting)[short] / RATE,
        closure=closure[peaks][short],
    )


def blink_rate(performance: Performance) -> float:
    """Blinks per minute."""
    return 60.0 * len(blinks(performance).times) / performance.duration


def blink_interval(performance: Performance) -> float | None:
    """Median time from blink to blink, seconds."""
    times = blinks(performance).times
    return float(np.median(np.diff(times))) if len(times) >= MIN_BLINKS else None


def blink_irregularity(performance: Performance) -> float | None:
    """Standard deviation of the logarithm of the intervals: 0 is a clock."""
    times = blinks(performance).times
    return float(np.log(np.diff(times)).std()) if len(times) >= MIN_BLINKS else None


def blink_closing(performance: Performance) -> float | None:
    """Median time in which the lids fall, ms."""
    return _median(1000.0 * blinks(performance).closing)


def blink_opening(performance: Performance) -> float | None:
    """Median time in which the lids rise, ms."""
    return _median(1000.0 * blinks(performance).opening)


def blink_closure(performance: Performance) -> float | None:
    """Median share of the eye's opening that a blink takes away, %, as the tracker sees it."""
    return _median(PERCENT * blinks(performance).closure)


def saccade_rate(performance: Performance) -> float:
    """Jumps of the look by 3 degrees or more, per minute; not in blinks.

    Eyes that turn against the head to keep their aim do not jump, so head and eyes count together;
    a jump is the difference between the two frames before and the two frames after.
    """
    from scipy.signal import find_peaks

    look = np.degrees(_look(performance))
    pairs = 0.5 * (look[1:] + look[:-1])
    jump = np.zeros(len(performance))
    jump[2:-2] = np.linalg.norm(pairs[3:] - pairs[:-3], axis=1)
    awake = _eyes_open(performance)
    distance = int(SACCADE_DISTANCE_S * RATE)
    peaks, _ = find_peaks(np.where(awake, jump, 0.0), height=SACCADE_DEG, distance=distance)
    return 60.0 * len(peaks) / max(awake.sum() / RATE, 1.0)


def camera_share(performance: Performance) -> float:
    """Share of time in which the eyes look where they mostly look, %: within 6 degrees."""
    direction = np.degrees(_look(performance))[_eyes_open(performance)]
    if not len(direction):
        return 0.0
    away = np.linalg.norm(direction - np.median(direction, axis=0), axis=1)
    return PERCENT * float((away < ON_CAMERA_DEG).mean())


def silent_lip_motion(performance: Performance) -> float | None:
    """Median speed of the gap between the lips while nobody speaks, % of the eyes' distance / s.

    The median: lips that close once after the last word do not tremble.
    """
    quiet = silence(performance)
    if quiet is None or quiet.sum() < MIN_SILENCE_S * RATE:
        return None
    return PERCENT * float(np.median(np.abs(_velocity(performance.lip_gap))[quiet]))


def silence(performance: Performance) -> BoolArray | None:
    """[T] where nobody speaks, nor is about to or has just done so; None without sound."""
    from scipy.ndimage import binary_erosion

    if performance.prosody is None:
        return None
    margin = 2 * int(SILENCE_MARGIN_S * RATE) + 1
    return binary_erosion(performance.prosody.voice < 0.1, np.ones(margin), border_value=1)


def landmark_jerk(performance: Performance) -> float:
    """Median jerk of the landmarks, eyes' distances per second³."""
    jerk = np.diff(performance.points, 3, axis=0) * RATE**3
    return float(np.median(np.linalg.norm(jerk, axis=2)))


def flicker(performance: Performance) -> float:
    """Median change from frame to frame of the quieter half of the picture, grey levels."""
    return float(np.median(performance.flicker[1:]))


FIGURES = (
    Figure("yaw_deviation", "head yaw, standard deviation", "°", head_deviation(1)),
    Figure("pitch_deviation", "head pitch, standard deviation", "°", head_deviation(0)),
    Figure("roll_deviation", "head roll, standard deviation", "°", head_deviation(2)),
    Figure("yaw_speed", "head yaw, mean speed", "°/s", head_speed(1)),
    Figure("pitch_speed", "head pitch, mean speed", "°/s", head_speed(0)),
    Figure("roll_speed", "head roll, mean speed", "°/s", head_speed(2)),
    Figure("head_travel", "head place, standard deviation", "% IOD", head_travel),
    Figure("head_still", "head nearly still", "% of time", head_still_share),
    Figure("head_tempo", "head tempo, half of the power below", "Hz", head_tempo),
    Figure("speed_with_loudness", "head speed with loudness", "r", speed_with_loudness),
    Figure("nods_with_accents", "nods with stresses", "r", nods_with_accents),
    Figure("brow_deviation", "brow height, standard deviation", "% IOD", brow_deviation),
    Figure("brow_raises", "brow raises", "1/min", brow_raises),
    Figure("brow_raises_per_stress", "stresses with a brow raise", "%", brow_raises_per_stress),
    Figure("blink_rate", "blinks", "1/min", blink_rate),
    Figure("blink_interval", "blink interval, median", "s", blink_interval),
    Figure("blink_irregularity", "blink intervals, spread of log", "", blink_irregularity),
    Figure("blink_closing", "blink closing", "ms", blink_closing),
    Figure("blink_opening", "blink opening", "ms", blink_opening),
    Figure("blink_closure", "blink closure seen", "%", blink_closure),
    Figure("saccades", "saccades", "1/min", saccade_rate),
    Figure("on_camera", "eyes where they mostly look", "% of time", camera_share),
    Figure("silent_lips", "lip motion in silence", "% IOD/s", silent_lip_motion),
    Figure("jerk", "landmark jerk", "IOD/s³", landmark_jerk),
    Figure("flicker", "flicker away from motion", "grey levels", flicker),
)


def measure(performance: Performance) -> dict[str, float | None]:
    """All `FIGURES` of a performance by their keys."""
    return {figure.key: figure.measure(performance) for figure in FIGURES}


def _stretches(performance: Performance) -> Iterator[slice]:
    """Equal parts of ten seconds or a little more; the whole of a shorter video."""
    count = max(1, int(performance.duration / STRETCH_S))
    edges = np.linspace(0, len(performance), count + 1).astype(int)
    return (slice(a, b) for a, b in pairwise(edges))


def _degrees(performance: Performance) -> FloatArray:
    return np.degrees(smooth(performance.rotation, HEAD_SIGMA_S * RATE))


def _turning(performance: Performance) -> FloatArray:
    """[T] speed of the head's rotation, degrees per second."""
    return np.linalg.norm(_velocity(_degrees(performance)), axis=1)


def _velocity(track: FloatArray) -> FloatArray:
    return np.gradient(track, 1 / RATE, axis=0)


def _accent_track(performance: Performance) -> FloatArray:
    """[T] a bump for every stress."""
    assert performance.prosody is not None
    time = (np.arange(len(performance)) + 0.5) / RATE
    track = np.zeros(len(performance))
    for moment, strength in zip(
        performance.prosody.accent_times, performance.prosody.accent_strengths, strict=True
    ):
        track += strength * np.exp(-0.5 * ((time - moment) / ACCENT_SIGMA_S) ** 2)
    return track


def _coupling(performance: Performance, moved: FloatArray, heard: FloatArray) -> float:
    return float(np.mean([_best_correlation(moved[p], heard[p]) for p in _stretches(performance)]))


def _best_correlation(a: FloatArray, b: FloatArray) -> float:
    """The largest correlation of two tracks within a lag of `COUPLING_LAG_S` either way."""
    reach = int(COUPLING_LAG_S * RATE)
    found = []
    for lag in range(-reach, reach + 1):
        one, other = (a[lag:], b[: len(b) - lag]) if lag >= 0 else (a[:lag], b[-lag:])
        if min(one.std(), other.std()) > 1e-9:
            found.append(float(np.corrcoef(one, other)[0, 1]))
    return max(found, default=0.0)


def _raises(performance: Performance) -> FloatArray:
    """Seconds at which the brows are highest, each above its surroundings."""
    from scipy.signal import find_peaks

    height = _brow_height(performance)
    peaks, _ = find_peaks(height, prominence=BROW_RAISE, wlen=int(2 * BROW_BASE_S * RATE) + 1)
    return (peaks + 0.5) / RATE


def _look(performance: Performance) -> FloatArray:
    """[T, 2] (right, down) radians in which the eyes look, head and eyes together."""
    return performance.gaze + performance.rotation[:, 1::-1] * (1, -1)


def _brow_height(performance: Performance) -> FloatArray:
    """[T] without blinks, in which the tracker takes the lids' movement for the brows'."""
    awake = _eyes_open(performance)
    if not awake.any():
        return np.zeros(len(performance))
    steps = np.arange(len(performance))
    return smooth(np.interp(steps, steps[awake], performance.brow[awake]), BROW_SIGMA_S * RATE)


def _eyes_open(performance: Performance) -> BoolArray:
    time = (np.arange(len(performance)) + 0.5) / RATE
    awake = np.ones(len(performance), dtype=bool)
    found = blinks(performance)
    for moment, closing, opening in zip(found.times, found.closing, found.opening, strict=True):
        awake &= (time < moment - closing - BLINK_MARGIN_S) | (
            time > moment + opening + BLINK_MARGIN_S
        )
    return awake


def _median(values: FloatArray) -> float | None:
    return float(np.median(values)) if len(values) else None
