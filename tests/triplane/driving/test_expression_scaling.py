"""The mouth's opening and the strength of the rest are two things."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.triplane.driving.expression_scaling import (
    INNER_LIPS,
    lip_opening_direction,
    scale_expression,
)
from tests.support.face_stand_in import stand_in_face_model

EXPRESSIONS = np.random.default_rng(0).normal(size=(5, 64))


def gap(expression: np.ndarray) -> np.ndarray:
    """[T] how much farther apart the lips are than at rest."""
    model = stand_in_face_model().landmark_model
    moved = model.shape(np.zeros((1, 80), np.float32), expression.astype(np.float32)) - model.mean
    upper, lower = INNER_LIPS
    return moved[:, upper, 1] - moved[:, lower, 1]


@pytest.mark.parametrize("mouth", [0.0, 0.5, 2.0])
def test_the_mouth_opens_as_many_times_as_wide(mouth):
    changed = scale_expression(
        EXPRESSIONS, lip_opening_direction(stand_in_face_model()), mouth, 1.0
    )
    np.testing.assert_allclose(gap(changed), mouth * gap(EXPRESSIONS), atol=1e-4)


def test_the_strength_of_the_rest_leaves_the_mouth_as_wide():
    opening = lip_opening_direction(stand_in_face_model())
    flat, strong = (
        scale_expression(EXPRESSIONS, opening, 1.0, strength) for strength in (0.0, 2.0)
    )
    np.testing.assert_allclose(gap(flat), gap(EXPRESSIONS), atol=1e-4)
    np.testing.assert_allclose(gap(strong), gap(EXPRESSIONS), atol=1e-4)
    assert np.linalg.norm(flat) < np.linalg.norm(EXPRESSIONS) < np.linalg.norm(strong)


def test_natural_amounts_change_nothing():
    assert np.array_equal(
        scale_expression(EXPRESSIONS, lip_opening_direction(stand_in_face_model()), 1, 1),
        EXPRESSIONS,
    )
