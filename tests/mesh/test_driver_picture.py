"""A picture's face, taken off by another face."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.mesh.driver_picture import face_pose_of
from real3d.mesh.engine import MeshEngine
from real3d.motion.face_pose import FacePose
from real3d.pipeline.still import still
from real3d.pipeline.talking_portrait import TalkingPortrait

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
CLARA, DANIEL = PORTRAITS / "clara.jpg", PORTRAITS / "daniel.jpg"


@pytest.fixture(scope="module")
def seen():
    """Tells what Daniel has to do to look as Clara does with a face that was set."""
    pipeline = TalkingPortrait(MeshEngine())

    def look(pose: FacePose) -> FacePose:
        picture = still(pipeline, CLARA, pose)
        return face_pose_of(pipeline.portrait(picture), pipeline.portrait(DANIEL))

    return look


def smile(pose: FacePose) -> float:
    return min(pose.shapes.get(f"mouthSmile{side}", 0) for side in ("Left", "Right"))


def test_a_face_at_rest_is_taken_for_one(seen):
    pose = seen(FacePose())
    assert max(pose.left_eye, pose.right_eye) < 0.15
    assert smile(pose) < 0.25
    assert pose.shapes.get("jawOpen", 0) < 0.1


def test_a_smile_arrives_and_an_open_mouth(seen):
    assert smile(seen(FacePose(smile=1))) > 0.4
    assert seen(FacePose(jaw=0.6)).shapes["jawOpen"] > 0.25


def test_a_wink_shuts_that_eye_alone(seen):
    pose = seen(FacePose(left_eye=1))
    assert pose.left_eye > 0.6
    assert pose.right_eye < 0.25


def test_the_head_turns_as_far(seen):
    rest, turned = seen(FacePose()), seen(FacePose(yaw=12))
    assert turned.yaw - rest.yaw == pytest.approx(12, abs=3)


def test_the_eyes_look_to_the_same_side(seen):
    assert seen(FacePose(gaze_x=0.8)).gaze_x > seen(FacePose(gaze_x=-0.8)).gaze_x + 0.4
