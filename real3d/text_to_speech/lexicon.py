"""How English words are spoken: by misaki's dictionaries, with endings, else letter to sound."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from real3d.runtime.extras import needs_extra
from real3d.text_to_speech.homographs import Readings, reading
from real3d.text_to_speech.letter_to_sound import pronounce
from real3d.text_to_speech.stress import compound, spelled, with_primary, with_secondary
from real3d.text_to_speech.voices import Accent

Dictionary = Mapping[str, "str | Readings"]

_FLAPPED_AFTER = frozenset("AIOWYiuæɑəɛɪɹʊʌ")
"""Between these and a vowel an American t is a flap."""
_SPELLED = 4
"""Letters up to which capitals that are no word are spelled."""
_WORDS_OF_TWO_LETTERS = frozenset(
    "ah an as at be by do go he hi if in is it me my no of oh on or so to up we".split()
)


@dataclass(frozen=True)
class Neighbours:
    """What a word stands between."""

    before: str = ""
    """In lower case; empty where a phrase begins."""
    after: str = ""
    """In lower case; empty where a phrase ends."""
    vowel_follows: bool | None = None
    """Whether the next sound is a vowel; None before a pause."""


class Lexicon:
    """The words of one accent."""

    def __init__(self, words: Dictionary, accent: Accent) -> None:
        """
        Args:
            words: phonemes, or several readings, by spelling.
            accent: of the dictionary.
        """
        self._words, self._accent = words, accent
        self._weak_i = "ɪ" if accent == "british" else "ᵻ"

    def phonemes(self, word: str, near: Neighbours) -> str:
        """A word's phonemes; empty if it holds nothing that can be spoken.

        Args:
            word: letters, apostrophes and hyphens, as they are written.
            near: what it stands between.
        """
        found = self._function_word(word, near) or self._known(word, near)
        if found is not None:
            return found
        parts = _parts(word)
        if len(parts) > 1:
            return compound([self.phonemes(part, near) for part in parts])
        return self._unknown(word)

    def _function_word(self, word: str, near: Neighbours) -> str | None:
        """Small words that change with what follows."""
        small = word.lower() if word.istitle() else word
        follows = near.vowel_follows
        if small == "a":
            return "ɐ" if follows is not None else None
        if word == "I":
            return "ˌI"
        if small == "an":
            return "ɐn"
        if small == "the":
            return "ði" if follows else "ðə"
        if small == "to" and follows is not None:
            return "tʊ" if follows else "tə"
        if small == "in":
            return "ˈɪn" if follows is None else "ɪn"
        if small == "am" and follows is not None and near.before:
            return "ɐm"
        return None

    def _known(self, word: str, near: Neighbours) -> str | None:
        if len(word) == 1 or (word.isupper() and word not in self._words):
            return self._capitals(word, near)
        found = self._read(word, near) or self._inflected(word, near)
        return found if found is None or word == word.lower() else with_secondary(found)

    def _read(self, word: str, near: Neighbours) -> str | None:
        """What the dictionary says, whichever way it writes the word."""
        for spelling in (word, word.lower(), word.capitalize()):
            found = self._words.get(spelling)
            if isinstance(found, Mapping):
                pauses = near.vowel_follows is None
                said = reading(word.lower(), found, near.before, near.after, pauses)
                return said or self._letters(word)
            if found is not None:
                return found
        return None

    def _capitals(self, word: str, near: Neighbours) -> str | None:
        """A word in capitals is stressed; it is spelled if it is none, unless it looks like one."""
        if len(word) > 2 or word.lower() in _WORDS_OF_TWO_LETTERS:
            found = self._read(word.lower(), near) or self._inflected(word.lower(), near)
            if found is not None:
                return with_primary(found)
        looks_like_a_word = len(word) > _SPELLED and re.search("[AEIOUY]", word)
        return None if looks_like_a_word else self._letters(word)

    def _letters(self, word: str) -> str | None:
        """One letter after the other."""
        letters = [self._words.get(letter) for letter in word.upper() if letter.isalpha()]
        known = [each for each in letters if isinstance(each, str)]
        return spelled(known) if known and len(known) == len(letters) else None

    def _inflected(self, word: str, near: Neighbours) -> str | None:
        """A known word with an ending: plural, possessive, past, participle."""
        word = word.replace("s'", "s") if word.endswith("s'") else word.removesuffix("'")
        for ending, stems, joined in self._endings(word):
            for stem in stems if word.endswith(ending) else ():
                is_spelled = stem.isupper() and stem not in self._words
                read = self._capitals if is_spelled else self._read
                if len(stem) > 1 and (found := read(stem, near)):
                    return joined(found)
        return None

    def _endings(self, word: str) -> tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...]:
        """(ending, possible stems, how it is spoken), the likelier first."""
        return (
            ("'s", (word[:-2],), self.with_s),
            ("ies", (word[:-3] + "y",), self.with_s),
            ("s", (word[:-1],) if not word.endswith("ss") else (), self.with_s),
            ("es", (word[:-2],), self.with_s),
            ("ied", (word[:-3] + "y",), self._with_ed),
            ("ed", (word[:-1], word[:-2], _undoubled(word[:-2])), self._with_ed),
            ("ing", (word[:-3], word[:-3] + "e", _undoubled(word[:-3])), self._with_ing),
        )

    def with_s(self, stem: str) -> str:
        """A plural or a possessive."""
        if stem[-1] in "ptkfθ":
            return stem + "s"
        return stem + (self._weak_i if stem[-1] in "szʃʒʧʤ" else "") + "z"

    def _with_ed(self, stem: str) -> str:
        if stem[-1] in "pkfθʃsʧ":
            return stem + "t"
        if stem[-1] not in "td":
            return stem + "d"
        return self._flapped(stem) + self._weak_i + "d"

    def _with_ing(self, stem: str) -> str:
        link = "ɹ" if self._accent == "british" and stem[-1] in "əː" and stem[-2:] != "iː" else ""
        return f"{self._flapped(stem)}{link}ɪŋ"

    def _flapped(self, stem: str) -> str:
        is_flap = self._accent == "american" and stem[-1] == "t" and stem[-2:-1] in _FLAPPED_AFTER
        return stem[:-1] + "ɾ" if is_flap else stem

    def _unknown(self, word: str) -> str:
        if word.endswith("'s") and (stem := pronounce(word[:-2], self._accent)):
            return self.with_s(stem)
        return pronounce(word, self._accent)


def _parts(word: str) -> list[str]:
    """“state-of-the-art” and “OpenAI” in their parts."""
    return [part for part in re.split(r"-+|(?<=[^\W\d_A-Z])(?=[A-Z])", word) if part]


def _undoubled(stem: str) -> str:
    """“stopp” is “stop”."""
    return stem[:-1] if stem[-2:-1] == stem[-1:] else stem


@cache
def load_lexicon(accent: Accent) -> Lexicon:
    """The dictionaries of an accent, the checked one before the other.

    Raises:
        ExtraMissingError: misaki is not installed.
    """
    with needs_extra("speech"):
        data = files("misaki.data")
    short = "gb" if accent == "british" else "us"
    words: dict[str, str | Readings] = {}
    for quality in ("silver", "gold"):
        words |= json.loads(data.joinpath(f"{short}_{quality}.json").read_text("utf-8"))
    return Lexicon(words, accent)
