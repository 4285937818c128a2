from __future__ import annotations

import pytest

from real3d.text_to_speech.letter_to_sound import SYMBOLS, VOWELS, pronounce
from real3d.text_to_speech.symbols import SYMBOL_NUMBERS


@pytest.mark.parametrize(
    "word", ["blick", "Zarbo", "thrumpet", "Okonkwo", "x", "zzz", "d'Artagnan"]
)
@pytest.mark.parametrize("accent", ["american", "british"])
def test_whatever_has_letters_has_a_sound_with_one_stress(word, accent):
    phonemes = pronounce(word, accent)
    assert set(phonemes) <= SYMBOL_NUMBERS.keys()
    assert phonemes.count("ˈ") == 1
    assert phonemes[phonemes.index("ˈ") + 1] in VOWELS


def test_letters_sound_as_they_usually_do():
    assert pronounce("blick", "american") == "blˈɪk"
    assert pronounce("mip", "british") == "mˈɪp"
    consonants = [pronounce(word, "american")[0] for word in ("bap", "dap", "fap", "map", "shap")]
    assert consonants == ["b", "d", "f", "m", "ʃ"]


def test_letters_of_other_latin_alphabets_are_read_as_the_nearest():
    assert pronounce("Łukasz", "american") == pronounce("lukasz", "american") != ""


@pytest.mark.parametrize("word", ["", "'", "你好", "123"])
def test_what_has_no_letters_has_no_sound(word):
    assert pronounce(word, "american") == ""


def test_the_voice_knows_every_symbol():
    assert set(SYMBOLS) <= SYMBOL_NUMBERS.keys()
