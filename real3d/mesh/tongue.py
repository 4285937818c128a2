"""The tongue: a body on the floor of the mouth, and a blade that `tongueOut` pushes out of it.

The body is an ellipse that the mouth's shading rounds. The blade is a strip along a path over the
lower teeth and the lower lip; its tip has come so far along the path as `tongueOut` says, so a
little of it shows the tip behind the teeth ("th"), and all of it a tongue over the lip.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.blendshapes import JAW_FULL_ANGLE, rotate_jaw
from real3d.mesh.mouth_colours import MouthColours
from real3d.mesh.teeth import MILLIMETRE, grid_triangles
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture

# The body: centre below and behind the closed lips' line, half width, half height; millimetres.
_DOWN, _BACK = 3.5, 10.0
_HALF_WIDTH, _HALF_HEIGHT = 19.0, 10.0
BODY_JAW_SHARE = 0.60
RISE, RISEN = 5.5, 0.4
"""Millimetres by which the body rises and comes forward, and `tongueOut` at which it has."""

PATH = np.array([[-8.0, 14.0], [-4.5, 6.0], [-2.5, 0.0], [0.5, -4.5], [6.0, -7.0], [14.0, -7.5]])
"""Down and back from the middle of the closed lips' line, millimetres, riding on the jaw."""
ALONG = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(PATH, axis=0), axis=1))])
LENGTH = float(ALONG[-1])
BLADE_HALF_WIDTH = (16.0, 15.5, 14.5, 14.0, 13.5, 13.0)
"""At the points of the path."""
_TIP = 11.0
"""Length of the rounded tip, millimetres."""
ROWS, COLUMNS = 17, 9
TEXTURE = (96, 96)
ROOT_FROM, ROOT_TO = 5.0, 18.0
"""Millimetres of the path between which the blade comes out of the body and into the light."""
BLADE_SEEN = ROOT_FROM / LENGTH
"""`tongueOut` from which on anything of the blade is seen."""
ROOT_LIGHT = 0.8


@dataclass(frozen=True)
class Tongue:
    """A tongue; lengths in the head frame's unit."""

    body: FloatArray
    """[3, 3] centre, right end and top in the head frame."""
    centre: FloatArray
    """[3] of the mouth."""
    mouth_scale: float
    paint: Float32Array
    """[h, w, 4] the blade from its tip (top) towards its root, premultiplied."""
    uv: Float32Array
    """[N, 2] pixels of the paint, with the blade fully out."""
    triangles: IndexArray

    def body_at(self, jaw: float, out: float) -> FloatArray:
        """[3, 3] the body for these `jawOpen` and `tongueOut`."""
        body = rotate_jaw(self.body, BODY_JAW_SHARE * JAW_FULL_ANGLE * jaw)
        risen = 1 - max(1 - out / RISEN, 0.0) ** 2
        return body + risen * MILLIMETRE * np.array([0, -RISE, -RISE])

    def blade_at(self, jaw: float, out: float) -> tuple[FloatArray, Picture]:
        """[N, 3] vertices in the head frame and [h, w, 4] texture, premultiplied."""
        along = out * LENGTH - self.uv[::COLUMNS, 1] / (TEXTURE[1] - 1) * LENGTH
        down, back = (np.interp(along, ALONG, PATH[:, axis]) for axis in range(2))
        across = np.linspace(-1, 1, COLUMNS)
        half = np.interp(along, ALONG, BLADE_HALF_WIDTH)[:, None] * self.mouth_scale
        sag = 1.5 * across**2  # its sides hang
        points = np.stack(
            [
                half * across,
                down[:, None] + sag,
                np.tile(back[:, None], (1, COLUMNS)),
            ],
            axis=-1,
        ).reshape(-1, 3)
        vertices = rotate_jaw(self.centre + MILLIMETRE * points, JAW_FULL_ANGLE * jaw)
        row = np.linspace(0, LENGTH, TEXTURE[1])
        visible = smoothstep(out * LENGTH - row, ROOT_FROM, ROOT_TO)
        light = ROOT_LIGHT + (1 - ROOT_LIGHT) * visible
        texture = self.paint * visible[:, None, None]
        texture[..., :3] *= light[:, None, None]
        return vertices, np.round(texture).astype(np.uint8)


def build_tongue(mouth_centre: FloatArray, mouth_scale: float, colours: MouthColours) -> Tongue:
    """The tongue of a mouth whose closed lips meet at `mouth_centre` [3], head frame."""
    body = mouth_centre + MILLIMETRE * np.array(
        [
            [0, _DOWN, _BACK],
            [_HALF_WIDTH * mouth_scale, _DOWN, _BACK],
            [0, _DOWN - _HALF_HEIGHT, _BACK],
        ]
    )
    u, v = np.meshgrid(
        np.linspace(0, TEXTURE[0] - 1, COLUMNS), np.linspace(0, TEXTURE[1] - 1, ROWS)
    )
    return Tongue(
        body=body,
        centre=mouth_centre,
        mouth_scale=mouth_scale,
        paint=_paint(colours),
        uv=np.stack([u, v], axis=-1).reshape(-1, 2).astype(np.float32),
        triangles=grid_triangles(ROWS, COLUMNS),
    )


def _paint(colours: MouthColours) -> Float32Array:
    across, row = np.meshgrid(np.linspace(-1, 1, TEXTURE[0]), np.linspace(0, LENGTH, TEXTURE[1]))
    """Across -1..1, and millimetres from the tip."""
    outline = np.sqrt(np.maximum(1 - np.maximum(1 - row / _TIP, 0) ** 2, 0))
    alpha = np.clip((outline - np.abs(across)) / 0.08, 0, 1)
    inner = np.abs(across) / np.maximum(outline, 0.05)
    grain = cv2.GaussianBlur(
        np.random.default_rng(5).standard_normal(across.shape).astype(np.float32), (0, 0), 0.8
    )
    groove = np.exp(-((across / 0.10) ** 2)) * smoothstep(row, 2.0, 8.0)
    shade = 1.04 - 0.16 * inner**2 - 0.14 * inner**6 - 0.09 * groove + 0.05 * grain
    shade = shade * (1 - 0.20 * np.exp(-row / 1.6))
    wet = np.exp(-(((across + 0.30) / 0.20) ** 2) - ((row - 6.5) / 3.0) ** 2)
    wet += 0.4 * np.exp(-(((across - 0.34) / 0.13) ** 2) - ((row - 5.0) / 1.8) ** 2)
    colour = np.clip(colours.tongue * shade[..., None] + 30 * wet[..., None], 0, 255)
    return np.dstack([colour * alpha[..., None], 255 * alpha]).astype(np.float32)
