"""What the mesh engine saw on the way to a frame: its mesh, and how far away it is.

The mesh is shown as the paper's engine shows a face model: every point in the colour of its place
at rest, so that the colours travel with the skin.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.raster import SheetBuffers, rasterise
from real3d.mesh.surface import Surface
from real3d.numerics.types import Float32Array, Picture

_BEHIND, _BEFORE = 0.25, 0.25
"""How far a moving person may come out of the depth at rest, in face widths."""


@dataclass(frozen=True)
class RestingPerson:
    """What the views of all frames of one avatar share."""

    coordinates: Picture
    """[S, S, 3] places at rest as colours: red to the right, green upwards, blue to the viewer."""
    nearest: float
    farthest: float

    @classmethod
    def of(cls, surface: Surface, alpha: Float32Array) -> RestingPerson:
        """
        Args:
            surface: the mesh.
            alpha: [S, S] the person's matte.
        """
        size = len(alpha)
        sheet = SheetBuffers.empty(size, size)
        rest = np.column_stack([surface.uv, surface.vertices[:, 2]]).astype(np.float32)
        rasterise(rest, surface.uv, surface.triangles, sheet)
        depth = sheet.depth
        nearest, farthest = np.percentile(depth[sheet.covered & (alpha > 0.5)], (0, 98))
        steps = np.linspace(0, 1, size, dtype=np.float32)
        toward = np.clip((farthest - depth) / (farthest - nearest), 0, 1)
        across, up = np.meshgrid(steps, steps[::-1])
        return cls(
            coordinates=np.rint(255 * np.dstack([across, up, toward])).astype(np.uint8),
            nearest=float(nearest) - _BEFORE * surface.face_width,
            farthest=float(farthest) + _BEHIND * surface.face_width,
        )

    def mesh_view(
        self,
        sheet: SheetBuffers,
        alpha: Picture,
        landmarks: Float32Array,
    ) -> Picture:
        """[S, S, 3] the moved mesh over black, its landmarks as dots.

        Args:
            sheet: [S, S] where each pixel comes from.
            alpha: [S, S] the moved person's matte.
            landmarks: [N, 2] pixels.
        """
        picture = cv2.remap(self.coordinates, sheet.map_x, sheet.map_y, cv2.INTER_LINEAR)
        picture[~sheet.covered | (alpha < 128)] = 0
        for x, y in np.rint(landmarks).astype(int).tolist():
            cv2.circle(picture, (x, y), len(picture) // 512, (255, 255, 255), -1)
        return picture

    def depth_view(self, depth: Float32Array, alpha: Picture) -> Picture:
        """[S, S, 3] the nearer the brighter, over black."""
        share = (self.farthest - depth) / (self.farthest - self.nearest)
        grey = np.rint(np.clip(share, 0, 1) * alpha).astype(np.uint8)
        return np.dstack([grey, grey, grey])
