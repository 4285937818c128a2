"""How bright teeth are and how dark the mouth behind them, beside the cheek of the same face.

People in six clips, in the median of each: teeth 0.90 to 1.24 of the cheek, the darkest tenth of
the opening 0.07 (a clip of hard contrast) to 0.38.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.motion import Motion
from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.landmarks import LOWER_LIP_INNER, SKIN_LANDMARK_COUNT, UPPER_LIP_INNER
from tests.support.face_region import face_width
from tests.support.poses import Model, pose

_CHEEKS = (50, 280, 205, 425)
_CHEEK_PATCH = 0.02
"""Half the side of a cheek's patch, in face widths."""
_BRIGHTER_CHEEK = 70
"""Percentile of the patches: one side of the face may lie in shadow."""
_TENTH = 10
_OPEN = 0.015
"""Opening of the lips, in face widths, from which on there is something to see between them."""

SOUNDS: dict[str, Motion] = {
    "f": pose(neutral=1, jawOpen=0.12, mouthRollLower=0.6, mouthShrugLower=0.4, mouthUpperUp=0.2),
    "ee": pose(neutral=1, jawOpen=0.22, mouthStretch=0.55, mouthLowerDown=0.35, mouthUpperUp=0.2),
    "ah": pose(neutral=1, jawOpen=0.75, mouthLowerDown=0.35, mouthUpperUp=0.2),
    "grin": pose(
        neutral=1,
        jawOpen=0.16,
        mouthSmile=0.7,
        mouthStretch=0.7,
        mouthLowerDown=0.7,
        mouthUpperUp=0.8,
    ),
}
"""Mouths that show teeth."""


@dataclass(frozen=True)
class MouthLight:
    """L* of the opening's brightest and darkest tenth over that of the cheek."""

    tooth: float
    dark: float


def mouth_light(frame: Picture, landmarks: NDArray) -> MouthLight:
    """Of the face with these landmarks [468 or more, 3]; NaN where its mouth is shut."""
    width = face_width(landmarks)
    upper, lower = landmarks[list(UPPER_LIP_INNER), :2], landmarks[list(LOWER_LIP_INNER), :2]
    if np.linalg.norm(lower - upper, axis=1).max() < _OPEN * width:
        return MouthLight(float("nan"), float("nan"))
    mask = np.zeros(frame.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(np.vstack([upper, lower[-2:0:-1]])).astype(np.int32)], 1)
    mask = cv2.erode(mask, np.ones((3, 3), np.uint8))
    within = np.sort(lightness(frame[mask > 0]))
    if len(within) < _TENTH:
        return MouthLight(float("nan"), float("nan"))
    share = len(within) // _TENTH
    cheek = _cheek(frame, landmarks)
    return MouthLight(float(within[-share:].mean() / cheek), float(within[:share].mean() / cheek))


def spoken_light(avatar: MeshAvatar) -> dict[str, MouthLight]:
    """Of each of `SOUNDS`."""
    model = Model(avatar)
    found = {}
    for sound, motion in SOUNDS.items():
        frame = model.hold(motion)
        found[sound] = mouth_light(frame, model.vertices[:SKIN_LANDMARK_COUNT])
    return found


def over_sounds(lights: Sequence[MouthLight]) -> MouthLight:
    """The median of several, those of shut mouths left out; NaN where all are."""
    return MouthLight(
        *(
            float(np.median(known)) if len(known := values[np.isfinite(values)]) else float("nan")
            for values in np.array([[light.tooth, light.dark] for light in lights]).T
        )
    )


def lightness(colours: NDArray[np.uint8]) -> FloatArray:
    """CIE L* [N], 0..100, of sRGB colours [N, 3]."""
    lab = cv2.cvtColor(colours.reshape(-1, 1, 3).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return lab[:, 0, 0].astype(np.float64)


def _cheek(frame: Picture, landmarks: NDArray) -> float:
    reach = max(1, round(_CHEEK_PATCH * face_width(landmarks)))
    patches = []
    for x, y in np.round(landmarks[list(_CHEEKS), :2]).astype(int):
        patch = frame[max(y - reach, 0) : y + reach + 1, max(x - reach, 0) : x + reach + 1]
        if patch.size:
            patches.append(np.median(lightness(patch.reshape(-1, 3))))
    return float(np.percentile(patches, _BRIGHTER_CHEEK))
