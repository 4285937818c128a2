"""Which of a word's readings is meant: “to record” or “a record”, told from the word before it."""

from __future__ import annotations

from collections.abc import Mapping

Readings = Mapping[str, "str | None"]
"""Phonemes by `DEFAULT`, `NOUN`, `VERB`, `ADJ`, `VBD` (past), `VBN` (participle), or `None` at the
end of a phrase, as misaki's dictionaries name them; None for a noun that is spelled."""

_BEFORE_VERBS = frozenset(
    "to will would can could shall should may might must do does did let's please i you we they he "
    "she it who not never always also don't doesn't didn't can't cannot won't wouldn't couldn't "
    "shouldn't i'll you'll we'll they'll he'll she'll it'll i'd you'd we'd they'd".split()
)
_BEFORE_PARTICIPLES = frozenset(
    "have has had having was were been be being is are i've you've we've they've got".split()
)
_BEFORE_ADJECTIVES = frozenset(
    "is are am was were be been being very so too quite really more most less it's that's".split()
)
_AFTER_VERBS = frozenset(
    "in at on near with here there alone the a an my your his her our their".split()
)
_SELDOM_NOUNS = frozenset(("invalid",))
_SINGULAR = frozenset(("he", "she", "it", "who"))
_DETERMINERS = frozenset("the a an this that these those my your his her its our their".split())


def reading(
    word: str,
    readings: Readings,
    before: str,
    after: str,
    ends_phrase: bool,
) -> str | None:
    """The phonemes of a word that has several readings; None for capitals that are spelled.

    Args:
        word: in lower case.
        readings: of the dictionary.
        before: the word before it in lower case; empty where a phrase begins.
        after: the word after it in lower case; empty where a phrase ends.
        ends_phrase: whether a pause follows.
    """
    if ends_phrase and "None" in readings:
        return readings["None"]
    part = _part_of_speech(word, before, after)
    if part == "NOUN" and ("VERB" in readings or word in _SELDOM_NOUNS):
        part = "DEFAULT"  # where both are told apart from it, it is the adjective
    return readings.get(part, readings["DEFAULT"])


def _part_of_speech(word: str, before: str, after: str) -> str:
    """What the word most likely is here, by the names of `Readings`."""
    if before in _BEFORE_PARTICIPLES and word in ("read", "reread", "wound"):
        return "VBN"
    if word in ("read", "reread") and before in _SINGULAR:
        return "VBD"
    if word == "used":
        return "VBD" if after == "to" and before not in _BEFORE_PARTICIPLES else "DEFAULT"
    if before in _BEFORE_VERBS or before.endswith("ly"):
        return "VERB"
    if before in _BEFORE_ADJECTIVES and not word.endswith("ed"):
        return "ADJ"
    if not before:  # an order: “close the door”
        return "VERB" if after in _DETERMINERS else "DEFAULT"
    if word.endswith("s") and after in _AFTER_VERBS and before not in _DETERMINERS:
        return "VERB"
    return "NOUN"
