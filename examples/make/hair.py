"""Hair as strands: rooted on the skull, combed, curled, lit one by one and laid in depth order.

Strands live in the head's own frame (face units, x right, y down, z away from the viewer), so they
turn with the head. Each is lit as a thin fibre: bright where the light strikes across it, with a
gloss along it (Kajiya and Kay 1989).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import Canvas, smoothstep
from examples.make.face import SKULL_CENTRE, SKULL_RADII, Face

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Fibre:
    """How a head of hair takes the light; display colours in [0, 1]."""

    root: Colour
    tip: Colour
    gloss: Colour
    rim: Colour
    rim_side: int  # -1 when the light from behind comes from the image's left
    key: tuple[float, float, float]  # direction of the key light, z towards the viewer
    gloss_strength: float = 0.5
    width: float = 1.0  # pixels of the supersampled canvas


def scalp(rng: np.random.Generator, count: int, keep: Callable[[NDArray], NDArray]) -> NDArray:
    """Roots [n, 3] spread evenly over the skull where `keep(points)` says with what chance."""
    found: list[NDArray] = []
    have = 0
    while have < count:
        direction = rng.standard_normal((count * 3, 3))
        direction /= np.linalg.norm(direction, axis=1, keepdims=True)
        points = SKULL_CENTRE + direction * SKULL_RADII
        points = points[rng.random(len(points)) < keep(points)]
        found.append(points)
        have += len(points)
    return np.vstack(found)[:count]


def skull_normal(points: NDArray) -> NDArray:
    normal = (points - SKULL_CENTRE) / SKULL_RADII**2
    return normal / np.linalg.norm(normal, axis=-1, keepdims=True)


def keep_outside(points: NDArray, clearance: NDArray | float) -> NDArray:
    """Push strand points [n, k, 3] out of the skull, `clearance` above it."""
    offset = (points - SKULL_CENTRE) / (SKULL_RADII + np.asarray(clearance)[..., None])
    inside = np.linalg.norm(offset, axis=-1, keepdims=True)
    push = np.where(inside < 1, 1 / np.maximum(inside, 0.2), 1)
    return SKULL_CENTRE + offset * push * (SKULL_RADII + np.asarray(clearance)[..., None])


def draw(
    face: Face,
    layer: NDArray,
    strands: NDArray,
    fibre: Fibre,
    rng: np.random.Generator,
    shade: NDArray | None = None,
) -> None:
    """Draw strands [n, k, 3] into an RGBA uint8 layer (premultiplied), the farthest first.

    `shade` [n] darkens whole strands (those deep inside a lock); 1 leaves them as they are.
    """
    canvas: Canvas = face.canvas
    count, steps, _ = strands.shape
    posed = face.pose(strands.reshape(-1, 3)).reshape(count, steps, 3)
    order = np.argsort(-posed[:, : max(2, steps // 2), 2].mean(1))
    tangent = np.diff(posed, axis=1)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=-1, keepdims=True), 1e-6)
    tangent[..., 2] *= -1  # lights count z towards the viewer
    key = np.asarray(fibre.key) / np.linalg.norm(fibre.key)
    half = key + np.array([0, 0, 1])
    half /= np.linalg.norm(half)
    across_key = np.sqrt(np.clip(1 - (tangent @ key) ** 2, 0, 1))
    across_half = np.sqrt(np.clip(1 - (tangent @ half) ** 2, 0, 1))

    # The form of the whole head: which side of it a strand lies on.
    middle = 0.5 * (strands[:, 1:] + strands[:, :-1])
    flattened = np.column_stack([middle[..., :2].reshape(-1, 2), middle[..., 2].ravel()])
    bulk = skull_normal(flattened).reshape(count, steps - 1, 3)
    bulk = bulk @ face.rotation.T * (1, 1, -1)
    facing = np.clip(bulk @ key, -1, 1) * 0.5 + 0.5
    edge = np.clip(1 - np.abs(bulk[..., 2]), 0, 1) ** 2

    along = np.linspace(0, 1, steps - 1)[None, :, None]
    own = rng.normal(1, 0.12, (count, 1, 1)).clip(0.6, 1.5)
    deep = np.ones((count, 1, 1)) if shade is None else shade[:, None, None]
    body = np.asarray(fibre.root) * (1 - along) + np.asarray(fibre.tip) * along
    body = (
        body
        * own
        * deep
        * (0.55 + 0.75 * facing[..., None] * (0.35 + 0.65 * across_key[..., None]))
    )
    shift = rng.normal(0, 0.05, (count, 1))
    gloss = np.clip(across_half + shift, 0, 1.02) ** 26 * facing**1.3
    colour = body + np.asarray(fibre.gloss) * (fibre.gloss_strength * gloss[..., None] * deep * own)
    colour = (
        colour
        + np.asarray(fibre.rim)
        * (edge * np.clip(fibre.rim_side * bulk[..., 0] + 0.1, 0, 1) * 0.5)[..., None]
        * deep
    )
    values = np.concatenate([colour.clip(0, 1), np.ones_like(colour[..., :1])], -1) * 255
    values = values.round().astype(int).tolist()
    points = canvas.fixed_point(posed).tolist()
    thick = max(1, round(fibre.width))
    for n in order.tolist():
        line, shades = points[n], values[n]
        for k in range(steps - 1):
            width = thick if 0 < k < (steps - 1) * 0.7 else max(1, thick - 1)
            cv2.line(layer, line[k], line[k + 1], shades[k], width, cv2.LINE_AA, 4)


def waves(rng: np.random.Generator, points: NDArray, frequency: float, count: int = 8) -> NDArray:
    """A smooth random function of place with unit variance, [n]: neighbours agree (clumps)."""
    directions = rng.standard_normal((count, 3)) * frequency
    phases = rng.uniform(0, 2 * np.pi, count)
    return np.sin(points @ directions.T + phases).sum(1) * np.sqrt(2 / count)


def short_hair(face: Face, rng: np.random.Generator, count: int) -> tuple[NDArray, NDArray]:
    """Short hair, brushed up and back from the forehead with a side parting: strands, shades."""

    def keep(p: NDArray) -> NDArray:
        x, y, z = p.T
        line = (
            -0.68 + 0.05 * (x / 0.5) ** 2 + 0.012 * np.cos(9 * x + 1) + rng.normal(0, 0.045, len(x))
        )
        crown = (y < line) & (z < 1.1)
        temple = (
            (np.abs(x) > 0.60) & (y < -0.30 + rng.normal(0, 0.03, len(x))) & (z > 0.15) & (z < 1.1)
        )
        burns = (z > 0.50 + rng.normal(0, 0.03, len(x))) & (y < 0.06) & (z < 1.1)
        return (crown | temple | burns) * 1.0

    roots = scalp(rng, count, keep)
    normal = skull_normal(roots)
    x, y, z = roots.T
    side = smoothstep(0.52, 0.72, np.abs(x)) * smoothstep(-0.85, -0.45, y)
    front = smoothstep(0.55, -0.15, z)
    top_comb = np.column_stack([np.full(count, -0.50), -0.75 * front, 0.35 + 0.45 * (1 - front)])
    side_comb = np.column_stack([np.zeros(count), np.full(count, 0.75), np.full(count, 0.55)])
    comb = top_comb + (side_comb - top_comb) * side[:, None]
    clumps = np.column_stack([waves(rng, roots, 7.0) for _ in range(3)])
    comb = comb + 0.17 * clumps + rng.normal(0, 0.09, comb.shape)
    comb -= normal * np.sum(comb * normal, axis=1, keepdims=True)
    comb /= np.linalg.norm(comb, axis=1, keepdims=True)
    length = (0.11 + 0.36 * (1 - side) * (0.55 + 0.45 * front)) * rng.uniform(0.75, 1.08, count)
    lift = 0.12 + 0.62 * (1 - side) * front + 0.06 * waves(rng, roots, 9.0)
    s = np.linspace(0, 1, 10)[None, :, None]
    rise = normal[:, None] * lift[:, None, None] * (1.3 * s - 0.75 * s * s)
    strands = roots[:, None] + length[:, None, None] * (rise + comb[:, None] * s)
    above = (
        0.006 + 0.045 * rng.random(count)[:, None] * (1 - 0.7 * side[:, None]) * s[..., 0] ** 0.5
    )
    strands = keep_outside(strands, above)
    return strands, (0.85 + 0.16 * waves(rng, roots, 11.0) + rng.normal(0, 0.08, count)).clip(
        0.45, 1.2
    )


@dataclass(frozen=True)
class Curls:
    """Long curled hair that falls from a parting."""

    end: float = 2.25  # how far down the hair reaches, face units below the eyes
    radius: float = 0.058  # of a curl
    turns: float = 5.5
    lock_width: float = 0.062
    strands: int = 34  # in each lock
    volume: float = 0.18  # how far the hair stands off the skull
    part: float = 0.0  # x of the parting
    frames_face: bool = True
    beside_face: float = 0.80  # x that the hair keeps beside the eyes when it frames the face
    flare: float = 0.10  # how much the hair spreads sideways while it falls
    uneven: float = 0.34  # how much shorter the shortest locks are


def long_hair(
    rng: np.random.Generator, locks: int, curls: Curls, keep: Callable[[NDArray], NDArray]
) -> tuple[NDArray, NDArray]:
    """Strands and shades of `locks` locks rooted where `keep` says."""
    steps = 54
    roots = scalp(rng, locks, keep) + rng.normal(0, 0.018, (locks, 3))
    normal = skull_normal(roots)
    side = np.where(roots[:, 0] > curls.part, 1.0, -1.0)
    position = roots + normal * 0.02
    direction = normal * 0.55 + np.column_stack(
        [side * 0.75, np.full(locks, -0.05), 0.12 * np.ones(locks)]
    )
    direction += rng.normal(0, 0.12, direction.shape)
    clearance = curls.volume * rng.uniform(0.25, 1.0, locks)
    way = curls.end - roots[:, 1] + 0.8 * np.maximum(0.85 - np.abs(roots[:, 0]), 0)
    length = way * rng.uniform(1 - curls.uneven, 1.0, locks)
    guide = [position]
    for k in range(steps - 1):
        direction = direction / np.linalg.norm(direction, axis=1, keepdims=True)
        position = position + direction * (length / steps)[:, None]
        position = keep_outside(position, clearance * min(1.0, 0.25 + k / 14))
        fall = np.column_stack([curls.flare * side, np.ones(locks), np.zeros(locks)])
        direction = direction * 0.86 + 0.16 * fall + rng.normal(0, 0.022, direction.shape)
        # Over the shoulders the hair lies down on the chest instead of falling through it.
        guide.append(position)
    guide = np.stack(guide, axis=1)
    if curls.frames_face:
        # Beside the face the hair stays off it; below the chin it falls on the chest.
        y = guide[..., 1]
        least = (
            -0.25
            + (curls.beside_face + 0.25) * smoothstep(-1.15, 0.0, y)
            - 0.16 * smoothstep(0.8, 1.5, y)
        )
        least = least + rng.uniform(0.0, 0.14, (locks, 1)) * smoothstep(-0.9, -0.2, y)
        guide[..., 0] = side[:, None] * np.maximum(side[:, None] * guide[..., 0], least)
        guide[..., 2] -= 0.35 * smoothstep(1.2, 1.9, y)
    tangent = np.gradient(guide, axis=1)
    tangent /= np.linalg.norm(tangent, axis=-1, keepdims=True)
    first = np.cross(tangent, [0.15, 0.1, 1.0])
    first /= np.linalg.norm(first, axis=-1, keepdims=True)
    second = np.cross(tangent, first)

    t = np.linspace(0, 1, steps)
    grow = smoothstep(0.02, 0.35, t)
    turns = curls.turns * rng.uniform(0.75, 1.25, (locks, 1)) * rng.choice([-1, 1], (locks, 1))
    phase = rng.uniform(0, 2 * np.pi, (locks, 1)) + 2 * np.pi * turns * t
    many, shades = [], []
    for _ in range(curls.strands):
        spread = rng.normal(0, 1, (locks, 2)) * curls.lock_width * 0.5
        own = phase + rng.normal(0, 0.25, (locks, 1))
        radius = curls.radius * rng.uniform(0.7, 1.2, (locks, 1)) * grow
        taper = 0.75 + 0.45 * np.sin(np.pi * np.clip(t * 0.85 + 0.12, 0, 1))
        a = radius * np.cos(own) + spread[:, :1] * taper * (0.3 + 0.7 * grow)
        b = radius * np.sin(own) + spread[:, 1:] * taper * (0.3 + 0.7 * grow)
        many.append(guide + first * a[..., None] + second * b[..., None])
        shades.append(np.clip(0.85 + 3.5 * np.linalg.norm(spread, axis=1) - 0.15, 0.55, 1.1))
    strands = _cut(np.concatenate(many), rng.uniform(0.78, 1.0, locks * curls.strands))
    lock_tone = np.tile(rng.uniform(0.55, 1.15, locks), curls.strands)
    return strands, np.concatenate(shades) * lock_tone


def _cut(strands: NDArray, share: NDArray) -> NDArray:
    """Strands [n, k, 3] kept over the first `share` [n] of their length, resampled to k points."""
    steps = strands.shape[1]
    place = share[:, None] * np.linspace(0, 1, steps) * (steps - 1)
    low = np.minimum(place.astype(int), steps - 2)
    part = (place - low)[..., None]
    row = np.arange(len(strands))[:, None]
    return strands[row, low] * (1 - part) + strands[row, low + 1] * part
