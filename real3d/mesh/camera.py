"""The pinhole camera that both reconstruction and rendering use.

Vertices are unprojected with it at reconstruction and projected with it for each frame, so that an
unmoved face lands exactly on its own pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.numerics.types import FloatArray

_DISTANCE_IN_FACE_WIDTHS = 8.0
"""Distance of the camera from the face: a portrait is usually taken from about 1.3 m."""


@dataclass(frozen=True)
class Camera:
    """Coordinates are pixels; depth is in the same unit, away from the camera."""

    centre: FloatArray
    """[2] principal point."""
    reference_depth: float
    """Depth at which one pixel is one unit."""
    distance: float
    """From the camera to that depth."""

    @classmethod
    def for_face(cls, landmarks: FloatArray, face_width: float, ear_depth: float) -> Camera:
        """The camera for a face of landmarks [N, 3] in pixels."""
        return cls(
            centre=landmarks[:, :2].mean(axis=0),
            reference_depth=ear_depth,
            distance=_DISTANCE_IN_FACE_WIDTHS * face_width,
        )

    def unproject(self, points: FloatArray) -> FloatArray:
        """Pixels and depth [N, 3] → space [N, 3]."""
        spread = (self.distance + points[:, 2:] - self.reference_depth) / self.distance
        return np.hstack([self.centre + (points[:, :2] - self.centre) * spread, points[:, 2:]])

    def project(self, points: FloatArray) -> FloatArray:
        """Space [N, 3] → pixels and depth [N, 3]."""
        shrink = self.distance / (self.distance + points[:, 2:] - self.reference_depth)
        return np.hstack([self.centre + (points[:, :2] - self.centre) * shrink, points[:, 2:]])
