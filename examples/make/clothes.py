"""Clothes of the drawn people: a shirt under a jacket, a knitted top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import Canvas, curve
from examples.make.face import Face
from examples.make.person import Colour, Layers, linear, rounded


def knit_top(face: Face, layers: Layers, rng: np.random.Generator, dye: Colour) -> None:
    """A ribbed top with a wide round neck."""
    canvas = face.canvas
    gx, gy = canvas.grid()
    outline = _shoulders(slope=0.30)
    neckline = curve(
        np.array(
            [
                (-1.05, 1.4),
                (-0.90, 1.80),
                (-0.50, 2.04),
                (0, 2.12),
                (0.50, 2.04),
                (0.90, 1.80),
                (1.05, 1.4),
            ]
        ),
        90,
    )
    hole = np.vstack([neckline, [(1.05, -1.0), (-1.05, -1.0)]])
    mask = canvas.fill(outline, 0.003) * (1 - canvas.fill(hole, 0.004))
    height = -0.50 + 0.30 * _chest(gy) - 0.06 * gx**2 - rounded(canvas, canvas.fill(outline), 0.25)
    height += 0.05 * canvas.stroke(neckline + np.array([0, 0.035]), 0.06, 0.012, (1, 1))
    height += _folds(
        canvas,
        rng,
        [
            ((-1.5, 1.95), (-0.95, 2.4), 0.05),
            ((1.45, 1.95), (0.9, 2.4), 0.05),
            ((-0.5, 2.25), (0.4, 2.35), 0.03),
        ],
    )
    ribs = 0.0028 * np.sin(
        (gx - 0.05 * gx * gy) * 2 * np.pi / 0.042 + 0.25 * canvas.noise(rng, 0.3)
    )
    wool = 0.0005 * canvas.noise(rng, 0.010)
    colour = (
        np.float32(dye)
        * (1 + 0.06 * canvas.noise(rng, 0.03) + 0.05 * canvas.noise(rng, 0.2))[..., None]
    )
    layers.lay(
        canvas, mask, height.astype(np.float32), colour, 0.05, 0.0, (ribs + wool).astype(np.float32)
    )


def shirt_and_jacket(face: Face, layers: Layers, rng: np.random.Generator) -> None:
    """An open light-blue shirt collar under a dark jacket."""
    canvas = face.canvas
    gx, gy = canvas.grid()
    outline = _shoulders(slope=0.26)
    weave = 0.00035 * canvas.noise(rng, 0.008) + 0.0002 * canvas.noise(rng, 0.006)
    base = -0.46 + 0.28 * _chest(gy) - 0.06 * gx**2

    shirt = np.array(
        [
            (-0.60, 1.44),
            (-0.9, 1.9),
            (-0.8, 3.0),
            (0.8, 3.0),
            (0.9, 1.9),
            (0.60, 1.44),
            (0.45, 1.62),
            (0.0, 2.28),
            (-0.45, 1.62),
        ]
    )
    front = canvas.fill(shirt, 0.003)
    cotton = (
        np.float32(linear(168, 190, 214))
        * (1 + 0.015 * canvas.noise(rng, 0.012) + 0.02 * canvas.noise(rng, 0.3))[..., None]
    )
    height = base + _folds(
        canvas, rng, [((-0.5, 1.9), (-0.1, 2.4), 0.02), ((0.5, 1.9), (0.15, 2.4), 0.02)]
    )
    height -= 0.02 * canvas.stroke(np.array([(0.05, 2.2), (0.06, 2.6)]), 0.012, 0.006, (1, 1))
    layers.lay(canvas, front, height.astype(np.float32), cotton, 0.05, 0.0, weave)
    for s in (-1, 1):
        leaf = np.array(
            [
                (0.47 * s, 1.40),
                (0.60 * s, 1.46),
                (0.76 * s, 1.72),
                (0.58 * s, 2.36),
                (0.05 * s, 2.13),
                (0.29 * s, 1.76),
            ]
        )
        leaf = _rounded_corners(leaf)
        part = canvas.fill(leaf, 0.003)
        height = base + 0.09 - 0.7 * rounded(canvas, part, 0.03)
        seam = _rounded_corners(leaf.mean(0) + (leaf - leaf.mean(0)) * 0.90)
        stitched = -0.006 * canvas.stroke(np.vstack([seam, seam[:1]]), 0.008, 0.004, (1, 1))
        layers.lay(
            canvas, part, height.astype(np.float32), cotton * 1.04, 0.05, 0.0, weave + stitched
        )

    opening = np.array(
        [
            (-0.66, 1.00),
            (-0.70, 1.72),
            (-0.62, 2.15),
            (-0.30, 3.2),
            (0.30, 3.2),
            (0.62, 2.15),
            (0.70, 1.72),
            (0.66, 1.00),
        ]
    )
    coat = canvas.fill(outline, 0.003) * (1 - canvas.fill(opening, 0.003))
    wool = (
        np.float32(linear(52, 58, 70))
        * (1 + 0.10 * canvas.noise(rng, 0.010) + 0.06 * canvas.noise(rng, 0.25))[..., None]
    )
    height = base + 0.04 - rounded(canvas, canvas.fill(outline), 0.28)
    height += _folds(
        canvas, rng, [((-1.75, 2.05), (-1.25, 2.5), 0.05), ((1.75, 2.05), (1.25, 2.5), 0.05)]
    )
    for s in (-1, 1):
        sleeve = curve(np.array([(1.70 * s, 1.86), (1.62 * s, 2.1), (1.60 * s, 2.5)]), 40)
        height -= 0.03 * canvas.stroke(sleeve, 0.02, 0.014, (0.6, 1))
    layers.lay(canvas, coat, height.astype(np.float32), wool, 0.06, 0.0, 2.0 * weave)
    for s in (-1, 1):
        lapel = np.array(
            [
                (0.63 * s, 1.46),
                (0.80 * s, 1.56),
                (0.98 * s, 1.70),
                (1.08 * s, 1.98),
                (0.90 * s, 2.02),
                (0.98 * s, 2.16),
                (0.62 * s, 2.9),
                (0.30 * s, 3.2),
                (0.60 * s, 2.18),
                (0.70 * s, 1.78),
            ]
        )
        lapel = _rounded_corners(lapel)
        part = canvas.fill(lapel, 0.003)
        height = base + 0.10 - 0.9 * rounded(canvas, part, 0.04)
        layers.lay(canvas, part, height.astype(np.float32), wool * 1.10, 0.07, 0.0, 2.0 * weave)


def _chest(y: NDArray) -> NDArray:
    """How far below the collar bones, starting softly."""
    return 0.5 * (y - 1.7 + np.sqrt((y - 1.7) ** 2 + 0.06))


def _shoulders(slope: float) -> NDArray:
    """Outline of shoulders and chest, closed below the picture."""
    right = [
        (0.42, 1.42),
        (0.62, 1.56),
        (0.95, 1.70),
        (1.45, 1.78 + 0.1 * slope),
        (1.90, 1.90 + 0.2 * slope),
        (2.25, 2.15),
        (2.45, 2.8),
        (2.5, 3.4),
    ]
    line = curve(np.array(right), 80)
    return np.vstack([line, line[::-1] * (-1, 1)])


def _rounded_corners(outline: NDArray) -> NDArray:
    """Corner cutting (Chaikin) twice: keeps tailored edges straight and corners soft."""
    for _ in range(2):
        following = np.roll(outline, -1, axis=0)
        outline = np.stack(
            [0.85 * outline + 0.15 * following, 0.15 * outline + 0.85 * following], 1
        ).reshape(-1, 2)
    return outline


def _folds(
    canvas: Canvas,
    rng: np.random.Generator,
    places: list[tuple[tuple[float, float], tuple[float, float], float]],
) -> NDArray:
    """Soft folds along bent lines from a to b of the given height."""
    relief = np.zeros((canvas.pixels, canvas.pixels), np.float32)
    for start, end, high in places:
        for _ in range(3):
            a, b = np.array(start) + rng.normal(0, 0.10, 2), np.array(end) + rng.normal(0, 0.10, 2)
            line = curve(np.array([a, 0.5 * (a + b) + rng.normal(0, 0.06, 2), b]), 30)
            width = rng.uniform(0.05, 0.11)
            relief += high * rng.uniform(-1, 1) * canvas.stroke(line, width, 0.5 * width, (0, 0))
    return relief
