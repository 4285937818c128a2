"""The compiled inner loops of geometry: moving vertices, rasterising texture coordinates.

Each runs on one thread and releases the GIL: work is spread over frames, not within one. (With
threads inside, a 512-pixel frame took more than twice as long on two cores.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from real3d.numerics.compiled import compiled
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray, Mask

FAR = 1e9
"""Depth of pixels that no triangle covers."""
COMPRESSED = 1.25
"""Step in texture coordinates from pixel to pixel from which on one sample is not enough."""
_EDGE_SLACK = 1e-4
"""Barycentric weight by which a pixel centre may lie outside a triangle: no cracks between two."""


class SheetBuffers(NamedTuple):
    """What one sheet of triangles leaves at each pixel of a frame; kept from frame to frame."""

    map_x: Float32Array
    """[H, W] texture coordinates, of covered pixels only."""
    map_y: Float32Array
    depth: Float32Array
    """[H, W]; `FAR` where no triangle is."""
    compressed: Mask
    """[H, W] 1 where one pixel holds so much of the texture that one sample is not enough; of
    covered pixels only."""
    spans: IndexArray
    """[H, 2] first and behind the last column that is covered, of each row."""

    @classmethod
    def empty(cls, height: int, width: int) -> SheetBuffers:
        """Buffers in which nothing is covered."""
        maps = np.zeros((2, height, width), np.float32)
        depth = np.full((height, width), FAR, np.float32)
        compressed = np.zeros((height, width), np.uint8)
        return cls(maps[0], maps[1], depth, compressed, np.zeros((height, 2), np.int32))

    @property
    def covered(self) -> BoolArray:
        """[H, W] where a triangle is."""
        return self.depth < FAR


@compiled(fastmath=True)
def move_vertices(
    rest: Float32Array,  # [V, 3] in space
    displacement: Float32Array,  # [V, 3]
    weights: Float32Array,  # [V, 2] share of the head's movement, and of the shoulders'
    breath: Float32Array,  # [V] rise of the chest, in units of space
    edges: Float32Array,  # [V, 2] share of a rise in the picture, and of a fall, that is taken back
    head: FloatArray,  # [2, 3] rotation vector and translation
    shoulders: FloatArray,  # [2, 3]
    pivot: FloatArray,  # [3] of both rotations
    centre: FloatArray,  # [2] camera
    reference_depth: float,
    distance: float,
    out: Float32Array,  # [V, 3] pixels and depth
) -> None:
    """Displace, turn about the pivot and shift as far as head and shoulders do, and project.

    Blending rotation vectors rather than positions keeps the neck from collapsing (Rodrigues'
    formula with an angle for each vertex). The head's rotation falls faster than its translation:
    it would swing collars, far below the pivot, against a head that tilts. What the picture's
    edges cut off stays on them.
    """
    for i in range(rest.shape[0]):
        w, v = weights[i, 0], weights[i, 1]
        turning = w * w * w
        turn_x = turning * head[0, 0] + v * shoulders[0, 0]
        turn_y = turning * head[0, 1] + v * shoulders[0, 1]
        turn_z = turning * head[0, 2] + v * shoulders[0, 2]
        angle = np.sqrt(turn_x * turn_x + turn_y * turn_y + turn_z * turn_z)
        cosine, across, along = 1.0, 1.0, 0.5
        if angle > 1e-6:
            cosine = np.cos(angle)
            across = np.sin(angle) / angle
            along = (1 - cosine) / (angle * angle)
        x = rest[i, 0] + displacement[i, 0] - pivot[0]
        y = rest[i, 1] + displacement[i, 1] - pivot[1]
        z = rest[i, 2] + displacement[i, 2] - pivot[2]
        along *= x * turn_x + y * turn_y + z * turn_z
        turned_x = x * cosine + (turn_y * z - turn_z * y) * across + turn_x * along
        turned_y = y * cosine + (turn_z * x - turn_x * z) * across + turn_y * along
        turned_z = z * cosine + (turn_x * y - turn_y * x) * across + turn_z * along
        x = turned_x + pivot[0] + w * head[1, 0] + v * shoulders[1, 0]
        y = turned_y + pivot[1] + w * head[1, 1] + v * shoulders[1, 1] - breath[i]
        z = turned_z + pivot[2] + w * head[1, 2] + v * shoulders[1, 2]
        shrink = distance / (distance + z - reference_depth)
        out[i, 0] = centre[0] + (x - centre[0]) * shrink
        y = centre[1] + (y - centre[1]) * shrink
        if edges[i, 0] > 0 or edges[i, 1] > 0:
            shrink = distance / (distance + rest[i, 2] + displacement[i, 2] - reference_depth)
            rise = centre[1] + (rest[i, 1] + displacement[i, 1] - centre[1]) * shrink - y
            y += edges[i, 0] * max(rise, 0.0) + edges[i, 1] * min(rise, 0.0)
        out[i, 1] = y
        out[i, 2] = z


@compiled(fastmath=True)
def rasterise(
    vertices: Float32Array,  # [V, 3] pixels and depth
    uv: Float32Array,  # [V, 2]
    triangles: IndexArray,  # [F, 3]
    sheet: SheetBuffers,  # [H, W] out
) -> None:
    """Texture coordinates and depth of the nearest triangle at each pixel centre.

    Each triangle is filled row by row between its edges, and only what the frame before has
    covered is cleared, so the time goes with the person's area, not with the picture's.
    """
    map_x, map_y, depth, compressed, spans = sheet
    height, width = depth.shape
    far = np.float32(FAR)
    for row in range(height):
        depth[row, spans[row, 0] : spans[row, 1]] = far
        spans[row, 0], spans[row, 1] = width, 0
    # Indices are unsigned, for otherwise negative ones would be tested for.
    for t in range(np.uint64(triangles.shape[0])):
        a, b, c = np.uint64(triangles[t, 0]), np.uint64(triangles[t, 1]), np.uint64(triangles[t, 2])
        ax, ay = np.float64(vertices[a, 0]), np.float64(vertices[a, 1])
        bx, by = np.float64(vertices[b, 0]), np.float64(vertices[b, 1])
        cx, cy = np.float64(vertices[c, 0]), np.float64(vertices[c, 1])
        top, bottom = max(np.ceil(min(ay, by, cy)), 0), min(np.floor(max(ay, by, cy)), height - 1)
        left, right = max(np.ceil(min(ax, bx, cx)), 0), min(np.floor(max(ax, bx, cx)), width - 1)
        if top > bottom or left > right:
            continue
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-6:
            continue
        # How the barycentric weights of b and c grow by column and row; a's is the rest.
        b_x, b_y = (cy - ay) / area, (ax - cx) / area
        c_x, c_y = (ay - by) / area, (bx - ax) / area
        b_0, c_0 = -(b_x * ax + b_y * ay), -(c_x * ax + c_y * ay)
        # Every edge bounds the columns of a row, from one side: low + low_step * row.
        flat = np.float64(0)
        low, low_step, low_2, low_2_step = left, flat, left, flat
        high, high_step, high_2, high_2_step = right, flat, right, flat
        for edge in range(3):
            if edge == 0:
                along_x, along_y, start = b_x, b_y, b_0
            elif edge == 1:
                along_x, along_y, start = c_x, c_y, c_0
            else:
                along_x, along_y, start = -b_x - c_x, -b_y - c_y, 1 - b_0 - c_0
            if abs(along_x) < 1e-9:
                continue  # along the rows: top and bottom are its bounds
            crossing, step = -(start + _EDGE_SLACK) / along_x, -along_y / along_x
            if along_x > 0:
                low_2, low_2_step, low, low_step = low, low_step, crossing, step
            else:
                high_2, high_2_step, high, high_step = high, high_step, crossing, step
        az, bz, cz = vertices[a, 2], vertices[b, 2], vertices[c, 2]
        au, bu, cu = uv[a, 0], uv[b, 0], uv[c, 0]
        av, bv, cv = uv[a, 1], uv[b, 1], uv[c, 1]
        z_x, z_y = b_x * (bz - az) + c_x * (cz - az), b_y * (bz - az) + c_y * (cz - az)
        u_x, u_y = b_x * (bu - au) + c_x * (cu - au), b_y * (bu - au) + c_y * (cu - au)
        v_x, v_y = b_x * (bv - av) + c_x * (cv - av), b_y * (bv - av) + c_y * (cv - av)
        longest = max(u_x * u_x + v_x * v_x, u_y * u_y + v_y * v_y)
        many = np.uint8(longest > COMPRESSED**2)
        step_z, step_u, step_v = np.float32(z_x), np.float32(u_x), np.float32(v_x)
        for row in range(np.uint64(top), np.uint64(bottom) + np.uint64(1)):
            y = np.float64(row)
            start = np.ceil(max(low + low_step * y, low_2 + low_2_step * y, left))
            stop = np.floor(min(high + high_step * y, high_2 + high_2_step * y, right)) + 1
            if start >= stop:
                continue
            first, last = np.int64(start), np.int64(stop)
            spans[row, 0] = min(spans[row, 0], first)
            spans[row, 1] = max(spans[row, 1], last)
            z = np.float32(az + z_x * (start - ax) + z_y * (y - ay))
            u = np.float32(au + u_x * (start - ax) + u_y * (y - ay))
            v = np.float32(av + v_x * (start - ax) + v_y * (y - ay))
            for column in range(np.uint64(first), np.uint64(last)):
                if z < depth[row, column]:
                    depth[row, column] = z
                    map_x[row, column] = u
                    map_y[row, column] = v
                    compressed[row, column] = many
                z += step_z
                u += step_u
                v += step_v
