"""Articulations written down by hand: `articulation((REST, 0.5), (AH, 0.4), (M, 0.06))`."""

from __future__ import annotations

import numpy as np

from real3d.speech.articulation import CHANNELS, VISEMES, Articulation
from real3d.speech.network import OUTPUT_RATE

Channels = tuple[float, float, float, float, float, float]
"""In the order of `CHANNELS`: jaw, seal, rounding, spreading, tuck, opening."""

REST: Channels = (0.03, 0.55, 0.0, 0.3, 0.0, 0.05)
AH: Channels = (0.8, 0.0, 0.0, 0.3, 0.0, 0.7)
OO: Channels = (0.2, 0.0, 0.9, 0.05, 0.0, 0.15)
EE: Channels = (0.2, 0.0, 0.0, 0.85, 0.0, 0.3)
M: Channels = (0.12, 0.9, 0.0, 0.3, 0.0, 0.05)
W: Channels = (0.28, 0.38, 0.5, 0.1, 0.0, 0.18)
F: Channels = (0.12, 0.2, 0.0, 0.3, 0.9, 0.15)


def articulation(*parts: tuple[Channels, float]) -> Articulation:
    """Channels held for so many seconds, one part after the other; `REST` is silence."""
    rows: list[Channels] = []
    silent: list[bool] = []
    for channels, seconds in parts:
        count = round(seconds * OUTPUT_RATE)
        rows += [channels] * count
        silent += [channels is REST] * count
    visemes = np.zeros((len(rows), len(VISEMES)))
    visemes[np.arange(len(rows)), np.where(silent, 0, VISEMES.index("aa"))] = 1.0
    tracks = dict(zip(CHANNELS, np.array(rows).T, strict=True))
    return Articulation(**tracks, visemes=visemes)
