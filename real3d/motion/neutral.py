"""How far the photo's own expression is taken away while the face is driven.

A portrait video begins and ends at the photo itself, so that it can be looped and put next to the
picture without a jump.
"""

from __future__ import annotations

from real3d.numerics.smoothing import fade
from real3d.numerics.types import FloatArray

NEUTRAL_FADE_S = 0.2
"""Time in which the photo's expression goes or comes back: too long to be seen as a cut, and over
before the first syllable."""


def neutral_track(frames: int, fps: float, amount: float) -> FloatArray:
    """[T] the share of the photo's own expression that is taken away while the face is driven.

    Args:
        frames: length of the track.
        fps: frames per second.
        amount: the most of it, 0..1 (`MotionSettings.neutralise`).
    """
    return amount * fade(frames, fps, NEUTRAL_FADE_S)
