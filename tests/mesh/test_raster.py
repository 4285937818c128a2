"""Every compiled loop against a plain twin, on random triangles and pictures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from real3d.mesh.raster import (
    UNCOVERED,
    blend,
    composite,
    move_vertices,
    rasterise,
    soften_folds,
    unpremultiply,
)

SIZE = 40
SEEDS = range(6)


def random_triangles(seed, count=12):
    """Vertices [V, 3], uv [V, 2] and triangles [F, 3]: large and small, of both windings, partly
    and wholly outside the picture, two of them without an area."""
    random = np.random.default_rng(seed)
    centre = random.uniform(-15, SIZE + 15, (count, 1, 2))
    spread = random.choice([2.0, 12.0, 40.0], (count, 1, 1))
    corners = centre + spread * random.normal(size=(count, 3, 2))
    corners[0, 2] = corners[0, 1]
    corners[1, 2] = 0.5 * (corners[1, 0] + corners[1, 1])
    depth = random.uniform(0, 100, (count, 3, 1))
    vertices = np.concatenate([corners, depth], axis=2).reshape(-1, 3).astype(np.float32)
    uv = random.uniform(0, 500, (3 * count, 2)).astype(np.float32)
    return vertices, uv, np.arange(3 * count, dtype=np.int32).reshape(-1, 3)


def run_rasterise(vertices, uv, triangles, size=SIZE):
    maps = np.empty((3, size, size), np.float32)
    rasterise(vertices, uv, triangles, *maps)
    return maps


def plain_rasterise(vertices, uv, triangles):
    """(map_x, map_y, depth, certain): `certain` leaves out pixels on an edge."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    u, v = np.full((2, SIZE, SIZE), UNCOVERED)
    depth = np.full((SIZE, SIZE), np.inf)
    certain = np.ones((SIZE, SIZE), bool)
    for triangle in triangles:
        (ax, ay, az), (bx, by, bz), (cx, cy, cz) = vertices[triangle].astype(np.float64)
        system = np.array([[ax, bx, cx], [ay, by, cy], [1, 1, 1]])
        if abs(np.linalg.det(system)) < 1e-3:
            continue
        points = np.stack([columns.ravel(), rows.ravel(), np.ones(SIZE * SIZE)])
        weights = np.linalg.solve(system, points).reshape(3, SIZE, SIZE)
        certain &= ~((np.abs(weights).min(axis=0) < 2e-3) & (weights.min(axis=0) > -2e-3))
        inside = (weights >= 0).all(axis=0)
        z = np.tensordot([az, bz, cz], weights, 1)
        nearer = inside & (z < depth)
        depth[nearer] = z[nearer]
        texture = np.tensordot(uv[triangle].T.astype(np.float64), weights, 1)
        u[nearer], v[nearer] = texture[0][nearer], texture[1][nearer]
    return u, v, depth, certain


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_triangle_is_seen_at_each_pixel_centre(seed):
    scene = random_triangles(seed)
    u, v, depth, certain = plain_rasterise(*scene)
    map_x, map_y, nearest = run_rasterise(*scene)
    assert certain.mean() > 0.7
    covered = certain & np.isfinite(depth)
    assert 0.02 < covered.mean() < 1
    assert (map_x[certain & ~covered] == UNCOVERED).all()
    np.testing.assert_allclose(map_x[covered], u[covered], atol=0.05)
    np.testing.assert_allclose(map_y[covered], v[covered], atol=0.05)
    np.testing.assert_allclose(nearest[covered], depth[covered], atol=0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_winding_and_the_order_of_triangles_do_not_matter(seed):
    vertices, uv, triangles = random_triangles(seed)
    usual = run_rasterise(vertices, uv, triangles)
    turned = run_rasterise(vertices, uv, triangles[::-1, ::-1].copy())
    *_, certain = plain_rasterise(vertices, uv, triangles)
    np.testing.assert_allclose(turned[:, certain], usual[:, certain], atol=0.05)


@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5, 0.9])
def test_a_square_in_subpixel_positions_covers_its_pixels_once_and_without_a_crack(shift):
    """Pixel centres lie at whole numbers; the two halves share their diagonal."""
    corners = np.array([[4, 4], [20, 4], [4, 20], [20, 20]]) + shift
    vertices = np.column_stack([corners, np.zeros(4)]).astype(np.float32)
    triangles = np.array([[0, 1, 2], [1, 3, 2]], np.int32)
    map_x, map_y, _ = run_rasterise(vertices, corners.astype(np.float32), triangles)
    first, last = int(np.ceil(4 + shift)), int(np.floor(20 + shift))
    covered = map_x != UNCOVERED
    assert covered[first : last + 1, first : last + 1].all()
    assert covered.sum() == (last - first + 1) ** 2
    rows, columns = np.nonzero(covered)
    np.testing.assert_allclose(map_x[covered], columns, atol=1e-3)
    np.testing.assert_allclose(map_y[covered], rows, atol=1e-3)


