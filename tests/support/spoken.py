"""A sentence whose phones are known, by a voice that no network has heard in training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

RECORDINGS = Path(__file__).parents[1] / "speech" / "recordings"
SILENCE_S = 0.5
"""Before and after."""


@dataclass(frozen=True)
class Sound:
    """Samples that have no file."""

    samples: NDArray[np.float32]
    rate: int = 16000

    @property
    def duration(self) -> float:
        return len(self.samples) / self.rate


@dataclass(frozen=True)
class Speech(Sound):
    """A sentence whose phones are known."""

    phones: tuple[tuple[float, float, str], ...] = ()
    """(start, end, IPA) in seconds."""

    def spans(self, phones: str) -> list[tuple[float, float]]:
        """When any of these phones is spoken."""
        return [(start, end) for start, end, phone in self.phones if phone in phones]


def read_speech() -> Speech:
    """The recording that `training.speech.fixture` has made."""
    samples, rate = soundfile.read(RECORDINGS / "speech.flac", dtype="float32")
    rows = [line.split() for line in (RECORDINGS / "speech.txt").read_text("utf-8").splitlines()]
    phones = tuple((float(a) + SILENCE_S, float(b) + SILENCE_S, phone) for a, b, phone in rows)
    return Speech(np.pad(samples, round(SILENCE_S * rate)), rate, phones)
