"""How deep each vertex lies: the landmarks' depth, and a skin stretched from them to the outline.

What is known of depth outside the face is little: the silhouette lies behind the ears, the inside
bulges towards the viewer; a membrane between these and the face is what turns without tearing. (A
thin plate would continue the slope of the cheeks and send the ears far back.)

A photo shows a surface that recedes steeply in a few pixels only. Turned into view, these pixels
would be stretched over all of it, or part of the person would pass before another. Slopes are
therefore bounded: what recedes more steeply is brought forward. A turn by an angle t then stretches
the picture at most cos t + limit * sin t times, and folds nothing before cot t = limit.
"""

from __future__ import annotations

import cv2
import numpy as np
import scipy.sparse as sparse

from real3d.mesh.flat_mesh import FlatMesh, sample
from real3d.mesh.hair import level_hair
from real3d.mesh.operators import solve_soft
from real3d.mesh.topology import LANDMARKS
from real3d.numerics.types import Float32Array, FloatArray, IndexArray
from real3d.portrait import Portrait

# Depth, in face widths.
_SILHOUETTE_BEHIND_EARS = 0.14
_FARTHEST_BEHIND_EARS = 0.16
_BULGE = 0.30
_BULGE_REACH = 0.38
_MEMBRANE_STIFFNESS = 0.10

_HIDDEN_TRUST = 3.0
_LANDMARK_TRUST = 1e4
"""Weights of a hidden landmark's depth and of a seen one's; that of the silhouette is 1.5."""

STEEPEST_FACE = 4.5
STEEPEST_AROUND = 2.1
"""Largest slopes of the relief, depth per distance in the picture: on the face, and around it,
where hair would otherwise vanish behind the forehead that it borders."""
_LIMIT_ROUNDS = 100
_LIMIT_TOLERANCE = 0.02
"""Pixels by which the last round may still bring anything forward."""
_SMOOTHING_ROUNDS = 6
_SMOOTHED_FROM = 0.01
"""Face widths by which a vertex was brought forward to be wholly smoothed."""


def relief_depth(
    portrait: Portrait,
    hair: Float32Array,  # [W, W] 0..1, over the picture
    mesh: FlatMesh,
    operator: sparse.csc_matrix,  # [V, V] Laplacian
    face_width: float,
    ear_depth: float,
) -> FloatArray:
    """[V] depth in pixels, of a surface that nowhere recedes too steeply to be shown turned."""
    depth = _membrane(portrait, mesh, operator, face_width, ear_depth)
    around = mesh.outside[mesh.triangles].any(axis=1)
    steepest = np.where(around, STEEPEST_AROUND, STEEPEST_FACE)
    limited = limit_slope(depth, mesh.flat, mesh.triangles, steepest)
    brought = np.clip((depth - limited) / (_SMOOTHED_FROM * face_width), 0, 1)
    smoothed = _smooth(limited, mesh.triangles, np.maximum(brought, mesh.hidden))
    levelled = level_hair(smoothed, mesh, hair, face_width, portrait.size)
    return limit_slope(levelled, mesh.flat, mesh.triangles, steepest)


def limit_slope(
    depth: FloatArray,  # [V]
    flat: FloatArray,  # [V, >=2]
    triangles: IndexArray,  # [F, 3]
    steepest: FloatArray,  # [F]
) -> FloatArray:
    """Depth [V] with no triangle steeper than its limit; the nearest of its corners stays."""
    a, b, c = (flat[triangles[:, k], :2] for k in range(3))
    u, v = b - a, c - a
    area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    area = np.where(np.abs(area) < 1e-3, 1e-3, area)
    limited = depth.copy()
    for _ in range(_LIMIT_ROUNDS):
        corners = limited[triangles]
        along_u, along_v = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        slope = np.hypot(
            along_u * v[:, 1] - along_v * u[:, 1], along_v * u[:, 0] - along_u * v[:, 0]
        ) / np.abs(area)
        steep = slope > steepest
        nearest = corners[steep].min(axis=1, keepdims=True)
        share = (steepest[steep] / slope[steep])[:, None]
        before = limited.copy()
        np.minimum.at(limited, triangles[steep], nearest + share * (corners[steep] - nearest))
        if (before - limited).max(initial=0.0) < _LIMIT_TOLERANCE:
            break
    return limited


def _membrane(
    portrait: Portrait,
    mesh: FlatMesh,
    operator: sparse.csc_matrix,
    face_width: float,
    ear_depth: float,
) -> FloatArray:
    """[V] depth: the landmarks' own where the photo shows them, a membrane around them."""
    flat = mesh.flat
    inward = cv2.distanceTransform((portrait.alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    depth_inside = np.minimum(sample(inward, flat) / (_BULGE_REACH * face_width), 1)
    bulge = np.sqrt(np.maximum(1 - (1 - depth_inside) ** 2, 0))
    person = sample(portrait.alpha, flat) > 0.3
    target = np.full(len(flat), ear_depth + _SILHOUETTE_BEHIND_EARS * face_width)
    target -= np.where(person, _BULGE * face_width * bulge, 0)
    softness = (mesh.spacing / (_MEMBRANE_STIFFNESS * face_width)) ** 2
    weight = np.where(mesh.outside, np.where(person, 0.6, 1.5) * softness, 0)
    hidden = mesh.hidden[:LANDMARKS]
    weight[:LANDMARKS] = np.where(hidden, _HIDDEN_TRUST * softness, _LANDMARK_TRUST)
    target[:LANDMARKS] = portrait.landmarks[:LANDMARKS, 2]
    depth = solve_soft(operator, weight, target)
    farthest = ear_depth + _FARTHEST_BEHIND_EARS * face_width
    depth[mesh.outside] = np.minimum(depth[mesh.outside], farthest)
    return depth


def _smooth(depth: FloatArray, triangles: IndexArray, share: FloatArray) -> FloatArray:
    """[V] depth drawn to the mean of its neighbours where `share` [V] is not 0."""
    pairs = triangles[:, [0, 1, 1, 2, 2, 0]].ravel(), triangles[:, [1, 0, 2, 1, 0, 2]].ravel()
    count = len(depth)
    neighbours = sparse.coo_matrix((np.ones(len(pairs[0])), pairs), (count, count)).tocsr()
    degree = np.maximum(np.asarray(neighbours.sum(axis=1)).ravel(), 1)
    for _ in range(_SMOOTHING_ROUNDS):
        depth = depth + 0.5 * share * (neighbours @ depth / degree - depth)
    return depth
