"""Two ways to take the tremble out of a track: while it arrives, and once it is complete.

Tracks measured from a camera go through `OneEuroFilter`, which is causal and quiet at rest yet
quick in fast movement (Casiez, Roussel, Vogel 2012). Tracks that are known from beginning to end
go through `smooth`, which delays nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

DERIVATIVE_CUTOFF_HZ = 1.0
"""Cut-off for the speed that steers the filter; the paper's value."""

KERNEL_REACH = 4.0
"""The Gaussian is cut where it has fallen to 3e-4 of its peak."""


class OneEuroFilter:
    """Low-pass filter whose cut-off rises with speed: `cutoff = min_cutoff + beta * |speed|`.

    Each channel has its own speed and cut-off. The filter keeps the previous value, so one filter
    serves one track.
    """

    def __init__(self, fps: float, min_cutoff: float = 1.5, beta: float = 0.5) -> None:
        """
        Args:
            fps: values per second.
            min_cutoff: cut-off at rest in Hz; lower is quieter.
            beta: Hz per unit of speed (the track's unit per second); higher lags less.
        """
        self.fps = fps
        self.min_cutoff = min_cutoff
        self.beta = beta
        self._value: FloatArray | None = None
        self._speed: FloatArray | None = None

    def __call__(self, value: ArrayLike) -> FloatArray:
        """The filtered value for the next `value`; any shape, the same at every call."""
        value = np.asarray(value, dtype=np.float64)
        if self._value is None or self._speed is None:
            self._value, self._speed = value, np.zeros_like(value)
            return value
        speed_weight = self._weight(np.asarray(DERIVATIVE_CUTOFF_HZ))
        self._speed = self._speed + speed_weight * ((value - self._value) * self.fps - self._speed)
        weight = self._weight(self.min_cutoff + self.beta * np.abs(self._speed))
        self._value = self._value + weight * (value - self._value)
        return self._value

    def track(self, values: FloatArray) -> FloatArray:
        """The filtered copy of a whole [T, ...] track."""
        return np.array([self(value) for value in values]).reshape(values.shape)

    def _weight(self, cutoff_hz: FloatArray) -> FloatArray:
        return 1.0 / (1.0 + self.fps / (2.0 * np.pi * cutoff_hz))


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


def smoothstep(value: ArrayLike, start: float = 0.0, stop: float = 1.0) -> FloatArray:
    """0 before `start`, 1 after `stop`, and in between a curve that begins and ends level."""
    share = np.clip((np.asarray(value, np.float64) - start) / (stop - start), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)
