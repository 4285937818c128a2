"""Bars are found where a picture ends in them, and not where a person stands before the dark."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.portrait.analysis import analyse_portrait
from real3d.portrait.bars import Area, picture_area, without_bars

HEIGHT, WIDTH = 240, 320


@pytest.fixture
def picture() -> np.ndarray:
    """[240, 320, 3] of the colours of a room."""
    return np.random.default_rng(0).integers(70, 200, (HEIGHT, WIDTH, 3), np.uint8)


def noise(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 5, shape, np.uint8)


def test_a_picture_without_bars_is_all_picture(picture):
    assert picture_area(picture) == Area(0, 0, WIDTH, HEIGHT)
    assert without_bars(picture, picture_area(picture)) is picture


def test_the_black_bars_of_a_film_are_found(picture):
    picture[:30], picture[-26:] = noise((30, WIDTH, 3)), noise((26, WIDTH, 3))
    area = picture_area(picture)
    assert (area.left, area.right) == (0, WIDTH)
    assert 30 <= area.top <= 33
    assert HEIGHT - 29 <= area.bottom <= HEIGHT - 26


def test_the_white_margin_of_a_print_is_found_on_all_sides(picture):
    framed = np.full_like(picture, 250)
    framed[20:-20, 8:-12] = picture[20:-20, 8:-12]
    area = picture_area(framed)
    assert 20 <= area.top <= 23
    assert 8 <= area.left <= 11
    assert WIDTH - 15 <= area.right <= WIDTH - 12


@pytest.mark.parametrize("wall", [4, 252])
def test_a_wall_behind_somebody_is_no_bar(wall):
    picture = np.full((HEIGHT, WIDTH, 3), wall, np.uint8)
    cv2.ellipse(picture, (160, 200), (70, 150), 0, 0, 360, (130, 130, 130), -1)
    assert picture_area(picture) == Area(0, 0, WIDTH, HEIGHT)


def test_the_picture_is_drawn_out_over_its_bars(picture):
    picture[:30] = 0
    bare = without_bars(picture, Area(0, 30, WIDTH, HEIGHT))
    assert (bare[:30] == picture[30]).all()
    assert np.array_equal(bare[30:], picture[30:])


def test_the_moving_square_leaves_bars_out(astronaut):
    barred = astronaut.copy()
    barred[:, :110], barred[:30] = 0, 0
    portrait = analyse_portrait(barred)
    assert portrait.crop.left >= 110
    assert portrait.crop.top >= 30
    assert portrait.image[:, 0].max(axis=1).min() > 40
