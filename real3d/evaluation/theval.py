"""Five of THEval's eight scores: how near a talking video's movement is to that of real ones.

THEval (Quignon et al., arXiv 2511.04520; github.com/Newbyl/THEval) measures a video and compares
the value with the mean of 5,011 real ones: 1 is like them, less is too much or too little. The
three scores of picture quality need networks of their own and are left out. Definitions and
constants are the published ones; where the authors' code and paper differ (brows), the code
counts, because its constants do. Landmarks come from the same model as theirs; head angles from
the landmarks instead of FaceXFormer, the face's box from the landmarks instead of RetinaFace, and
voice activity from the project's own network instead of Silero's. The size of the real videos'
pictures, on which the head's way in pixels depends, is not published; 512 pixels are taken, the
size at which most of the compared systems work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from real3d.evaluation.performance import RATE, Performance
from real3d.numerics.types import BoolArray, FloatArray
from real3d.portrait.landmarks import (
    LEFT_BROW,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    LOWER_LIP_OUTER,
    OUTER_EYE_CORNERS,
    RIGHT_BROW,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
    UPPER_LIP_OUTER,
)

PICTURE_SIDE = 512.0
"""Longer side in pixels of the picture in which the head's way is measured."""
LIP_PICTURE_SIDE = 256.0
"""Width and height to which a picture is stretched before its lips are measured."""
MIN_SILENCE_S = 0.3
MIN_SPEECH_SHARE = 0.1
VOICE_ACTIVITY = 0.5
"""Activity from which somebody counts as speaking."""

_LIPS = sorted({*UPPER_LIP_OUTER, *UPPER_LIP_INNER, *LOWER_LIP_INNER, *LOWER_LIP_OUTER})
_INNER = slice(1, 9)
"""The eight pairs across the gap that are measured; the corners are not, nor is the last pair."""
_LEFT_EYE = sorted({*LEFT_UPPER_LID, *LEFT_LOWER_LID})
_RIGHT_EYE = sorted({*RIGHT_UPPER_LID, *RIGHT_LOWER_LID})
_EYE_CORNERS = (
    (LEFT_UPPER_LID[0], LEFT_UPPER_LID[-1]),
    (RIGHT_UPPER_LID[0], RIGHT_UPPER_LID[-1]),
)


@dataclass(frozen=True)
class Closeness:
    """One score: its published name, what it measures, and that of real videos."""

    key: str
    name: str
    real: float
    """Mean over the real videos of THEval's data set."""
    measure: Callable[[Performance], float | None]
    """None where the video cannot tell."""

    def score(self, value: float) -> float:
        """1 for the real videos' value, 0 for none or twice as much, less for more."""
        return 1.0 - abs(value - self.real) / self.real


def lip_dynamics(performance: Performance) -> float:
    """Mean standard deviation of all distances between two of 40 lip landmarks, pixels of 256."""
    lips = LIP_PICTURE_SIDE * performance.landmarks[:, _LIPS] / performance.frame_size
    # One landmark against all others at a time: all pairs of a long video would fill the memory.
    deviations = [
        np.linalg.norm(lips[:, index, None] - lips[:, index + 1 :], axis=2).std(axis=0)
        for index in range(len(_LIPS) - 1)
    ]
    return float(np.concatenate(deviations).mean())


def head_motion_dynamics(performance: Performance) -> float:
    """How far the face's box moves, pixels of 512, with what the head turns: see the paper, eq. 5.

    The root of the mean variance of the box's middle along x and y, to which the angles' standard
    deviation times the variance of their change from frame to frame is added, in degrees.
    """
    angles = np.degrees(performance.rotation)
    turned = angles.std(axis=0).mean() * np.diff(angles, axis=0).var(axis=0).mean()
    corners = performance.landmarks.min(axis=1), performance.landmarks.max(axis=1)
    middle = PICTURE_SIDE * 0.5 * (corners[0] + corners[1])
    return float(np.sqrt(turned + middle.var(axis=0).mean()))


def eyebrow_dynamics(performance: Performance) -> float:
    """Mean change from frame to frame of the distance from eye to brow, in eye distances."""
    left_eye, right_eye = (_middle(performance, points) for points in (_LEFT_EYE, _RIGHT_EYE))
    eyes_distance = np.linalg.norm(left_eye - right_eye, axis=1)
    changes = []
    for eye, brow in ((left_eye, LEFT_BROW), (right_eye, RIGHT_BROW)):
        height = np.linalg.norm(_middle(performance, brow) - eye, axis=1) / eyes_distance
        changes.append(np.abs(np.diff(height)))
    return float(np.mean(changes))


def silent_lip_stability(performance: Performance) -> float | None:
    """Median distance of the lips' opening from its mean in silences, in eye distances."""
    if performance.prosody is None:
        return None
    silent = _long_runs(performance.prosody.voice < VOICE_ACTIVITY, int(MIN_SILENCE_S * RATE))
    if silent.sum() < 2:
        return None
    points = performance.landmarks[silent] / performance.frame_size
    eyes = np.linalg.norm(np.diff(points[:, OUTER_EYE_CORNERS], axis=1)[:, 0], axis=1)
    gaps = np.abs(points[:, UPPER_LIP_INNER, 1] - points[:, LOWER_LIP_INNER, 1])[:, _INNER]
    opening = gaps.mean(axis=1) / eyes
    return float(np.median(np.abs(opening - opening.mean())))


def lip_sync(performance: Performance) -> float | None:
    """Mean difference of the lips' opening and the voice's volume, both from 0 to 1, in speech."""
    if performance.prosody is None:
        return None
    speaking = performance.prosody.voice >= VOICE_ACTIVITY
    if speaking.mean() < MIN_SPEECH_SHARE or speaking.sum() < 2:
        return None
    points = performance.landmarks[speaking] / performance.frame_size
    upper, lower = (points[:, lip, 1][:, _INNER] for lip in (UPPER_LIP_INNER, LOWER_LIP_INNER))
    eyes = points[:, _EYE_CORNERS, 0].mean(axis=2)
    opening = np.abs((upper - lower).mean(axis=1)) / np.abs(eyes[:, 1] - eyes[:, 0])
    return float(np.abs(_to_unit(opening) - _to_unit(performance.volume[speaking])).mean())


SCORES = (
    Closeness("lip_dynamics", "Lip Dynamics", 1.716603, lip_dynamics),
    Closeness("head_motion_dynamics", "Head Motion Dynamics", 18.46757, head_motion_dynamics),
    Closeness("eyebrow_dynamics", "Eyebrow Dynamics", 0.006777, eyebrow_dynamics),
    Closeness("silent_lip_stability", "Silent Lip Stability", 0.0263, silent_lip_stability),
    Closeness("lip_sync", "Lip-Sync", 0.2528, lip_sync),
)


def _middle(performance: Performance, points: tuple[int, ...] | list[int]) -> FloatArray:
    """[T, 2] mean of some landmarks."""
    return performance.landmarks[:, list(points)].mean(axis=1)


def _to_unit(track: FloatArray) -> FloatArray:
    """The track from 0 at its lowest to 1 at its highest value."""
    return (track - track.min()) / max(float(np.ptp(track)), 1e-8)


def _long_runs(mask: BoolArray, least: int) -> BoolArray:
    """[T] true in stretches of at least so many true values."""
    from scipy.ndimage import label

    labels, _ = label(mask)
    long = np.bincount(labels.ravel()) >= least
    return mask & long[labels]
