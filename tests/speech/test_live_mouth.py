"""What a mouth shows while the voice is still speaking."""

from dataclasses import fields, replace

import numpy as np
import pytest

from real3d.speech.live_mouth import LiveMouth
from real3d.speech.mouth_shape import MouthShape
from tests.support.articulations import AH, EE, OO, REST, F, M, articulation

TRACKS = [field.name for field in fields(MouthShape)]
LATE = 1
"""Steps by which contacts are told late."""


def shape(*parts, opening=1.0, loudness=None):
    said = articulation(*parts)
    loud = np.full(len(said), 0.7) if loudness is None else loudness
    return LiveMouth(opening).push(said, loud)


def during(track, start, end):
    return track[round(50 * start) : round(50 * end)]


def test_nothing_that_follows_changes_a_mouth():
    spoken = (REST, 0.4), (AH, 0.3), (M, 0.06), (EE, 0.3)
    one, other = shape(*spoken, (REST, 0.6)), shape(*spoken, (OO, 0.6))
    assert all(np.array_equal(getattr(one, n)[:53], getattr(other, n)[:53]) for n in TRACKS)
    assert not np.array_equal(one.gap, other.gap)


def test_steps_may_come_one_by_one():
    said = articulation((REST, 0.4), (AH, 0.3), (M, 0.06), (OO, 0.3), (REST, 0.5))
    loudness = np.linspace(0, 1, len(said))
    mouth = LiveMouth()
    single = []
    for k in range(len(said)):
        tracks = {f.name: getattr(said, f.name)[k : k + 1] for f in fields(said)}
        single.append(mouth.push(replace(said, **tracks), loudness[k : k + 1]))
    at_once = LiveMouth().push(said, loudness)
    for name in TRACKS:
        assert np.array_equal(
            np.concatenate([getattr(m, name) for m in single]), getattr(at_once, name)
        )


def test_lips_are_shut_before_anything_is_said_and_some_time_after():
    mouth = shape((REST, 1.0), (AH, 1.0), (REST, 3.0))
    assert during(mouth.gap, 0, 1).max() == 0
    assert during(mouth.gap, 1.1, 1.9).min() > 0.15
    assert during(mouth.gap, 4, 5).max() < 0.002
    assert during(mouth.jaw, 4, 5).max() < 0.01


def test_a_short_pause_does_not_slam_the_lips_shut():
    mouth = shape((REST, 0.5), (AH, 1.0), (REST, 0.4), (AH, 0.5))
    assert during(mouth.gap, 1.5, 1.9).min() > 0.05


def test_a_single_loud_step_opens_nothing():
    assert shape((REST, 1.0), (AH, 0.02), (REST, 1.0)).gap.max() < 0.05


@pytest.mark.parametrize("seconds", [0.04, 0.1])
def test_an_m_makes_contact_one_step_after_it_is_heard(seconds):
    contact = shape((REST, 0.5), (AH, 0.5), (M, seconds), (AH, 0.5)).contact
    first, last = np.flatnonzero(contact > 0.9)[[0, -1]]
    assert first == 50 + LATE
    assert last == 50 + LATE + round(50 * seconds) - 1
    assert contact[:49].max() < 0.1


def test_an_f_tucks_the_lip_and_does_not_close_them():
    mouth = shape((REST, 0.5), (AH, 0.5), (F, 0.1), (AH, 0.5))
    assert during(mouth.tuck, 1.0, 1.14).max() > 0.95
    assert during(mouth.contact, 1.0, 1.14).max() < 0.1


def test_rounding_and_spreading_are_those_of_the_sound():
    mouth = shape((REST, 0.5), (OO, 0.4), (EE, 0.4))
    assert during(mouth.rounding, 0.65, 0.9).min() > 0.8
    assert during(mouth.spreading, 1.05, 1.3).min() > 0.5
    assert during(mouth.rounding, 1.05, 1.3).max() < 0.1


def test_a_voice_whose_contacts_are_vague_learns_to_close_its_lips():
    vague = (0.12, 0.55, 0.0, 0.3, 0.0, 0.05)
    contact = shape((REST, 0.5), *[(AH, 0.4), (vague, 0.08)] * 60).contact
    assert contact[-300:].max() > contact[:100].max() + 0.15


def test_music_that_only_resembles_vowels_soon_moves_no_mouth():
    said = articulation((REST, 0.5), (AH, 6.0))
    visemes = said.visemes.copy()
    visemes[25:, 1:] = 1 / 14
    mouth = LiveMouth().push(replace(said, visemes=visemes), np.full(len(said), 0.7))
    assert mouth.gap[-100:].max() < 0.005


def test_loud_speech_opens_the_mouth_further():
    loudness = np.concatenate([np.full(150, 0.5), np.full(100, 0.9)])
    gap = shape((AH, 5.0), loudness=loudness).gap
    assert gap[-50:].mean() > 1.08 * gap[100:150].mean()


def test_the_opening_scales_gap_and_jaw_and_nothing_else():
    parts = (REST, 0.5), (EE, 0.3), (M, 0.08), (OO, 0.3), (REST, 0.5)
    half, full = shape(*parts, opening=0.5), shape(*parts)
    for name in TRACKS:
        factor = 0.5 if name in ("gap", "jaw") else 1.0
        assert np.allclose(getattr(half, name), factor * getattr(full, name))


def test_it_says_who_is_speaking():
    mouth, said = LiveMouth(), articulation((AH, 1.0), (REST, 1.0))
    half = {f.name: getattr(said, f.name)[:50] for f in fields(said)}
    rest = {f.name: getattr(said, f.name)[50:] for f in fields(said)}
    assert not mouth.speaking
    mouth.push(replace(said, **half), np.ones(50))
    assert mouth.speaking
    mouth.push(replace(said, **rest), np.ones(50))
    assert not mouth.speaking
