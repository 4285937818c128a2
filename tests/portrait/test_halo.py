"""The line that sharpening leaves around a head goes with the head."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.foreground import cutout, exact_foreground
from real3d.portrait.halo import outline_halo, take_halo

SIZE = 256
WALL, HAIR, HALO = 120, 40, 9
Y, X = np.mgrid[0:SIZE, 0:SIZE]
FROM_HEAD = np.hypot(X - 128, Y - 128) - 60
RING = (FROM_HEAD > 1) & (FROM_HEAD < 3)


@pytest.fixture
def alpha() -> np.ndarray:
    """[256, 256] a round head."""
    return np.clip(0.5 - FROM_HEAD, 0, 1).astype(np.float32)


def photo(alpha: np.ndarray, background: np.ndarray, halo: float) -> np.ndarray:
    """[256, 256, 3] a dark head with a light line around it."""
    grey = background + halo * ((FROM_HEAD > 0) & (FROM_HEAD < 4))
    grey = grey + alpha * (HAIR - grey)
    return np.repeat(np.rint(np.clip(grey, 0, 255))[..., None], 3, axis=2).astype(np.uint8)


def foliage() -> np.ndarray:
    return WALL + 10 * np.random.default_rng(3).standard_normal((SIZE, SIZE))


def test_a_halo_is_told_from_an_uneven_background(alpha):
    halo = outline_halo(photo(alpha, foliage(), HALO), alpha)
    assert 0.5 * HALO < halo[RING].mean() < 1.2 * HALO
    assert np.abs(halo[FROM_HEAD > 14]).max() == 0
    assert np.abs(halo[alpha > 0.1]).max() == 0


def test_a_frame_beside_the_head_is_no_halo(alpha):
    background = np.where(X > 180, 230.0, WALL)
    halo = np.abs(outline_halo(photo(alpha, background, 0), alpha))
    assert halo[RING].mean() < 0.8
    assert halo.max() < HALO


def test_without_background_there_is_no_halo():
    everywhere = np.ones((SIZE, SIZE), np.float32)
    assert not outline_halo(np.full((SIZE, SIZE, 3), 90, np.uint8), everywhere).any()


def test_the_photo_stays_as_it_is(alpha):
    image = photo(alpha, foliage(), HALO)
    halo = outline_halo(image, alpha)
    background = np.clip(np.rint(image - halo), 0, 255).astype(np.uint8)
    person = exact_foreground(image, alpha, background, cutout(image, alpha))
    person, own = take_halo(person, alpha, halo, background)
    shown = person * own[..., None] + background * (1 - own[..., None])
    assert np.abs(shown - image)[FROM_HEAD > 1].max() <= 1
    assert np.array_equal(own[FROM_HEAD > 14], alpha[FROM_HEAD > 14])
