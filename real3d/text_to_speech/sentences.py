"""A text in pieces that are spoken in one breath, and how long the silence after each is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|(?<=[.!?…。！？][\"”')])\s+|(?<=[。！？])(?=\w)")
_CLAUSE = re.compile(r"(?<=[;:,—，；：、])\s*")
_TOGETHER = 120
"""Letters: shorter sentences are spoken with the next ones, because the voice hurries through a
few words that stand alone."""
_BREATH = 320
"""Letters of a piece at most; the network reads 510 phonemes."""
_AFTER_PARAGRAPH, _AFTER_SENTENCE, _WITHIN_SENTENCE = 0.7, 0.35, 0.1
"""Seconds."""


@dataclass(frozen=True)
class Piece:
    """What is spoken at a time."""

    text: str
    pause: float
    """Seconds of silence after it."""


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, one paragraph a line, in their order."""
    return [piece for line in text.splitlines() for piece in _paragraph(line.strip())]


def _paragraph(text: str) -> list[Piece]:
    found = [
        Piece(part, _AFTER_SENTENCE if part is breaths[-1] else _WITHIN_SENTENCE)
        for sentences in _gather(_SENTENCE.split(text), _TOGETHER)
        for breaths in [list(_breaths(sentences))]
        for part in breaths
    ]
    return [*found[:-1], Piece(found[-1].text, _AFTER_PARAGRAPH)] if found else []


def _breaths(sentence: str) -> Iterator[str]:
    for clauses in _gather(_CLAUSE.split(sentence), _BREATH):
        yield from textwrap.wrap(clauses, _BREATH, break_on_hyphens=False)


def _gather(parts: Iterable[str], most: int) -> Iterator[str]:
    """Neighbours joined while they have no more letters than that together."""
    held = ""
    for part in parts:
        if held and len(held) + 1 + len(part) > most:
            yield held
            held = ""
        held = f"{held} {part}".strip()
    if held:
        yield held
