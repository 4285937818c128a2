"""The loudness of a voice while it speaks."""

import numpy as np
import pytest

from real3d.speech.live_loudness import LiveLoudness

RATE = 16000


def loudness(samples, chunk=RATE):
    stream = LiveLoudness()
    parts = [stream.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    return np.concatenate([*parts, stream.finish()])


def tone(seconds, amplitude, hz=400):
    time = np.arange(round(seconds * RATE)) / RATE
    return (amplitude * np.sin(2 * np.pi * hz * time)).astype(np.float32)


@pytest.mark.parametrize("chunk", [1, 319, 5000])
def test_chunks_of_any_size_give_the_same(chunk):
    samples = np.concatenate([tone(0.2, 0.3), tone(0.1, 0.02)])[:4001]
    assert np.allclose(loudness(samples, chunk), loudness(samples), atol=1e-9)
    assert len(loudness(samples)) == 13


def test_a_loud_voice_is_near_one_and_a_soft_part_of_it_below():
    found = loudness(np.concatenate([tone(2, 0.3), tone(0.5, 0.03), tone(0.5, 0)]))
    assert found[50:100].min() > 0.95
    assert 0.2 < found[110:120].mean() < 0.5
    assert found[130:].max() == 0


@pytest.mark.parametrize("gain", [0.1, 3.0])
def test_the_gain_of_the_microphone_does_not_matter_for_long(gain):
    samples = np.concatenate([tone(1, 0.2), tone(0.5, 0.1), tone(0.5, 0.2)])
    assert np.allclose(loudness(gain * samples)[50:], loudness(samples)[50:], atol=0.02)


def test_hum_is_weak():
    hum = loudness(np.concatenate([tone(1, 0.1), tone(1, 0.1, hz=50)]))
    assert hum[60:].max() < hum[20:50].min() - 0.25
