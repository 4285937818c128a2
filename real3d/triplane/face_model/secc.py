"""Rasterises the face mesh for the motion adapter: SECC pictures (Ye et al. 2024), also PNCC.

The mesh has no pose and no light; each vertex has the colour of its coordinates on the mean face.
On a GPU the rasteriser is batched PyTorch, on a CPU a compiled loop (`secc_on_cpu.py`).

Pixel (row i, column j) is sampled at its centre. A triangle covers the pixels strictly inside it;
nothing is culled, blurred or antialiased.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from real3d.triplane.face_model.morphable_model import CAMERA_DISTANCE, FOCAL_LENGTH, MorphableModel

BACKGROUND = -1.0
SMALLEST_AREA = 1e-8
"""Of a triangle, doubled, where the picture spans -1..1; smaller ones are not drawn."""
LAST_NUMBER = 2**32 - 1
"""A triangle's number takes the lower half of 64 bits."""
BLOCK_PIXELS = 2**22
"""Of bounding boxes looked at together; it bounds the memory, also for a mesh out of shape."""


class FaceMesh(nn.Module):
    """Rasterises expressions of a face model."""

    mean: Tensor
    identity: Tensor
    expression: Tensor
    triangles: Tensor
    colours: Tensor

    def __init__(self, model: MorphableModel, size: int = 512) -> None:
        """
        Args:
            model: of the face.
            size: of the pictures in pixels.
        """
        super().__init__()
        self.size = size
        self.register_buffer("mean", torch.from_numpy(model.mean))
        self.register_buffer("identity", torch.from_numpy(model.identity))
        self.register_buffer("expression", torch.from_numpy(model.expression))
        self.register_buffer("triangles", _sorted_by_vertex(drawn_triangles(model)))
        self.register_buffer("colours", torch.from_numpy(model.colours) * 2 - 1)

    @torch.inference_mode()
    def neutral(self, identity: Tensor) -> Tensor:
        """[V, 3] the shape of a person [80] without expression."""
        return self.mean + self.identity @ identity

    @torch.inference_mode()
    def forward(self, neutral: Tensor, expression: Tensor) -> Tensor:
        """Pictures of expressions, without pose.

        Args:
            neutral: [V, 3] of `neutral`.
            expression: [B, 64].

        Returns:
            [B, 3, S, S] float32 in -1..1; red grows to the picture's right, green upwards, blue
            towards the viewer. The background is -1.
        """
        on_cpu = expression.device.type == "cpu"
        move = _deform_on_cpu if on_cpu else _deform_on_gpu
        vertices = move(neutral, self.expression, expression)
        return draw_mesh(vertices, self.triangles, self.colours, self.size)


@dataclass(frozen=True)
class Boxes:
    """Triangles' bounding boxes on the screen and what changes linearly over them; M of them."""

    left: Tensor
    """[M] first column."""
    top: Tensor
    """[M] first row."""
    width: Tensor
    """[M] columns; 0 for triangles that cannot be seen."""
    height: Tensor
    """[M] rows."""
    planes: Tensor
    """[M, 12] three weights of the corners and the inverse depth: at the box's first pixel, then
    their steps to the right, then down."""

    def values(self, number: Tensor, right: Tensor, down: Tensor) -> Tensor:
        """[P, 4] weights and inverse depth at pixels of boxes, counted from their first pixel."""
        start, to_right, to_below = self.planes.index_select(0, number).chunk(3, 1)
        return start + to_right * right[:, None] + to_below * down[:, None]


def drawn_triangles(model: MorphableModel) -> Tensor:
    """[F, 3] the face model's triangles without those over the eyes."""
    drawn = torch.ones(len(model.triangles), dtype=torch.bool)
    drawn[torch.from_numpy(model.eye_triangles)] = False
    return torch.from_numpy(model.triangles)[drawn]


@torch.inference_mode()
def draw_mesh(vertices: Tensor, triangles: Tensor, colours: Tensor, size: int) -> Tensor:
    """Pictures of coloured meshes.

    Args:
        vertices: [B, V, 3] in the face model's space.
        triangles: [F, 3] vertex numbers.
        colours: [V, 3].
        size: of the pictures in pixels.

    Returns:
        [B, 3, S, S]; -1 where nothing is drawn.
    """
    on_cpu = vertices.device.type == "cpu"
    draw = rasterise_on_cpu if on_cpu else rasterise_on_gpu
    return draw(vertices, triangles, colours, size)


def rasterise_on_cpu(vertices: Tensor, triangles: Tensor, colours: Tensor, size: int) -> Tensor:
    """`draw_mesh` on a CPU, each picture by one core."""
    from real3d.triplane.face_model.secc_on_cpu import rasterise_mesh

    pictures = torch.empty((len(vertices), 3, size, size))
    # Numbers without a sign spare the compiled loop a question.
    mesh = triangles.numpy().view(np.uint64), colours.numpy(), np.float32(_smallest_area(size))

    def draw(number: int) -> None:
        rasterise_mesh(vertices[number].numpy(), *mesh, pictures[number].numpy())

    _on_all_cores(draw, len(vertices))
    return pictures


