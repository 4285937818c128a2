"""Places out of focus: shapes of a room, a garden or a city, blurred as a fast lens blurs them.

Colours are linear light until the end, because a lens adds light, not display values; that is what
makes small lamps grow into bright discs (bokeh).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import smoothstep
from examples.make.light import develop


def lens_blur(scene: NDArray, radius: float) -> NDArray:
    """Blur by a slightly soft disc of `radius` pixels."""
    if radius < 1:
        return scene
    size = int(2 * np.ceil(radius) + 3)
    y, x = np.mgrid[:size, :size] - size // 2
    r = np.hypot(x, y)
    disc = np.clip(radius + 0.5 - r, 0, 1) * (0.85 + 0.25 * (r / radius) ** 4)
    return cv2.filter2D(
        scene, -1, (disc / disc.sum()).astype(np.float32), borderType=cv2.BORDER_REFLECT
    )


def noise(rng: np.random.Generator, height: int, width: int, grain: float) -> NDArray:
    """Smooth noise of about unit variance, `grain` pixels wide."""
    small = rng.standard_normal((max(3, int(height / grain)), max(3, int(width / grain))))
    return (
        cv2.resize(small.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC) * 1.3
    )


def garden(rng: np.random.Generator, height: int, width: int) -> NDArray:
    """Sunlit leaves and a path of light behind them, linear float32 [height, width, 3]."""
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    scene = np.zeros((height, width, 3), np.float32)
    scene += (1 - y)[..., None] * np.float32([0.42, 0.50, 0.28]) + y[..., None] * np.float32(
        [0.07, 0.12, 0.035]
    )
    clumps = noise(rng, height, width, width / 5) + 0.6 * noise(rng, height, width, width / 14)
    scene *= np.exp(0.55 * clumps)[..., None]
    far = lens_blur(scene, width / 60)
    leaves = np.zeros_like(far)
    cover = np.zeros((height, width), np.float32)
    for _ in range(520):
        cx, cy = rng.uniform(0, width), rng.beta(1.1, 1.0) * height
        length = rng.uniform(0.008, 0.028) * width
        tone = rng.uniform(0.25, 1.6) * (1.25 - 0.8 * cy / height)
        green = np.float32([0.10 + 0.10 * rng.random(), 0.20 + 0.06 * rng.random(), 0.035]) * tone
        axes = (max(1, int(length)), max(1, int(length * rng.uniform(0.3, 0.5))))
        angle = float(rng.uniform(0, 180))
        cv2.ellipse(
            leaves, (int(cx), int(cy)), axes, angle, 0, 360, green.tolist(), -1, cv2.LINE_AA
        )
        cv2.ellipse(cover, (int(cx), int(cy)), axes, angle, 0, 360, 1.0, -1, cv2.LINE_AA)
    radius = width / 50
    cover = lens_blur(cover, radius)[..., None]
    scene = far * (1 - 0.8 * cover) + lens_blur(leaves, radius) * 0.8
    return scene + _lamps(rng, height, width, 70, (0.95, 1.0, 0.55), 0.5, width / 42, low=0.75)


def room(rng: np.random.Generator, height: int, width: int) -> NDArray:
    """A living room by day: window, bookshelf, a lamp; linear float32 [height, width, 3]."""
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None]
    wall = (
        np.float32([0.36, 0.33, 0.29]) * (1.15 - 0.75 * x)[..., None] * (1.05 - 0.3 * y)[..., None]
    )
    scene = wall.astype(np.float32)

    def box(
        left: float, top: float, right: float, bottom: float, colour: NDArray | list[float]
    ) -> None:
        corners = (int(left * width), int(top * height)), (int(right * width), int(bottom * height))
        cv2.rectangle(scene, *corners, [float(c) for c in colour], -1)

    box(-0.02, 0.02, 0.24, 0.66, [0.30, 0.28, 0.25])
    for pane in (
        (0.0, 0.04, 0.105, 0.33),
        (0.12, 0.04, 0.225, 0.33),
        (0.0, 0.35, 0.105, 0.63),
        (0.12, 0.35, 0.225, 0.63),
    ):
        box(*pane, [1.7, 1.9, 2.0])
    box(0.24, -0.02, 0.31, 0.80, [0.62, 0.58, 0.52])
    box(0.56, 0.03, 1.02, 0.92, [0.085, 0.05, 0.03])
    covers = np.float32(
        [
            [0.30, 0.06, 0.04],
            [0.05, 0.10, 0.17],
            [0.36, 0.28, 0.14],
            [0.07, 0.14, 0.09],
            [0.42, 0.37, 0.29],
            [0.12, 0.05, 0.08],
            [0.26, 0.13, 0.04],
            [0.10, 0.10, 0.11],
            [0.17, 0.22, 0.26],
        ]
    )
    for shelf in range(5):
        top = 0.055 + 0.175 * shelf
        left = 0.575
        while left < 1.0:
            thick = rng.uniform(0.008, 0.022)
            if rng.random() < 0.09:
                left += 3 * thick
                continue
            tall = rng.uniform(0.10, 0.145)
            tone = covers[rng.integers(len(covers))] * rng.uniform(0.6, 1.3) * (1.25 - 0.5 * left)
            box(left, top + 0.155 - tall, left + thick * 0.93, top + 0.155, tone)
            left += thick
        box(0.565, top + 0.155, 1.02, top + 0.172, [0.16, 0.095, 0.055])
    box(-0.02, 0.86, 1.02, 1.02, [0.13, 0.085, 0.055])
    for _ in range(70):
        cx, cy = rng.normal(0.40, 0.045) * width, rng.normal(0.60, 0.13) * height
        green = np.float32([0.05, 0.13, 0.045]) * rng.uniform(0.4, 1.8)
        axes = (int(rng.uniform(0.012, 0.03) * width), int(0.008 * width))
        cv2.ellipse(
            scene, (int(cx), int(cy)), axes, float(rng.uniform(0, 180)), 0, 360, green.tolist(), -1
        )
    box(0.365, 0.76, 0.435, 0.87, [0.40, 0.30, 0.22])
    scene = scene + 0.5 * _glow(height, width, 0.12, 0.33, 0.30) * np.float32([0.45, 0.5, 0.55])
    return lens_blur(scene, width / 62)


def evening(rng: np.random.Generator, height: int, width: int) -> NDArray:
    """A street at dusk: dark facades, lit windows, lamps as discs; linear float32."""
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    scene = (1 - y) ** 1.5 * np.float32([0.045, 0.065, 0.13]) + y * np.float32([0.03, 0.022, 0.025])
    scene = np.repeat(scene, width, axis=1).astype(np.float32)
    scene += np.exp(-(((y - 0.52) / 0.16) ** 2)) * np.float32([0.16, 0.075, 0.05])
    left = -0.05
    while left < 1.05:
        wide = rng.uniform(0.07, 0.17)
        top = rng.uniform(0.05, 0.42) + 0.25 * np.exp(-(((left + wide / 2 - 0.52) / 0.16) ** 2))
        corners = (
            (int(left * width), int(top * height)),
            (int((left + wide) * width), int(0.72 * height)),
        )
        tone = np.float32([0.030, 0.030, 0.042]) * rng.uniform(0.5, 1.4)
        cv2.rectangle(scene, *corners, tone.tolist(), -1)
        for wy in np.arange(top + 0.03, 0.66, 0.042):
            for wx in np.arange(left + 0.012, left + wide - 0.015, 0.021):
                if rng.random() < 0.30:
                    light = np.float32([0.75, 0.50, 0.25]) * rng.uniform(0.15, 1.0)
                    a, b = int(wx * width), int(wy * height)
                    cv2.rectangle(
                        scene,
                        (a, b),
                        (a + int(0.010 * width), b + int(0.022 * height)),
                        light.tolist(),
                        -1,
                    )
        left += wide * 0.97
    scene = lens_blur(scene, width / 75)
    warm = _lamps(rng, height, width, 46, (1.0, 0.55, 0.20), 1.0, width / 48, low=0.80, high=0.35)
    cool = _lamps(rng, height, width, 14, (0.45, 0.75, 1.0), 0.8, width / 58, low=0.80, high=0.30)
    red = _lamps(rng, height, width, 16, (1.0, 0.12, 0.07), 0.9, width / 58, low=0.86, high=0.62)
    street = _glow(height, width, 0.5, 0.95, 0.35) * np.float32([0.10, 0.06, 0.04])
    return scene + warm + cool + red + street


def photograph(scene: NDArray, exposure: float) -> NDArray:
    """Linear light -> display values with the contrast of a camera's picture."""
    picture = develop(scene, exposure)
    return picture + 0.45 * (smoothstep(0.0, 1.0, picture) - picture)


