from __future__ import annotations

from real3d.text_to_speech.stress import compound, spelled, weakened, with_primary, with_secondary


def test_a_stress_is_added_before_the_first_vowel():
    assert with_secondary("ðɪs") == "ðˌɪs"
    assert with_primary("ðɪs") == "ðˈɪs"
    assert with_primary("wˌʌt") == "wˈʌt"


def test_a_word_that_has_its_stress_keeps_it():
    assert with_secondary("həlˈO") == with_primary("həlˈO") == "həlˈO"


def test_what_has_no_vowel_has_no_stress():
    assert with_primary("hm") == "hm"


def test_a_lesser_part_has_only_a_secondary_stress():
    assert weakened("ˌOvəɹˈɔl") == "Ovəɹˌɔl"


def test_of_letters_the_last_one_is_stressed():
    assert spelled(["ˈɛf", "bˈi", "ˈI"]) == "ˌɛfbˌiˈI"


def test_of_a_compound_the_lighter_part_is_weakened():
    assert compound(["wˈɛl", "nˈOn"]) == "wˌɛlnˈOn"
    assert compound(["ðə", "kˈæt"]) == "ðəkˈæt"
