"""The photo as a relief: one mesh over face, hair, neck and shoulders, with depth and weights.

A flat mesh is given depth, and weights that say how each vertex follows the landmarks, the head and
the breath.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import scipy.sparse as sparse

from real3d.mesh.beyond_picture import below_mirrored, goes_on, shown_beyond
from real3d.mesh.camera import Camera
from real3d.mesh.flat_mesh import (
    EDGE,
    GRID_SPACING,
    OVERHANG,
    build_flat_mesh,
    sample,
    signed_distance,
)
from real3d.mesh.operators import bilaplacian, interpolate, laplacian, solve_soft
from real3d.mesh.relief import relief_depth
from real3d.mesh.topology import LANDMARKS, FaceTopology, face_topology
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray
from real3d.portrait import Portrait
from real3d.portrait.framing import OpenEdges
from real3d.portrait.landmarks import CHIN, FOREHEAD, LEFT_EAR, RIGHT_EAR
from real3d.portrait.mean_face import NECK_JOINT

# How far the skin outside the oval follows the landmarks, in face widths.
_REACH = 0.30
_REACH_BELOW_CHIN = 0.42
_NEGLIGIBLE_WEIGHT = 2e-3
"""Weights below this are left out, so that they are sparse: 0.06 pixels of a movement of 10."""

# Where the neck is, in face heights below the chin: the head's movement ends along it.
_NECK_BEGINS, _NECK_ENDS = -0.12, 0.50
_NECK_HALF_WIDTH = 0.40
_SHOULDER_SLOPE = 1.0
"""Beside the neck the shoulders begin higher, by so much for each unit sideways."""

_RIGID_MARGIN, _RIGID_RAMP = 0.05, 0.10
"""How far around rigid things the skin stands still, in face widths, so that triangles that show
any of them do; and over how much more it gets free, so that a brow beside them is no smear."""

_COVERED = 0.3
"""Coverage from which on something is rigid."""

_LOWER_EDGE = 0.16
"""Height above the picture's lower edge from which on a rise is taken back, in picture sides."""
_LOWER_EDGE_BELOW_CHIN = 0.25
"""Share of the way from the chin to that edge that rises in full."""
_UPPER_EDGE_ABOVE_FOREHEAD = 0.2
"""Share of the way from the forehead to the picture's upper edge that falls in full."""
_CUT_OPACITY = 0.5

_HELD = (0.04, 0.24)
"""Distance from an edge where the surface is held, in picture sides, within which it gets free."""


@dataclass(frozen=True)
class Surface:
    """The mesh at rest. V vertices: the landmarks first, then midpoints, then the grid."""

    vertices: Float32Array
    """[V, 3] in the camera's space."""
    uv: Float32Array
    """[V, 2] pixels of the portrait's picture."""
    texture_uv: Float32Array
    """[V, 2] the same, mirrored where it lies beyond the picture."""
    triangles: IndexArray
    """[F, 3] those that show any of the person."""
    landmark_weights: sparse.csr_matrix
    """[V, 468] how much each vertex follows each landmark."""
    head_weights: Float32Array
    """[V] share of the head's movement: 1 on the head, 0 on the shoulders, falling on the neck."""
    shoulder_weights: Float32Array
    """[V] share of the shoulders' movement: what the head's leaves."""
    breath_weights: Float32Array
    """[V] share of the chest's rise."""
    edge_weights: Float32Array
    """[V, 2] share of a rise that is taken back, 1 on the picture's lower edge, and of a fall, 1 on
    its upper edge if the head is cut off there: clothes and hair stretch rather than show what the
    photo does not."""
    camera: Camera
    pivot: FloatArray
    """[3] what the head turns about, in the camera's space."""
    face_width: float
    """Pixels from ear to ear."""

    def rigid_where(self, covered: Float32Array) -> Surface:
        """The same surface, of which what is covered follows the head but no landmark.

        Args:
            covered: [S, S] 0..1.
        """
        if not covered.any():
            return self
        away = cv2.distanceTransform((covered < _COVERED).astype(np.uint8), cv2.DIST_L2, 5)
        share = smoothstep(away / self.face_width, _RIGID_MARGIN, _RIGID_MARGIN + _RIGID_RAMP)
        free = sample(share, self.uv.astype(np.float64))
        weights = sparse.diags(free) @ self.landmark_weights
        return replace(self, landmark_weights=weights.tocsr().astype(np.float32))

    def held(self, edges: OpenEdges, size: int) -> Surface:
        """The same surface, which stands still at edges of its picture of `size` pixels a side.

        Below, all of it does; at the sides and beside somebody else the head stays free.
        """
        left, right, bottom = (
            smoothstep(distance / size, *_HELD) if is_open else np.ones(len(self.uv), np.float32)
            for is_open, distance in (
                (edges.left, self.uv[:, 0]),
                (edges.right, size - 1 - self.uv[:, 0]),
                (edges.bottom, size - 1 - self.uv[:, 1]),
            )
        )
        beside = left * right if edges.own is None else left * right * _at(edges.own, self.uv, size)
        free = bottom * (self.head_weights + (1 - self.head_weights) * beside)
        return replace(
            self,
            head_weights=free * self.head_weights,
            shoulder_weights=free * self.shoulder_weights,
            breath_weights=free * self.breath_weights,
        )


