"""Every compiled loop of geometry against a plain twin, on random triangles."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from real3d.mesh.raster import SheetBuffers, move_vertices, rasterise

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
    sheet = SheetBuffers.empty(size, size)
    rasterise(vertices, uv, triangles, sheet)
    return sheet


def plain_rasterise(vertices, uv, triangles):
    """(map_x, map_y, depth, certain): `certain` leaves out pixels on an edge."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    u, v = np.full((2, SIZE, SIZE), np.nan)
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
    sheet = run_rasterise(*scene)
    assert certain.mean() > 0.7
    covered = certain & np.isfinite(depth)
    assert 0.02 < covered.mean() < 1
    assert np.array_equal(sheet.covered[certain], covered[certain])
    np.testing.assert_allclose(sheet.map_x[covered], u[covered], atol=0.05)
    np.testing.assert_allclose(sheet.map_y[covered], v[covered], atol=0.05)
    np.testing.assert_allclose(sheet.depth[covered], depth[covered], atol=0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_spans_reach_from_the_first_to_the_last_covered_column(seed):
    sheet = run_rasterise(*random_triangles(seed))
    for covered, (first, last) in zip(sheet.covered, sheet.spans, strict=True):
        columns = np.flatnonzero(covered)
        if len(columns):
            assert (first, last) == (columns[0], columns[-1] + 1)
        else:
            assert first >= last


@pytest.mark.parametrize("seed", SEEDS)
def test_the_winding_and_the_order_of_triangles_do_not_matter(seed):
    vertices, uv, triangles = random_triangles(seed)
    usual = run_rasterise(vertices, uv, triangles)
    turned = run_rasterise(vertices, uv, triangles[::-1, ::-1].copy())
    *_, certain = plain_rasterise(vertices, uv, triangles)
    seen = certain & usual.covered
    assert np.array_equal(turned.covered[certain], usual.covered[certain])
    for one, other in zip(turned[:3], usual[:3], strict=True):
        np.testing.assert_allclose(one[seen], other[seen], atol=0.05)


@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5, 0.9])
def test_a_square_in_subpixel_positions_covers_its_pixels_once_and_without_a_crack(shift):
    """Pixel centres lie at whole numbers; the two halves share their diagonal."""
    corners = np.array([[4, 4], [20, 4], [4, 20], [20, 20]]) + shift
    vertices = np.column_stack([corners, np.zeros(4)]).astype(np.float32)
    triangles = np.array([[0, 1, 2], [1, 3, 2]], np.int32)
    sheet = run_rasterise(vertices, corners.astype(np.float32), triangles)
    first, last = int(np.ceil(4 + shift)), int(np.floor(20 + shift))
    covered = sheet.covered
    assert covered[first : last + 1, first : last + 1].all()
    assert covered.sum() == (last - first + 1) ** 2
    rows, columns = np.nonzero(covered)
    np.testing.assert_allclose(sheet.map_x[covered], columns, atol=1e-3)
    np.testing.assert_allclose(sheet.map_y[covered], rows, atol=1e-3)


@pytest.mark.parametrize(
    ("step", "many"), [(0.5, False), (1.0, False), (1.2, False), (1.3, True), (3.0, True)]
)
@pytest.mark.parametrize("upright", [False, True])
def test_pixels_that_hold_much_of_the_texture_are_marked(step, many, upright):
    """Turned by an angle, as a head tilts: what counts is the length of the step."""
    corners = np.array([[4, 4], [20, 4], [4, 20], [20, 20]], np.float32)
    vertices = np.column_stack([corners, np.zeros(4)]).astype(np.float32)
    stretched = corners * ((1, step) if upright else (step, 1))
    turn = np.array([[0.8, 0.6], [-0.6, 0.8]])
    triangles = np.array([[0, 1, 2], [1, 3, 2]], np.int32)
    sheet = run_rasterise(vertices, (stretched @ turn).astype(np.float32), triangles)
    assert (sheet.compressed[sheet.covered] == many).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_drawn_before_is_forgotten(seed):
    scene = random_triangles(seed)
    sheet = run_rasterise(*random_triangles(seed + 100))
    rasterise(*scene, sheet)
    fresh = run_rasterise(*scene)
    assert np.array_equal(sheet.depth, fresh.depth)
    assert np.array_equal(sheet.spans, fresh.spans)
    assert np.array_equal(sheet.map_x[sheet.covered], fresh.map_x[sheet.covered])
    rasterise(*random_triangles(seed)[:2], np.zeros((0, 3), np.int32), sheet)
    assert not sheet.covered.any()


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
        np.zeros((50, 2), np.float32),
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
    still, free = np.zeros(50, np.float32), np.zeros((50, 2), np.float32)
    move_vertices(rest, nothing, weights, still, free, nobody, nobody, np.zeros(3), *place, moved)
    shrink = 1500.0 / (1500.0 + rest[:, 2].astype(float) - 30.0)
    expected[:, :2] = 256 + (rest[:, :2] - 256.0) * shrink[:, None]
    expected[:, 2] = rest[:, 2]
    np.testing.assert_allclose(moved, expected, atol=1e-4)


@pytest.mark.parametrize(("edge", "held"), [(512, -20.0), (0, 20.0)])
def test_what_an_edge_of_the_picture_cuts_off_stays_on_it_but_may_go_beyond(edge, held):
    rest = np.array([[256, 300, 30], [256, edge, 30]], np.float32)
    nothing, nobody = np.zeros_like(rest), np.zeros((2, 3))
    weights, breath = np.array([[0, 1], [0, 1]], np.float32), np.zeros(2, np.float32)
    edges = np.array([[0, 0], [edge > 0, edge == 0]], np.float32)
    for way, arrives in ((held, edge), (-held, edge - held)):
        moved = np.empty_like(rest)
        shift = np.array([[0, 0, 0], [7, way, 0]])
        place = (np.zeros(3), np.array([256.0, 256.0]), 30.0, 1500.0)
        move_vertices(rest, nothing, weights, breath, edges, nobody, shift, *place, moved)
        np.testing.assert_allclose(moved[:, :2], [[263, 300 + way], [263, arrives]], atol=1e-3)
