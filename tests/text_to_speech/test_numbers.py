from __future__ import annotations

import pytest

from real3d.text_to_speech.numbers import cardinal, decimal, digits, ordinal, year


@pytest.mark.parametrize(
    ("number", "american", "british"),
    [
        (0, "zero", "zero"),
        (13, "thirteen", "thirteen"),
        (40, "forty", "forty"),
        (99, "ninety-nine", "ninety-nine"),
        (105, "one hundred five", "one hundred and five"),
        (1000, "one thousand", "one thousand"),
        (2_000_001, "two million one", "two million and one"),
        (
            1_234_567,
            "one million two hundred thirty-four thousand five hundred sixty-seven",
            "one million two hundred and thirty-four thousand five hundred and sixty-seven",
        ),
    ],
)
def test_a_number_is_said_as_each_side_of_the_ocean_does(number, american, british):
    assert cardinal(number) == american
    assert cardinal(number, joined=True) == british


def test_a_number_beyond_words_is_read_digit_by_digit():
    assert cardinal(10**15).startswith("one zero zero")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (100, "one hundredth"),
    ],
)
def test_an_ordinal_changes_its_last_word(number, words):
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1984, "nineteen eighty-four"),
        (1905, "nineteen oh five"),
        (1900, "nineteen hundred"),
        (2000, "two thousand"),
        (2006, "two thousand six"),
        (2026, "twenty twenty-six"),
    ],
)
def test_a_year_is_two_numbers(number, words):
    assert year(number) == words


def test_digits_after_a_point_are_read_one_by_one():
    assert decimal("3", "14") == "three point one four"
    assert decimal("", "5") == "zero point five"
    assert digits("007") == "zero zero seven"
