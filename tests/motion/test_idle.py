from dataclasses import fields

import numpy as np
import pytest

from real3d.motion.idle import expression_motion, head_motion
from real3d.motion.prosody import Prosody
from real3d.motion.settings import MotionSettings

FPS = 25.0


def talking(seconds, accents=(), strengths=None):
    """Speech in phrases of four seconds with pauses of one."""
    frames = int(seconds * FPS)
    time = np.arange(frames) / FPS
    voice = (time % 5.0 < 4.0).astype(float)
    starts = np.arange(0.0, seconds, 5.0)
    accents = np.asarray(accents, dtype=float)
    strengths = np.ones(len(accents)) if strengths is None else strengths
    return Prosody(FPS, voice, voice, accents, strengths, starts, starts + 4.0)


def head(prosody, seconds=300.0, seed=0, **settings):
    rng = np.random.default_rng(seed)
    return head_motion(prosody, int(seconds * FPS), MotionSettings(**settings), rng)


def face(prosody, seconds=300.0, seed=0, **settings):
    rng = np.random.default_rng(seed)
    return expression_motion(prosody, int(seconds * FPS), MotionSettings(**settings), rng)


def test_a_speaking_head_moves_as_far_as_a_human_one():
    pitch, yaw, roll = np.degrees(head(talking(300)).rotation).std(axis=0)
    assert 1.4 < pitch < 2.6
    assert 2.0 < yaw < 3.3
    assert 1.0 < roll < 2.0


def test_most_of_the_sway_is_slower_than_one_hertz_and_none_of_it_is_a_tremble():
    yaw = head(talking(300)).rotation[:, 1]
    power = np.abs(np.fft.rfft(yaw * np.hanning(len(yaw)))) ** 2
    frequency = np.fft.rfftfreq(len(yaw), 1 / FPS)
    assert power[frequency < 1].sum() > 0.85 * power.sum()
    assert power[frequency > 4].sum() < 0.005 * power.sum()


def test_the_sway_never_repeats():
    yaw = head(talking(300)).rotation[:, 1]
    yaw = yaw - yaw.mean()
    correlation = np.correlate(yaw, yaw, "full")[len(yaw) :] / (yaw @ yaw)
    assert correlation[int(5 * FPS) :].max() < 0.5


def test_a_silent_head_moves_less_but_is_never_quite_still():
    silent, speaking = head(None).rotation, head(talking(300)).rotation
    assert silent.std(axis=0)[1] < 0.8 * speaking.std(axis=0)[1]
    seconds = np.degrees(silent[25:-25, 1]).reshape(-1, 25)
    assert np.ptp(seconds, axis=1).min() > 0.01


@pytest.mark.parametrize("seconds", [0.04, 0.08, 0.2, 10.0])
def test_everything_begins_and_ends_at_the_photo(seconds):
    moved = head(talking(seconds), seconds)
    assert not any(getattr(moved, field.name)[[0, -1]].any() for field in fields(moved))
    assert not face(talking(seconds), seconds).expression[[0, -1]].any()


def test_the_head_sets_off_gently():
    for seed in range(10):
        speed = np.degrees(np.abs(np.diff(head(talking(20), 20.0, seed).rotation[:10], axis=0)))
        assert speed.max() < 0.8


def test_the_head_dips_on_stressed_syllables():
    accents = np.arange(2.0, 298.0, 2.0)
    with_stress, without = head(talking(300, accents)), head(talking(300))
    nods = np.degrees(with_stress.rotation[:, 0] - without.rotation[:, 0])
    lowest = np.array([nods[int((t - 0.5) * FPS) : int((t + 0.5) * FPS)].min() for t in accents])
    nodded = lowest < -0.5
    assert 0.35 < nodded.mean() < 0.75
    assert (lowest[nodded] < -1.0).all()
    assert (lowest[nodded] > -3.5).all()
    assert nods.max() < 1e-9
    for accent in accents[nodded]:
        around = nods[int((accent - 0.5) * FPS) : int((accent + 0.5) * FPS)]
        assert abs(np.argmin(around) / FPS - 0.5) < 0.1


def test_weak_stress_brings_fewer_nods():
    accents = np.arange(2.0, 298.0, 2.0)
    plain = head(talking(300)).rotation[:, 0]
    strong, weak = (
        np.abs(head(talking(300, accents, np.full(148, s))).rotation[:, 0] - plain).sum()
        for s in (1.0, 0.3)
    )
    assert weak < 0.5 * strong


def test_the_chest_breathes_about_fifteen_times_a_minute():
    breath = head(None).breath
    assert breath.min() >= 0
    assert 0.6 < breath.max() <= 1
    middle = breath - breath.mean()
    breaths = np.sum((middle[:-1] < 0) & (middle[1:] >= 0)) / 5
    assert 12 < breaths < 18


def test_brows_rise_with_some_stresses():
    accents = np.arange(2.0, 298.0, 2.0)
    brows = face(talking(300, accents)).channel("browInnerUp")
    peaks = np.array([brows[int(t * FPS)] for t in accents])
    assert 0.2 < np.mean(peaks > 0.18) < 0.6
    assert brows.max() < 0.7


def test_the_smile_is_faint_and_a_little_uneven():
    moved = face(talking(300))
    left, right = moved.channel("mouthSmileLeft"), moved.channel("mouthSmileRight")
    assert 0.02 < left.mean() < 0.15
    assert max(left.max(), right.max()) < 0.4
    assert np.abs(left - right).max() > 0.01


def test_the_expression_leaves_the_articulation_alone():
    moved = face(talking(300, [3.0, 6.0]))
    assert not any(
        moved.channel(name).any()
        for name in ("jawOpen", "mouthClose", "mouthPucker", "mouthFunnel")
    )


def test_amount_zero_is_exactly_still():
    moved = head(talking(20, [3.0]), 20.0, head=0.0)
    assert not any(getattr(moved, field.name).any() for field in fields(moved))
    assert not face(talking(20, [3.0]), 20.0, expression=0.0).expression.any()


def test_the_amount_scales_the_movement():
    once, twice = head(talking(20), 20.0), head(talking(20), 20.0, head=2.0)
    assert np.allclose(twice.rotation, 2 * once.rotation)
    assert twice.breath.max() <= 1


@pytest.mark.parametrize("fps", [10.0, 60.0])
def test_other_frame_rates_move_as_far(fps):
    rng, settings = np.random.default_rng(0), MotionSettings(fps=fps)
    yaw = head_motion(None, int(300 * fps), settings, rng).rotation[:, 1]
    assert 0.9 < np.degrees(yaw.std()) < 2.0
