"""Hair lies level over what it covers; all else keeps its depth."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.flat_mesh import FlatMesh, build_flat_mesh
from real3d.mesh.hair import level_hair
from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.surface import Surface, build_surface
from real3d.mesh.topology import face_topology
from real3d.numerics.types import Float32Array, FloatArray
from real3d.portrait import Portrait
from real3d.portrait.landmarks import CHIN, FOREHEAD, LEFT_EAR, OUTER_EYE_CORNERS

WORK = 192


@pytest.fixture(scope="module")
def portrait(astronaut_avatar) -> Portrait:
    return astronaut_avatar.portrait


@pytest.fixture(scope="module")
def mesh(portrait) -> FlatMesh:
    return build_flat_mesh(portrait, face_topology())


def uneven(mesh: FlatMesh) -> FloatArray:
    """[V] depth with bumps of some pixels."""
    return 8 * np.sin(0.25 * mesh.flat[:, 0]) * np.sin(0.25 * mesh.flat[:, 1])


def beside_the_face(portrait: Portrait) -> tuple[int, slice]:
    """Column of a lock over the edge of the face, and its rows."""
    points = portrait.landmarks[:, :2]
    column = round(0.45 * points[OUTER_EYE_CORNERS[0], 0] + 0.55 * points[LEFT_EAR, 0])
    return column, slice(round(points[FOREHEAD, 1]), round(points[CHIN, 1]))


def lock(portrait: Portrait, width: float) -> Float32Array:
    """[W, W] hair that hangs there, so many pixels of the portrait wide."""
    column, rows = beside_the_face(portrait)
    scale = WORK / portrait.size
    hair = np.zeros((WORK, WORK), np.float32)
    left, right = round((column - width / 2) * scale), round((column + width / 2) * scale)
    hair[int(rows.start * scale) : int(rows.stop * scale), left:right] = 1
    return hair


def depth_at_rest(surface: Surface, size: int) -> Float32Array:
    sheet = SheetBuffers.empty(size, size)
    vertices = np.column_stack([surface.uv, surface.vertices[:, 2]])
    rasterise(vertices, surface.uv, surface.triangles, sheet)
    return sheet.depth


def waviness(depth: Float32Array) -> float:
    """Pixels by which depth along a line leaves the smooth course of its neighbourhood."""
    smooth = np.convolve(depth, np.ones(41) / 41, mode="same")
    return float((depth - smooth)[20:-20].std())


def test_a_lock_over_the_side_of_a_face_hangs_straight(portrait):
    column, rows = beside_the_face(portrait)
    bare = build_surface(portrait, np.zeros((WORK, WORK), np.float32))
    under = build_surface(portrait, lock(portrait, 40))
    before, after = (
        waviness(depth_at_rest(surface, portrait.size)[rows, column]) for surface in (bare, under)
    )
    assert after < 0.6 * before


def test_bumps_under_hair_go_and_others_stay(portrait, mesh):
    depth, face_width = uneven(mesh), 200.0
    levelled = level_hair(depth, mesh, lock(portrait, 40), face_width, portrait.size)
    column, rows = beside_the_face(portrait)
    x, y = mesh.flat[:, 0], mesh.flat[:, 1]
    under = (np.abs(x - column) < 10) & (y > rows.start + 30) & (y < rows.stop - 30)
    assert under.sum() > 20
    assert levelled[under].std() < 0.3 * depth[under].std()
    elsewhere = np.abs(x - column) > 60
    assert np.abs(levelled - depth)[elsewhere].max() < 1e-6


def test_hair_far_from_the_face_is_left_alone(portrait, mesh):
    depth = uneven(mesh)
    hair = np.zeros((WORK, WORK), np.float32)
    hair[-8:] = 1
    assert np.array_equal(level_hair(depth, mesh, hair, 120.0, portrait.size), depth)


def test_without_hair_nothing_changes(portrait, mesh):
    depth = uneven(mesh)
    bald = np.zeros((WORK, WORK), np.float32)
    assert np.array_equal(level_hair(depth, mesh, bald, 200.0, portrait.size), depth)


def test_hair_is_set_back_a_little_and_keeps_its_slope(portrait, mesh):
    slope = 0.8 * mesh.flat[:, 0] + 0.3 * mesh.flat[:, 1]
    set_back = level_hair(slope, mesh, lock(portrait, 40), 200.0, portrait.size) - slope
    assert set_back.min() > -1.0
    assert 2.0 < set_back.max() < 10.0
