"""What is written otherwise than it is spoken: numbers, money, times, dates, units, abbreviations.

Everything becomes words and the punctuation that stays; letters that are to be spelled are capitals
with a hyphen between them. What is left of other signs is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from real3d.text_to_speech.numbers import cardinal, decimal, digits, ordinal, year
from real3d.text_to_speech.voices import Accent

_Rule = tuple["re.Pattern[str]", Callable[["re.Match[str]", Accent], str]]

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join((*_MONTHS, *(f"{name[:3]}\\.?" for name in _MONTHS if len(name) > 4), "Sept\\.?"))
_ABBREVIATIONS = {
    "approx.": "approximately",
    "ave.": "avenue",
    "blvd.": "boulevard",
    "capt.": "captain",
    "co.": "company",
    "corp.": "corporation",
    "dept.": "department",
    "dr.": "doctor",
    "e.g.": "for example",
    "esp.": "especially",
    "est.": "established",
    "etc.": "et cetera",
    "gen.": "general",
    "gov.": "governor",
    "hon.": "honourable",
    "i.e.": "that is",
    "inc.": "incorporated",
    "jr.": "junior",
    "lt.": "lieutenant",
    "ltd.": "limited",
    "max.": "maximum",
    "messrs.": "messers",
    "min.": "minimum",
    "mr.": "Mr",
    "mrs.": "Mrs",
    "ms.": "Ms",
    "ph.d.": "P-H-D",
    "phd": "P-H-D",
    "mt.": "mount",
    "prof.": "professor",
    "rd.": "road",
    "rev.": "reverend",
    "sen.": "senator",
    "sgt.": "sergeant",
    "sr.": "senior",
    "vs.": "versus",
    "w/": "with",
    "w/o": "without",
}
_ENDING = frozenset(("etc.", "co.", "corp.", "inc.", "jr.", "ltd.", "sr.", "rd.", "ave.", "blvd."))
"""What may stand at the end of a sentence, whose full stop it then takes."""
_CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
_MAGNITUDES = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion", "tn": "trillion"}
_UNITS = {
    "cm": "centimetre",
    "dB": "decibel",
    "fps": "frame per second",
    "ft": "foot",
    "g": "gram",
    "GB": "gigabyte",
    "GHz": "gigahertz",
    "Hz": "hertz",
    "kB": "kilobyte",
    "KB": "kilobyte",
    "kg": "kilogram",
    "kHz": "kilohertz",
    "km": "kilometre",
    "km/h": "kilometre per hour",
    "kW": "kilowatt",
    "kWh": "kilowatt-hour",
    "lb": "pound",
    "lbs": "pound",
    "m": "metre",
    "MB": "megabyte",
    "mg": "milligram",
    "MHz": "megahertz",
    "mi": "mile",
    "ml": "millilitre",
    "mm": "millimetre",
    "mph": "mile per hour",
    "ms": "millisecond",
    "m/s": "metre per second",
    "oz": "ounce",
    "px": "pixel",
    "TB": "terabyte",
    "°": "degree",
    "°C": "degree Celsius",
    "°F": "degree Fahrenheit",
}
_SIGNS = {
    "%": " percent ",
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "×": " times ",
    "÷": " divided by ",
    "@": " at ",
    "©": " copyright ",
    "°": " degrees ",
    "€": " euros ",
    "£": " pounds ",
    "$": " dollars ",
}
_PARTS = {2: "half", 4: "quarter"}
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_ROMAN = {
    "II": 2,
    "III": 3,
    "IV": 4,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "XI": 11,
    "XII": 12,
    "XIII": 13,
    "XIV": 14,
    "XV": 15,
    "XVI": 16,
}
_RULERS = "Alexander|Catherine|Charles|Edward|Elizabeth|Frederick|George|Henry|James|John|Louis|"
_RULERS += "Napoleon|Paul|Peter|Philip|Pius|Richard|William"


def in_words(text: str, accent: Accent) -> str:
    """The same text in words and punctuation, one paragraph a line.

    Args:
        text: as somebody typed it.
        accent: whose dates and numbers: “July fourth” or “the fourth of July”.
    """
    text = _tidy(text)
    for pattern, spoken in _RULES:
        text = pattern.sub(lambda found, spoken=spoken: spoken(found, accent), text)  # type: ignore[misc]
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    text = _UNSPOKEN.sub(" ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


_UNSPOKEN = re.compile(r"[^\w\s'’“”\"();:,.!?…—-]|_")
"""Neither a letter nor a sign that is heard as a pause or a melody."""


def _tidy(text: str) -> str:
    for sign, fraction in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d){sign}", f" and {fraction}", text).replace(sign, fraction)
    text = text.replace("…", "...")
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[‘’ʼ`´]", "'", text)
    text = re.sub(r"\.{2,}", "…", text)
    text = re.sub(r"\s+[-–—]+\s+|—|--+", " — ", text)
    text = re.sub(r"(?<=[^\W\d])–(?=[^\W\d])", "-", text)
    text = re.sub(r"[\u200b-\u200f\u2060\ufe00-\ufe0f\xad]", "", text)
    text = re.sub(r"[•·*#>|]+(?=\s)|^[-–]\s+", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s*\n\s*", "\n", text)


def _integer(text: str) -> int:
    return int(text.replace(",", "") or 0)


def _number(text: str, accent: Accent) -> str:
    """A number as it is written, with commas and a point."""
    whole, point, fraction = text.replace(",", "").partition(".")
    joined = accent == "british"
    return decimal(whole, fraction, joined) if point else cardinal(int(whole or 0), joined)


def _address(found: re.Match[str], accent: Accent) -> str:
    address = re.sub(r"^https?://|/$", "", found[0])
    spoken = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore "}
    return "".join(spoken.get(sign, sign) for sign in address)


def _abbreviation(found: re.Match[str], accent: Accent) -> str:
    short = found[0].lower()
    ends = short in _ENDING and re.match(r"\s*$|\s+[A-Z“\"]", found.string[found.end() :])
    return _ABBREVIATIONS[short] + ("." if ends else "")


def _initials(found: re.Match[str], accent: Accent) -> str:
    """“U.S.” is U-S; at the end of a line its last point is also the sentence's."""
    ends = re.match(r"\s*(\n|$)", found.string[found.end() :])
    return _spelled(found[0]) + ("." if ends else "")


