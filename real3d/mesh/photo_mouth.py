"""The mouth that the photo itself shows open: its pixels ride on the skull as a layer.

At the photo's own expression the whole opening is the photo. Once the mouth is driven, the upper
row of teeth is kept, down to its cutting edge and with all that surrounds it; above, it is
continued by a hidden crown and then gum, so that a raised lip never opens a black slit.
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
_LIP_FRINGE = 3
"""By how much the hole is grown over the lip, in pixels at 512."""

_TOOTH_FROM = 0.62
"""Share of the teeth's luminance from which on a pixel may be one."""
_TOOTH_UNTIL = 0.72
"""A run of teeth ends where it has fallen to this share of its brightest pixel."""
_TEETH_WITHIN = 0.45
"""Share of the opening's height within which upper teeth begin."""
_EDGE_OUTLIER = 1.5
"""Distance from the cutting edge at which a column counts half, in pixels at 512."""
_LEAST_COLUMNS = 6


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
    upper: Float32Array
    """[h, w, 3] the upper row of teeth and what surrounds it, continued upwards."""
    upper_alpha: Float32Array
    """[h, w] down to the cutting edge; empty where the photo shows no upper teeth."""

    @property
    def has_upper_row(self) -> bool:
        """Whether the photo's own upper teeth are the teeth."""
        return bool(self.upper_alpha.any())

    def texture(self, share: float) -> Picture:
        """[h, w, 4] premultiplied: the upper row, and `share` of what else the photo shows."""
        alpha = np.maximum(self.upper_alpha, self.opening * np.float32(share))
        colour = self.photo * np.float32(share) + self.upper * np.float32(1 - share)
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
    crown = round(_HIDDEN_CROWN * portrait.pose.scale)
    window = Window.around(inner[:, :2], crown + 8, portrait.size)
    vertices, uv = _patch(camera, inner, window)
    photo = portrait.image[window.slices].astype(np.float32)
    scale = portrait.size / 512
    opening = cv2.GaussianBlur(hole[window.slices].astype(np.float32), (0, 0), 0.8 * scale)
    upper, upper_alpha = photo, np.zeros_like(opening)
    if colours.photo_shows_teeth:
        edge = _cutting_edge(photo, mouth_hole(portrait)[window.slices], colours, scale)
        if edge is not None:
            upper, upper_alpha = _upper_row(photo, hole[window.slices], edge, colours, crown, scale)
    return PhotoMouth(
        vertices=vertices,
        uv=uv,
        triangles=grid_triangles(_ROWS, _COLUMNS),
        photo=photo,
        opening=opening,
        upper=upper,
        upper_alpha=upper_alpha,
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


def _cutting_edge(
    photo: Float32Array, opening: Mask, colours: MouthColours, scale: float
) -> FloatArray | None:
    """[w] the row down to which the upper teeth reach, if the photo shows them.

    In each column it is the end of the first bright run below the lip, over all of them a robust
    cubic; beyond the last tooth it stays at the same share of the opening.
    """
    columns, ends = _tooth_runs(photo, opening, colours, scale)
    if len(columns) < _LEAST_COLUMNS:
        return None
    middle, half = columns.mean(), max(np.ptp(columns) / 2, 1)
    across, weight = (columns - middle) / half, np.ones(len(ends))
    for _ in range(8):
        fit = np.polynomial.Polynomial.fit(across, ends, 3, w=np.sqrt(weight), domain=[-1, 1])
        weight = 1 / (1 + ((ends - fit(across)) / (_EDGE_OUTLIER * scale)) ** 2)
    every = np.arange(opening.shape[1])
    edge = fit(np.clip((every - middle) / half, across.min(), across.max()))
    top, height = _openings(opening)
    for outside, last in ((every < columns[0], columns[0]), (every > columns[-1], columns[-1])):
        share = np.clip((edge[last] - top[last]) / max(height[last], 1), 0.3, 1)
        beyond = outside & (height > 0)
        edge[beyond] = (top + share * height)[beyond]
    return cv2.GaussianBlur(edge[None].astype(np.float32), (0, 0), 2 * scale)[0].astype(np.float64)


def _openings(opening: Mask) -> tuple[FloatArray, FloatArray]:
    """[w] the first row of the opening in each column, and how many rows it spans."""
    rows = np.arange(len(opening))[:, None]
    top = np.where(opening > 0, rows, len(opening)).min(axis=0)
    bottom = np.where(opening > 0, rows, -1).max(axis=0)
    return top.astype(np.float64), np.maximum(bottom - top, 0).astype(np.float64)


def _tooth_runs(
    photo: Float32Array, opening: Mask, colours: MouthColours, scale: float
) -> tuple[IndexArray, FloatArray]:
    """Columns that show an upper tooth, and the row below each."""
    bright = cv2.GaussianBlur(luminance(photo).astype(np.float32), (0, 0), 0.6 * scale)
    pale_below = 0.5 * float(saturation(colours.tooth) + saturation(colours.lip))
    pale = saturation(photo) < max(pale_below, 0.30)
    may_be_tooth = (bright > _TOOTH_FROM * float(luminance(colours.tooth))) & pale
    columns, ends = [], []
    for column in range(opening.shape[1]):
        rows = np.flatnonzero(opening[:, column])
        if len(rows) < max(4, 5 * scale):
            continue
        begin = int(np.argmax(may_be_tooth[rows, column]))
        if not may_be_tooth[rows[begin], column] or begin > _TEETH_WITHIN * len(rows):
            continue
        run = bright[rows[begin:], column]
        fallen = run < _TOOTH_UNTIL * np.maximum.accumulate(run)
        length = int(np.argmax(fallen)) if fallen.any() else len(run)
        columns.append(column)
        ends.append(rows[begin] + length)
    return np.array(columns, np.int32), np.array(ends, np.float64)


def _upper_row(
    photo: Float32Array,
    hole: Mask,
    edge: FloatArray,
    colours: MouthColours,
    crown_height: int,
    scale: float,
) -> tuple[Float32Array, Float32Array]:
    """Picture and matte of the upper row: the photo from the lip down to the cutting edge, above it
    a hidden crown, then gum."""
    picture = photo.copy()
    rows = np.arange(len(photo))[:, None]
    alpha = (hole > 0) * np.clip((edge - rows) / (1.2 * scale) + 0.5, 0, 1)
    for column in range(hole.shape[1]):
        covered = np.flatnonzero(hole[:, column])
        if not len(covered):
            continue
        first = covered[0] + round(_LIP_FRINGE * scale)
        if first >= len(photo) - 1 or edge[column] < first:
            continue
        top = max(0, first - crown_height)
        away = np.linspace(1, 0, first - top)[:, None]
        gum = smoothstep(away, 0.45, 0.90)
        crown = photo[first + 1, column] * (1 - 0.12 * away)
        # Gum lies in the same shade as the tooth below it.
        shade = min(1.0, float(luminance(photo[first + 1, column]) / luminance(colours.tooth)))
        picture[top:first, column] = crown * (1 - gum) + colours.gum * shade * gum
        alpha[top:first, column] = 1
    invented = (picture != photo).any(axis=-1)
    smooth = cv2.GaussianBlur(picture, (0, 0), sigmaX=1.2 * scale, sigmaY=0.6)
    picture[invented] = smooth[invented]
    return picture, cv2.GaussianBlur(alpha.astype(np.float32), (0, 0), 0.6 * scale)


def _dilate(mask: Mask, side: int) -> Mask:
    return cv2.dilate(mask, np.ones((side, side), np.uint8))
