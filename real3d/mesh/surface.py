"""The photo as a relief: one mesh over face, hair, neck and shoulders, with depth and weights.

The face mesh (subdivided once) is surrounded by a regular grid that reaches beyond the picture.
What is known of depth outside the face is little: the silhouette lies behind the ears, the inside
bulges towards the viewer; a membrane between these and the face is what turns without tearing. (A
thin plate would continue the slope of the cheeks and send the ears far back.)
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from real3d.mesh.camera import Camera
from real3d.mesh.operators import bilaplacian, interpolate, laplacian, solve_soft
from real3d.mesh.topology import LANDMARKS, FaceTopology, face_topology
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray
from real3d.portrait import Portrait
from real3d.portrait.landmarks import CHIN, FOREHEAD, LEFT_EAR, RIGHT_EAR
from real3d.portrait.mean_face import NECK_JOINT

_GRID_SPACING = 10 / 512
"""Spacing of the grid around the face, in picture sides: finer shows no difference."""
_OVERHANG = 0.12
"""How far the grid reaches beyond the picture, in picture sides."""
_OUTLINE_SHIFT = 0.06
"""How far the picture's mirror image is moved up or down beside it, in picture sides, at most."""

# Depth, in face widths.
_SILHOUETTE_BEHIND_EARS = 0.14
_FARTHEST_BEHIND_EARS = 0.16
_BULGE = 0.30
_BULGE_REACH = 0.38
_MEMBRANE_STIFFNESS = 0.10

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


@dataclass(frozen=True)
class Surface:
    """The mesh at rest. V vertices: the landmarks first, then midpoints, then the grid."""

    vertices: Float32Array
    """[V, 3] in the camera's space."""
    uv: Float32Array
    """[V, 2] pixels of the portrait's picture."""
    triangles: IndexArray
    """[F, 3] those that show any of the person."""
    landmark_weights: sparse.csr_matrix
    """[V, 468] how much each vertex follows each landmark."""
    head_weights: Float32Array
    """[V] 1 on the head and 0 on the shoulders, between which each moves as a mixture of both."""
    breath_weights: Float32Array
    """[V] share of the chest's rise."""
    camera: Camera
    pivot: FloatArray
    """[3] what the head turns about, in the camera's space."""
    face_width: float
    """Pixels from ear to ear."""


def build_surface(portrait: Portrait) -> Surface:
    """The relief of a portrait (about 0.3 s at 512 pixels)."""
    topology = face_topology()
    landmarks = portrait.landmarks[:LANDMARKS]
    face_width = float(np.linalg.norm(landmarks[LEFT_EAR] - landmarks[RIGHT_EAR]))
    ears = 0.5 * (landmarks[LEFT_EAR] + landmarks[RIGHT_EAR])
    camera = Camera.for_face(landmarks, face_width, float(ears[2]))

    flat, triangles, outside = _mesh(portrait, topology)
    operator, area = laplacian(flat, triangles)
    thin_plate = bilaplacian(operator, area)
    depth = _depth(portrait, flat, operator, outside, face_width, float(ears[2]))
    positions = np.column_stack([flat[:, :2], depth])
    positions[:, 1] += _beyond_sides(flat, portrait.alpha)
    distance = _distance_outside(flat, topology, portrait.size)
    ears_in_space = 0.5 * (camera.unproject(landmarks)[[LEFT_EAR, RIGHT_EAR]]).sum(axis=0)
    return Surface(
        vertices=camera.unproject(positions).astype(np.float32),
        uv=flat[:, :2].astype(np.float32),
        triangles=_visible(triangles, positions, portrait.alpha),
        landmark_weights=_landmark_weights(thin_plate, flat, landmarks, distance, face_width),
        head_weights=_head_weights(
            thin_plate, flat, landmarks, distance, face_width, portrait.size
        ),
        breath_weights=_breath_weights(flat, landmarks),
        camera=camera,
        pivot=ears_in_space + portrait.pose.scale * portrait.pose.rotation @ NECK_JOINT,
        face_width=face_width,
    )


