"""Smooth tracks and smooth ramps.

`smooth` takes the tremble out of a track that is known from beginning to end; nothing is delayed.
`smoothstep`, `minimum_jerk` and `fade` are ramps that begin and end level.
"""

from __future__ import annotations

from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.types import FloatArray, Floating

KERNEL_REACH = 4.0
"""The Gaussian is cut where it has fallen to 3e-4 of its peak."""


def smooth(track: FloatArray, sigma: float) -> FloatArray:
    """The [T, ...] track, smoothed along its first axis by a Gaussian; nothing is delayed.

    Args:
        track: values at equal steps; any length, one value included.
        sigma: standard deviation in steps (seconds times rate); 0 changes nothing.

    Near the ends the kernel is cut and renormalised, so that a constant track stays constant and
    nothing outside the track is invented.
    """
    from scipy.ndimage import correlate1d

    if sigma <= 0 or len(track) < 2:
        return np.array(track, dtype=np.float64)
    reach = min(int(np.ceil(KERNEL_REACH * sigma)), len(track) - 1)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    total = correlate1d(np.asarray(track, np.float64), kernel, axis=0, mode="constant")
    weight = correlate1d(np.ones(len(track)), kernel, mode="constant")
    return total / weight.reshape(-1, *[1] * (np.ndim(track) - 1))


@overload
def smoothstep(values: float, low: float = 0.0, high: float = 1.0) -> np.float64: ...
@overload
def smoothstep(
    values: NDArray[Floating],
    low: float | NDArray[Floating] = 0.0,
    high: float | NDArray[Floating] = 1.0,
) -> NDArray[Floating]: ...
def smoothstep(values: Any, low: Any = 0.0, high: Any = 1.0) -> Any:
    """0 up to `low`, 1 from `high`, and a cubic that is level at both ends in between.

    It falls instead of rising if `low > high`. The precision is that of `values`.
    """
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)


def minimum_jerk(values: FloatArray, low: Any = 0.0, high: Any = 1.0) -> FloatArray:
    """As `smoothstep`, but as a hand moves: its speed is a bell, level at both ends.

    Flash and Hogan 1985: of all ways from one place to another, the one of least jerk.
    """
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


def fade(frames: int, fps: float, seconds: float) -> FloatArray:
    """[T] exactly 0 in the first and the last frame, 1 in between, level at both ends.

    Both ramps take `seconds`, or half of the track if that is shorter.
    """
    if frames < 2:
        return np.zeros(frames)
    ramp = min(seconds * fps, (frames - 1) / 2)
    index = np.arange(frames)
    return smoothstep(np.minimum(index, index[::-1]) / ramp)
