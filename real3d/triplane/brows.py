"""Brows that rise with the voice, on the face model's expressions.

The network that hears expressions was trained on lips, and leaves the brows where they are. Its
coefficients have no names, but landmarks are linear in them: the raise is the smallest expression
that lifts the brows and leaves lips, lids and nose (ridge regression).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from real3d.motion import Motion
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    NOSE,
    RIGHT_BROW,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)
from real3d.triplane.morphable_model import MorphableModel

Array = NDArray[np.float64]

BROWS = (*LEFT_BROW, *RIGHT_BROW)
KEPT = tuple(
    sorted(
        {
            *(*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_INNER, *LOWER_LIP_OUTER, *NOSE),
            *(*LEFT_UPPER_LID, *LEFT_LOWER_LID, *RIGHT_UPPER_LID, *RIGHT_LOWER_LID),
        }
    )
)
RAISE_DM = 0.0675
"""What an amount of 1 of ARKit's `browInnerUp` lifts: 0.075 outer-eye-corner distances."""
RIDGE = 0.02
"""Share of the mean squared length of an expression that its size costs."""
UP = 1


def brow_raise(model: MorphableModel) -> Array:
    """[64] the expression that an amount of 1 stands for."""
    basis = model.landmark_model.expression.astype(np.float64)  # [468, 3, 64]
    lifted = basis[list(BROWS), UP]
    kept = basis[list(KEPT)].reshape(-1, basis.shape[2])
    normal = lifted.T @ lifted + kept.T @ kept
    size = max(float(np.trace(normal)) / len(normal), np.finfo(float).tiny)
    wanted = lifted.T @ np.full(len(BROWS), RAISE_DM)
    return np.linalg.solve(normal + RIDGE * size * np.eye(len(normal)), wanted)


def with_brows(expression: Array, around: Motion, model: MorphableModel) -> Array:
    """Expressions [T, 64] with the brows of a motion in ARKit's names."""
    return expression + np.outer(around.channel("browInnerUp"), brow_raise(model))
