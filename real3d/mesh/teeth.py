"""Procedural teeth: two dental arches in the head frame and a texture for each.

Crown sizes are the anatomical averages (mesiodistal widths and heights in millimetres, from the
midline outwards; Ash & Nelson, Wheeler's Dental Anatomy). No two teeth are alike, nor two people's:
a seed gives each its width, edge, tilt and tone. They are as soft and as grainy as the photo. The
upper row rides on the skull, the lower one on the jaw.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import MouthColours, luminance
from real3d.numerics.types import Float32Array, FloatArray, IndexArray, Picture

MILLIMETRE = 1 / 90
"""One millimetre in the head frame's unit."""

_HALF_ANGLE = 1.25
"""Radians of the arch to each side of the midline."""
_COLUMNS, _ROWS = 29, 5
_TEXELS_PER_PIXEL = 1.2
"""Of the texture, where the row faces the camera: so fine that nothing is lost, and so coarse that
one sample is enough for a pixel."""
_MOST_TEXELS = 1024
_OVERSAMPLING = 3
"""A row is painted so much larger than its texture, and reduced."""
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
    pointed: tuple[float, ...]
    """Height of the cusp over the corners of the edge."""
    crowding: float
    """Standard deviation of the edges' heights, in the mean of all people."""
    toward_gum: int
    """-1 where the gum is above."""
    seed: int


_DISTAL_ROUNDING = (0.30, 0.60, 0.35, 0.30, 0.25, 0.2)
_MESIAL_ROUNDING = (0.10, 0.25, 0.25, 0.25, 0.25, 0.2)
"""How far the corners of an edge recede, millimetres: those away from the midline more."""
_EMBRASURE, _EMBRASURE_WIDTH = 0.6, 0.30
"""Depth and width of the notch between the edges of neighbours, millimetres."""
_FALL_OFF = (1.0, 0.975, 0.91, 0.76, 0.58, 0.42)
"""Brightness of each tooth, from the middle outwards: the cheeks cast a shadow on the rear ones."""
_GLOSSY = (1.0, 0.8, 0.7, 0.35, 0.15, 0.0)
"""Share of each in the highlights: the front teeth face the light."""

# Standard deviations between the teeth of a row.
_WIDTH_SPREAD, _TONE_SPREAD, _TILT_SPREAD = 0.035, 0.02, 0.06
_SEAM, _SEAM_SPREAD = 0.20, 0.06
"""Darkness of the line between two teeth, and its spread."""
_CROWDING, _MOST_CROWDED = (0.4, 1.2), 1.5
"""How crowded teeth are, from one person to another; no tooth is farther out than so many standard
deviations."""
_EDGE_MARGIN, _SOFT_MARGIN = 0.4, 2.0
"""Room beyond the row's cutting edge for teeth that reach farther, millimetres, and for a soft one,
in softnesses."""
_CHEEKS_APART = 60.0
"""Millimetres over which light changes from one side's to the other's."""
_GRAIN_SIZE = 0.6
"""Standard deviation of a grain, texels."""

_UPPER = _Row(
    radius=26.0,
    edge=2.9,
    crown=9.5,
    behind_lips=4.0,
    widths=(8.6, 6.7, 7.8, 7.0, 6.8, 9.5),
    heights=(10.2, 8.9, 10.0, 8.6, 7.6, 7.2),
    edge_offsets=(0.0, 0.75, 0.10, 0.6, 1.0, 1.3),
    pointed=(0.0, 0.0, 0.75, 0.5, 0.4, 0.3),
    crowding=0.12,
    toward_gum=-1,
    seed=7,
)
# The jaw hangs a little where lips rest: its row stands lower than in a bite.
_LOWER = _Row(
    radius=23.5,
    edge=2.1,
    crown=8.5,
    behind_lips=6.0,
    widths=(5.4, 5.9, 6.9, 7.0, 7.1, 10.5),
    heights=(8.8, 9.2, 10.2, 8.8, 8.0, 7.2),
    edge_offsets=(0.0, 0.1, -0.2, 0.3, 0.6, 0.8),
    pointed=(0.0, 0.0, 0.5, 0.4, 0.3, 0.3),
    crowding=0.24,
    toward_gum=1,
    seed=11,
)


@dataclass(frozen=True)
class ToothLook:
    """What sets teeth apart that are painted for different photos."""

    person: int
    """Seed; the same gives the same teeth."""
    softness: float = 0.0
    """Standard deviation of a blur, millimetres."""
    grain: float = 0.0
    """Standard deviation, grey levels."""


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
    look: ToothLook,
) -> tuple[DentalArch, DentalArch]:
    """The upper and the lower arch."""
    arches = [
        _arch(row, mouth_centre, mouth_scale, colours, pixels_per_millimetre, look)
        for row in (_UPPER, _LOWER)
    ]
    return arches[0], arches[1]


