"""English text to the phonemes that the voice reads, in misaki's notation."""

from __future__ import annotations

import re

from real3d.text_to_speech.letter_to_sound import VOWELS
from real3d.text_to_speech.lexicon import Lexicon, Neighbours, load_lexicon
from real3d.text_to_speech.voices import Accent
from real3d.text_to_speech.written_forms import in_words

_TOKEN = re.compile(r"[^\W\d_][^\W\d_'-]*(?:['-]+[^\W\d_]+)*'?|'[^\W\d_]+|[;:,.!?…—“”\"()]")
_PAUSES = frozenset(";:,.!?…—()")
_AS_THE_VOICE_WRITES = str.maketrans({"ɾ": "T", "ʔ": "t"})
_SENTENCE_OF_CAPITALS = 3
"""Words from which capitals alone are somebody's way of writing, not abbreviations."""


def spoken_text(text: str, accent: Accent) -> str:
    """The text in words and punctuation, one paragraph a line."""
    if text.isupper() and len(text.split()) >= _SENTENCE_OF_CAPITALS:
        text = text.lower()
    return in_words(text, accent)


def phonemes(text: str, accent: Accent) -> str:
    """The phonemes of a piece of `spoken_text`; empty if nothing in it can be spoken."""
    return _phonemes(text, load_lexicon(accent))


def _phonemes(text: str, lexicon: Lexicon) -> str:
    """From the last word to the first: some are spoken by what follows."""
    tokens: list[str] = _TOKEN.findall(text)
    spoken, has_words, vowel_follows = "", False, None
    for k in range(len(tokens) - 1, -1, -1):
        token = tokens[k]
        if not token[-1].isalpha() and len(token) == 1:
            spoken = _with_mark(token, spoken)
            vowel_follows = None if token in _PAUSES else vowel_follows
            continue
        near = Neighbours(_word(tokens, k - 1), _word(tokens, k + 1), vowel_follows)
        word = lexicon.phonemes(token, near)
        if not word:
            continue
        has_words = True
        spoken = f"{word}{'' if not spoken or spoken[0] in _CLOSING else ' '}{spoken}"
        vowel_follows = word.lstrip("ˈˌ")[0] in VOWELS
    return spoken.translate(_AS_THE_VOICE_WRITES) if has_words else ""


_CLOSING = frozenset(";:,.!?…”)")


def _with_mark(mark: str, spoken: str) -> str:
    """What is spoken, with a mark before it."""
    opens = mark in "“("
    return f"{mark}{'' if opens or not spoken or spoken[0] in _CLOSING else ' '}{spoken}"


def _word(tokens: list[str], place: int) -> str:
    """The neighbour there in lower case, if it belongs to the same phrase."""
    if not 0 <= place < len(tokens) or tokens[place] in _PAUSES:
        return ""
    return tokens[place].lower()
