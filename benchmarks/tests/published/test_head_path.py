from __future__ import annotations

import numpy as np
import pytest

from benchmarks.published.head_path import follow, repeat_back_and_forth, smooth_cameras
from real3d.triplane.driving.head_path import cameras, smooth_poses
from real3d.triplane.face_model.morphable_model import Pose
from tests.support.goldens import motion_goldens

TOLERANCE = 1e-5


def golden_pose(name: str) -> Pose:
    goldens = motion_goldens()
    return Pose(goldens[f"camera_{name}_euler"], goldens[f"camera_{name}_trans"])


def followed_path(name: str, mapped: bool) -> Pose:
    driving = golden_pose("chain_drv")
    frames = len(motion_goldens()[f"{name}_camera"])
    repeated = driving[repeat_back_and_forth(len(driving), frames)]
    return follow(repeated, golden_pose("chain_src") if mapped else None)


CHAINS = [("camera_chain_mapped", True), ("camera_chain_unmapped", False)]


@pytest.mark.parametrize(("name", "mapped"), CHAINS)
def test_a_driving_head_leads_the_camera_as_published(name: str, mapped: bool) -> None:
    goldens, path = motion_goldens(), followed_path(name, mapped)
    np.testing.assert_allclose(path.euler, goldens[f"{name}_euler"], atol=TOLERANCE)
    np.testing.assert_allclose(path.translation, goldens[f"{name}_trans"], atol=TOLERANCE)
    smooth = smooth_cameras(cameras(path))
    np.testing.assert_allclose(smooth, goldens[f"{name}_camera"], atol=TOLERANCE)


@pytest.mark.parametrize(("name", "mapped"), CHAINS)
def test_smoothed_poses_give_the_smoothed_cameras(name: str, mapped: bool) -> None:
    path = followed_path(name, mapped)
    rough, smooth = (cameras(poses)[:, :16] for poses in (path, smooth_poses(path)))
    published = motion_goldens()[f"{name}_camera"][:, :16]
    assert np.abs(smooth - published).max() < 0.1 * np.abs(rough - published).max()


@pytest.mark.parametrize("length", [1, 2, 7])
def test_a_short_track_runs_back_and_forth(length: int) -> None:
    expected = motion_goldens()[f"camera_mirror_len{length}"]
    assert np.array_equal(repeat_back_and_forth(length, len(expected)), expected)
