"""The corpus: hours of labelled speech and of music, as tapes of spectra on disk.

A tape is one voice speaking sentence after sentence with pauses in between. It keeps magnitude
spectra rather than sound: everything that training does to a voice (its size, speed, room,
microphone, company) can be done to spectra, anew at every step.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from real3d.speech.articulation import VISEMES
from real3d.speech.spectrum import FRAME_RATE, SAMPLE_RATE
from training.speech import espeak, festival, flite, music, open_jtalk, oscillators, pico, voices
from training.speech.labels import Labels, labels
from training.speech.recording import Recording, spectra
from training.speech.timing import sound_delay

PAUSES_S = ((0.0, 0.7),) * 6 + ((0.8, 2.5),)
"""Between sentences; one in seven is long."""
MUSIC = "music"


@dataclass(frozen=True)
class Tape:
    """Speech or music with labels, 100 frames per second."""

    name: str
    magnitude: NDArray[np.float16]
    """[N, 257] of the short-time spectra, 1 the largest of the sentence."""
    labels: Labels
    weight: float
    """How often a second of it is heard in training, relative to others."""

    @cached_property
    def delay(self) -> float:
        """Frames by which its sound follows its labels."""
        return sound_delay(self.magnitude, self.labels.viseme)

    @property
    def is_music(self) -> bool:
        """Whether nobody speaks."""
        return self.name.startswith(MUSIC)


@dataclass(frozen=True)
class Source:
    """Someone who can fill tapes."""

    name: str
    tapes: int
    licence: str
    record: Callable[[random.Random], Iterator[Recording]]
    weight: float = 1.0


def _spoken(engine: str, tapes: int, recordings: Callable, voice) -> Source:
    return Source(f"{engine}_{voice.name}", tapes, voice.licence, partial(recordings, voice))


SOURCES = (
    *(_spoken("flite", 3, flite.recordings, voice) for voice in (voices.SLT, voices.AWB)),
    _spoken("flite", 2, flite.recordings, voices.KAL16),
    _spoken("festival", 1, festival.recordings, voices.KAL),
    _spoken("festival", 2, festival.recordings, voices.KED),
    _spoken("festival", 1, festival.recordings, voices.SLT_HTS),
    *(_spoken("pico", 3, pico.recordings, voice) for voice in voices.PICO_VOICES),
    *(_spoken("japanese", 2, open_jtalk.recordings, v) for v in (voices.MEI, voices.NITECH)),
    Source(
        "espeak",
        8,
        voices.ESPEAK_LICENCE,
        partial(espeak.recordings, voices.ESPEAK_LANGUAGES, voices.ESPEAK_VARIANTS),
        # Formant synthesis is further from a human voice, yet brings all other languages.
        weight=0.6,
    ),
)
"""Every speaker but the formant voices has about the same share."""
MUSIC_SOURCES = ((MUSIC, 3, music.pieces), ("music_oscillators", 3, oscillators.pieces))
"""Name, tapes, and who plays."""


def make_corpus(folder: Path, minutes: float) -> None:
    """Makes the tapes that `folder` does not yet hold; each from a seed of its own.

    Args:
        minutes: the length of each, which is also what an interruption loses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    length = 60 * minutes
    makers = [(s.name, s.tapes, partial(_record, s.record, length)) for s in SOURCES]
    makers += [(name, n, partial(_play, pieces, length)) for name, n, pieces in MUSIC_SOURCES]
    for k in range(max(tapes for _, tapes, _ in makers)):
        for name, tapes, make in makers:
            if k < tapes:
                _keep(folder / f"{name}_{k}.npz", make)


def read_corpus(folder: Path) -> list[Tape]:
    """All finished tapes of a folder."""
    weights = {source.name: source.weight for source in SOURCES}
    tapes = []
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as held:
            found = Labels(held["articulation"].astype(np.float32), held["viseme"], held["voiced"])
            weight = weights.get(path.stem.rpartition("_")[0], 1.0)
            tapes.append(Tape(path.stem, held["magnitude"], found, weight))
    return tapes


def _keep(path: Path, make: Callable[[random.Random], tuple[NDArray[np.float16], Labels]]) -> None:
    if path.exists():
        return
    magnitude, found = make(random.Random(zlib.crc32(path.stem.encode())))
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        np.savez(
            file,
            magnitude=magnitude,
            articulation=found.articulation.astype(np.float16),
            viseme=found.viseme,
            voiced=found.voiced,
        )
    unfinished.rename(path)
    print(f"{path.stem}: {len(found) / FRAME_RATE / 60:.1f} min", flush=True)


def _record(
    record: Callable[[random.Random], Iterator[Recording]], length: float, rng: random.Random
) -> tuple[NDArray[np.float16], Labels]:
    parts, found, seconds = [], [], 0.0
    for recording in record(rng):
        pause = np.zeros(int(rng.uniform(*rng.choice(PAUSES_S)) * SAMPLE_RATE), np.float32)
        parts.append(spectra(np.concatenate([recording.samples, pause])))
        found.append(labels(recording.segments, len(parts[-1])))
        seconds += len(parts[-1]) / FRAME_RATE
        if seconds >= length:
            break
    return np.concatenate(parts), _joined(found)


def _play(
    pieces: Callable, length: float, rng: random.Random
) -> tuple[NDArray[np.float16], Labels]:
    parts, seconds = [], 0.0
    for piece in pieces(rng):
        parts.append(spectra(piece))
        seconds += len(parts[-1]) / FRAME_RATE
        if seconds >= length:
            break
    return np.concatenate(parts), silent_labels(sum(map(len, parts)))


def silent_labels(frames: int) -> Labels:
    """A closed mouth."""
    rest = np.tile(np.array([0.03, 0.55, 0.0, 0.3, 0.0], np.float32), (frames, 1))
    silence = np.full(frames, VISEMES.index("sil"), np.int8)
    return Labels(rest, silence, np.zeros(frames, dtype=bool))


def _joined(parts: list[Labels]) -> Labels:
    return Labels(
        np.concatenate([part.articulation for part in parts]),
        np.concatenate([part.viseme for part in parts]),
        np.concatenate([part.voiced for part in parts]),
    )
