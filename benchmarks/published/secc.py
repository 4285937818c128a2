"""The published way to draw a batch of face meshes: its first picture lacks one triangle.

The published rasteriser takes the number 0 for “nothing here”, so the first triangle of each batch
is missing. `real3d.triplane.face_model.secc` draws all.
"""

from __future__ import annotations

import torch
from torch import Tensor

from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import draw_mesh, drawn_triangles


def draw_mesh_as_published(vertices: Tensor, model: MorphableModel, size: int) -> Tensor:
    """Pictures of posed faces, [B, 3, S, S] in -1..1.

    Args:
        vertices: [B, V, 3] in the face model's space.
        model: whose triangles and colours are drawn.
        size: of the pictures in pixels.
    """
    triangles = drawn_triangles(model)
    colours = torch.from_numpy(model.colours) * 2 - 1
    first = draw_mesh(vertices[:1], triangles[1:], colours, size)
    return torch.cat((first, draw_mesh(vertices[1:], triangles, colours, size)))
