"""Blinks at human times and with human lids.

Intervals between blinks are log-normal with a long tail (people in conversation: Bentivoglio et
al. 1997, Doughty 2001). The lid falls fast and rises slowly, and only full closure looks natural
(Trutoiu et al. 2011).
"""

from __future__ import annotations

import numpy as np

from real3d.motion.settings import MotionSettings
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import FloatArray
from real3d.speech.prosody import Prosody

MEDIAN_INTERVAL_S = 2.7
INTERVAL_SPREAD = 0.55
"""Standard deviation of the interval's logarithm; with the median and the doubles, about 19 per
minute."""
MIN_INTERVAL_S = 0.7
MAX_INTERVAL_S = 12.0
QUIET_START_S = 0.5
"""No blink before this: a viewer first meets open eyes."""
DOUBLE_SHARE = 0.08
DOUBLE_INTERVAL_S = (0.42, 0.60)
"""Time between the closures of a double blink: the lid has just come up again."""
CLOSING_S = (0.08, 0.10)
CLOSED_S = 0.04
OPENING_S = (0.32, 0.44)
PHRASE_END_REACH_S = 0.8
PHRASE_END_SHARE = 0.5
PHRASE_END_DELAY_S = (0.0, 0.25)
"""Half of the blinks that are due near the end of a phrase wait or hurry for it."""


def blink_track(
    frames: int,
    settings: MotionSettings,
    rng: np.random.Generator,
    prosody: Prosody | None = None,
) -> FloatArray:
    """[T, 2] lid closure (left, right), 0 open to 1 shut; both eyes alike.

    Every blink shuts the eyes completely for at least one frame at any frame rate, begins no
    earlier than half a second, and ends within the track.

    Args:
        frames: length of the track.
        settings: `blink` is a factor on the rate (0 no blinks); `fps`.
        rng: source of times and speeds.
        prosody: if given, blinks gather at the ends of phrases.
    """
    closure = np.zeros(frames)
    if settings.blink > 0:
        time = np.arange(frames) / settings.fps
        phrase_ends = prosody.phrase_ends if prosody else np.empty(0)
        for shut in _closure_times(frames / settings.fps, settings.blink, rng, phrase_ends):
            blink = _lid(time, round(shut * settings.fps) / settings.fps, rng)
            if _is_whole(blink, settings.fps):
                closure = np.maximum(closure, blink)
    return np.stack([closure, closure], axis=1)


def _closure_times(
    duration: float, rate: float, rng: np.random.Generator, phrase_ends: FloatArray
) -> list[float]:
    """When the lids meet, in seconds."""
    times: list[float] = []
    # The recording starts somewhere within an interval, not with a blink.
    due = QUIET_START_S + CLOSING_S[1] + rng.uniform() * _interval(rate, rng)
    while due < duration:
        earliest = times[-1] + MIN_INTERVAL_S / rate if times else QUIET_START_S + CLOSING_S[1]
        due = max(_drawn_to_phrase_end(due, phrase_ends, rng), earliest)
        times.append(due)
        if rng.uniform() < DOUBLE_SHARE:
            times.append(due + rng.uniform(*DOUBLE_INTERVAL_S))
        due = times[-1] + _interval(rate, rng)
    return times


def _interval(rate: float, rng: np.random.Generator) -> float:
    seconds = MEDIAN_INTERVAL_S * np.exp(INTERVAL_SPREAD * rng.standard_normal())
    return float(np.clip(seconds, MIN_INTERVAL_S, MAX_INTERVAL_S)) / rate


def _drawn_to_phrase_end(due: float, phrase_ends: FloatArray, rng: np.random.Generator) -> float:
    # Both numbers are always drawn, so that the rest of the stream does not depend on the speech.
    willing, delay = rng.uniform() < PHRASE_END_SHARE, rng.uniform(*PHRASE_END_DELAY_S)
    if not willing or not len(phrase_ends):
        return due
    nearest = float(phrase_ends[np.argmin(np.abs(phrase_ends - due))])
    return nearest + delay if abs(nearest - due) < PHRASE_END_REACH_S else due


def _lid(time: FloatArray, shut: float, rng: np.random.Generator) -> FloatArray:
    """One blink that is fully closed at `shut` and for `CLOSED_S` from then on."""
    closing, opening = rng.uniform(*CLOSING_S), rng.uniform(*OPENING_S)
    falling = smoothstep((time - shut) / closing + 1.0)
    risen = np.clip((time - shut - CLOSED_S) / opening, 0.0, 1.0)
    # Quick at first, then slowing, unlike the fall.
    return np.minimum(falling, (1.0 - risen) ** 2)


def _is_whole(blink: FloatArray, fps: float) -> bool:
    quiet = int(np.ceil(QUIET_START_S * fps))
    return bool(blink.any() and not blink[:quiet].any() and blink[-1] == 0.0)
