"""The soft threshold that the matte is shaped with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def smoothstep(
    values: NDArray[np.float32],
    low: float | NDArray[np.float32],
    high: float | NDArray[np.float32],
) -> NDArray[np.float32]:
    """0 up to `low`, 1 from `high`, and a smooth cubic between; falls instead if `low > high`."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