def _at(values: Float32Array, uv: Float32Array, size: int) -> Float32Array:
    """[V] of a map [N, N] over the picture, at points [V, 2] in its pixels; its border goes on."""
    column, row = np.clip(uv.T * (len(values) / size), 0, len(values) - 1).astype(int)
    return values[row, column]


def build_surface(portrait: Portrait, hair: Float32Array) -> Surface:
    """The relief of a portrait (about 0.3 s at 512 pixels).

    Args:
        hair: [W, W] 0..1 where the picture shows hair.
    """
    topology = face_topology()
    landmarks = portrait.landmarks[:LANDMARKS]
    face_width = float(np.linalg.norm(landmarks[LEFT_EAR] - landmarks[RIGHT_EAR]))
    ears = 0.5 * (landmarks[LEFT_EAR] + landmarks[RIGHT_EAR])
    camera = Camera.for_face(landmarks, face_width, float(ears[2]))

    mesh = build_flat_mesh(portrait, topology)
    flat = mesh.flat
    operator, area = laplacian(flat, mesh.triangles)
    thin_plate = bilaplacian(operator, area)
    depth = relief_depth(portrait, hair, mesh, operator, face_width, float(ears[2]))
    positions = np.column_stack([flat[:, :2], depth])
    beyond = _beyond_edges(flat, mesh.triangles, portrait.size)
    positions[beyond, 1] += below_mirrored(flat[beyond], portrait.alpha)
    distance = _distance_outside(flat, topology, portrait.size)
    head_weights = _head_weights(thin_plate, flat, landmarks, distance, face_width, portrait.size)
    ears_in_space = 0.5 * (camera.unproject(landmarks)[[LEFT_EAR, RIGHT_EAR]]).sum(axis=0)
    return Surface(
        vertices=camera.unproject(positions).astype(np.float32),
        uv=flat[:, :2].astype(np.float32),
        texture_uv=np.where(
            beyond[:, None], shown_beyond(flat, portrait.alpha), flat[:, :2]
        ).astype(np.float32),
        triangles=_visible(mesh.triangles, positions, portrait.own_alpha),
        landmark_weights=_landmark_weights(
            thin_plate, flat, landmarks, topology, distance, face_width
        ),
        head_weights=head_weights,
        shoulder_weights=1 - head_weights,
        breath_weights=_breath_weights(flat, landmarks),
        edge_weights=_edge_weights(positions, landmarks, is_cut_at_top(portrait), portrait.size),
        camera=camera,
        pivot=ears_in_space + portrait.pose.scale * portrait.pose.rotation @ NECK_JOINT,
        face_width=face_width,
    )