def test_what_was_drawn_before_is_forgotten():
    maps = np.full((3, SIZE, SIZE), 7.0, np.float32)
    nothing = np.zeros((0, 3), np.float32)
    rasterise(nothing, np.zeros((0, 2), np.float32), np.zeros((0, 3), np.int32), *maps)
    assert (maps[:2] == UNCOVERED).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_vertices_move_as_head_or_shoulders_or_a_mixture_of_both(seed):
    random = np.random.default_rng(seed)
    rest = random.normal(0, 100, (50, 3)).astype(np.float32)
    displacement = random.normal(0, 3, (50, 3)).astype(np.float32)
    weights = random.random(50).astype(np.float32)
    weights[:20] = np.repeat([0.0, 1.0], 10)
    weights = np.column_stack([weights, 1 - weights])
    breath = random.random(50).astype(np.float32)
    head = np.stack([random.normal(0, 0.2, 3), random.normal(0, 5, 3)])
    shoulders = np.stack([random.normal(0, 0.02, 3), random.normal(0, 2, 3)])
    pivot = random.normal(0, 50, 3)
    centre, reference, distance = random.normal(256, 9, 2), 30.0, 1500.0
    moved = np.empty_like(rest)
    move_vertices(
        rest,
        displacement,
        weights,
        breath,
        head,
        shoulders,
        pivot,
        centre,
        reference,
        distance,
        moved,
    )
    share = weights[:, :1].astype(float)
    turns = Rotation.from_rotvec(share**3 * head[0] + (1 - share) * shoulders[0])
    shift = share * head[1] + (1 - share) * shoulders[1]
    space = turns.apply(rest + displacement - pivot) + pivot + shift
    space[:, 1] -= breath
    shrink = distance / (distance + space[:, 2] - reference)
    expected = np.column_stack([centre + (space[:, :2] - centre) * shrink[:, None], space[:, 2]])
    np.testing.assert_allclose(moved, expected, atol=2e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_vertices_that_nothing_moves_stay_where_they_are(seed):
    random = np.random.default_rng(seed)
    rest = random.normal(256, 100, (50, 3)).astype(np.float32)
    nothing, nobody = np.zeros_like(rest), np.zeros((2, 3))
    place = (np.array([256.0, 256.0]), 30.0, 1500.0)
    moved, expected = np.empty_like(rest), np.empty_like(rest)
    weights = random.random((50, 2)).astype(np.float32)
    still = np.zeros(50, np.float32)
    move_vertices(rest, nothing, weights, still, nobody, nobody, np.zeros(3), *place, moved)
    shrink = 1500.0 / (1500.0 + rest[:, 2].astype(float) - 30.0)
    expected[:, :2] = 256 + (rest[:, :2] - 256.0) * shrink[:, None]
    expected[:, 2] = rest[:, 2]
    np.testing.assert_allclose(moved, expected, atol=1e-4)


def random_person(seed):
    """A premultiplied picture [S, S, 4] with clear, half-covered and opaque pixels, and its map."""
    random = np.random.default_rng(seed)
    alpha = random.choice([0, 0, 1, 90, 128, 254, 255, 255], (SIZE, SIZE))
    colour = random.integers(0, 256, (SIZE, SIZE, 3)) * alpha[..., None] // 255
    person = np.dstack([colour, alpha]).astype(np.uint8)
    map_x = np.where(random.random((SIZE, SIZE)) < 0.2, UNCOVERED, 5.0).astype(np.float32)
    return person, map_x


@pytest.mark.parametrize("seed", SEEDS)
def test_a_person_is_laid_over_a_background_by_the_compositing_equation(seed):
    person, map_x = random_person(seed)
    background = np.random.default_rng(seed + 100).integers(0, 256, (SIZE, SIZE, 3), np.uint8)
    out = np.empty_like(background)
    composite(person, map_x, background, out)
    alpha = np.where(map_x == UNCOVERED, 0, person[..., 3]).astype(float)[..., None] / 255
    exact = np.where(alpha > 0, person[..., :3], 0) + background * (1 - alpha)
    assert np.abs(out - np.minimum(exact, 255)).max() <= 0.5 + 1e-9
    clear = alpha[..., 0] == 0
    assert np.array_equal(out[clear], background[clear]), "bit for bit"
    opaque = alpha[..., 0] == 1
    assert np.array_equal(out[opaque], person[opaque][:, :3])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_person_without_a_background_has_its_own_colours_back(seed):
    person, map_x = random_person(seed)
    out = np.empty_like(person)
    unpremultiply(person, map_x, out)
    alpha = np.where(map_x == UNCOVERED, 0, person[..., 3]).astype(int)
    assert np.array_equal(out[..., 3], alpha)
    assert (out[alpha == 0] == 0).all()
    seen = alpha > 0
    again = out[seen][:, :3].astype(float) * alpha[seen][:, None] / 255
    assert np.abs(again - person[seen][:, :3]).max() <= 0.5 + 1e-9


def test_over_black_and_over_white_say_the_same_as_without_a_background():
    person, map_x = random_person(7)
    black, white = np.zeros((SIZE, SIZE, 3), np.uint8), np.full((SIZE, SIZE, 3), 255, np.uint8)
    over_black, over_white = np.empty_like(black), np.empty_like(white)
    composite(person, map_x, black, over_black)
    composite(person, map_x, white, over_white)
    alone = np.empty_like(person)
    unpremultiply(person, map_x, alone)
    through = over_white.astype(int) - over_black
    assert np.abs(255 - through - alone[..., 3:].astype(int)).max() <= 1


def plain_soften(person, map_x, map_y, jump):
    softened = person.copy()
    for row in range(1, SIZE - 1):
        for column in range(1, SIZE - 1):
            if map_x[row, column] == UNCOVERED:
                continue
            steps = [
                abs(map_x[row + i, column + j] - map_x[row, column])
                + abs(map_y[row + i, column + j] - map_y[row, column])
                for i, j in ((0, 1), (1, 0), (0, -1), (-1, 0))
                if map_x[row + i, column + j] != UNCOVERED
            ]
            if steps and max(steps) > jump:
                around = person[row - 1 : row + 2, column - 1 : column + 2].astype(int)
                softened[row, column] = (around.sum(axis=(0, 1)) + 4) // 9
    return softened


@pytest.mark.parametrize("seed", SEEDS)
def test_pixels_are_averaged_on_folds_and_nowhere_else(seed):
    random = np.random.default_rng(seed)
    before = random.integers(0, 256, (SIZE, SIZE, 4), np.uint8)
    map_y, map_x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
    map_x[:, 17:] += 7  # one part of the person in front of another
    map_y[9:, :] += np.float32(3.5)  # a stretch, and no fold
    map_x[30:, 5:9] = UNCOVERED  # an outline is none either
    after = before.copy()
    soften_folds(after, map_x, map_y, 5.0)
    assert np.array_equal(after, plain_soften(before, map_x, map_y, 5.0))
    columns = np.flatnonzero((after != before).any(axis=(0, 2)))
    assert columns.tolist() == [16, 17], "on both sides of the fold"


@pytest.mark.parametrize("channels", [3, 4])
def test_a_layer_covers_as_much_as_its_mask_says(channels):
    random = np.random.default_rng(0)
    before = random.integers(0, 256, (SIZE, SIZE, channels), np.uint8)
    layer = random.uniform(-40, 300, (9, 13, 3)).astype(np.float32)
    mask = random.uniform(0, 1, (9, 13)).astype(np.float32)
    mask[:3], mask[3:5] = 0, 1
    picture = before.copy()
    blend(picture, layer, mask, 20, 11)
    place = (slice(11, 20), slice(20, 33))
    share = mask[..., None].astype(float)
    exact = np.clip(before[place][..., :3] * (1 - share) + layer * share, 0, 255)
    assert np.abs(picture[place][..., :3] - exact).max() <= 0.5 + 1e-3
    outside = np.ones((SIZE, SIZE), bool)
    outside[place] = False
    assert np.array_equal(picture[outside], before[outside])
    if channels == 4:
        opaque = np.maximum(before[place][..., 3], np.floor(255 * mask))
        assert np.array_equal(picture[place][..., 3], opaque)
