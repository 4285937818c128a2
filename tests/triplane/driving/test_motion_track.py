from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion import Motion
from real3d.portrait import Portrait
from real3d.triplane.driving.motion_track import head_poses, relative_motion, resample
from real3d.triplane.face_model.morphable_model import Pose
from tests.support.tiny_engine import tiny_engine


def test_looking_up_and_right_turns_the_face_model_so(portrait: Portrait) -> None:
    avatar = tiny_engine().reconstruct(portrait)
    turned = replace(Motion.still(1), rotation=np.array([[0.2, 0.3, 0.0]]))
    still, moved = (
        avatar.face.keypoint_model.project(
            avatar.fit.identity, avatar.fit.expression, head_poses(motion, avatar.fit.pose)
        )[0]
        for motion in (Motion.still(1), turned)
    )
    nose = moved[30] - still[30]
    assert nose[0] > 0
    assert nose[1] < 0


def test_poses_come_back_from_a_motion() -> None:
    rng = np.random.default_rng(0)
    motion = replace(
        Motion.still(4), rotation=rng.normal(size=(4, 3)), translation=rng.normal(size=(4, 3))
    )
    origin = np.zeros((1, 3), np.float32)
    rest = head_poses(Motion.still(1), Pose(origin, origin))
    rotation, translation = relative_motion(head_poses(motion, rest), rest)
    np.testing.assert_allclose(rotation, motion.rotation, atol=1e-6)
    np.testing.assert_allclose(translation[:, :2], motion.translation[:, :2], atol=1e-6)


def test_tracks_change_their_rate_and_hold_their_end() -> None:
    found = resample(np.array([[0.0], [1.0], [2.0]]), 25, 50, 8)[:, 0]
    np.testing.assert_allclose(found, [0, 0.5, 1, 1.5, 2, 2, 2, 2])
