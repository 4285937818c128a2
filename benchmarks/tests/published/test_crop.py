from __future__ import annotations

from benchmarks.published.crop import published_crop_box
from tests.support.goldens import motion_goldens


def test_boxes_are_the_published_ones() -> None:
    goldens = motion_goldens()
    for landmarks, box in zip(goldens["crop_landmarks"], goldens["crop_box"], strict=True):
        expected = None if (box == -1).all() else tuple(box)
        assert published_crop_box(landmarks) == expected
