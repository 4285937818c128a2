"""Draws the face mesh coloured by its coordinates on the neutral face: what shows an expression.

The motion adapter (`motion_adapter.py`) sees a face only so: without pose, lit by nothing, each
vertex in the colour of its place on the mean face (PNCC, or SECC in Ye et al. 2024). The rasteriser
is a batched one in plain PyTorch: every triangle proposes the pixels of its bounding box, and for
each pixel the nearest triangle is kept. It runs wherever PyTorch does.

Pixel (row i, column j) is sampled at its centre. A triangle covers the pixels strictly inside it;
nothing is culled, blurred or antialiased.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from real3d.triplane.morphable_model import CAMERA_DISTANCE, FOCAL_LENGTH, MorphableModel

BACKGROUND = -1.0
SMALLEST_AREA = 1e-8
"""Of a triangle, doubled, where the picture spans -1..1; smaller ones are not drawn."""
NOTHING = torch.iinfo(torch.int64).max


class FaceMesh(nn.Module):
    """Draws expressions of a face model."""

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
        drawn = torch.ones(len(model.triangles), dtype=torch.bool)
        drawn[torch.from_numpy(model.eye_triangles)] = False
        self.register_buffer("mean", torch.from_numpy(model.mean))
        self.register_buffer("identity", torch.from_numpy(model.identity))
        self.register_buffer("expression", torch.from_numpy(model.expression))
        self.register_buffer("triangles", torch.from_numpy(model.triangles)[drawn])
        self.register_buffer("colours", torch.from_numpy(model.colours) * 2 - 1)

    @torch.inference_mode()
    def neutral(self, identity: Tensor) -> Tensor:
        """[V, 3] the shape of a person [80] without expression."""
        return self.mean + self.identity @ identity

    @torch.inference_mode()
    def forward(
        self, neutral: Tensor, expression: Tensor, *, skip_first_triangle: bool = False
    ) -> Tensor:
        """Pictures of expressions, without pose.

        Args:
            neutral: [V, 3] of `neutral`.
            expression: [B, 64].
            skip_first_triangle: leave triangle 0 out of the first picture, as the published system
                does in each of its batches.

        Returns:
            [B, 3, S, S] float32 in -1..1; red grows to the picture's right, green upwards, blue
            towards the viewer. The background is -1.
        """
        moved = (expression @ self.expression.flatten(0, 1).T).unflatten(1, (-1, 3))
        return draw_mesh(
            neutral + moved, self.triangles, self.colours, self.size, skip_first_triangle
        )


@torch.inference_mode()
def draw_mesh(
    vertices: Tensor, triangles: Tensor, colours: Tensor, size: int, skip_first_triangle: bool
) -> Tensor:
    """Pictures of coloured meshes.

    Args:
        vertices: [B, V, 3] in the face model's space.
        triangles: [F, 3] vertex numbers.
        colours: [V, 3].
        size: of the pictures in pixels.
        skip_first_triangle: whether triangle 0 is missing in the first picture.

    Returns:
        [B, 3, S, S]; -1 where nothing is drawn.
    """
    batch, count = len(vertices), len(triangles)
    corners = _screen(vertices, size)[:, triangles].flatten(0, 1)  # [B F, 3, 3]
    triangle, row, column = _candidates(corners, size)
    if skip_first_triangle:
        kept = triangle > 0
        triangle, row, column = triangle[kept], row[kept], column[kept]
    weights = _barycentric(corners[triangle], row, column)
    inside = (weights > 0).all(-1).nonzero()[:, 0]
    triangle, row, column, weights = (x[inside] for x in (triangle, row, column, weights))

    _, depth = _perspective(weights, corners[triangle, :, 2])
    # A positive float's bits, read as a number, are in the order of the floats: the smallest
    # depth wins, and on a tie the smaller number of the triangle.
    key = depth.view(torch.int32).long() << 32 | triangle
    pixel = (triangle // count * size + row) * size + column
    nearest = torch.full((batch * size * size,), NOTHING, device=vertices.device)
    nearest.scatter_reduce_(0, pixel, key, "amin")

    covered = (nearest != NOTHING).nonzero()[:, 0]
    winner = nearest[covered] & 0xFFFFFFFF
    weights = _barycentric(corners[winner], covered // size % size, covered % size)
    shares, _ = _perspective(weights, corners[winner, :, 2])
    colour = (shares[..., None] * colours[triangles[winner % count]]).sum(1)
    picture = torch.full((batch * size * size, 3), BACKGROUND, device=vertices.device)
    picture[covered] = colour
    return picture.unflatten(0, (batch, size, size)).permute(0, 3, 1, 2).contiguous()


def _screen(vertices: Tensor, size: int) -> Tensor:
    """[B, V, 3] column, row and depth; whole numbers are the centres of pixels."""
    x, y, z = vertices.unbind(-1)
    depth = CAMERA_DISTANCE - z
    scale = size * FOCAL_LENGTH / depth
    return torch.stack(((size - 1) / 2 + scale * x, (size - 1) / 2 - scale * y, depth), -1)


def _candidates(corners: Tensor, size: int) -> tuple[Tensor, Tensor, Tensor]:
    """Triangle, row and column of every pixel in every triangle's bounding box."""
    places = corners[..., :2]
    low = places.amin(1).ceil().clamp_min(0).long()
    high = places.amax(1).floor().clamp_max(size - 1).long()
    sides = (high - low + 1).clamp_min(0)
    area = _cross(places[:, 1] - places[:, 0], places[:, 2] - places[:, 0]).abs()
    sides[area <= SMALLEST_AREA * size**2 / 4] = 0
    counts = sides.prod(1)
    triangle = torch.repeat_interleave(counts)
    starts = (counts.cumsum(0) - counts)[triangle]
    place = torch.arange(len(triangle), device=corners.device) - starts
    width = sides[triangle, 0]
    row = torch.div(place, width, rounding_mode="floor")
    return triangle, low[triangle, 1] + row, low[triangle, 0] + place - row * width


def _barycentric(corners: Tensor, row: Tensor, column: Tensor) -> Tensor:
    """[P, 3] weights of the corners at a pixel's centre on the screen; they sum to one."""
    point = torch.stack((column, row), -1).to(corners.dtype)[:, None]
    a, b, c = (corners[..., :2] - point).unbind(1)
    weights = torch.stack((_cross(b, c), _cross(c, a), _cross(a, b)), -1)
    return weights / weights.sum(-1, keepdim=True)


def _perspective(weights: Tensor, depths: Tensor) -> tuple[Tensor, Tensor]:
    """Weights in space [P, 3] from those on the screen, and the depth there [P]."""
    shares = weights / depths
    shares = shares / shares.sum(-1, keepdim=True)
    return shares, (shares * depths).sum(-1)


def _cross(a: Tensor, b: Tensor) -> Tensor:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
