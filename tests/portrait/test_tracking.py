from __future__ import annotations

import cv2
import numpy as np

from real3d.portrait.landmarks import detect_landmarks
from real3d.portrait.tracking import track


def shifted(image: np.ndarray, right: int) -> np.ndarray:
    move = np.array([[1.0, 0, right], [0, 1.0, 0]])
    return cv2.warpAffine(image, move, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)


def test_landmarks_follow_a_moving_face(astronaut):
    found = list(track(iter([shifted(astronaut, step) for step in range(0, 40, 8)])))
    noses = [landmarks[4, 0] for landmarks in found]
    assert np.allclose(np.diff(noses), 8, atol=1.5)


def test_a_tracked_face_lies_where_a_single_picture_says(astronaut):
    *_, last = track(iter([astronaut] * 3))
    single = detect_landmarks(astronaut)
    assert np.abs(last - single)[:, :2].mean() < 1.5


def test_frames_without_a_face_are_reported_and_the_face_is_found_again(astronaut):
    blank = np.full_like(astronaut, 90)
    found = list(track(iter([astronaut, blank, blank, astronaut])))
    assert [landmarks is None for landmarks in found] == [False, True, True, False]


def test_a_face_too_small_for_the_tracker_is_found_by_the_detector(astronaut):
    frame = np.full((1200, 1200, 3), 120, np.uint8)
    frame[300:812, 300:812] = astronaut
    (landmarks,) = track(iter([frame]))
    assert landmarks is not None
    assert 300 < landmarks[4, 0] < 812


def test_frames_are_read_one_at_a_time(astronaut):
    read = []

    def frames():
        for index in range(3):
            read.append(index)
            yield astronaut

    tracker = track(frames())
    next(tracker)
    assert read == [0]
    tracker.close()
