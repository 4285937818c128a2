"""Whether the mouth and the eyes of a face are seen, or only imagined by the landmark model.

The model draws lips on every face: on a mask, on a hand before the mouth, on a monkey. Landmarks
that rest on something seen are equivariant (Thewlis et al. 2017): when the picture is warped, they
move along. Imagined ones stay where a face would have them. So the pixels around a feature are
pushed a little to one side and to the other, and the share of that push which the landmarks follow
is the feature's visibility: 1 when it is plainly seen, about 0 when it is covered. Colours play no
part in it, so skin, beard, paint and old film make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.crop import crop_image
from real3d.portrait.landmarks import (
    CHIN,
    FOREHEAD,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
    detect_landmarks,
)
from real3d.portrait.portrait import Crop

_LIPS = tuple({*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_INNER, *LOWER_LIP_OUTER})
_LEFT_LIDS = tuple({*LEFT_UPPER_LID, *LEFT_LOWER_LID})
_RIGHT_LIDS = tuple({*RIGHT_UPPER_LID, *RIGHT_LOWER_LID})

_PICTURE = 256
"""Side of the picture that is warped, pixels; the landmark model works on 192."""
_MARGIN = 2.0
"""Its side in extents of the face: the model finds the face itself."""
_GRID = np.stack(np.meshgrid(*2 * [np.arange(_PICTURE, dtype=np.float32)]), axis=-1)
"""[H, W, 2] its pixels, (x, y)."""
_PLAINLY_SEEN = 0.72
"""Visibility at which one push is enough; covered mouths reach 0.7."""


@dataclass(frozen=True)
class _Push:
    """A smooth displacement around the centre of a feature, in face heights, (right, up)."""

    reach: float
    """Standard deviation of the Gaussian that confines it."""
    shift: tuple[float, float] = (0.0, 0.0)
    stretch: tuple[float, float] = (0.0, 0.0)
    """Displacement per distance from the centre."""

    def at(self, offsets: Float32Array) -> Float32Array:
        """Displacements [..., 2] at `offsets` [..., 2] from the centre."""
        squares = np.einsum("...i,...i", offsets, offsets)[..., None]
        shift, stretch = np.array([self.shift, self.stretch], np.float32)
        return np.exp(squares / (-2 * self.reach**2)) * (shift + stretch * offsets)


# Far enough to be followed beyond the model's own tremor, near enough to leave a face.
_SIDEWAYS = _Push(reach=0.2, shift=(0.12, 0.0))
_ASLANT = _Push(reach=0.13, shift=(0.035, 0.035))
_WIDER = _Push(reach=0.2, stretch=(0.3, 0.0))
_OPENER = _Push(reach=0.1, stretch=(0.0, 0.4))


def mouth_visibility(
    picture: Picture,  # [S, S, 3]
    landmarks: FloatArray,  # [478, 3] pixels
) -> float:
    """The share of a push that the lips follow: 0.6 to 1 when seen, 0 to 0.5 when covered."""
    sideways = _visibility(picture, landmarks, (_LIPS,), _SIDEWAYS)
    if sideways >= _PLAINLY_SEEN:
        return sideways
    others = [_visibility(picture, landmarks, (_LIPS,), push) for push in (_ASLANT, _WIDER)]
    return float(np.mean([sideways, *others]))


def eye_visibility(
    picture: Picture,  # [S, S, 3]
    landmarks: FloatArray,  # [478, 3] pixels
) -> float:
    """The share of a push that the lids follow: 0.5 to 1 on people, less behind dark glasses."""
    return _visibility(picture, landmarks, (_LEFT_LIDS, _RIGHT_LIDS), _OPENER)


def _visibility(
    picture: Picture, landmarks: FloatArray, features: tuple[tuple[int, ...], ...], push: _Push
) -> float:
    """The share of a push, 0 to 1, that the landmarks of all `features` follow."""
    close_up, points = _close_up(picture, landmarks)
    up = points[FOREHEAD] - points[CHIN]
    axes = np.array([(-up[1], up[0]), up], np.float32)  # a face height to the right, and up
    to_face = axes.T / (up @ up)
    centres = [points[list(feature)].mean(axis=0) for feature in features]

    def displacement(pixels: Float32Array) -> Float32Array:
        return np.sum([push.at((pixels - centre) @ to_face) for centre in centres], axis=0) @ axes

    indices = [index for feature in features for index in feature]
    expected = displacement(points[indices])
    warp = displacement(_GRID)
    there = detect_landmarks(_sampled(close_up, _GRID - warp))
    back = detect_landmarks(_sampled(close_up, _GRID + warp))
    if there is None or back is None:  # what is a face only while nothing moves is none
        return 0.0
    followed = (there - back)[indices, :2] / 2
    share = (followed * expected).sum() / (expected**2).sum()
    return float(np.clip(share, 0, 1))


def _close_up(picture: Picture, landmarks: FloatArray) -> tuple[Picture, Float32Array]:
    """The face in a picture of its own, and its landmarks [478, 2] there."""
    low, high = landmarks[:, :2].min(axis=0), landmarks[:, :2].max(axis=0)
    side = max(round(_MARGIN * (high - low).max()), 1)
    left, top = np.round((low + high - side) / 2).astype(int)
    scale = _PICTURE / side
    close_up = crop_image(picture, Crop(left=int(left), top=int(top), side=side), _PICTURE)
    return close_up, ((landmarks[:, :2] - (left, top)) * scale).astype(np.float32)


def _sampled(picture: Picture, places: Float32Array) -> Picture:
    """The colours of a picture at `places` [H, W, 2], (x, y)."""
    return cv2.remap(picture, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
