"""The background goes on where its colours do, and ends where others begin."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.background_following import alike_colours, follow_background, follow_lines

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


@pytest.fixture
def large() -> np.ndarray:
    """[512, 512] a wall, and hair on the right."""
    picture = np.full((512, 512, 3), WALL, np.uint8)
    picture[:, 384:] = HAIR
    return picture


def test_a_soft_stripe_far_behind_is_followed_from_one_colour_to_the_other(large):
    share = 1 / (1 + np.exp((np.arange(384)[:, None] - 300) / 5.0))
    large[:, :384] = share * WALL + (1 - share) * (170, 40, 60)
    clean = np.zeros((512, 512), np.uint8)
    clean[:, :200] = 1
    everywhere = np.ones((512, 512), bool)
    found = follow_background(large, clean, everywhere, alike_colours(large, clean))
    assert found[:, :375].mean() > 0.99
    assert not found[:, 392:].any()


def test_a_line_from_afar_is_the_backgrounds_and_a_strand_is_not(large):
    large[80:83, :384] = 250
    large[400:403, 240:384] = HAIR
    far = np.zeros((512, 512), bool)
    far[:, :80] = True
    found = follow_lines(large, far, np.ones((512, 512), bool), alike=12.0)
    assert found[81, 20:370].all()
    assert not found[400:403].any()
