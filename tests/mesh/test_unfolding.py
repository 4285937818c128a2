"""Every triangle of a face shows skin, turned photos included."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from real3d.mesh.topology import LANDMARKS, face_topology
from real3d.mesh.unfolding import unfold
from real3d.portrait.mean_face import mean_face
from real3d.portrait.pose import rotation_matrix

SIZE = 512
TOPOLOGY = face_topology()


def face_in_photo(yaw: float) -> np.ndarray:
    """[N, 2] landmarks and midpoints of a mean face turned by so many degrees."""
    turned = mean_face()[:LANDMARKS] @ rotation_matrix(0, np.radians(yaw), 0).T
    places = 110 * turned[:, :2] + (256, 230)
    return np.vstack([places, places[TOPOLOGY.midpoints].mean(axis=1)])


def person_around(face: np.ndarray) -> np.ndarray:
    """[S, S] a matte that ends a little beyond the face."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(face.astype(np.float32)).astype(np.int32), 1)
    return cv2.dilate(mask, np.ones((9, 9), np.uint8)).astype(np.float32)


def folded(face: np.ndarray) -> int:
    """Triangles outside nose, lips and eyes that face away."""
    upright = face_in_photo(0)
    a, b = (
        np.linalg.det(f[TOPOLOGY.fine_triangles][:, 1:] - f[TOPOLOGY.fine_triangles][:, :1])
        for f in (upright, face)
    )
    inner = np.linalg.norm(upright[TOPOLOGY.fine_triangles].mean(axis=1) - (256, 255), axis=1) < 80
    return int((np.sign(a) * b < 0)[~inner].sum())


def test_a_face_seen_whole_stays_where_it_is():
    face = face_in_photo(0)
    placed, hidden = unfold(face, TOPOLOGY, np.ones((SIZE, SIZE), np.float32))
    assert np.abs(placed - face).max() < 0.5
    assert not hidden.any()


@pytest.mark.parametrize("yaw", [-35, -25, 25, 35])
def test_what_a_turned_face_hides_is_spread_over_what_it_shows(yaw):
    face = face_in_photo(yaw)
    placed, hidden = unfold(face, TOPOLOGY, person_around(face))
    assert folded(face) > 30
    assert folded(placed) < 0.15 * folded(face)
    assert hidden.any()
    near = (face[:, 0] - 256) * np.sign(yaw) < 0
    assert np.abs(placed - face)[near].max() < 6


def test_no_part_of_the_face_is_looked_for_in_the_background():
    face = face_in_photo(0)
    alpha = person_around(face)
    edge = round(face[:, 0].min()) + 8
    alpha[:, :edge] = 0
    placed, _ = unfold(face, TOPOLOGY, alpha)
    assert placed[:, 0].min() > edge
