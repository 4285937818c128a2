"""The file's space: metres, x to the image's right, y up, z towards the viewer.

The origin is the camera's principal point at the depth of the ears, so that a viewer who looks
along z sees the photo.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.mesh.surface import Surface
from real3d.numerics.types import Float32Array, FloatArray

_FACE_WIDTH = 0.14
"""From ear to ear of a grown-up."""
_AXES = np.array([1.0, -1.0, -1.0])


@dataclass(frozen=True)
class Metres:
    """From the camera's space to the file's."""

    origin: FloatArray
    """[3] in the camera's space."""
    scale: float
    """Metres per unit of it."""

    @classmethod
    def of(cls, surface: Surface) -> Metres:
        """For a face of a grown-up's width."""
        camera = surface.camera
        origin = np.append(camera.centre, camera.reference_depth)
        return cls(origin, _FACE_WIDTH / surface.face_width)

    def points(self, space: FloatArray | Float32Array) -> FloatArray:
        """Places [..., 3]."""
        return (space - self.origin) * (self.scale * _AXES)

    def turned(self, direction: FloatArray) -> FloatArray:
        """Directions [..., 3], without a length; axes of rotations too."""
        return direction * _AXES

    def ways(self, displacement: FloatArray | Float32Array) -> FloatArray:
        """Displacements [..., 3]."""
        return displacement * (self.scale * _AXES)