def _glow(height: int, width: int, cx: float, cy: float, spread: float) -> NDArray:
    y, x = np.mgrid[:height, :width].astype(np.float32)
    r2 = ((x / width - cx) ** 2 + ((y / height - cy) * height / width) ** 2) / spread**2
    return np.exp(-0.5 * r2)[..., None].astype(np.float32)


def _lamps(
    rng: np.random.Generator,
    height: int,
    width: int,
    count: int,
    colour: tuple[float, float, float],
    strength: float,
    radius: float,
    low: float,
    high: float = 0.0,
) -> NDArray:
    """Points of light as soft-edged discs between heights `high` and `low` (0 top, 1 bottom)."""
    light = np.zeros((height, width, 3), np.float32)
    for _ in range(count):
        cx, cy = rng.uniform(0, width), rng.uniform(high, low) * height
        size = radius * rng.uniform(0.45, 1.1)
        disc = np.zeros((height, width), np.float32)
        cv2.circle(disc, (int(cx * 16), int(cy * 16)), int(size * 16), 1.0, -1, cv2.LINE_AA, 4)
        cv2.circle(
            disc, (int(cx * 16), int(cy * 16)), int(size * 0.86 * 16), 0.78, -1, cv2.LINE_AA, 4
        )
        tint = np.float32(colour) * rng.uniform(0.85, 1.15, 3).astype(np.float32)
        light += disc[..., None] * tint * strength * rng.beta(1.2, 4.0)
    return cv2.GaussianBlur(light, (0, 0), max(radius * 0.06, 0.6))
