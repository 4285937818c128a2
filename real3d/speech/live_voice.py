"""A voice that is still speaking becomes a moving mouth: sound in, mouths out, 50 per second."""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import Float32Array, FloatArray
from real3d.speech.articulation import Articulation, LiveArticulation
from real3d.speech.live_loudness import LiveLoudness
from real3d.speech.live_mouth import LiveMouth
from real3d.speech.mouth_shape import MouthShape


class LiveVoice:
    """One for each speaker; a mouth comes about 0.12 s after its sound, see `LiveArticulation`."""

    def __init__(self, opening: float = 1.0) -> None:
        """
        Args:
            opening: factor on gap and jaw.
        """
        self._articulation = LiveArticulation()
        self._loudness = LiveLoudness()
        self._mouth = LiveMouth(opening)
        self._waiting: FloatArray = np.zeros(0)

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks, or has just paused."""
        return self._mouth.speaking

    def push(self, samples: Float32Array) -> MouthShape:
        """The mouths that these samples complete, possibly none.

        Args:
            samples: [N] the next ones, 16 kHz mono, any number.
        """
        return self._follow(self._articulation.push(samples), self._loudness.push(samples))

    def finish(self) -> MouthShape:
        """The rest, once the last sample has been pushed."""
        return self._follow(self._articulation.finish(), self._loudness.finish())

    def _follow(self, heard: Articulation, loudness: FloatArray) -> MouthShape:
        # The network looks ahead, so it is known how loud a step is before what it says.
        waiting = np.concatenate([self._waiting, loudness])
        if (missing := len(heard) - len(waiting)) > 0:  # the network's last step, after the end
            waiting = np.pad(waiting, (0, missing))
        self._waiting = waiting[len(heard) :]
        return self._mouth.push(heard, waiting[: len(heard)])
