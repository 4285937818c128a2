from __future__ import annotations

import pytest

from real3d.text_to_speech.lexicon import Lexicon, Neighbours
from tests.support.typed_voice import WORDS

MID = Neighbours("x", "y", vowel_follows=False)


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(WORDS, "american")


@pytest.mark.parametrize(
    ("word", "phonemes"),
    [
        ("hello", "həlˈO"),
        ("Hello", "həlˈO"),
        ("cats", "kˈæts"),
        ("apples", "ˈæpᵊlz"),
        ("watches", "wˈɑʧᵻz"),
        ("cat's", "kˈæts"),
        ("cats'", "kˈæts"),
        ("stopped", "stˈɑpt"),
        ("opened", "ˈOpᵊnd"),
        ("wanted", "wˈɑntᵻd"),
        ("making", "mˈAkɪŋ"),
        ("stopping", "stˈɑpɪŋ"),
        ("NASA", "nˈæsə"),
        ("FBI", "ˌɛfbˌiˈI"),
        ("PCs", "pˌisˈiz"),
        ("STOP", "stˈɑp"),
        ("IT", "ˌItˈi"),
        ("It", "ˌɪt"),
        ("well-known", "wˌɛlnˈOn"),
        ("OpenAI", "ˌOpᵊnˈAˌI"),
        ("P-M", "pˌiˈɛm"),
        ("I", "ˌI"),
        ("a", "ɐ"),
    ],
)
def test_a_word_is_found_with_its_endings_and_in_whatever_letters(lexicon, word, phonemes):
    assert lexicon.phonemes(word, MID) == phonemes


def test_an_american_t_between_vowels_is_a_flap():
    words = {"heat": "hˈit"}
    assert Lexicon(words, "american").phonemes("heated", MID) == "hˈiɾᵻd"
    assert Lexicon(words, "british").phonemes("heated", MID) == "hˈitɪd"


def test_a_british_r_is_heard_again_before_an_ending():
    assert Lexicon({"enter": "ˈɛntə"}, "british").phonemes("entering", MID) == "ˈɛntəɹɪŋ"


def test_small_words_change_with_what_follows(lexicon):
    vowel, pause = Neighbours("x", "y", True), Neighbours("x")
    assert [lexicon.phonemes("the", near) for near in (vowel, MID)] == ["ði", "ðə"]
    assert [lexicon.phonemes("to", near) for near in (vowel, MID, pause)] == ["tʊ", "tə", "tu"]
    assert lexicon.phonemes("be", pause) == "bˈi"


@pytest.mark.parametrize(
    "word", ["zyxl", "Kaiya", "Nguyen's", "XQZRT", "blorptastic-ness", "Łódź", "żółć"]
)
def test_no_word_is_passed_over_because_nobody_knows_it(lexicon, word):
    assert len(lexicon.phonemes(word, MID)) > 1


@pytest.mark.parametrize("word", ["你好", "привет", "’"])
def test_other_scripts_have_no_english_sound(lexicon, word):
    assert lexicon.phonemes(word, MID) == ""
