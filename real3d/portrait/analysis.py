"""One photo → `Portrait`: the whole first room of the road, step by step."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from real3d.errors import FaceTooSmallError, NoFaceError, PictureTooSmallError, ProfileViewError
from real3d.portrait.advice import advise
from real3d.portrait.crop import cut, face_size, portrait_crop
from real3d.portrait.detection import FaceBox, detect_faces
from real3d.portrait.foreground import cutout, exact_foreground
from real3d.portrait.landmarks import (
    FACE_OVAL,
    SKIN_LANDMARK_COUNT,
    detect_landmarks,
    detect_landmarks_in,
)
from real3d.portrait.matting import person_matte
from real3d.portrait.mean_face import mirror_index
from real3d.portrait.plate import background_without_person
from real3d.portrait.portrait import Crop, HeadPose, Portrait
from real3d.portrait.pose import estimate_pose, euler_angles, pose_residual
from real3d.threads import single_threaded

_LEAST_PICTURE = 64
"""Pixels of the shorter side."""
_LEAST_FACE = 40
"""Pixels of the face's height; the landmark model works on 192."""
_MOST_YAW = np.radians(45)
"""Beyond it one eye and half of the mouth are hidden."""
_MOST_ROLL = np.radians(60)
"""Beyond it the picture lies on its side."""
_MOST_RESIDUAL = 0.10
"""Of outer-eye-corner distances; faces, painted ones included, have 0.01 to 0.07."""
_MOST_DISAGREEMENT = 0.04
"""Of the face's height, between two looks at it; faces have up to 0.02, other things 0.07."""
_MOST_COUNTED = 12
"""A crowd need not be counted to the last head."""


@single_threaded()
def analyse_portrait(image: NDArray[np.uint8], size: int = 512) -> Portrait:
    """Find the person in a photo and take person and background apart.

    The same photo always gives the same portrait, to the bit.

    Args:
        image: [H, W, 3] RGB, upright.
        size: pixels a side of the portrait.

    Raises:
        PictureTooSmallError: the picture has too few pixels.
        NoFaceError: it shows no human face, or only one that lies on its side.
        FaceTooSmallError: the face has too few pixels.
        ProfileViewError: the face is seen from the side.
    """
    assert image.shape[2:] == (3,), f"image is {image.shape}, not [H, W, 3]"
    assert image.dtype == np.uint8, f"image is {image.dtype}, not uint8"
    height, width = image.shape[:2]
    if min(height, width) < _LEAST_PICTURE:
        raise PictureTooSmallError(
            f"The picture has only {width} x {height} pixels; use one with at least "
            f"{_LEAST_PICTURE} x {_LEAST_PICTURE}, better 512 x 512."
        )
    face, face_count = _find_face(image, size)
    _check(face, size)
    alpha = person_matte(face.picture, face.landmarks)
    plate = background_without_person(face.picture, alpha)
    colours = cutout(face.picture, alpha)
    return Portrait(
        image=face.picture,
        crop=face.crop,
        landmarks=face.landmarks,
        pose=face.pose,
        alpha=alpha,
        foreground=exact_foreground(face.picture, alpha, plate, colours),
        cutout=colours,
        plate=plate,
        advice=advise(face.landmarks, face.pose, face.crop, size, width, height, face_count),
        key=_key(image, size),
    )


@dataclass(frozen=True)
class _Face:
    """A verified face and the portrait's square around it."""

    crop: Crop
    picture: NDArray[np.uint8]
    """[S, S, 3] the square."""
    landmarks: NDArray[np.float64]
    """[478, 3] pixels of the square."""
    pose: HeadPose


def _find_face(image: NDArray[np.uint8], size: int) -> tuple[_Face, int]:
    """The picture's subject, and how many faces there are."""
    for boxes in detect_faces(image):
        for box in boxes:
            face = _verify(image, box, size)
            if face is not None:
                return face, _count(image, boxes, subject=box)
    raise NoFaceError(
        "No human face was found in the picture; use a photo that shows one face from the front, "
        "upright, well lit and not too small."
    )


def _verify(image: NDArray[np.uint8], box: FaceBox, size: int) -> _Face | None:
    """The face in a box, if it is one.

    The landmark model looks three times: at the box, at the portrait's square and at its mirror
    image. On a face, the three agree; in fur, engines and colour wheels it dreams up another face
    each time, or one that no head has.
    """
    landmarks = detect_landmarks_in(image, box)
    if landmarks is None:
        return None
    height, width = image.shape[:2]
    crop = portrait_crop(landmarks[list(FACE_OVAL)], width, height)
    picture = cut(image, crop, size)
    first = (landmarks - (crop.left, crop.top, 0)) * (size / crop.side)
    # These are the ones that count: lips and lids need every tenth of a pixel.
    landmarks = detect_landmarks(picture)
    third = detect_landmarks(picture[:, ::-1])
    if landmarks is None or third is None:
        return None
    looks = (first, _mirrored(third, size))
    if any(_disagreement(landmarks, look) > _MOST_DISAGREEMENT for look in looks):
        return None
    pose = estimate_pose(landmarks)
    if pose_residual(landmarks, pose) > _MOST_RESIDUAL:
        return None
    return _Face(crop, picture, landmarks, pose)


def _mirrored(landmarks: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return (landmarks * (-1, 1, 1) + (size - 1, 0, 0))[mirror_index()]


def _disagreement(landmarks: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    """Mean distance in the picture plane, in face heights."""
    distance = np.linalg.norm((landmarks - others)[:SKIN_LANDMARK_COUNT, :2], axis=1)
    return float(distance.mean() / face_size(landmarks[list(FACE_OVAL)]))


def _count(image: NDArray[np.uint8], boxes: list[FaceBox], subject: FaceBox) -> int:
    others = [box for box in boxes[:_MOST_COUNTED] if box is not subject]
    return 1 + sum(detect_landmarks_in(image, box) is not None for box in others)


def _check(face: _Face, size: int) -> None:
    """Refuse a face that cannot be animated."""
    height = face_size(face.landmarks[list(FACE_OVAL)]) * face.crop.side / size
    if height < _LEAST_FACE:
        raise FaceTooSmallError(
            f"The face is only {height:.0f} pixels high; use a photo in which it has at least "
            f"{_LEAST_FACE}, better 200."
        )
    _, yaw, roll = euler_angles(face.pose.rotation)
    if abs(roll) > _MOST_ROLL:
        raise NoFaceError("The face lies on its side; turn the picture upright and try again.")
    if abs(yaw) > _MOST_YAW:
        raise ProfileViewError(
            f"The face is seen from the side (turned by {abs(np.degrees(yaw)):.0f}°); use a photo "
            "in which both eyes and the whole mouth can be seen."
        )


def _key(image: NDArray[np.uint8], size: int) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{image.shape} {size}".encode())
    digest.update(np.ascontiguousarray(image))
    return digest.hexdigest()