def _spelled(letters: str) -> str:
    return "-".join(letters.replace(".", "").upper())


def _saint_or_street(found: re.Match[str], accent: Accent) -> str:
    return "saint " if found["name"] else "street"


def _money(found: re.Match[str], accent: Accent) -> str:
    one, many, small_one, small_many = _CURRENCIES[found["currency"]]
    amount, magnitude = found["amount"], found["magnitude"]
    if magnitude:
        magnitude = _MAGNITUDES.get(magnitude.strip().lower(), magnitude.strip())
        return f"{_number(amount, accent)} {magnitude} {many}"
    whole, _, cents = amount.partition(".")
    if len(cents) != 2 or not small_one:
        return f"{_number(amount, accent)} {one if amount == '1' else many}"
    pounds, pence = _integer(whole), int(cents)
    small = f"{cardinal(pence)} {small_one if pence == 1 else small_many}"
    large = f"{_number(whole, accent)} {one if pounds == 1 else many}"
    if not pence:
        return large
    return small if not pounds else f"{large} and {small}"


def _time(found: re.Match[str], accent: Accent) -> str:
    hour, minute = int(found["hour"]), int(found["minute"])
    half = f" {_spelled(found['half'])}" if found["half"] else ""
    if minute:
        spoken = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif half:
        spoken = cardinal(hour)
    else:
        spoken = f"{cardinal(hour)} {'o’clock' if 0 < hour <= 12 else 'hundred'}"
    return spoken.replace("’", "'") + half + _taken_stop(found, "half")


def _hour(found: re.Match[str], accent: Accent) -> str:
    return f"{cardinal(int(found['hour']))} {_spelled(found['half'])}" + _taken_stop(found, "half")


def _taken_stop(found: re.Match[str], group: str) -> str:
    """The full stop of a sentence that ends in “p.m.”."""
    dotted = (found[group] or "").endswith(".")
    return "." if dotted and re.match(r"\s*$|\s+[A-Z]", found.string[found.end() :]) else ""


