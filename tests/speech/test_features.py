import librosa
import numpy as np
import pytest

from real3d.speech.features import (
    BANDS,
    FEATURES,
    LiveFeatures,
    mel_filters,
    mel_powers,
    whole_features,
)

PROFILE = np.zeros(BANDS, np.float32)


def features(samples):
    return whole_features(mel_powers(samples, [1.0])[0])


def live(samples, chunk):
    stream = LiveFeatures(PROFILE)
    parts = [stream.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    return np.concatenate([*parts, stream.finish()])


def test_there_are_a_hundred_features_per_second(speech):
    assert features(speech.samples).shape == (-(-len(speech.samples) // 160), FEATURES)


@pytest.mark.parametrize("gain_db", [-30, 30])
def test_the_gain_of_the_microphone_cancels(speech, gain_db):
    usual, other = features(speech.samples), features(speech.samples * 10 ** (gain_db / 20))
    audible = usual[:, BANDS] > -1.5
    assert np.allclose(usual[audible], other[audible], atol=1e-3)


def test_silence_before_and_after_changes_nothing(speech):
    longer = np.pad(speech.samples, 5 * 16000)
    assert np.allclose(features(longer)[500:-500], features(speech.samples), atol=1e-3)


def test_the_tone_of_the_microphone_cancels(speech):
    mel = mel_powers(speech.samples, [1.0])[0] + 1e-3
    coloured = mel * np.geomspace(0.1, 10, BANDS).astype(np.float32)
    usual, other = whole_features(mel), whole_features(coloured)
    loud = usual[:, BANDS] > -0.8
    assert np.abs(usual - other)[loud, :BANDS].mean() < 0.25


@pytest.mark.parametrize("samples", [np.zeros(1, np.float32), np.zeros(16000, np.float32)])
def test_nothing_to_hear_gives_features_without_nans(samples):
    assert np.isfinite(features(samples)).all()
    assert np.isfinite(live(samples, 100)).all()


@pytest.mark.parametrize("chunk", [1, 160, 1000, 10**6])
def test_a_stream_gives_the_same_features_in_any_chunks(speech, chunk):
    samples = speech.samples[: 16000 if chunk == 1 else None]
    expected = live(samples, 777)
    assert len(expected) == -(-len(samples) // 160)
    assert np.allclose(live(samples, chunk), expected, atol=1e-4)


def test_a_stream_comes_to_the_features_of_the_whole(speech):
    twice = np.tile(speech.samples, 2)
    late = slice(len(twice) // 320, None)
    a, b = features(twice)[late, :BANDS], live(twice, 1600)[late, :BANDS]
    assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("warp", [0.8, 1.0, 1.25])
def test_every_filter_hears_something_and_weighs_the_same(warp):
    assert np.allclose(mel_filters(warp).sum(axis=1), 1, atol=1e-5)


def test_warped_filters_hear_higher():
    middles = [(mel_filters(w) @ np.arange(257))[10:30] for w in (1.0, 1.2)]
    assert np.allclose(middles[1] / middles[0], 1.2, atol=0.05)


@pytest.mark.parametrize("warp", [0.8, 0.9, 1.0])
def test_the_filters_are_those_that_others_call_mel(warp):
    """Speech recognisers' (HTK); up to where the highest filters would leave the spectrum."""
    # Lowering the rate raises the filters as much, relative to the bins.
    mel = librosa.filters.mel(
        sr=16000 / warp, n_fft=512, n_mels=BANDS, fmin=60, fmax=7600, htk=True, norm=None
    )
    assert np.allclose(mel_filters(warp), mel / mel.sum(axis=1, keepdims=True), atol=1e-6)
