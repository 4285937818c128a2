"""A voice for typed words that needs no download and no library: a few words, and a hum."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from real3d.text_to_speech import english, model_files, speech
from real3d.text_to_speech.lexicon import Lexicon
from real3d.text_to_speech.model_files import ModelFile
from real3d.text_to_speech.synthesis import RATE, Synthesizer

LETTER_NAMES = (
    "ˈA bˈi sˈi dˈi ˈi ˈɛf ʤˈi ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈO pˈi kjˈu ˈɑɹ ˈɛs tˈi jˈu vˈi "
)
LETTER_NAMES += "dˈʌbᵊlju ˈɛks wˈI zˈi"
WORDS = {
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER_NAMES.split(), strict=True)),
    "AI": "ˈAˌI",
    "IT": {"DEFAULT": "ɪt", "NOUN": None},
    "NASA": "nˈæsə",
    "a": "ə",
    "apple": "ˈæpᵊl",
    "be": {"DEFAULT": "bi", "None": "bˈi"},
    "cat": "kˈæt",
    "do": "dˈu",
    "hello": "həlˈO",
    "is": "ɪz",
    "it": "ɪt",
    "known": "nˈOn",
    "make": "mˈAk",
    "open": "ˈOpᵊn",
    "park": "pˈɑɹk",
    "read": {"DEFAULT": "ɹˈid", "VBD": "ɹˈɛd", "VBN": "ɹˈɛd"},
    "record": {"DEFAULT": "ɹˈɛkəɹd", "VERB": "ɹəkˈɔɹd"},
    "stop": "stˈɑp",
    "the": "ði",
    "to": "tu",
    "want": "wˈɑnt",
    "watch": "wˈɑʧ",
    "well": "wˈɛl",
    "world": "wˈɜɹld",
}
SAMPLES_PER_SYMBOL = 1200


@dataclass
class HummingNetwork:
    """Hums for as long as the phonemes would take, with silence at both ends."""

    heard: list[Mapping[str, np.ndarray]] = field(default_factory=list)

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in ("input_ids", "style", "speed")]

    def run(self, outputs: None, given: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        self.heard.append(given)
        count = round(given["input_ids"].size * SAMPLES_PER_SYMBOL / float(given["speed"][0]))
        hum = 0.5 * np.sin(2 * np.pi * 150 * np.arange(count) / RATE)
        return [np.pad(hum, 6000).astype(np.float32)[None]]


def speak_without_downloads(monkeypatch: pytest.MonkeyPatch) -> HummingNetwork:
    """Lets texts be said in this process by the stand-in, which is returned."""
    network = HummingNetwork()

    def fetch(file: ModelFile) -> Generator[float, None, Path]:
        yield 0.5
        return Path(file.name)

    style = np.arange(510 * 256, dtype=np.float32).reshape(510, 256)
    monkeypatch.setattr(speech, "fetch", fetch)
    monkeypatch.setattr(model_files, "missing_bytes", lambda voice: 0)
    monkeypatch.setattr(speech, "load_synthesizer", lambda *paths: Synthesizer(network, style))
    monkeypatch.setattr(english, "load_lexicon", lambda accent: Lexicon(WORDS, accent))
    return network
