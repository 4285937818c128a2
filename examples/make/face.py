"""The shape of a drawn face: the mean face of 478 landmarks, made into somebody.

`Shape` says how a person differs from the mean; `Face` places landmarks and free points on the
canvas and gives the relief (height towards the viewer) of the whole head.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import Canvas, curve, smoothstep
from real3d.portrait.landmarks import (
    FACE_OVAL,
    LEFT_IRIS,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    RIGHT_IRIS,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
)
from real3d.portrait.mean_face import mean_face


@dataclass(frozen=True)
class Eye:
    """Landmarks of one eye, lids from the outer to the inner corner."""

    upper: tuple[int, ...]
    lower: tuple[int, ...]
    iris: int
    side: int  # -1 on the image's left, +1 on its right


EYES = (
    Eye(LEFT_UPPER_LID, LEFT_LOWER_LID, LEFT_IRIS[0], -1),
    Eye(RIGHT_UPPER_LID, RIGHT_LOWER_LID, RIGHT_IRIS[0], 1),
)


@dataclass(frozen=True)
class Shape:
    """How somebody differs from the mean face; 0 is the mean, about 0.2 is much."""

    jaw_width: float = 0.0
    chin_length: float = 0.0
    nose_width: float = 0.0
    nose_length: float = 0.0
    lip_fullness: float = 0.0
    mouth_width: float = 0.0
    eye_size: float = 0.0
    eye_tilt: float = 0.0  # outer corners up, face units
    brow_height: float = 0.0  # face units, up
    smile: float = 0.0  # corners of the mouth up, face units
    yaw: float = 0.0  # radians, towards the image's right
    roll: float = 0.0  # radians, clockwise


# Depth in face units behind which the mean face's cheeks turn away from the viewer.
STEEP = 0.33

SKULL_CENTRE = np.array([0.0, -0.20, 0.80])
SKULL_RADII = np.array([0.84, 1.02, 1.08])


class Face:
    """A person's head on a canvas: x right, y down, z away from the viewer, in face units."""

    def __init__(self, canvas: Canvas, shape: Shape) -> None:
        self.canvas = canvas
        self.shape = shape
        self.mean = mean_face()
        cy, sy = np.cos(shape.yaw), np.sin(shape.yaw)
        cr, sr = np.cos(shape.roll), np.sin(shape.roll)
        turn = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
        tilt = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
        self.rotation = tilt @ turn
        self.pivot = np.array([0.0, 0.9, 0.7])
        self.landmarks = self.pose(self.individual(self.mean))

    def individual(self, points: NDArray) -> NDArray:
        """Move points [n, 3] of the mean head to where this person has them."""
        s = self.shape
        x, y, z = np.array(points, float).T
        x = x * (1 + s.jaw_width * smoothstep(0.25, 1.0, y))
        nose = np.exp(-((x / 0.24) ** 4) - ((y - 0.46) / 0.17) ** 2)
        mouth = np.exp(-((x / 0.36) ** 4) - ((y - 0.76) / 0.20) ** 4)
        y_lips = y + s.lip_fullness * (y - 0.758) * mouth
        x = x * (1 + s.nose_width * nose + s.mouth_width * mouth)
        corners = np.exp(-(((np.abs(x) - 0.27) / 0.10) ** 2) - ((y - 0.755) / 0.09) ** 2)
        y_lips = y_lips - s.smile * corners
        y = y_lips + s.nose_length * smoothstep(0.1, 0.5, y) * (1 - smoothstep(0.55, 1.2, y))
        y = y + s.chin_length * smoothstep(0.85, 1.2, points[:, 1])
        z = z - 0.25 * s.lip_fullness * mouth * np.exp(-(((y - 0.76) / 0.1) ** 2))
        for side in (-1, 1):
            centre = np.array([0.35 * side, 0.0])
            near = np.exp(-((((x - centre[0]) / 0.24) ** 2 + ((y - centre[1]) / 0.17) ** 2) ** 2))
            x, y = (
                x + s.eye_size * (x - centre[0]) * near * 0.6,
                y
                + s.eye_size * (y - centre[1]) * near
                - s.eye_tilt * side * (x - centre[0]) * near / 0.16,
            )
        brow = np.exp(-(((y + 0.2) / 0.10) ** 2)) * (np.abs(x) < 0.75)
        y = y - s.brow_height * brow
        return np.stack([x, y, z], axis=1)

    def pose(self, points: NDArray) -> NDArray:
        return (points - self.pivot) @ self.rotation.T + self.pivot

    def place(self, points: NDArray) -> NDArray:
        """Free points [n, 2] drawn on the mean face seen from the front -> [n, 2] on the canvas."""
        points = np.asarray(points, float)
        return self.pose(self.individual(np.column_stack([points, self._mean_depth(points)])))[
            :, :2
        ]

    def line(self, points: NDArray, count: int = 64, closed: bool = False) -> NDArray:
        """A smooth curve through free points of the mean face, on the canvas."""
        return curve(self.place(points), count, closed)

    def through(self, indices: list[int] | tuple[int, ...], count: int = 64) -> NDArray:
        """A smooth curve through landmarks, on the canvas."""
        return curve(self.landmarks[list(indices), :2], count)

    @cached_property
    def _mean_depth(self):
        return _thin_plate(np.vstack([self.mean[:468], _skull_points()]), neighbours=60)

    @cached_property
    def height(self) -> NDArray:
        """Relief of the head, float32 [N, N], face units towards the viewer."""
        import cv2

        # Landmarks on the steep sides lie over one another when seen from the front; without them
        # the cheeks are smooth, and the silhouette's roundness is added later.
        in_view = (self.mean[:468, 2] < STEEP) | (self.mean[:468, 1] < -0.2)
        points = np.vstack([self.landmarks[:468][in_view], self.pose(_skull_points())])
        surface = _thin_plate(points, neighbours=None)
        coarse = 220
        steps_x = ((np.arange(coarse) + 0.5) / coarse - 0.5) * self.canvas.width
        steps_y = (np.arange(coarse) + 0.5) / coarse * self.canvas.width - self.canvas.origin_y
        gx, gy = np.meshgrid(steps_x, steps_y)
        depth = surface(np.column_stack([gx.ravel(), gy.ravel()])).reshape(coarse, coarse)
        depth = np.clip(depth, -0.6, 1.1).astype(np.float32)
        size = (self.canvas.pixels, self.canvas.pixels)
        relief = -cv2.resize(depth, size, interpolation=cv2.INTER_CUBIC)
        # Towards the ears the landmarks are steep and uneven: there only the broad form counts.
        gx, gy = self.canvas.grid()
        middle = self.landmarks[4, 0]
        # The turned-away side is foreshortened, so its uneven part begins nearer the nose.
        beside = np.hypot((gx - middle) / 0.60, (gy - 0.33) / 0.98)
        broad = smoothstep(0.45, 0.85, beside)
        fine, coarse = self.canvas.blur(relief, 0.020), self.canvas.blur(relief, 0.06)
        return fine + (coarse - fine) * broad

    @cached_property
    def outline(self) -> NDArray:
        """The silhouette of face and skull without ears, closed, on the canvas."""
        from scipy.spatial import ConvexHull

        oval = self.landmarks[list(FACE_OVAL), :2]
        oval = oval + (oval - oval.mean(0)) * 0.015
        angle = np.linspace(np.pi, 2 * np.pi, 40)
        ring = SKULL_CENTRE + np.column_stack(
            [np.cos(angle) * SKULL_RADII[0], np.sin(angle) * SKULL_RADII[1], 0 * angle]
        )
        points = np.vstack([oval, self.pose(ring)[:, :2]])
        return curve(points[ConvexHull(points).vertices], 400, closed=True)


