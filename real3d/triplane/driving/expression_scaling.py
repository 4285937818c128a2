"""How far the mouth opens and how strong everything else is, on the face model's expressions.

Its coefficients have no names, but how the distance of the lips depends on them is known, because
landmarks are linear in them. So an expression is split in two: the smallest one that parts the lips
as far, and the rest.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.triplane.face_model.morphable_model import MorphableModel

INNER_LIPS = (13, 14)
"""Landmarks in the middle of the upper and the lower lip."""
UP = 1


def lip_opening_direction(model: MorphableModel) -> FloatArray:
    """[64] how far each expression parts the lips, in decimetres."""
    upper, lower = model.landmark_model.expression[list(INNER_LIPS), UP]
    return (upper - lower).astype(np.float64)


def scale_expression(
    expression: FloatArray, opening: FloatArray, mouth: float, strength: float
) -> FloatArray:
    """Expressions with another mouth and another strength.

    Args:
        expression: [T, 64].
        opening: of `lip_opening_direction`.
        mouth: factor on the distance of the lips.
        strength: factor on the rest.
    """
    parted = (expression @ opening)[:, None] * (opening / (opening @ opening))
    return expression + (mouth - 1) * parted + (strength - 1) * (expression - parted)
