from __future__ import annotations

import numpy as np
import pytest

from real3d.triplane.driving.head_path import (
    cameras,
    smooth_path,
    smooth_poses,
    smooth_track,
    torso_keypoints,
)
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import Pose
from tests.support.face_stand_in import stand_in_face_model
from tests.support.goldens import face_goldens, motion_goldens

TOLERANCE = 1e-5


def test_cameras_stand_where_the_published_ones_do() -> None:
    goldens = motion_goldens()
    poses = Pose(goldens["camera_euler"], goldens["camera_trans"])
    matrices = cameras(poses)[:, :16].reshape(-1, 4, 4)
    np.testing.assert_allclose(matrices, goldens["camera_c2w"], atol=TOLERANCE)


def test_smoothing_is_the_published_one() -> None:
    goldens = motion_goldens()
    given, expected = (goldens[f"camera_smooth4_{end}"] for end in ("in", "out"))
    found = smooth_path(given[:, :16].reshape(-1, 4, 4)).reshape(-1, 16)
    np.testing.assert_allclose(found, expected[:, :16], atol=TOLERANCE)
    found = smooth_track(goldens["camera_feat4_in"])
    np.testing.assert_allclose(found, goldens["camera_feat4_out"], atol=TOLERANCE)


@pytest.mark.parametrize("frames", [1, 2])
def test_a_track_of_a_frame_or_two_can_be_smoothed(frames: int) -> None:
    track = np.ones((frames, 68, 3), np.float32)
    np.testing.assert_allclose(smooth_track(track), track)
    still = Pose(np.full((frames, 3), 0.1, np.float32), np.ones((frames, 3), np.float32))
    smooth = smooth_poses(still)
    np.testing.assert_allclose(smooth.euler, still.euler, atol=1e-6)
    np.testing.assert_allclose(smooth.translation, still.translation)


def test_keypoints_are_the_published_ones() -> None:
    goldens = face_goldens()
    pose = Pose(goldens["geometry_euler"], goldens["geometry_trans"])
    faces = FaceFit(goldens["geometry_id"], goldens["geometry_exp"], pose)
    found = torso_keypoints(stand_in_face_model(), faces)
    expected = goldens["geometry_torso_keypoints_68"]
    np.testing.assert_allclose(found[..., :2], expected, atol=TOLERANCE)
    assert (found[..., 2] == 0).all()
