"""Person or background, told by colour: what the matte's fine work rests on.

Where the colours of person and background near a pixel are known, the compositing equation puts
the pixel on the line between them, and its place on the line is its opacity. That holds for curls
and loose hair before a calm background; how far it can be trusted is estimated along with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Mask
from real3d.portrait.push_pull import push_pull

_EXTRAPOLATION = 12 / 512
"""How far the background's colour is carried into the unknown, in portrait sizes: what varies over
this length makes it uncertain."""
_NEIGHBOURHOOD = 24 / 512
"""Over what length the background counts as nearby, in portrait sizes."""
_COLOUR_CELLS = 12
"""Steps per colour channel when colours are counted."""


@dataclass(frozen=True)
class ColourLine:
    """Every pixel's place on the line from the background's nearby colour to the person's."""

    position: Float32Array
    """[S, S] 0 background .. 1 person."""
    trust: Float32Array
    """[S, S] 0 the two cannot be told apart here .. 1 the place is certain."""
    foreign: Float32Array
    """[S, S] 0 .. 1 it is off the line, yet unlike a calm background: a dark lock by a cheek."""

    @classmethod
    def between(cls, image: Float32Array, person: Mask, background: Mask) -> ColourLine:
        """From an RGB picture [S, S, 3] and two regions [S, S] of certain pixels."""
        size = image.shape[0]
        half = cv2.resize(image, (size // 2, size // 2), interpolation=cv2.INTER_AREA)
        behind = _extend(half, background, size)
        direction = _extend(half, person, size) - behind
        offset = image - behind
        length = np.sqrt((direction * direction).sum(axis=2) + 1)
        position = np.clip((offset * direction).sum(axis=2) / length**2, 0, 1)
        residual = np.linalg.norm(offset - position[..., None] * direction, axis=2)
        unevenness = _unevenness(half, background, size)
        # Grey levels and shares of the line; set by eye on curls, bokeh and forests.
        on_line = smoothstep(length, 30, 90) * smoothstep(residual / length, 0.55, 0.25)
        difference = np.linalg.norm(offset, axis=2)
        return cls(
            position=position,
            trust=on_line * smoothstep(unevenness / length, 0.35, 0.12),
            foreign=np.maximum(1 - on_line, smoothstep(position, 0.5, 0.9))
            * smoothstep(difference - 6 * unevenness, 25, 70),
        )


def own_colours(image: Float32Array, person: Mask, background: Mask) -> Float32Array:
    """How typical each pixel's colour is of the person rather than of the background, 0..1."""
    histograms = [_colour_histogram(image, region) for region in (person, background)]
    cells = (image * (_COLOUR_CELLS / 256)).astype(np.intp)
    of_person, of_background = (h[cells[..., 0], cells[..., 1], cells[..., 2]] for h in histograms)
    return of_person / (of_person + of_background + 1e-6)


def _colour_histogram(image: Float32Array, region: Mask) -> Float32Array:
    cells, limits = [_COLOUR_CELLS] * 3, [0, 256] * 3
    histogram = cv2.calcHist([image], [0, 1, 2], region, cells, limits)
    return histogram / max(float(histogram.sum()), 1.0)


def _extend(half: Float32Array, region: Mask, size: int) -> Float32Array:
    """The colours of a region of a half-size picture, continued smoothly over the whole."""
    known = cv2.resize(region.astype(np.float32), half.shape[:2], interpolation=cv2.INTER_AREA)
    filled = push_pull(half, (known > 0.9).astype(np.float32))
    return cv2.resize(filled, (size, size), interpolation=cv2.INTER_LINEAR)


def _unevenness(half: Float32Array, region: Mask, size: int) -> Float32Array:
    """How much the background varies near a pixel: a busy one cannot be told from hair."""
    known = cv2.resize(region.astype(np.float32), half.shape[:2], interpolation=cv2.INTER_AREA)
    known = (known > 0.5).astype(np.float32)
    smooth = _local_mean(half, known, _EXTRAPOLATION * size / 2)
    deviation = np.abs(cv2.GaussianBlur(half, (0, 0), 1) - smooth).max(axis=2, keepdims=True)
    mean = _local_mean(deviation, known, _NEIGHBOURHOOD * size / 2)
    return cv2.resize(mean, (size, size), interpolation=cv2.INTER_LINEAR)


def _local_mean(values: Float32Array, known: Float32Array, sigma: float) -> Float32Array:
    weight = cv2.GaussianBlur(known, (0, 0), sigma) + 0.02
    mean = cv2.GaussianBlur(values * known[..., None], (0, 0), sigma)
    return mean.reshape(values.shape) / weight[..., None]
