from dataclasses import dataclass

import numpy as np
import pytest
from scipy.signal import butter, lfilter, sosfilt

from real3d.mesh.speech import LEAST_OPENING, mouth_from_audio
from real3d.motion.prosody import Prosody
from real3d.motion.settings import MotionSettings

RATE = 16000
AH, EE, OO, EH = (740, 1200), (290, 2250), (320, 800), (520, 1800)
MOUTH = ("jaw", "mouth")


@dataclass(frozen=True)
class Sound:
    samples: np.ndarray

    @property
    def duration(self):
        return len(self.samples) / RATE


def vowel(formants, length, pitch=120.0):
    """A pulse train through the resonances of a vocal tract, swelling and fading."""
    count = round(length * RATE)
    phase = np.cumsum(np.full(count, pitch) * (1 + 0.02 * np.sin(np.arange(count) / 2000))) / RATE
    source = (np.diff(np.floor(phase), prepend=0.0) > 0).astype(float)
    sound = lfilter([1.0], [1.0, -0.95], source)
    for hz, width in zip((*formants, 2800.0), (80.0, 100.0, 160.0), strict=True):
        radius = np.exp(-np.pi * width / RATE)
        a = [1.0, -2 * radius * np.cos(2 * np.pi * hz / RATE), radius**2]
        sound = lfilter([sum(a)], a, sound)
    edge = np.minimum(1.0, np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.03 * RATE))
    return 0.1 * sound / sound.std() * edge


def murmur(length):
    """The hum behind closed lips: m."""
    return 0.25 * sosfilt(butter(4, 350, fs=RATE, output="sos"), vowel((250, 900), length))


def fricative(length, seed=0):
    """s"""
    noise = np.random.default_rng(seed).standard_normal(round(length * RATE))
    return 0.06 * sosfilt(butter(4, 4500, "highpass", fs=RATE, output="sos"), noise)


def silence(length):
    return np.zeros(round(length * RATE))


def noise(length, level=0.02, seed=1):
    return level * np.random.default_rng(seed).standard_normal(round(length * RATE))


def say(*parts):
    return np.concatenate([silence(0.4), *parts, silence(0.6)])


def mouth(samples, **settings):
    settings = MotionSettings(**settings)
    sound = Sound(np.asarray(samples, dtype=np.float32))
    return mouth_from_audio(sound, Prosody.of(sound, settings.fps), settings)


def during(motion, name, start, end):
    time = (np.arange(len(motion)) + 0.5) / motion.fps
    return motion.channel(name)[(time >= start) & (time <= end)]


def seal(motion):
    return motion.channel("mouthClose") / np.maximum(motion.channel("jawOpen"), LEAST_OPENING)


VOWELS = say(*(vowel(v, 0.35) for v in (AH, EE, OO, EH, AH, OO, EE)))
"""Seven vowels of 0.35 s from 0.4 s on."""
TALK = say(*(vowel(v, 0.22) for v in (AH, EE, OO, EH, AH, OO, EE) * 2))


def test_ah_opens_the_jaw_more_than_ee_and_oo():
    motion = mouth(VOWELS)
    ah, ee, oo = (
        during(motion, "jawOpen", start + 0.08, start + 0.22).mean() for start in (0.4, 0.75, 1.1)
    )
    assert ah > 1.5 * ee
    assert ah > 1.5 * oo
    assert 0.25 < ah < 0.5


def test_oo_rounds_the_lips_and_ee_spreads_them():
    motion = mouth(VOWELS)
    rounding, spreading = (
        [during(motion, name, s + 0.08, s + 0.22).mean() for s in (0.4, 0.75, 1.1)]
        for name in ("mouthPucker", "mouthStretchLeft")
    )
    assert np.argmax(rounding) == 2
    assert rounding[2] > 0.3
    assert max(rounding[:2]) < 0.1
    assert np.argmax(spreading) == 1
    assert spreading[1] > 0.2


