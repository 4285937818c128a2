from dataclasses import fields, replace

import numpy as np
import pytest

from real3d.motion.idle import (
    BREATH_LIFT,
    HEAD_LIMIT,
    LEAN_LIMIT,
    LEAN_PER_YAW,
    expression_motion,
    head_motion,
)
from real3d.motion.settings import MotionSettings
from real3d.numerics.smoothing import smooth
from real3d.speech.prosody import Prosody

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
    assert 1.6 < pitch < 4.0
    assert 2.6 < yaw < 6.0
    assert 1.6 < roll < 3.4


def test_the_trunk_carries_a_speaking_head_by_about_a_centimetre():
    sideways, up, away = 90.0 * head(talking(300)).translation.std(axis=0)
    assert 7 < sideways < 16  # millimetres
    assert 4 < up < 12
    assert 7 < away < 18


def test_the_head_is_not_carried_further_than_its_neck_can_reach():
    most = LEAN_LIMIT + np.array([LEAN_PER_YAW * HEAD_LIMIT[1], BREATH_LIFT, 0.0])
    for seed in range(5):
        carried = np.abs(head(talking(60), 60.0, seed).translation).max(axis=0)
        assert (carried <= most).all()


def test_a_head_that_is_carried_sets_off_and_arrives_gently():
    for seed in range(10):
        carried = head(talking(20), 20.0, seed).translation
        speed = np.linalg.norm(np.diff(carried, axis=0), axis=1) * FPS
        assert np.percentile(speed, 95) < 1.0  # outer-eye-corner distances per second
        assert max(speed[:2].max(), speed[-2:].max()) < 0.1


def test_the_head_stays_within_what_one_photo_can_show():
    for seed in range(5):
        turned = np.abs(head(talking(60, np.arange(1.0, 59.0)), 60.0, seed).rotation).max(axis=0)
        assert (turned <= HEAD_LIMIT).all()


def test_most_of_the_sway_is_slower_than_one_hertz_and_none_of_it_is_a_tremble():
    yaw = head(talking(300)).rotation[:, 1]
    power = np.abs(np.fft.rfft(yaw * np.hanning(len(yaw)))) ** 2
    frequency = np.fft.rfftfreq(len(yaw), 1 / FPS)
    assert power[frequency < 1].sum() > 0.85 * power.sum()
    assert power[frequency > 4].sum() < 0.005 * power.sum()


@pytest.mark.parametrize("seed", range(4))
def test_the_sway_never_repeats(seed):
    for angle in head(talking(60), 60.0, seed).rotation.T:
        fast = angle - smooth(angle, 2 * FPS)
        correlation = np.correlate(fast, fast, "full")[len(fast) :] / (fast @ fast)
        assert correlation[int(3 * FPS) : int(30 * FPS)].max() < 0.5


def test_another_seed_moves_another_way():
    one, other = (head(talking(60), 60.0, seed).rotation[:, 1] for seed in (1, 2))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.5


def test_the_head_comes_to_rest_where_the_voice_does():
    for seed in range(4):
        moved = head(talking(60), 60.0, seed).rotation[30:-30]
        speed = np.degrees(np.linalg.norm(np.diff(moved, axis=0), axis=1)) * FPS
        time = (np.arange(len(speed)) + 30.5) / FPS
        pausing = (time % 5.0 > 4.3) & (time % 5.0 < 4.75)
        assert speed[pausing].mean() < 1.5
        assert speed[~pausing].mean() > 3 * speed[pausing].mean()


def test_the_head_hurries_through_loud_syllables():
    time = np.arange(int(60 * FPS)) / FPS
    loudness = 0.7 + 0.3 * np.sin(2 * np.pi * 0.7 * time)
    moved = head(replace(talking(60), voice=np.ones(len(time)), loudness=loudness), 60.0).rotation
    speed = np.linalg.norm(np.gradient(moved, axis=0), axis=1)
    assert np.corrcoef(speed[30:-30], loudness[30:-30])[0, 1] > 0.35


def test_a_voice_that_begins_late_finds_the_head_at_the_photo():
    prosody = talking(10)
    prosody = replace(
        prosody, voice=np.where(np.arange(250) < 100, 0.0, 1.0), phrase_starts=np.array([4.0])
    )
    turned = np.degrees(np.abs(head(replace(prosody, loudness=prosody.voice), 10.0).rotation))
    assert turned[:90].max() < 1.5
    assert turned[125:].max() > 1.5


def test_a_silent_head_moves_less_but_is_never_quite_still():
    silent, speaking = head(None).rotation, head(talking(300)).rotation
    assert silent.std(axis=0)[1] < 0.8 * speaking.std(axis=0)[1]
    seconds = np.degrees(silent[25:-25]).reshape(-1, 25, 3)
    assert np.ptp(seconds, axis=1).max(axis=1).min() > 0.01


@pytest.mark.parametrize("seconds", [0.04, 0.08, 0.2, 10.0])
def test_everything_begins_and_ends_at_the_photo(seconds):
    moved = head(talking(seconds), seconds)
    assert not any(getattr(moved, field.name)[[0, -1]].any() for field in fields(moved))
    assert not face(talking(seconds), seconds).expression[[0, -1]].any()


def test_the_head_sets_off_gently():
    for seed in range(10):
        speed = np.degrees(np.abs(np.diff(head(talking(20), 20.0, seed).rotation[:10], axis=0)))
        assert speed.max() < 0.8


def around_accents(accents, strength=1.0):
    """[A, 1 s] pitch in degrees around every stress."""
    strengths = np.full(len(accents), strength)
    pitch = np.degrees(head(talking(300, accents, strengths)).rotation[:, 0])
    return np.array([pitch[int((t - 0.5) * FPS) : int((t + 0.5) * FPS)] for t in accents])


def test_the_head_dips_on_stressed_syllables():
    mean = around_accents(np.arange(2.0, 298.0, 2.0)).mean(axis=0)
    dip = mean[[0, -1]].mean() - mean.min()
    assert 0.3 < dip < 2.0
    assert abs(np.argmin(mean) / FPS - 0.5) < 0.12


def test_weak_stress_brings_fewer_nods():
    accents = np.arange(2.0, 298.0, 2.0)
    strong, weak = (around_accents(accents, strength).mean(axis=0) for strength in (1.0, 0.3))
    assert np.ptp(weak) < 0.6 * np.ptp(strong)


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
    assert 0.3 < np.mean(peaks > 0.3) < 0.7
    assert brows.max() < 1.0


def test_brows_never_rise_with_every_stress_of_a_stretch_nor_with_none():
    accents = np.arange(2.0, 298.0, 2.0)
    for seed in range(4):
        brows = face(talking(300, accents), seed=seed).channel("browInnerUp")
        risen = np.array([brows[int(t * FPS)] > 0.3 for t in accents])
        shares = np.convolve(risen, np.ones(12) / 12, "valid")
        assert shares.min() > 0.1
        assert shares.max() < 0.9


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
    frames = int(300 * fps)
    voice = np.ones(frames)
    prosody = replace(Prosody.silent(frames, fps), voice=voice, loudness=voice)
    yaw = head_motion(prosody, frames, settings, rng).rotation[:, 1]
    assert 2.0 < np.degrees(yaw.std()) < 4.6