def _iso_date(found: re.Match[str], accent: Accent) -> str:
    number, month, day = int(found[1]), int(found[2]), int(found[3])
    return f"{_day_of_month(_MONTHS[month - 1], day, accent)}, {year(number)}"


def _slashed_date(found: re.Match[str], accent: Accent) -> str:
    first, second, number = int(found[1]), int(found[2]), int(found[3])
    month, day = (first, second) if accent == "american" else (second, first)
    if month > 12:
        month, day = day, month
    return f"{_day_of_month(_MONTHS[month - 1], day, accent)}, {year(number)}"


def _month_day(found: re.Match[str], accent: Accent) -> str:
    return _day_of_month(_month_name(found["month"]), int(found["day"]), accent)


def _day_month(found: re.Match[str], accent: Accent) -> str:
    return f"the {ordinal(int(found['day']))} of {_month_name(found['month'])}"


def _day_of_month(month: str, day: int, accent: Accent) -> str:
    return f"{month} {'the ' if accent == 'british' else ''}{ordinal(day)}"


def _month_name(written: str) -> str:
    return next(name for name in _MONTHS if name.startswith(written[:3]))


def _decade(found: re.Match[str], accent: Accent) -> str:
    century, ten = found[1], int(found[2]) * 10
    tens = _plural(cardinal(ten)) if ten else "hundreds"
    return f"{cardinal(int(century))} {tens}" if century else tens


def _numbers(found: re.Match[str], accent: Accent) -> str:
    """“747s” and “MP3s”."""
    return _plural(cardinal(int(found[1])))


def _plural(number: str) -> str:
    if number.endswith("y"):
        return number[:-1] + "ies"
    return number + ("es" if number.endswith("x") else "s")


def _telephone(found: re.Match[str], accent: Accent) -> str:
    groups = re.findall(r"\d+", found[0])
    return ("plus " if found[0].startswith("+") else "") + ", ".join(map(digits, groups))


def _version(found: re.Match[str], accent: Accent) -> str:
    return " point ".join(_number(part, accent) for part in found[0].split("."))


def _range(found: re.Match[str], accent: Accent) -> str:
    return f"{found[1]} to "


def _score(found: re.Match[str], accent: Accent) -> str:
    return f"{cardinal(int(found[1]))} {cardinal(int(found[2]))}"


def _fraction(found: re.Match[str], accent: Accent) -> str:
    above, below = int(found[1]), int(found[2])
    part = _PARTS.get(below, ordinal(below))
    many = "halves" if part == "half" else f"{part}s"
    return f"{cardinal(above)} {part if above == 1 else many}"


def _measure(found: re.Match[str], accent: Accent) -> str:
    amount, unit = found["amount"], _UNITS[found["unit"]]
    head, _, tail = unit.partition(" ")
    if amount != "1":
        same = head in ("hertz", "megahertz", "gigahertz", "kilohertz")
        head = "feet" if head == "foot" else head if same else f"{head}s"
    return f"{_number(amount, accent)} {head} {tail}".rstrip()


def _ordinal(found: re.Match[str], accent: Accent) -> str:
    return ordinal(_integer(found[1]), accent == "british")


def _roman(found: re.Match[str], accent: Accent) -> str:
    value = _ROMAN[found["number"]]
    is_ruler = re.fullmatch(_RULERS, found["before"]) is not None
    return f"{found['before']} {'the ' + ordinal(value) if is_ruler else cardinal(value)}"


def _plain(found: re.Match[str], accent: Accent) -> str:
    """A number that is nothing else; four digits without a comma are a year."""
    written = found[0]
    whole, point, _ = written.partition(".")
    if len(whole) > 1 and whole.startswith("0") and not point:
        return digits(whole)
    if re.fullmatch(r"1[1-9]\d\d|20\d\d", written):
        return year(int(written), accent == "british")
    return _number(written, accent)


def _rule(pattern: str, spoken: Callable[[re.Match[str], Accent], str], flags: int = 0) -> _Rule:
    return re.compile(pattern, flags), spoken


_DAY = r"[12]\d|3[01]|0?[1-9]"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+"
_HALF = r"[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b"
_shorts = "|".join(re.escape(each) for each in sorted(_ABBREVIATIONS, key=len, reverse=True))
_units = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))

