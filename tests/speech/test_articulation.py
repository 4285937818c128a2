import numpy as np
import pytest
from scipy.signal import resample_poly

from real3d.speech.articulation import (
    CHANNELS,
    Articulation,
    LiveArticulation,
    estimate_articulation,
)
from tests.support.spoken import Sound

RATE = 16000


def during(heard, name, span, margin=0.0):
    start, end = span
    inside = (heard.times > start - margin) & (heard.times < end + margin)
    return getattr(heard, name)[inside]


def live(samples, chunk):
    stream = LiveArticulation()
    parts = [stream.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    parts.append(stream.finish())
    return np.concatenate([np.stack([getattr(p, n) for n in CHANNELS], axis=1) for p in parts])


def correlation(a, b):
    return np.corrcoef(a, b)[0, 1]


@pytest.fixture(scope="module")
def heard(speech):
    return estimate_articulation(speech)


def test_lips_meet_in_p_b_and_m(heard, speech):
    closed = [during(heard, "seal", span, 0.04).max() > 0.5 for span in speech.spans("pbm")]
    assert len(closed) >= 14
    assert np.mean(closed) >= 0.85


def test_lips_do_not_meet_in_open_vowels(heard, speech):
    sealed = np.concatenate([during(heard, "seal", s, -0.02) for s in speech.spans("ɑæaɔ")])
    assert (sealed > 0.5).mean() < 0.1


def test_the_lip_touches_the_teeth_in_f_and_v(heard, speech):
    tucked = [during(heard, "tuck", span, 0.04).max() > 0.5 for span in speech.spans("fv")]
    assert np.mean(tucked) >= 0.6


def test_oo_rounds_and_ee_spreads(heard, speech):
    rounding = [
        np.mean([during(heard, "rounding", s).mean() for s in speech.spans(phones)])
        for phones in ("u", "i")
    ]
    spreading = [
        np.mean([during(heard, "spreading", s).mean() for s in speech.spans(phones)])
        for phones in ("u", "i")
    ]
    assert rounding[0] > rounding[1] + 0.2
    assert spreading[1] > spreading[0] + 0.2


def test_ah_opens_more_than_anything_else(heard, speech):
    ah = np.mean([during(heard, "opening", s).max() for s in speech.spans("ɑæ")])
    others = np.mean([during(heard, "opening", s).mean() for s in speech.spans("iusz")])
    assert ah > others + 0.2


def test_nobody_talks_before_and_after(heard, speech):
    outside = [(0.0, 0.4), (speech.duration - 0.4, speech.duration)]
    assert max(during(heard, "voice_activity", span).max() for span in outside) < 0.2
    assert heard.voice_activity[(heard.times > 0.8) & (heard.times < 2.4)].min() > 0.8


@pytest.mark.parametrize("gain_db", [-30, 30])
def test_the_gain_of_the_microphone_does_not_matter(heard, speech, gain_db):
    other = estimate_articulation(Sound(speech.samples * np.float32(10 ** (gain_db / 20))))
    assert correlation(heard.opening, other.opening) > 0.999


def test_silence_before_a_recording_does_not_matter(heard, speech):
    later = estimate_articulation(Sound(np.pad(speech.samples, (5 * RATE, 0))))
    assert correlation(heard.opening, later.opening[250:]) > 0.999


def test_noise_20_db_below_the_voice_changes_little(heard, speech):
    noise = np.random.default_rng(0).standard_normal(len(speech.samples)).astype(np.float32)
    level = speech.samples[np.abs(speech.samples) > 0.01].std()
    other = estimate_articulation(Sound(speech.samples + 0.1 * level * noise))
    assert correlation(heard.opening, other.opening) > 0.9


@pytest.mark.parametrize("size", [0.75, 1.35])
def test_a_child_and_a_giant_are_heard_alike(heard, speech, size):
    slowed = resample_poly(speech.samples, round(100 * size), 100).astype(np.float32)
    other = estimate_articulation(Sound(slowed))
    opening = np.interp(heard.times * size, other.times, other.opening)
    assert correlation(heard.opening, opening) > 0.95


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(3 * RATE),
        0.02 * np.random.default_rng(1).standard_normal(4 * RATE),
        0.3 * np.sin(2 * np.pi * 50 * np.arange(3 * RATE) / RATE),
        np.cumsum(np.random.default_rng(2).standard_normal(4 * RATE)) * 1e-4,
    ],
    ids=["silence", "noise", "hum", "rumble"],
)
def test_nobody_talks_in_sounds_without_a_voice(samples):
    assert estimate_articulation(Sound(samples.astype(np.float32))).voice_activity.max() < 0.5


def test_the_same_recording_twice_is_heard_identically(heard, speech):
    again = estimate_articulation(speech)
    assert all(np.array_equal(getattr(heard, n), getattr(again, n)) for n in CHANNELS)


@pytest.mark.parametrize("chunk", [320, 1111, 16000])
def test_a_live_voice_is_heard_alike_in_any_chunks(speech, chunk):
    at_once = live(speech.samples, len(speech.samples))
    assert np.abs(live(speech.samples, chunk) - at_once).max() < 1e-3


def test_a_live_voice_is_heard_nearly_as_well(heard, speech):
    channels = live(speech.samples, 1600)
    for k, name in enumerate(CHANNELS):
        assert correlation(channels[: len(heard), k], getattr(heard, name)) > 0.75, name


def test_live_articulation_is_told_within_120_ms(speech):
    stream, told = LiveArticulation(), 0
    for pushed in range(320, 320 * 100, 320):
        told += len(stream.push(speech.samples[pushed - 320 : pushed]))
        assert told / 50 > pushed / RATE - 0.16


def test_a_single_sample_is_enough():
    assert isinstance(estimate_articulation(Sound(np.zeros(1, np.float32))), Articulation)
