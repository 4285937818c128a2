"""How soft and how grainy a photo is, so that what is painted into it looks taken with it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.mesh.mouth_colours import luminance, polygon_mask
from real3d.portrait import Portrait
from real3d.portrait.landmarks import FACE_OVAL

_REBLUR = 1.0
"""Standard deviation, pixels, of the blur that the photo's edges are compared with."""
_STEEPEST = 0.90
"""Quantile of the face's edges from which they count; the others are soft by nature."""
_AS_SHARP = 0.72
"""Blur of a face in focus at this size, pixels: what is painted has it anyway."""
_GRAIN_BLUR = 1.2
"""Standard deviation, pixels, of the smoothing that grain does not survive."""
_EVEN_SKIN = 0.40
"""Share of the face, the most even, on which grain is measured."""
_SKIN_IN_GRAIN = 0.6
"""Share of what is measured there that is grain; the rest are pores."""
_MOST_GRAIN = 2.5
"""Grey levels."""


@dataclass(frozen=True)
class PhotoLook:
    """Lengths in pixels of the portrait."""

    softness: float
    """Standard deviation of the blur that what is painted lacks."""
    grain: float
    """Standard deviation of the grain, grey levels."""


def photo_look(portrait: Portrait) -> PhotoLook:
    """Softness from how much steeper edges are than the same ones blurred once more (Zhuo and Sim
    2011, "Defocus map estimation from a single image"), grain from even skin."""
    light = luminance(portrait.image.astype(np.float64)).astype(np.float32)
    oval = polygon_mask(portrait.landmarks[list(FACE_OVAL), :2], portrait.size)
    inside = cv2.erode(oval, np.ones((9, 9), np.uint8)) > 0
    steep, blurred = _slopes(light), _slopes(cv2.GaussianBlur(light, (0, 0), _REBLUR))
    edges = inside & (steep >= cv2.dilate(steep, np.ones((3, 3), np.uint8)))
    if not edges.any():
        return PhotoLook(softness=0.0, grain=0.0)
    edges &= steep >= np.quantile(steep[edges], _STEEPEST)
    ratio = np.maximum(steep[edges] / np.maximum(blurred[edges], 1e-3), 1.01)
    blur = float(np.median(_REBLUR / np.sqrt(ratio**2 - 1)))
    fine = np.abs(light - cv2.GaussianBlur(light, (0, 0), _GRAIN_BLUR))
    even = inside & (blurred <= np.quantile(blurred[inside], _EVEN_SKIN))
    deviation = 1.48 * float(np.median(fine[even]))  # of a normal distribution
    return PhotoLook(
        softness=float(np.sqrt(max(blur**2 - _AS_SHARP**2, 0.0))),
        grain=min(_SKIN_IN_GRAIN * deviation, _MOST_GRAIN),
    )


def _slopes(light: np.ndarray) -> np.ndarray:
    """[S, S] grey levels per pixel."""
    across = cv2.Sobel(light, cv2.CV_32F, 1, 0, scale=1 / 8)
    return np.hypot(across, cv2.Sobel(light, cv2.CV_32F, 0, 1, scale=1 / 8))
