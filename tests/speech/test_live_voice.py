"""A voice that is still speaking moves the mouth nearly as its whole recording does."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from real3d.media import read_audio
from real3d.mesh.visemes import commanded_gap, mouth_blendshapes, mouth_from_audio
from real3d.motion.settings import MotionSettings
from real3d.speech.live_voice import LiveVoice
from real3d.speech.mouth_shape import MouthShape
from real3d.speech.prosody import Prosody
from tests.support.spoken import Sound

RATE = 16000
VOICES = Path(__file__).parents[2] / "examples" / "voices"
SETTINGS = MotionSettings(fps=50)
LEAD = 2
"""Steps by which the mouth of a whole recording leads its sound."""


def mouths(samples, chunk=RATE):
    voice = LiveVoice()
    parts = [voice.push(samples[k : k + chunk]) for k in range(0, len(samples), chunk)]
    parts.append(voice.finish())
    return MouthShape(
        *(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(MouthShape))
    )


def gap(shape):
    return commanded_gap(mouth_blendshapes(shape, SETTINGS))


@pytest.fixture(scope="module", params=["welcome_woman", "evening_man"])
def audio(request):
    return read_audio(VOICES / f"{request.param}.flac")


def alike(whole, live, late):
    """Correlation of the live mouth with the whole recording's, so many steps after its lead."""
    delay = LEAD + late
    count = min(len(whole), len(live)) - delay
    return np.corrcoef(whole[:count], live[delay : delay + count])[0, 1]


def test_it_follows_the_mouth_of_the_whole_recording_one_step_late(audio):
    live = gap(mouths(audio.samples))
    prosody = Prosody.of(audio, SETTINGS.fps)
    whole = commanded_gap(mouth_from_audio(audio, prosody, SETTINGS))
    by_delay = [alike(whole, live, late) for late in range(4)]
    assert by_delay[1] > 0.8  # the whole one also prepares for what comes
    assert by_delay[1] > max(by_delay[0], by_delay[3])


def test_lips_meet_in_p_b_and_m_and_not_in_open_vowels(speech):
    mouth = mouths(speech.samples)
    times = (np.arange(len(mouth.contact)) - 0.5) / 50  # contacts are those of the step before

    def during(span, margin):
        return mouth.contact[(times > span[0] - margin) & (times < span[1] + margin)]

    closed = [during(span, 0.04).max() > 0.5 for span in speech.spans("pbm")]
    assert np.mean(closed) >= 0.85
    open_vowels = np.concatenate([during(span, -0.03) for span in speech.spans("ɑæaɔ")])
    assert (open_vowels > 0.5).mean() < 0.1


@pytest.mark.parametrize("chunk", [1, 400, 4801])
def test_a_voice_may_come_in_any_chunks(speech, chunk):
    samples = speech.samples[: RATE if chunk == 1 else None]
    one, other = mouths(samples), mouths(samples, chunk)
    for field in fields(MouthShape):
        assert np.allclose(getattr(one, field.name), getattr(other, field.name), atol=1e-4)


def test_later_sound_never_changes_earlier_mouths(speech):
    told, noise = LiveVoice(), np.random.default_rng(0).standard_normal(RATE).astype(np.float32)
    before = told.push(speech.samples[: 2 * RATE])
    whole = mouths(np.concatenate([speech.samples[: 2 * RATE], noise]))
    for field in fields(MouthShape):
        earlier = getattr(before, field.name)
        assert np.allclose(earlier, getattr(whole, field.name)[: len(earlier)], atol=1e-4)


def test_a_mouth_is_told_within_120_ms_of_the_middle_of_its_sound(speech):
    voice, told = LiveVoice(), 0
    for pushed in range(160, 160 * 300, 160):
        told += len(voice.push(speech.samples[pushed - 160 : pushed]).gap)
        waiting = (told + 0.5) / 50  # the middle of the first step that has not been told
        assert pushed / RATE - waiting < 0.12


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "noise after speech"])
def test_where_nobody_speaks_the_lips_are_shut(kind, speech):
    noise = 0.003 * np.random.default_rng(0).standard_normal(6 * RATE)
    sounds = {
        "silence": np.zeros(3 * RATE),
        "noise": noise,
        "hum": 0.1 * np.sin(2 * np.pi * 50 * np.arange(3 * RATE) / RATE),
        "noise after speech": np.concatenate([speech.samples, noise]),
    }
    live = gap(mouths(sounds[kind].astype(np.float32)))
    quiet = live if kind != "noise after speech" else live[-200:]
    assert quiet.max() < 0.005


def test_a_voice_that_is_over_leaves_no_step_out(audio):
    assert len(mouths(audio.samples).gap) == int(np.ceil(audio.duration * 50))
    assert len(mouths(Sound(np.zeros(0, np.float32)).samples).gap) == 0
