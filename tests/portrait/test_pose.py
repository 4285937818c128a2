from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.mean_face import mean_face, mirror_index
from real3d.portrait.pose import (
    estimate_pose,
    euler_angles,
    pose_residual,
    rotation_matrix,
    similarity,
    to_head_frame,
)

AHEAD = np.array([0.0, 0.0, -1.0])  # from the face towards the camera


@pytest.mark.parametrize("seed", range(20))
def test_angles_and_matrices_are_exact_inverses(seed):
    angles = np.random.default_rng(seed).uniform(-1.4, 1.4, 3)
    rotation = rotation_matrix(*angles)
    assert euler_angles(rotation) == pytest.approx(tuple(angles), abs=1e-12)
    assert rotation @ rotation.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1)


def test_positive_pitch_looks_up():
    assert (rotation_matrix(0.3, 0, 0) @ AHEAD)[1] < 0


def test_positive_yaw_looks_to_the_right_of_the_image():
    assert (rotation_matrix(0, 0.3, 0) @ AHEAD)[0] > 0


def test_positive_roll_tilts_clockwise_as_seen():
    right_eye = np.array([1.0, 0.0, 0.0])
    assert (rotation_matrix(0, 0, 0.3) @ right_eye)[1] > 0


def test_a_posed_mean_face_gives_back_its_pose():
    rotation = rotation_matrix(-0.2, 0.5, 0.1)
    landmarks = 140 * mean_face() @ rotation.T + (250, 200, -10)
    pose = estimate_pose(landmarks)
    assert pose.rotation == pytest.approx(rotation, abs=1e-9)
    assert pose.scale == pytest.approx(140)
    assert pose.translation == pytest.approx((250, 200, -10))
    assert pose_residual(landmarks, pose) == pytest.approx(0, abs=1e-9)
    assert to_head_frame(landmarks, pose) == pytest.approx(mean_face(), abs=1e-9)


def test_weights_decide_which_points_count():
    source = np.random.default_rng(0).normal(size=(10, 3))
    target = 2 * source
    target[0] += 5
    weights = np.ones(10)
    weights[0] = 0
    assert similarity(source, target, weights).scale == pytest.approx(2)


def test_a_mirror_image_is_never_the_answer():
    source = np.random.default_rng(1).normal(size=(10, 3))
    pose = similarity(source, source * (-1, 1, 1))
    assert np.linalg.det(pose.rotation) == pytest.approx(1)


def test_the_residual_of_a_photo_is_that_of_a_face(astronaut_portrait):
    assert pose_residual(astronaut_portrait.landmarks, astronaut_portrait.pose) < 0.07


def test_the_mean_face_is_symmetric_and_in_its_unit():
    face, mirror = mean_face(), mirror_index()
    assert face * (-1, 1, 1) == pytest.approx(face[mirror], abs=1e-5)
    assert np.array_equal(mirror[mirror], np.arange(478))
    assert face[33] == pytest.approx((-0.5, 0, 0), abs=1e-6)
    assert face[263] == pytest.approx((0.5, 0, 0), abs=1e-6)


def test_the_mean_face_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        mean_face()[0] = 0
