"""A supersampled canvas and its brushes: the drawing tools of the example portraits.

Convention: positions are in face units (distance of the outer eye corners) with x to the image's
right, y down and the origin midway between the eyes; masks are float32 [N, N] in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

# cv2 draws with fixed-point positions: 1/16 pixel is finer than anybody sees.
SUBPIXEL_BITS = 4


@dataclass(frozen=True)
class Canvas:
    """A square picture of `size` pixels, drawn `supersampling` times larger."""

    size: int
    supersampling: int
    width: float  # face units from the left to the right edge
    origin_y: float  # face units from the top edge to the eye line

    @property
    def pixels(self) -> int:
        return self.size * self.supersampling

    @property
    def scale(self) -> float:
        """Pixels per face unit."""
        return self.pixels / self.width

    def to_pixels(self, points: NDArray) -> NDArray:
        return np.asarray(points, float)[..., :2] * self.scale + (
            self.pixels / 2,
            self.origin_y * self.scale,
        )

    def grid(self) -> tuple[NDArray, NDArray]:
        """x and y of every pixel's centre, in face units."""
        steps = (np.arange(self.pixels, dtype=np.float32) + 0.5) / self.scale
        x, y = np.meshgrid(steps - self.width / 2, steps - self.origin_y)
        return x.astype(np.float32), y.astype(np.float32)

    def fixed_point(self, points: NDArray) -> NDArray:
        return np.round((self.to_pixels(points) - 0.5) * 2**SUBPIXEL_BITS).astype(np.int32)

    def blur(self, image: NDArray, sigma: float) -> NDArray:
        """Gaussian blur, `sigma` in face units; wide ones run on a smaller copy."""
        pixels = sigma * self.scale
        shrink = int(min(8, max(1, pixels // 6)))
        if shrink == 1:
            return cv2.GaussianBlur(image, (0, 0), max(pixels, 0.3))
        small = cv2.resize(image, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), pixels / shrink, borderType=cv2.BORDER_REPLICATE)
        large = cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        # Cubic enlargement leaves a lattice in the slopes, which a highlight would show.
        return cv2.GaussianBlur(large, (0, 0), 0.6 * shrink)

    def fill(self, outline: NDArray, soft: float = 0.0) -> NDArray:
        """The inside of a closed outline."""
        mask = np.zeros((self.pixels, self.pixels), np.uint8)
        cv2.fillPoly(mask, [self.fixed_point(outline)], 255, cv2.LINE_AA, SUBPIXEL_BITS)
        mask = mask.astype(np.float32) / 255
        return self.blur(mask, soft) if soft else mask

    def stroke(
        self, line: NDArray, width: float, soft: float = 0.0, ends: tuple[float, float] = (0.0, 0.0)
    ) -> NDArray:
        """A line of `width`, whose strength falls to `ends` at its two tips."""
        mask = np.zeros((self.pixels, self.pixels), np.uint8)
        points = self.fixed_point(line)
        along = np.linspace(0, 1, len(points) - 1)
        tips = np.where(along < 0.5, *ends)
        strength = tips + (1 - tips) * np.sin(np.pi * along) ** 0.6
        thickness = max(1, round(width * self.scale))
        for start, end, value in zip(points[:-1], points[1:], strength, strict=True):
            colour = round(255 * float(value))
            cv2.line(
                mask, start.tolist(), end.tolist(), colour, thickness, cv2.LINE_AA, SUBPIXEL_BITS
            )
        mask = mask.astype(np.float32) / 255
        return self.blur(mask, soft) if soft else mask

    def spot(self, x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> NDArray:
        """A Gaussian spot with standard deviations rx, ry, turned clockwise by `turn` radians."""
        gx, gy = self.grid()
        dx, dy = gx - x, gy - y
        u = dx * np.cos(turn) + dy * np.sin(turn)
        v = dy * np.cos(turn) - dx * np.sin(turn)
        return np.exp(-0.5 * ((u / rx) ** 2 + (v / ry) ** 2)).astype(np.float32)

    def noise(self, rng: np.random.Generator, grain: float, stretch: float = 1.0) -> NDArray:
        """Smooth noise of unit variance, `grain` face units wide and `stretch` times as tall."""
        columns = max(4, int(self.width / grain))
        rows = max(4, int(self.width / (grain * stretch)))
        small = rng.standard_normal((rows, columns)).astype(np.float32)
        return cv2.resize(small, (self.pixels, self.pixels), interpolation=cv2.INTER_CUBIC) * 1.3


def curve(points: NDArray, count: int = 64, closed: bool = False) -> NDArray:
    """A smooth curve of `count` points through the given ones, any dimension."""
    from scipy.interpolate import splev, splprep

    points = np.asarray(points, float)
    if closed:
        points = np.vstack([points, points[:1]])
    spline, _ = splprep(points.T, s=0, k=min(3, len(points) - 1), per=closed)
    return np.stack(splev(np.linspace(0, 1, count), spline), axis=1)


def smoothstep(low: float, high: float, value: NDArray) -> NDArray:
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(below: NDArray, above: NDArray | tuple[float, ...], mask: NDArray) -> NDArray:
    """`above` over `below` where the mask says so; colours broadcast over the last axis."""
    return below + (np.asarray(above, np.float32) - below) * mask[..., None]
