"""Forced alignment: when each phone was spoken, for a synthesiser that tells only what it says.

The best path through the phones in their order (Viterbi 1967), by the shipped network's estimates.
Phones that the network takes for something else leave the path improbable; such sentences, in which
the synthesiser may have said something else, are not used.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import BoolArray, Float32Array, FloatArray
from real3d.speech.articulation import VISEMES, WHOLE_WEIGHTS, run_network
from real3d.speech.network import OUTPUT_RATE, WHOLE, load_network
from training.speech.phones import PHONES, SILENCE, Segment

RATE = 100
"""Steps of the path per second."""
MIN_STEPS = 3
"""Steps that a phone lasts at least."""
MIN_PROBABILITY = 0.02
"""The least probability of any sound: the network is wrong that often with certainty."""
ANY_SOUND_PROBABILITY = 0.12
"""Probability of a sound that has no viseme of its own."""


def align(samples: Float32Array, phones: Sequence[str]) -> tuple[list[Segment], float] | None:
    """The phones in time, and the mean log probability of their path.

    Args:
        samples: [N] 16 kHz mono.
        phones: keys of `PHONES` in the order of speech; pauses between them may be left out by
            the speaker, and there may be one before and one after.

    Returns:
        None where the sound is too short for so many phones.
    """
    spoken = [SILENCE, *phones, SILENCE]
    scores = _log_probabilities(samples)[:, [_column(phone) for phone in spoken]]
    optional = np.array([phone == SILENCE for phone in spoken])
    path, score = _best_path(scores, optional)
    if not np.isfinite(score):
        return None
    starts = np.flatnonzero(np.diff(path, prepend=-1))
    ends = np.append(starts[1:], len(path))
    segments = [
        Segment(a / RATE, b / RATE, spoken[path[a]]) for a, b in zip(starts, ends, strict=True)
    ]
    return segments, score / len(path)


def _column(phone: str) -> int:
    viseme = PHONES[phone].viseme
    return len(VISEMES) if viseme is None else VISEMES.index(viseme)


def _log_probabilities(samples: Float32Array) -> FloatArray:
    """[N, 16] of every viseme, and of sounds without one, `RATE` times per second."""
    articulation = run_network(load_network(WHOLE_WEIGHTS, WHOLE), samples)
    times = (np.arange(int(len(articulation) * RATE / OUTPUT_RATE)) + 0.5) / RATE
    tracks = np.stack(
        [np.interp(times, articulation.times, track) for track in articulation.visemes.T], axis=1
    )
    anything = ANY_SOUND_PROBABILITY * (1.0 - tracks[:, VISEMES.index("sil")])
    return np.log(np.maximum(np.column_stack([tracks, anything]), MIN_PROBABILITY))


def _best_path(scores: FloatArray, optional: BoolArray) -> tuple[NDArray[np.int64], float]:
    """[N] index of the phone of every step, and the sum of the path's log probabilities."""
    steps, count = scores.shape
    states = count * MIN_STEPS  # each phone is a chain, of which the last link may be repeated
    last = np.arange(states) % MIN_STEPS == MIN_STEPS - 1
    skips = np.zeros(states, bool)  # first links that may follow the phone before a left-out pause
    skips[MIN_STEPS * 2 :: MIN_STEPS] = optional[1:-1]
    best = np.full(states, -np.inf)
    best[0] = scores[0, 0]
    best[MIN_STEPS] = scores[0, 1]  # speech may begin at once
    came_from = np.zeros((steps, states), np.int64)
    own = np.arange(states)
    for step in range(1, steps):
        stay = np.where(last, best, -np.inf)
        move = np.append(-np.inf, best[:-1])
        skip = np.full(states, -np.inf)
        skip[MIN_STEPS + 1 :] = np.where(skips[MIN_STEPS + 1 :], best[: -MIN_STEPS - 1], -np.inf)
        options = np.stack([stay, move, skip])
        choice = options.argmax(axis=0)
        came_from[step] = own - np.array([0, 1, MIN_STEPS + 1])[choice]
        best = options.max(axis=0) + np.repeat(scores[step], MIN_STEPS)
    ends = [states - 1, states - 1 - MIN_STEPS]  # with or without a last pause
    state = max(ends, key=lambda end: best[end])
    score = float(best[state])
    path = np.empty(steps, np.int64)
    for step in range(steps - 1, -1, -1):
        path[step] = state // MIN_STEPS
        state = came_from[step, state]
    return path, score
