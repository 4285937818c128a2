"""The ARKit basis on the mean face: each shape does what its name says, on its side."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis, rotate_jaw
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.portrait.mean_face import mean_face, mirror_index

RIGHT_CORNER, LEFT_CORNER = 61, 291
UPPER_LIP, LOWER_LIP = 13, 14

NOT_LINEAR = {
    *("jawOpen", "mouthClose", "tongueOut"),
    *("eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight"),
}


def both(stem: str) -> np.ndarray:
    basis = expression_basis()
    return basis.shape(f"{stem}Left") + basis.shape(f"{stem}Right")


def test_every_linear_shape_moves_something():
    for name, shape in zip(ARKIT_EXPRESSIONS, expression_basis().shapes, strict=True):
        assert (np.abs(shape).max() > 0.005) == (name not in NOT_LINEAR), name


@pytest.mark.parametrize(
    "stem", ["mouthSmile", "mouthFrown", "mouthStretch", "browDown", "noseSneer", "cheekSquint"]
)
def test_a_sided_shape_moves_its_own_side_and_mirrors_the_other(stem):
    basis = expression_basis()
    left, right = basis.shape(f"{stem}Left"), basis.shape(f"{stem}Right")
    x = mean_face()[:468, 0]
    assert np.abs(left[x < -0.15]).max() == 0
    assert np.abs(right[x > 0.15]).max() == 0
    mirrored = right[mirror_index()[:468]] * (-1, 1, 1)
    assert np.abs(left - mirrored).max() < 0.004


def test_a_smile_raises_and_widens_the_corners_and_a_frown_lowers_them():
    smile, frown = both("mouthSmile"), both("mouthFrown")
    assert smile[LEFT_CORNER, 1] < -0.03
    assert smile[LEFT_CORNER, 0] > 0.03
    assert frown[LEFT_CORNER, 1] > 0.03


def test_pucker_and_funnel_narrow_the_mouth_and_push_it_forward():
    basis = expression_basis()
    for name in ("mouthPucker", "mouthFunnel"):
        shape = basis.shape(name)
        assert shape[LEFT_CORNER, 0] < 0 < shape[RIGHT_CORNER, 0]
        assert shape[UPPER_LIP, 2] < -0.04
    funnel = basis.shape("mouthFunnel")
    assert funnel[LOWER_LIP, 1] - funnel[UPPER_LIP, 1] > 0.05


def test_an_opening_jaw_lowers_the_chin_and_leaves_brow_and_nose():
    basis = expression_basis()
    face = mean_face()[:468]
    moved = basis.open_jaw(face, JAW_FULL_ANGLE)
    assert moved[152, 1] > 0.2
    assert np.abs(moved[[1, 10, 105, 334, 33, 263]]).max() == 0
    assert moved[LOWER_LIP, 1] > 0.2
    assert abs(moved[UPPER_LIP, 1]) < 0.02


def test_a_jaw_that_does_not_open_moves_nothing():
    points = np.random.default_rng(0).random((5, 3))
    assert rotate_jaw(points, 0.0) == pytest.approx(points)


def test_brows_rise_without_the_eyes():
    basis = expression_basis()
    lids = [159, 145, 386, 374]
    for name in ("browInnerUp", "browOuterUpLeft", "browOuterUpRight"):
        shape = basis.shape(name)
        assert shape[:, 1].min() < -0.05
        assert np.abs(shape[lids]).max() < 0.012
