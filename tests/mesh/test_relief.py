"""Depth that can be shown turned."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh import turning
from real3d.mesh.relief import STEEPEST_AROUND, STEEPEST_FACE, limit_slope
from real3d.mesh.topology import face_topology


def strip() -> tuple[np.ndarray, np.ndarray]:
    """A flat band of triangles along x: [V, 2] places and [F, 3]."""
    x, y = np.meshgrid(np.arange(20.0), np.arange(3.0))
    left = (np.arange(2)[:, None] * 20 + np.arange(19)).ravel()
    triangles = np.vstack(
        [
            np.column_stack([left, left + 1, left + 20]),
            np.column_stack([left + 1, left + 21, left + 20]),
        ]
    )
    return np.column_stack([x.ravel(), y.ravel()]), triangles


def test_a_step_becomes_a_slope_and_the_nearer_side_stays():
    flat, triangles = strip()
    step = np.where(flat[:, 0] < 10, 0.0, 40.0)
    limited = limit_slope(step, flat, triangles, np.full(len(triangles), 2.0))
    assert (limited[flat[:, 0] < 10] == 0).all()
    assert limited[flat[:, 0] == 14] == pytest.approx(10.0, abs=0.5)
    assert (limited <= step).all()


def test_what_is_not_steep_is_left_alone():
    flat, triangles = strip()
    gentle = 1.5 * flat[:, 0]
    limited = limit_slope(gentle, flat, triangles, np.full(len(triangles), 2.0))
    assert np.array_equal(limited, gentle)


def test_no_part_of_a_portrait_recedes_too_steeply(avatar):
    surface = avatar.surface
    corners = surface.uv[surface.triangles].astype(float)
    depth = surface.vertices[surface.triangles, 2].astype(float)
    edges = np.stack([corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]], axis=1)
    sound = np.abs(np.linalg.det(edges)) > 0.5
    rise = np.stack([depth[:, 1] - depth[:, 0], depth[:, 2] - depth[:, 0]], axis=1)
    slope = np.linalg.norm(np.linalg.solve(edges[sound], rise[sound][..., None])[..., 0], axis=1)
    around = (surface.triangles >= face_topology().vertices).any(axis=1)[sound]
    assert slope[~around].max() < 1.05 * STEEPEST_FACE
    assert slope[around].max() < 1.05 * STEEPEST_AROUND


@pytest.mark.parametrize("yaw", [-20, 20])
def test_a_turned_face_is_hardly_stretched_three_times(avatar, yaw, monkeypatch):
    monkeypatch.setattr(turning, "_STRETCH", 3.0)
    turn = np.radians([0.0, yaw, 0.0])
    stretched, _ = turning.turned_shares(avatar.surface, avatar.portrait.pose, turn)
    assert stretched < 0.01
