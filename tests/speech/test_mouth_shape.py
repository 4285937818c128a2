"""What a mouth shows of an articulation, whatever engine it belongs to."""

from dataclasses import replace

import numpy as np
import pytest

from real3d.motion.neutral import neutral_track
from real3d.speech.articulation import VISEMES
from real3d.speech.mouth_shape import mouth_shape
from real3d.speech.prosody import Prosody
from tests.support.articulations import AH, EE, OO, REST, F, M, W, articulation

FPS = 25.0


def shape(*parts, fps=FPS, opening=1.0):
    said = articulation(*parts)
    frames = int(np.ceil(len(said) / 50 * fps))
    return mouth_shape(said, Prosody.silent(frames, fps), opening)


def during(track, start, end, fps=FPS):
    time = (np.arange(len(track)) + 0.5) / fps
    return track[(time >= start) & (time <= end)]


def test_the_mouth_leads_the_sound():
    gap = shape((REST, 1.0), (AH, 0.3), (REST, 1.0), fps=50.0).gap
    middle = np.average((np.arange(len(gap)) + 0.5) / 50, weights=np.maximum(gap - 0.06, 0))
    assert 0.02 <= 1.15 - middle <= 0.1


@pytest.mark.parametrize("fps", [10.0, 24.0, 25.0, 60.0])
@pytest.mark.parametrize("seconds", [0.02, 0.06])
def test_an_m_makes_contact_however_short(fps, seconds):
    parts = (REST, 0.4), (AH, 0.41), (M, seconds), (AH, 0.4), (REST, 0.4)
    assert during(shape(*parts, fps=fps).contact, 0.6, 1.0, fps).max() > 0.97


def test_an_f_tucks_the_lip_and_makes_no_contact_of_the_lips():
    mouth = shape((REST, 0.4), (AH, 0.4), (F, 0.08), (AH, 0.4), (REST, 0.4))
    assert during(mouth.tuck, 0.76, 0.86).max() > 0.9
    assert during(mouth.contact, 0.76, 0.86).max() < 0.1
    assert during(mouth.tuck, 0.5, 0.7).max() < 0.1


def test_the_lips_of_a_w_come_near_each_other_and_those_of_an_oo_do_not():
    glide = shape((REST, 0.4), (EE, 0.4), (W, 0.06), (EE, 0.4), (REST, 0.4))
    vowel = shape((REST, 0.4), (EE, 0.4), (OO, 0.4), (EE, 0.4), (REST, 0.4))
    assert during(glide.contact, 0.7, 0.9).max() > 0.6
    assert during(vowel.contact, 0.7, 1.3).max() < 0.2


def test_rounding_and_spreading_are_those_of_the_sound():
    mouth = shape((REST, 0.5), (OO, 0.4), (EE, 0.4), (REST, 0.5))
    oo, ee = (0.6, 0.8), (1.05, 1.2)
    assert during(mouth.rounding, *oo).min() > 0.8
    assert during(mouth.rounding, *ee).max() < 0.1
    assert during(mouth.spreading, *oo).max() < 0.1
    assert during(mouth.spreading, *ee).min() > 0.5
    assert not shape((REST, 0.5), (AH, 0.4), (REST, 0.5)).spreading.any(), "ah is neutral"


def test_a_short_pause_does_not_slam_the_lips_shut():
    mouth = shape((REST, 0.5), (AH, 0.5), (REST, 0.3), (AH, 0.5), (REST, 0.5))
    assert during(mouth.gap, 1.0, 1.3).min() > 0.02


def test_a_long_pause_closes_the_lips_and_keeps_them_still():
    mouth = shape((REST, 0.5), (AH, 0.5), (REST, 4.0), (AH, 0.5), (REST, 0.5))
    gap = during(mouth.gap, 3.2, 4.5)
    assert gap.max() < 0.003
    assert np.ptp(during(mouth.jaw, 3.2, 4.5)) < 0.01


