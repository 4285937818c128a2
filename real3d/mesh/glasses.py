"""Frames of glasses in a portrait: they are rigid.

Where one lies, neither brows nor lids move the picture, and closing lids are painted behind it. A
frame is something thin, dark or bright, that runs over the bridge of the nose and around both eyes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import luminance
from real3d.mesh.strokes import Window
from real3d.mesh.topology import EYES
from real3d.numerics.types import BoolArray, Float32Array, FloatArray, IndexArray, Picture
from real3d.portrait import Portrait

# Lengths are in eye widths; logarithms are natural, of values 0..255.
_SURROUNDINGS = 0.95
"""How far around the eyes frames are looked for."""
_LOG_OFFSET = 8.0
"""Added before the logarithm, so that black does not decide."""
_THICKEST = 0.20
"""Thicker things are no frames."""
_GAP = 0.12
"""Gaps in a bridge that are closed."""
_LASHES = 0.03
"""So far around the eye's opening there may be lashes."""
_BRIDGE_SPAN, _BRIDGE_HEIGHT = 0.28, 0.60
"""A bridge spans so much of the distance of the eyes' inner corners on both sides of the nose's
middle, and is no higher above or below their line."""

_LENS_BELOW, _LENS_FLAT = 0.08, 0.72
"""The middle of a lens is below that of the eye; lenses are lower than they are wide."""
_LENS_RADII = np.linspace(0.40, 1.30, 70)
_LENS_ANGLES = np.linspace(0, 2 * np.pi, 112, endpoint=False)
_STEEPEST, _STEP_PRICE = 3, 0.06
"""How many radii a rim changes between neighbouring angles, at most, and what one change costs."""
_LEAST_RIM = 0.6
"""Mean contrast along both rims, 0..1, of somebody who wears glasses: 0.72 and more. Wrinkles,
brows and lashes come to less."""
_BESIDE_RIM = 0.10
_SOFTNESS = 0.03


@dataclass(frozen=True)
class _Kind:
    """A kind of frame: plastic and dark metal, or metal that mirrors."""

    operation: int
    """OpenCV's morphological operation that finds it."""
    bridge_contrast: float
    """Least contrast to the skin around it, as a logarithm, at the bridge."""
    contrast: float
    """And elsewhere."""
    darker: float
    """How much darker and brighter than its bridge a frame may be, as logarithms."""
    brighter: float


_KINDS = (
    _Kind(cv2.MORPH_BLACKHAT, 0.35, 0.30, np.inf, 0.80),
    _Kind(cv2.MORPH_TOPHAT, 0.20, 0.08, 0.35, np.inf),
)


