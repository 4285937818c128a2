"""Where the photo shows each part of the face, parts that it hides included.

A turned face hides some of itself: there the landmarks' triangles fold back over the cheek, or lie
on the background behind it. Turned towards the camera such triangles would show the cheek twice, or
the background through the face. So the outline is brought onto what can be seen of the face, and
the triangles that were folded share the narrow strip inside it: every triangle then shows skin.
"""

from __future__ import annotations

import cv2
import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

from real3d.mesh.operators import laplacian
from real3d.mesh.topology import LANDMARKS, FaceTopology
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray, Mask
from real3d.portrait.landmarks import LOWER_LIP_OUTER, NOSE, UPPER_LIP_OUTER
from real3d.portrait.mean_face import mean_face

_OPAQUE = 0.9
"""Opacity of the matte from which a pixel belongs to the person alone."""
_INSET = 2.0 / 512
"""Distance that the face's outline keeps from the background, in picture sides."""
_RAY = np.arange(0.60, 1.35, 0.004)
"""Where an outline is looked for on the ray from the face's middle, in radii of the landmarks'."""
_UNCHANGED = 0.02
"""Share of a radius by which an outline may differ from the landmarks' and count as theirs."""
_LEAST_AREA = 0.05 / 512**2
"""Area under which a triangle is as good as folded, in pictures."""
_ROUNDS = 8
"""Rings of vertices, counted from the outline, that may be moved."""
_ACCEPTED = 0.1
"""Share of the folded triangles that may stay so: the last ones would cost whole rings."""
_MOVED = 4 / 512
"""Distance, in picture sides, from which a landmark's depth does not fit its new place."""


def unfold(
    face: FloatArray,  # [N, 2] pixels: landmarks and midpoints
    topology: FaceTopology,
    alpha: Float32Array,  # [S, S]
) -> tuple[FloatArray, BoolArray]:
    """Places [N, 2] of the face's vertices in the photo, and which [N] of them the photo hides.

    The places are inside the person, and triangles are not folded over. A face that the photo shows
    whole is left as it is.
    """
    triangles = topology.fine_triangles
    mean = mean_face()[:LANDMARKS]
    mean = np.vstack([mean, mean[topology.midpoints].mean(axis=1)])
    # Harmonic in the metric of the mean face: spacing between the vertices stays natural.
    operator, _ = laplacian(mean, triangles)
    neighbours = operator.copy()
    neighbours.data = np.ones_like(neighbours.data)
    upright = np.sign(_areas(mean, triangles))

    placed = face.copy()
    placed[topology.oval], behind = _seen_outline(face, topology, alpha)
    inner = _inner(topology, neighbours)
    reached = np.zeros(len(face), bool)
    reached[topology.oval] = True
    held, may_fold = inner | reached, inner[triangles].any(axis=1)

    def folded(places: FloatArray) -> BoolArray:
        area = upright * _areas(places, triangles) / len(alpha) ** 2
        return (area < _LEAST_AREA) & reached[triangles].any(axis=1) & ~may_fold

    free = np.zeros(len(face), bool)
    free[triangles[folded(placed)].ravel()] = True
    hidden = free.copy()
    hidden[topology.oval] |= behind
    most = 0
    for _ in range(_ROUNDS):
        still = folded(placed)
        most = max(most, int(still.sum()))
        if still.sum() <= _ACCEPTED * most:
            break
        free[triangles[still].ravel()] = True
        free = _grown(free, neighbours) & ~held
        reached |= _grown(free, neighbours)
        placed = _harmonic(placed, operator, free)
    moved = np.linalg.norm(placed - face, axis=1) / len(alpha)
    return placed, hidden | (free & (moved > _MOVED))


def _harmonic(places: FloatArray, operator: sparse.csc_matrix, free: BoolArray) -> FloatArray:
    """Places [N, 2] in which the free vertices lie as the operator has it between the others."""
    moving, fixed = np.flatnonzero(free), np.flatnonzero(~free)
    if len(moving) == 0:
        return places
    moved = places.copy()
    known = operator[moving][:, fixed] @ places[fixed]
    moved[moving] = splu(operator[moving][:, moving].tocsc()).solve(-known)
    return moved


def _seen_outline(
    face: FloatArray, topology: FaceTopology, alpha: Float32Array
) -> tuple[FloatArray, BoolArray]:
    """[O, 2] the face's outline as the photo shows it, and where [O] the landmarks lie behind."""
    size = len(alpha)
    rim = face[topology.oval]
    centre = rim.mean(axis=0)
    radius = np.linalg.norm(rim - centre, axis=1)
    direction = (rim - centre) / radius[:, None]
    rays = centre + direction[:, None] * (radius[:, None] * _RAY)[..., None]
    covered = _sample(_covered(face, topology.fine_triangles, size), rays)
    last = _RAY[covered.shape[1] - 1 - covered[:, ::-1].argmax(axis=1)]
    reach = np.where(np.abs(last - 1) < _UNCHANGED, 1.0, last) * radius
    thin = _sample(alpha < _OPAQUE, rays)
    background = np.where(thin.any(axis=1), _RAY[thin.argmax(axis=1)], np.inf) * radius
    reach = np.minimum(reach, np.maximum(background - _INSET * size, _RAY[0] * radius))
    return centre + direction * reach[:, None], reach > radius


def _covered(face: FloatArray, triangles: IndexArray, size: int) -> BoolArray:
    """[S, S] where any triangle of the face lies, folded or not."""
    mask: Mask = np.zeros((size, size), np.uint8)
    shift = 4
    for corners in np.round(face[triangles] * 2**shift).astype(np.int32):
        cv2.fillConvexPoly(mask, corners, 1, shift=shift)
    return mask > 0


def _sample(mask: BoolArray, points: FloatArray) -> BoolArray:
    """[...] a mask at points [..., 2], repeated beyond its border."""
    place = np.clip(np.rint(points).astype(int), 0, len(mask) - 1)
    return mask[place[..., 1], place[..., 0]]


def _inner(topology: FaceTopology, neighbours: sparse.csc_matrix) -> BoolArray:
    """[N] nose, lips and lids, with what surrounds them: they may fold, and are never moved."""
    inner = np.zeros(neighbours.shape[0], bool)
    inner[[*NOSE, *UPPER_LIP_OUTER, *LOWER_LIP_OUTER]] = True
    for slit in (topology.mouth, *topology.eyes):
        inner[np.concatenate([slit.upper, slit.lower])] = True
    return _grown(inner, neighbours)


def _areas(points: FloatArray, triangles: IndexArray) -> FloatArray:
    """[F] signed areas of flat triangles."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    across = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (c[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    return 0.5 * across


def _grown(chosen: BoolArray, neighbours: sparse.csc_matrix) -> BoolArray:
    """The vertices and all that share an edge with one of them."""
    return chosen | (neighbours @ chosen.astype(float) > 0)
