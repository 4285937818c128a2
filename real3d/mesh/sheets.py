"""Textured sheets of the mouth's inside, drawn into pictures of their own."""

from __future__ import annotations

import numpy as np

from real3d.mesh.compositing import as_picture, as_words, composite
from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.strokes import Window
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture


def draw_sheet(
    texture: Picture,  # [H, W, 4] premultiplied
    uv: Float32Array,  # [N, 2] pixels of the texture
    triangles: IndexArray,  # [F, 3]
    projected: FloatArray,  # [N, 3] pixels of the frame and depth
    window: Window,
    factor: int,
) -> Picture:
    """[factor h, factor w, 4] the sheet as the window sees it, premultiplied."""
    local = projected.astype(np.float32)
    local[:, 0] = (local[:, 0] - window.left + 0.5) * factor - 0.5
    local[:, 1] = (local[:, 1] - window.top + 0.5) * factor - 0.5
    shape = (window.height * factor, window.width * factor)
    sheet = SheetBuffers.empty(*shape)
    rasterise(local, uv, triangles, sheet)
    seen = np.zeros(shape, np.uint32)
    composite(sheet, as_words(texture), 1, seen, seen)
    return as_picture(seen)
