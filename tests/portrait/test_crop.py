from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.bars import Area
from real3d.portrait.crop import crop_image, face_size, portrait_crop
from real3d.portrait.portrait import Crop


def face_at(x: float, y: float, height: float) -> np.ndarray:
    """The outline of an upright face, from the forehead clockwise."""
    angle = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    return np.stack([x + 0.4 * height * np.sin(angle), y - 0.5 * height * np.cos(angle)], axis=1)


def test_an_upright_face_is_as_high_as_it_is():
    assert face_size(face_at(300, 300, 200)) == pytest.approx(200)


def test_there_is_room_for_hair_and_shoulders():
    crop = portrait_crop(face_at(1000, 800, 200), Area(0, 0, 2000, 2000))
    assert crop.side == 540
    assert crop.left + crop.side / 2 == pytest.approx(1000, abs=1)
    assert 800 - crop.top > 200
    assert crop.top + crop.side - 800 > 250


@pytest.mark.parametrize(("x", "y"), [(120, 500), (880, 500), (500, 120), (500, 900)])
def test_near_the_border_the_square_stays_inside_the_picture(x, y):
    crop = portrait_crop(face_at(x, y, 200), Area(0, 0, 1000, 1000))
    assert crop.left >= 0
    assert crop.top >= 0
    assert crop.left + crop.side <= 1000
    assert crop.top + crop.side <= 1000
    assert crop.left <= x - 80
    assert x + 80 <= crop.left + crop.side


def test_the_square_lies_between_the_bars():
    crop = portrait_crop(face_at(500, 300, 200), Area(0, 90, 1000, 600))
    assert crop.top >= 90
    assert crop.top + crop.side <= 600


def test_a_small_face_in_a_tall_picture_is_found_close_up():
    crop = portrait_crop(face_at(300, 150, 60), Area(0, 0, 600, 1600))
    assert crop.side == 162
    assert crop.top < 100


def test_in_a_narrow_picture_shoulders_are_lost_before_hair():
    crop = portrait_crop(face_at(190, 300, 160), Area(0, 0, 380, 800))
    assert crop.side == 380
    assert 300 - crop.top > 160


def test_the_chin_is_never_lost():
    crop = portrait_crop(face_at(160, 400, 200), Area(0, 0, 320, 800))
    assert crop.top + crop.side >= 400 + 0.7 * 200


def test_a_face_that_fills_the_picture_gets_a_border():
    crop = portrait_crop(face_at(400, 110, 200), Area(0, 0, 800, 220))
    assert crop.side == 230
    assert crop.top + crop.side > 220


def test_beyond_the_picture_its_border_is_repeated():
    image = np.zeros((10, 10, 3), np.uint8)
    image[:, 0] = 200
    square = crop_image(image, Crop(left=-10, top=0, side=10), 10)
    assert (square == 200).all()


def test_a_cut_keeps_colours_and_shapes():
    image = np.random.default_rng(0).integers(0, 256, (50, 60, 3), dtype=np.uint8)
    assert np.array_equal(crop_image(image, Crop(left=7, top=5, side=40), 40), image[5:45, 7:47])


def test_a_picture_far_outside_the_square_still_gives_its_border():
    image = np.full((20, 20, 3), 77, np.uint8)
    assert (crop_image(image, Crop(left=-5, top=-5, side=30), 64) == 77).all()
