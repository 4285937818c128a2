from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait import landmarks as names
from real3d.portrait.detection import FaceBox
from real3d.portrait.mean_face import mean_face, mirror_index


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (names.LEFT_UPPER_LID, names.RIGHT_UPPER_LID),
        (names.LEFT_LOWER_LID, names.RIGHT_LOWER_LID),
        (names.LEFT_BROW, names.RIGHT_BROW),
    ],
)
def test_left_and_right_sets_mirror_each_other(left, right):
    assert tuple(mirror_index()[list(left)]) == right


@pytest.mark.parametrize(
    "lip",
    [
        names.UPPER_LIP_OUTER,
        names.UPPER_LIP_INNER,
        names.LOWER_LIP_INNER,
        names.LOWER_LIP_OUTER,
    ],
)
def test_lips_run_from_the_left_of_the_image_to_its_right(lip):
    assert len(lip) == 11
    assert (np.diff(mean_face()[list(lip), 0]) > 0).all()


def test_the_outline_goes_once_around_the_face():
    points = mean_face()[list(names.FACE_OVAL), :2]
    following = np.roll(points, -1, axis=0)
    area = (points[:, 0] * following[:, 1] - points[:, 1] * following[:, 0]).sum() / 2
    assert len(set(names.FACE_OVAL)) == 36
    assert area > 0.9 * np.ptp(points[:, 0]) * np.ptp(points[:, 1]) * np.pi / 4


def test_upper_lids_lie_above_lower_lids():
    face = mean_face()
    for upper, lower in (
        (names.LEFT_UPPER_LID, names.LEFT_LOWER_LID),
        (names.RIGHT_UPPER_LID, names.RIGHT_LOWER_LID),
    ):
        assert (face[list(upper[1:-1]), 1] < face[list(lower[1:-1]), 1]).all()


def test_irises_lie_between_the_lids(astronaut_portrait):
    points = astronaut_portrait.landmarks
    for iris, lid in (
        (names.LEFT_IRIS, names.LEFT_UPPER_LID),
        (names.RIGHT_IRIS, names.RIGHT_UPPER_LID),
    ):
        ends = points[[lid[0], lid[-1]], 0]
        assert ends.min() < points[iris[0], 0] < ends.max()


def test_landmarks_in_a_box_are_in_pixels_of_the_whole_picture(astronaut):
    inside = names.detect_landmarks_in(astronaut, FaceBox(175, 60, 100, 110, 0.9))
    assert inside[names.CHIN, :2] == pytest.approx((225, 175), abs=15)


def test_a_box_without_a_face_gives_nothing():
    blank = np.full((200, 200, 3), 99, np.uint8)
    assert names.detect_landmarks_in(blank, FaceBox(50, 50, 80, 80, 0.9)) is None