def rasterise_on_gpu(vertices: Tensor, triangles: Tensor, colours: Tensor, size: int) -> Tensor:
    """`draw_mesh` on a GPU: every triangle proposes the pixels of its bounding box, and
    for each pixel the nearest triangle is kept. Weights of the corners and the inverse depth are
    linear on the screen."""
    batch, count = len(vertices), len(triangles)
    corners = _screen(vertices, size)[:, triangles].flatten(0, 1)
    boxes = _boxes(corners, size)

    nearest = torch.zeros(batch * size * size, dtype=torch.int64, device=vertices.device)
    for block in _blocks(boxes):
        number, right, down = _pixels(boxes, block)
        values = boxes.values(number, right, down)
        inside = (values[:, :3].amin(1) > 0).nonzero()[:, 0]
        number = number[inside]
        pixel = (number // count * size + boxes.top[number] + down[inside]) * size
        pixel += boxes.left[number] + right[inside]
        # A positive float's bits, read as a number, are in the order of the floats: the largest
        # inverse depth wins, and on a tie the smaller number of the triangle.
        key = values[inside, 3].view(torch.int32).long() << 32 | (LAST_NUMBER - number)
        nearest.scatter_reduce_(0, pixel, key, "amax")

    covered = nearest.nonzero()[:, 0]
    winner = LAST_NUMBER - (nearest[covered] & LAST_NUMBER)
    right = covered % size - boxes.left[winner]
    down = covered // size % size - boxes.top[winner]
    shares = boxes.values(winner, right, down)[:, :3] / corners[winner, :, 2]
    shares = shares / shares.sum(1, keepdim=True)
    picture = torch.full((batch * size * size, 3), BACKGROUND, device=vertices.device)
    picture[covered] = (shares[..., None] * colours[triangles[winner % count]]).sum(1)
    return picture.unflatten(0, (batch, size, size)).permute(0, 3, 1, 2).contiguous()


def _deform_on_gpu(neutral: Tensor, basis: Tensor, expression: Tensor) -> Tensor:
    """[B, V, 3] on a GPU; one by one, so that a frame does not depend on how many there are."""
    return neutral + torch.stack([basis @ frame for frame in expression])


def _deform_on_cpu(neutral: Tensor, basis: Tensor, expression: Tensor) -> Tensor:
    """The same on a CPU, each range of the vertices by one core."""
    from real3d.triplane.face_model.secc_on_cpu import deform_vertices

    shares = torch.get_num_threads()
    vertices = torch.empty((len(expression), *neutral.shape))
    coefficients = expression.contiguous().numpy()

    def move(share: int) -> None:
        rows = slice(len(neutral) * share // shares, len(neutral) * (share + 1) // shares)
        given = neutral[rows].numpy(), basis[rows].numpy(), coefficients
        deform_vertices(*given, vertices[:, rows].numpy())

    _on_all_cores(move, shares)
    return vertices


def _on_all_cores(work: Callable[[int], None], count: int) -> None:
    """Calls it with 0, 1, 2... Threads that wait for each other at every step, as PyTorch's do,
    would take many times as long on a busy machine."""
    with ThreadPoolExecutor(torch.get_num_threads()) as pool:
        list(pool.map(work, range(count)))


def _sorted_by_vertex(triangles: Tensor) -> Tensor:
    """In the order of their vertices, so that what lies near in the picture lies near in memory."""
    return triangles[triangles.amin(1).argsort(stable=True)]


def _screen(vertices: Tensor, size: int) -> Tensor:
    """[B, V, 3] column, row and depth; whole numbers are the centres of pixels."""
    x, y, z = vertices.unbind(-1)
    depth = CAMERA_DISTANCE - z
    scale = size * FOCAL_LENGTH / depth
    return torch.stack(((size - 1) / 2 + scale * x, (size - 1) / 2 - scale * y, depth), -1)


def _boxes(corners: Tensor, size: int) -> Boxes:
    """Boxes of triangles [M, 3 corners, 3]."""
    places, depths = corners.split((2, 1), -1)
    low = places.amin(1).ceil().clamp_min(0)
    high = places.amax(1).floor().clamp_max(size - 1)
    sides = (high - low + 1).clamp_min(0).long()
    # Of the screen's plane the corners a, b, c span; each weight is 1 at one corner and 0 at the
    # opposite edge.
    a, b, c = (places - low[:, None]).unbind(1)
    area = _cross(b - a, c - a)[:, None]
    sides[(area.abs() <= _smallest_area(size)).expand_as(sides)] = 0
    edges = torch.stack((c - b, a - c, b - a), 1)
    at_start = torch.stack((_cross(b, c), _cross(c, a), _cross(a, b)), 1)
    weights = torch.stack((at_start, -edges[..., 1], edges[..., 0]), 1) / area[..., None]
    inverse_depth = (weights / depths.swapaxes(1, 2)).sum(-1, keepdim=True)
    planes = torch.cat((weights, inverse_depth), -1).flatten(1)
    (left, top), (width, height) = low.long().unbind(1), sides.unbind(1)
    return Boxes(left, top, width, height, planes)


def _blocks(boxes: Boxes) -> list[slice]:
    """Ranges of boxes with not too many pixels; a face that fits its picture is a few of them."""
    ends = (boxes.width * boxes.height).cumsum(0).cpu()
    starts, blocks = 0, []
    while starts < len(ends):
        before = ends[starts - 1] if starts else 0
        stop = int(torch.searchsorted(ends, before + BLOCK_PIXELS, right=True))
        blocks.append(slice(starts, max(stop, starts + 1)))
        starts = blocks[-1].stop
    return blocks


def _pixels(boxes: Boxes, block: slice) -> tuple[Tensor, Tensor, Tensor]:
    """Every pixel in a range of boxes: number of the box, columns right and rows down in it."""
    counts = boxes.width[block] * boxes.height[block]
    number = torch.repeat_interleave(counts)
    place = torch.arange(len(number), device=number.device)
    place -= (counts.cumsum(0) - counts)[number]
    number += block.start
    width = boxes.width[number]
    down = torch.div(place, width, rounding_mode="floor")
    return number, place - down * width, down


def _smallest_area(size: int) -> float:
    """In pixels, doubled."""
    return SMALLEST_AREA * size**2 / 4


def _cross(a: Tensor, b: Tensor) -> Tensor:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
