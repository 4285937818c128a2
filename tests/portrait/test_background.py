from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.errors import SettingsError
from real3d.portrait import Background, compose_background, parse_background


@pytest.mark.parametrize("name", ["original", "blur", "transparent"])
def test_a_background_is_chosen_by_name(name):
    assert parse_background(f" {name.upper()} ").kind == name


def test_a_colour_is_given_as_on_the_web():
    assert parse_background("#20a0FF") == Background("colour", colour=(32, 160, 255))


@pytest.mark.parametrize("text", ["", "#12", "#gggggg", "beach", "20a0ff"])
def test_anything_else_is_refused_with_the_choices(text):
    with pytest.raises(SettingsError, match="choose original, blur, transparent"):
        parse_background(text)


def test_the_original_background_is_the_clean_one(astronaut_portrait):
    background = compose_background(astronaut_portrait, Background())
    assert np.array_equal(background, astronaut_portrait.clean_background)


def test_a_transparent_result_has_no_background(astronaut_portrait):
    assert compose_background(astronaut_portrait, Background("transparent")) is None


def test_a_colour_fills_the_background(astronaut_portrait):
    background = compose_background(astronaut_portrait, Background("colour", colour=(1, 2, 3)))
    assert background.shape == (512, 512, 3)
    assert (background == (1, 2, 3)).all()


def test_a_blurred_background_keeps_its_colours_and_loses_its_detail(astronaut_portrait):
    background = compose_background(astronaut_portrait, Background("blur"))
    original = astronaut_portrait.clean_background
    assert background.mean() == pytest.approx(original.mean(), abs=2)
    assert np.abs(np.diff(background.astype(int), axis=1)).max() < 12


@pytest.mark.parametrize("shape", [(300, 900), (900, 300), (2000, 1200), (100, 100)])
def test_a_circle_stays_round_in_a_picture_of_any_shape(astronaut_portrait, shape):
    picture = np.zeros((*shape, 3), np.uint8)
    height, width = shape
    cv2.circle(picture, (width // 2, height // 2), min(shape) // 3, (255, 255, 255), -1)
    background = compose_background(astronaut_portrait, Background("picture", picture=picture))
    assert background.shape == (512, 512, 3)
    rows, columns = np.nonzero(background[..., 0] > 128)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=8)
    assert np.ptp(rows) == pytest.approx(512 * 2 / 3, rel=0.04)
