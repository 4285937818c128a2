import numpy as np
import pytest

from real3d.speech.articulation import VISEMES
from training.speech.augment import Examples, mean_spectrum
from training.speech.corpus import Tape, silent_labels
from training.speech.labels import labels
from training.speech.phones import Segment
from training.speech.recording import spectra


@pytest.fixture(scope="module")
def tapes(speech):
    magnitude = spectra(speech.samples)
    found = labels([Segment(*phone) for phone in speech.phones], len(magnitude))
    music = np.sin(np.arange(6 * 16000) * 0.1).astype(np.float32)
    return [
        Tape("voice_0", magnitude, found, 1.0),
        Tape("music_0", spectra(music), silent_labels(600), 1.0),
    ]


def test_an_example_is_four_seconds_of_finite_numbers(tapes):
    examples = Examples(tapes, seed=0)
    for _ in range(30):
        example = examples.draw()
        assert example.features.shape == (400, 41)
        assert example.articulation.shape == (200, 6)
        assert example.viseme.shape == example.voiced.shape == (200,)
        assert np.isfinite(example.features).all()
        assert -1 <= example.viseme.min() <= example.viseme.max() < len(VISEMES)


def test_the_same_seed_gives_the_same_examples(tapes):
    a, b = (Examples(tapes, seed=3).draw() for _ in range(2))
    assert np.array_equal(a.features, b.features)


def test_no_two_examples_are_alike(tapes):
    examples = Examples(tapes, seed=0)
    assert not np.array_equal(examples.draw().features, examples.draw().features)


def test_some_examples_hold_no_voice_and_a_closed_mouth(tapes):
    drawn = [Examples(tapes, seed).draw() for seed in range(60)]
    silent = [e for e in drawn if (e.viseme == 0).all() and not e.voiced.any()]
    assert 1 <= len(silent) <= 20
    assert all(e.articulation[:, 5].max() < 0.15 for e in silent)


def test_labels_stay_in_time_with_the_sound(tapes):
    matches = []
    for seed in range(60):
        example = Examples(tapes, seed).draw()
        spoken = example.viseme != 0
        if 0.05 < spoken.mean() < 0.95:
            matches.append(np.corrcoef(example.features[::2, 40], spoken)[0, 1])
    assert np.median(matches) > 0.3


def test_examples_of_a_live_stream_follow_the_level(tapes):
    examples = Examples(tapes, 0, mean_spectrum(tapes))
    drawn = [examples.draw().features for _ in range(8)]
    assert all(np.isfinite(features).all() for features in drawn)
    assert abs(np.mean([features[-100:, :40].mean() for features in drawn])) < 1.0
