"""Explaining a face by blendshapes."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.fitting import brow_fitter, mouth_fitter
from real3d.motion import ARKIT_EXPRESSIONS
from real3d.portrait.mean_face import mean_face


def displacement(**coefficients: float) -> np.ndarray:
    basis = expression_basis()
    moved = np.zeros((468, 3))
    for name, value in coefficients.items():
        if name == "jawOpen":
            moved += basis.open_jaw(mean_face()[:468], JAW_FULL_ANGLE * value)
        else:
            moved += value * basis.shape(name)
    return moved


def named(coefficients: np.ndarray) -> dict[str, float]:
    return dict(zip(ARKIT_EXPRESSIONS, coefficients, strict=True))


@pytest.mark.parametrize(
    "wanted",
    [
        {"jawOpen": 0.5},
        {"mouthSmileLeft": 0.8, "mouthSmileRight": 0.8},
        {"mouthPucker": 0.7, "jawOpen": 0.2},
        {"mouthStretchLeft": 0.6, "mouthStretchRight": 0.6, "jawOpen": 0.15},
    ],
)
def test_known_coefficients_are_found_again(wanted):
    found = named(mouth_fitter(whole_mouth_ridge=0.2).fit(displacement(**wanted)))
    for name, value in found.items():
        assert value == pytest.approx(wanted.get(name, 0.0), abs=0.22), name


def test_a_smile_on_one_side_stays_on_that_side():
    found = named(mouth_fitter(whole_mouth_ridge=0.2).fit(displacement(mouthSmileLeft=0.9)))
    assert found["mouthSmileLeft"] > found["mouthSmileRight"] + 0.4


def test_a_face_that_does_not_move_has_no_expression():
    still = np.zeros((468, 3))
    assert not mouth_fitter(whole_mouth_ridge=0.2).fit(still).any()
    assert not brow_fitter().fit(still).any()


def test_coefficients_are_bounded_whatever_is_asked():
    noise = np.random.default_rng(0).normal(scale=0.3, size=(468, 3))
    found = mouth_fitter(whole_mouth_ridge=0.2).fit(noise)
    assert found.min() >= 0
    assert found.max() <= 1.6


def test_raised_brows_are_found_on_the_brows_alone():
    found = named(brow_fitter().fit(displacement(browInnerUp=0.7, jawOpen=0.5)))
    assert found["browInnerUp"] == pytest.approx(0.7, abs=0.2)
    assert found["jawOpen"] == 0
