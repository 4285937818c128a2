"""Captions in lines that fit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from real3d.captions.caption import Caption
from real3d.captions.lines import columns, fit

LONG = "And here comes a much longer one, with commas, that is wrapped into two lines and more"


def _lines(text: str, width: float) -> list[list[str]]:
    return [each.text.split("\n") for each in fit([Caption(0, 4, text)], columns, width)]


@pytest.mark.parametrize("text", [LONG, "你好，" * 30, "a" * 90, "お茶を" * 20, "빨리 와요 " * 20])
@pytest.mark.parametrize("width", [18, 30, 42])
def test_no_line_is_too_wide_no_caption_too_high_and_no_letter_is_lost(text, width):
    pages = _lines(text, width)
    assert all(len(lines) <= 2 for lines in pages)
    assert all(columns(line) <= width for lines in pages for line in lines)
    joined = "".join(line for lines in pages for line in lines)
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_two_lines_are_of_about_one_length():
    ((first, second),) = _lines("Hello there, this is a caption of two", 30)
    assert abs(len(first) - len(second)) <= 6


def test_lines_of_ones_own_are_kept_where_they_fit():
    assert _lines("- Hello!\n- Who is there?", 30) == [["- Hello!", "- Who is there?"]]


def test_chinese_punctuation_begins_no_line_and_opens_none_at_its_end():
    for width in range(8, 30, 2):
        for lines in _lines("大家好，这里是“今日新闻”。我们介绍（新的）程序！", width):
            for line in lines:
                assert line[0] not in "，。”）！"
                assert line[-1] not in "“（"


def test_what_is_longer_than_two_lines_is_seen_one_after_the_other():
    parts = fit([Caption(1, 5, LONG)], columns, 20)
    assert len(parts) > 1
    assert (parts[0].start, parts[-1].end) == (1, 5)
    assert all(a.end == b.start for a, b in pairwise(parts))
