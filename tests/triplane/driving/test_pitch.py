from __future__ import annotations

from pathlib import Path

import librosa
import numpy as np
import pytest

from real3d.media import read_audio
from real3d.triplane.driving.pitch import pitch_track
from tests.support.goldens import motion_goldens

VOICES = Path(__file__).parents[3] / "examples" / "voices"


@pytest.mark.parametrize("number", [0, 1])
def test_pitch_is_what_the_network_was_trained_with(number: int) -> None:
    goldens = motion_goldens()
    found = pitch_track(goldens[f"f0_wav{number}"] / 32768)
    expected = goldens[f"f0_hz{number}"]
    assert np.array_equal(found > 0, expected > 0)
    np.testing.assert_allclose(found, expected, atol=0.01)


def test_a_steady_tone_has_its_pitch() -> None:
    time = np.arange(16000) / 16000
    tone = sum(np.sin(2 * np.pi * 220 * k * time) / k for k in range(1, 6))
    found = pitch_track(0.1 * tone)
    np.testing.assert_allclose(found[5:-5], 220, atol=0.5)


@pytest.mark.parametrize("voice", ["welcome_woman", "evening_man"])
def test_a_voice_has_the_pitch_that_another_method_finds(voice: str) -> None:
    samples = read_audio(VOICES / f"{voice}.flac").samples
    found = pitch_track(samples)
    by_yin = librosa.yin(samples, fmin=80, fmax=750, sr=16000, frame_length=1024, hop_length=320)[
        1 : len(found) + 1
    ]
    error = np.abs(by_yin / np.where(found > 0, found, np.inf) - 1)[found > 0]
    assert np.median(error) < 0.01
    assert (error > 0.2).mean() < 0.04


@pytest.mark.parametrize("samples", [np.zeros(8000), np.full(8000, 0.5)])
def test_silence_has_no_pitch(samples: np.ndarray) -> None:
    assert not pitch_track(samples).any()


def test_noise_has_hardly_any_pitch() -> None:
    noise = np.random.default_rng(0).standard_normal(16000)
    assert (pitch_track(noise) > 0).mean() < 0.2
