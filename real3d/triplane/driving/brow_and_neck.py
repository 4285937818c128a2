"""Brow raises as expression coefficients, and head rotations about the neck as translations.

The audio-to-motion network hardly moves the brows. Its coefficients have no names, but landmarks
are linear in them: a brow raise is the smallest expression that lifts the brows and leaves lips,
lids and nose where they are (ridge regression).

A `Motion` turns the head about its joint with the neck, the face model about its own centre; the
lever between the two becomes a translation.
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

BROW_LANDMARKS = (*LEFT_BROW, *RIGHT_BROW)
FIXED_LANDMARKS = tuple(
    sorted(
        {
            *(*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_INNER, *LOWER_LIP_OUTER, *NOSE),
            *(*LEFT_UPPER_LID, *LEFT_LOWER_LID, *RIGHT_UPPER_LID, *RIGHT_LOWER_LID),
        }
    )
)
BROW_RAISE_DM = 0.0675
"""Decimetres that ARKit's `browInnerUp` of 1 lifts the brows: 0.075 outer-eye-corner distances."""
RIDGE = 0.02
"""Ridge penalty, as a share of the normal matrix's mean diagonal."""
UP = 1


def brow_raise_expression(model: MorphableModel) -> FloatArray:
    """[64] the expression of ARKit's `browInnerUp` of 1."""
    basis = model.landmark_model.expression.astype(np.float64)  # [468, 3, 64]
    lifted = basis[list(BROW_LANDMARKS), UP]
    kept = basis[list(FIXED_LANDMARKS)].reshape(-1, basis.shape[2])
    normal = lifted.T @ lifted + kept.T @ kept
    size = max(float(np.trace(normal)) / len(normal), float(np.finfo(float).tiny))
    target = lifted.T @ np.full(len(BROW_LANDMARKS), BROW_RAISE_DM)
    return np.linalg.solve(normal + RIDGE * size * np.eye(len(normal)), target)


def add_brow_raise(expression: FloatArray, motion: Motion, model: MorphableModel) -> FloatArray:
    """Expressions [T, 64] with the brow raises of a motion whose basis is ARKit's."""
    return expression + np.outer(motion.channel("browInnerUp"), brow_raise_expression(model))


def translation_about_neck(motion: Motion) -> FloatArray:
    """[T, 3] the motion's translation, plus what turning about the neck moves the face's centre."""
    face = mean_face()
    neck = face[[LEFT_EAR, RIGHT_EAR]].mean(axis=0) + NECK_JOINT
    lever = face[:SKIN_LANDMARK_COUNT].mean(axis=0) - neck
    turned = np.array([rotation_matrix(*angles) @ lever for angles in motion.rotation])
    return motion.translation + turned.reshape(-1, 3) - lever
