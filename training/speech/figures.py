"""Estimated articulation against labels: figures that a viewer would notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array
from real3d.speech.articulation import CHANNELS, VISEMES, Articulation
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.spectrum import SAMPLE_RATE, frame_count
from training.speech.labels import UNSEEN, labels, with_opening
from training.speech.phones import PHONES, Segment
from training.speech.recording import Recording

Estimator = Callable[[Float32Array], Articulation]
Degradation = Callable[[Float32Array, int], Float32Array]

BEFORE_S, AFTER_S = 0.4, 0.5
NEAR = 2
"""Steps of 20 ms by which a closure may be early or late."""
SEALED = 0.5
OPEN_VOWELS = [VISEMES.index(name) for name in ("aa", "E", "O")]


@dataclass(frozen=True)
class Figures:
    """Shares in 0..1 and mean correlations per recording."""

    accuracy: float
    closures_seen: float
    false_closures: float
    """Share of all frames whose sound keeps the lips apart."""
    false_on_vowels: float
    """Share of the frames of open vowels."""
    jaw: float
    seal: float
    rounding: float
    spreading: float
    tuck: float
    opening: float
    silence_recall: float
    silence_precision: float
    open_in_silence: float


def figures(
    recordings: list[Recording], estimate: Estimator, degrade: Degradation | None = None
) -> Figures:
    """All figures of a set of recordings, each with silence around it.

    Args:
        estimate: what is tested; from samples [N] at 16 kHz.
        degrade: what happens to the samples of the recording with the given index.
    """
    estimated, shown, visemes, targets, correlations, closures = [], [], [], [], [], []
    for index, recording in enumerate(recordings):
        samples, segments = _framed(recording)
        articulation = estimate(degrade(samples, index) if degrade else samples)
        truth = labels(segments, frame_count(samples))
        count = min(len(articulation), len(truth) // 2)
        viseme = truth.viseme[: 2 * count : 2]
        pairs = truth.articulation[: 2 * count].reshape(count, 2, -1)
        target = with_opening(pairs.mean(axis=1))
        channels = np.stack([getattr(articulation, name)[:count] for name in CHANNELS], axis=1)
        correlations.append([_correlation(channels[:, k], target[:, k]) for k in range(6)])
        closures += _closures(segments, channels[:, CHANNELS.index("seal")])
        estimated.append(articulation.visemes[:count].argmax(axis=1))
        shown.append(channels)
        visemes.append(viseme)
        targets.append(target)
    estimated_viseme, viseme = np.concatenate(estimated), np.concatenate(visemes)
    shown, target = np.concatenate(shown), np.concatenate(targets)
    known = viseme != UNSEEN
    silent, estimated_silent = viseme == 0, estimated_viseme == 0
    lips_apart = (target[:, 1] < 0.15) & ~silent
    return Figures(
        accuracy=float((estimated_viseme == viseme)[known].mean()),
        closures_seen=float(np.mean(closures)),
        false_closures=float((shown[lips_apart, 1] > SEALED).mean()),
        false_on_vowels=float(
            (shown[lips_apart & np.isin(viseme, OPEN_VOWELS), 1] > SEALED).mean()
        ),
        **dict(zip(CHANNELS, np.nanmean(correlations, axis=0).tolist(), strict=True)),
        silence_recall=float(estimated_silent[silent].mean()),
        silence_precision=float(silent[estimated_silent].mean()),
        open_in_silence=float(shown[silent, 5].mean()),
    )


def _framed(recording: Recording) -> tuple[Float32Array, list[Segment]]:
    """Silence before and after, and the faint noise of any real recording."""
    before, after = (np.zeros(int(s * SAMPLE_RATE)) for s in (BEFORE_S, AFTER_S))
    loud = np.abs(recording.samples).max() + 1e-6
    samples = np.concatenate([before, 0.5 * recording.samples / loud, after])
    samples = samples + 1e-4 * np.random.default_rng(0).standard_normal(len(samples))
    moved = [Segment(s.start + BEFORE_S, s.end + BEFORE_S, s.phone) for s in recording.segments]
    return samples.astype(np.float32), moved


def _closures(segments: list[Segment], seal: NDArray) -> list[bool]:
    """For each p, b and m whether the lips were seen to meet; those of a β only come near."""
    spans = [
        (int(OUTPUT_RATE * s.start), ceil(OUTPUT_RATE * s.end))
        for s in segments
        if PHONES[s.phone].seal == 1.0
    ]
    return [bool(seal[max(0, a - NEAR) : b + NEAR].max() > SEALED) for a, b in spans]


def _correlation(a: NDArray, b: NDArray) -> float:
    if b.std() < 0.02 or a.std() < 1e-6:
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])
