"""Whose a point is between two faces."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait import Crop
from real3d.portrait.detection import FaceBox
from real3d.portrait.neighbours import at_the_side, kept_share, own_part, own_share

LEFT, RIGHT = FaceBox(0, 0, 100, 100, 1.0), FaceBox(300, 0, 100, 100, 1.0)


def _share(x: float, own: FaceBox = LEFT, other: FaceBox = RIGHT) -> float:
    return float(own_share(own, other, np.float32(x), np.float32(50)))


def test_each_has_their_own_half_and_the_border_is_soft() -> None:
    assert _share(50) == 1.0
    assert _share(350) == 0.0
    assert _share(200) == pytest.approx(0.5)
    assert 0.5 < _share(197) < 1.0


def test_the_two_shares_are_the_whole() -> None:
    for x in np.linspace(0, 400, 41):
        assert _share(x) + _share(x, RIGHT, LEFT) == pytest.approx(1.0)


def test_a_small_face_keeps_its_own_head_only() -> None:
    small = FaceBox(190, 30, 40, 40, 1.0)
    assert _share(210, other=small) == 0.0
    assert _share(150, other=small) == 1.0
    assert _share(400, other=small) == 1.0, "behind it the large one goes on"


def test_a_cut_through_the_neighbour_is_where_nothing_is_seen() -> None:
    crop = Crop(left=0, top=-150, side=400)
    kept = kept_share(LEFT, RIGHT, crop, 400)
    assert kept.shape == (400, 400)
    assert kept.dtype == np.float32
    seen = own_share(LEFT, RIGHT, np.arange(400) + np.float32(0.5), np.float32(50.5))
    assert (kept[200][seen > 0] == 1).all()
    assert kept[200, 230] == 0
    assert kept[200, 350] == 0


def test_faces_beside_count_and_a_printed_or_tiny_one_does_not() -> None:
    printed, tiny = FaceBox(20, 180, 60, 60, 1.0), FaceBox(200, 0, 20, 20, 1.0)
    assert at_the_side((LEFT, RIGHT, printed, tiny)) == (RIGHT,)
    assert at_the_side((LEFT,)) == ()


def test_hair_that_crosses_the_border_stays_with_its_head() -> None:
    y, x = np.mgrid[0:200, 0:400]
    head, other = np.hypot(x - 110, y - 100) < 80, np.hypot(x - 320, y - 100) < 60
    picture = np.full((200, 400, 3), 220, np.uint8)
    picture[head], picture[other] = (60, 40, 30), (150, 90, 60)
    alpha = (head | other).astype(np.float32)
    side = (150 - x).astype(np.float32) / 100  # the border runs through the head
    part = own_part(picture, alpha, side)
    assert part[head].min() > 0.9
    assert part[other].max() < 0.1


def test_where_nobody_else_is_seen_all_is_the_persons() -> None:
    alpha = np.zeros((64, 64), np.float32)
    alpha[16:48, 8:40] = 1
    side = np.linspace(1, -1, 64, dtype=np.float32)[None, :].repeat(64, axis=0)
    picture = np.zeros((64, 64, 3), np.uint8)
    assert own_part(picture, alpha, side)[alpha > 0].min() == 1
