from __future__ import annotations

import pytest

from real3d.text_to_speech.written_forms import in_words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Dr. Smith vs. Mr. Jones, etc.", "doctor Smith versus Mr Jones, et cetera."),
        (
            "$5.99, £1.50 or 20€",
            "five dollars and ninety-nine cents, one pound and fifty pence or twenty euros",
        ),
        ("$1.5bn or $3 million", "one point five billion dollars or three million dollars"),
        ("10:30 p.m., 7:05, 9am, 5:00.", "ten thirty P-M, seven oh five, nine A-M, five o'clock."),
        ("It is 5 p.m. We go.", "It is five P-M. We go."),
        ("July 4, 2026 and 3 May", "July fourth, twenty twenty-six and the third of May"),
        ("On 2026-11-29.", "On November twenty-ninth, twenty twenty-six."),
        ("1990s, 1800s, 80s", "nineteen nineties, eighteen hundreds, eighties"),
        ("1st, 2nd, 23rd", "first, second, twenty-third"),
        ("-5, 3.14, 1,000, 007", "minus five, three point one four, one thousand, zero zero seven"),
        (
            "5-10 km, 1 kg, 6 ft, 20°C",
            "five to ten kilometres, one kilogram, six feet, twenty degrees Celsius",
        ),
        ("1/2 and 3/4 and 2½", "one half and three quarters and two and one half"),
        ("50% & more", "fifty percent and more"),
        ("Call 555-1234!", "Call five five five, one two three four!"),
        ("version 3.2.1", "version three point two point one"),
        ("Louis XIV, World War II", "Louis the fourteenth, World War two"),
        ("The U.S. is big. J. K. Rowling", "The U-S is big. J K Rowling"),
        ("MP3s, B2B, COVID-19", "MP threes, B two B, COVID nineteen"),
        (
            "see www.example.com/me or a@b.org",
            "see www dot example dot com slash me or a at b dot org",
        ),
        ("Wait... what?!", "Wait… what?!"),
        ("yes - no -- maybe", "yes — no — maybe"),
        ("“It’s” *bold* 😀 ok", "“It's” bold ok"),
        ("St. John lives in High St. now", "saint John lives in High street now"),
        ("one\n\n  two", "one\ntwo"),
    ],
)
def test_what_is_written_is_put_as_it_is_spoken(written, spoken):
    assert in_words(written, "american") == spoken


def test_the_british_say_dates_and_numbers_their_way():
    said = in_words("July 4, 205 and 3/12/2026", "british")
    assert said == (
        "July the fourth, two hundred and five and December the third, twenty twenty-six"
    )
    assert in_words("3/12/2026", "american").startswith("March twelfth")


@pytest.mark.parametrize(
    "noise",
    ["", "\0\x07", "©®™", "😀" * 50, "((([[[", "1/0", "$.50 £.01", "000,123", "9" * 400, "٣ ½ ² ①"],
)
def test_no_text_breaks_it(noise):
    in_words(noise, "american")
