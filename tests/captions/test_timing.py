"""Words without times get those of the voice."""

from __future__ import annotations

import pytest

from real3d.captions.caption import Caption
from real3d.captions.timing import as_written, sentences, spread, without_flicker


def test_words_are_spread_by_their_length_over_what_is_spoken():
    first, second = spread(["aaa", "a"], [(1.0, 5.0)])
    assert (first.start, first.end) == (1.0, 4.0)
    assert (second.start, second.end) == (4.0, 5.0)


def test_nothing_is_seen_in_a_pause_between_two_captions():
    first, second = spread(["aa", "aa"], [(0.0, 2.0), (6.0, 8.0)])
    assert (first.start, first.end) == (0.0, 2.0)
    assert (second.start, second.end) == (6.0, 8.0)


def test_a_caption_goes_on_through_a_pause_that_interrupts_it():
    (only,) = spread(["a"], [(0.5, 1.0), (2.0, 3.0)])
    assert (only.start, only.end) == (0.5, 3.0)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (["It costs $5.", "Buy it!"], ["It costs five dollars.", "Buy it!"]),
        (["Dr. Smith, 42.", "Hello."], ["Doctor Smith, forty-two.", "Hello."]),
        (["$5", "$6"], ["five dollars", "six dollars"]),
        (["One.", "你好 two."], ["One.", "two."]),
    ],
)
def test_captions_have_the_words_that_were_typed(written, spoken):
    assert as_written(" ".join(written), spoken) == written


def test_every_word_is_in_one_of_the_pieces():
    words = ["a", "b", "c", "d", "e", "f", "g"]
    assert " ".join(as_written(" ".join(words), ["x b", "y", "g z"])).split() == words


def test_captions_stay_a_moment_and_do_not_flicker():
    seen = without_flicker([Caption(0, 1, "a"), Caption(1.2, 2, "b"), Caption(5, 6, "c")])
    assert [caption.end for caption in seen] == [1.2, 2.3, 6.3]


def test_sentences_end_where_they_do_in_both_scripts():
    assert sentences("Hello! Nice to meet you.\nI am Zoë.") == [
        "Hello! Nice to meet you.",
        "I am Zoë.",
    ]
    assert sentences("“Hi…” Yes.") == ["“Hi…” Yes."]
    long = "This sentence alone is longer than forty letters. So is the one that follows here, too."
    assert len(sentences(long)) == 2
    assert sentences("大家好。你好！") == ["大家好。你好！"]
    assert sentences("他说：“大家好。”然后走了。" * 3)[0].endswith("。")
