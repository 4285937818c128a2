"""Numbers in words: “forty-two”, “twenty-first”, “nineteen eighty-four”, “three point one four”."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
)
_LARGEST = 10**15
"""From here on nobody wants the words; the digits are read."""
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int, joined: bool = False) -> str:
    """`one hundred five`; `joined`, as the British say it, `one hundred and five`.

    Args:
        number: 0 or more.
    """
    if number >= _LARGEST:
        return digits(str(number))
    words = []
    for value, name in _SCALES:
        if number >= value:
            words += [cardinal(number // value, joined), name]
            number %= value
    if words and 0 < number < 100 and joined:
        words.append("and")
    if number or not words:
        words.append(_below_thousand(number, joined))
    return " ".join(words)


def ordinal(number: int, joined: bool = False) -> str:
    """`twenty-first`."""
    words = cardinal(number, joined)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in _ORDINALS:
        return words[:start] + _ORDINALS[last]
    return words[:-1] + "ieth" if words.endswith("y") else words + "th"


def year(number: int, joined: bool = False) -> str:
    """`nineteen eighty-four`, `two thousand six`, `twenty twenty-six`.

    Args:
        number: 1000..9999.
    """
    century, rest = divmod(number, 100)
    if rest == 0 and century % 10:
        return f"{cardinal(century)} hundred"
    if century % 10 == 0 and rest < 10:
        return cardinal(number, joined)
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def decimal(whole: str, fraction: str, joined: bool = False) -> str:
    """`three point one four`.

    Args:
        whole: the digits before the point.
        fraction: the digits after it.
    """
    return f"{cardinal(int(whole or 0), joined)} point {digits(fraction)}"


def digits(text: str) -> str:
    """One by one, as in a telephone number; commas between them are passed over."""
    return " ".join(_SMALL[int(digit)] for digit in text if digit.isdecimal())


def _below_thousand(number: int, joined: bool) -> str:
    if number >= 100:
        rest = number % 100
        link = " and " if joined else " "
        return f"{_SMALL[number // 100]} hundred" + (f"{link}{cardinal(rest)}" if rest else "")
    if number < 20:
        return _SMALL[number]
    ten, one = divmod(number, 10)
    return _TENS[ten] + (f"-{_SMALL[one]}" if one else "")
