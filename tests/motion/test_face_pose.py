"""A face that is set by hand."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.errors import SettingsError
from real3d.motion import Motion
from real3d.motion.face_pose import FacePose
from real3d.motion.held_face import held, shown_by
from real3d.motion.pose_limits import PoseLimits

LIMITS = PoseLimits(pitch=(-0.2, 0.2), yaw=(-0.3, 0.4))


def test_without_a_pose_it_is_the_photo_itself():
    motion, photo = held(FacePose(), LIMITS), Motion.still(1)
    for name in ("expression", "rotation", "translation", "blink", "gaze", "neutral"):
        assert np.array_equal(getattr(motion, name), getattr(photo, name))


def test_a_head_turns_as_far_as_the_photo_can_show():
    motion = held(FacePose(yaw=90, pitch=-90, roll=5), LIMITS)
    np.testing.assert_allclose(motion.rotation, [[-0.2, 0.4, np.radians(5)]])


def test_an_eye_is_the_persons_own():
    assert held(FacePose(left_eye=1), LIMITS).blink.tolist() == [[1, 0]]


def test_parts_moods_and_single_shapes_add_up_to_a_limit():
    pose = FacePose(smile=1, mood="happy", shapes={"mouthSmileLeft": 1.0, "cheekPuff": 0.4})
    expression = shown_by(pose)
    assert expression["mouthSmileRight"] == pytest.approx(1.5)
    assert expression["mouthSmileLeft"] == pytest.approx(1.5)
    assert expression["cheekPuff"] == 0.4


@pytest.mark.parametrize(
    "wrong", [{"smile": 1.1}, {"yaw": float("nan")}, {"mood": "odd"}, {"shapes": {"nose": 1}}]
)
def test_what_no_face_can_do_is_refused(wrong):
    with pytest.raises(SettingsError):
        FacePose(**wrong)
