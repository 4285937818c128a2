"""Which moments of a driving clip the photo stands for: those when the driver looks most like it.

A movement that is followed has to begin somewhere. Taken from the clip's first frame, a nod that is
cut in two becomes two different heads; taken as it is, a driver who sits turned wrenches a frontal
portrait. The landmarks of the face, place and size apart, say which frames are like the photo (the
best frame of Siarohin et al. 2019, here all that are nearly as good): in a clip of the same person
it is the very frame, and the result turns and moves as the clip does; another person's are alike
only roughly, and the result moves about the mean of those frames.
"""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray

_SAME, _ANOTHER = 0.015, 0.03
"""Distance between two looks at one frame, 0.01 to 0.02: closer matches are not told apart; and
that from which on it is another face. The frame that is most like another person's photo is 0.04 to
0.14 away."""


def reference_weights(driver: FloatArray, photo: FloatArray) -> FloatArray:
    """[T] how much each frame of a clip counts in what is no movement; they sum up to 1.

    Args:
        driver: [T, N, 2] landmarks in the picture plane.
        photo: [N, 2] the same ones of the photo, at any place and size.
    """
    distance = _squared_distance(driver, photo)
    best = max(float(distance.min()), _SAME**2)
    weights = np.exp((distance.min() - distance) / best)
    return weights / weights.sum()


def photo_moments(driver: FloatArray, photo: FloatArray) -> FloatArray | None:
    """The same weights where some frame of the clip is the photo, or as good as it; None where
    another person drives, whose likeness says nothing about the face; arguments as above."""
    if _squared_distance(driver, photo).min() > _ANOTHER**2:
        return None
    return reference_weights(driver, photo)


def _squared_distance(driver: FloatArray, photo: FloatArray) -> FloatArray:
    """[T] mean over the landmarks."""
    return np.square(_normalised(driver) - _normalised(photo)).sum(axis=-1).mean(axis=-1)


def _normalised(landmarks: FloatArray) -> FloatArray:
    """Landmarks [..., N, 2] centred at the origin, at a mean square distance of 1 from it."""
    centred = landmarks - landmarks.mean(axis=-2, keepdims=True)
    size = np.square(centred).sum(axis=-1, keepdims=True).mean(axis=-2, keepdims=True)
    return centred / np.sqrt(size)
