"""The mean face: the shape that every head pose is measured against.

The mean of the landmarks of some forty portraits and their mirror images after generalised
Procrustes alignment (Gower 1975); `training/mean_face.py` makes the numbers.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

from real3d.numerics.types import FloatArray

NECK_JOINT = np.array([0.0, 0.28, 0.22])
"""From the middle of the ears to the joint of head and neck, in outer-eye-corner distances."""
FACE_FROM_NECK = (0.0, -0.476, -0.856)
"""From there to the middle of the landmarks that expressions hardly move (`RIGID`)."""


@cache
def mean_face() -> FloatArray:
    """[478, 3] landmarks in the frame that `HeadPose` describes. Read-only."""
    return _load("landmarks", np.float64)


@cache
def mirror_index() -> NDArray[np.intp]:
    """[478] the counterpart of each landmark on the other side of the face. Read-only."""
    return _load("mirror_index", np.intp)


def _load(name: str, dtype: DTypeLike) -> NDArray:
    with np.load(Path(__file__).with_name("mean_face.npz")) as arrays:
        values = arrays[name].astype(dtype)
    values.setflags(write=False)
    return values
