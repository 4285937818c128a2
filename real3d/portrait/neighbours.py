"""Whose a point of a photo is when two people stand side by side in it.

It belongs to the nearer face, each distance measured in that face's own height, so that somebody
small behind a shoulder keeps their own head. The border between the two is soft.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.smoothing import smoothstep
from real3d.numerics.types import Float32Array, Picture
from real3d.portrait.detection import FaceBox
from real3d.portrait.portrait import Crop

_FADE = 0.25
"""Width of the border, in face heights."""
_SURELY = 0.4
"""Distance from the border from which there is no doubt, in face heights."""
_NOBODY = 0.05
"""Opacity up to which a pixel is nobody's."""
_OWN, _OTHERS, _BACKGROUND = 1, 2, 3
_REFERENCE, _NOISE = 512, 1.5
"""Side of a portrait, and what evens out its noise there, pixels."""
_LEAST = 0.3
"""Height of another face that counts, in heights of the own one."""


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


def at_the_side(faces: tuple[FaceBox, ...]) -> tuple[FaceBox, ...]:
    """Those of a photo's faces that stand beside or behind the first one: none that is held before
    the chest or printed on a shirt, and none that the photo hardly shows."""
    own, *others = faces
    lowest, least = own.top + own.height, _LEAST * own.height
    return tuple(other for other in others if other.centre[1] < lowest and other.height > least)


def own_part(image: Picture, alpha: Float32Array, side: Float32Array) -> Float32Array:
    """[S, S] 0..1 what is not another's of those who are seen in a portrait's square.

    Between the two, hair and shoulders go on up to an edge in the picture (the watershed of Meyer
    1992); their own soft edges are those of the nearer.

    Args:
        image: [S, S, 3] RGB.
        alpha: [S, S] the matte of both.
        side: [S, S] of `own_side`.
    """
    markers = np.zeros(alpha.shape, np.int32)
    markers[side > _SURELY] = _OWN
    markers[side < -_SURELY] = _OTHERS
    markers[alpha < _NOBODY] = _BACKGROUND
    cv2.watershed(cv2.GaussianBlur(image, (0, 0), _NOISE * len(image) / _REFERENCE), markers)
    to_own, to_others = (
        cv2.distanceTransform((markers != who).astype(np.uint8), cv2.DIST_L2, 5)
        for who in (_OWN, _OTHERS)
    )
    return smoothstep(to_others - to_own, -1, 1)


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
