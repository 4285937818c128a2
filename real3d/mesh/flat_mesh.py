"""The portrait as a flat mesh: the face's triangles, and a regular grid around them.

The face mesh (subdivided once) keeps the landmarks' places wherever the photo shows them; the grid
reaches beyond the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from real3d.mesh.topology import LANDMARKS, FaceTopology
from real3d.mesh.unfolding import unfold
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray
from real3d.portrait import Portrait

GRID_SPACING = 10 / 512
"""Spacing of the grid around the face, in picture sides: finer shows no difference."""
OVERHANG = 0.12
"""How far the grid reaches beyond the picture, in picture sides."""

EDGE = 0.05
"""Pixels from the outermost pixels' centres to the picture's edge, so that those lie within it."""


@dataclass(frozen=True)
class FlatMesh:
    """V vertices in the picture: the landmarks first, then midpoints, then the grid."""

    flat: FloatArray
    """[V, 3] pixels; z is 0."""
    triangles: IndexArray
    """[F, 3]."""
    outside: BoolArray
    """[V] vertices of the grid."""
    hidden: BoolArray
    """[V] vertices of the face that the photo hides."""
    spacing: float
    """Pixels between neighbours of the grid."""
    margin: int
    """Pixels by which the grid reaches beyond the picture."""


def build_flat_mesh(portrait: Portrait, topology: FaceTopology) -> FlatMesh:
    """The mesh of a portrait."""
    landmarks = portrait.landmarks[:LANDMARKS, :2]
    believed = np.vstack([landmarks, landmarks[topology.midpoints].mean(axis=1)])
    face, hidden = unfold(believed, topology, portrait.alpha)
    size = portrait.size
    # A line of vertices lies on each edge of the picture: what is changed beyond stays beyond.
    cells = round(1 / GRID_SPACING)
    spacing = (size - 1 + 2 * EDGE) / cells
    margin = int(OVERHANG * size)
    beyond = int(margin / spacing)
    ticks = spacing * np.arange(-beyond, cells + beyond + 1) - EDGE
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    inside = signed_distance(face[topology.oval], margin, size)
    grid = grid[sample(inside, grid, margin) < -0.55 * spacing]

    rim = face[topology.oval]
    around = np.vstack([rim, grid])
    ring = Delaunay(around).simplices
    ring = ring[sample(inside, around[ring].mean(axis=1), margin) <= 0]
    index = np.concatenate([topology.oval, len(face) + np.arange(len(grid))])
    flat = np.zeros((len(face) + len(grid), 3))
    flat[:, :2] = np.vstack([face, grid])
    return FlatMesh(
        flat=flat,
        triangles=np.vstack([topology.fine_triangles, index[ring]]).astype(np.int32),
        outside=np.arange(len(flat)) >= len(face),
        hidden=np.concatenate([hidden, np.zeros(len(grid), bool)]),
        spacing=spacing,
        margin=margin,
    )


def signed_distance(polygon: FloatArray, margin: int, size: int) -> Float32Array:
    """Distance to a polygon, positive inside, over the picture and its margin."""
    side = size + 2 * margin + 1
    mask = np.zeros((side, side), np.uint8)
    shift = 4
    points = np.round((polygon + margin) * 2**shift).astype(np.int32)
    cv2.fillPoly(mask, [points], 1, shift=shift)
    within = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    without = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5)
    return within - without


def sample(picture: NDArray, points: FloatArray, margin: int = 0) -> NDArray:
    """Values [N] of a picture at points [N, 2], repeated beyond its border."""
    height, width = picture.shape
    x = np.clip(np.round(points[:, 0] + margin).astype(int), 0, width - 1)
    y = np.clip(np.round(points[:, 1] + margin).astype(int), 0, height - 1)
    return picture[y, x]
