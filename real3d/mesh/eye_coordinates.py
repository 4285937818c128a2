"""Where pixels around an eye are, in terms of the eye itself, whatever its size and tilt."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.strokes import Window
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask


@dataclass(frozen=True)
class EyeCoordinates:
    """Where the pixels of a window are in terms of an eye, arrays [h, w].

    *Convention*: u runs from -1 at the outer corner to 1 at the inner one, v downwards from the
    line between the corners, in eye widths.
    """

    window: Window
    width: float
    """Corner to corner, pixels."""
    u: FloatArray
    v: FloatArray
    upper: FloatArray
    """v of the upper rim at this u."""
    lower: FloatArray

    @classmethod
    def of(cls, upper: FloatArray, lower: FloatArray, window: Window) -> EyeCoordinates:
        """For rims [N, 2] from the outer corner to the inner."""
        axis = upper[-1] - upper[0]
        width = float(np.linalg.norm(axis))
        axis = axis / width
        down = np.array([-axis[1], axis[0]]) * (1 if axis[0] > 0 else -1)
        middle = 0.5 * (upper[0] + upper[-1])
        rows, columns = np.mgrid[0 : window.height, 0 : window.width]
        points = np.stack([columns + window.left, rows + window.top], axis=-1) - middle
        u, v = 2 * points @ axis / width, points @ down / width

        def rim(line: FloatArray) -> FloatArray:
            along, across = 2 * (line - middle) @ axis / width, (line - middle) @ down / width
            order = np.argsort(along)
            return np.interp(u, along[order], across[order])

        return cls(window, width, u, v, rim(upper), rim(lower))

    @property
    def above(self) -> FloatArray:
        """Distance above the upper rim."""
        return self.upper - self.v

    @property
    def below(self) -> FloatArray:
        """Distance below the lower rim."""
        return self.v - self.lower

    @property
    def arch(self) -> FloatArray:
        """1 over the middle of the eye to 0 at its corners."""
        return np.sqrt(np.maximum(1 - np.clip(self.u, -1, 1) ** 2, 0))

    @property
    def opening(self) -> BoolArray:
        """What is between the rims."""
        return (self.above < 0) & (self.below < 0) & (np.abs(self.u) < 1)

    @property
    def away(self) -> Float32Array:
        """Distance from the opening, 0 within it and a pixel around, in eye widths."""
        pixel = 1 / self.width
        near = (self.above < pixel) & (self.below < pixel) & (np.abs(self.u) < 1)
        outside = (~near).astype(np.uint8)
        return cv2.distanceTransform(outside, cv2.DIST_L2, 5) / np.float32(self.width)

    def brow_outline(self, brow: FloatArray) -> Mask:
        """1 on the brow. Its points [M, 2] in the portrait are its upper edge, then its lower
        edge, each from outside to inside."""
        upper, lower = np.split(brow - (self.window.left, self.window.top), 2)
        outline = np.round(np.vstack([upper, lower[::-1]])).astype(np.int32)
        inside = np.zeros(self.u.shape, np.uint8)
        return np.asarray(cv2.fillPoly(inside, [outline], 1), np.uint8)

    def brow_hull(self, brow: FloatArray, margin: float) -> Mask:
        """1 within the convex hull of the brow, skin under its arch included, and so many eye
        widths around it: its hairs reach beyond its outline."""
        outline = cv2.convexHull(
            np.round(brow - (self.window.left, self.window.top)).astype(np.int32)
        )
        inside = np.zeros(self.u.shape, np.uint8)
        cv2.fillConvexPoly(inside, outline, 1)
        side = 2 * max(int(margin * self.width), 1) + 1
        return cv2.dilate(inside, np.ones((side, side), np.uint8))
