"""Remarks on a photo for its owner: what will limit the result, and what to do about it."""

from __future__ import annotations

import numpy as np

from real3d.messages.message import Message
from real3d.numerics.types import FloatArray
from real3d.portrait.crop import face_size
from real3d.portrait.landmarks import (
    FACE_OVAL,
    LEFT_IRIS,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    RIGHT_IRIS,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
)
from real3d.portrait.portrait import Crop, HeadPose
from real3d.portrait.pose import euler_angles, to_head_frame

_TURNED = np.radians(20)
"""Yaw from which turning the head the other way shows skin that the photo does not have."""
_CLOSED_EYE = 0.12
"""Height of the lid opening over its width; open eyes have 0.2 to 0.4."""
_WIDE_MOUTH = 0.24
"""Height of the mouth's opening over its width; parted lips have up to 0.2."""
_LOOKS_PAST = 0.09
"""Way of the irises from where they look into the camera, over the width of the eyes; who does has
up to 0.07."""
_IRIS_OF_TURNED = -0.14
"""Where irises that look into the camera are, from the middle of the eyes, for the sine of yaw."""
_UNCLEAR_MOUTH = 0.57
"""Visibility of the mouth below which it may be covered."""
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
    mouth: float,  # its visibility, 0 to 1
) -> tuple[Message, ...]:
    """All remarks that apply, the most important first."""
    _, yaw, _ = euler_angles(pose.rotation)
    face = to_head_frame(landmarks, pose)
    outline = landmarks[list(FACE_OVAL)]
    remarks = (
        (face_count > 1, Message("several-faces", count=face_count)),
        (mouth < _UNCLEAR_MOUTH, Message("mouth-unclear")),
        (_is_cut(outline, crop, size, width, height), Message("face-cut")),
        (abs(yaw) > _TURNED, _turned(yaw)),
        (_eyes_closed(face), Message("eyes-closed")),
        (_looks_past(landmarks, float(yaw)), Message("looks-past")),
        (_mouth_opening(face) > _WIDE_MOUTH, Message("mouth-open")),
        (crop.side < _COARSE * size, _low_resolution(outline, crop, size)),
    )
    return tuple(advice for applies, advice in remarks if applies)


def _turned(yaw: float) -> Message:
    side = Message("right") if yaw > 0 else Message("left")
    return Message("turned", degrees=float(abs(np.degrees(yaw))), side=side)


def _low_resolution(outline: FloatArray, crop: Crop, size: int) -> Message:
    return Message("low-resolution", height=float(face_size(outline) * crop.side / size))


def _is_cut(outline: FloatArray, crop: Crop, size: int, width: int, height: int) -> bool:
    in_photo = outline[:, :2] * (crop.side / size) + (crop.left, crop.top)
    margin = 0.02 * crop.side
    return bool((in_photo < margin).any() or (in_photo > (width - margin, height - margin)).any())


def _eyes_closed(face: FloatArray) -> bool:
    left = _opening(face, LEFT_UPPER_LID, LEFT_LOWER_LID)
    right = _opening(face, RIGHT_UPPER_LID, RIGHT_LOWER_LID)
    return max(left, right) < _CLOSED_EYE


def _looks_past(landmarks: FloatArray, yaw: float) -> bool:
    """Whether the eyes look past the camera, to a side."""
    sides = [
        _iris_from_middle(landmarks, LEFT_UPPER_LID, LEFT_IRIS),
        _iris_from_middle(landmarks, RIGHT_UPPER_LID, RIGHT_IRIS),
    ]
    return bool(abs(np.mean(sides) - _IRIS_OF_TURNED * np.sin(yaw)) > _LOOKS_PAST)


def _iris_from_middle(landmarks: FloatArray, lid: tuple[int, ...], iris: tuple[int, ...]) -> float:
    """How far to the picture's right an iris is from the middle of its eye, in eye widths."""
    corners = landmarks[[lid[0], lid[-1]], :2]
    across = corners[corners[:, 0].argmax()] - corners[corners[:, 0].argmin()]
    from_middle = landmarks[iris[0], :2] - corners.mean(axis=0)
    return float(from_middle @ across / (across @ across))


def _mouth_opening(face: FloatArray) -> float:
    return _opening(face, UPPER_LIP_INNER, LOWER_LIP_INNER)


def _opening(face: FloatArray, upper: tuple[int, ...], lower: tuple[int, ...]) -> float:
    """Height of an opening between two edges that share their ends, over its width."""
    middle = len(upper) // 2
    height = np.linalg.norm(face[upper[middle]] - face[lower[middle]])
    return float(height / np.linalg.norm(face[upper[0]] - face[upper[-1]]))
