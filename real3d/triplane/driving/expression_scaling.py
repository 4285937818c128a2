"""Scales how far the mouth opens, and the rest of an expression, independently.

The face model's coefficients have no names, but the distance of the lips is linear in them. So an
expression is the sum of the smallest one that opens the mouth as far, and the rest.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.triplane.face_model.morphable_model import MorphableModel

INNER_LIPS = (13, 14)
"""Landmarks in the middle of the upper and the lower lip."""
UP = 1


def lip_opening_direction(model: MorphableModel) -> FloatArray:
    """[64] decimetres that a unit of each coefficient moves the lips apart."""
    upper, lower = model.landmark_model.expression[list(INNER_LIPS), UP]
    return (upper - lower).astype(np.float64)


def scale_expression(
    expression: FloatArray, opening: FloatArray, mouth: float, strength: float
) -> FloatArray:
    """Expressions whose mouth opening and remainder are scaled by two factors.

    Args:
        expression: [T, 64].
        opening: of `lip_opening_direction`.
        mouth: factor on the distance of the lips.
        strength: factor on the rest.
    """
    parted = (expression @ opening)[:, None] * (opening / (opening @ opening))
    return expression + (mouth - 1) * parted + (strength - 1) * (expression - parted)
