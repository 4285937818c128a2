"""Anti-aliased silhouettes: where a sheet folds over itself, its edge covers pixels in part.

The depth test decides for whole pixels, so a cheek that turns before the hair would have a stepped
edge. After compositing, each edge at which the sheet turns back blends the pixel that it crosses
with the pixel on its other side, by the share that it covers (geometric post-process
anti-aliasing, Persson 2011).
"""

from __future__ import annotations

import numpy as np

from real3d.mesh.compositing import Words, mix, packed, spread
from real3d.mesh.raster import FAR, SheetBuffers
from real3d.numerics.compiled import compiled
from real3d.numerics.types import Float32Array, IndexArray


def inner_edges(triangles: IndexArray) -> IndexArray:
    """[E, 4] the ends of every edge of two triangles [F, 3], then the third corner of each."""
    sides = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    third = np.concatenate([triangles[:, 2], triangles[:, 0], triangles[:, 1]])
    sides = np.sort(sides, axis=1)
    order = np.lexsort((sides[:, 1], sides[:, 0]))
    sides, third = sides[order], third[order]
    shared = np.flatnonzero((sides[1:] == sides[:-1]).all(axis=1))
    return np.column_stack([sides[shared], third[shared], third[shared + 1]]).astype(np.int32)


@compiled(fastmath=True)
def smooth_silhouettes(
    vertices: Float32Array,  # [V, 3] pixels and depth
    edges: IndexArray,  # [E, 4] see `inner_edges`
    sheet: SheetBuffers,  # [H, W] of the vertices
    step: float,  # least step in depth from one side of a silhouette to the other
    jump: float,  # and in texture coordinates: neighbours on a photo need no blending
    picture: Words,  # [H, W] in place
) -> None:
    """Blend the pixels that visible silhouettes cross, by the exact share that they cover.

    Along rows or columns, whichever the edge is closer to.
    """
    map_x, map_y, depth = sheet.map_x, sheet.map_y, sheet.depth
    height, width = depth.shape
    for n in range(edges.shape[0]):
        a, b, c, d = edges[n, 0], edges[n, 1], edges[n, 2], edges[n, 3]
        ax, ay, bx, by = vertices[a, 0], vertices[a, 1], vertices[b, 0], vertices[b, 1]
        side = (bx - ax) * (vertices[c, 1] - ay) - (by - ay) * (vertices[c, 0] - ax)
        other = (bx - ax) * (vertices[d, 1] - ay) - (by - ay) * (vertices[d, 0] - ax)
        if side * other <= 0:
            continue
        az, bz, cz, dz = vertices[a, 2], vertices[b, 2], vertices[c, 2], vertices[d, 2]
        nearest, farthest = min(az, bz, cz, dz) - step, max(az, bz, cz, dz) + step
        # The edge as a function across(along), and towards which side of it the sheet lies.
        upright = abs(by - ay) > abs(bx - ax)
        if upright:
            start, end, at_start, at_end = ay, by, ax, bx
            inward = 1 if (by - ay) * side < 0 else -1
            length, breadth = height, width
        else:
            start, end, at_start, at_end = ax, bx, ay, by
            inward = 1 if (bx - ax) * side > 0 else -1
            length, breadth = width, height
        if abs(end - start) < 1e-3:
            continue
        slope = (at_end - at_start) / (end - start)
        first = max(int(np.ceil(min(start, end))), 0)
        last = min(int(np.ceil(max(start, end))), length)
        for along in range(first, last):
            crossing = at_start + (along - start) * slope
            pixel = int(np.floor(crossing + 0.5))
            if pixel < 1 or pixel > breadth - 2:
                continue
            # How far the pixel's centre lies within the sheet; it is the sheet's if it does.
            within = (pixel - crossing) * inward
            inner = pixel if within >= 0 else pixel + inward
            outer = inner - inward
            inner_row, inner_column = (along, inner) if upright else (inner, along)
            outer_row, outer_column = (along, outer) if upright else (outer, along)
            here = depth[inner_row, inner_column]
            if here < nearest or here > farthest:
                continue  # something else is seen there
            behind = depth[outer_row, outer_column]
            if behind < here + step:
                continue  # and no step to what is beside it
            away = abs(map_x[inner_row, inner_column] - map_x[outer_row, outer_column])
            away += abs(map_y[inner_row, inner_column] - map_y[outer_row, outer_column])
            if behind < FAR and away < jump:
                continue
            share = np.uint64(256 * max(0.5 - abs(within), 0))
            inside = spread(picture[inner_row, inner_column])
            outside = spread(picture[outer_row, outer_column])
            if within >= 0:
                picture[inner_row, inner_column] = packed(mix(inside, outside, share))
            else:
                picture[outer_row, outer_column] = packed(mix(outside, inside, share))
