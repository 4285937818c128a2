"""How far and how late the shoulders follow the head sideways, seen in pictures alone.

Corners on shoulders and collar are followed by optical flow (Lucas & Kanade 1981; Bouguet 2001)
from the first frame to every other, and back again: those that do not return are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait.landmarks import CHIN, LEFT_EAR, RIGHT_EAR
from tests.support.face_region import face_width, height_in_face

_BELOW_CHIN = 1.10
"""Shoulders begin here; as `height_in_face`."""
_BESIDE_NECK = 0.30
"""They are so far from the chin sideways: the neck takes part in the head's movement."""
_EDGE = 0.025
"""Picture sides left out along the bottom, where videos have bars."""
_MOST_CORNERS = 200
_FEWEST_CORNERS = 8
_LEAST_QUALITY = 0.01
"""Of the best corner's."""
_RETURN = 1.5
"""Pixels within which a corner must come back to where it was."""
_MOST_LOST = 0.1
"""Share of frames without enough corners from which the shoulders are not seen."""
_LEAD_S, _LAG_S = 0.2, 0.48
"""Seconds of lead and lag among which the best correlation is sought."""
_CLEAR = 0.4
"""Correlation of the speeds from which a lag means something."""
_TREMBLE_S = 0.06
"""Seconds over which tremble of the tracking is taken out of speeds."""
_FLOW = {"winSize": (31, 31), "maxLevel": 3, "flags": cv2.OPTFLOW_USE_INITIAL_FLOW}


@dataclass(frozen=True)
class Shoulders:
    """The shoulders' sideways movement beside the head's."""

    share: float
    """Standard deviation over the head's. People in a collection of clips: 0.19 to 0.66, in the
    median 0.29; the four measured by this very code: 0.34 to 0.67. NaN where they are not seen."""
    lag_ms: float
    """By which their speed is best correlated with the head's earlier one; NaN where that is not
    clear."""


class ShoulderTracker:
    """Follows the shoulders of one video from its first frame on.

    Args:
        frame: [H, W, 3] the first.
        landmarks: [N, 3] of its face.
        alpha: [H, W] whose shoulders, 0..1.
    """

    def __init__(self, frame: Picture, landmarks: NDArray, alpha: Float32Array) -> None:
        self._grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
        height, width = self._grey.shape
        rows, columns = np.mgrid[:height, :width]
        beside = np.abs(columns - landmarks[CHIN, 0]) > _BESIDE_NECK * face_width(landmarks)
        low = height_in_face(landmarks, frame.shape) > _BELOW_CHIN
        zone = low & beside & (alpha > 0.5) & (rows < (1 - _EDGE) * height)
        corners = cv2.goodFeaturesToTrack(
            self._grey, _MOST_CORNERS, _LEAST_QUALITY, 5, mask=zone.astype(np.uint8)
        )
        self._corners = np.zeros((0, 1, 2), np.float32) if corners is None else corners
        self._moved = np.zeros(2, np.float32)

    def sideways(self, frame: Picture) -> float:
        """Pixels by which they are to the right of where they were in the first frame; NaN when
        they are lost."""
        if len(self._corners) < _FEWEST_CORNERS:
            return float("nan")
        grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
        start = self._corners + self._moved
        there, found, _ = cv2.calcOpticalFlowPyrLK(
            self._grey, grey, self._corners, start.copy(), **_FLOW
        )
        back, again, _ = cv2.calcOpticalFlowPyrLK(
            grey, self._grey, there, self._corners.copy(), **_FLOW
        )
        missed = np.abs(back - self._corners).reshape(-1, 2).max(axis=1)
        kept = (found.ravel() > 0) & (again.ravel() > 0) & (missed < _RETURN)
        if kept.sum() < _FEWEST_CORNERS:
            return float("nan")
        self._moved = np.median((there - self._corners)[kept, 0], axis=0).astype(np.float32)
        return float(self._moved[0])


def place_of_head(landmarks: NDArray) -> NDArray:
    """[...] its place sideways, pixels, from landmarks [..., N, 3]: midway between the ears, which
    turning moves less than the face."""
    return landmarks[..., [LEFT_EAR, RIGHT_EAR], 0].mean(axis=-1)


def following(head: FloatArray, shoulders: FloatArray, fps: float) -> Shoulders:
    """How the shoulders follow.

    Args:
        head: [T] its place sideways, pixels; see `place_of_head`.
        shoulders: [T] theirs, NaN where they were lost.
        fps: frames per second.
    """
    seen = np.isfinite(shoulders)
    if np.mean(~seen) > _MOST_LOST or head.std() < 1e-3:
        return Shoulders(float("nan"), float("nan"))
    frames = np.arange(len(head))
    shoulders = np.interp(frames, frames[seen], shoulders[seen])
    share = float(shoulders.std() / head.std())
    lags = range(-round(_LEAD_S * fps), round(_LAG_S * fps) + 1)
    # Places wander slowly and are alike at any lag; speeds are not.
    of_head, of_shoulders = (_speed(place, fps) for place in (head, shoulders))
    likeness = [_correlation(of_head, of_shoulders, lag) for lag in lags]
    best = int(np.argmax(likeness))
    clear = likeness[best] > _CLEAR and 0 < best < len(lags) - 1
    return Shoulders(share, 1000 * lags[best] / fps if clear else float("nan"))


def _speed(place: FloatArray, fps: float) -> FloatArray:
    return np.diff(gaussian_filter1d(place, _TREMBLE_S * fps))


def _correlation(head: FloatArray, shoulders: FloatArray, lag: int) -> float:
    """Of the shoulders with the head `lag` frames earlier."""
    end = len(head)
    earlier, later = (
        head[max(-lag, 0) : end - max(lag, 0)],
        shoulders[max(lag, 0) : end + min(lag, 0)],
    )
    if len(earlier) < 3 or earlier.std() == 0 or later.std() == 0:
        return 0.0
    return float(np.corrcoef(earlier, later)[0, 1])