def test_the_mouth_follows_the_syllables():
    syllable = vowel(AH, 0.25) * np.hanning(4000)
    jaw = mouth(say(*[syllable] * 8)).channel("jawOpen")[12:55]
    power = np.abs(np.fft.rfft((jaw - jaw.mean()) * np.hanning(len(jaw)), 1024)) ** 2
    frequency = np.fft.rfftfreq(1024, 1 / 25)
    assert frequency[np.argmax(power)] == pytest.approx(4.0, abs=0.4)
    assert np.ptp(jaw) > 0.08


@pytest.mark.parametrize("fps", [10.0, 24.0, 25.0, 60.0])
def test_lips_are_seen_closed_in_an_m_between_vowels(fps):
    motion = mouth(say(vowel(AH, 0.3), murmur(0.09), vowel(AH, 0.3)), fps=fps)
    closed = np.flatnonzero(seal(motion) >= 1.0 - 1e-9)
    release = 0.4 + 0.39
    middle = (closed.mean() + 0.5) / fps
    assert len(closed) >= 1
    assert abs(middle - (release - 0.04)) < 0.03 + 0.5 / fps


def test_lips_are_seen_closed_in_a_b_between_vowels():
    motion = mouth(say(vowel(AH, 0.3), silence(0.07), vowel(AH, 0.3), vowel(EH, 0.3)))
    time = (np.flatnonzero(seal(motion) > 0.99) + 0.5) / 25
    assert len(time)
    assert np.abs(time - 0.73).min() < 0.05


def test_an_s_between_vowels_shows_the_teeth_and_not_closed_lips():
    motion = mouth(say(vowel(AH, 0.3), fricative(0.12), vowel(AH, 0.3)))
    assert seal(motion).max() < 0.3
    hissing, speaking = (
        [during(motion, name, *when).mean() for name in ("jawOpen", "mouthUpperUpLeft")]
        for when in ((0.67, 0.75), (0.45, 0.6))
    )
    assert hissing[0] < 0.6 * speaking[0]
    assert hissing[1] > speaking[1]


def test_the_mouth_leads_the_sound():
    sound = say(vowel(AH, 0.3), silence(0.6), vowel(AH, 0.3), silence(0.7), vowel(AH, 0.3))
    jaw = mouth(sound, fps=50.0).channel("jawOpen")
    envelope = np.sqrt((sound[: len(jaw) * 320].reshape(-1, 320) ** 2).mean(axis=1))
    shifts = range(-10, 11)
    match = [np.corrcoef(jaw, np.roll(envelope, -shift))[0, 1] for shift in shifts]
    assert 0.02 <= shifts[int(np.argmax(match))] / 50 <= 0.12


@pytest.mark.parametrize(
    "samples",
    [silence(3.0), silence(0.2), noise(4.0), noise(0.2), np.cumsum(noise(4.0)) * 0.01, []],
    ids=["silence", "short silence", "noise", "short noise", "rumble", "nothing"],
)
def test_silence_and_steady_noise_leave_the_mouth_closed(samples):
    assert not mouth(samples).expression.any()


def test_a_long_pause_closes_the_lips_and_keeps_them_quiet():
    sound = np.concatenate([TALK, silence(1.0), TALK])
    motion = mouth(sound + noise(len(sound) / RATE, 0.002))
    pause = (len(TALK) / RATE - 0.2, len(TALK) / RATE + 1.1)
    assert during(motion, "jawOpen", *pause).max() < 0.01
    assert np.ptp(during(motion, "mouthLowerDownLeft", *pause)) < 0.01


def test_a_short_pause_does_not_slam_the_lips_shut():
    motion = mouth(say(vowel(AH, 0.4), silence(0.18), vowel(AH, 0.4)))
    pause = during(motion, "jawOpen", 0.8, 0.98)
    assert pause.min() > 0.04


