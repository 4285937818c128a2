"""The mouth that the photo itself shows open: its pixels ride on the skull as a layer.

While the photo's own expression is shown, the whole opening is the photo. Once the mouth is
driven, only the teeth are kept, each column continued upwards by a hidden crown and then gum, so
that a raised lip never opens a black slit.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.camera import Camera
from real3d.mesh.mouth_colours import MouthColours, luminance, mouth_hole, saturation
from real3d.mesh.strokes import Window
from real3d.mesh.teeth import grid_triangles
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Mask, Picture
from real3d.portrait import Portrait
from real3d.portrait.landmarks import LOWER_LIP_INNER, UPPER_LIP_INNER

_ROWS, _COLUMNS = 7, 13
_HIDDEN_CROWN = 5.5 / 90
"""How far the teeth are continued upwards, in the head frame's unit (5.5 mm)."""


@dataclass(frozen=True)
class PhotoMouth:
    """The opening of the photo's mouth as a curved patch."""

    vertices: FloatArray
    """[N, 3] in the camera's space."""
    uv: Float32Array
    """[N, 2] pixels of the patch."""
    triangles: IndexArray
    photo: Float32Array
    """[h, w, 3] as it is."""
    opening: Float32Array
    """[h, w] matte of the whole opening."""
    teeth: Float32Array
    """[h, w, 3] with the teeth continued upwards."""
    teeth_alpha: Float32Array
    """[h, w] matte of the teeth; empty where the photo shows none."""

    def texture(self, neutral: float) -> Picture:
        """[h, w, 4] premultiplied: the photo at 0, only its teeth at 1."""
        alpha = self.opening * np.float32(1 - neutral) + self.teeth_alpha * np.float32(neutral)
        colour = self.photo * np.float32(1 - neutral) + self.teeth * np.float32(neutral)
        premultiplied = np.dstack([colour * alpha[..., None], alpha * 255])
        return np.clip(premultiplied + 0.5, 0, 255).astype(np.uint8)


@dataclass(frozen=True)
class CleanLips:
    """The skin around an open mouth without the fringe of teeth that spills over the lip line."""

    picture: Picture
    """[S, S, 3] teeth replaced by lip."""
    mask: Float32Array
    """[S, S] where to take it, 0..1."""
    hole: Mask
    """[S, S] 1 where the photo shows the inside of the mouth."""


def clean_lips(portrait: Portrait) -> CleanLips:
    """Take bright, colourless pixels just outside the lip line for teeth and paint lip there."""
    unit = max(1, portrait.size // 512)
    hole = mouth_hole(portrait)
    image = portrait.image.astype(np.float64)
    grown = _dilate(hole, 5 * unit)
    near = (_dilate(hole, 11 * unit) > 0) & (grown == 0)
    lips = (_dilate(hole, 19 * unit) > 0) & (_dilate(hole, 9 * unit) == 0)
    lip = np.median(image[lips], axis=0)
    pale = saturation(image) < 0.6 * float(saturation(lip))
    grown[near & pale & (luminance(image) > 1.15 * float(luminance(lip)))] = 1
    mask = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 0.8 * unit)
    return CleanLips(
        picture=cv2.inpaint(portrait.image, grown, 3 * unit, cv2.INPAINT_TELEA),
        mask=mask,
        hole=_dilate(grown, 3 * unit),
    )


