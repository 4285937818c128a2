import pytest

from training.speech.phones import (
    ARPABET,
    CATALAN,
    JAPANESE,
    PHONES,
    RUSSIAN,
    SILENCE,
    segments_from_ipa,
)


def phones(ipa):
    return [segment.phone for segment in segments_from_ipa([(0.0, 1.0, ipa)])]


@pytest.mark.parametrize(
    "alphabet", [ARPABET, RUSSIAN, CATALAN, JAPANESE], ids=["en", "ru", "ca", "ja"]
)
def test_every_phone_of_a_synthesiser_has_a_target(alphabet):
    assert all(phones(ipa) for ipa in alphabet.values())


def test_a_diphthong_is_two_vowels_the_first_longer():
    first, second = segments_from_ipa([(1.0, 2.0, "aɪ")])
    assert (first.phone, second.phone) == ("a", "ɪ")
    assert (first.start, first.end, second.end) == pytest.approx((1.0, 1.6, 2.0))


@pytest.mark.parametrize(
    ("ipa", "expected"),
    [
        ("tʃ", ["ʃ"]),
        ("dʒ", ["ʒ"]),
        ("oː", ["o"]),
        ("ʔi", ["i"]),
        ("tʰ", ["t"]),
        ("ʲ", ["j"]),
        ("_", [SILENCE]),
        ("ã", ["a"]),
    ],
)
def test_ipa_is_read_without_its_marks(ipa, expected):
    assert phones(ipa) == expected


def test_what_is_unknown_extends_the_phone_before():
    segments = segments_from_ipa([(0.0, 0.1, "a"), (0.1, 0.3, "(en)"), (0.3, 0.4, "p")])
    assert [(s.start, s.end, s.phone) for s in segments] == [(0.0, 0.3, "a"), (0.3, 0.4, "p")]


def test_targets_stay_between_nothing_and_all():
    for phone in PHONES.values():
        shape = (phone.jaw, phone.seal, phone.rounding, phone.spreading, phone.tuck)
        assert all(0 <= value <= 1 for value in shape)
