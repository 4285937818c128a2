from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.advice import advise
from real3d.portrait.landmarks import (
    LEFT_IRIS,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    RIGHT_IRIS,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
)
from real3d.portrait.mean_face import mean_face
from real3d.portrait.portrait import Crop, HeadPose
from real3d.portrait.pose import rotation_matrix

MIDDLE = Crop(left=200, top=200, side=600)


def advice_for(
    face: np.ndarray | None = None,
    yaw: float = 0.0,
    crop: Crop = MIDDLE,
    face_count: int = 1,
    mouth: float = 1.0,
) -> dict[str, str]:
    """Advice, code → sentence, for a head in the middle of a 512 px crop of a 1000 px picture."""
    face = mean_face() if face is None else face
    pose = HeadPose(rotation_matrix(0, yaw, 0), 120.0, np.array([256.0, 220.0, 0.0]))
    landmarks = pose.scale * face @ pose.rotation.T + pose.translation
    remarks = advise(landmarks, pose, crop, 512, 1000, 1000, face_count, mouth)
    return {advice.code: str(advice) for advice in remarks}


def test_a_plain_frontal_face_needs_no_advice():
    assert advice_for() == {}


def test_several_faces_are_counted():
    assert "3 faces" in advice_for(face_count=3)["several-faces"]


@pytest.mark.parametrize(("degrees", "side"), [(30, "right"), (-30, "left")])
def test_a_turned_face_is_told_with_its_angle_and_side(degrees, side):
    text = advice_for(yaw=np.radians(degrees))["turned"]
    assert f"30° to the {side}" in text


def test_closed_eyes_are_noticed():
    face = mean_face().copy()
    face[list(LEFT_UPPER_LID)] = face[list(LEFT_LOWER_LID)]
    face[list(RIGHT_UPPER_LID)] = face[list(RIGHT_LOWER_LID)]
    assert set(advice_for(face)) == {"eyes-closed"}


def test_a_wink_is_no_closed_pair_of_eyes():
    face = mean_face().copy()
    face[list(LEFT_UPPER_LID)] = face[list(LEFT_LOWER_LID)]
    assert advice_for(face) == {}


@pytest.mark.parametrize(
    ("shift", "codes"), [(-0.12, {"looks-past"}), (0.12, {"looks-past"}), (0.05, set())]
)
def test_a_glance_past_the_camera_is_noticed(shift, codes):
    face = mean_face().copy()
    for iris, lid in ((LEFT_IRIS, LEFT_UPPER_LID), (RIGHT_IRIS, RIGHT_UPPER_LID)):
        middle = 0.5 * (face[lid[0]] + face[lid[-1]])
        width = np.linalg.norm(face[lid[0]] - face[lid[-1]])
        face[list(iris)] += middle - face[iris[0]]
        face[list(iris), 0] += shift * width
    assert set(advice_for(face)) == codes


def test_a_wide_open_mouth_is_noticed():
    face = mean_face().copy()
    face[list(LOWER_LIP_INNER[1:-1])] += (0, 0.4, 0)
    assert set(advice_for(face)) == {"mouth-open"}


@pytest.mark.parametrize(("mouth", "codes"), [(0.5, {"mouth-unclear"}), (0.6, set())])
def test_a_mouth_that_may_be_covered_is_noticed(mouth, codes):
    assert set(advice_for(mouth=mouth)) == codes


def test_a_coarse_photo_is_told_its_face_height():
    text = advice_for(crop=Crop(left=200, top=200, side=128))["low-resolution"]
    assert "pixels high" in text


def test_a_face_at_the_border_is_noticed():
    assert "face-cut" in advice_for(crop=Crop(left=-220, top=100, side=600))


def test_the_astronaut_is_told_nothing_but_her_resolution(astronaut_portrait):
    assert {advice.code for advice in astronaut_portrait.advice} <= {"low-resolution"}