@pytest.mark.parametrize("gain_db", [-30, 30])
def test_the_gain_of_the_microphone_does_not_matter(gain_db):
    usual, other = mouth(TALK), mouth(TALK * 10 ** (gain_db / 20))
    assert np.allclose(usual.expression, other.expression, atol=1e-3)


def test_noise_below_the_voice_changes_the_jaw_little():
    clean = mouth(TALK).channel("jawOpen")
    noisy = mouth(TALK + noise(len(TALK) / RATE, 0.005)).channel("jawOpen")
    assert np.corrcoef(clean, noisy)[0, 1] > 0.9


def test_the_jaw_stays_in_the_range_of_conversation():
    jaw = mouth(TALK).channel("jawOpen")
    assert 0.25 < np.percentile(jaw, 98) < 0.5


def test_the_mouth_does_not_boil():
    for name in ("jawOpen", "mouthPucker", "mouthStretchLeft", "mouthLowerDownLeft"):
        track = mouth(TALK, fps=50.0).channel(name)
        assert np.abs(np.diff(track)).max() * 50 < 8.0  # per second: from 0 to 1 in an eighth


@pytest.mark.parametrize("samples", [vowel(AH, 0.2), TALK[8000:30000]], ids=["short", "cut"])
def test_the_mouth_begins_and_ends_at_the_photo(samples):
    motion = mouth(samples)
    assert not motion.expression[[0, -1]].any()


def test_a_fifth_of_a_second_of_voice_moves_the_mouth():
    motion = mouth(vowel(AH, 0.2))
    assert len(motion) == 5
    assert motion.channel("jawOpen").max() > 0.1


def test_clipped_sound_still_moves_the_mouth():
    motion = mouth(np.clip(TALK * 100, -1, 1))
    assert motion.channel("jawOpen").max() > 0.2


def test_reversed_speech_closes_at_the_other_end():
    sound = np.concatenate([silence(0.4), vowel(AH, 0.5), silence(2.0)])
    forth, back = mouth(sound), mouth(sound[::-1])
    peaks = [np.argmax(motion.channel("jawOpen")) / len(forth) for motion in (forth, back)]
    assert peaks[0] < 0.35
    assert peaks[1] > 0.65


def test_only_the_mouth_is_filled():
    motion = mouth(TALK)
    assert all(name.startswith(MOUTH) for name in motion.basis if motion.channel(name).any())
    assert not any(
        getattr(motion, name).any()
        for name in ("rotation", "translation", "blink", "gaze", "neutral", "breath")
    )


@pytest.mark.parametrize("settings", [{"mouth": 2.0}, {"mouth": 2.0, "expression": 2.0}])
def test_coefficients_stay_between_nothing_and_all(settings):
    expression = mouth(TALK, **settings).expression
    assert expression.min() >= 0
    assert expression.max() <= 1


def test_mouth_at_zero_is_exactly_still():
    assert not mouth(TALK, mouth=0.0).expression.any()


def test_the_mouth_slider_scales_the_opening():
    half, full = (mouth(TALK, mouth=amount).channel("jawOpen") for amount in (0.5, 1.0))
    assert np.allclose(2 * half, full)


def test_the_expression_slider_scales_the_shapes_and_not_the_opening():
    plain, shaped = mouth(TALK, expression=0.0), mouth(TALK, expression=1.0)
    assert np.array_equal(plain.channel("jawOpen"), shaped.channel("jawOpen"))
    assert not plain.channel("mouthPucker").any()
    assert shaped.channel("mouthPucker").any()


def test_speech_is_heard_much_faster_than_it_is_spoken():
    import time

    sound = Sound(np.tile(TALK, 10).astype(np.float32))
    prosody = Prosody.of(sound, 25.0)
    started = time.process_time()
    mouth_from_audio(sound, prosody, MotionSettings())
    assert time.process_time() - started < 0.05 * sound.duration
