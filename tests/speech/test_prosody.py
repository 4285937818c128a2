from dataclasses import dataclass

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter1d
from scipy.signal import istft, lfilter, stft

from real3d.speech.prosody import Prosody, _measure, motion_frames


@dataclass(frozen=True)
class Sound:
    samples: np.ndarray

    @property
    def duration(self):
        return len(self.samples) / 16000


def seconds(amount):
    return np.arange(round(amount * 16000)) / 16000


def tone(length, pitch=140.0):
    """A harmonic tone with a vowel's slope."""
    time = seconds(length)
    return sum(np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 20)) * 0.2


def syllables(count, rate=4.0, loud=()):
    """Tones that swell and fade; those whose number is in `loud` are stressed."""
    time = seconds(1 / rate)
    swell = np.sin(np.pi * time * rate) ** 2
    each = [
        (2.5 if k in loud else 1.0) * swell * tone(1 / rate, 170 if k in loud else 140)
        for k in range(count)
    ]
    return np.concatenate(each)


def pulses(length, pitch):
    """A voice as the glottis gives it: pulses of uneven distance and height, through a vowel."""
    rng = np.random.default_rng(0)
    periods = np.cumsum((1 + 0.01 * rng.standard_normal(int(length * pitch) - 1)) / pitch)
    train = np.zeros(round(length * 16000))
    train[(periods[periods < length - 0.01] * 16000).astype(int)] = 1.0
    train[(periods[1::2] * 16000).astype(int)[: len(periods) // 2 - 1]] *= 1.1
    for formant, width in ((600, 80), (1100, 90), (2500, 150)):
        radius = np.exp(-np.pi * width / 16000)
        turn = 2 * radius * np.cos(2 * np.pi * formant / 16000)
        train = lfilter([1 - radius], [1, -turn, radius**2], train)
    return 0.3 * train / np.abs(train).max()


def silence(length):
    return np.zeros(round(length * 16000))


def noise(length, level=0.02, seed=0):
    return level * np.random.default_rng(seed).standard_normal(round(length * 16000))


def measure(samples, fps=25.0):
    return Prosody.of(Sound(np.asarray(samples, dtype=np.float32)), fps)


SENTENCES = np.concatenate([silence(0.5), syllables(8), silence(1.0), syllables(6), silence(0.5)])


@pytest.mark.parametrize("fps", [10.0, 24.0, 25.0, 29.97, 60.0])
@pytest.mark.parametrize("length", [0.0, 0.001, 0.2, 1.0, 3.3])
def test_the_rhythm_is_as_long_as_the_sound(length, fps):
    prosody = measure(noise(length), fps)
    assert len(prosody) == max(1, int(np.ceil(round(length * fps, 6))))
    assert prosody.loudness.shape == prosody.voice.shape


def test_a_fifth_of_a_second_is_five_frames():
    assert motion_frames(0.2, 25.0) == 5
    assert motion_frames(0.2001, 25.0) == 6


@pytest.mark.parametrize(
    "samples",
    [
        silence(2.0),
        silence(0.2),
        noise(4.0),
        noise(0.2),
        np.cumsum(noise(4.0)) * 0.01,
        np.concatenate([silence(1.0), noise(20.0), silence(1.0)]),
        [],
    ],
    ids=["silence", "short silence", "noise", "short noise", "rumble", "padded noise", "nothing"],
)
def test_silence_and_noise_are_not_speech(samples):
    prosody = measure(samples)
    assert not prosody.voice.any()
    assert not prosody.loudness.any()
    assert not len(prosody.accent_times)
    assert not len(prosody.phrase_starts)


def test_speech_and_pauses_are_told_apart():
    prosody = measure(SENTENCES)
    time = (np.arange(len(prosody)) + 0.5) / 25
    spoken = ((time > 0.6) & (time < 2.4)) | ((time > 3.6) & (time < 4.9))
    pause = (time < 0.4) | ((time > 2.7) & (time < 3.4)) | (time > 5.2)
    assert prosody.voice[spoken].min() > 0.9
    assert prosody.voice[pause].max() < 0.05
    assert prosody.loudness[pause].max() < 0.05


def test_phrases_begin_and_end_with_the_voice():
    prosody = measure(SENTENCES)
    assert prosody.phrase_starts == pytest.approx([0.5, 3.5], abs=0.06)
    assert prosody.phrase_ends == pytest.approx([2.5, 5.0], abs=0.06)


def test_steady_noise_below_the_voice_changes_little():
    clean, noisy = measure(SENTENCES), measure(SENTENCES + noise(5.5, 0.005))
    assert noisy.phrase_starts == pytest.approx(clean.phrase_starts, abs=0.1)
    assert noisy.phrase_ends == pytest.approx(clean.phrase_ends, abs=0.1)
    assert np.corrcoef(clean.loudness, noisy.loudness)[0, 1] > 0.95


@pytest.mark.parametrize("gain_db", [-30, 30])
def test_the_gain_of_the_microphone_does_not_matter(gain_db):
    usual, other = measure(SENTENCES), measure(SENTENCES * 10 ** (gain_db / 20))
    assert np.allclose(usual.voice, other.voice)
    assert np.allclose(usual.loudness, other.loudness, atol=1e-4)
    assert np.array_equal(usual.accent_times, other.accent_times)


def test_stressed_syllables_are_accents():
    stressed = [2, 6, 10]
    prosody = measure(np.concatenate([silence(0.4), syllables(13, loud=stressed), silence(0.4)]))
    strong = prosody.accent_times[prosody.accent_strengths > 0.5]
    assert strong == pytest.approx([0.4 + (k + 0.5) / 4 for k in stressed], abs=0.08)


@pytest.mark.parametrize("pitch", [90, 140, 200, 260, 330])
def test_the_pitch_of_an_uneven_voice_does_not_fall_an_octave(pitch):
    heard = _measure(pulses(2.0, pitch).astype(np.float32))
    assert np.mean(np.abs(np.log2(heard.pitch[5:-5] / pitch)) < 0.3) > 0.8


def test_strengths_are_shares():
    strengths = measure(SENTENCES).accent_strengths
    assert (strengths >= 0).all()
    assert (strengths <= 1).all()


def test_a_short_vowel_alone_is_speech(speech):
    (start, end), *_ = speech.spans("ɔ")
    assert measure(speech.samples[int(16000 * start) : int(16000 * end)]).voice.mean() > 0.7


def test_whispering_is_speech(speech):
    _, _, spectrum = stft(speech.samples, nperseg=400)
    _, _, hiss = stft(noise(speech.duration, 1.0), nperseg=400)
    _, whisper = istft(hiss * gaussian_filter1d(np.abs(spectrum), 4, axis=0), nperseg=400)
    prosody = measure(whisper + 1e-4 * noise(len(whisper) / 16000))
    assert len(prosody.phrase_starts) >= 1
    assert prosody.voice[20:50].mean() > 0.7
    assert prosody.voice[:8].max() < 0.05


def test_music_is_not_speech():
    time = seconds(8.0)
    steps = np.random.default_rng(0).choice([0, 2, 4, 5, 7, 9, 12], size=(16, 3))
    hertz = np.repeat(220 * 2 ** (steps / 12), len(time) // 16, axis=0)
    music = np.sin(2 * np.pi * np.cumsum(hertz, axis=0) / 16000).sum(axis=1)
    beat = np.exp(-8 * (time % 0.5)) * (0.3 * music + noise(8.0, 0.2))
    assert measure(beat).voice.mean() < 0.05


def test_a_click_between_sentences_is_not_speech():
    clicked = SENTENCES.copy()
    clicked[48000:48080] = 0.5
    time = (np.arange(138) + 0.5) / 25
    assert measure(clicked).voice[(time > 2.8) & (time < 3.3)].max() < 0.05


def test_digital_silence_does_not_hide_the_noise_of_the_room():
    room = noise(4.5, 0.005)
    room[8000:56000] += syllables(12)
    prosody = measure(np.concatenate([silence(3.0), room]))
    assert len(prosody.phrase_starts) == 1
    assert prosody.phrase_starts[0] == pytest.approx(3.5, abs=0.1)


def test_clipped_sound_is_still_understood(speech):
    usual, clipped = measure(speech.samples), measure(np.clip(speech.samples * 10, -1, 1))
    assert np.isfinite(clipped.loudness).all()
    assert clipped.phrase_starts[0] == pytest.approx(usual.phrase_starts[0], abs=0.1)
    assert clipped.phrase_ends[-1] == pytest.approx(usual.phrase_ends[-1], abs=0.2)


def test_memory_stays_small_for_a_long_recording():
    import tracemalloc

    sound = Sound(np.tile(SENTENCES, 22).astype(np.float32))
    tracemalloc.start()
    Prosody.of(sound, 25.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50e6
