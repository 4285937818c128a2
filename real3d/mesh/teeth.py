"""Procedural teeth: two dental arches in the head frame and a texture for each.

Crown sizes are the anatomical averages (mesiodistal widths and heights in millimetres, from the
midline outwards). The upper row rides on the skull, the lower one on the jaw.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import MouthColours
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture

MILLIMETRE = 1 / 90
"""One millimetre in the head frame's unit."""

_HALF_ANGLE = 1.25
"""Radians of the arch to each side of the midline."""
_COLUMNS, _ROWS = 29, 5
_TEXTURE = (512, 128)
"""Width and height in pixels, after drawing at twice that."""
_HEIGHT_IN_CROWNS = 1.5
"""Height of the texture, in crowns: it reaches from the cutting edge up into the gum."""


@dataclass(frozen=True)
class _Row:
    """One row of teeth; lengths in millimetres, lists from the midline outwards."""

    radius: float
    edge: float
    """Cutting edge below the closed lips' line."""
    crown: float
    behind_lips: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    edge_offsets: tuple[float, ...]
    toward_gum: int
    """-1 where the gum is above."""


_CORNER_ROUNDING = (0.10, 0.20, 0.70, 0.50, 0.40, 0.30)
_FALL_OFF = (1.0, 0.955, 0.89, 0.80, 0.69, 0.57)
"""Brightness of each tooth, from the middle outwards: the cheeks cast a shadow on the rear ones."""

_UPPER = _Row(
    radius=26.0,
    edge=2.3,
    crown=9.5,
    behind_lips=4.0,
    widths=(8.6, 6.7, 7.8, 7.0, 6.8, 9.5),
    heights=(10.2, 8.9, 10.0, 8.6, 7.6, 7.2),
    edge_offsets=(0.0, 0.55, 0.15, 0.5, 0.8, 1.0),
    toward_gum=-1,
)
_LOWER = _Row(
    radius=23.5,
    edge=-0.3,
    crown=8.5,
    behind_lips=6.0,
    widths=(5.4, 5.9, 6.9, 7.0, 7.1, 10.5),
    heights=(8.8, 9.2, 10.2, 8.8, 8.0, 7.2),
    edge_offsets=(0.0, 0.1, -0.2, 0.3, 0.6, 0.8),
    toward_gum=1,
)


@dataclass(frozen=True)
class DentalArch:
    """A curved strip with teeth painted on."""

    vertices: FloatArray
    """[N, 3] in the head frame."""
    uv: Float32Array
    """[N, 2] pixels of the texture."""
    triangles: IndexArray
    texture: Picture
    """[H, W, 4] RGBA, premultiplied."""


def dental_arches(
    mouth_centre: FloatArray,  # [3] middle of the closed lips' line, head frame
    mouth_scale: float,
    colours: MouthColours,
    pixels_per_millimetre: float,  # on the screen that the mouth is drawn on
) -> tuple[DentalArch, DentalArch]:
    """The upper and the lower arch."""
    arches = [
        _arch(row, mouth_centre, mouth_scale, colours, pixels_per_millimetre)
        for row in (_UPPER, _LOWER)
    ]
    return arches[0], arches[1]


def _arch(
    row: _Row,
    mouth_centre: FloatArray,
    mouth_scale: float,
    colours: MouthColours,
    pixels_per_millimetre: float,
) -> DentalArch:
    angle, across = np.meshgrid(
        np.linspace(-_HALF_ANGLE, _HALF_ANGLE, _COLUMNS), np.linspace(0, 1, _ROWS)
    )
    radius = row.radius * mouth_scale
    recede = 1 - np.cos(angle)
    height = row.toward_gum * row.crown * _HEIGHT_IN_CROWNS * across
    vertices = np.stack(
        [
            radius * np.sin(angle),
            # The row climbs a little towards the back.
            row.edge + height - 0.06 * radius * recede,
            row.behind_lips + 1.15 * radius * recede,
        ],
        axis=-1,
    ).reshape(-1, 3)
    width, tall = _TEXTURE
    uv = np.stack(
        [(angle / _HALF_ANGLE + 1) / 2 * (width - 1), across * (tall - 1)], axis=-1
    ).reshape(-1, 2)
    return DentalArch(
        vertices=mouth_centre + vertices * MILLIMETRE,
        uv=uv.astype(np.float32),
        triangles=grid_triangles(_ROWS, _COLUMNS),
        texture=_paint(row, colours, pixels_per_millimetre),
    )