def is_cut_at_top(portrait: Portrait) -> bool:
    """Whether hair or head above the face go on beyond the picture's upper edge."""
    across = portrait.landmarks[:LANDMARKS, 0]
    left, right = np.clip([across.min(), across.max()], 0, portrait.size - 1).astype(int)
    return bool(portrait.alpha[0, left : right + 1].max() > _CUT_OPACITY)


def _distance_outside(flat: FloatArray, topology: FaceTopology, size: int) -> FloatArray:
    """[V] pixels from the face oval; 0 within it."""
    margin = int(OVERHANG * size)
    inside = signed_distance(flat[topology.oval, :2], margin, size)
    distance = np.maximum(-sample(inside, flat[:, :2], margin), 0).astype(np.float64)
    distance[: topology.vertices] = 0
    return distance


def _beyond_edges(flat: FloatArray, triangles: IndexArray, size: int) -> BoolArray:
    """[V] vertices outside the picture, less those of triangles that reach into it."""
    inside = ((flat[:, :2] >= 0) & (flat[:, :2] <= size - 1)).all(axis=1)
    outside = ((flat[:, :2] < -2 * EDGE) | (flat[:, :2] > size - 1 + 2 * EDGE)).any(axis=1)
    reaching = inside[triangles].any(axis=1)
    outside[triangles[reaching]] = False
    return outside


def _landmark_weights(
    thin_plate: sparse.csc_matrix,
    flat: FloatArray,
    landmarks: FloatArray,
    topology: FaceTopology,
    distance: FloatArray,
    face_width: float,
) -> sparse.csr_matrix:
    """Thin-plate interpolation of the landmarks' displacements, zero away from the face.

    Between landmarks of a rim only the rim itself counts: what lies beside it may be on the far
    side of a lip that is seen from the side, and moves otherwise.
    """
    down = landmarks[CHIN, :2] - landmarks[FOREHEAD, :2]
    down /= np.linalg.norm(down)
    below = (flat[:, :2] - landmarks[CHIN, :2]) @ down > -0.15 * face_width
    reach = np.where(below, _REACH_BELOW_CHIN, _REACH) * face_width
    still = np.flatnonzero(distance > reach)
    slits = (topology.mouth, *topology.eyes)
    rims = [_along_rim(rim) for slit in slits for rim in (slit.upper, slit.lower)]
    between = np.concatenate([vertices for vertices, _ in rims])
    fixed = np.concatenate([np.arange(LANDMARKS), between, still])
    values = np.zeros((len(fixed), LANDMARKS))
    values[:LANDMARKS] = np.eye(LANDMARKS)
    values[LANDMARKS : LANDMARKS + len(between)] = np.concatenate([shares for _, shares in rims])
    weights = interpolate(thin_plate, fixed, values)
    weights[np.abs(weights) < _NEGLIGIBLE_WEIGHT] = 0
    return sparse.csr_matrix(weights.astype(np.float32))


def _along_rim(rim: IndexArray) -> tuple[IndexArray, FloatArray]:
    """The midpoints [M] of a rim, and [M, 468] how much each follows the landmarks beside it: the
    middle of the cubic through four, of the parabola through three at the ends."""
    landmarks = rim[::2]
    shares = np.zeros((len(landmarks) - 1, LANDMARKS))
    for row, left in enumerate(range(len(landmarks) - 1)):
        near = np.arange(max(left - 1, 0), min(left + 3, len(landmarks)))
        places = near - (left + 0.5)
        for place, landmark in zip(places, landmarks[near], strict=True):
            others = places[places != place]
            shares[row, landmark] = np.prod(others / (others - place))
    return rim[1::2], shares


