"""The rig of one face: seal, contact, neutral rest and lids."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.rig import LOWER_INNER, UPPER_INNER, Rig, seal_of
from real3d.motion import ARKIT_EXPRESSIONS, Motion
from real3d.portrait.landmarks import MOUTH_CORNERS
from tests.support.measures import random_face
from tests.support.poses import pose


@pytest.fixture(scope="module")
def rig(astronaut_avatar: MeshAvatar) -> Rig:
    return astronaut_avatar.rig


def posed(rig: Rig, motion: Motion) -> np.ndarray:
    return rig.pose_landmarks(
        motion.expression[0],
        motion.blink[0],
        motion.gaze[0],
        motion.neutral[0],
        motion.smile_kept[0],
    )


def gaps(landmarks: np.ndarray) -> np.ndarray:
    return landmarks[LOWER_INNER, 1] - landmarks[UPPER_INNER, 1]


def test_a_still_motion_leaves_the_photo_as_it_is(rig):
    assert posed(rig, pose()) == pytest.approx(rig.rest)


def test_a_smiling_photo_can_close_its_mouth(rig):
    assert rig.open_mouth
    closed = posed(rig, pose(neutral=1))
    assert np.abs(gaps(closed)).max() < 1e-6
    left, right = MOUTH_CORNERS
    width = np.linalg.norm(closed[left] - closed[right])
    assert width < np.linalg.norm(rig.rest[left] - rig.rest[right])


@pytest.mark.parametrize("jaw", [0.1, 0.5, 1.0])
def test_the_lips_are_sealed_at_any_jaw_when_mouth_close_equals_it(rig, jaw):
    motion = pose(neutral=1, jawOpen=jaw, mouthClose=jaw, mouthFunnel=0.4)
    assert np.abs(gaps(posed(rig, motion))).max() < 1e-6


def test_mouth_close_is_read_relative_to_the_jaw():
    assert seal_of(0.0, 0.5) == 0
    assert seal_of(0.25, 0.5) == 0.5
    assert seal_of(0.9, 0.5) == 1
    assert seal_of(0.0, 0.0) == 0


def test_lips_never_pass_through_each_other(rig):
    rng = np.random.default_rng(0)
    for _ in range(300):
        smallest = (gaps(posed(rig, random_face(rng))) - rig.smallest_gap).min()
        assert smallest > -1e-9


def test_a_kept_smile_stays_wide_and_bares_its_teeth(rig):
    assert rig.smile == 1
    left, right = MOUTH_CORNERS

    def width(smile_kept: float) -> float:
        face = posed(rig, pose(neutral=1, smile_kept=smile_kept))
        return np.linalg.norm(face[left] - face[right]) / np.linalg.norm(
            rig.rest[left] - rig.rest[right]
        )

    assert width(0) < width(0.6) < width(1)
    shown = gaps(rig.rest)[4]
    for kept in (0.3, 0.6, 1.0):
        parted = gaps(posed(rig, pose(neutral=1, smile_kept=kept)))[4]
        assert parted == pytest.approx(kept * shown, rel=0.02)


def test_smiling_lips_close_for_a_p_and_cover_the_teeth_for_an_oo(rig):
    smile = {"neutral": 1, "smile_kept": 0.6}
    p = posed(rig, pose(jawOpen=0.15, mouthClose=0.15, **smile))
    assert np.abs(gaps(p)).max() < 1e-6
    oo = posed(rig, pose(mouthPucker=0.75, mouthFunnel=0.25, **smile))
    assert gaps(oo)[4] < 0.5 * gaps(posed(rig, pose(**smile)))[4]


def test_a_laugh_that_frowns_has_its_corners_below_the_middle_of_the_lips(rig):
    frowning = posed(rig, pose(neutral=1, mouthFrownLeft=1, mouthFrownRight=1))
    middle = frowning[[UPPER_INNER[4], LOWER_INNER[4]], 1].mean()
    assert frowning[list(MOUTH_CORNERS), 1].mean() > middle + 0.01


def test_parted_lips_are_no_smile(rig, closed_mouthed):
    assert closed_mouthed.rig.smile == 0
    assert not closed_mouthed.rig.smile_offset.any()


def test_a_driven_smile_is_held_back_where_the_photo_already_smiles(rig):
    smile = ARKIT_EXPRESSIONS.index("mouthSmileLeft")
    pucker = ARKIT_EXPRESSIONS.index("mouthPucker")
    assert rig.gains[smile] < 0.75 * rig.gains[pucker]


def test_a_blink_leaves_the_face_where_it_is(rig):
    """What unrolls over the eye is painted."""
    np.testing.assert_array_equal(posed(rig, pose(blink=1)), rig.rest)


def test_lids_rise_with_a_gaze_up_and_with_wide_eyes(rig):
    for raised in (pose(gaze=(0, -1)), pose(eyeWide=1)):
        assert posed(rig, raised)[159, 1] < rig.rest[159, 1] - 0.002
