"""The noise under a voice: what its level falls to, around each moment."""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.speech.spectrum import FRAME_RATE

_PERCENTILE = 5


def noise_floor(level: FloatArray, silence: float, step_s: float, reach_s: float) -> FloatArray:
    """[T] dB: a low percentile of the level around each moment.

    Args:
        level: [T] dB, 100 times per second.
        silence: dB, up to which there is nothing, not even noise; the floor where that is all.
        step_s: seconds between the moments that are measured; between them it is interpolated.
        reach_s: seconds before and after each that count.
    """
    step, reach = int(step_s * FRAME_RATE), int(reach_s * FRAME_RATE)
    middles = np.arange(0, len(level) + step, step)
    floors = []
    for middle in middles:
        around = level[max(0, middle - reach) : middle + reach]
        sounding = around[around > silence]
        floors.append(np.percentile(sounding, _PERCENTILE) if len(sounding) else silence)
    return np.interp(np.arange(len(level)), middles, floors)