def _head_weights(
    thin_plate: sparse.csc_matrix,
    flat: FloatArray,
    landmarks: FloatArray,
    distance: FloatArray,
    face_width: float,
    size: int,
) -> Float32Array:
    """1 on the head, falls along the neck to 0 on the shoulders. Collars are on that way: they
    deform with the neck instead of sliding along it."""
    axis = landmarks[CHIN, :2] - landmarks[FOREHEAD, :2]
    face_height = np.linalg.norm(axis)
    from_chin = (flat[:, :2] - landmarks[CHIN, :2]) / face_height
    below_chin = from_chin @ axis / face_height
    beside_chin = np.abs(from_chin @ (-axis[1], axis[0])) / face_height
    along_neck = below_chin + _SHOULDER_SLOPE * np.maximum(beside_chin - _NECK_HALF_WIDTH, 0)
    target = smoothstep(along_neck, _NECK_ENDS, _NECK_BEGINS)
    face = distance == 0
    target[face] = 1
    spacing = GRID_SPACING * size
    near = np.clip(distance / (0.1 * face_width), 0, 1)
    weight = np.where(face, 1e6, 0.02 * near**2 / spacing**2 + 1e-9)
    return np.clip(solve_soft(thin_plate, weight, target), 0, 1).astype(np.float32)


def _breath_weights(flat: FloatArray, landmarks: FloatArray) -> Float32Array:
    """The chest rises, the head does not: it has a motion of its own."""
    face_height = landmarks[CHIN, 1] - landmarks[FOREHEAD, 1]
    below_chin = (flat[:, 1] - landmarks[CHIN, 1]) / face_height
    return smoothstep(below_chin, 0.10, 0.70).astype(np.float32)


def _edge_weights(
    positions: FloatArray, landmarks: FloatArray, cut_at_top: bool, size: int
) -> Float32Array:
    """The mirror image of a tie or a microphone is no tie, and that of hair no hair. A chin or
    forehead that is near its edge leaves less room, one beyond it none."""
    weights = np.zeros((len(positions), 2), np.float32)
    y, last = positions[:, 1], size - 1
    chin, forehead = float(landmarks[CHIN, 1]), float(landmarks[FOREHEAD, 1])
    begins = max(chin + _LOWER_EDGE_BELOW_CHIN * (last - chin), last - _LOWER_EDGE * size)
    if begins < last:
        weights[:, 0] = smoothstep(y, begins, last)
    ends = (1 - _UPPER_EDGE_ABOVE_FOREHEAD) * forehead
    if cut_at_top and ends > 0:
        weights[:, 1] = smoothstep(y, ends, 0)
    return weights


def _visible(triangles: IndexArray, flat: FloatArray, alpha: Float32Array) -> IndexArray:
    """Triangles that hold at least one pixel of the person."""
    # A box around each triangle is looked up in a summed-area table of the matte's support.
    support = np.pad((alpha > 0).astype(np.int32), 1)
    table = cv2.integral(support.astype(np.uint8))
    height, width = support.shape
    corners = flat[triangles, :2] + 1
    low = np.floor(corners.min(axis=1)).astype(int) - 1
    high = np.ceil(corners.max(axis=1)).astype(int) + 2
    x0, x1 = np.clip(low[:, 0], 1, width - 3), np.clip(high[:, 0], 2, width - 1)
    y0, y1 = np.clip(low[:, 1], 1, height - 3), np.clip(high[:, 1], 2, height - 1)
    x1, y1 = np.maximum(x1, x0 + 1), np.maximum(y1, y0 + 1)
    count = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
    return triangles[(count > 0) & _continued(triangles, flat, alpha)]


def _continued(triangles: IndexArray, flat: FloatArray, alpha: Float32Array) -> BoolArray:
    """[F] triangles in the picture, and those beyond that continue somebody on its border.

    Others would let the mirror image of a person in who stands before the edge, and so would a few
    loose hairs that reach it.
    """
    corners = flat[triangles, :2]
    last = len(alpha) - 1
    beyond = (corners.max(axis=1) < 0) | (corners.min(axis=1) > last)
    somebody = goes_on(corners.reshape(-1, 2), alpha).reshape(-1, 3)
    return ~beyond.any(axis=1) | somebody.any(axis=1)
