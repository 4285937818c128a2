import numpy as np
import pytest

from real3d.mesh.visemes import (
    commanded_gap,
    mouth_from_articulation,
    mouth_from_audio,
)
from real3d.motion.settings import MotionSettings
from real3d.motion.track import MIN_JAW
from real3d.portrait.landmarks import MOUTH_CORNERS, OUTER_EYE_CORNERS
from real3d.speech.prosody import Prosody
from tests.support.articulations import AH, EE, OO, REST, F, M, W, articulation
from tests.support.mouth_width import commanded_width
from tests.support.spoken import Sound

MOUTH = ("jaw", "mouth", "tongue")


def shape(*parts, fps=25.0, **settings):
    said = articulation(*parts)
    prosody = Prosody.silent(int(np.ceil(len(said) / 50 * fps)), fps)
    return mouth_from_articulation(said, prosody, MotionSettings(fps=fps, **settings))


def mouth(samples, **settings):
    settings = MotionSettings(**settings)
    sound = Sound(np.asarray(samples, dtype=np.float32))
    return mouth_from_audio(sound, Prosody.of(sound, settings.fps), settings)


def during(motion, track, start, end):
    time = (np.arange(len(motion)) + 0.5) / motion.fps
    values = motion.channel(track) if isinstance(track, str) else track
    return values[(time >= start) & (time <= end)]


def seal(motion):
    return motion.channel("mouthClose") / np.maximum(motion.channel("jawOpen"), MIN_JAW)


def test_a_mouth_that_hears_a_voice_speaks_and_one_that_hears_a_hum_does_not(speech):
    settings = MotionSettings()
    hum = np.sin(np.arange(32000, dtype=np.float32) * 0.05)
    for sound, speaks in ((speech, True), (Sound(hum), False)):
        assert mouth_from_audio(sound, Prosody.of(sound, 25.0), settings).speaks == speaks


def test_ah_opens_the_mouth_more_than_ee_and_oo():
    motion = shape((REST, 0.5), (AH, 0.4), (EE, 0.4), (OO, 0.4), (REST, 0.5))
    ah, ee, oo = (
        during(motion, commanded_gap(motion), t, t + 0.15).mean() for t in (0.6, 1.0, 1.4)
    )
    assert ah > 1.4 * ee
    assert ah > 2.0 * oo
    assert 0.1 < ah < 0.35


def test_oo_rounds_the_lips_and_ee_spreads_them():
    motion = shape((REST, 0.5), (AH, 0.4), (EE, 0.4), (OO, 0.4), (REST, 0.5))
    pucker, stretch = (
        [during(motion, name, t, t + 0.15).mean() for t in (0.6, 1.0, 1.4)]
        for name in ("mouthPucker", "mouthStretchLeft")
    )
    assert np.argmax(pucker) == 2
    assert pucker[2] > 0.4
    assert np.argmax(stretch) == 1
    assert stretch[1] > 0.3


@pytest.mark.parametrize("fps", [10.0, 24.0, 25.0, 60.0])
@pytest.mark.parametrize("seconds", [0.02, 0.06])
def test_lips_are_seen_closed_in_an_m_however_short(fps, seconds):
    motion = shape((REST, 0.4), (AH, 0.41), (M, seconds), (AH, 0.4), (REST, 0.4), fps=fps)
    frames = (np.arange(len(motion)) + 0.5) / fps
    between = (frames > 0.6) & (frames < 1.0)
    assert commanded_gap(motion)[between].min() < 0.004
    assert seal(motion)[between].max() > 0.97


def test_lip_and_teeth_nearly_touch_in_an_f():
    motion = shape((REST, 0.4), (AH, 0.4), (F, 0.08), (AH, 0.4), (REST, 0.4))
    f = (0.76, 0.86)
    assert during(motion, commanded_gap(motion), *f).min() < 0.05
    assert during(motion, "mouthRollLower", *f).max() > 0.4
    assert during(motion, "mouthRollLower", 0.5, 0.7).max() < 0.1


def test_the_lips_of_a_w_all_but_touch():
    motion = shape((REST, 0.4), (EE, 0.4), (W, 0.06), (EE, 0.4), (REST, 0.4))
    assert during(motion, commanded_gap(motion), 0.7, 0.9).min() < 0.03
    assert during(motion, commanded_gap(motion), 0.5, 0.65).min() > 0.06


