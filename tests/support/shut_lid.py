"""One eye of a portrait, what may be painted around it, and the lid that it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.eye_coordinates import EyeCoordinates
from real3d.mesh.lid_skin import LidSkin, build_lid_skin
from real3d.mesh.strokes import Window
from real3d.mesh.topology import EYES
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait import Portrait

AROUND = 0.57
"""What of the skin around the eye is looked at, in eye widths."""


@dataclass(frozen=True)
class OpenEye:
    """An eye of a portrait, open."""

    portrait: Portrait
    side: int

    @property
    def rims(self) -> tuple[FloatArray, FloatArray]:
        """[N, 2] of the upper and the lower lid, from the outer corner to the inner."""
        eye, points = EYES[self.side], self.portrait.landmarks[:, :2]
        return points[list(eye.upper)], points[list(eye.lower)]

    @property
    def brow(self) -> FloatArray:
        """[M, 2]."""
        return self.portrait.landmarks[list(EYES[self.side].brow), :2]

    @property
    def window(self) -> Window:
        """What of the portrait the lid's pixels are."""
        upper, lower = self.rims
        margin = int(AROUND * np.linalg.norm(upper[0] - upper[-1]))
        return Window.around(np.vstack([upper, lower]), margin, self.portrait.size)

    @property
    def coordinates(self) -> EyeCoordinates:
        """Of the window's pixels."""
        return EyeCoordinates.of(*self.rims, self.window)

    @property
    def photo(self) -> Picture:
        """[h, w, 3] the window."""
        return self.portrait.image[self.window.slices]

    def place(self, u: float, above: float) -> NDArray[np.int_]:
        """[2] the pixel of the window nearest to this place beside the upper rim."""
        eye = self.coordinates
        away = np.hypot(0.5 * (eye.u - u), eye.above - above)
        row, column = np.unravel_index(away.argmin(), away.shape)
        return np.array([column, row])

    def changed(self, change: Callable[[Float32Array], Float32Array]) -> OpenEye:
        """The eye in a photo whose window [h, w, 3] is changed so."""
        image = self.portrait.image.copy()
        image[self.window.slices] = np.clip(change(self.photo.astype(np.float32)), 0, 255)
        return replace(self, portrait=replace(self.portrait, image=image))

    def with_brow_lower(self, by: float) -> OpenEye:
        """The eye with the outline of its brow moved down by so many eye widths."""
        landmarks = self.portrait.landmarks.copy()
        upper, lower = self.rims
        down = (lower - upper)[1:-1].mean(axis=0)
        step = by * self.coordinates.width * down / np.linalg.norm(down)
        landmarks[list(EYES[self.side].brow), :2] += step
        return replace(self, portrait=replace(self.portrait, landmarks=landmarks))

    def with_strokes(
        self, ends: list[tuple[tuple[float, float], tuple[float, float]]], thickness: float
    ) -> tuple[OpenEye, NDArray[np.bool_]]:
        """The eye with black lines from and to places (u, above), so many eye widths thick, and
        [h, w] where they are."""
        drawn = np.zeros(self.photo.shape[:2], np.uint8)
        width = max(1, round(thickness * self.coordinates.width))
        for start, end in ends:
            cv2.line(drawn, self.place(*start).tolist(), self.place(*end).tolist(), 1, width)
        marked = drawn > 0
        return self.changed(lambda photo: np.where(marked[..., None], 12, photo)), marked

    def lid(self, glasses: Float32Array | None = None) -> LidSkin:
        """Its closed lid."""
        if glasses is None:
            glasses = np.zeros((self.portrait.size,) * 2, np.float32)
        return build_lid_skin(self.portrait, self.window, *self.rims, self.brow, glasses)
