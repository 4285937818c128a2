"""Scores of pictures are those of their definitions."""

from __future__ import annotations

import numpy as np
import pytest

from training.triplane.picture_scores import PSNR_OF_EQUALS, flicker, l1, psnr, ssim


def noise(frames: int = 3, size: int = 32) -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.integers(0, 200, (frames, size, size, 3), dtype=np.uint8)


def test_equal_pictures_score_perfectly() -> None:
    same = noise()
    assert psnr(same, same) == PSNR_OF_EQUALS
    assert ssim(same, same) == pytest.approx(1)
    assert l1(same, same) == flicker(same, same) == 0


def test_a_shift_of_ten_levels_is_28_decibels_and_does_not_flicker() -> None:
    real = noise()
    made = real + np.uint8(10)
    assert psnr(made, real) == pytest.approx(20 * np.log10(255 / 10), abs=1e-4)
    assert l1(made, real) == pytest.approx(10)
    assert flicker(made, real) == 0


def test_flicker_is_what_comes_and_goes() -> None:
    real = np.repeat(noise(1), 4, 0)
    made = real.copy()
    made[1::2] += np.uint8(10)
    assert flicker(made, real) == pytest.approx(10)
    assert flicker(real, made) == pytest.approx(10)


def test_ssim_of_flat_pictures_is_that_of_their_means() -> None:
    low, high = np.full((1, 16, 16, 3), 100, np.uint8), np.full((1, 16, 16, 3), 150, np.uint8)
    constant = (0.01 * 255) ** 2
    expected = (2 * 100 * 150 + constant) / (100**2 + 150**2 + constant)
    assert ssim(low, high) == pytest.approx(expected, rel=1e-6)


def test_ssim_falls_where_structure_is_lost_though_the_error_is_the_same() -> None:
    real = noise()
    shifted = real + np.uint8(20)
    rng = np.random.default_rng(1)
    signs = rng.choice((-20, 20), real.shape)
    rough = (real.astype(int).clip(20) + signs).astype(np.uint8)
    assert ssim(rough, real.clip(20)) < ssim(shifted, real)