def build_photo_mouth(
    portrait: Portrait, camera: Camera, colours: MouthColours, hole: Mask
) -> PhotoMouth:
    """The layer for a portrait whose mouth is open."""
    inner = portrait.landmarks[[*UPPER_LIP_INNER, *LOWER_LIP_INNER[1:-1]]]
    window = Window.around(inner[:, :2], 8, portrait.size)
    vertices, uv = _patch(camera, inner, window)
    photo = portrait.image[window.slices].astype(np.float32)
    scale = portrait.size / 512
    opening = cv2.GaussianBlur(hole[window.slices].astype(np.float32), (0, 0), 0.8 * scale)
    teeth, teeth_alpha = photo, np.zeros_like(opening)
    if colours.photo_shows_teeth:
        found = _find_teeth(photo, mouth_hole(portrait)[window.slices], colours)
        teeth, teeth_alpha = _continue_upwards(
            photo, found, colours, round(_HIDDEN_CROWN * portrait.pose.scale), scale
        )
    return PhotoMouth(
        vertices=vertices,
        uv=uv,
        triangles=grid_triangles(_ROWS, _COLUMNS),
        photo=photo,
        opening=opening,
        teeth=teeth,
        teeth_alpha=teeth_alpha,
    )


def _patch(camera: Camera, inner: FloatArray, window: Window) -> tuple[FloatArray, NDArray]:
    """A grid over the window on a cylinder through the inner lips (their depth, quadratic in x)."""
    x = np.linspace(window.left, window.left + window.width - 1, _COLUMNS)
    y = np.linspace(window.top, window.top + window.height - 1, _ROWS)
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    surface, *_ = np.linalg.lstsq(_quadratic(inner[:, :2]), inner[:, 2], rcond=None)
    depth = np.clip(_quadratic(grid) @ surface, inner[:, 2].min(), inner[:, 2].max())
    vertices = camera.unproject(np.column_stack([grid, depth]))
    return vertices, (grid - (window.left, window.top)).astype(np.float32)


def _quadratic(points: FloatArray) -> FloatArray:
    x, y = points[:, 0], points[:, 1]
    return np.column_stack([x, x * x, y, np.ones_like(x)])


def _find_teeth(photo: Float32Array, hole: Mask, colours: MouthColours) -> Float32Array:
    """Soft mask [h, w] of the largest bright, pale region within the opening."""
    tooth = colours.tooth
    bright = smoothstep(luminance(photo) / float(luminance(tooth)), 0.32, 0.55)
    tooth_saturation = float(saturation(tooth))
    between = 0.5 * (tooth_saturation + float(saturation(colours.lip)))
    limit = max(between, tooth_saturation + 0.06)
    pale = smoothstep(saturation(photo), limit + 0.05, limit - 0.05)
    mask = (bright * pale * hole).astype(np.float32)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0.4).astype(np.uint8))
    if count > 1:
        largest = 1 + stats[1:, cv2.CC_STAT_AREA].argmax()
        mask *= cv2.dilate((labels == largest).astype(np.uint8), np.ones((3, 3), np.uint8))
    return mask


def _continue_upwards(
    photo: Float32Array,
    mask: Float32Array,
    colours: MouthColours,
    height: int,
    scale: float,
) -> tuple[Float32Array, Float32Array]:
    """Teeth picture and matte with every column of teeth prolonged by crown, then gum."""
    picture, alpha = photo.copy(), mask.copy()
    for column in range(mask.shape[1]):
        rows = np.flatnonzero(mask[:, column] > 0.5)
        if len(rows) < 2:
            continue
        edge = rows[0] + 1
        top = max(0, edge - height)
        away = np.linspace(1, 0, edge - top)[:, None]
        gum = smoothstep(away, 0.45, 0.90)
        crown = photo[min(edge + 1, len(photo) - 1), column] * (1 - 0.12 * away)
        picture[top:edge, column] = crown * (1 - gum) + colours.gum * gum
        alpha[top:edge, column] = 1
    invented = (picture != photo).any(axis=-1)
    smooth = cv2.GaussianBlur(picture, (0, 0), sigmaX=1.2 * scale, sigmaY=0.6)
    picture[invented] = smooth[invented]
    return picture, cv2.GaussianBlur(alpha, (0, 0), 0.7 * scale)


def _dilate(mask: Mask, side: int) -> Mask:
    return cv2.dilate(mask, np.ones((side, side), np.uint8))
