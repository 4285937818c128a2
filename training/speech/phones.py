"""Phones of many languages as articulatory targets: what lips and jaw want to do for each sound.

Targets are conventional phonetics on a scale of 0..1 (close vowels open the jaw little, rounded
ones protrude the lips...). A weight says how firmly a sound insists on its target while its
neighbours pull elsewhere (the dominance of Cohen and Massaro 1993): a k leaves the jaw to the
vowels around it, a p closes the lips whatever surrounds it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SILENCE = "SIL"


@dataclass(frozen=True)
class Phone:
    """One sound; targets in 0..1, weights relative to a vowel's."""

    viseme: str | None
    """Class of sounds that look alike; None for sounds that look like their neighbours."""
    jaw: float
    """How far the jaw opens."""
    seal: float = 0.0
    """Lips pressed together."""
    rounding: float = 0.0
    """Lips rounded and protruded."""
    spreading: float = 0.3
    """Corners drawn apart; 0.3 is neutral."""
    tuck: float = 0.0
    """Lower lip at the upper teeth."""
    jaw_weight: float = 1.0
    seal_weight: float = 1.0
    """Of both `seal` and `tuck`."""
    rounding_weight: float = 1.0
    spreading_weight: float = 1.0
    voiced: bool = True


def _table() -> dict[str, Phone]:
    rows = (
        # Vowels.
        ("i", Phone("I", 0.20, spreading=0.9)),
        ("ɪ ᵻ ɨ", Phone("I", 0.30, spreading=0.6)),
        ("y ʏ", Phone("U", 0.20, rounding=0.85, spreading=0.1)),
        ("ʉ", Phone("U", 0.22, rounding=0.75, spreading=0.15)),
        ("e", Phone("E", 0.40, spreading=0.7)),
        ("ɛ ε", Phone("E", 0.55, spreading=0.55)),
        ("æ", Phone("aa", 0.78, spreading=0.5)),
        ("a", Phone("aa", 0.90)),
        ("ɑ", Phone("aa", 0.90, rounding=0.05, spreading=0.2)),
        ("ɐ", Phone("aa", 0.65, jaw_weight=0.8)),
        ("ə ɘ", Phone("E", 0.35, 0, 0.1, 0.3, 0, 0.5, 1.0, 0.5, 0.5)),
        ("ʌ", Phone("aa", 0.62)),
        ("ɜ", Phone("E", 0.45, rounding=0.2, spreading=0.25)),
        ("ɚ ɝ", Phone("RR", 0.38, rounding=0.4, spreading=0.2)),
        ("ɔ", Phone("O", 0.62, rounding=0.6, spreading=0.1)),
        ("o", Phone("O", 0.45, rounding=0.75, spreading=0.05)),
        ("ɒ", Phone("O", 0.78, rounding=0.4, spreading=0.1)),
        ("u", Phone("U", 0.20, rounding=0.95, spreading=0.0)),
        ("ʊ ɵ", Phone("U", 0.32, rounding=0.7, spreading=0.1)),
        ("ɯ", Phone("I", 0.25, rounding=0.1, spreading=0.4)),
        ("ø", Phone("U", 0.38, rounding=0.75, spreading=0.1)),
        ("œ ɶ", Phone("O", 0.55, rounding=0.6, spreading=0.1)),
        ("ɤ", Phone("E", 0.42, rounding=0.1)),
        # Lips together, and lip to teeth.
        ("b m ɓ", Phone("PP", 0.10, 1.0, 0.0, 0.3, 0.0, 1.2, 4.0, 0.15, 0.15)),
        ("p", Phone("PP", 0.10, 1.0, 0.0, 0.3, 0.0, 1.2, 4.0, 0.15, 0.15, voiced=False)),
        ("ɸ", Phone("PP", 0.14, 0.75, 0.1, 0.3, 0.0, 1.0, 2.5, 0.2, 0.2, voiced=False)),
        ("β", Phone("PP", 0.14, 0.75, 0.1, 0.3, 0.0, 1.0, 2.5, 0.2, 0.2)),
        ("f", Phone("FF", 0.12, 0.25, 0.0, 0.3, 1.0, 1.3, 2.0, 0.2, 0.25, voiced=False)),
        ("v ɱ", Phone("FF", 0.12, 0.25, 0.0, 0.3, 1.0, 1.3, 2.0, 0.2, 0.25)),
        ("ʋ", Phone("FF", 0.20, 0.10, 0.1, 0.3, 0.6, 0.8, 1.0, 0.2, 0.2)),
        # Glides.
        ("w ʍ", Phone("U", 0.20, 0.15, 0.95, 0.0, 0.0, 0.8, 1.0, 1.5, 1.0)),
        ("ɥ", Phone("U", 0.20, 0.10, 0.85, 0.1, 0.0, 0.8, 1.0, 1.3, 1.0)),
        ("j", Phone("I", 0.20, 0.0, 0.0, 0.75, 0.0, 0.7, 1.0, 0.4, 0.8)),
        ("ɹ ɻ", Phone("RR", 0.28, 0.0, 0.45, 0.2, 0.0, 0.6, 1.0, 0.6, 0.4)),
        ("r", Phone("RR", 0.28, 0.0, 0.1, 0.3, 0.0, 0.6, 1.0, 0.2, 0.2)),
        # Tongue and teeth.
        ("θ", Phone("TH", 0.24, 0.0, 0.0, 0.35, 0.0, 0.9, 1.0, 0.2, 0.3, voiced=False)),
        ("ð", Phone("TH", 0.24, 0.0, 0.0, 0.35, 0.0, 0.9, 1.0, 0.2, 0.3)),
        ("t ʈ", Phone("DD", 0.20, 0.0, 0.0, 0.4, 0.0, 0.8, 1.0, 0.15, 0.3, voiced=False)),
        ("d ɖ ɗ ɾ ɽ", Phone("DD", 0.20, 0.0, 0.0, 0.4, 0.0, 0.8, 1.0, 0.15, 0.3)),
        ("n l ɳ ɭ ɫ ɬ ɮ ɺ", Phone("nn", 0.25, 0.0, 0.0, 0.35, 0.0, 0.6, 1.0, 0.12, 0.25)),
        ("s", Phone("SS", 0.08, 0.0, 0.0, 0.55, 0.0, 1.6, 1.0, 0.25, 0.6, voiced=False)),
        ("z", Phone("SS", 0.08, 0.0, 0.0, 0.55, 0.0, 1.6, 1.0, 0.25, 0.6)),
        ("ʃ ʂ", Phone("CH", 0.12, 0.0, 0.6, 0.15, 0.0, 1.5, 1.0, 0.9, 0.7, voiced=False)),
        ("ʒ ʐ", Phone("CH", 0.12, 0.0, 0.6, 0.15, 0.0, 1.5, 1.0, 0.9, 0.7)),
        ("ɕ", Phone("CH", 0.10, 0.0, 0.35, 0.35, 0.0, 1.4, 1.0, 0.6, 0.6, voiced=False)),
        ("ʑ", Phone("CH", 0.10, 0.0, 0.35, 0.35, 0.0, 1.4, 1.0, 0.6, 0.6)),
        # Behind the lips' sight.
        ("k x q χ", Phone("kk", 0.30, 0.0, 0.0, 0.3, 0.0, 0.35, 1.0, 0.08, 0.12, voiced=False)),
        ("ɡ g ŋ ɣ ɢ ɴ", Phone("kk", 0.30, 0.0, 0.0, 0.3, 0.0, 0.35, 1.0, 0.08, 0.12)),
        ("ʁ ʀ ħ ʕ", Phone("kk", 0.32, 0.0, 0.05, 0.3, 0.0, 0.3, 1.0, 0.08, 0.12)),
        ("c ç", Phone("kk", 0.20, 0.0, 0.0, 0.5, 0.0, 0.6, 1.0, 0.15, 0.4, voiced=False)),
        ("ɟ ɲ ʎ ʝ", Phone("kk", 0.20, 0.0, 0.0, 0.5, 0.0, 0.6, 1.0, 0.15, 0.4)),
        ("h", Phone(None, 0.45, 0.0, 0.0, 0.3, 0.0, 0.06, 1.0, 0.03, 0.03, voiced=False)),
        ("ɦ", Phone(None, 0.45, 0.0, 0.0, 0.3, 0.0, 0.06, 1.0, 0.03, 0.03)),
        ("ʔ ʡ", Phone(None, 0.40, 0.0, 0.0, 0.3, 0.0, 0.04, 0.6, 0.03, 0.03, voiced=False)),
        (SILENCE, Phone("sil", 0.03, 0.55, 0.0, 0.3, 0.0, 0.5, 0.6, 0.2, 0.2, voiced=False)),
    )
    return {symbol: phone for symbols, phone in rows for symbol in symbols.split()}


