"""Captions in at most two lines: wrapped between words, or between the signs of scripts that have
no spaces, and shown one after the other where they are longer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from real3d.captions.caption import Caption

MOST_LINES = 2
Measure = Callable[[str], float]
"""How wide a line is."""

_NO_START = "、。，．！？；：」』）】》〉”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ·,.!?;:)]}%"
"""Never first in a line (JIS X 4051, GB/T 15834)."""
_NO_END = "「『（【《〈“‘([{"
"""Never last in a line."""
_NARROWER = tuple(share / 20 for share in range(8, 20))
"""Shares of the width that are tried, so that lines are of about one length."""


def fit(captions: Sequence[Caption], measure: Measure, width: float) -> tuple[Caption, ...]:
    """The same words in lines that are no wider than that.

    Args:
        captions: of any length; lines of their own are kept where they fit.
        measure: of a line.
        width: of the longest line, in the unit of `measure`.
    """
    return tuple(part for caption in captions for part in _parts(caption, measure, width))


def columns(text: str) -> float:
    """The width of a line for players that set captions themselves: a letter is 1, a sign of
    Chinese, Japanese or Korean 2."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _parts(caption: Caption, measure: Measure, width: float) -> Iterator[Caption]:
    own = [line.strip() for line in caption.text.split("\n") if line.strip()]
    if len(own) <= MOST_LINES and all(measure(line) <= width for line in own):
        yield replace(caption, text="\n".join(own))
        return
    lines = _balanced(_units(" ".join(own), measure, width), measure, width)
    pages = [lines[k : k + MOST_LINES] for k in range(0, len(lines), MOST_LINES)]
    letters = [sum(map(len, page)) for page in pages]
    seconds = caption.end - caption.start
    bounds = [
        caption.start + seconds * before / sum(letters) for before in (0, *accumulate(letters))
    ]
    for page, (start, end) in zip(pages, pairwise(bounds), strict=True):
        yield Caption(start, end, "\n".join(page))


def _balanced(units: list[str], measure: Measure, width: float) -> list[str]:
    """As few captions as there can be, in lines of about one length."""
    lines = _wrapped(units, measure, width)
    if len(lines) == 1:
        return lines
    most = -(-len(lines) // MOST_LINES) * MOST_LINES
    for share in _NARROWER:
        narrower = _wrapped(units, measure, share * width)
        if len(narrower) <= most and all(measure(line) <= width for line in narrower):
            return narrower
    return lines


def _wrapped(units: list[str], measure: Measure, width: float) -> list[str]:
    lines, line = [], ""
    for unit in units:
        if line.strip() and measure((line + unit).strip()) > width:
            lines.append(line.strip())
            line = ""
        line += unit
    return [*lines, line.strip()]


def _units(text: str, measure: Measure, width: float) -> list[str]:
    """What is not broken, with the space before it if there is one."""
    units = []
    for word in text.split():
        parts = _breakable(word)
        if any(measure(part) > width for part in parts):
            parts = list(word)
        units += [f" {parts[0]}", *parts[1:]]
    return units


def _breakable(word: str) -> list[str]:
    """A word in parts, between which a line may end."""
    parts, start = [], 0
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        between = _is_ideograph(before) or _is_ideograph(after)
        if between and after not in _NO_START and before not in _NO_END:
            parts.append(word[start:at])
            start = at
    return [*parts, word[start:]]


def _is_ideograph(letter: str) -> bool:
    """Whether a line may end beside it: signs of Chinese and Japanese, and their punctuation."""
    is_korean = "\uac00" <= letter <= "\ud7a3"
    return unicodedata.east_asian_width(letter) in "WF" and not is_korean