def test_lips_are_at_rest_before_and_after_speech():
    mouth = shape((REST, 1.5), (AH, 0.5), (REST, 2.0))
    assert during(mouth.gap, 0.0, 1.0).max() < 1e-3
    assert during(mouth.gap, 3.4, 4.0).max() < 2e-3


def test_a_breath_is_taken_before_a_phrase():
    mouth = shape((REST, 1.5), (EE, 0.5), (REST, 1.0))
    assert 0.01 < during(mouth.gap, 1.3, 1.45).mean() < 0.06


def test_a_loud_phrase_opens_the_mouth_further_than_a_quiet_one():
    said = articulation((REST, 0.5), (AH, 1.5), (AH, 1.5), (REST, 0.5))
    time = (np.arange(100) + 0.5) / FPS
    voice = ((time > 0.5) & (time < 3.5)).astype(float)
    loudness = voice * np.where(time < 2.0, 0.9, 0.4)
    none = np.empty(0)
    gap = mouth_shape(said, Prosody(FPS, voice, loudness, none, none, none, none)).gap
    assert gap[20:40].mean() > 1.15 * gap[60:80].mean()


def test_the_opening_scales_gap_and_jaw_and_nothing_else():
    parts = (REST, 0.5), (EE, 0.3), (M, 0.08), (OO, 0.3), (REST, 0.5)
    half, full = shape(*parts, opening=0.5), shape(*parts)
    assert np.allclose(2 * half.gap, full.gap)
    assert np.allclose(2 * half.jaw, full.jaw)
    for name in ("contact", "tuck", "rounding", "spreading"):
        assert np.array_equal(getattr(half, name), getattr(full, name))


def test_lips_touch_in_a_share_of_the_time_however_surely_contacts_are_detected():
    """The same sentence by a voice whose closures are clear, and by one that is muffled."""
    vague = (0.2, 0.5, 0.0, 0.3, 0.0, 0.2)
    clear, muffled = (
        shape((REST, 0.4), *[*sentence] * 4, (REST, 0.4)).contact
        for sentence in (
            ((AH, 0.3), (M, 0.08), (EE, 0.4)),
            ((AH, 0.2), (vague, 0.3), (AH, 0.1), (M, 0.08), (EE, 0.1)),
        )
    )
    assert 0.06 < (clear > 0.9).mean() < 0.2
    assert 0.06 < (muffled > 0.9).mean() < 0.2


def test_the_tongues_tip_is_seen_in_a_th_and_less_in_a_d():
    def most(viseme):
        said = articulation((REST, 0.4), (EE, 0.3), (REST, 0.4))
        visemes = said.visemes.copy()
        visemes[27:32] = 0
        visemes[27:32, VISEMES.index(viseme)] = 1
        prosody = Prosody.silent(int(np.ceil(len(said) / 50 * FPS)), FPS)
        return mouth_shape(replace(said, visemes=visemes), prosody).tongue.max()

    assert most("TH") > most("DD") + 0.2 > most("aa") + 0.4
    assert most("aa") == 0


def test_the_photos_own_mouth_has_left_before_the_first_syllable_opens_it():
    begins = shape((AH, 1.0)).gap
    leaving = neutral_track(len(begins), FPS, 1.0)
    assert begins[leaving < 0.7].max() < 0.2 * begins.max()
    assert begins[round(0.32 * FPS)] > 0.8 * begins.max()


def test_lips_part_and_meet_no_faster_than_peoples():
    said = shape((REST, 0.4), *[(AH, 0.3), (M, 0.08), (EE, 0.4)] * 4, (REST, 0.4))
    seen = said.gap * (1 - said.contact)
    assert seen.max() > 0.12, "the mouth opens"
    assert (said.contact[10:-10] > 0.95).sum() >= 2, "and the lips meet"
    assert np.abs(np.diff(seen)).max() < 1.9 / FPS
