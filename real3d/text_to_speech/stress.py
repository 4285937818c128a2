"""Where a word is stressed, in misaki's notation: `ˈ` and `ˌ` stand before the vowel."""

from __future__ import annotations

from real3d.text_to_speech.letter_to_sound import VOWELS

PRIMARY, SECONDARY = "ˈˌ"
_LONG = frozenset("AIOQWYʤʧ")


def with_secondary(phonemes: str) -> str:
    """A word without any stress is given a secondary one, as a capital asks for."""
    if PRIMARY in phonemes or SECONDARY in phonemes:
        return phonemes
    return _on_first_vowel(phonemes, SECONDARY)


def with_primary(phonemes: str) -> str:
    """Stressed, as a word in capitals is."""
    if PRIMARY in phonemes:
        return phonemes
    if SECONDARY in phonemes:
        return phonemes.replace(SECONDARY, PRIMARY, 1)
    return _on_first_vowel(phonemes, PRIMARY)


def weakened(phonemes: str) -> str:
    """With its primary stress as a secondary one: a lesser part of a compound."""
    if PRIMARY not in phonemes:
        return phonemes
    return phonemes.replace(SECONDARY, "").replace(PRIMARY, SECONDARY)


def spelled(letters: list[str]) -> str:
    """The phonemes of letters that are read one by one: the last one is stressed."""
    weak = [weakened(with_secondary(each)) for each in letters[:-1]]
    return "".join([*weak, with_primary(letters[-1])])


def compound(parts: list[str]) -> str:
    """Parts that are written together; the lighter half of the stressed ones is weakened."""
    stressed = sorted(
        (k for k, part in enumerate(parts) if PRIMARY in part), key=lambda k: _weight(parts[k])
    )
    weak = set(stressed[: len(stressed) // 2])
    return "".join(weakened(part) if k in weak else part for k, part in enumerate(parts))


def _weight(phonemes: str) -> int:
    return sum(2 if each in _LONG else 1 for each in phonemes)


def _on_first_vowel(phonemes: str, stress: str) -> str:
    place = next((k for k, each in enumerate(phonemes) if each in VOWELS), None)
    return phonemes if place is None else phonemes[:place] + stress + phonemes[place:]
