"""Phonemes to sound: Kokoro (82 million weights, after StyleTTS 2, Li et al. 2023)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from real3d.errors import VoiceUnavailableError
from real3d.numerics.types import Float32Array
from real3d.runtime.extras import needs_extra
from real3d.text_to_speech.symbols import MOST, symbol_numbers

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

RATE = 24_000
"""Samples per second."""
_STYLE = 256
_PADDING = 0
"""The number that stands at both ends of the phonemes."""
_AUDIBLE = 0.01
"""Of the loudest sample, -40 dB: what is softer at the ends is the network's own pause."""
_MARGIN = round(0.05 * RATE)
"""Samples that stay around what is audible: breath and the end of a vowel."""


class Synthesizer:
    """One voice of the network; many threads may share it."""

    def __init__(self, network: InferenceSession, style: Float32Array) -> None:
        """
        Args:
            network: reads [1, N] numbers of symbols, [1, 256] style and [1] speed, in this order.
            style: [510, 256], a row for each number of symbols.
        """
        self._network, self._style = network, style
        self._inputs = [each.name for each in network.get_inputs()]

    def speak(self, phonemes: str, speed: float) -> Float32Array:
        """[N] samples, -1..1, without the silence at both ends.

        Args:
            phonemes: at most `MOST`, of which at least one is known.
            speed: 1 is the voice's own.
        """
        numbers = symbol_numbers(phonemes)
        assert 0 < len(numbers) <= MOST, f"{len(numbers)} symbols"
        given = (
            np.array([[_PADDING, *numbers, _PADDING]], np.int64),
            self._style[None, len(numbers) - 1],
            np.array([speed], np.float32),
        )
        sound = self._network.run(None, dict(zip(self._inputs, given, strict=True)))[0]
        return _trimmed(np.asarray(sound, np.float32).reshape(-1))


@lru_cache(maxsize=4)
def load_synthesizer(network: Path, voice: Path) -> Synthesizer:
    """Reads the network and a voice, both whole and genuine.

    Raises:
        ExtraMissingError: ONNX Runtime is not installed.
        VoiceUnavailableError: it cannot run the network here.
    """
    style = np.fromfile(voice, "<f4").reshape(MOST, _STYLE)
    return Synthesizer(_session(network), style)


@lru_cache(maxsize=1)
def _session(network: Path) -> InferenceSession:
    with needs_extra("speech"):
        import onnxruntime
    try:
        return onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's own types have no common base
        reason = str(error).strip().splitlines()[0]
        raise VoiceUnavailableError("speech-network-not-loaded", reason=reason) from error


def _trimmed(sound: Float32Array) -> Float32Array:
    level = np.abs(sound)
    audible = np.flatnonzero(level > _AUDIBLE * level.max(initial=0.0))
    if len(audible) == 0:
        return sound
    return np.clip(sound[max(0, audible[0] - _MARGIN) : audible[-1] + _MARGIN], -1.0, 1.0)
