from __future__ import annotations

import numpy as np
import pytest

from real3d.triplane.head_path import (
    cameras,
    follow,
    keypoints,
    repeat_back_and_forth,
    smooth_cameras,
    smooth_keypoints,
)
from real3d.triplane.landmark_objective import FaceFit
from real3d.triplane.morphable_model import Pose
from tests.triplane.face import face_goldens, motion_goldens, stand_in_model

TOLERANCE = 1e-5


def golden_pose(prefix: str = "") -> Pose:
    goldens = motion_goldens()
    return Pose(goldens[f"camera_{prefix}euler"], goldens[f"camera_{prefix}trans"])


def test_cameras_stand_where_the_published_ones_do() -> None:
    matrices = cameras(golden_pose())[:, :16].reshape(-1, 4, 4)
    np.testing.assert_allclose(matrices, motion_goldens()["camera_c2w"], atol=TOLERANCE)


@pytest.mark.parametrize("mapped", [True, False])
def test_a_driving_head_leads_the_camera_as_published(mapped: bool) -> None:
    goldens, driving = motion_goldens(), golden_pose("chain_drv_")
    name = "camera_chain_mapped" if mapped else "camera_chain_unmapped"
    frames = len(goldens[f"{name}_camera"])
    repeated = driving[repeat_back_and_forth(len(driving), frames)]
    path = follow(repeated, golden_pose("chain_src_") if mapped else None)
    np.testing.assert_allclose(path.euler, goldens[f"{name}_euler"], atol=TOLERANCE)
    np.testing.assert_allclose(path.translation, goldens[f"{name}_trans"], atol=TOLERANCE)
    smooth = smooth_cameras(cameras(path))
    np.testing.assert_allclose(smooth, goldens[f"{name}_camera"], atol=TOLERANCE)


def test_smoothing_is_the_published_one() -> None:
    goldens = motion_goldens()
    for name, smooth in (("smooth4", smooth_cameras), ("feat4", smooth_keypoints)):
        found = smooth(goldens[f"camera_{name}_in"])
        np.testing.assert_allclose(found, goldens[f"camera_{name}_out"], atol=TOLERANCE)


@pytest.mark.parametrize("frames", [1, 2])
def test_a_track_of_a_frame_or_two_can_be_smoothed(frames: int) -> None:
    track = np.ones((frames, 68, 3), np.float32)
    np.testing.assert_allclose(smooth_keypoints(track), track)
    path = cameras(Pose(np.zeros((frames, 3), np.float32), np.zeros((frames, 3), np.float32)))
    np.testing.assert_allclose(smooth_cameras(path), path, atol=1e-12)


@pytest.mark.parametrize("length", [1, 2, 7])
def test_a_short_track_runs_back_and_forth(length: int) -> None:
    expected = motion_goldens()[f"camera_mirror_len{length}"]
    assert np.array_equal(repeat_back_and_forth(length, len(expected)), expected)


def test_keypoints_are_the_published_ones() -> None:
    goldens = face_goldens()
    pose = Pose(goldens["geometry_euler"], goldens["geometry_trans"])
    faces = FaceFit(goldens["geometry_id"], goldens["geometry_exp"], pose)
    found = keypoints(stand_in_model(), faces)
    expected = goldens["geometry_torso_keypoints_68"]
    np.testing.assert_allclose(found[..., :2], expected, atol=TOLERANCE)
    assert (found[..., 2] == 0).all()
