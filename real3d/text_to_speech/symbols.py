"""The numbers by which the network knows phonemes and marks."""

from __future__ import annotations

_PAIRS = (
    '; 1 : 2 , 3 . 4 ! 5 ? 6 — 9 … 10 " 11 ( 12 ) 13 “ 14 ” 15 A 24 I 25 O 31 Q 33 S 35 T 36 W 39 '
    "Y 41 ᵊ 42 a 43 b 44 c 45 d 46 e 47 f 48 h 50 i 51 j 52 k 53 l 54 m 55 n 56 o 57 p 58 q 59 r "
    "60 s 61 t 62 u 63 v 64 w 65 x 66 y 67 z 68 ɑ 69 ɐ 70 ɒ 71 æ 72 ɔ 76 ð 81 ʤ 82 ə 83 ɛ 86 ɜ 87 "
    "ɡ 92 ɪ 102 ŋ 112 θ 119 ɹ 123 ɾ 125 ʃ 131 ʧ 133 ʊ 135 ʌ 138 ʒ 147 ʔ 148 ˈ 156 ˌ 157 ː 158 ᵻ "
    "177"
).split()
SYMBOL_NUMBERS = {
    symbol: int(number) for symbol, number in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
} | {" ": 16}
"""Those of English, of Kokoro's 114."""
MOST = 510
"""Symbols that the network reads at a time."""


def symbol_numbers(phonemes: str) -> list[int]:
    """The numbers of what is known; what is not is left out."""
    return [SYMBOL_NUMBERS[each] for each in phonemes if each in SYMBOL_NUMBERS]
