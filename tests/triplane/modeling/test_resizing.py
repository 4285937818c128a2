from __future__ import annotations

import pytest
import torch.nn.functional as F

from real3d.triplane.modeling.resizing import double_corner_aligned, resize, shrink
from tests.support.closeness import assert_close


@pytest.mark.parametrize("size", [1, 4, 16])
def test_resizing_uses_half_pixel_centres(units, size):
    assert_close(resize(units["resize.x"], size), units[f"resize.bilinear_to_{size}"])


@pytest.mark.parametrize("size", [4, 16])
def test_shrinking_filters_and_enlarging_does_not(units, size):
    assert_close(shrink(units["resize.x"], size), units[f"resize.bilinear_antialias_to_{size}"])


def test_doubling_keeps_the_corners_in_place(units):
    assert_close(double_corner_aligned(units["resize.x"]), units["resize.upsamplingbilinear2d_x2"])


def test_nearest_and_pixel_shuffle_are_those_of_pytorch(units):
    picture = units["resize.x"]
    assert_close(F.interpolate(picture, scale_factor=2), units["resize.nearest_x2"])
    numbered = units["resize.pixel_shuffle2"].new_tensor(range(72)).view(1, 8, 3, 3)
    assert_close(F.pixel_shuffle(numbered, 2), units["resize.pixel_shuffle2"])