def _arch(
    row: _Row,
    mouth_centre: FloatArray,
    mouth_scale: float,
    colours: MouthColours,
    pixels_per_millimetre: float,
    look: ToothLook,
) -> DentalArch:
    angle, across = np.meshgrid(
        np.linspace(-_HALF_ANGLE, _HALF_ANGLE, _COLUMNS), np.linspace(0, 1, _ROWS)
    )
    radius = row.radius * mouth_scale
    recede = 1 - np.cos(angle)
    margin = _EDGE_MARGIN + _SOFT_MARGIN * look.softness
    height = row.toward_gum * ((row.crown * _HEIGHT_IN_CROWNS + margin) * across - margin)
    vertices = np.stack(
        [
            radius * np.sin(angle),
            # The row climbs a little towards the back.
            row.edge + height - 0.06 * radius * recede,
            row.behind_lips + 1.15 * radius * recede,
        ],
        axis=-1,
    ).reshape(-1, 3)
    texture = _paint(row, colours, pixels_per_millimetre, look)
    tall, width = texture.shape[:2]
    uv = np.stack(
        [(angle / _HALF_ANGLE + 1) / 2 * (width - 1), across * (tall - 1)], axis=-1
    ).reshape(-1, 2)
    return DentalArch(
        vertices=mouth_centre + vertices * MILLIMETRE,
        uv=uv.astype(np.float32),
        triangles=grid_triangles(_ROWS, _COLUMNS),
        texture=texture,
    )


def grid_triangles(rows: int, columns: int) -> IndexArray:
    """Two triangles for each cell of a grid of vertices in row-major order."""
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    upper = np.stack([first, first + 1, first + columns], axis=1)
    lower = np.stack([first + 1, first + columns + 1, first + columns], axis=1)
    return np.vstack([upper, lower]).astype(np.int32)


@dataclass(frozen=True)
class _Teeth:
    """The teeth of a row, from the image's left to its right: 2n of them, none like another."""

    borders: FloatArray
    """[2n + 1] millimetres of arc from the midline."""
    from_midline: IndexArray
    """[2n] 0 for the first incisors."""
    edge: FloatArray
    tone: FloatArray
    tilt: FloatArray
    seam: FloatArray
    """[2n + 1] darkness of each border."""


def _teeth_of(row: _Row, person: int) -> _Teeth:
    rng = np.random.default_rng((row.seed, person))
    count = len(row.widths)
    from_midline = np.concatenate([np.arange(count)[::-1], np.arange(count)])
    widths = np.take(row.widths, from_midline)
    widths = widths * (1 + _WIDTH_SPREAD * rng.standard_normal(2 * count))
    borders = np.concatenate([[0], np.cumsum(widths)])
    edge = np.take(row.edge_offsets, from_midline)
    crowding = row.crowding * rng.uniform(*_CROWDING)
    out = np.clip(rng.standard_normal(2 * count), -_MOST_CROWDED, _MOST_CROWDED)
    seam = _SEAM + _SEAM_SPREAD * rng.standard_normal(2 * count + 1)
    return _Teeth(
        borders=borders - borders[count],
        from_midline=from_midline,
        edge=edge + crowding * out,
        tone=1 + _TONE_SPREAD * rng.standard_normal(2 * count),
        tilt=_TILT_SPREAD * rng.standard_normal(2 * count),
        seam=np.clip(seam, 0.05, 0.3),
    )


