"""The head movement of a driving clip under the mouth of a voice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from real3d.motion.track import Motion


def with_head_motion(motion: Motion, other: Motion) -> Motion:
    """`motion` with the head rotation and translation of `other`, at the same frame rate.

    The shorter movement of `other` is played forth and back, so that it never jumps.
    """
    assert motion.fps == other.fps, f"{motion.fps} frames per second, and {other.fps}"
    rows = _ping_pong(len(motion), len(other))
    return replace(motion, rotation=other.rotation[rows], translation=other.translation[rows])


def _ping_pong(frames: int, available: int) -> NDArray[np.int64]:
    """[frames] indices 0 1 2 ... 2 1 0 1 ... below `available`."""
    if available == 1:
        return np.zeros(frames, np.int64)
    period = 2 * (available - 1)
    place = np.arange(frames) % period
    return np.minimum(place, period - place)
