from dataclasses import replace

import numpy as np
import pytest

from real3d.evaluation.performance import RATE
from real3d.evaluation.theval import (
    SCORES,
    eyebrow_dynamics,
    head_motion_dynamics,
    lip_dynamics,
    lip_sync,
    silent_lip_stability,
)
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    RIGHT_BROW,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)
from real3d.portrait.mean_face import mean_face
from tests.evaluation.test_figures import STEPS, TIME, performance, speech

IOD = 0.25
"""Outer eye corners of the synthetic faces, in picture sides."""


def faces(moved=None, **tracks):
    """The mean face in every frame, moved by [T, 478, 2] picture sides."""
    rest = 0.5 + IOD * mean_face()[:, :2]
    landmarks = np.repeat(rest[None], STEPS, axis=0)
    return performance(landmarks=landmarks if moved is None else landmarks + moved, **tracks)


def shift(points, way):
    """[T, 478, 2] in which some landmarks go a way [T, 2]."""
    moved = np.zeros((STEPS, 478, 2))
    moved[:, list(points)] = way[:, None]
    return moved


def down(track):
    return np.stack([np.zeros(STEPS), track], axis=1)


def openings(track):
    """Lips whose inner and outer lower edges go down by [T] picture sides."""
    corners = {*UPPER_LIP_INNER, *UPPER_LIP_OUTER}
    lower = [point for point in (*LOWER_LIP_INNER, *LOWER_LIP_OUTER) if point not in corners]
    return shift(lower, down(track))


def test_real_videos_score_one_and_stillness_nothing():
    for each in SCORES:
        assert each.score(each.real) == 1
        assert each.score(0.0) == 0
        assert each.score(2 * each.real) == pytest.approx(0)


def test_a_still_face_has_no_dynamics():
    still = faces(prosody=speech(np.zeros(STEPS)))
    for each in (lip_dynamics, head_motion_dynamics, eyebrow_dynamics, silent_lip_stability):
        assert each(still) == pytest.approx(0, abs=1e-9)


def test_the_way_of_a_head_is_told_in_pixels_of_512():
    swing = 10 * np.sqrt(2) / 512 * np.sin(2 * np.pi * 0.5 * TIME)
    swung = faces(shift(range(478), np.stack([swing, swing], axis=1)))
    assert head_motion_dynamics(swung) == pytest.approx(10, rel=0.01)
    assert lip_dynamics(swung) == pytest.approx(0, abs=1e-6)
    assert eyebrow_dynamics(swung) == pytest.approx(0, abs=1e-6)


def test_a_tremble_of_the_head_counts_though_it_goes_nowhere():
    rotation = np.zeros((STEPS, 3))
    rotation[:, 1] = np.radians(6.0) * (-1.0) ** np.arange(STEPS)
    # One angle of three: a standard deviation of 2 degrees, a variance of change of 48.
    assert head_motion_dynamics(faces(rotation=rotation)) == pytest.approx(np.sqrt(96), rel=0.01)


def test_brows_are_measured_by_their_change_in_eye_distances():
    half = IOD * 0.01 * (np.arange(STEPS) % 2)
    raised = faces(shift([*LEFT_BROW, *RIGHT_BROW], down(-half)))
    eyes = np.linalg.norm(np.diff(mean_face()[[33, 263], :2], axis=0))
    # Middles of the eyes are nearer to each other than the outer corners.
    assert 0.01 * eyes < eyebrow_dynamics(raised) < 0.02 * eyes


def test_lips_that_open_further_have_more_dynamics():
    wave = 0.5 + 0.5 * np.sin(2 * np.pi * 3.0 * TIME)
    little, much = (lip_dynamics(faces(openings(IOD * far * wave))) for far in (0.05, 0.15))
    assert 2 * little < much < 5 * little
    assert 0.1 < little < 256 * IOD * 0.05


def test_the_lips_of_a_wide_picture_are_stretched_to_a_square():
    wave = faces(openings(IOD * 0.1 * (0.5 + 0.5 * np.sin(2 * np.pi * 3.0 * TIME))))
    assert lip_dynamics(replace(wave, frame_size=(1.0, 0.5))) > 1.5 * lip_dynamics(wave)


def test_lips_that_move_in_silence_are_found_out():
    pauses = np.where(TIME % 4.0 < 2.0, 1.0, 0.0)
    wave = 0.05 * np.sin(2 * np.pi * 3.0 * TIME)
    still, moving = (wave * (share * (pauses == 0) + (pauses > 0)) for share in (0.0, 1.0))
    said = speech(pauses)
    assert silent_lip_stability(faces(openings(IOD * (0.1 + still)), prosody=said)) < 1e-9
    assert silent_lip_stability(faces(openings(IOD * (0.1 + moving)), prosody=said)) > 0.02


def test_gaps_between_words_are_no_silence():
    gaps = np.where(np.arange(STEPS) % 10 < 0.2 * RATE, 0.0, 1.0)
    assert silent_lip_stability(faces(prosody=speech(gaps))) is None


def test_lips_in_step_with_the_volume_differ_from_it_by_nothing():
    volume = 0.5 + 0.5 * np.sin(2 * np.pi * 2.0 * TIME)
    said = speech(np.ones(STEPS))
    together = faces(openings(IOD * 0.2 * volume), volume=volume, prosody=said)
    against = faces(openings(IOD * 0.2 * (1 - volume)), volume=volume, prosody=said)
    assert lip_sync(together) == pytest.approx(0, abs=0.01)
    assert lip_sync(against) > 0.5


def test_without_a_voice_nothing_is_said_about_it():
    assert lip_sync(faces()) is None
    assert silent_lip_stability(faces()) is None
    assert lip_sync(faces(prosody=speech(np.zeros(STEPS)))) is None