@dataclass(frozen=True)
class _Eyes:
    """Where the eyes are in their window of the portrait, in its pixels."""

    window: Window
    rims: tuple[FloatArray, FloatArray]
    """[N, 2] around each opening, from the outer corner over the upper lid."""
    brows: tuple[FloatArray, FloatArray]
    """[M, 2] outlines."""
    width: float
    """Of an eye."""

    @classmethod
    def of(cls, portrait: Portrait) -> _Eyes:
        points = portrait.landmarks[:, :2]
        rims: list[FloatArray] = [
            np.vstack([points[list(e.upper)], points[list(e.lower)][-2:0:-1]]) for e in EYES
        ]
        width = float(np.mean([np.linalg.norm(r[0] - r[len(r) // 2]) for r in rims]))
        window = Window.around(np.vstack(rims), int(_SURROUNDINGS * width), portrait.size)
        corner = np.array([window.left, window.top], np.float64)
        hulls = [cv2.convexHull(points[list(e.brow)].astype(np.float32))[:, 0] for e in EYES]
        brows = [np.asarray(hull, np.float64) for hull in hulls]
        return cls(
            window,
            (rims[0] - corner, rims[1] - corner),
            (brows[0] - corner, brows[1] - corner),
            width,
        )

    def axes(self) -> tuple[FloatArray, FloatArray, FloatArray, float]:
        """Middle between the inner corners [2], unit vectors along the eyes and down, distance."""
        inner = [rim[len(rim) // 2] for rim in self.rims]
        along = max(inner, key=lambda p: p[0]) - min(inner, key=lambda p: p[0])
        distance = float(np.linalg.norm(along))
        along = along / distance
        return 0.5 * (inner[0] + inner[1]), along, np.array([-along[1], along[0]]), distance

    def covered(self, outlines: tuple[FloatArray, FloatArray], margin: float) -> BoolArray:
        """[h, w] what lies within polygons or so many eye widths beside them."""
        mask = np.zeros((self.window.height, self.window.width), np.uint8)
        cv2.fillPoly(mask, [np.round(points).astype(np.int32) for points in outlines], 1)
        return cv2.dilate(mask, _disc(2 * margin * self.width)) > 0


def frames_of_glasses(portrait: Portrait) -> Float32Array:
    """[S, S] 0..1 where frames of glasses cover the face: nowhere if nobody wears any."""
    eyes = _Eyes.of(portrait)
    logs = _logs(portrait.image[eyes.window.slices])
    covered = np.zeros((portrait.size, portrait.size), np.float32)
    softness = max(0.7, _SOFTNESS * eyes.width)
    for kind in _KINDS:
        frame = _frame(logs, eyes, kind)
        if frame is not None:
            covered[eyes.window.slices] = cv2.GaussianBlur(frame, (0, 0), softness)
            break
    return covered


def _logs(picture: Picture) -> Float32Array:
    return np.log(luminance(picture.astype(np.float32)) + _LOG_OFFSET).astype(np.float32)


def _disc(across: float) -> Picture:
    side = int(across) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


def _frame(logs: Float32Array, eyes: _Eyes, kind: _Kind) -> Float32Array | None:
    """[h, w] 1 on the frame of one kind, if there is one."""
    contrast = cv2.morphologyEx(logs, kind.operation, _disc(_THICKEST * eyes.width))
    contrast[eyes.covered(eyes.rims, _LASHES)] = 0
    bridge = _bridge(contrast > kind.bridge_contrast, eyes)
    if bridge is None:
        return None
    differs = logs - np.median(logs[bridge])
    alike = (contrast > kind.contrast) & (differs > -kind.darker) & (differs < kind.brighter)
    clear = np.clip(contrast / (2 * kind.bridge_contrast), 0, 1) * alike
    rims, strengths = zip(*(_lens(clear, eyes, rim) for rim in eyes.rims), strict=True)
    if min(strengths) < _LEAST_RIM:
        return None
    _, parts = cv2.connectedComponents(alike.astype(np.uint8))
    joined = np.isin(parts, np.setdiff1d(parts[bridge], 0))
    beside_rim = np.zeros(logs.shape, np.uint8)
    lines = [np.round(rim).astype(np.int32) for rim in rims]
    cv2.polylines(beside_rim, lines, True, 1, 1)
    on_rim = beside_rim > 0
    near = cv2.dilate(beside_rim, _disc(2 * _BESIDE_RIM * eyes.width)) > 0
    whole = on_rim | (near & alike) | (joined & ~eyes.covered(eyes.brows, 0.0))
    # The inside of what is nearly too thick is missed.
    filled = cv2.morphologyEx(
        whole.astype(np.uint8), cv2.MORPH_CLOSE, _disc(0.5 * _THICKEST * eyes.width)
    )
    return filled.astype(np.float32)


def _bridge(thin: BoolArray, eyes: _Eyes) -> BoolArray | None:
    """[h, w] what crosses the nose between the eyes, if anything does."""
    middle, along, down, distance = eyes.axes()
    rows, columns = np.mgrid[0 : eyes.window.height, 0 : eyes.window.width]
    points = np.stack([columns, rows], axis=-1) - middle
    aside, below = points @ along / distance, points @ down / eyes.width
    nose = (np.abs(aside) < _BRIDGE_SPAN + 0.02) & (np.abs(below) < _BRIDGE_HEIGHT)
    gap = int(_GAP * eyes.width) | 1
    closed = cv2.morphologyEx(thin.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    count, parts = cv2.connectedComponents(closed * nose)
    for part in range(1, count):
        places = aside[parts == part]
        if places.min() < -_BRIDGE_SPAN and places.max() > _BRIDGE_SPAN:
            return parts == part
    return None


def _lens(clear: Float32Array, eyes: _Eyes, rim: FloatArray) -> tuple[FloatArray, float]:
    """[N, 2] the rim of the lens before an eye, and the mean contrast along it, 0..1.

    The closed line of most contrast around the eye, found over radii by dynamic programming.
    """
    _, along, down, _ = eyes.axes()
    centre = 0.5 * (rim[0] + rim[len(rim) // 2]) + _LENS_BELOW * eyes.width * down
    rays = np.cos(_LENS_ANGLES)[:, None] * along + _LENS_FLAT * np.sin(_LENS_ANGLES)[:, None] * down
    points = centre + eyes.width * _LENS_RADII[:, None] * rays[:, None]
    places = points.astype(np.float32)
    found = cv2.remap(clear.astype(np.float32), places[..., 0], places[..., 1], cv2.INTER_LINEAR)
    best = _best_round(found)
    ring = np.arange(len(best))
    return points[ring, best], float(found[ring, best].mean())


def _best_round(gain: Float32Array) -> IndexArray:
    """[N] the column in each row of [N, M] that a closed line of most gain runs through.

    Two rounds are searched, and the middle of them, which no longer feels the ends, is taken.
    """
    start, count = len(gain) // 2, gain.shape[1]
    rounds = np.roll(np.vstack([gain, gain]), start, axis=0)
    shifts = np.arange(-_STEEPEST, _STEEPEST + 1)
    sources = np.clip(np.arange(count)[:, None] + shifts, 0, count - 1)
    prices = _STEP_PRICE * np.abs(shifts)
    back = np.zeros(rounds.shape, np.int32)
    total = rounds[0].astype(np.float64)
    for row in range(1, len(rounds)):
        reached = total[sources] - prices
        choice = reached.argmax(axis=1)
        back[row] = sources[np.arange(count), choice]
        total = reached.max(axis=1) + rounds[row]
    path = [int(total.argmax())]
    for row in range(len(rounds) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return np.array(path[::-1])[start : start + len(gain)]
