"""Whose a point of a photo is when two people stand side by side in it.

It belongs to the nearer face, each distance measured in that face's own height, so that somebody
small behind a shoulder keeps their own head. The border between the two is soft.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array
from real3d.portrait.detection import FaceBox
from real3d.portrait.portrait import Crop

_FADE = 0.25
"""Width of the border, in face heights."""


def own_share(own: FaceBox, other: FaceBox, x: Float32Array, y: Float32Array) -> Float32Array:
    """How much of points is the person's own, 0 the other's .. 1.

    Args:
        own, other: the two faces, in pixels of the photo.
        x, y: the points there, of any shape that goes together.
    """
    return smoothstep(_nearer(own, other, x, y), -_FADE / 2, _FADE / 2)


def kept_share(own: FaceBox, other: FaceBox, crop: Crop, size: int) -> Float32Array:
    """[size, size] how much of a portrait's square may be the person: 1 wherever `own_share` is not
    0, so that no cut through somebody is ever seen, and 0 a little further on."""
    return smoothstep(own_side(own, other, crop, size), -1.5 * _FADE, -0.5 * _FADE)


def own_side(own: FaceBox, other: FaceBox, crop: Crop, size: int) -> Float32Array:
    """[size, size] how much nearer the pixels of a portrait's square are to the person's own face,
    in face heights; 0 is the border."""
    centres = (np.arange(size, dtype=np.float32) + 0.5) * np.float32(crop.side / size)
    return _nearer(own, other, crop.left + centres[None, :], crop.top + centres[:, None])


def _nearer(own: FaceBox, other: FaceBox, x: Float32Array, y: Float32Array) -> Float32Array:
    return _distance(other, x, y) - _distance(own, x, y)


def _distance(face: FaceBox, x: Float32Array, y: Float32Array) -> Float32Array:
    centre_x, centre_y = face.centre
    return np.hypot(x - np.float32(centre_x), y - np.float32(centre_y)) / np.float32(face.height)
