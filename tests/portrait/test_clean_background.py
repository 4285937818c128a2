from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.clean_background import background_without_person


@pytest.fixture
def disc() -> np.ndarray:
    """[512, 512] a round matte with a slightly soft edge."""
    y, x = np.mgrid[0:512, 0:512]
    return np.clip(120.5 - np.hypot(x - 256, y - 256), 0, 1).astype(np.float32)


def compose(alpha, person, background):
    mixed = person * alpha[..., None] + background * (1 - alpha[..., None])
    return np.rint(mixed).astype(np.uint8)


def test_no_ghost_of_the_person_remains(disc):
    wall = np.full((512, 512, 3), (200, 190, 180), np.uint8)
    background = background_without_person(compose(disc, (20, 20, 60), wall), disc)
    assert np.abs(background.astype(int) - wall).max() <= 3


def test_far_from_the_person_the_plate_is_the_photo(disc):
    photo = np.random.default_rng(0).integers(0, 256, (512, 512, 3), dtype=np.uint8)
    background = background_without_person(photo, disc)
    assert np.array_equal(background[:100], photo[:100])


def test_a_gradient_is_carried_on_behind_the_person(disc):
    sky = np.repeat(np.linspace(60, 220, 512)[:, None, None], 512, axis=1).repeat(3, axis=2)
    background = background_without_person(compose(disc, (0, 0, 0), sky), disc)
    near_edge = (disc > 0.5) & (np.hypot(*(np.mgrid[0:512, 0:512] - 256)) > 100)
    assert np.abs(background - sky)[near_edge].mean() < 12


def test_texture_is_carried_on_behind_the_outline(disc):
    grain = np.random.default_rng(0).normal(128, 25, (512, 512, 1)).clip(0, 255)
    wall = grain.repeat(3, axis=2)
    background = background_without_person(compose(disc, (0, 0, 0), wall), disc)
    ring = (disc == 1) & (np.hypot(*(np.mgrid[0:512, 0:512] - 256)) > 105)
    assert background[ring].std() > 12


def test_a_person_who_fills_the_frame_leaves_a_plain_background():
    photo = np.random.default_rng(0).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    background = background_without_person(photo, np.ones((128, 128), np.float32))
    assert (background == background[0, 0]).all()


def test_the_persons_tint_beside_the_outline_does_not_spread_behind_them():
    y, x = np.mgrid[0:512, 0:512]
    away = np.hypot(x - 256, y - 256) - 120
    alpha = np.clip(0.5 - away, 0, 1).astype(np.float32)
    wall = np.array((110, 100, 80), np.float32)
    tint = 12 * np.clip(1 - away / 14, 0, 1)[..., None] * np.array((1, 0, 1))
    picture = np.where(alpha[..., None] > 0, (40, 30, 30), wall + tint).astype(np.uint8)
    behind = background_without_person(picture, alpha)[(away < -12) & (away > -35)]
    off = behind - wall
    assert np.abs(off - off.mean(axis=1, keepdims=True)).max(axis=1).mean() < 3
