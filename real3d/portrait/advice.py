"""Remarks on a photo for its owner: what will limit the result, and what to do about it."""

from __future__ import annotations

import numpy as np

from real3d.numerics.types import FloatArray
from real3d.portrait.crop import face_size
from real3d.portrait.landmarks import (
    FACE_OVAL,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
)
from real3d.portrait.portrait import Advice, Crop, HeadPose
from real3d.portrait.pose import euler_angles, to_head_frame

_TURNED = np.radians(20)
"""Yaw from which turning the head the other way shows skin that the photo does not have."""
_CLOSED_EYE = 0.12
"""Height of the lid opening over its width; open eyes have 0.2 to 0.4."""
_WIDE_MOUTH = 0.35
"""Height of the mouth's opening over its width."""
_COARSE = 0.5
"""Photo pixels per portrait pixel below which the portrait looks soft."""


def advise(
    landmarks: FloatArray,  # [478, 3] pixels of the portrait
    pose: HeadPose,
    crop: Crop,
    size: int,  # pixels a side of the portrait
    width: int,  # of the photo
    height: int,
    face_count: int,
) -> tuple[Advice, ...]:
    """All remarks that apply, the most important first."""
    _, yaw, _ = euler_angles(pose.rotation)
    face = to_head_frame(landmarks, pose)
    outline = landmarks[list(FACE_OVAL)]
    remarks = (
        (face_count > 1, _several_faces(face_count)),
        (_is_cut(outline, crop, size, width, height), _CUT),
        (abs(yaw) > _TURNED, _turned(yaw)),
        (_eyes_closed(face), _EYES_CLOSED),
        (_mouth_opening(face) > _WIDE_MOUTH, _MOUTH_OPEN),
        (crop.side < _COARSE * size, _low_resolution(outline, crop, size)),
    )
    return tuple(advice for applies, advice in remarks if applies)


def _several_faces(count: int) -> Advice:
    return Advice(
        "several_faces",
        f"The photo shows {count} faces; the largest one is used. "
        "To animate another one, click on it or crop the photo.",
    )


def _turned(yaw: float) -> Advice:
    side = "right" if yaw > 0 else "left"
    return Advice(
        "turned",
        f"The face is turned {abs(np.degrees(yaw)):.0f}° to the {side}; "
        "a photo that looks into the camera moves more naturally.",
    )


def _low_resolution(outline: FloatArray, crop: Crop, size: int) -> Advice:
    height = face_size(outline) * crop.side / size
    return Advice(
        "low_resolution",
        f"The face is only {height:.0f} pixels high and will look soft; "
        "use a larger version of the photo if there is one.",
    )


_CUT = Advice(
    "face_cut",
    "The face touches the edge of the photo; use a photo with some room around the head.",
)
_EYES_CLOSED = Advice(
    "eyes_closed", "The eyes seem to be closed; use a photo with open eyes so that they can blink."
)
_MOUTH_OPEN = Advice(
    "mouth_open", "The mouth is wide open; a photo with the lips together speaks more naturally."
)


def _is_cut(outline: FloatArray, crop: Crop, size: int, width: int, height: int) -> bool:
    in_photo = outline[:, :2] * (crop.side / size) + (crop.left, crop.top)
    margin = 0.02 * crop.side
    return bool((in_photo < margin).any() or (in_photo > (width - margin, height - margin)).any())


def _eyes_closed(face: FloatArray) -> bool:
    left = _opening(face, LEFT_UPPER_LID, LEFT_LOWER_LID)
    right = _opening(face, RIGHT_UPPER_LID, RIGHT_LOWER_LID)
    return max(left, right) < _CLOSED_EYE


def _mouth_opening(face: FloatArray) -> float:
    return _opening(face, UPPER_LIP_INNER, LOWER_LIP_INNER)


def _opening(face: FloatArray, upper: tuple[int, ...], lower: tuple[int, ...]) -> float:
    """Height of an opening between two edges that share their ends, over its width."""
    middle = len(upper) // 2
    height = np.linalg.norm(face[upper[middle]] - face[lower[middle]])
    return float(height / np.linalg.norm(face[upper[0]] - face[upper[-1]]))