_RULES: tuple[_Rule, ...] = (
    _rule(r"https?://\S+[\w/]|\bwww\.\S+\w|\b[\w.+-]+@[\w-]+(?:\.\w+)+", _address),
    _rule(r"\b[\w-]{2,}\.(?:com|org|net|io|co\.uk|edu|gov|ai|dev)\b(?:/\S*\w)?", _address),
    _rule(r"(?<![\w&])@(?=\w)", lambda found, accent: "at "),
    _rule(r"(?<!\w)#(?=\d)", lambda found, accent: "number "),
    _rule(r"(?<!\w)#(?=\w)", lambda found, accent: "hashtag "),
    _rule(r"\b[Nn]os?\.\s?(?=\d)", lambda found, accent: "number "),
    _rule(r"\bp\.\s?(?=\d)", lambda found, accent: "page "),
    _rule(r"\bSt\.(?P<name>\s+(?=[A-Z][a-z]))?", _saint_or_street),
    _rule(rf"(?<![\w.])(?:{_shorts})(?!\w)", _abbreviation, re.IGNORECASE),
    _rule(
        rf"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!:?\d)\s?(?P<half>{_HALF})?",
        _time,
    ),
    _rule(rf"(?<![\d.,:])(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>{_HALF})", _hour),
    _rule(r"(?<![\w.])(?:[A-Za-z]\.){2,}", _initials),
    _rule(r"(?<![\w-])([A-Z])\.(?=\s*[A-Z])", lambda found, accent: found[1]),
    _rule(r"\b([12]\d{3})-(0[1-9]|1[0-2])-([0-2]\d|3[01])\b", _iso_date),
    _rule(rf"(?<![\d/])({_DAY})/({_DAY})/([12]\d{{3}})(?![\d/])", _slashed_date),
    _rule(rf"\b(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:st|nd|rd|th)?\b(?![:.,]\d)", _month_day),
    _rule(
        rf"(?:\bthe\s)?\b(?P<day>{_DAY})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month>{_MONTH})(?!\w)",
        _day_month,
    ),
    _rule(r"'?\b(1[0-9]|20)?([1-9]|(?<=\d)0)0'?s\b", _decade),
    _rule(r"(?<=[^\W\d_])[-.]?(?=\d)", lambda found, accent: " "),
    _rule(r"(\d+)'?s\b", _numbers),
    _rule(r"\b24/7\b", lambda found, accent: "twenty-four seven"),
    _rule(
        rf"(?P<currency>[$€£¥₹])\s?(?P<amount>{_AMOUNT})"
        r"(?P<magnitude>\s?(?:million|billion|trillion|thousand|bn|tn|[kKmMbB])\b)?",
        _money,
    ),
    _rule(rf"(?P<amount>{_AMOUNT})\s?(?P<currency>[€£])(?P<magnitude>)", _money),
    _rule(
        r"(?<![\w-])(?:\+\d{1,3}[ -])?\(?\d{3,5}\)?[ -]\d{3}[ -]?\d{3,4}\b"
        r"|(?<![\w-])\d{3}-\d{4}\b",
        _telephone,
    ),
    _rule(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.]*\d)", _version),
    _rule(rf"(?<![\w.-])({_AMOUNT}%?)\s?[-–]\s?(?=\d)", _range),
    _rule(r"(?<![\w.:])(\d{1,2}):(\d{1,2})(?![\w:])", _score),
    _rule(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/])", _fraction),
    _rule(rf"(?<![\w.])(?P<amount>{_AMOUNT})\s?(?P<unit>{_units})(?![\w°])", _measure),
    _rule(r"(?<![\w.])(\d[\d,]*)(?:st|nd|rd|th)\b", _ordinal),
    _rule(rf"\b(?P<before>[A-Z][a-z]+)\s(?P<number>{'|'.join(_ROMAN)})\b", _roman),
    _rule(r"(?<![\w)])[-−](?=\.?\d)", lambda found, accent: "minus "),
    _rule(r"(?<=\d)[xX](?=\d)", lambda found, accent: " by "),
    _rule(r"(?<=\d)-?(?=[^\W\d_])", lambda found, accent: " "),
    _rule(_AMOUNT, _plain),
    _rule(r"(?<=\w)\s?/\s?(?=\w)", lambda found, accent: " "),
)