def _mesh(portrait: Portrait, topology: FaceTopology) -> tuple[FloatArray, IndexArray, BoolArray]:
    """Flat vertices [V, 3] (z = 0), triangles [F, 3], and which vertices lie outside the face."""
    landmarks = portrait.landmarks[:LANDMARKS, :2]
    face = np.vstack([landmarks, landmarks[topology.midpoints].mean(axis=1)])
    size = portrait.size
    # A line of vertices lies on each edge of the picture: what is changed beyond stays beyond.
    cells = round(1 / _GRID_SPACING)
    spacing = (size - 1) / cells
    margin = int(_OVERHANG * size)
    beyond = int(margin / spacing)
    ticks = spacing * np.arange(-beyond, cells + beyond + 1)
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    inside = _signed_distance(face[topology.oval], margin, size)
    grid = grid[_sample(inside, grid, margin) < -0.55 * spacing]

    rim = face[topology.oval]
    around = np.vstack([rim, grid])
    ring = Delaunay(around).simplices
    ring = ring[_sample(inside, around[ring].mean(axis=1), margin) <= 0]
    index = np.concatenate([topology.oval, len(face) + np.arange(len(grid))])
    flat = np.zeros((len(face) + len(grid), 3))
    flat[:, :2] = np.vstack([face, grid])
    triangles = np.vstack([topology.fine_triangles, index[ring]]).astype(np.int32)
    outside = np.arange(len(flat)) >= len(face)
    return flat, triangles, outside


def _signed_distance(polygon: FloatArray, margin: int, size: int) -> Float32Array:
    """Distance to a polygon, positive inside, over the picture and its margin."""
    side = size + 2 * margin + 1
    mask = np.zeros((side, side), np.uint8)
    shift = 4
    points = np.round((polygon + margin) * 2**shift).astype(np.int32)
    cv2.fillPoly(mask, [points], 1, shift=shift)
    within = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    without = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5)
    return within - without


def _sample(picture: NDArray, points: FloatArray, margin: int = 0) -> NDArray:
    """Values [N] of a picture at points [N, 2], repeated beyond its border."""
    height, width = picture.shape
    x = np.clip(np.round(points[:, 0] + margin).astype(int), 0, width - 1)
    y = np.clip(np.round(points[:, 1] + margin).astype(int), 0, height - 1)
    return picture[y, x]


def _distance_outside(flat: FloatArray, topology: FaceTopology, size: int) -> FloatArray:
    """[V] pixels from the face oval; 0 within it."""
    margin = int(_OVERHANG * size)
    inside = _signed_distance(flat[topology.oval, :2], margin, size)
    distance = np.maximum(-_sample(inside, flat[:, :2], margin), 0).astype(np.float64)
    distance[: topology.vertices] = 0
    return distance


