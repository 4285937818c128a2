"""The bundled photo, and its portrait, for every room's tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from PIL import Image

from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.portrait import Portrait, analyse_portrait

PHOTO = Path(__file__).parent.parent / "examples" / "portraits" / "astronaut.png"

RECORDINGS = Path(__file__).parent / "motion" / "recordings"


@pytest.fixture(scope="session")
def astronaut() -> NDArray[np.uint8]:
    """[512, 512, 3] RGB, read-only: a smiling woman in a space suit, frontal, teeth visible."""
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    photo.setflags(write=False)
    return photo


@pytest.fixture(scope="session")
def astronaut_portrait(astronaut: NDArray[np.uint8]) -> Portrait:
    """The analysed photo at 512 pixels."""
    return analyse_portrait(astronaut)


@pytest.fixture(scope="session")
def astronaut_avatar(astronaut_portrait: Portrait) -> MeshAvatar:
    """The photo reconstructed by the mesh engine."""
    return build_avatar(astronaut_portrait)


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


@pytest.fixture(scope="session")
def speech() -> Speech:
    """A voice that no network has heard in training, with 0.5 s of silence before and after.

    "Bob put my map by the big pump, mama. Five very brave wolves shoot off. We see who you are."
    """
    samples, rate = soundfile.read(RECORDINGS / "speech.flac", dtype="float32")
    rows = [line.split() for line in (RECORDINGS / "speech.txt").read_text("utf-8").splitlines()]
    phones = tuple((float(start) + 0.5, float(end) + 0.5, phone) for start, end, phone in rows)
    return Speech(np.pad(samples, rate // 2), rate, phones)