def _skull_points() -> NDArray:
    """Points of the mean skull around the landmarks: dome, temples and under the jaw."""
    angle = np.linspace(np.pi * 1.02, np.pi * 1.98, 15)
    rings = []
    for radius in (0.80, 0.93, 1.0):
        x = np.cos(angle) * SKULL_RADII[0] * radius
        y = SKULL_CENTRE[1] + np.sin(angle) * SKULL_RADII[1] * radius
        z = SKULL_CENTRE[2] - SKULL_RADII[2] * np.sqrt(max(0.0, 1 - radius**2))
        rings.append(np.column_stack([x, y, np.full_like(x, z)]))
    dome = np.vstack(rings)
    dome = dome[(dome[:, 1] < -0.68) | (np.abs(dome[:, 0]) > 0.80)]
    sides = [(sx * 0.86, y, 0.8) for sx in (-1, 1) for y in (-0.1, 0.2, 0.5)]
    under = [
        (-0.5, 1.25, 0.75),
        (0.0, 1.42, 0.55),
        (0.5, 1.25, 0.75),
        (-0.8, 0.9, 0.95),
        (0.8, 0.9, 0.95),
    ]
    return np.vstack([dome, sides, under])


def _thin_plate(points: NDArray, neighbours: int | None):
    """The smooth function z(x, y) through points [n, 3]."""
    from scipy.interpolate import RBFInterpolator

    return RBFInterpolator(
        points[:, :2],
        points[:, 2],
        neighbors=neighbours,
        smoothing=1e-4,
        kernel="thin_plate_spline",
    )