def _depth(
    portrait: Portrait,
    flat: FloatArray,
    operator: sparse.csc_matrix,
    outside: BoolArray,
    face_width: float,
    ear_depth: float,
) -> FloatArray:
    """[V] depth in pixels: the landmarks' own, a membrane with soft targets around them."""
    inward = cv2.distanceTransform((portrait.alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    depth_inside = np.minimum(_sample(inward, flat) / (_BULGE_REACH * face_width), 1)
    bulge = np.sqrt(np.maximum(1 - (1 - depth_inside) ** 2, 0))
    person = _sample(portrait.alpha, flat) > 0.3
    target = np.full(len(flat), ear_depth + _SILHOUETTE_BEHIND_EARS * face_width)
    target -= np.where(person, _BULGE * face_width * bulge, 0)
    spacing = _GRID_SPACING * portrait.size
    softness = (spacing / (_MEMBRANE_STIFFNESS * face_width)) ** 2
    weight = np.where(outside, np.where(person, 0.6, 1.5) * softness, 0)
    weight[:LANDMARKS] = 1e4
    target[:LANDMARKS] = portrait.landmarks[:LANDMARKS, 2]
    depth = solve_soft(operator, weight, target)
    depth[:LANDMARKS] = target[:LANDMARKS]
    farthest = ear_depth + _FARTHEST_BEHIND_EARS * face_width
    depth[outside] = np.minimum(depth[outside], farthest)
    return depth


def _beyond_sides(flat: FloatArray, alpha: Float32Array) -> FloatArray:
    """[V] how much lower vertices beside the picture lie than what they show, pixels.

    The texture is mirrored there; with this, an outline of the shoulders that is cut by the edge
    goes on in its own direction instead of turning back.
    """
    size = len(alpha)
    # How high the person who stands on the bottom edge reaches, in each column.
    height = np.argmax(np.vstack([alpha[::-1] <= 0.5, np.ones((1, size), np.bool_)]), axis=0)
    lower = np.zeros(len(flat))
    for edge, outwards in ((0, -1), (size - 1, 1)):
        beyond = np.maximum(outwards * (flat[:, 0] - edge), 0)
        mirrored = np.round(edge - outwards * beyond).astype(int)
        rise = 2 * np.where(height[edge] > 0, height[mirrored] - height[edge], 0)
        lower += np.clip(rise, -_OUTLINE_SHIFT * size, _OUTLINE_SHIFT * size)
    return lower


def _landmark_weights(
    thin_plate: sparse.csc_matrix,
    flat: FloatArray,
    landmarks: FloatArray,
    distance: FloatArray,
    face_width: float,
) -> sparse.csr_matrix:
    """Thin-plate interpolation of the landmarks' displacements, zero away from the face."""
    down = landmarks[CHIN, :2] - landmarks[FOREHEAD, :2]
    down /= np.linalg.norm(down)
    below = (flat[:, :2] - landmarks[CHIN, :2]) @ down > -0.15 * face_width
    reach = np.where(below, _REACH_BELOW_CHIN, _REACH) * face_width
    still = np.flatnonzero(distance > reach)
    fixed = np.concatenate([np.arange(LANDMARKS), still])
    values = np.zeros((len(fixed), LANDMARKS))
    values[:LANDMARKS] = np.eye(LANDMARKS)
    weights = interpolate(thin_plate, fixed, values)
    weights[np.abs(weights) < _NEGLIGIBLE_WEIGHT] = 0
    return sparse.csr_matrix(weights.astype(np.float32))


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
    spacing = _GRID_SPACING * size
    near = np.clip(distance / (0.1 * face_width), 0, 1)
    weight = np.where(face, 1e6, 0.02 * near**2 / spacing**2 + 1e-9)
    return np.clip(solve_soft(thin_plate, weight, target), 0, 1).astype(np.float32)


def _breath_weights(flat: FloatArray, landmarks: FloatArray) -> Float32Array:
    """The chest rises, the head does not: it has a motion of its own."""
    face_height = landmarks[CHIN, 1] - landmarks[FOREHEAD, 1]
    below_chin = (flat[:, 1] - landmarks[CHIN, 1]) / face_height
    return smoothstep(below_chin, 0.10, 0.70).astype(np.float32)


def _visible(triangles: IndexArray, flat: FloatArray, alpha: Float32Array) -> IndexArray:
    """Triangles that hold at least one pixel of the person."""
    # A box around each triangle is looked up in a summed-area table of the matte's support.
    support = np.pad((alpha > 0).astype(np.int32), 1)
    table = cv2.integral(support.astype(np.uint8))
    height, width = support.shape
    corners = flat[triangles, :2] + 1
    low = np.floor(corners.min(axis=1)).astype(int) - 1
    high = np.ceil(corners.max(axis=1)).astype(int) + 2
    # A box outside is moved onto the border: where that shows nobody, a person who stands near it
    # would be mirrored into the picture.
    x0, x1 = np.clip(low[:, 0], 1, width - 3), np.clip(high[:, 0], 2, width - 1)
    y0, y1 = np.clip(low[:, 1], 1, height - 3), np.clip(high[:, 1], 2, height - 1)
    x1, y1 = np.maximum(x1, x0 + 1), np.maximum(y1, y0 + 1)
    count = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
    return triangles[count > 0]
