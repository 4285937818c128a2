import numpy as np
import pytest

from real3d.speech.articulation import VISEMES
from training.speech.labels import UNSEEN, labels, with_opening
from training.speech.phones import SILENCE, Segment

JAW, SEAL, ROUNDING, SPREADING, TUCK = range(5)


def said(*phones, length=0.1):
    segments = [Segment(0.3 + k * length, 0.3 + (k + 1) * length, p) for k, p in enumerate(phones)]
    return labels(segments, round(100 * (0.6 + len(phones) * length)))


def at(found, channel, second):
    return found.articulation[round(100 * second), channel]


@pytest.mark.parametrize("phone", list("pbm"))
def test_lips_close_between_open_vowels(phone):
    found = said("a", phone, "a")
    assert at(found, SEAL, 0.45) > 0.9
    assert at(found, SEAL, 0.34) < 0.2
    opening = with_opening(found.articulation)[:, 5]
    assert opening[45] < 0.05
    assert opening[35] > 0.5


def test_f_tucks_the_lip_and_leaves_the_mouth_unsealed():
    found = said("a", "f", "a")
    assert at(found, TUCK, 0.45) > 0.8
    assert at(found, SEAL, 0.45) < 0.5


def test_rounding_begins_before_its_vowel():
    found = said("a", "s", "t", "u")
    assert at(found, ROUNDING, 0.45) > 0.15
    assert at(found, ROUNDING, 0.65) > 0.7


def test_a_k_takes_the_jaw_of_its_vowel():
    opened, closed = at(said("a", "k", "a"), JAW, 0.45), at(said("i", "k", "i"), JAW, 0.45)
    assert opened > closed + 0.3


def test_silence_lies_around_the_words():
    found = said("a")
    sil = VISEMES.index("sil")
    assert (found.viseme[:29] == sil).all()
    assert (found.viseme[31:39] == VISEMES.index("aa")).all()
    assert (found.viseme[41:] == sil).all()
    assert not found.voiced[:29].any()
    assert found.voiced[31:39].all()


def test_an_h_looks_like_its_neighbours():
    assert (said("i", "h", "i").viseme[41:49] == UNSEEN).all()


def test_opening_lies_between_nothing_and_all():
    phones = ["a", "m", "u", "f", "i", "ʃ", SILENCE, "o"]
    opening = with_opening(said(*phones).articulation)
    assert opening.shape[1] == 6
    assert opening.min() >= 0
    assert opening.max() <= 1
    assert np.isfinite(opening).all()
