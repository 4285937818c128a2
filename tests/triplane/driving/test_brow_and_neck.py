"""The neural engine's brows and neck follow the voice."""

from __future__ import annotations

import numpy as np

from real3d.motion import Motion
from real3d.triplane.driving.brow_and_neck import (
    BROW_LANDMARKS,
    BROW_RAISE_DM,
    FIXED_LANDMARKS,
    add_brow_raise,
    brow_raise_expression,
    translation_about_neck,
)
from tests.support.face_stand_in import stand_in_face_model


def moved(points):
    landmarks = stand_in_face_model().landmark_model.expression[list(points)]
    return landmarks @ brow_raise_expression(stand_in_face_model())


def test_the_brows_rise_and_the_rest_of_the_face_stays():
    lifted = moved(BROW_LANDMARKS)[:, 1].mean()
    # The stand-in's random expressions can hardly lift the brows alone; the real ones can.
    assert 0.1 * BROW_RAISE_DM < lifted < 1.2 * BROW_RAISE_DM
    assert np.abs(moved(FIXED_LANDMARKS)).mean() < 0.5 * lifted


def test_brows_at_rest_change_nothing():
    spoken = np.random.default_rng(0).normal(size=(3, 64))
    assert np.array_equal(add_brow_raise(spoken, Motion.still(3), stand_in_face_model()), spoken)


def test_higher_brows_change_the_expression_more():
    around = Motion.still(3).with_channels(browInnerUp=np.array([0.0, 0.3, 0.6]))
    change = np.linalg.norm(
        add_brow_raise(np.zeros((3, 64)), around, stand_in_face_model()), axis=1
    )
    assert change[0] == 0
    assert np.isclose(change[2], 2 * change[1])


def test_a_face_that_turns_to_a_side_also_moves_there_because_the_neck_is_behind_it():
    motion = Motion.still(3)
    motion.rotation[1:, 1] = np.radians([5.0, -5.0])
    x = translation_about_neck(motion)[:, 0]
    assert x[0] == 0
    assert 0.02 < x[1] < 0.12
    assert np.isclose(x[2], -x[1])


def test_the_face_goes_down_with_a_nod():
    motion = Motion.still(2)
    motion.rotation[1, 0] = np.radians(-5.0)
    assert translation_about_neck(motion)[1, 1] > 0.01