PHONES = _table()
"""By IPA letter, without length, stress, tone and other marks; `SILENCE` for pauses."""

VOWELS = frozenset("iɪᵻɨyʏʉeɛεæaɑɐəɘʌɜɚɝɔoɒuʊɵɯøœɶɤ")


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


ARPABET = {
    **_pairs("aa=ɑ ae=æ ah=ʌ ao=ɔ aw=aʊ ax=ə axr=ɚ ay=aɪ eh=ɛ el=əl em=m en=n er=ɝ ey=eɪ"),
    **_pairs("ih=ɪ ix=ɨ iy=i ow=oʊ oy=ɔɪ uh=ʊ uw=u ux=ʉ b=b ch=tʃ d=d dh=ð dx=ɾ f=f g=g"),
    **_pairs("hh=h hv=h h=h jh=dʒ k=k l=l m=m n=n ng=ŋ nx=n p=p r=ɹ s=s sh=ʃ t=t th=θ v=v"),
    **_pairs("w=w y=j z=z zh=ʒ"),
    **dict.fromkeys(("pau", "sil", "brth", "ssil", "#", "h#"), SILENCE),
}
"""English, as flite and festival write it."""

_PLAIN = {letter: letter for letter in "pbtdkgfvszmnlraeiou"}
_PAUSES = dict.fromkeys(("pau", "sil", "#", "##", "_", "H#"), SILENCE)