def test_the_commanded_width_is_what_the_rig_makes(astronaut_avatar):
    motion = shape((REST, 0.5), (AH, 0.4), (EE, 0.4), (OO, 0.4), (REST, 0.5))
    rig, commanded = astronaut_avatar.rig, commanded_width(motion)

    def width(frame):
        face = rig.pose_landmarks(
            motion.expression[frame], motion.blink[frame], motion.gaze[frame], 1.0, 0.0
        )
        eyes, mouth = (face[pair[0]] - face[pair[1]] for pair in (OUTER_EYE_CORNERS, MOUTH_CORNERS))
        return np.linalg.norm(mouth) / np.linalg.norm(eyes)

    frames = np.arange(0, len(motion), 4)
    made = np.array([width(frame) for frame in frames])
    np.testing.assert_allclose(made - made[0], commanded[frames], atol=0.012)
    ee, oo = (during(motion, commanded, t, t + 0.15).mean() for t in (1.0, 1.4))
    assert ee - oo > 0.08


def test_the_jaw_follows_quick_syllables_less_than_the_lips_do():
    slow, quick = (
        shape((REST, 0.6), *[(AH, 0.4 / n), (EE, 0.4 / n)] * n, (REST, 0.6), fps=50.0)
        for n in (1, 4)
    )
    ranges = [
        np.ptp(during(quick, track(quick), 0.7, 1.2)) / np.ptp(during(slow, track(slow), 0.7, 1.2))
        for track in (lambda motion: motion.channel("jawOpen"), commanded_gap)
    ]
    assert ranges[0] < 0.7 * ranges[1]


def test_the_mouth_slider_scales_the_opening():
    half, full = (
        shape((REST, 0.5), (AH, 0.5), (REST, 0.5), mouth=m).channel("jawOpen") for m in (0.5, 1.0)
    )
    assert np.allclose(2 * half, full)


def test_the_articulation_slider_scales_the_shapes_and_not_the_opening():
    parts = (REST, 0.5), (OO, 0.5), (AH, 0.3), (EE, 0.5), (REST, 0.5)
    plain, shaped = shape(*parts, articulation=0.0), shape(*parts, articulation=1.0)
    assert np.allclose(commanded_gap(plain), commanded_gap(shaped), atol=0.01)
    assert not plain.channel("mouthPucker").any()
    assert not plain.channel("mouthStretchLeft").any()
    assert shaped.channel("mouthPucker").any()


@pytest.mark.parametrize("settings", [{"mouth": 2.0}, {"mouth": 2.0, "articulation": 2.0}])
def test_coefficients_stay_between_nothing_and_all(speech, settings):
    expression = mouth(speech.samples, **settings).expression
    assert expression.min() >= 0
    assert expression.max() <= 1


def test_mouth_at_zero_is_exactly_still(speech):
    assert not mouth(speech.samples, mouth=0.0).expression.any()


def test_only_the_mouth_is_filled(speech):
    motion = mouth(speech.samples)
    assert all(name.startswith(MOUTH) for name in motion.basis if motion.channel(name).any())
    assert not any(
        getattr(motion, name).any()
        for name in ("rotation", "translation", "blink", "gaze", "neutral", "breath")
    )


def test_the_mouth_begins_and_ends_at_the_photo(speech):
    motion = mouth(speech.samples[16000:40000])
    assert not motion.expression[[0, -1]].any()


def test_every_p_b_and_m_of_a_sentence_is_seen(speech):
    motion = mouth(speech.samples)
    closed = [
        during(motion, commanded_gap(motion), start - 0.09, end + 0.03).min() < 0.01
        for start, end in speech.spans("pbm")
    ]
    assert np.mean(closed) >= 0.85


def test_the_mouth_of_a_conversation_opens_as_real_ones_do(speech):
    motion = mouth(speech.samples)
    gap = during(motion, commanded_gap(motion), 0.6, speech.duration - 0.6)
    gap = gap[gap > 0.02]  # the sentence is full of closures
    assert 0.05 < np.median(gap) < 0.12
    assert 0.12 < np.percentile(gap, 95) < 0.26


def test_the_mouth_does_not_boil(speech):
    for name in ("jawOpen", "mouthPucker", "mouthStretchLeft"):
        track = mouth(speech.samples, fps=50.0).channel(name)
        assert np.abs(np.diff(track)).max() * 50 < 8.0  # per second: from 0 to 1 in an eighth


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(3 * 16000),
        np.zeros(3200),
        0.02 * np.random.default_rng(1).standard_normal(4 * 16000),
        np.zeros(0),
    ],
    ids=["silence", "short silence", "noise", "nothing"],
)
def test_silence_and_noise_leave_the_mouth_closed(samples):
    assert commanded_gap(mouth(samples)).max() < 1e-3


@pytest.mark.parametrize("fps", [10.0, 25.0, 60.0])
def test_a_motion_is_as_long_as_the_sound(speech, fps):
    assert len(mouth(speech.samples, fps=fps)) == int(np.ceil(round(speech.duration * fps, 6)))
