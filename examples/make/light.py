"""Light on a relief: normals, soft cast shadows, occlusion and skin that glows in the half-light.

The diffuse light that falls on skin is blurred wider in red than in green and blue, which is how
light that wanders under the surface looks (screen-space subsurface scattering: Jimenez et al.
2009, after d'Eon et al. 2007). Directions are x right, y down, z towards the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from examples.make.canvas import Canvas

# Standard deviation (face units; 0.01 is about 0.9 mm) and colour weight of the scattered light.
SCATTER = (
    (0.004, (0.25, 0.50, 0.70)),
    (0.014, (0.35, 0.38, 0.25)),
    (0.040, (0.40, 0.12, 0.05)),
)


@dataclass(frozen=True)
class Light:
    direction: tuple[float, float, float]
    colour: tuple[float, float, float]  # linear, 1 lights a white sheet fully
    shadow: float = 0.0  # how strong its cast shadows are
    softness: float = 0.1  # width of the shadow's edge, face units per unit of distance

    @property
    def unit(self) -> NDArray:
        vector = np.asarray(self.direction, np.float32)
        return vector / np.linalg.norm(vector)


@dataclass(frozen=True)
class Surface:
    """What is to be lit, each float32 [N, N] or [N, N, 3]."""

    height: NDArray  # relief for shadows, face units
    normal: NDArray
    albedo: NDArray  # linear
    gloss: NDArray  # strength of the highlight
    skin: NDArray  # where light scatters
    cover: NDArray  # how much something in front of it (hair) hides the lights


def normals(canvas: Canvas, height: NDArray) -> NDArray:
    dx = cv2.Scharr(height, cv2.CV_32F, 1, 0, scale=canvas.scale / 32)
    dy = cv2.Scharr(height, cv2.CV_32F, 0, 1, scale=canvas.scale / 32)
    length = np.sqrt(dx * dx + dy * dy + 1)
    return np.stack([-dx / length, -dy / length, 1 / length], axis=-1)


def shade(
    canvas: Canvas, surface: Surface, lights: list[Light], sky: NDArray, ground: NDArray
) -> NDArray:
    """Linear colours [N, N, 3] of the lit surface."""
    normal = surface.normal
    open_air = 1 - occlusion(canvas, surface.height)
    up = 0.5 - 0.5 * normal[..., 1:2]
    ambient = (ground + (sky - ground) * up) * (open_air * (1 - 0.5 * surface.cover))[..., None]
    diffuse = ambient.astype(np.float32)
    highlight = np.zeros_like(diffuse)
    for light in lights:
        visible = (1 - surface.cover * (0.75 if light.shadow else 0.0))[..., None]
        if light.shadow:
            visible = (
                visible * (1 - light.shadow * cast_shadow(canvas, surface.height, light))[..., None]
            )
        facing = normal @ light.unit
        wrap = np.array([0.22, 0.12, 0.09], np.float32) * 1.0
        wrap = wrap * surface.skin[..., None]
        lit = np.clip((facing[..., None] + wrap) / (1 + wrap), 0, 1)
        diffuse += lit * visible * np.asarray(light.colour, np.float32)
        half = light.unit + np.array([0, 0, 1])
        half = (half / np.linalg.norm(half)).astype(np.float32)
        glance = np.clip(normal @ half, 0, 1)
        lobe = 0.50 * glance**12 + 0.55 * glance**48
        lobe = lobe * np.clip(facing * 3, 0, 1) * surface.gloss * open_air
        highlight += lobe[..., None] * visible * np.asarray(light.colour, np.float32)
    diffuse = scatter(canvas, diffuse, surface.skin)
    return surface.albedo * diffuse + 0.16 * highlight


def scatter(canvas: Canvas, light: NDArray, skin: NDArray) -> NDArray:
    weight = np.maximum(skin, 1e-4)
    total = np.zeros_like(light)
    for sigma, share in SCATTER:
        spread = (
            canvas.blur(light * weight[..., None], sigma)
            / np.maximum(canvas.blur(weight, sigma), 1e-4)[..., None]
        )
        total += np.maximum(spread, 0) * np.asarray(share, np.float32)
    return light + (total - light) * skin[..., None]


def occlusion(canvas: Canvas, height: NDArray) -> NDArray:
    """How much of the sky each point loses to its surroundings (depth against its blur)."""
    hidden = np.zeros_like(height)
    for sigma, strength in ((0.02, 2.2), (0.06, 1.5), (0.16, 0.8)):
        hidden += strength * np.clip(canvas.blur(height, sigma) - height - 0.02 * sigma, 0, 0.25)
    return np.clip(hidden, 0, 0.8)


def cast_shadow(canvas: Canvas, height: NDArray, light: Light) -> NDArray:
    """March from each point towards the light; 1 where the relief stands in the way."""
    small = 384
    relief = cv2.resize(height, (small, small), interpolation=cv2.INTER_AREA)
    unit_pixels = small / canvas.width
    direction = light.unit
    flat = float(np.hypot(direction[0], direction[1]))
    rise = direction[2] / flat
    shadow = np.zeros_like(relief)
    for distance in np.geomspace(0.03, 1.6, 44):
        shift_x = direction[0] / flat * distance * unit_pixels
        shift_y = direction[1] / flat * distance * unit_pixels
        move = np.float32([[1, 0, -shift_x], [0, 1, -shift_y]])
        towards = cv2.warpAffine(relief, move, (small, small), borderMode=cv2.BORDER_REPLICATE)
        above = towards - (relief + distance * rise)
        edge = light.softness * distance + 0.015
        np.maximum(shadow, np.clip(above / edge + 0.35, 0, 1), out=shadow)
    shadow = cv2.GaussianBlur(shadow, (0, 0), 2.0)
    return cv2.resize(shadow, (canvas.pixels, canvas.pixels), interpolation=cv2.INTER_CUBIC).clip(
        0, 1
    )


def develop(linear: NDArray, exposure: float = 1.0) -> NDArray:
    """Linear light -> display values in [0, 1], with a film-like shoulder."""
    x = np.maximum(linear, 0) * exposure
    x = x * (1 + x / 3.2**2) / (1 + 0.55 * x)
    return np.where(
        x < 0.0031308, 12.92 * x, 1.055 * np.maximum(x, 1e-6) ** (1 / 2.4) - 0.055
    ).clip(0, 1)
