"""The compiled inner loops: moving vertices, rasterising texture coordinates, compositing.

Each runs on one thread and releases the GIL: work is spread over frames, not within one. (With
threads inside, a 512-pixel frame took more than twice as long on two cores.)
"""

from __future__ import annotations

import numpy as np
from numba import njit

from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture

UNCOVERED = -1000.0
"""Texture coordinate of pixels that no triangle covers."""

_FAR = 1e9


@njit(cache=True, nogil=True, fastmath=True)
def move_vertices(
    rest: Float32Array,  # [V, 3] in space
    displacement: Float32Array,  # [V, 3]
    weights: Float32Array,  # [V, 2] share of the head's movement, and of the shoulders'
    breath: Float32Array,  # [V] rise of the chest, in units of space
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
    it would swing collars, far below the pivot, against a head that tilts.
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
        out[i, 1] = centre[1] + (y - centre[1]) * shrink
        out[i, 2] = z


@njit(cache=True, nogil=True, fastmath=True)
def rasterise(
    vertices: Float32Array,  # [V, 3] pixels and depth
    uv: Float32Array,  # [V, 2]
    triangles: IndexArray,  # [F, 3]
    map_x: Float32Array,  # [H, W] out
    map_y: Float32Array,  # [H, W] out
    depth: Float32Array,  # [H, W] out
) -> None:
    """Texture coordinates of the nearest triangle at each pixel centre; `UNCOVERED` where none."""
    height, width = map_x.shape
    depth[:] = _FAR
    map_x[:] = UNCOVERED
    map_y[:] = UNCOVERED
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay = vertices[a, 0], vertices[a, 1]
        bx, by = vertices[b, 0], vertices[b, 1]
        cx, cy = vertices[c, 0], vertices[c, 1]
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-6:
            continue
        top = max(int(np.ceil(min(ay, by, cy))), 0)
        bottom = min(int(np.floor(max(ay, by, cy))), height - 1)
        left = max(int(np.ceil(min(ax, bx, cx))), 0)
        right = min(int(np.floor(max(ax, bx, cx))), width - 1)
        step_b, step_c = (cy - ay) / area, -(by - ay) / area
        az, bz, cz = (
            vertices[a, 2],
            vertices[b, 2] - vertices[a, 2],
            vertices[c, 2] - vertices[a, 2],
        )
        au, bu, cu = uv[a, 0], uv[b, 0] - uv[a, 0], uv[c, 0] - uv[a, 0]
        av, bv, cv = uv[a, 1], uv[b, 1] - uv[a, 1], uv[c, 1] - uv[a, 1]
        for row in range(top, bottom + 1):
            weight_b = ((left - ax) * (cy - ay) - (cx - ax) * (row - ay)) / area
            weight_c = ((bx - ax) * (row - ay) - (left - ax) * (by - ay)) / area
            for column in range(left, right + 1):
                if weight_b >= -1e-4 and weight_c >= -1e-4 and weight_b + weight_c <= 1.0001:
                    z = az + weight_b * bz + weight_c * cz
                    if z < depth[row, column]:
                        depth[row, column] = z
                        map_x[row, column] = au + weight_b * bu + weight_c * cu
                        map_y[row, column] = av + weight_b * bv + weight_c * cv
                weight_b += step_b
                weight_c += step_c


@njit(cache=True, nogil=True, fastmath=True)
def soften_folds(
    person: Picture,  # [H, W, 4] premultiplied, in place
    map_x: Float32Array,  # [H, W]
    map_y: Float32Array,  # [H, W]
    jump: float,  # pixels of the texture
) -> None:
    """Average 3 x 3 pixels where one part of the person passes in front of another.

    The depth test decides for whole pixels, so a cheek that turns before the hair would have a
    stepped edge. Such an edge is where neighbours come from far apart in the texture.
    """
    height, width = map_x.shape
    most = 16 * max(height, width)
    place = np.empty((most, 2), np.int32)
    value = np.empty((most, 4), np.uint8)
    count = 0
    for row in range(1, height - 1):
        for column in range(1, width - 1):
            x, y = map_x[row, column], map_y[row, column]
            if x == UNCOVERED or count == most:
                continue
            folded = False
            for step_row, step_column in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                next_x = map_x[row + step_row, column + step_column]
                next_y = map_y[row + step_row, column + step_column]
                if next_x != UNCOVERED and abs(next_x - x) + abs(next_y - y) > jump:
                    folded = True
            if not folded:
                continue
            for k in range(4):
                total = 4
                for i in range(-1, 2):
                    for j in range(-1, 2):
                        total += person[row + i, column + j, k]
                value[count, k] = total // 9
            place[count, 0], place[count, 1] = row, column
            count += 1
    for n in range(count):
        for k in range(4):
            person[place[n, 0], place[n, 1], k] = value[n, k]


@njit(cache=True, nogil=True)
def composite(
    person: Picture,  # [H, W, 4] premultiplied
    map_x: Float32Array,  # [H, W]
    background: Picture,  # [H, W, 3]
    out: Picture,  # [H, W, 3]
) -> None:
    """Person over background; background exactly where no triangle or no alpha is."""
    height, width = map_x.shape
    for row in range(height):
        for column in range(width):
            alpha = int(person[row, column, 3])
            if map_x[row, column] == UNCOVERED:
                alpha = 0
            if alpha == 0:
                for k in range(3):
                    out[row, column, k] = background[row, column, k]
            elif alpha == 255:
                for k in range(3):
                    out[row, column, k] = person[row, column, k]
            else:
                for k in range(3):
                    behind = (int(background[row, column, k]) * (255 - alpha) + 127) // 255
                    out[row, column, k] = min(255, int(person[row, column, k]) + behind)


@njit(cache=True, nogil=True)
def unpremultiply(
    person: Picture,  # [H, W, 4] premultiplied
    map_x: Float32Array,  # [H, W]
    out: Picture,  # [H, W, 4]
) -> None:
    """The person alone, colours not premultiplied."""
    height, width = map_x.shape
    for row in range(height):
        for column in range(width):
            alpha = int(person[row, column, 3])
            if map_x[row, column] == UNCOVERED:
                alpha = 0
            out[row, column, 3] = alpha
            for k in range(3):
                colour = 0
                if alpha > 0:
                    colour = min(255, (int(person[row, column, k]) * 255 + alpha // 2) // alpha)
                out[row, column, k] = colour


@njit(cache=True, nogil=True, fastmath=True)
def blend(
    picture: Picture,  # [H, W, 3 or 4] in place
    layer: Float32Array,  # [h, w, 3]
    mask: Float32Array,  # [h, w] 0..1
    left: int,
    top: int,
) -> None:
    """Lay a layer over a part of a picture; where it covers, the picture becomes opaque."""
    for row in range(mask.shape[0]):
        for column in range(mask.shape[1]):
            cover = mask[row, column]
            if cover <= 0:
                continue
            y, x = top + row, left + column
            for k in range(3):
                value = picture[y, x, k] * (1 - cover) + layer[row, column, k] * cover
                picture[y, x, k] = min(max(value + 0.5, 0.0), 255.0)
            if picture.shape[2] == 4:
                picture[y, x, 3] = max(picture[y, x, 3], int(255 * cover))
