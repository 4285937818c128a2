"""The background goes on where its colours do, and ends where others begin."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.background_following import alike_colours, follow_background

SIZE = 128
WALL, BAR, HAIR = (200, 205, 210), (40, 38, 36), (60, 40, 30)


@pytest.fixture
def picture() -> np.ndarray:
    """[128, 128, 3] a wall with a bar across, both shaded, and hair on the right."""
    shade = np.linspace(0, 30, SIZE)[None, :, None]
    rows = np.full((SIZE, 1, 3), WALL)
    rows[60:70] = BAR
    picture = rows + np.where(rows < 100, 0, -shade)
    picture[:, 96:] = HAIR
    return picture.astype(np.uint8)


@pytest.fixture
def clean() -> np.ndarray:
    """[128, 128] the left half, in which nobody is."""
    clean = np.zeros((SIZE, SIZE), np.uint8)
    clean[:, :48] = 1
    return clean


def reached(picture: np.ndarray, clean: np.ndarray) -> np.ndarray:
    everywhere = np.ones((SIZE, SIZE), bool)
    return follow_background(picture, clean, everywhere, alike_colours(picture, clean))


def test_a_wall_and_a_bar_on_it_go_on_to_the_hair(picture, clean):
    found = reached(picture, clean)
    assert found[:, :92].mean() > 0.99
    assert found[64, 92]


def test_hair_is_not_reached(picture, clean):
    found = reached(picture, clean)
    assert not found[:58, 98:].any()
    assert not found[72:, 98:].any()


def test_a_strand_before_the_wall_is_passed_by(picture, clean):
    picture[30:32, 40:96] = HAIR
    found = reached(picture, clean)
    assert not found[30:32, 44:92].any()
    assert found[26, 44:92].all()
