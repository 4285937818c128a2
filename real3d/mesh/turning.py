"""How far a reconstructed portrait can be turned and moved, measured on its mesh and its matte.

Two things go wrong when a head turns: what the photo shows in a few pixels is stretched over many,
and on the other side one part of the face slides over another. Both are seen in how the triangles
of the face change, without rendering anything. A head that the photo cuts off at the top sinks as
far as what is seen of its hair can be stretched.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from real3d.mesh.head_transform import HeadTransform
from real3d.mesh.surface import Surface, is_cut_at_top
from real3d.mesh.topology import LANDMARKS, face_topology
from real3d.motion.pose_limits import PLACE_LIMIT, PoseLimits
from real3d.numerics.types import BoolArray, FloatArray, IndexArray
from real3d.portrait import HeadPose, Portrait
from real3d.portrait.landmarks import FOREHEAD
from real3d.portrait.mean_face import FACE_FROM_NECK, mean_face

_FARTHEST_YAW, _FARTHEST_UP, _FARTHEST_DOWN, _LEAST = 25, 15, 12, 8
"""Degrees: no photo is turned further than the first three, and each by at least the last. (Looking
down further, a forehead is too high for what a relief knows of it.)"""
_STRETCH = 2.4
_STRETCHED_SHARE = 0.03
"""Share of the face that may be stretched more than so many times."""
_HIDDEN_SHARE = 0.008
"""Share of the face, as the photo shows it, that may slide under another part of it."""
_HAIR_STRETCH = 0.4
"""How far a head sinks that is cut off at the top, in heights of what is seen above its face: so
much of it is stretched in its place."""
_CUT_HEAD_DOWN = 0.03
"""And how far one sinks above whose face nothing is seen, in outer-eye-corner distances."""
_INNER = 0.75
"""What counts as sliding under: the middle of the face, in its half width and height. Its border
may turn out of sight."""


def measure_limits(surface: Surface, portrait: Portrait) -> PoseLimits:
    """The largest movements of a portrait that look right, to each side apart."""

    def looks_right(rotation: FloatArray) -> bool:
        stretched, hidden = turned_shares(surface, portrait.pose, rotation)
        return stretched <= _STRETCHED_SHARE and hidden <= _HIDDEN_SHARE

    def farthest(axis: int, sign: int, most: int) -> float:
        degrees = list(range(most, _LEAST, -1))
        rotations = np.zeros((len(degrees), 3))
        rotations[:, axis] = sign * np.radians(degrees)
        first = bisect_left(rotations, True, key=looks_right)
        return sign * float(np.radians([*degrees, _LEAST][first]))

    return PoseLimits(
        pitch=(farthest(0, -1, _FARTHEST_DOWN), farthest(0, 1, _FARTHEST_UP)),
        yaw=(farthest(1, -1, _FARTHEST_YAW), farthest(1, 1, _FARTHEST_YAW)),
        down=_down(portrait),
        arm=FACE_FROM_NECK,
    )


def _down(portrait: Portrait) -> float:
    """How far the head may sink, in outer-eye-corner distances."""
    if not is_cut_at_top(portrait):
        return PLACE_LIMIT
    above_face = float(portrait.landmarks[FOREHEAD, 1]) / portrait.pose.scale
    return float(np.clip(_HAIR_STRETCH * above_face, _CUT_HEAD_DOWN, PLACE_LIMIT))


def turned_shares(surface: Surface, pose: HeadPose, rotation: FloatArray) -> tuple[float, float]:
    """What a turn by (pitch, yaw, roll) radians does to a face.

    Returns:
        The share of the face that is stretched too far, and the share of it that slides under
        another part, both in terms of its area in the photo.
    """
    topology = face_topology()
    count = topology.vertices
    head = HeadTransform.from_motion(rotation, np.zeros(3), pose, surface.pivot, surface.camera)
    shown = head.project(surface.vertices[:count].astype(np.float64))[:, :2]
    photo = surface.uv[:count].astype(np.float64)
    area, growth, stretch = _change(photo, shown, topology.fine_triangles)
    inner = _inner_triangles()
    stretched = (area * np.maximum(growth, 0))[stretch > _STRETCH].sum()
    hidden = area[inner & (growth <= 0)].sum()
    return float(stretched / area.sum()), float(hidden / area.sum())


def _change(
    photo: FloatArray, shown: FloatArray, triangles: IndexArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """[F] area in the photo, its signed growth, and the largest stretch of each triangle."""
    (ax, ay), (bx, by) = _edges(photo, triangles)
    (cx, cy), (dx, dy) = _edges(shown, triangles)
    doubled = ax * by - bx * ay
    safe = np.where(np.abs(doubled) < 1e-3, np.inf, doubled)
    # The affine map that carries the two edges over, entry by entry.
    m00, m01 = (cx * by - dx * ay) / safe, (dx * ax - cx * bx) / safe
    m10, m11 = (cy * by - dy * ay) / safe, (dy * ax - cy * bx) / safe
    growth = m00 * m11 - m01 * m10
    # Its larger singular value, from its norm and determinant.
    squares = m00**2 + m01**2 + m10**2 + m11**2
    stretch = np.sqrt(0.5 * (squares + np.sqrt(np.maximum(squares**2 - 4 * growth**2, 0))))
    return 0.5 * np.abs(doubled), np.where(np.isinf(safe), 1, growth), stretch


def _edges(points: FloatArray, triangles: IndexArray) -> tuple[FloatArray, FloatArray]:
    """[2, F] two edges of each triangle."""
    first = points[triangles[:, 0]]
    return (points[triangles[:, 1]] - first).T, (points[triangles[:, 2]] - first).T


@lru_cache(maxsize=1)
def _inner_triangles() -> BoolArray:
    """[F] the middle of the face: an ellipse in the mean face."""
    topology = face_topology()
    mean = mean_face()[:LANDMARKS, :2]
    mean = np.vstack([mean, mean[topology.midpoints].mean(axis=1)])
    low, high = mean.min(axis=0), mean.max(axis=0)
    place = (mean[topology.fine_triangles].mean(axis=1) - 0.5 * (low + high)) / (0.5 * (high - low))
    return np.asarray((place**2).sum(axis=1) < _INNER**2)
