"""The face mesh: one surface with exactly the holes that a face has."""

from __future__ import annotations

from collections import Counter

import numpy as np

from real3d.mesh.topology import LANDMARKS, face_topology


def boundary_loops(triangles: np.ndarray) -> int:
    """Number of closed borders of a triangle mesh."""
    edges = Counter(
        tuple(sorted((int(t[i]), int(t[(i + 1) % 3])))) for t in triangles for i in range(3)
    )
    assert max(edges.values()) <= 2
    neighbours: dict[int, set[int]] = {}
    for (a, b), count in edges.items():
        if count == 1:
            neighbours.setdefault(a, set()).add(b)
            neighbours.setdefault(b, set()).add(a)
    loops, left = 0, set(neighbours)
    while left:
        loops += 1
        reached = {left.pop()}
        while reached:
            reached = {n for vertex in reached for n in neighbours[vertex]} & left
            left -= reached
    return loops


def test_the_face_has_holes_for_mouth_and_eyes_and_an_outline():
    assert boundary_loops(face_topology().triangles) == 4
    assert boundary_loops(face_topology().fine_triangles) == 4


def test_every_landmark_is_used_and_every_triangle_becomes_four():
    topology = face_topology()
    assert set(topology.triangles.ravel()) == set(range(LANDMARKS))
    assert len(topology.fine_triangles) == 4 * len(topology.triangles) == 3408
    assert topology.fine_triangles.max() == topology.vertices - 1


def test_the_rims_of_a_hole_meet_at_its_corners_and_nowhere_else():
    topology = face_topology()
    for slit in (topology.mouth, *topology.eyes):
        assert len(slit.upper) == len(slit.lower)
        shared = set(slit.upper) & set(slit.lower)
        assert shared == {slit.upper[0], slit.upper[-1]}
