"""More calm for a movement that was taken from a video: from the hand that held the camera, from a
dark room or from a tracker's tremble.

The tracks are complete by then, so that a Gaussian does it, which delays nothing.
"""

from __future__ import annotations

from dataclasses import replace

from real3d.motion.track import Motion
from real3d.numerics.smoothing import smooth

# Standard deviations at the full amount, seconds. A head turns within half a second and eyes within
# a fifth; lips that are smoothed longer stop closing. Lids are left alone: a blink is too short.
_HEAD, _GAZE, _EXPRESSION = 0.30, 0.12, 0.08


def smoothed(motion: Motion, amount: float) -> Motion:
    """`motion` with less tremble.

    Args:
        motion: as tracked.
        amount: 0 (as it is) to 1.
    """
    steps = amount * motion.fps
    return replace(
        motion,
        expression=smooth(motion.expression, _EXPRESSION * steps),
        rotation=smooth(motion.rotation, _HEAD * steps),
        translation=smooth(motion.translation, _HEAD * steps),
        gaze=smooth(motion.gaze, _GAZE * steps),
    )
