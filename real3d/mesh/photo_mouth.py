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
from real3d.mesh.completed_teeth import with_drawn_teeth
from real3d.mesh.cutting_edge import CuttingEdge, find_cutting_edge
from real3d.mesh.head_transform import HeadTransform, head_to_space
from real3d.mesh.mouth_colours import MouthColours, luminance, mouth_hole, saturation
from real3d.mesh.sheets import draw_sheet
from real3d.mesh.strokes import Window
from real3d.mesh.teeth import MILLIMETRE, DentalArch, grid_triangles
from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Mask, Picture
from real3d.portrait import Portrait
from real3d.portrait.landmarks import LOWER_LIP_INNER, UPPER_LIP_INNER

_ROWS, _COLUMNS = 9, 13
_ROW_STAYS, _ALL_LEAVES = (0.0, 0.5), (0.45, 0.9)
"""`Motion.neutral` between which the photo's opening leaves: where its upper row stays, early, for
little is left to change; else late, when the lips have nearly shut over it."""
JAW_LEAVES = (0.45, 0.8)
"""And `jawOpen`, where the expression stays and the jaw opens: no opening stretches any farther."""
_HIDDEN_CROWN = 5.5 / 90
"""How far the teeth are continued upwards, in the head frame's unit (5.5 mm)."""
_LIP_FRINGE = 3
"""By how much the hole is grown over the lip, in pixels at 512."""

_TIPS = 3.0
"""Pixels at 512 above the cutting edge within which only what looks like a tooth is one: between
the tips lies the dark, and where teeth rest on the lower lip, lip."""
_TIP_COLOUR = (0.12, 0.05)
"""Saturation by which a tooth may be paler, and lip more red, than half-way between the two."""
_TIP_LIGHT = (0.45, 0.70)
"""Luminance there over that of the column's tooth: from what is none to what is."""


@dataclass(frozen=True)
class PhotoMouth:
    """The opening of the photo's mouth as a curved patch."""

    vertices: FloatArray
    """[N, 3] in the camera's space."""
    uv: Float32Array
    """[N, 2] pixels of the patch."""
    triangles: IndexArray
    lower_rim: FloatArray
    """[M, 3] the lower lip's inner rim in the photo, corner to corner, in the camera's space."""
    along: FloatArray
    """[N] the place on that rim, 0..M-1, that a vertex lies above."""
    follows: FloatArray
    """[N] 0..1, how much a vertex goes along with the lower lip; an upper row, which rides on the
    skull, does not."""
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

    @property
    def leaves(self) -> tuple[float, float]:
        """`Motion.neutral` from which on, and at which, only the upper row is left."""
        return _ROW_STAYS if self.has_upper_row else _ALL_LEAVES

    def share(self, neutral: float, jaw: float) -> float:
        """How much the opening is the photo's own: 1 at rest, 0 once the mouth is driven."""
        return float(smoothstep(neutral, *self.leaves[::-1]) * smoothstep(jaw, *JAW_LEAVES[::-1]))

    def project(self, head: HeadTransform, lower: FloatArray) -> FloatArray:
        """[N, 3] pixels and depth in a frame whose lower lip's rim is `lower` [M, 2].

        What the photo shows between the lips is pressed together as they close.
        """
        projected = head.project(self.vertices)
        moved = lower - head.project(self.lower_rim)[:, :2]
        places = np.arange(len(moved))
        for axis in (0, 1):
            projected[:, axis] += self.follows * np.interp(self.along, places, moved[:, axis])
        return projected

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
    portrait: Portrait,
    camera: Camera,
    lower_rim: FloatArray,  # [M, 3] see `PhotoMouth`
    colours: MouthColours,
    hole: Mask,  # [S, S]
    arch: DentalArch,  # has the teeth that the photo does not show
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
        inside = mouth_hole(portrait)[window.slices]
        millimetre = portrait.pose.scale * MILLIMETRE
        edge = find_cutting_edge(photo, inside, colours, scale, millimetre)
        if edge is not None:
            upper, upper_alpha = _upper_row(photo, hole[window.slices], edge, colours, crown, scale)
            drawn = _drawn(arch, portrait, camera, window)
            upper, upper_alpha = with_drawn_teeth(upper, upper_alpha, edge, drawn, inside, scale)
    lips = [
        points[:, :2] - (window.left, window.top)
        for points in (portrait.landmarks[list(UPPER_LIP_INNER)], camera.project(lower_rim))
    ]
    rigid = upper_alpha.any()
    return PhotoMouth(
        vertices=vertices,
        uv=uv,
        triangles=grid_triangles(_ROWS, _COLUMNS),
        lower_rim=lower_rim,
        along=np.interp(uv[:, 0], lips[1][:, 0], np.arange(len(lower_rim))),
        follows=np.zeros(len(uv)) if rigid else _between(uv, *lips),
        photo=photo,
        opening=opening,
        upper=upper,
        upper_alpha=upper_alpha,
    )


