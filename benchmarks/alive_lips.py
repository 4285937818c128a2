"""Our lips against those of the person whose voice drives them.

Clips are seldom exactly in time with their own sound, so that is measured first, and from physics
alone: lips that touch keep everything above the hum of a voice in (a stop is silent, the murmur of
an m ends at 1 kHz), and lips that have just parted do not. The delay at which the sound dips most
where the tracker sees lips touch is the clip's own. In our long videos it finds the lead that our
lips are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import lip_contacts
from real3d.evaluation.performance import RATE, Performance
from real3d.media import Audio
from real3d.numerics.types import FloatArray

MAX_LAG_S = 0.2
"""Sound and picture of a clip are hardly ever further apart."""
NEAR_S = 0.08

SHUT_BAND_HZ = (1500.0, 6000.0)
"""What shut lips let nothing of through."""
LEVEL_RATE = 200.0
LEVEL_WINDOW_S = 0.015
QUIETEST_DB = -90.0
BESIDE_S = (0.02, 0.07)
"""Before and after a contact, where the sound must be louder than within."""
DEPTH_DB = (-10.0, 20.0)
"""No contact counts for more."""
DELAY_STEP_S = 0.01
MIN_CONTACTS = 3


@dataclass(frozen=True)
class SoundDelay:
    """By how much the sound of a video comes after its picture."""

    seconds: float
    contacts: int
    """Of the lips, from which it was taken."""
    depth_db: float
    """Mean dip of the sound while lips touch, at this delay."""


@dataclass(frozen=True)
class TwinFigures:
    """Our lips and the real twin's."""

    correlation: float
    """Of the gap between the lips, at the best lag."""
    lag_ms: int
    """By which our lips are later, as the files are."""
    own_ms: int | None
    """Of the lag, what the real clip's sound is late by itself; None if that cannot be told."""
    closures: int
    """Short closures of the real lips."""
    closed: float
    """Share of them in which ours close too, within 80 ms of when their sound says."""
    closed_by_chance: float
    """The same share if the real closures were anywhere else in the clip."""


def smallest_gap(seen: Iterable[Performance]) -> float:
    """What the tracker sees between the touching lips of one person: the median over the videos,
    since it reads the same shut lips a little differently from one turn of the head to the next."""
    return float(np.median([lip_contacts.smallest_gap(each.lip_gap) for each in seen]))


def sound_delay(seen: Performance, audio: Audio, smallest: float) -> SoundDelay | None:
    """The delay of a video's own sound; None if lips touch too seldom.

    Args:
        seen: the video.
        audio: its sound.
        smallest: gap of the person.
    """
    contacts = lip_contacts.contacts(seen.lip_gap, smallest, RATE)
    if len(contacts) < MIN_CONTACTS:
        return None
    level = _level(audio)
    times = (np.arange(len(level)) + 0.5) / LEVEL_RATE
    steps = int(MAX_LAG_S / DELAY_STEP_S)
    delays = DELAY_STEP_S * np.arange(-steps, steps + 1)

    def mean_level(start: float, stop: float) -> FloatArray:
        """[D] between two moments of the picture, for all delays."""
        moments = np.arange(start, stop, 1 / LEVEL_RATE)
        return np.interp(moments + delays[:, None], times, level).mean(axis=1)

    near, far = BESIDE_S
    depths = []
    for first, last in contacts:
        start, stop = first / RATE, last / RATE
        beside = np.minimum(
            mean_level(start - far, start - near), mean_level(stop + near, stop + far)
        )
        depths.append(np.clip(beside - mean_level(start, stop), *DEPTH_DB))
    depth = np.mean(depths, axis=0)
    best = int(np.argmax(depth))
    return SoundDelay(float(delays[best]), len(contacts), float(depth[best]))


def twin_figures(
    real: Performance,
    ours: Performance,
    smallest: tuple[float, float],
    delay: SoundDelay | None,
) -> TwinFigures:
    """Compares the lips of two videos with the same sound.

    Args:
        real: of the person.
        ours: of our face.
        smallest: gap of the person and of our face.
        delay: of the real clip's sound.
    """
    count = min(len(real), len(ours))
    theirs, mine = real.lip_gap[:count], ours.lip_gap[:count]
    reach = int(MAX_LAG_S * RATE)
    found = {lag: _correlation(*_shifted(theirs, mine, lag)) for lag in range(-reach, reach + 1)}
    lag = max(found, key=found.__getitem__)
    contacts = lip_contacts.contacts(theirs, smallest[0], RATE)
    touching = np.flatnonzero(lip_contacts.touching(mine, smallest[1]))
    late = round(RATE * delay.seconds) if delay else 0
    shares = [_met(contacts, touching, shift, count) for shift in range(late, late + count)]
    return TwinFigures(
        correlation=found[lag],
        lag_ms=round(1000 * (lag + _between_frames(found, lag)) / RATE),
        own_ms=round(1000 * delay.seconds) if delay else None,
        closures=len(contacts),
        closed=shares[0],
        closed_by_chance=float(np.mean(shares)),
    )


def _between_frames(found: dict[int, float], lag: int) -> float:
    """Where between its neighbours a peak is, in frames: the top of the parabola through them."""
    if lag - 1 not in found or lag + 1 not in found:
        return 0.0
    before, top, after = (found[lag + step] for step in (-1, 0, 1))
    return 0.5 * (before - after) / min(before - 2 * top + after, -1e-9)


def _shifted(theirs: FloatArray, mine: FloatArray, lag: int) -> tuple[FloatArray, FloatArray]:
    """The two tracks where they overlap once mine has been moved `lag` steps forward in time."""
    count = len(theirs) - abs(lag)
    return theirs[max(0, -lag) :][:count], mine[max(0, lag) :][:count]


def _correlation(a: FloatArray, b: FloatArray) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if min(a.std(), b.std()) > 1e-9 else 0.0


def _met(contacts: list[tuple[int, int]], touching: NDArray, shift: int, count: int) -> float:
    """Share of the contacts near which lips touch, once all are `shift` frames later.

    What leaves the end of `count` frames comes in at the beginning.
    """
    near = int(NEAR_S * RATE)
    around = [np.arange(first - near, last + near) + shift for first, last in contacts]
    hits = [np.isin(frames % count, touching).any() for frames in around]
    return float(np.mean(hits)) if hits else 0.0


def _level(audio: Audio) -> FloatArray:
    """[N] dB of what shut lips would keep in, `LEVEL_RATE` times per second."""
    from scipy.signal import butter, sosfiltfilt

    band = butter(4, SHUT_BAND_HZ, "bandpass", fs=audio.rate, output="sos")
    window = np.hanning(int(LEVEL_WINDOW_S * audio.rate))
    power = np.convolve(sosfiltfilt(band, audio.samples) ** 2, window / window.sum(), "same")
    moments = (np.arange(int(audio.duration * LEVEL_RATE)) + 0.5) / LEVEL_RATE
    return 10.0 * np.log10(power[(moments * audio.rate).astype(int)] + 10 ** (QUIETEST_DB / 10))
