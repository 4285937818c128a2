"""The face mesh's rasteriser for CPUs: one triangle after the other, compiled by Numba.

It follows the rules of `secc.py`, whose batched form suits GPUs. A real face has one triangle for
every two pixels, so that most of the work is to find each triangle's few pixels; that is done for a
block of triangles at a time, which the compiler turns into vector instructions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from real3d.numerics.compiled import compiled
from real3d.numerics.types import Float32Array, IndexArray
from real3d.triplane.face_model.morphable_model import CAMERA_DISTANCE, FOCAL_LENGTH

BACKGROUND = np.float32(-1)
BLOCK_TRIANGLES = 512
"""Triangles prepared at a time; their bounds and planes stay in the first-level cache."""


@compiled(error_model="numpy", fastmath={"reassoc"})
def deform_vertices(
    neutral: Float32Array,  # [V, 3]
    basis: Float32Array,  # [V, 3, K]
    expressions: Float32Array,  # [B, K]
    vertices: Float32Array,  # [B, V, 3] out
) -> None:
    """Moves a person's vertices as expressions do. The basis, which is large, is read once."""
    for vertex in range(len(neutral)):
        for axis in range(3):
            for frame in range(len(expressions)):
                moved = np.float32(0)
                for k in range(expressions.shape[1]):
                    moved += basis[vertex, axis, k] * expressions[frame, k]
                vertices[frame, vertex, axis] = neutral[vertex, axis] + moved


@compiled(error_model="numpy")
def rasterise_mesh(
    vertices: Float32Array,  # [V, 3] in the face model's space
    triangles: NDArray[np.uint64],  # [F, 3]
    colours: Float32Array,  # [V, 3]
    smallest_area: np.float32,  # doubled, in pixels
    picture: Float32Array,  # [3, S, S] out
) -> None:
    """Draws the nearest triangle at each pixel that it covers."""
    size = picture.shape[1]
    none = np.float32(0)
    corners = _screen(vertices, size)
    picture[:] = BACKGROUND
    nearest = np.zeros((size, size), np.float32)
    boxes = np.empty((4, BLOCK_TRIANGLES), np.int32)
    planes = np.empty((12, BLOCK_TRIANGLES), np.float32)
    for start in range(0, len(triangles), BLOCK_TRIANGLES):
        block = triangles[start : start + BLOCK_TRIANGLES]
        _prepare(corners, block, smallest_area, size, boxes, planes)
        for number in range(len(block)):
            left, top = boxes[0, number], boxes[1, number]
            width, height = boxes[2, number], boxes[3, number]
            if width <= 0 or height <= 0:
                continue
            a, b, c = block[number]
            start_a, start_b, start_c = planes[0, number], planes[1, number], planes[2, number]
            right_a, right_b, right_c = planes[3, number], planes[4, number], planes[5, number]
            down_a, down_b, down_c = planes[6, number], planes[7, number], planes[8, number]
            near_a, near_b, near_c = planes[9, number], planes[10, number], planes[11, number]
            for down in range(height):
                y, row = np.float32(down), top + down
                for right in range(width):
                    x, column = np.float32(right), left + right
                    weight_a = start_a + right_a * x + down_a * y
                    weight_b = start_b + right_b * x + down_b * y
                    weight_c = start_c + right_c * x + down_c * y
                    if weight_a <= none or weight_b <= none or weight_c <= none:
                        continue
                    share_a, share_b = weight_a * near_a, weight_b * near_b
                    share_c = weight_c * near_c
                    near = share_a + share_b + share_c
                    if near <= nearest[row, column]:
                        continue
                    nearest[row, column] = near
                    share_a, share_b, share_c = share_a / near, share_b / near, share_c / near
                    for channel in range(3):
                        picture[channel, row, column] = (
                            share_a * colours[a, channel]
                            + share_b * colours[b, channel]
                            + share_c * colours[c, channel]
                        )


@compiled(error_model="numpy")
def _screen(vertices: Float32Array, size: int) -> Float32Array:
    """[V, 3] column, row and depth, as `secc._screen`."""
    middle, focal_length = np.float32((size - 1) / 2), np.float32(size * FOCAL_LENGTH)
    corners = np.empty_like(vertices)
    for vertex in range(len(vertices)):
        depth = np.float32(CAMERA_DISTANCE) - vertices[vertex, 2]
        scale = focal_length * (np.float32(1) / depth)  # as PyTorch divides a number
        corners[vertex, 0] = middle + scale * vertices[vertex, 0]
        corners[vertex, 1] = middle - scale * vertices[vertex, 1]
        corners[vertex, 2] = depth
    return corners


@compiled(error_model="numpy")
def _prepare(
    corners: Float32Array,
    triangles: NDArray[np.uint64],
    smallest_area: np.float32,
    size: int,
    boxes: IndexArray,  # [4, >= F] out: first column, first row, columns, rows
    planes: Float32Array,  # [12, >= F] out
) -> None:
    """What `secc.Boxes` holds: of each triangle the pixels that it may cover and its corners'
    weights, at the first pixel, then their steps to the right, then down; at last the corners'
    inverse depths. No loop ends early, or the compiler would take one triangle at a time."""
    one, none, edge = np.float32(1), np.float32(0), np.float32(size - 1)
    for number in range(len(triangles)):
        a, b, c = triangles[number, 0], triangles[number, 1], triangles[number, 2]
        ax, bx, cx = corners[a, 0], corners[b, 0], corners[c, 0]
        ay, by, cy = corners[a, 1], corners[b, 1], corners[c, 1]
        left = max(np.ceil(min(min(ax, bx), cx)), none)
        top = max(np.ceil(min(min(ay, by), cy)), none)
        right = min(np.floor(max(max(ax, bx), cx)), edge)
        bottom = min(np.floor(max(max(ay, by), cy)), edge)
        # Places count from the box's first pixel, so that they are small numbers.
        ax, bx, cx = ax - left, bx - left, cx - left
        ay, by, cy = ay - top, by - top, cy - top
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        boxes[0, number], boxes[1, number] = np.int32(left), np.int32(top)
        width = right + one - left if abs(area) > smallest_area else none
        boxes[2, number], boxes[3, number] = np.int32(width), np.int32(bottom + one - top)
        planes[0, number] = (bx * cy - by * cx) / area
        planes[1, number] = (cx * ay - cy * ax) / area
        planes[2, number] = (ax * by - ay * bx) / area
        planes[3, number] = (by - cy) / area
        planes[4, number] = (cy - ay) / area
        planes[5, number] = (ay - by) / area
        planes[6, number] = (cx - bx) / area
        planes[7, number] = (ax - cx) / area
        planes[8, number] = (bx - ax) / area
        planes[9, number] = one / corners[a, 2]
        planes[10, number] = one / corners[b, 2]
        planes[11, number] = one / corners[c, 2]
