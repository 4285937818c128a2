from dataclasses import replace

import numpy as np
import pytest

from real3d.motion import Motion
from real3d.motion.pose_limits import PoseLimits, limit_pose, soft_limit
from tests.support.tracks import TRACKS, lively_motion

ANGLES = np.radians(np.linspace(-60, 60, 4801))


def limited(axis, photo_yaw_deg=0.0):
    motion = Motion.still(len(ANGLES))
    motion.rotation[:, axis] = ANGLES
    limits = PoseLimits.of_photo((0.0, np.radians(photo_yaw_deg), 0.0))
    return np.degrees(limit_pose(motion, limits).rotation[:, axis])


@pytest.mark.parametrize(("axis", "limit"), [(0, 11.0), (1, 14.0), (2, 14.0)])
def test_a_frontal_photo_turns_up_to_its_limits_and_no_further(axis, limit):
    angles = limited(axis)
    assert angles.max() == pytest.approx(limit, abs=0.01)
    assert angles.min() == pytest.approx(-limit, abs=0.01)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_small_rotations_of_a_frontal_photo_are_kept(axis):
    small = np.abs(ANGLES) < np.radians(6)
    assert np.allclose(limited(axis)[small], np.degrees(ANGLES[small]))


@pytest.mark.parametrize("photo_yaw", [-40, -30, -29, -20, 0, 10, 16, 22, 25, 29.5, 30, 50])
def test_limits_never_jump_nor_kink_nor_turn_back(photo_yaw):
    slope = np.diff(limited(1, photo_yaw)) / np.degrees(ANGLES[1] - ANGLES[0])
    assert slope.min() >= -1e-9
    assert slope.max() <= 1.0 + 1e-6
    assert np.abs(np.diff(slope)).max() < 0.15


def test_a_three_quarter_photo_does_not_turn_to_the_front():
    assert limited(1, 30.0).min() == pytest.approx(0.0, abs=1e-6)
    assert limited(1, -30.0).max() == pytest.approx(0.0, abs=1e-6)


def test_the_turn_to_the_front_shrinks_with_the_photos_own_turn():
    room = [-limited(1, yaw).min() for yaw in (0, 15, 20, 25, 30)]
    assert room[0] == pytest.approx(room[1])
    assert (np.diff(room[1:]) < 0).all()


@pytest.mark.parametrize("photo_yaw", [0, 12, 20, 27, 30])
def test_the_head_never_turns_beyond_thirty_degrees(photo_yaw):
    assert photo_yaw + limited(1, photo_yaw).max() <= 30.0 + 1e-6


def test_mirrored_photos_are_limited_alike():
    assert np.allclose(limited(1, 22.0), -limited(1, -22.0)[::-1])


@pytest.mark.parametrize("name", [name for name in TRACKS if name != "rotation"])
def test_nothing_but_the_rotation_changes(name):
    motion = lively_motion(30)
    motion = replace(motion, rotation=8 * motion.rotation)
    limited = limit_pose(motion, PoseLimits.of_photo((0.1, 0.2, 0.3)))
    assert np.array_equal(getattr(limited, name), getattr(motion, name))
    assert (np.abs(limited.rotation) < np.abs(motion.rotation).max(axis=0)).all()


def test_no_room_means_no_movement():
    assert not soft_limit(ANGLES, 0.0).any()


def test_a_head_sinks_only_so_far_and_rises_as_it_likes():
    up_and_down = np.zeros((81, 3))
    up_and_down[:, 1] = np.linspace(-0.3, 0.3, 81)
    limits = PoseLimits(pitch=(-0.2, 0.2), yaw=(-0.2, 0.2), down=0.03)
    limited = limit_pose(replace(Motion.still(81), translation=up_and_down), limits).translation
    np.testing.assert_array_equal(limited[:41], up_and_down[:41])
    assert 0.02 < limited[:, 1].max() <= 0.03
    assert (np.diff(limited[:, 1]) > -1e-12).all()


def test_a_face_goes_where_the_whole_turn_would_have_carried_it():
    turning = replace(Motion.still(41), rotation=np.outer(np.linspace(0, 0.5, 41), (0, 1, 0)))
    arm = (0.0, -0.5, -0.8)
    limited = limit_pose(turning, PoseLimits(pitch=(-0.2, 0.2), yaw=(-0.2, 0.2), arm=arm))
    assert limited.rotation[-1, 1] <= 0.2
    carried = [-np.sin(angle) * arm[2] for angle in (0.5, limited.rotation[-1, 1])]
    assert limited.translation[-1, 0] == pytest.approx(carried[0] - carried[1], abs=0.01)