def _drawn(arch: DentalArch, portrait: Portrait, camera: Camera, window: Window) -> Picture:
    """[h, w, 4] the arch at rest in the window, premultiplied."""
    projected = camera.project(head_to_space(arch.vertices, portrait.pose, camera))
    return draw_sheet(arch.texture, arch.uv, arch.triangles, projected, window, 1)


def _patch(camera: Camera, inner: FloatArray, window: Window) -> tuple[FloatArray, NDArray]:
    """A grid over the window on a cylinder through the inner lips (their depth, quadratic in x)."""
    x = np.linspace(window.left, window.left + window.width - 1, _COLUMNS)
    y = np.linspace(window.top, window.top + window.height - 1, _ROWS)
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    surface, *_ = np.linalg.lstsq(_quadratic(inner[:, :2]), inner[:, 2], rcond=None)
    depth = np.clip(_quadratic(grid) @ surface, inner[:, 2].min(), inner[:, 2].max())
    vertices = camera.unproject(np.column_stack([grid, depth]))
    return vertices, (grid - (window.left, window.top)).astype(np.float32)


def _between(uv: Float32Array, upper: FloatArray, lower: FloatArray) -> FloatArray:
    """[N] 0 down to the upper lip's rim [U, 2], 1 from the lower one's [M, 2] on."""
    top, bottom = (np.interp(uv[:, 0], rim[:, 0], rim[:, 1]) for rim in (upper, lower))
    return np.clip((uv[:, 1] - top) / np.maximum(bottom - top, 1), 0, 1)


def _quadratic(points: FloatArray) -> FloatArray:
    x, y = points[:, 0], points[:, 1]
    return np.column_stack([x, x * x, y, np.ones_like(x)])


def _upper_row(
    photo: Float32Array,
    hole: Mask,
    edge: CuttingEdge,
    colours: MouthColours,
    crown_height: int,
    scale: float,
) -> tuple[Float32Array, Float32Array]:
    """Picture and matte of the upper row: the photo from the lip down to the cutting edge, above it
    a hidden crown, then gum."""
    picture = photo.copy()
    rows = np.arange(len(photo))[:, None]
    at_tips = rows > edge.rows - _TIPS * scale
    alpha = (hole > 0) * np.clip((edge.rows - rows) / (1.2 * scale) + 0.5, 0, 1)
    tooth = np.where(at_tips, _tooth_like(photo, edge, colours), 1)
    alpha *= np.minimum.accumulate(tooth, axis=0)  # nothing beyond the lip is a tooth again
    for column in range(hole.shape[1]):
        covered = np.flatnonzero(hole[:, column])
        if not len(covered):
            continue
        first = covered[0] + round(_LIP_FRINGE * scale)
        if first >= len(photo) - 1 or edge.rows[column] < first:
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


def _tooth_like(photo: Float32Array, edge: CuttingEdge, colours: MouthColours) -> FloatArray:
    """[h, w] 0..1, how much pixels near the edge look like the teeth above it."""
    light = luminance(photo)
    rows = np.arange(len(photo))[:, None]
    tooth = np.where(rows < edge.rows, light, 0).max(axis=0)
    between = 0.5 * float(saturation(colours.tooth) + saturation(colours.lip))
    own = max(float(saturation(colours.tooth)), between - _TIP_COLOUR[0])
    pale = smoothstep(saturation(photo), between + _TIP_COLOUR[1], own)
    return smoothstep(light / np.maximum(tooth, 1), *_TIP_LIGHT) * pale


def _dilate(mask: Mask, side: int) -> Mask:
    return cv2.dilate(mask, np.ones((side, side), np.uint8))
