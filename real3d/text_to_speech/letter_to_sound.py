"""How a word that no dictionary has is spoken: names above all.

A two-layer bidirectional GRU (Cho et al. 2014) reads the letters and writes three symbols or
blanks for each; repeated symbols and blanks are left out, as connectionist temporal classification
does (Graves et al. 2006). `python -m training.letter_to_sound` makes its weights out of the
American dictionary that the common words come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from real3d.numerics.types import Float32Array
from real3d.text_to_speech.voices import Accent

LETTERS = "'abcdefghijklmnopqrstuvwxyz"
SYMBOLS = "ˈˌAIOWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹɾʃʊʌʒʔʤʧθᵊᵻ"
"""What the dictionary writes words with; 0 is the blank, 1 the first of them."""
SLOTS = 3
"""Symbols that one letter may become: the x of “fox” is two, a stressed diphthong three."""
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ")
_PRIMARY, _SECONDARY = "ˈˌ"
_WEIGHTS = Path(__file__).with_name("letter_to_sound.npz")
_LAYERS = (0, 1)


def pronounce(word: str, accent: Accent) -> str:
    """The phonemes of a word in Latin letters; those of other scripts are passed over.

    Returns:
        Symbols with one primary stress; empty if there is no letter in it.
    """
    letters = "".join(letter for letter in _latin(word) if letter in LETTERS)
    if not letters.strip("'"):
        return ""
    scores = _scores([LETTERS.index(letter) for letter in letters], _network())
    phonemes = _with_one_stress(_collapse(scores.argmax(axis=1)))
    return _british(phonemes) if accent == "british" else phonemes


def _latin(word: str) -> str:
    """Lower case without accents: “Zoë” is “zoe”, “Łukasz” is “lukasz”."""
    plain = word.lower().translate(_WITHOUT_DECOMPOSITION)
    return unicodedata.normalize("NFKD", plain).replace("’", "'")


_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "th", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)


def _scores(numbers: list[int], weights: Mapping[str, Float32Array]) -> Float32Array:
    """[SLOTS * N, 1 + symbols] for N letters."""
    x = weights["letters"][numbers]
    for layer in _LAYERS:
        forwards = _gru(x, weights, f"l{layer}")
        backwards = _gru(x[::-1], weights, f"l{layer}_reverse")[::-1]
        x = np.concatenate([forwards, backwards], axis=1)
    scores = x @ weights["head"] + weights["head_bias"]
    return scores.reshape(SLOTS * len(numbers), 1 + len(SYMBOLS))


def _gru(x: Float32Array, weights: Mapping[str, Float32Array], name: str) -> Float32Array:
    """[N, H] states for [N, C] inputs, in their order; the gates are reset, update, new."""
    recurrent, bias = weights[f"recurrent_{name}"], weights[f"recurrent_bias_{name}"]
    size = recurrent.shape[0]
    inputs = x @ weights[f"input_{name}"] + weights[f"input_bias_{name}"]
    state, states = np.zeros(size, np.float32), []
    for given in inputs:
        held = state @ recurrent + bias
        gates = 0.5 * np.tanh(0.5 * (given[: 2 * size] + held[: 2 * size])) + 0.5
        reset, update = gates[:size], gates[size:]
        new = np.tanh(given[2 * size :] + reset * held[2 * size :])
        state = new + update * (state - new)
        states.append(state)
    return np.array(states)


def _collapse(classes: np.ndarray) -> str:
    """The symbols of a path: runs count once, blanks not at all."""
    begins = np.diff(classes, prepend=0) != 0
    return "".join(SYMBOLS[each - 1] for each in classes[begins & (classes > 0)])


def _with_one_stress(phonemes: str) -> str:
    """The first primary stress stays one; without any, the first vowel is given it."""
    if not VOWELS & set(phonemes):
        phonemes += "ə"
    head, stressed, tail = phonemes.partition(_PRIMARY)
    if stressed:
        return head + _PRIMARY + tail.replace(_PRIMARY, _SECONDARY)
    plain = phonemes.replace(_SECONDARY, "")
    first = next(place for place, symbol in enumerate(plain) if symbol in VOWELS)
    return plain[:first] + _PRIMARY + plain[first:]


def _british(phonemes: str) -> str:
    """American phonemes as a speaker of southern England has them: long vowels, no r after them."""
    for american, british in _BRITISH:
        phonemes = re.sub(american, british, phonemes)
    return phonemes


_NO_VOWEL = "(?![ˈˌ]?[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵊjw])"
_BRITISH = tuple(
    (re.compile(american), british)
    for american, british in (
        ("ɾ", "t"),
        ("ᵻ", "ɪ"),
        ("O", "Q"),
        ("æ", "a"),
        ("ɑ(?!ɹ)", "ɒ"),
        ("ɔ(?!ɹ)", "ɔː"),
        ("u", "uː"),
        ("i(?=.)", "iː"),
        (f"ɪɹ{_NO_VOWEL}", "ɪə"),
        (f"ɛɹ{_NO_VOWEL}", "ɛː"),
        (f"([ɑɔɜ])ɹ{_NO_VOWEL}", r"\1ː"),
        ("([ɑɔɜ])ɹ", r"\1ːɹ"),
        (f"ɹ{_NO_VOWEL}", ""),
    )
)
"""What stands at a word's end as i stays short: “happy”."""


@cache
def _network() -> Mapping[str, Float32Array]:
    with np.load(_WEIGHTS, allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
