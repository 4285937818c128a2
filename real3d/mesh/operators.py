"""Discrete Laplace operators on a triangle mesh, and interpolation with them.

Harmonic interpolation (membrane) stays within the range of its boundary values; biharmonic
interpolation (thin plate) continues slopes smoothly. Which of the two a quantity wants is said
where it is used. Cotangent weights and lumped areas as in Botsch and Sorkine, "On linear
variational surface deformation methods", 2008.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.linalg import splu

from real3d.numerics.types import FloatArray, IndexArray

# Slivers would give huge or negative weights; within these bounds every system stays definite.
_COTANGENT_RANGE = (0.05, 20.0)


def laplacian(
    vertices: FloatArray,  # [V, 3]
    triangles: IndexArray,  # [F, 3]
) -> tuple[sparse.csc_matrix, FloatArray]:
    """Cotangent Laplacian [V, V] (positive semi-definite) and the area of each vertex [V]."""
    count = len(vertices)
    corners = vertices[triangles]
    doubled = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    area = np.bincount(triangles.ravel(), np.repeat(doubled / 6, 3), count)
    rows, columns, values = [], [], []
    for k in range(3):
        i, j = triangles[:, k], triangles[:, (k + 1) % 3]
        apex = corners[:, (k + 2) % 3]
        u, v = corners[:, k] - apex, corners[:, (k + 1) % 3] - apex
        sine = np.maximum(np.linalg.norm(np.cross(u, v), axis=1), 1e-9)
        weight = 0.5 * np.clip((u * v).sum(1) / sine, *_COTANGENT_RANGE)
        rows += [i, j]
        columns += [j, i]
        values += [weight, weight]
    weights = sparse.coo_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), (count, count)
    ).tocsr()
    degree = np.asarray(weights.sum(axis=1)).ravel()
    return (sparse.diags(degree) - weights).tocsc(), np.maximum(area, 1e-9)


def bilaplacian(operator: sparse.csc_matrix, area: FloatArray) -> sparse.csc_matrix:
    """The thin-plate operator L M^-1 L."""
    return (operator @ sparse.diags(1 / area) @ operator).tocsc()


def interpolate(
    operator: sparse.csc_matrix,  # [V, V]
    fixed: NDArray[np.integer],  # [N]
    values: FloatArray,  # [N, ...]
) -> FloatArray:
    """Values [V, ...] that equal `values` at `fixed` and satisfy the operator elsewhere."""
    count = operator.shape[0]
    free = np.setdiff1d(np.arange(count), fixed)
    result = np.zeros((count, *values.shape[1:]))
    result[fixed] = values
    known = operator[free][:, fixed] @ values.reshape(len(fixed), -1)
    solved = splu(operator[free][:, free].tocsc()).solve(-known)
    result[free] = solved.reshape(len(free), *values.shape[1:])
    return result


def solve_soft(
    operator: sparse.csc_matrix,  # [V, V]
    weights: FloatArray,  # [V]
    targets: FloatArray,  # [V]
) -> FloatArray:
    """Values [V] that trade smoothness under the operator against weighted targets."""
    return splu((operator + sparse.diags(weights)).tocsc()).solve(weights * targets)
