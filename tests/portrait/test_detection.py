from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.portrait.detection import FaceBox, detect_faces


def test_the_box_lies_on_the_face(astronaut):
    (face,) = next(detect_faces(astronaut))
    assert face.centre == pytest.approx((222, 120), abs=25)
    assert 70 < face.height < 150


def test_the_subject_comes_first(astronaut):
    small = cv2.resize(astronaut, (300, 300), interpolation=cv2.INTER_AREA)
    pair = np.zeros((512, 812, 3), np.uint8)
    pair[:300, :300] = small
    pair[:, 300:] = astronaut
    first, second = next(detect_faces(pair))
    assert first.left > 300 > second.left


def test_a_small_face_in_a_large_picture_is_found_in_a_part_of_it(astronaut):
    picture = np.full((2000, 2600, 3), 140, np.uint8)
    picture[1200:1712, 1500:2012] = astronaut
    (face,) = next(detect_faces(picture))
    assert face.centre == pytest.approx((1500 + 222, 1200 + 120), abs=40)


def test_a_blank_picture_has_no_face():
    assert list(detect_faces(np.full((300, 300, 3), 128, np.uint8))) == []


def test_size_and_certainty_make_the_subject():
    near = FaceBox(0, 0, 100, 100, 0.8)
    far = FaceBox(0, 0, 50, 50, 0.95)
    assert near.weight > far.weight
