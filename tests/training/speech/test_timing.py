import numpy as np
import pytest

from real3d.speech.articulation import VISEMES
from training.speech.recording import spectra
from training.speech.timing import sound_delay

RATE = 16_000
VOWEL, SIBILANT = VISEMES.index("aa"), VISEMES.index("SS")


def hissing(viseme):
    """Sound of a low tone for a vowel and of high noise for a sibilant, 10 ms for each label."""
    rng = np.random.default_rng(0)
    hiss = np.repeat(viseme == SIBILANT, RATE // 100)
    noise = np.diff(rng.standard_normal(len(hiss) + 2), n=2)
    tone = np.sin(2 * np.pi * 200 * np.arange(len(hiss)) / RATE)
    return np.where(hiss, 0.1 * noise, tone).astype(np.float32)


@pytest.fixture(scope="module")
def viseme():
    lengths = np.random.default_rng(1).integers(6, 20, 60)
    return np.repeat(np.where(np.arange(60) % 2, SIBILANT, VOWEL), lengths).astype(np.int8)


@pytest.mark.parametrize("delay_ms", [-20, -8, 0, 5, 13, 30])
def test_a_delay_is_heard_to_within_two_milliseconds(viseme, delay_ms):
    sound = np.roll(hissing(viseme), delay_ms * RATE // 1000)
    assert 10 * sound_delay(spectra(sound), viseme) == pytest.approx(delay_ms, abs=2)


def test_a_voice_without_sibilants_has_no_delay(viseme):
    vowels = np.full_like(viseme, VOWEL)
    assert sound_delay(spectra(hissing(vowels)), vowels) == 0
