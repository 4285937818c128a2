"""Laplace operators: what they keep, and what interpolation with them promises."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.operators import bilaplacian, interpolate, laplacian, solve_soft
from real3d.mesh.teeth import grid_triangles


@pytest.fixture
def grid() -> tuple[np.ndarray, np.ndarray]:
    """A flat, unevenly spaced grid of 11 x 11 vertices."""
    ticks = np.linspace(0, 1, 11) ** 1.2
    x, y = np.meshgrid(ticks, ticks)
    vertices = np.stack([x.ravel(), y.ravel(), np.zeros(121)], axis=1)
    return vertices, grid_triangles(11, 11)


def test_the_laplacian_of_a_constant_is_zero_and_areas_add_up(grid):
    operator, area = laplacian(*grid)
    assert np.abs(operator @ np.ones(121)).max() < 1e-9
    assert area.sum() == pytest.approx(1.0)


def test_harmonic_interpolation_stays_between_its_boundary_values(grid):
    operator, _ = laplacian(*grid)
    fixed = np.array([0, 10, 110, 120, 60])
    values = np.array([0.0, 1.0, 0.3, 0.7, 0.9])
    result = interpolate(operator, fixed, values)
    assert result[fixed] == pytest.approx(values)
    assert result.min() >= -1e-9
    assert result.max() <= 1 + 1e-9


def test_thin_plate_interpolation_is_smoother_than_a_membrane(grid):
    operator, area = laplacian(*grid)
    fixed = np.array([*range(11), *range(110, 121), 60])
    values = np.zeros(len(fixed))
    values[-1] = 1.0
    membrane = interpolate(operator, fixed, values)
    thin_plate = interpolate(bilaplacian(operator, area), fixed, values)
    beside = 61
    assert thin_plate[beside] > membrane[beside]


def test_several_values_are_interpolated_like_each_alone(grid):
    operator, _ = laplacian(*grid)
    fixed = np.array([0, 10, 60, 120])
    values = np.random.default_rng(0).random((4, 3))
    together = interpolate(operator, fixed, values)
    alone = np.stack([interpolate(operator, fixed, values[:, k]) for k in range(3)], axis=1)
    assert together == pytest.approx(alone)


def test_soft_targets_are_met_where_their_weight_is_large(grid):
    operator, _ = laplacian(*grid)
    weights = np.full(121, 1e-6)
    weights[[0, 120]] = 1e6
    targets = np.zeros(121)
    targets[120] = 1.0
    result = solve_soft(operator, weights, targets)
    assert result[[0, 120]] == pytest.approx([0, 1], abs=1e-5)
    assert 0 < result[60] < 1
