from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.foreground import cutout, exact_foreground


@pytest.fixture
def edge() -> np.ndarray:
    """[256, 256] a matte that fades from the person, left, over 6 pixels."""
    ramp = np.clip((131 - np.arange(256)) / 6, 0, 1)
    return np.tile(ramp, (256, 1)).astype(np.float32)


def compose(alpha, person, background):
    mixed = np.array(person) * alpha[..., None] + np.array(background) * (1 - alpha[..., None])
    return np.rint(mixed).astype(np.uint8)


def test_the_photo_is_reproduced_over_its_background(edge):
    photo = compose(edge, (200, 40, 30), (30, 60, 200))
    background = np.full((256, 256, 3), (35, 66, 190), np.uint8)
    colours = exact_foreground(photo, edge, background, cutout(photo, edge))
    opacity = edge[..., None]
    error = np.abs(colours * opacity + background * (1 - opacity) - photo)
    assert error[edge > 0.2].max() <= 1.5


def test_the_cutout_does_not_carry_the_old_background_along(edge):
    photo = compose(edge, (200, 40, 30), (30, 60, 200))
    colours = cutout(photo, edge)
    half = (edge > 0.3) & (edge < 0.7)
    person = np.array([200.0, 40.0, 30.0])
    assert np.abs(colours[half] - person).mean() < 0.2 * np.abs(photo[half] - person).mean()


def test_opaque_pixels_keep_their_colour(edge):
    photo = compose(edge, (200, 40, 30), (30, 60, 200))
    assert np.array_equal(cutout(photo, edge)[:, :80], photo[:, :80])
