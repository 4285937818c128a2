"""What a synthesiser hands over: sound, and when each phone was spoken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import librosa
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import Float32Array
from real3d.speech.features import FFT_SIZE, WINDOW
from real3d.speech.spectrum import SAMPLE_RATE, power_spectra
from training.speech.phones import Segment


@dataclass(frozen=True)
class Recording:
    """One utterance."""

    samples: Float32Array
    """[N] 16 kHz mono, -1..1."""
    segments: list[Segment]
    """In order, without gaps."""
    voice: str


def resample(samples: NDArray, rate: int) -> NDArray[np.float32]:
    """Samples at `rate` per second, brought to 16 kHz."""
    return librosa.resample(samples.astype(np.float32), orig_sr=rate, target_sr=SAMPLE_RATE)


def read_mono(path: Path) -> NDArray[np.float32]:
    """A sound file as 16 kHz mono."""
    samples, _ = librosa.load(path, sr=SAMPLE_RATE)
    return samples


def spectra(samples: Float32Array) -> NDArray[np.float16]:
    """[N, 257] magnitudes relative to the largest."""
    power = np.concatenate(list(power_spectra(samples, WINDOW, FFT_SIZE)))
    return np.sqrt(power / max(float(power.max()), 1e-12)).astype(np.float16)
