from __future__ import annotations

import numpy as np
import pytest

from real3d.portrait.push_pull import push_pull


def test_known_pixels_are_kept():
    image = np.random.default_rng(0).random((37, 53, 3), dtype=np.float32)
    known = (np.random.default_rng(1).random((37, 53)) > 0.5).astype(np.float32)
    filled = push_pull(image, known)
    assert np.array_equal(filled[known == 1], image[known == 1])


def test_a_hole_gets_the_colours_around_it():
    image = np.full((64, 64, 3), 100, np.float32)
    known = np.ones((64, 64), np.float32)
    known[20:44, 20:44] = 0
    image[known == 0] = 255
    assert push_pull(image, known) == pytest.approx(100, abs=0.01)


def test_a_hole_between_two_colours_runs_from_one_to_the_other():
    image = np.zeros((64, 64, 3), np.float32)
    image[:, 40:] = 100
    known = np.ones((64, 64), np.float32)
    known[:, 24:40] = 0
    row = push_pull(image, known)[32, 24:40, 0]
    assert (np.diff(row) >= -1).all()
    assert row[0] < 35
    assert row[-1] > 65


def test_with_nothing_known_the_result_is_finite():
    filled = push_pull(np.ones((8, 8, 3), np.float32), np.zeros((8, 8), np.float32))
    assert np.isfinite(filled).all()
