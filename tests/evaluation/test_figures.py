from dataclasses import replace

import numpy as np
import pytest

from real3d.evaluation.figures import FIGURES, blinks, measure, silence
from real3d.evaluation.human_range import HUMAN_RANGES
from real3d.evaluation.performance import RATE, Performance
from real3d.portrait.landmarks import LANDMARK_COUNT
from real3d.speech.prosody import Prosody

SECONDS = 60
STEPS = int(SECONDS * RATE)
TIME = np.arange(STEPS) / RATE


def performance(**tracks):
    """A face that does nothing, but for the tracks that are given."""
    still = {
        "rotation": np.zeros((STEPS, 3)),
        "translation": np.zeros((STEPS, 2)),
        "brow": np.full(STEPS, 0.2),
        "lids": np.full(STEPS, 0.3),
        "gaze": np.zeros((STEPS, 2)),
        "lip_gap": np.zeros(STEPS),
        "points": np.zeros((STEPS, 12, 2)),
        "landmarks": np.zeros((STEPS, LANDMARK_COUNT, 2)),
        "volume": np.zeros(STEPS),
        "flicker": np.zeros(STEPS),
        "prosody": None,
        "frame_size": (1.0, 1.0),
        "frames_without_face": 0,
    }
    return Performance(**{**still, **tracks})


def turning(amplitude_deg, hz, axis=1):
    rotation = np.zeros((STEPS, 3))
    rotation[:, axis] = np.radians(amplitude_deg) * np.sin(2 * np.pi * hz * TIME)
    return rotation


def speech(loudness=None, accents=()):
    voice = np.ones(STEPS) if loudness is None else (loudness > 0).astype(float)
    accents = np.asarray(accents, dtype=float)
    level = voice if loudness is None else loudness
    none = np.empty(0)
    return Prosody(RATE, voice, level, accents, np.ones(len(accents)), none, none)


def bumps(times, width_s):
    return sum(np.exp(-0.5 * ((TIME - t) / width_s) ** 2) for t in times)


def with_blinks(times, depth=0.8):
    lids = np.full(STEPS, 0.3)
    for time in times:
        falling = np.clip((TIME - time) / 0.1 + 1, 0, 1)
        rising = np.clip(1 - (TIME - time - 0.04) / 0.25, 0, 1)
        lids = np.minimum(lids, 0.3 * (1 - depth * np.minimum(falling, rising)))
    return performance(lids=lids)


def test_every_figure_has_a_human_range_in_order():
    assert {figure.key for figure in FIGURES} == set(HUMAN_RANGES)
    assert all(r.low <= r.median <= r.high and r.source for r in HUMAN_RANGES.values())


def test_a_swinging_head_is_measured_as_it_swings():
    found = measure(performance(rotation=turning(5.0, 0.5)))
    assert found["yaw_deviation"] == pytest.approx(5 / np.sqrt(2), rel=0.05)
    assert found["yaw_speed"] == pytest.approx(5 * 4 * 0.5, rel=0.05)
    assert found["head_tempo"] == pytest.approx(0.5, abs=0.1)
    assert found["pitch_deviation"] == found["roll_deviation"] == 0
    assert found["head_still"] < 20


def test_a_still_head_is_still_all_the_time():
    found = measure(performance())
    assert found["head_still"] == 100
    assert found["head_tempo"] is None
    assert found["jerk"] == found["blink_rate"] == 0
    assert found["brow_deviation"] == pytest.approx(0)


def test_without_sound_nothing_is_said_about_the_voice():
    found = measure(performance())
    about_voice = {"speed_with_loudness", "nods_with_accents", "brow_raises_per_stress"}
    assert all(found[key] is None for key in {*about_voice, "silent_lips"})


def test_a_head_that_moves_when_it_is_loud_is_coupled_to_the_voice():
    loudness = np.clip(np.sin(2 * np.pi * 0.2 * TIME), 0, 1)
    rotation = np.zeros((STEPS, 3))
    rotation[:, 1] = 0.1 * np.sin(np.cumsum(loudness) / RATE * 4)
    found = measure(performance(rotation=rotation, prosody=speech(loudness)))
    assert found["speed_with_loudness"] > 0.6


