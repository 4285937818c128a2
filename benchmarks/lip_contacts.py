"""When lips touch, in tracks of the gap between them: the same for people and for our faces."""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import BoolArray, FloatArray

CONTACT_SHARE = 0.10
"""Of the way from a face's smallest gap to the 90th percentile: lips that touch. How small a gap
the tracker sees between touching lips differs from face to face: 0.003 to 0.022. In both real clips
lips touch in all frames below 0.08, and show teeth or a dark line in all above 0.105."""
MIN_PERCENTILE = 1.0
MAX_CONTACT_S = 0.28


def smallest_gap(gap: FloatArray) -> float:
    """What the tracker sees between the touching lips of a face."""
    return float(np.percentile(gap, MIN_PERCENTILE))


def touching(gap: FloatArray, smallest: float) -> BoolArray:
    """[T] whether lips touch, for a face with this smallest gap."""
    return gap < smallest + CONTACT_SHARE * (np.percentile(gap, 90) - smallest)


def contacts(gap: FloatArray, smallest: float, rate: float) -> list[tuple[int, int]]:
    """First frame and the one after the last of all short contacts; longer ones are pauses."""
    framed = np.concatenate([[False], touching(gap, smallest), [False]])
    edges = np.flatnonzero(np.diff(framed.astype(np.int8)))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(int(a), int(b)) for a, b in pairs if b - a <= MAX_CONTACT_S * rate]
