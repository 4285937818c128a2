"""What colours the inside of this mouth would have in this picture's light.

Pure white teeth look pasted on: enamel takes the brightness of the whites of the eyes and the cast
of the light, which the skin and the sclera give away. Where the photo shows teeth, they are the
better witness.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.topology import EYES
from real3d.numerics.types import FloatArray, Floating, Mask
from real3d.portrait import Portrait
from real3d.portrait.landmarks import LOWER_LIP_INNER, UPPER_LIP_INNER

Colour = FloatArray
"""[3] RGB, 0..255."""

_LUMINANCE = np.array([0.299, 0.587, 0.114])
_CHEEKS = (50, 280, 205, 425)
_LIP_SAMPLES = (14, 17, 84, 314, 0)
_CHEEK_PATCH = 4
"""Half the side of a cheek's patch, in pixels at 512."""


@dataclass(frozen=True)
class MouthColours:
    """RGB colours, 0..255."""

    skin_luminance: float
    tooth: Colour
    gum: Colour
    tongue: Colour
    cavity: Colour
    lip: Colour
    photo_shows_teeth: bool


def mouth_colours(portrait: Portrait, open_mouth: bool) -> MouthColours:
    """Colours for the inside of the portrait's mouth."""
    skin = _skin(portrait)
    brightness = float(luminance(skin))
    tooth, shown = _enamel(portrait, skin), False
    if open_mouth:
        photo = _shown_teeth(portrait, brightness)
        if photo is not None:
            tooth, shown = 0.85 * photo + 0.15 * tooth, True
    lip = _lip(portrait)
    tongue = 0.5 * lip + 0.5 * brightness * np.array([0.84, 0.50, 0.52])
    tongue *= min(1.0, 0.80 * brightness / max(float(luminance(tongue)), 1.0))
    return MouthColours(
        skin_luminance=brightness,
        tooth=tooth,
        gum=brightness * np.array([0.64, 0.38, 0.40]),
        tongue=tongue,
        cavity=brightness * np.array([0.27, 0.12, 0.115]),
        lip=lip,
        photo_shows_teeth=shown,
    )


def luminance(colours: NDArray[np.floating]) -> FloatArray:
    """[...] of RGB values [..., 3]."""
    return colours @ _LUMINANCE


def saturation(colours: NDArray[Floating]) -> NDArray[Floating]:
    """[...] of RGB values [..., 3], 0..1."""
    most = colours.max(axis=-1)
    return (most - colours.min(axis=-1)) / np.maximum(most, 1.0)


def polygon_mask(points: NDArray, size: int) -> Mask:
    """[S, S] 1 within the polygon [N, 2], in pixels."""
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [np.round(points).astype(np.int32)], 1)
    return mask


def mouth_hole(portrait: Portrait) -> Mask:
    """[S, S] 1 between the lips of the photo."""
    upper = portrait.landmarks[list(UPPER_LIP_INNER), :2]
    lower = portrait.landmarks[list(LOWER_LIP_INNER), :2]
    return polygon_mask(np.vstack([upper, lower[-2:0:-1]]), portrait.size)


def _skin(portrait: Portrait) -> Colour:
    """The brighter of the cheeks: the other may lie in shadow."""
    reach = max(1, _CHEEK_PATCH * portrait.size // 512)
    patches = []
    for x, y in portrait.landmarks[list(_CHEEKS), :2]:
        row, column = int(np.clip(y, 0, portrait.size - 1)), int(np.clip(x, 0, portrait.size - 1))
        patch = portrait.image[
            max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1
        ]
        patches.append(np.median(patch.reshape(-1, 3), axis=0))
    return np.percentile(patches, 70, axis=0)


def _enamel(portrait: Portrait, skin: Colour) -> Colour:
    sclera = _sclera(portrait)
    sclera = skin if sclera is None else sclera
    cast = sclera / max(float(luminance(sclera)), 1.0)
    cast = 0.45 * cast / cast.mean() + 0.55
    brightness = np.clip(0.55 * luminance(sclera) + 0.45 * 1.15 * luminance(skin), 60, 215)
    tint = skin / max(float(luminance(skin)), 1.0)
    return np.clip(0.95 * brightness * (0.62 + 0.38 * tint) * (0.65 + 0.35 * cast), 0, 238)


def _sclera(portrait: Portrait) -> Colour | None:
    whites = []
    for eye in EYES:
        rim = np.vstack(
            [
                portrait.landmarks[list(eye.upper), :2],
                portrait.landmarks[list(eye.lower[-2:0:-1]), :2],
            ]
        )
        pixels = portrait.image[polygon_mask(rim, portrait.size) > 0].astype(np.float64)
        if len(pixels) > 20:
            bright = luminance(pixels)
            whites.append(pixels[bright >= np.percentile(bright, 75)].mean(axis=0))
    return np.mean(whites, axis=0) if whites else None


def _shown_teeth(portrait: Portrait, skin_luminance: float) -> Colour | None:
    """The colour of the teeth that the photo shows, if a good part of the opening is bright and
    hardly coloured."""
    hole = cv2.erode(mouth_hole(portrait), np.ones((3, 3), np.uint8))
    pixels = portrait.image[hole > 0].astype(np.float64)
    if len(pixels) <= 10:
        return None
    bright = luminance(pixels)
    teeth = pixels[bright >= np.percentile(bright, 70)].mean(axis=0)
    plausible = (
        float(luminance(teeth)) > 0.80 * skin_luminance
        and float(saturation(teeth)) < 0.45
        and (bright > 0.7 * skin_luminance).mean() > 0.35
    )
    return teeth if plausible else None


def _lip(portrait: Portrait) -> Colour:
    points = np.round(portrait.landmarks[list(_LIP_SAMPLES), :2]).astype(int)
    points = np.clip(points, 0, portrait.size - 1)
    return np.median(portrait.image[points[:, 1], points[:, 0]], axis=0)
