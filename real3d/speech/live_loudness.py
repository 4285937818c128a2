"""How loud a voice is while it is still speaking, in terms of its own loud syllables.

The loudness of `real3d.speech.prosody`, with a level that follows the sound instead of one that is
measured afterwards.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from real3d.numerics.types import Float32Array, FloatArray
from real3d.speech.network import OUTPUT_RATE
from real3d.speech.prosody import LOUDNESS_RANGE_DB
from real3d.speech.spectrum import SAMPLE_RATE

STEP = SAMPLE_RATE // OUTPUT_RATE
"""Samples of one value: a step of the articulation."""
HIGH_PASS_HZ = 200.0
"""Mains hum and rumble are weakened below."""
NOTHING = 1e-10
"""Power of -100 dB, which is added so that silence has a level."""
INITIAL_LOUD_DB = -45.0
"""What a voice is expected to exceed."""
RISE, FALL_DB = 0.25, 0.06
"""Per step: a share of what is missing, and 3 dB per second."""


class LiveLoudness:
    """One for each speaker."""

    def __init__(self) -> None:
        self._held = np.zeros(0, np.float32)
        self._low = np.zeros(1)
        self._loud = INITIAL_LOUD_DB

    def push(self, samples: Float32Array) -> FloatArray:
        """[M] 0..1 for every 20 ms that these samples complete: loud syllables near 1, 30 dB less
        0.

        Args:
            samples: [N] the next ones, 16 kHz mono, any number.
        """
        held = np.concatenate([self._held, samples])
        count = len(held) // STEP
        self._held = held[count * STEP :]
        if not count:
            return np.zeros(0)
        share = 1.0 - np.exp(-2.0 * np.pi * HIGH_PASS_HZ / SAMPLE_RATE)
        sound = held[: count * STEP].astype(np.float64)
        low, self._low = lfilter([share], [1.0, share - 1.0], sound, zi=self._low)
        power = np.square(sound - low).reshape(count, STEP).mean(axis=1)
        return np.array([self._relative(level) for level in 10.0 * np.log10(power + NOTHING)])

    def finish(self) -> FloatArray:
        """The last, incomplete step, with silence after it; [0] or [1]."""
        missing = -len(self._held) % STEP
        return self.push(np.zeros(missing, np.float32))

    def _relative(self, level: float) -> float:
        missing = level - self._loud
        self._loud += RISE * missing if missing > 0 else -FALL_DB
        return float(np.clip((level - self._loud) / LOUDNESS_RANGE_DB + 1.0, 0.0, 1.0))
