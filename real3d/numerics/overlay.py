"""A small picture with soft edges that is laid over frames: a badge, a caption."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.numerics.types import Float32Array, Picture


@dataclass(frozen=True, eq=False)
class Overlay:
    """What is laid over frames of one size, and where."""

    colour: Float32Array
    """[h, w, 3], 0..255, multiplied by `alpha`."""
    alpha: Float32Array
    """[h, w, 1], 0..1."""
    top: int
    left: int

    def draw(self, frame: Picture) -> None:
        """Lays it over a frame, in place.

        Args:
            frame: [H, W, 3] RGB or [H, W, 4] RGBA (not premultiplied); the overlay lies inside.
        """
        height, width = self.alpha.shape[:2]
        place = frame[self.top : self.top + height, self.left : self.left + width]
        below = place[..., :3].astype(np.float32)
        if frame.shape[2] == 3:
            place[...] = np.rint(self.colour + below * (1.0 - self.alpha))
            return
        shown = place[..., 3:].astype(np.float32) / 255.0 * (1.0 - self.alpha)
        alpha = self.alpha + shown
        place[..., :3] = np.rint((self.colour + below * shown) / np.maximum(alpha, 1e-6))
        place[..., 3:] = np.rint(alpha * 255.0)
