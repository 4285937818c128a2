"""The reference of a driving clip: the frames that look like the photo, whoever drives."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.motion.reference import reference_weights
from real3d.portrait.mean_face import mean_face
from real3d.portrait.pose import rotation_matrix

YAWS = np.linspace(-20, 20, 41)


def seen(yaw_deg: float, shape: np.ndarray | None = None) -> np.ndarray:
    """[478, 2] landmarks of a head that is turned so far."""
    face = mean_face() if shape is None else shape
    return (face @ rotation_matrix(0, np.radians(yaw_deg), 0).T)[:, :2]


def somebody_else() -> np.ndarray:
    """[478, 3] a broader face with a longer chin."""
    return mean_face() * (1.12, 0.95, 1.1)


def reference_yaw(photo: np.ndarray, yaws: np.ndarray = YAWS) -> float:
    return float(reference_weights(np.stack([seen(yaw) for yaw in yaws]), photo) @ yaws)


@pytest.mark.parametrize("yaw", [-20, -7, 0, 13, 20])
def test_the_same_persons_photo_stands_for_the_very_pose(yaw):
    assert reference_yaw(seen(yaw)) == pytest.approx(yaw, abs=2)


@pytest.mark.parametrize(("scale", "shift"), [(3.0, (400, -20)), (0.5, (0, 9))])
def test_place_and_size_in_the_picture_do_not_matter(scale, shift):
    assert reference_yaw(scale * seen(8) + shift) == pytest.approx(reference_yaw(seen(8)))


def test_which_frame_comes_first_does_not_matter():
    order = np.random.default_rng(0).permutation(len(YAWS))
    photo = seen(3, somebody_else())
    assert reference_yaw(photo, YAWS[order]) == pytest.approx(reference_yaw(photo))


@pytest.mark.parametrize("yaw", [0, 8])
def test_another_persons_photo_stands_for_the_frames_in_about_its_pose(yaw):
    assert reference_yaw(seen(yaw, somebody_else())) == pytest.approx(yaw, abs=3)


def test_of_a_driver_who_sits_turned_no_frame_alone_is_the_reference():
    turned = np.linspace(8, 16, 41)
    weights = reference_weights(np.stack([seen(yaw) for yaw in turned]), seen(0, somebody_else()))
    assert weights.sum() == pytest.approx(1)
    assert weights.max() < 0.2
    assert 8 <= weights @ turned <= 12
