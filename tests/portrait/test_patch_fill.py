"""Filling the rim of a hole: lines run on, textures stay textures."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.patch_fill import patch_rim
from real3d.portrait.push_pull import push_pull

SIZE = 192
HOLE = slice(70, 120)


@pytest.fixture
def known() -> np.ndarray:
    mask = np.ones((SIZE, SIZE), np.float32)
    mask[HOLE, HOLE] = 0
    return mask


def filled(picture: np.ndarray, known: np.ndarray, reach: float = 40) -> np.ndarray:
    return patch_rim(push_pull(picture * known[..., None], known), known, reach)


def test_stripes_run_on_into_the_hole(known):
    stripes = np.zeros((SIZE, SIZE, 3), np.float32)
    stripes[:, (np.arange(SIZE) // 8) % 2 == 0] = 200
    smooth = push_pull(stripes * known[..., None], known)
    error = np.abs(filled(stripes, known) - stripes)[HOLE, HOLE].mean()
    assert error < 0.35 * np.abs(smooth - stripes)[HOLE, HOLE].mean()


def test_texture_keeps_its_contrast(known):
    noise = np.random.default_rng(0).normal(128, 40, (SIZE // 4, SIZE // 4, 3))
    texture = np.kron(noise, np.ones((4, 4, 1))).astype(np.float32)
    rim = filled(texture, known, reach=15)[72:80, 75:115]
    assert rim.std() > 0.5 * texture.std()


def test_what_is_known_stays_and_what_is_deep_inside_too(known):
    picture = np.random.default_rng(1).uniform(0, 255, (SIZE, SIZE, 3)).astype(np.float32)
    smooth = push_pull(picture * known[..., None], known)
    result = patch_rim(smooth, known, 10)
    assert np.array_equal(result[known == 1], smooth[known == 1])
    assert np.array_equal(result[90:100, 90:100], smooth[90:100, 90:100])


def test_the_same_hole_is_filled_the_same_way(known):
    picture = np.random.default_rng(2).uniform(0, 255, (SIZE, SIZE, 3)).astype(np.float32)
    assert np.array_equal(filled(picture, known), filled(picture, known))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nothing_known_or_nothing_to_fill_changes_nothing(share):
    picture = np.full((SIZE, SIZE, 3), 90, np.float32)
    known = np.full((SIZE, SIZE), share, np.float32)
    assert np.array_equal(patch_rim(picture, known, 40), picture)
