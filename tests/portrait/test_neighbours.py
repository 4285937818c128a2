"""Whose a point is between two faces."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait import Crop
from real3d.portrait.detection import FaceBox
from real3d.portrait.neighbours import own_share, own_share_of_square

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


def test_a_square_is_measured_in_pixels_of_the_photo() -> None:
    share = own_share_of_square(LEFT, RIGHT, Crop(left=0, top=-150, side=400), 80)
    assert share.shape == (80, 80)
    assert share.dtype == np.float32
    assert share[40, 10] == 1.0
    assert share[40, 70] == 0.0
