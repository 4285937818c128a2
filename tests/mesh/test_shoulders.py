"""Shoulders go along with the head: less far, later, and not at all where it is still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.shoulders import ShoulderMotion, follow_head
from real3d.motion import Motion
from real3d.numerics.smoothing import fade
from real3d.numerics.types import FloatArray
from real3d.portrait import HeadPose
from real3d.portrait.pose import rotation_matrix

POSE = HeadPose(rotation_matrix(0.1, -0.15, 0.05), 100.0, np.array([256.0, 256.0, 0.0]))
ARM = np.array([4.0, -20.0, -80.0])
REACH = 1000.0
SWAYS = {
    "to and fro": ("translation", (0.2, 0.0, 0.0)),
    "turning": ("rotation", (0.0, 0.2, 0.0)),
    "tilting": ("rotation", (0.0, 0.0, 0.2)),
}


def follow(motion: Motion, reach: float = REACH) -> ShoulderMotion:
    return follow_head(motion, POSE, ARM, reach)


def swaying(kind: str, fps: float = 25.0, hertz: float = 0.4) -> Motion:
    """Twenty seconds in which the head moves in one way, from rest and back to it."""
    frames = round(20 * fps)
    sway = np.sin(2 * np.pi * hertz * np.arange(frames) / fps) * fade(frames, fps, 2.0)
    name, amount = SWAYS[kind]
    return replace(Motion.still(frames, fps), **{name: sway[:, None] * amount})


def head_sideways(motion: Motion) -> FloatArray:
    """[T] pixels that the middle of the head has moved to the right."""
    pivot = np.array([250.0, 300.0, 60.0])
    moved = np.empty((len(motion), 3))
    for index, (rotation, translation) in enumerate(
        zip(motion.rotation, motion.translation, strict=True)
    ):
        head = HeadTransform.from_motion(rotation, translation, POSE, pivot, None)  # type: ignore[arg-type]
        turn = rotation_vector_matrix(head.angle * head.axis)
        moved[index] = turn @ ARM + head.translation - ARM
    return moved[:, 0]


def rotation_vector_matrix(vector: FloatArray) -> FloatArray:
    from scipy.spatial.transform import Rotation

    return Rotation.from_rotvec(vector).as_matrix()


def lag_seconds(first: FloatArray, second: FloatArray, fps: float) -> float:
    """By how much later `second` does what `first` does."""
    fine = 8
    steps = np.arange(fine * (len(first) - 1) + 1) / fine
    a, b = (np.interp(steps, np.arange(len(first)), track) for track in (first, second))
    shifts = range(round(0.5 * fps * fine))
    fits = [np.corrcoef(a[: len(a) - shift], b[shift:])[0, 1] for shift in shifts]
    return int(np.argmax(fits)) / fine / fps


@pytest.mark.parametrize("fps", [25.0, 50.0])
@pytest.mark.parametrize("kind", SWAYS)
def test_shoulders_go_a_part_of_the_heads_way_and_a_tenth_of_a_second_later(kind, fps):
    motion = swaying(kind, fps)
    head, shoulders = head_sideways(motion), follow(motion).translation[:, 0]
    assert 0.25 <= shoulders.std() / head.std() <= 0.40
    assert 0.08 <= lag_seconds(head, shoulders, fps) <= 0.15
    turn = follow(motion).rotation[:, 1]
    if kind == "turning":
        assert 0.08 <= lag_seconds(-motion.rotation[:, 1], turn, fps) <= 0.15
    else:
        assert not turn.any()


@pytest.mark.parametrize("frames", [1, 2, 40])
def test_a_still_head_moves_no_shoulder(frames):
    shoulders = follow(Motion.still(frames))
    assert not shoulders.translation.any()
    assert not shoulders.rotation.any()


@pytest.mark.parametrize("frames", [1, 2, 60])
def test_under_a_held_pose_the_shoulders_have_arrived(frames):
    held = replace(
        Motion.still(frames),
        rotation=np.tile([0.1, -0.2, 0.05], (frames, 1)),
        translation=np.tile([0.1, 0.05, -0.1], (frames, 1)),
    )
    for shoulders in (follow(held), follow(held[:1])):
        sideways = head_sideways(held[:1])[0]
        np.testing.assert_allclose(shoulders.translation[:, 0], 0.32 * sideways, rtol=1e-9)
        assert np.ptp(shoulders.translation, axis=0).max() < 1e-9
        assert np.ptp(shoulders.rotation, axis=0).max() < 1e-9


@pytest.mark.parametrize("kind", SWAYS)
def test_shoulders_start_and_end_at_the_photo_with_the_head(kind):
    shoulders = follow(swaying(kind))
    for track in (shoulders.translation, shoulders.rotation):
        np.testing.assert_allclose(track[[0, -1]], 0, atol=1e-12)


def test_shoulders_neither_overshoot_nor_jump_to_a_head_that_does():
    motion = Motion.still(100)
    motion.translation[30:, 0] = 1.0
    shoulders = follow(motion).translation[:, 0]
    assert not shoulders[:30].any()
    assert (np.diff(shoulders) >= -1e-9).all()
    assert np.diff(shoulders).max() < 0.4 * shoulders[-1]
    assert shoulders.max() <= shoulders[-1] + 1e-9


def test_shoulders_stay_within_reach_of_a_head_that_walks_away():
    motion = Motion.still(100)
    motion.translation[:, 0] = np.linspace(0, 40, 100)
    shoulders = follow(motion, reach=30.0).translation[:, 0]
    assert 25 < shoulders.max() <= 30 + 1e-9


def test_the_chest_turns_to_the_same_side_as_the_head():
    turned = replace(Motion.still(1), rotation=np.array([[0.0, 0.2, 0.0]]))
    breast = np.array([0.0, 100.0, -50.0])
    moved = rotation_vector_matrix(follow(turned).rotation[0]) @ breast
    assert moved[0] > breast[0] + 0.5