def grid_triangles(rows: int, columns: int) -> IndexArray:
    """Two triangles for each cell of a grid of vertices in row-major order."""
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    upper = np.stack([first, first + 1, first + columns], axis=1)
    lower = np.stack([first + 1, first + columns + 1, first + columns], axis=1)
    return np.vstack([upper, lower]).astype(np.int32)


def _paint(row: _Row, colours: MouthColours, pixels_per_millimetre: float) -> Picture:
    width, tall = _TEXTURE
    angle = ((np.arange(2 * width) + 0.5) / (2 * width) * 2 - 1) * _HALF_ANGLE
    along = np.abs(angle) * row.radius * 1.05  # millimetres of arc from the midline
    up = (np.arange(2 * tall) + 0.5) / (2 * tall) * _HEIGHT_IN_CROWNS * row.crown
    up = up[:, None]  # millimetres from the cutting edge

    borders = np.concatenate([[0], np.cumsum(row.widths)])
    tooth = np.clip(np.searchsorted(borders, along) - 1, 0, len(row.widths) - 1)
    half = (borders[tooth + 1] - borders[tooth]) / 2
    side = np.clip((along - (borders[tooth] + half)) / half, -1, 1)  # -1..1 across one tooth
    edge = (
        np.take(row.edge_offsets, tooth)
        + 0.45 * np.abs(side) ** 6
        + np.take(_CORNER_ROUNDING, tooth) * side**2
    )
    neck = np.take(row.heights, tooth) * (1 - 0.16 * side**2)
    covered = np.clip((up - edge) / 0.35 + 0.5, 0, 1)
    gum = np.clip((up - neck) / 0.5 + 0.5, 0, 1)[..., None]

    rounding = 1 - 0.13 * np.abs(side) ** 2.5
    gaps = 1 - 0.11 * np.exp(-(((1 - np.abs(side)) * half / 0.35) ** 2))
    toward_neck = np.clip(up / neck, 0, 1)
    shade = (rounding * gaps * np.take(_FALL_OFF, tooth)) * (1 - 0.10 * toward_neck**2)
    shade = shade * (1 - 0.10 * np.exp(-(up - edge) / 0.8))  # the edge is translucent
    gloss = 1 + 0.07 * np.exp(-((side / 0.55) ** 2)) * np.exp(-(((toward_neck - 0.45) / 0.28) ** 2))
    yellowing = 1 - toward_neck[..., None] * np.array([0.0, 0.02, 0.06])
    enamel = colours.tooth * yellowing * (shade * gloss)[..., None]
    flesh = (
        colours.gum
        * (1 - 0.25 * np.clip((up - neck) / 3, 0, 1))[..., None]
        * (1 - 0.1 * side**2)[None, :, None]
    )
    colour = np.clip(enamel * (1 - gum) + flesh * gum, 0, 255)
    painted = np.dstack([colour * covered[..., None], covered * 255]).astype(np.float32)
    painted = cv2.resize(painted, _TEXTURE, interpolation=cv2.INTER_AREA)
    # Blurred to the density of the screen, or it would sparkle as the head moves.
    texels_across = width / (2 * _HALF_ANGLE * row.radius) / pixels_per_millimetre
    texels_up = tall / (_HEIGHT_IN_CROWNS * row.crown) / pixels_per_millimetre
    painted = cv2.GaussianBlur(
        painted,
        (0, 0),
        sigmaX=max(0.3, 0.5 * texels_across),
        sigmaY=max(0.3, 0.5 * texels_up),
        borderType=cv2.BORDER_REPLICATE,
    )
    return np.round(painted).astype(np.uint8)
