"""Folded sheets against their exact coverage."""

from __future__ import annotations

import numpy as np
import pytest

from real3d.mesh.compositing import as_picture, as_words, composite
from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.silhouettes import inner_edges, smooth_silhouettes

SIZE = 48
ANGLES = (0.0, 7.0, 30.0, 45.0, 60.0, 90.0, 135.0, 200.0, 263.0, 315.0)
FRONT, BEHIND = (220, 40, 90), (20, 160, 230)
FAR_AWAY = 100.0
"""Texture coordinate, and depth, of what lies behind."""


def folded_sheet(degrees, depth_step=10.0):
    """A wall that fills the frame, and before it a flap that bends back on an edge at an angle.

    Returns vertices, uv, triangles, and the inside of the flap as a function of (x, y).
    """
    turn = np.radians(degrees)
    along, inward = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    middle = np.array([SIZE / 2 + 0.23, SIZE / 2 + 0.11])
    edge = [middle + 14 * along, middle - 14 * along]
    wall = [np.array([x, y]) for x in (-9, SIZE + 9) for y in (-9, SIZE + 9)]
    points = np.array([*edge, *(p + 15 * inward for p in edge), *(p + 12 * inward for p in edge)])
    vertices = np.zeros((10, 3), np.float32)
    vertices[:6, :2], vertices[6:, :2] = points, wall
    vertices[:6, 2] = np.array([0, 0, -2, -2, depth_step / 3, depth_step / 3])
    vertices[6:, 2] = depth_step
    uv = np.full((10, 2), 4, np.float32)
    uv[6:] = FAR_AWAY
    triangles = [(0, 1, 2), (1, 3, 2), (0, 1, 4), (1, 5, 4), (6, 7, 8), (7, 9, 8)]

    def inside(x, y):
        offset = np.stack([x, y], axis=-1) - middle
        depth, side = offset @ inward, np.abs(offset @ along)
        return (depth >= 0) & (depth <= 15) & (side <= 14)

    return vertices, uv, np.array(triangles, np.int32), inside


def render(vertices, uv, triangles, step=1.0, jump=3.0, smooth=True):
    """[H, W, 3] the flap in one colour, the wall in another."""
    texture = np.empty((8, 128, 4), np.uint8)
    texture[:, :64], texture[:, 64:] = (*FRONT, 255), (*BEHIND, 255)
    sheet = SheetBuffers.empty(SIZE, SIZE)
    rasterise(vertices, uv, triangles, sheet)
    picture = np.zeros((SIZE, SIZE), np.uint32)
    composite(sheet, as_words(texture), 1, picture, picture)
    if smooth:
        smooth_silhouettes(vertices, inner_edges(triangles), sheet, step, jump, picture)
    return as_picture(picture)[..., :3].astype(int)


def exact_coverage(inside):
    """[H, W] share of each pixel's area, from 16 x 16 places in it."""
    places = (np.arange(16 * SIZE) + 0.5) / 16 - 0.5
    x, y = np.meshgrid(places, places)
    return inside(x, y).reshape(SIZE, 16, SIZE, 16).mean(axis=(1, 3))


def beside_the_fold(vertices, beyond):
    """[H, W] pixels beside the fold's edge, up to so far beyond its ends."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    a, b = vertices[0, :2].astype(float), vertices[1, :2].astype(float)
    along = (b - a) / np.linalg.norm(b - a)
    x, y = columns - a[0], rows - a[1]
    place = x * along[0] + y * along[1]
    return (np.abs(x * along[1] - y * along[0]) < 3) & (place > -beyond) & (place < 28 + beyond)


@pytest.mark.parametrize("degrees", ANGLES)
def test_a_fold_covers_its_pixels_in_part(degrees):
    vertices, uv, triangles, inside = folded_sheet(degrees)
    coverage = exact_coverage(inside)[..., None]
    exact = np.array(FRONT) * coverage + np.array(BEHIND) * (1 - coverage)
    beside = beside_the_fold(vertices, beyond=-2)
    contrast = np.abs(np.subtract(FRONT, BEHIND)).max()
    error, stepped = (
        np.abs(render(vertices, uv, triangles, smooth=smooth) - exact)[beside] / contrast
        for smooth in (True, False)
    )
    assert error.max() <= 0.08, "along rows or columns instead of the whole area"
    assert error.mean() <= 0.015
    assert stepped.max() > 0.2


@pytest.mark.parametrize("degrees", ANGLES)
def test_nothing_else_is_touched(degrees):
    vertices, uv, triangles, _ = folded_sheet(degrees)
    stepped = render(vertices, uv, triangles, smooth=False)
    changed = (render(vertices, uv, triangles) != stepped).any(axis=2)
    assert not changed[~beside_the_fold(vertices, beyond=2)].any()


def test_both_sides_of_a_photo_that_lie_together_are_left_alone():
    """Without a step in depth, or in texture, there is nothing to see at a fold."""
    vertices, uv, triangles, _ = folded_sheet(30.0)
    stepped = render(vertices, uv, triangles, smooth=False)
    assert np.array_equal(render(vertices, uv, triangles, step=50.0), stepped)
    assert np.array_equal(render(vertices, uv, triangles, jump=500.0), stepped)
    assert (render(vertices, uv, triangles) != stepped).any()


def test_a_fold_behind_something_is_not_seen():
    """Not even where the edge of what hides it runs along."""
    vertices, uv, triangles, _ = folded_sheet(30.0)
    screen = vertices[:4] - np.float32([0, 0, 50])
    vertices, uv = np.vstack([vertices, screen]), np.vstack([uv, uv[:4]])
    triangles = np.vstack([triangles, [[10, 11, 12], [11, 13, 12]]]).astype(np.int32)
    stepped = render(vertices, uv, triangles, smooth=False)
    assert np.array_equal(render(vertices, uv, triangles), stepped)
    assert (render(vertices, uv, triangles[:-2]) != stepped).any()


def test_a_flat_sheet_has_no_silhouette():
    """Edges whose two triangles lie on both sides."""
    vertices, uv, triangles, _ = folded_sheet(30.0)
    flat = triangles[[0, 1, 4, 5]]
    assert np.array_equal(render(vertices, uv, flat), render(vertices, uv, flat, smooth=False))


def test_inner_edges_are_those_of_two_triangles():
    triangles = np.array([[0, 1, 2], [2, 1, 3], [3, 1, 4]], np.int32)
    edges = [(*edge[:2], *sorted(edge[2:])) for edge in inner_edges(triangles).tolist()]
    assert sorted(edges) == [(1, 2, 0, 3), (1, 3, 2, 4)]
