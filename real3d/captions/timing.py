"""When words are seen that have no times of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

import numpy as np

from real3d.captions.caption import Caption

Stretch = tuple[float, float]
"""(start, end) in seconds of what is spoken without a pause."""
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’)])\s+|(?<=[。！？])(?![”’」』）。！？])"
)
_WIDE_ENDS = "。！？」』）"
"""After these there is no space."""
_TOGETHER = 40
"""Letters: shorter sentences are seen together, because nobody reads a word that flashes by."""
_PAUSE_SEEN_S = 0.7
"""A shorter pause between two captions would only flicker."""
_SEEN_ON_S = 0.3
"""A caption stays this long after its last word."""


def sentences(transcript: str) -> list[str]:
    """The sentences of plain words, in their order; a new line ends one too, and short ones that
    follow each other stay together."""
    found: list[str] = []
    for line in transcript.splitlines():
        held = ""
        for sentence in filter(None, map(str.strip, _SENTENCE_END.split(line))):
            gap = "" if not held or held[-1] in _WIDE_ENDS else " "
            if held and len(held) + len(sentence) > _TOGETHER:
                found.append(held)
                held = gap = ""
            held += gap + sentence
        if held:
            found.append(held)
    return found


def spread(texts: Sequence[str], stretches: Sequence[Stretch]) -> tuple[Caption, ...]:
    """Captions for texts that are spoken one after the other, each for as long as it is.

    Args:
        texts: in their order, none empty.
        stretches: where somebody speaks, in their order, at least one.
    """
    lengths = [end - start for start, end in stretches]
    spoken = [0.0, *accumulate(lengths)]
    letters = np.array([0.0, *accumulate(float(len(text)) for text in texts)])
    bounds = letters / letters[-1] * spoken[-1]

    def moment(position: float, ends: bool) -> float:
        """When so many seconds have been spoken; between two stretches, at the end of the first
        or at the start of the second."""
        index = int(np.searchsorted(spoken, position, "left" if ends else "right")) - 1
        index = min(max(index, 0), len(stretches) - 1)
        return stretches[index][0] + position - spoken[index]

    return tuple(
        Caption(moment(start, ends=False), moment(end, ends=True), text)
        for text, (start, end) in zip(texts, pairwise(bounds.tolist()), strict=True)
    )


def as_written(text: str, spoken: Sequence[str]) -> list[str]:
    """A text in the pieces in which it was spoken, each in the words that were typed: “$5”, where
    “five dollars” was said.

    Args:
        text: as it was typed.
        spoken: the pieces, in words.

    Returns:
        As many pieces; together they have all words of the text, in their order.
    """
    written = text.split()
    words = [(word, piece) for piece, part in enumerate(spoken) for word in part.split()]
    place = [0] * len(written)
    bare_written, bare_spoken = _bare(written), _bare([word for word, _ in words])
    matcher = SequenceMatcher(None, bare_written, bare_spoken, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        for index in range(start, end):
            # What was said otherwise is spread over what was said in its place.
            share = (index - start) / (end - start)
            said = min(first + int(share * (last - first)), len(words) - 1)
            place[index] = words[said][1]
    return [
        " ".join(word for word, at in zip(written, place, strict=True) if at == piece)
        for piece in range(len(spoken))
    ]


def without_flicker(captions: Sequence[Caption]) -> tuple[Caption, ...]:
    """Captions that stay a moment after their last word, and through short pauses."""
    seen = []
    for caption, following in pairwise([*captions, None]):
        assert caption is not None, "only the last one has none after it"
        end = caption.end + _SEEN_ON_S
        if following is not None:
            close = following.start - caption.end < _PAUSE_SEEN_S
            end = following.start if close else min(end, following.start)
        seen.append(replace(caption, end=end))
    return tuple(seen)


def _bare(words: Sequence[str]) -> list[str]:
    """Words as they are told apart: without capitals and punctuation."""
    return [re.sub(r"\W", "", word).casefold() for word in words]
