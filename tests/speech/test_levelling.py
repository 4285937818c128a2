from __future__ import annotations

import numpy as np
import pytest

from real3d.speech.articulation import estimate_articulation
from real3d.speech.levelling import levelled
from real3d.speech.prosody import Prosody
from tests.support.spoken import Sound

RATE = 16000


def decibels(samples):
    return 10 * np.log10(np.mean(np.square(samples, dtype=np.float64)))


def noise(seconds, level, seed=0):
    samples = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return (samples * 10 ** (level / 20)).astype(np.float32)


def voice(seconds, level):
    """Noise in syllables, four a second, loud ones of that level in dB."""
    time = np.arange(round(seconds * RATE)) / RATE
    return noise(seconds, level, seed=1) * np.sin(np.pi * 4 * time).astype(np.float32) ** 2


def parts(samples, *seconds):
    """The samples in parts of so many seconds."""
    return np.split(samples, (np.cumsum(seconds)[:-1] * RATE).astype(int))


@pytest.mark.parametrize("order", ["loud first", "soft first", "soft between"])
def test_a_soft_voice_is_raised_to_a_loud_one(order):
    loud, soft = voice(4, -20), voice(3, -40)
    sounds = {
        "loud first": (loud, soft),
        "soft first": (soft, loud),
        "soft between": (loud, soft, loud),
    }[order]
    heard = parts(levelled(np.concatenate(sounds)), *(len(each) / RATE for each in sounds))
    for before, after in zip(sounds, heard, strict=True):
        assert decibels(after) == pytest.approx(decibels(loud), abs=4)
        if before is loud:
            np.testing.assert_allclose(after[3200:-3200], loud[3200:-3200])


def test_what_is_evenly_loud_stays_as_it_is():
    samples = np.concatenate([voice(3, -20), voice(2, -24)])
    assert levelled(samples) is samples


def test_silence_stays_silent():
    for samples in (np.zeros(RATE, np.float32), np.zeros(0, np.float32)):
        np.testing.assert_array_equal(levelled(samples), samples)
    pause = np.concatenate([voice(2, -20), np.zeros(4 * RATE, np.float32), voice(2, -20)])
    np.testing.assert_array_equal(parts(levelled(pause), 2, 4, 2)[1], 0)


def test_the_noise_of_a_room_stays_far_below_the_voice():
    pause = np.concatenate([voice(3, -20), np.zeros(8 * RATE, np.float32), voice(3, -20)])
    _, room, _ = parts(levelled(pause + noise(14, -60)), 3, 8, 3)
    assert decibels(room) < -42


def test_a_knock_does_not_hush_the_voice():
    samples = voice(6, -30)
    samples[3 * RATE : 3 * RATE + 400] += noise(0.025, -6)
    heard = levelled(samples)
    assert decibels(heard[-2 * RATE :]) == pytest.approx(decibels(samples[-2 * RATE :]), abs=1)


def test_a_soft_voice_beside_a_loud_one_is_heard_as_if_it_were_alone(speech):
    soft = np.concatenate([speech.samples, speech.samples * np.float32(10 ** (-20 / 20))])
    half = len(speech.samples)
    activity = estimate_articulation(Sound(soft)).voice_activity
    alone = estimate_articulation(speech).voice_activity
    assert activity[half * 50 // RATE :].mean() > 0.85 * alone.mean()
    rhythm = Prosody.of(Sound(soft), 25.0)
    assert rhythm.voice[half * 25 // RATE :].mean() > 0.85 * Prosody.of(speech, 25.0).voice.mean()


def test_noise_and_music_that_are_softer_than_a_voice_do_not_open_the_mouth(speech):
    time = np.arange(5 * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220, 277, 330))
    chord = (chord * np.exp(-3 * (2 * time % 1))).astype(np.float32)
    for sound in (noise(5, -40), 0.02 * chord, noise(5, -30) * (time % 0.6 < 0.03)):
        heard = estimate_articulation(Sound(np.concatenate([speech.samples, sound])))
        assert heard.voice_activity[len(speech.samples) * 50 // RATE + 25 :].max() < 0.5
