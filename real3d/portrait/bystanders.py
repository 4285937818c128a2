"""Somebody behind the person, whom one of the segmentation networks takes for a part of them.

Of the two, the one that is trained on wide pictures looks for people in front of a camera, the
other one for whatever is human. A large patch beside the head that only the latter sees is another
person's head and hair; left to the matte, they would move along with the head. A small one may be
an earring or a tail of hair, one below the chin a shoulder, and one that has the colours of the
person's hair is that.
"""

from __future__ import annotations

import cv2
import numpy as np

from real3d.numerics.types import BoolArray, Float32Array, FloatArray, Mask, Picture
from real3d.portrait.landmarks import CHIN, FOREHEAD

_REFERENCE = 512
"""Lengths below are in pixels of a portrait of this size and grow with it."""
_THICK = 18
"""Radius of a disc that fits into the patch: thicker than a tail of hair."""
_DISPUTED, _WHOLLY = 0.3, 0.5
"""Difference of the two opinions from which a pixel may belong to a patch, and from which it
surely does."""
_CERTAIN = 0.9
"""Opinion of both from which a pixel is the person."""
_ABOVE_CHIN = 0.9
"""Face heights below the forehead above which the middle of a patch lies beside the head."""
_CELLS = 12
"""Steps per colour channel when colours are counted."""
_USUAL = 0.01
"""Share of the hair from which a colour is one of its colours: it takes up so much of it."""
_OWN_HAIR = 0.85
"""Share of a patch with such colours from which it is the person's hair."""
_SOFT = 2.0
"""Standard deviation of the edge between the two opinions, pixels."""


def person_of_two(
    general: Float32Array,  # [S, S] 0..1, all that is human
    selfie: Float32Array,  # [S, S] 0..1, who stands before the camera
    image: Picture,  # [S, S, 3] RGB
    landmarks: FloatArray,  # [478, 3] pixels
) -> Float32Array:
    """[S, S] 0..1 the mean of two opinions, but the latter's about bystanders."""
    mean = 0.5 * (general + selfie)
    patches = _bystanders(general, selfie, image, landmarks)
    if not patches.any():
        return mean
    soft = _SOFT * len(image) / _REFERENCE
    share = cv2.GaussianBlur(patches.astype(np.float32), (0, 0), soft)
    return mean + (np.minimum(selfie, mean) - mean) * share


def _bystanders(
    general: Float32Array, selfie: Float32Array, image: Picture, landmarks: FloatArray
) -> BoolArray:
    """[S, S] the patches that are somebody else."""
    patches = _thick_patches(general - selfie, len(image) / _REFERENCE)
    count, labels = cv2.connectedComponents(patches)
    found = np.zeros(patches.shape, np.bool_)
    down = _below_forehead(landmarks, len(image))
    for patch in (labels == label for label in range(1, count)):
        if down[patch].mean() < _ABOVE_CHIN:
            certain = np.minimum(general, selfie) > _CERTAIN
            hair = certain & (down < 0)
            found |= patch & (_share_alike(image, patch, hair) < _OWN_HAIR)
    return found


def _thick_patches(disputed: Float32Array, scale: float) -> Mask:
    """[S, S] 1 in patches that are disputed, and thick somewhere."""
    depth = cv2.distanceTransform((disputed > _WHOLLY).astype(np.uint8), cv2.DIST_L2, 5)
    cores = (depth > _THICK * scale).astype(np.uint8)
    if not cores.any():
        return cores
    near = cv2.distanceTransform(1 - cores, cv2.DIST_L2, 5) < 2 * _THICK * scale
    return (near & (disputed > _DISPUTED)).astype(np.uint8)


def _below_forehead(landmarks: FloatArray, size: int) -> FloatArray:
    """[S, S] how far a pixel lies below the forehead along the face, in face heights."""
    forehead = landmarks[FOREHEAD, :2]
    along = landmarks[CHIN, :2] - forehead
    x, y = np.meshgrid(*(np.arange(size) - place for place in forehead))
    return (x * along[0] + y * along[1]) / (along @ along)


def _share_alike(image: Picture, patch: BoolArray, hair: BoolArray) -> float:
    """Share of a patch that has the colours of the hair; 0 without hair."""
    if not hair.any():
        return 0.0
    histogram = (
        cv2.calcHist([image], [0, 1, 2], hair.astype(np.uint8), [_CELLS] * 3, [0, 256] * 3)
        / hair.sum()
    )
    cells = image[patch].astype(np.int64) * _CELLS // 256
    return float((histogram[tuple(cells.T)] > _USUAL).mean())
