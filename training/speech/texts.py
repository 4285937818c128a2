"""Something to say: random words of Debian's word lists. Sounds and pauses matter, sense does not.

Needs `wamerican wspanish witalian wngerman wfrench wportuguese wpolish wdutch wukrainian`.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

DICTIONARIES = Path("/usr/share/dict")
WORD_LISTS = {
    "en": "american-english",
    "es": "spanish",
    "it": "italian",
    "de": "ngerman",
    "fr": "french",
    "pt": "portuguese",
    "pl": "polish",
    "nl": "dutch",
    "uk": "ukrainian",
}
LATIN = ("it", "es", "pt", "en", "pl", "de", "fr")
"""Languages without a list read these, wrongly, which only adds to the variety of sounds."""
COMMON_SHARE = 0.6
COMMON = (
    "the a of and to in is you that it he was for on are with as his they be at one have this "
    "from or had by not but what some we can out other were all there when up use your how said "
    "an each she which do their time if will way about many then them would like so these her "
    "long make thing see him two has look more day could go come did number sound no most people "
    "my over know water than call first who may down side been now find any new work part take "
    "get place made live where after back little only round man year came show every good me give "
    "our under name very through just form sentence great think say help low before move right "
    "boy too same tell does set three want air well also play small end put home read hand port "
    "large spell add even land here must big high such follow act why ask men change went light "
    "off need house picture try us again animal point mother world near build self earth father "
    "maybe bob pop baby mum moment important problem promise public company voice five never give"
).split()
MORAE = (
    "ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト "
    "ナ ニ ヌ ネ ノ ハ ヒ フ ヘ ホ マ ミ ム メ モ ヤ ユ ヨ ラ リ "
    "ル レ ロ ワ ン ガ ギ グ ゲ ゴ ザ ジ ズ ゼ ゾ ダ デ ド バ ビ "
    "ブ ベ ボ パ ピ プ ペ ポ キャ シュ チョ ニャ ヒョ ミュ リョ ファ "
    "フィ ウィ ウェ ッパ ッタ ッカ アー オー イー マン カン"
).split()
RUSSIAN_FOR_UKRAINIAN = str.maketrans("іїєґ", "иией")


def sentence(language: str, rng: random.Random, longest: int = 12) -> str:
    """1..`longest` words with punctuation; an unknown language gets words of another one."""
    words = [_word(language, rng) for _ in range(rng.randint(1, longest))]
    if len(words) > 4 and rng.random() < 0.6:
        words[rng.randint(1, len(words) - 2)] += rng.choice(",,,.;?")
    return " ".join(words) + rng.choice("...?!")


def japanese_sentence(rng: random.Random) -> str:
    """Words of random morae in katakana, with pauses."""
    words = ["".join(rng.choices(MORAE, k=rng.randint(2, 5))) for _ in range(rng.randint(1, 8))]
    return "".join(word + rng.choice(("", "", "", "、")) for word in words[:-1]) + words[-1] + "。"


def _word(language: str, rng: random.Random) -> str:
    if language == "en" and rng.random() < COMMON_SHARE:
        return rng.choice(COMMON)
    if language == "ru":
        return rng.choice(_words("uk")).translate(RUSSIAN_FOR_UKRAINIAN)
    return rng.choice(_words(language if language in WORD_LISTS else rng.choice(LATIN)))


@cache
def _words(language: str) -> tuple[str, ...]:
    lines = (DICTIONARIES / WORD_LISTS[language]).read_text("utf-8", "ignore").splitlines()
    return tuple(w for w in lines if re.fullmatch(r"[^\W\d_]{2,11}", w) and not w.isupper())