def test_nods_on_stresses_are_told_from_nods_beside_them():
    accents = np.arange(1.2, SECONDS - 1, 1.7)
    found = []
    for late in (0.0, 0.85):
        rotation = np.zeros((STEPS, 3))
        rotation[:, 0] = -np.radians(3) * bumps(accents + late, 0.12)
        video = performance(rotation=rotation, prosody=speech(accents=accents))
        found.append(measure(video)["nods_with_accents"])
    assert found[0] > 0.8
    assert found[1] < 0.3


def test_brow_raises_are_counted_and_matched_with_stresses():
    accents = np.arange(2.0, 58.0, 4.0)
    brow = 0.2 + 0.03 * bumps(accents[::2], 0.2)
    found = measure(performance(brow=brow, prosody=speech(accents=accents)))
    assert found["brow_raises"] == pytest.approx(len(accents[::2]))
    assert found["brow_raises_per_stress"] == pytest.approx(50, abs=4)


def test_brows_that_only_follow_the_lids_are_no_raises():
    times = np.arange(2.0, 58.0, 3.0)
    blinking = replace(with_blinks(times), brow=0.2 + 0.03 * bumps(times, 0.05))
    assert measure(blinking)["brow_raises"] == 0


def test_blinks_are_found_with_their_times():
    times = np.cumsum([2.0, 3.1, 1.4, 5.0, 2.2, 4.1, 1.9, 6.3, 2.8, 3.3])
    found = measure(video := with_blinks(times))
    assert np.allclose(blinks(video).times, times, atol=0.06)
    assert found["blink_rate"] == pytest.approx(10)
    assert 60 < found["blink_closing"] < 120
    assert 150 < found["blink_opening"] < 300
    assert found["blink_closure"] == pytest.approx(80, abs=8)


def test_a_clockwork_of_blinks_is_told_from_a_living_one():
    rng = np.random.default_rng(0)
    alive = 1 + np.cumsum(2.7 * np.exp(0.55 * rng.standard_normal(16)))
    assert measure(with_blinks(np.arange(2, 58, 3.0)))["blink_irregularity"] < 0.05
    assert measure(with_blinks(alive[alive < 58]))["blink_irregularity"] > 0.3


def test_looking_down_for_a_second_is_no_blink():
    lids = np.where((TIME % 6 > 4) & (TIME % 6 < 5.2), 0.17, 0.3)
    assert measure(performance(lids=lids))["blink_rate"] == 0


def test_saccades_are_jumps_and_slow_turns_are_not():
    jumping = np.zeros((STEPS, 2))
    jumping[:, 0] = np.radians(5) * (TIME % 2 > 1)
    drifting = np.zeros((STEPS, 2))
    drifting[:, 0] = np.radians(5) * np.sin(2 * np.pi * 0.3 * TIME)
    assert measure(performance(gaze=jumping))["saccades"] == pytest.approx(59, abs=2)
    assert measure(performance(gaze=drifting))["saccades"] == 0


def test_eyes_that_hold_their_aim_while_the_head_turns_do_not_jump():
    rotation = turning(8.0, 1.0)
    found = measure(performance(rotation=rotation, gaze=-rotation[:, [1, 0]]))
    assert found["saccades"] == 0
    assert found["on_camera"] == 100


def test_lips_count_as_silent_only_away_from_the_voice():
    loudness = np.where(TIME % 4 < 2, 1.0, 0.0)
    video = performance(prosody=speech(loudness), lip_gap=0.01 * np.sin(30 * TIME) * (loudness > 0))
    assert 0.3 < silence(video).mean() < 0.45
    assert measure(video)["silent_lips"] == 0
    trembling = replace(video, lip_gap=0.01 * np.sin(30 * TIME))
    assert measure(trembling)["silent_lips"] > 5
