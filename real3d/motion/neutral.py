"""How a driven face leaves the photo and comes back to it.

A portrait video begins and ends at the photo itself, so that it can be looped and put next to the
picture without a jump.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.smoothing import smoothstep

FloatArray = NDArray[np.float64]

NEUTRAL_FADE_S = 0.2
"""Long enough not to be seen as a cut, short enough to be over before the first syllable."""


def fade(frames: int, fps: float, seconds: float) -> FloatArray:
    """[T] exactly 0 in the first and the last frame, 1 in between, level at both ends.

    Both ramps take `seconds`, or half of the track if that is shorter.
    """
    if frames < 2:
        return np.zeros(frames)
    ramp = min(seconds * fps, (frames - 1) / 2)
    index = np.arange(frames)
    return smoothstep(np.minimum(index, index[::-1]) / ramp)


def neutral_track(frames: int, fps: float, amount: float) -> FloatArray:
    """[T] the share of the photo's own expression that is taken away while the face is driven.

    Args:
        frames: length of the track.
        fps: frames per second.
        amount: the most of it, 0..1 (`MotionSettings.neutralise`).
    """
    return amount * fade(frames, fps, NEUTRAL_FADE_S)
