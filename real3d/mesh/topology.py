"""The face as a triangle mesh with true holes for the mouth and the eyes.

The 468 MediaPipe landmarks are the vertices. MediaPipe lists the edges of its tessellation; every
cycle of three edges is a triangle, except two that close over another triangle. What remains has
three natural holes: mouth and eyes are slits in the mesh even when the photo shows them closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from real3d.numerics.types import IndexArray
from real3d.portrait import landmarks
from real3d.portrait.landmarks import SKIN_LANDMARK_COUNT as LANDMARKS

_FALSE_TRIANGLES = {(49, 64, 129), (279, 294, 358)}


@dataclass(frozen=True)
class EyeTopology:
    """Landmarks of one eye; lid polylines run from the outer corner to the inner."""

    upper: tuple[int, ...]
    lower: tuple[int, ...]
    brow: tuple[int, ...]
    iris: tuple[int, ...]
    """Centre first, then four points of the rim."""


# The person's own left and right, in the order of `Motion.blink`: in a picture the left eye is on
# the right.
EYES = (
    EyeTopology(
        upper=landmarks.RIGHT_UPPER_LID,
        lower=landmarks.RIGHT_LOWER_LID,
        brow=landmarks.RIGHT_BROW,
        iris=landmarks.RIGHT_IRIS,
    ),
    EyeTopology(
        upper=landmarks.LEFT_UPPER_LID,
        lower=landmarks.LEFT_LOWER_LID,
        brow=landmarks.LEFT_BROW,
        iris=landmarks.LEFT_IRIS,
    ),
)


@dataclass(frozen=True)
class Slit:
    """The rim of a hole: upper and lower polylines of equal length that share their ends."""

    upper: IndexArray
    lower: IndexArray


@dataclass(frozen=True)
class FaceTopology:
    """Triangles of the face, and the same subdivided once (each triangle into four)."""

    triangles: IndexArray
    """[852, 3] over the landmarks."""
    midpoints: IndexArray
    """[E, 2] the landmarks between which vertex 468 + e lies."""
    fine_triangles: IndexArray
    """[3408, 3] over landmarks and midpoints."""
    oval: IndexArray
    """[72] the outline, landmarks and midpoints."""
    mouth: Slit
    eyes: tuple[Slit, ...]
    """In the order of `EYES`."""

    @property
    def vertices(self) -> int:
        """Landmarks and midpoints together."""
        return LANDMARKS + len(self.midpoints)


@lru_cache(maxsize=1)
def face_topology() -> FaceTopology:
    """The topology that every portrait shares."""
    from mediapipe.python.solutions.face_mesh_connections import FACEMESH_TESSELATION

    triangles = _triangles_of(FACEMESH_TESSELATION)
    middle: dict[tuple[int, int], int] = {}

    def midpoint(a: int, b: int) -> int:
        return middle.setdefault((min(a, b), max(a, b)), LANDMARKS + len(middle))

    fine = []
    for a, b, c in triangles.tolist():
        ab, bc, ca = midpoint(a, b), midpoint(b, c), midpoint(c, a)
        fine += [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]

    def refine(line: tuple[int, ...]) -> IndexArray:
        points = [line[0]]
        for a, b in pairwise(line):
            points += [midpoint(a, b), b]
        return np.array(points, np.int32)

    return FaceTopology(
        triangles=triangles,
        midpoints=np.array(list(middle), np.int32),
        fine_triangles=np.array(fine, np.int32),
        oval=refine((*landmarks.FACE_OVAL, landmarks.FACE_OVAL[0]))[:-1],
        mouth=Slit(refine(landmarks.UPPER_LIP_INNER), refine(landmarks.LOWER_LIP_INNER)),
        eyes=tuple(Slit(refine(eye.upper), refine(eye.lower)) for eye in EYES),
    )


def _triangles_of(edges: frozenset[tuple[int, int]]) -> IndexArray:
    """Every cycle of three edges, once, less the two that are not faces."""
    neighbours: dict[int, set[int]] = {}
    for a, b in edges:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    found = {
        tuple(sorted((a, b, c))) for a, b in edges for c in neighbours[a] & neighbours[b]
    } - _FALSE_TRIANGLES
    return np.array(sorted(found), np.int32)
