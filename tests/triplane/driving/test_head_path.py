from __future__ import annotations

import numpy as np
import pytest

from real3d.triplane.driving.head_path import (
    cameras,
    follow,
    keypoints,
    repeat_back_and_forth,
    smooth_path,
    smooth_poses,
    smooth_track,
)
from real3d.triplane.face_model.landmark_objective import FaceFit
from real3d.triplane.face_model.morphable_model import Pose
from tests.support.goldens import face_goldens, motion_goldens, stand_in_model

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
    found, expected = cameras(path), goldens[f"{name}_camera"]
    smooth = smooth_path(found[:, :16].reshape(-1, 4, 4)).reshape(-1, 16)
    np.testing.assert_allclose(smooth, expected[:, :16], atol=TOLERANCE)
    np.testing.assert_allclose(found[:, 16:], expected[:, 16:], atol=TOLERANCE)


def test_smoothing_is_the_published_one() -> None:
    goldens = motion_goldens()
    given, expected = (goldens[f"camera_smooth4_{end}"] for end in ("in", "out"))
    found = smooth_path(given[:, :16].reshape(-1, 4, 4)).reshape(-1, 16)
    np.testing.assert_allclose(found, expected[:, :16], atol=TOLERANCE)
    found = smooth_track(goldens["camera_feat4_in"])
    np.testing.assert_allclose(found, goldens["camera_feat4_out"], atol=TOLERANCE)


@pytest.mark.parametrize("mapped", [True, False])
def test_smoothed_poses_give_the_smoothed_cameras_of_the_published_system(mapped: bool) -> None:
    goldens, driving = motion_goldens(), golden_pose("chain_drv_")
    name = "camera_chain_mapped" if mapped else "camera_chain_unmapped"
    repeated = driving[repeat_back_and_forth(len(driving), len(goldens[f"{name}_camera"]))]
    path = follow(repeated, golden_pose("chain_src_") if mapped else None)
    rough, smooth = (cameras(poses)[:, :16] for poses in (path, smooth_poses(path)))
    published = goldens[f"{name}_camera"][:, :16]
    assert np.abs(smooth - published).max() < 0.1 * np.abs(rough - published).max()


@pytest.mark.parametrize("frames", [1, 2])
def test_a_track_of_a_frame_or_two_can_be_smoothed(frames: int) -> None:
    track = np.ones((frames, 68, 3), np.float32)
    np.testing.assert_allclose(smooth_track(track), track)
    still = Pose(np.full((frames, 3), 0.1, np.float32), np.ones((frames, 3), np.float32))
    smooth = smooth_poses(still)
    np.testing.assert_allclose(smooth.euler, still.euler, atol=1e-6)
    np.testing.assert_allclose(smooth.translation, still.translation)


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
