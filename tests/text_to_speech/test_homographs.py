from __future__ import annotations

import pytest

from real3d.text_to_speech.homographs import reading

RECORD = {"DEFAULT": "noun", "VERB": "verb"}
USE = {"DEFAULT": "verb", "NOUN": "noun"}
READ = {"DEFAULT": "present", "VBD": "past", "VBN": "past"}
CLOSE = {"DEFAULT": "near", "NOUN": "end", "VERB": "shut"}


@pytest.mark.parametrize(
    ("word", "readings", "before", "after", "said"),
    [
        ("record", RECORD, "to", "it", "verb"),
        ("record", RECORD, "the", "shows", "noun"),
        ("record", RECORD, "", "your", "verb"),
        ("record", RECORD, "", "sales", "noun"),
        ("lives", RECORD, "grandmother", "in", "verb"),
        ("lives", RECORD, "their", "in", "noun"),
        ("use", USE, "of", "it", "noun"),
        ("use", USE, "i", "it", "verb"),
        ("read", READ, "have", "it", "past"),
        ("read", READ, "she", "it", "past"),
        ("read", READ, "i", "it", "present"),
        ("close", CLOSE, "stay", "to", "near"),
        ("close", CLOSE, "please", "it", "shut"),
        ("used", {"DEFAULT": "z", "VBD": "s"}, "we", "to", "s"),
        ("used", {"DEFAULT": "z", "VBD": "s"}, "is", "to", "z"),
    ],
)
def test_the_word_before_tells_the_readings_apart(word, readings, before, after, said):
    assert reading(word, readings, before, after, ends_phrase=False) == said


def test_some_words_are_stronger_before_a_pause():
    readings = {"DEFAULT": "weak", "None": "strong"}
    assert reading("be", readings, "to", "", ends_phrase=True) == "strong"
    assert reading("be", readings, "to", "it", ends_phrase=False) == "weak"


def test_a_noun_of_capitals_may_have_to_be_spelled():
    readings = {"DEFAULT": "ɪt", "NOUN": None}
    assert reading("it", readings, "the", "department", ends_phrase=False) is None
    assert reading("it", readings, "do", "now", ends_phrase=False) == "ɪt"
