"""What accompanies a voice, in the neural engine's terms: brows that rise, a head on a neck.

The network that hears expressions was trained on lips, and leaves the brows where they are. Its
coefficients have no names, but landmarks are linear in them: the raise is the smallest expression
that lifts the brows and leaves lips, lids and nose (ridge regression).

A `Motion` turns the head about its joint with the neck, the face model about its own middle; what
lies between makes the head travel.
"""

from __future__ import annotations

import numpy as np

from real3d.motion import Motion
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LEFT_EAR,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    NOSE,
    RIGHT_BROW,
    RIGHT_EAR,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    SKIN_LANDMARK_COUNT,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)
from real3d.portrait.mean_face import NECK_JOINT, mean_face
from real3d.portrait.pose import rotation_matrix
from real3d.triplane.face_model.morphable_model import MorphableModel

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


def brow_raise_expression(model: MorphableModel) -> FloatArray:
    """[64] the expression that an amount of 1 stands for."""
    basis = model.landmark_model.expression.astype(np.float64)  # [468, 3, 64]
    lifted = basis[list(BROWS), UP]
    kept = basis[list(KEPT)].reshape(-1, basis.shape[2])
    normal = lifted.T @ lifted + kept.T @ kept
    size = max(float(np.trace(normal)) / len(normal), float(np.finfo(float).tiny))
    wanted = lifted.T @ np.full(len(BROWS), RAISE_DM)
    return np.linalg.solve(normal + RIDGE * size * np.eye(len(normal)), wanted)


def add_brow_raise(expression: FloatArray, around: Motion, model: MorphableModel) -> FloatArray:
    """Expressions [T, 64] with the brows of a motion in ARKit's names."""
    return expression + np.outer(around.channel("browInnerUp"), brow_raise_expression(model))


def translation_about_neck(motion: Motion) -> FloatArray:
    """[T, 3] the translation of the face model that turns about the neck as the motion does."""
    face = mean_face()
    neck = face[[LEFT_EAR, RIGHT_EAR]].mean(axis=0) + NECK_JOINT
    lever = face[:SKIN_LANDMARK_COUNT].mean(axis=0) - neck
    turned = np.array([rotation_matrix(*angles) @ lever for angles in motion.rotation])
    return motion.translation + turned.reshape(-1, 3) - lever