def _paint(
    row: _Row, colours: MouthColours, pixels_per_millimetre: float, look: ToothLook
) -> Picture:
    """[H, W, 4] the row from its cutting edge (top) into the gum, premultiplied."""
    margin = _EDGE_MARGIN + _SOFT_MARGIN * look.softness
    length, height = 2 * _HALF_ANGLE * row.radius, _HEIGHT_IN_CROWNS * row.crown + margin
    texels = _TEXELS_PER_PIXEL * pixels_per_millimetre
    size = tuple(int(np.clip(side * texels, 8, _MOST_TEXELS)) for side in (length, height))
    across, tall = (_OVERSAMPLING * side for side in size)
    # Distances in millimetres: along the arc from the midline, and up from the cutting edge.
    along = ((np.arange(across) + 0.5) / across - 0.5) * length * 1.05
    up = ((np.arange(tall) + 0.5) / tall * height - margin)[:, None]

    teeth = _teeth_of(row, look.person)
    tooth = np.clip(np.searchsorted(teeth.borders, along) - 1, 0, len(teeth.edge) - 1)
    kind = teeth.from_midline[tooth]
    half = (teeth.borders[tooth + 1] - teeth.borders[tooth]) / 2
    side = np.clip((along - (teeth.borders[tooth] + half)) / half, -1, 1)  # -1..1 across one tooth
    from_seam = (1 - np.abs(side)) * half
    distal = side * np.sign(along) > 0
    corner = np.where(distal, np.take(_DISTAL_ROUNDING, kind), np.take(_MESIAL_ROUNDING, kind))
    edge = (
        teeth.edge[tooth]
        + teeth.tilt[tooth] * side * half
        + corner * side**2
        + np.take(row.pointed, kind) * np.abs(side)
        + _EMBRASURE * np.exp(-from_seam / _EMBRASURE_WIDTH)
    )
    neck = np.take(row.heights, kind) * (1 - 0.16 * side**2)
    toward_neck = np.clip(up / neck, 0, 1)
    covered = np.clip((up - edge) / 0.35 + 0.5, 0, 1)
    # Gum runs to a point between two teeth, which narrow towards their necks.
    papilla = 0.55 * np.clip((toward_neck - 0.66) / 0.34, 0, 1) - from_seam
    gum = np.maximum(np.clip((up - neck) / 0.5 + 0.5, 0, 1), np.clip(papilla / 0.25 + 0.5, 0, 1))

    seam = np.where(side < 0, teeth.seam[tooth], teeth.seam[tooth + 1])
    parting = 0.6 + 0.9 * np.exp(-toward_neck / 0.16) + 0.5 * toward_neck**2
    shade = 1 - np.clip(seam * parting, 0, 0.6) * np.exp(-((from_seam / 0.32) ** 2))
    shade = shade * (1 - 0.10 * np.abs(side) ** 3) * np.take(_FALL_OFF, kind) * teeth.tone[tooth]
    shade = shade * (1 - 0.08 * toward_neck**2)
    # The edge is translucent: darkness behind it shows.
    shade = shade * (1 - 0.09 * np.exp(-np.maximum(up - edge, 0) / 0.7))
    yellowing = 1 - toward_neck[..., None] * np.array([0.0, 0.02, 0.06])
    enamel = colours.tooth * yellowing * shade[..., None]
    # Wet enamel mirrors the light: a streak beside each tooth's middle, and a soft sheen.
    streak = np.exp(-(((side + 0.22) / 0.20) ** 2)) * np.exp(-(((toward_neck - 0.42) / 0.16) ** 2))
    sheen = np.exp(-((side / 0.6) ** 2)) * np.exp(-(((toward_neck - 0.45) / 0.32) ** 2))
    gloss = colours.gloss * np.take(_GLOSSY, kind) * (0.5 * streak + 0.25 * sheen)
    flesh = (
        colours.gum
        * (1 - 0.25 * np.clip((up - neck) / 3, 0, 1))[..., None]
        * (1 - 0.1 * side**2)[None, :, None]
    )
    mirrored = gloss[..., None] * (colours.tooth / max(float(luminance(colours.tooth)), 1.0))
    colour = (enamel + mirrored) * (1 - gum[..., None]) + flesh * gum[..., None]
    painted = np.dstack([np.clip(colour, 0, 255) * covered[..., None], covered * 255])
    sideways = row.radius * np.sin(along / row.radius) / _CHEEKS_APART
    left, right = colours.side_light
    painted[..., :3] *= (left + (right - left) * np.clip(0.5 + sideways, 0, 1))[None, :, None]
    reduced = cv2.resize(painted.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    taken = _as_taken(reduced, look.softness * size[0] / length, look)
    return np.round(taken).astype(np.uint8)


def _as_taken(painted: Float32Array, blur: float, look: ToothLook) -> Float32Array:
    """[H, W, 4] premultiplied, blurred by so many texels and with the photo's grain."""
    soft = cv2.GaussianBlur(painted, (0, 0), blur) if blur > 0.05 else painted
    noise = np.random.default_rng(look.person).standard_normal(painted.shape[:2])
    noise = cv2.GaussianBlur(noise, (0, 0), float(np.hypot(_GRAIN_SIZE, blur)))
    noise *= look.grain / noise.std()
    alpha = soft[..., 3]
    grainy = soft[..., :3] + (noise * alpha / 255)[..., None]
    return np.dstack([np.clip(grainy, 0, alpha[..., None]), alpha]).astype(np.float32)
