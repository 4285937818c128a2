from dataclasses import replace

import numpy as np
import pytest

from real3d.speech.articulation import CHANNELS, VISEMES, Articulation
from real3d.speech.spectrum import SAMPLE_RATE, frame_count
from training.speech.figures import BEFORE_S, figures
from training.speech.labels import UNSEEN, labels, with_opening
from training.speech.phones import Segment
from training.speech.recording import Recording

PHONES = ("m", "a", "m", "i", "b", "u", "f", "a", "s", "o", "p", "a")
LENGTH_S = 0.12


def recording() -> Recording:
    segments = [Segment(k * LENGTH_S, (k + 1) * LENGTH_S, phone) for k, phone in enumerate(PHONES)]
    samples = np.sin(np.arange(round(len(PHONES) * LENGTH_S * SAMPLE_RATE)) / 10)
    return Recording(samples.astype(np.float32), segments, voice="nobody")


def perfect(samples: np.ndarray) -> Articulation:
    """What the labels say, 50 times per second."""
    segments = [
        Segment(s.start + BEFORE_S, s.end + BEFORE_S, s.phone) for s in recording().segments
    ]
    truth = labels(segments, frame_count(samples))
    steps = len(truth) // 2
    channels = with_opening(truth.articulation[: 2 * steps].reshape(steps, 2, -1).mean(axis=1))
    visemes = np.zeros((steps, len(VISEMES)))
    known = np.where(truth.viseme == UNSEEN, 1, truth.viseme)[: 2 * steps : 2]
    visemes[np.arange(steps), known] = 1.0
    return Articulation(**dict(zip(CHANNELS, channels.T, strict=True)), visemes=visemes)


def test_a_perfect_estimate_has_perfect_figures():
    found = figures([recording()], perfect)
    assert found.accuracy == found.closures_seen == 1.0
    assert found.silence_recall == found.silence_precision == 1.0
    assert found.false_closures == found.false_on_vowels == 0.0
    assert all(getattr(found, name) > 0.999 for name in CHANNELS)


def test_lips_that_never_meet_miss_every_closure():
    found = figures(
        [recording()], lambda samples: replace(perfect(samples), seal=perfect(samples).seal * 0)
    )
    assert found.closures_seen == 0.0


def test_lips_that_always_meet_are_false_on_vowels():
    found = figures(
        [recording()], lambda samples: replace(perfect(samples), seal=perfect(samples).seal + 1)
    )
    assert found.closures_seen == 1.0
    assert found.false_closures == found.false_on_vowels == 1.0


def test_the_estimator_gets_the_degraded_samples():
    received = []

    def estimate(samples: np.ndarray) -> Articulation:
        received.append(samples)
        return perfect(samples)

    figures([recording()], estimate, lambda samples, index: samples * 0 + index)
    assert received[0].max() == pytest.approx(0.0)