RUSSIAN = {
    **_PLAIN,
    **_PAUSES,
    **{2 * letter: letter for letter in "ptdkgbfvszmnlr"},
    **_pairs("aa=a ii=i oo=o uu=u ee=e yy=ɨ a=ɐ i=ɪ y=ɨ ae=ɪ ay=ə ur=ʊ"),
    **_pairs("sh=ʃ sch=ɕ ch=tɕ zh=ʒ h=x hh=x c=ts j=j"),
}
"""Of the voice msu_ru_nsh: stressed vowels are double; `ae` is what unstressed a, o, e and i become
after a soft consonant (its F1 is 290 Hz), `ay` after a hard one (340 Hz)."""
CATALAN = {
    **_PLAIN,
    **_PAUSES,
    **{letter + "1": letter for letter in "aeiou"},
    **_pairs("E1=ɛ O1=ɔ E=ɛ O=ɔ ax=ɐ axx=ɐ rr=r r=ɾ Z=ʒ S=ʃ L=ʎ J=ɲ N=ŋ B=β D=ð G=ɣ tS=tʃ dZ=dʒ"),
    **_pairs("ts=ts dz=dz uw=w y=j w=w j=j"),
}
"""Of the voice upc_ca_ona: its neutral vowel, that of Barcelona, is more open (F1 625 Hz) than ɛ
(570 Hz)."""
JAPANESE = {
    **_pairs("pau=SIL sil=SIL a=a i=i u=ɯ e=e o=o A=a I=i U=ɯ E=e O=o k=k ky=k g=ɡ gy=ɡ s=s"),
    **_pairs("sh=ɕ z=z j=ʑ t=t ts=ts ty=t ch=ɕ d=d dy=d n=n ny=ɲ h=h hy=ç b=b by=b p=p py=p m=m"),
    **_pairs("my=m r=ɾ ry=ɾ w=w y=j f=ɸ v=v kw=k gw=ɡ"),
}
"""Of Open JTalk, but for those that take their place from the next sound."""


@dataclass(frozen=True)
class Segment:
    """One phone of a recording; times in seconds."""

    start: float
    end: float
    phone: str
    """A key of `PHONES`."""


def segments_from_ipa(events: list[tuple[float, float, str]]) -> list[Segment]:
    """(start, end, IPA) of a synthesiser as single phones.

    Diphthongs are divided, affricates are seen as their fricative. What the table does not know
    extends the phone before it.
    """
    segments: list[Segment] = []
    for start, end, ipa in events:
        phones = _letters(ipa)
        if not phones:
            if segments:
                segments[-1] = Segment(segments[-1].start, end, segments[-1].phone)
            continue
        first_share = 0.6 if len(phones) == 2 and phones[0] in VOWELS else 1 / len(phones)
        bounds = [start, start + first_share * (end - start)]
        rest = (end - bounds[1]) / max(1, len(phones) - 1)
        bounds += [bounds[1] + rest * (k + 1) for k in range(len(phones) - 1)]
        segments += map(Segment, bounds, bounds[1:], phones)
    return segments


def _letters(ipa: str) -> list[str]:
    """The phones in one event of a synthesiser."""
    ipa = ipa.strip()
    if ipa in ("", "_", SILENCE):
        return [SILENCE]
    if ipa.startswith("("):  # a switch of language
        return []
    plain = unicodedata.normalize("NFD", ipa).replace("?", "ʔ")
    phones = [letter for letter in plain if letter in PHONES]
    if not phones:
        return ["j"] if plain.startswith("ʲ") else []
    if len(phones) > 1 and phones[-1] in "ʔhɦ":
        phones = phones[:-1]
    if len(phones) > 1 and phones[0] == "ʔ":
        phones = phones[1:]
    if len(phones) == 2 and phones[0] in "tdʈɖ" and phones[1] in "ʃʒɕʑʂʐ":
        phones = phones[1:]
    return phones
