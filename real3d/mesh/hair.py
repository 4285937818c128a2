"""Level hair: strands before a face and the hair around it are smoother than what they cover.

A photo shows the sides of a face, and what lies behind them, in a few pixels with steep and uneven
depth. Skin is smooth there and hides it. Strands of hair would follow every unevenness and go wavy
when the head turns; so the relief is smoothed wherever they lie, and only there.
"""

from __future__ import annotations

import cv2
import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

from real3d.mesh.flat_mesh import FlatMesh, signed_distance
from real3d.mesh.raster import FAR, SheetBuffers, rasterise
from real3d.mesh.topology import face_topology
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, Mask

_GRID = 74
"""Nodes a side of the grid over the picture on which depth is smoothed: the mesh's own triangles
are too uneven for it."""
_HAIR = 0.4
"""Share of hair from which a pixel counts as such."""

# In face widths.
_GAP = 0.10
"""Half the width of the widest gap between strands that is levelled with them."""
_MARGIN = 0.02
"""What surrounds hair and is levelled too, so that it does not hang on to the skin beside it."""
_SOFTNESS = 0.02
"""Of the levelled region's edge."""
_NEAR, _FAR_AWAY = 0.175, 0.35
"""Distances from the face up to which hair is levelled, and from which it is left alone."""
_LENGTH = 0.10
"""Over which depth is smoothed."""
_SET_BACK = 0.04
"""How far hair is set back: levelled with the skin beside it, it would lie before its own place,
and the head would seem to turn less than it does."""


def level_hair(
    depth: FloatArray,  # [V] pixels
    mesh: FlatMesh,
    hair: Float32Array,  # [W, W] 0..1, over the picture
    face_width: float,
    size: int,
) -> FloatArray:
    """Depth [V] with hair near the face smooth, and all else as it is."""
    oval = mesh.flat[face_topology().oval, :2]
    share = _share(hair, oval * (len(hair) / size), face_width / size)
    if not share.any():
        return depth
    to_grid = (_GRID - 1) / (size - 1)
    on_grid = mesh.flat[:, :2] * to_grid
    of_nodes = cv2.resize(share, (_GRID, _GRID), interpolation=cv2.INTER_LINEAR)
    relief = _at_nodes(depth, on_grid, mesh) + of_nodes * np.float32(_SET_BACK * face_width)
    level = _smoothed(relief, of_nodes * np.float32(_LENGTH * face_width * to_grid))
    there = _bilinear(of_nodes, on_grid)
    return depth * (1 - there) + _bilinear(level, on_grid) * there


def _share(hair: Float32Array, oval: FloatArray, face_width: float) -> Float32Array:
    """[W, W] 0..1 what is levelled: hair near the face, with the gaps between its strands.

    Args:
        oval: [N, 2] outline of the face, in pixels of `hair`.
        face_width: as a share of the picture.
    """
    unit = face_width * len(hair)
    found = (hair > _HAIR).astype(np.uint8)
    whole = cv2.morphologyEx(found, cv2.MORPH_CLOSE, _disc(_GAP * unit))
    whole = cv2.dilate(whole, _disc(_MARGIN * unit))
    soft = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), max(0.5, _SOFTNESS * unit))
    away = -signed_distance(oval, 0, len(hair) - 1)
    return np.clip(1.6 * soft, 0, 1) * smoothstep(away / np.float32(unit), _FAR_AWAY, _NEAR)


def _disc(radius: float) -> Mask:
    side = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


def _at_nodes(depth: FloatArray, on_grid: FloatArray, mesh: FlatMesh) -> Float32Array:
    """[G, G] the relief's depth at the grid's nodes; `FAR` in its holes."""
    sheet = SheetBuffers.empty(_GRID, _GRID)
    vertices = np.column_stack([on_grid, depth]).astype(np.float32)
    rasterise(vertices, on_grid.astype(np.float32), mesh.triangles, sheet)
    return sheet.depth


def _smoothed(depth: Float32Array, length: Float32Array) -> Float32Array:
    """[G, G] a thin plate through the depth, looser the more the length [G, G] is, in cells."""
    count = len(depth)
    ones = np.ones(count)
    second = sparse.diags([ones[1:], -2 * ones, ones[1:]], [-1, 0, 1]).tolil()
    second[0, 0] = second[-1, -1] = -1
    along, identity = second.tocsc(), sparse.identity(count)
    bending = sparse.kron(along, identity) + sparse.kron(identity, along)
    weight = np.where(depth < FAR, (0.5 + length) ** -4.0, 0).ravel()
    target = np.where(depth < FAR, depth, 0).ravel()
    system = (bending.T @ bending + sparse.diags(weight)).tocsc()
    return splu(system).solve(weight * target).reshape(depth.shape).astype(np.float32)


def _bilinear(values: Float32Array, places: FloatArray) -> FloatArray:
    """[N] of a grid [G, G] at places [N, 2], repeated beyond its border."""
    x, y = places.astype(np.float32).T[..., None]
    found = cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found[:, 0].astype(np.float64)
