"""One photo → `Portrait`: the whole first room of the road, step by step."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from real3d.errors import FaceTooSmallError, NoFaceError, PictureTooSmallError, ProfileViewError
from real3d.portrait.advice import advise
from real3d.portrait.crop import cut, face_size, portrait_crop
from real3d.portrait.detection import FaceBox, detect_faces
from real3d.portrait.foreground import cutout, exact_foreground
from real3d.portrait.landmarks import FACE_OVAL, detect_landmarks, detect_landmarks_in
from real3d.portrait.matting import person_matte
from real3d.portrait.plate import background_without_person
from real3d.portrait.portrait import HeadPose, Portrait
from real3d.portrait.pose import estimate_pose, euler_angles, pose_residual
from real3d.threads import single_threaded

_LEAST_PICTURE = 64
"""Pixels of the shorter side."""
_LEAST_FACE = 40
"""Pixels of the face's height; the landmark model works on 192."""
_MOST_YAW = np.radians(45)
"""Beyond it one eye and half of the mouth are hidden."""
_MOST_RESIDUAL = 0.10
"""Of outer-eye-corner distances; faces, painted ones included, have 0.01 to 0.07."""


@single_threaded()
def analyse_portrait(image: NDArray[np.uint8], size: int = 512) -> Portrait:
    """Find the person in a photo and take photo and person apart.

    The same photo always gives the same portrait, to the bit.

    Args:
        image: [H, W, 3] RGB, upright.
        size: pixels a side of the portrait.

    Raises:
        PictureTooSmallError, NoFaceError, FaceTooSmallError, ProfileViewError
    """
    assert image.ndim == 3 and image.shape[2] == 3 and image.dtype == np.uint8, image.shape
    height, width = image.shape[:2]
    if min(height, width) < _LEAST_PICTURE:
        raise PictureTooSmallError(
            f"The picture is {width} x {height} pixels; use one of at least "
            f"{_LEAST_PICTURE} x {_LEAST_PICTURE}, better 512 x 512."
        )
    landmarks, face_count = _find_face(image)
    crop = portrait_crop(landmarks[list(FACE_OVAL)], width, height)
    picture = cut(image, crop, size)
    # Once more on the final picture, where the face is large: lips and lids need every tenth of a
    # pixel.
    scale = size / crop.side
    in_crop = (landmarks - (crop.left, crop.top, 0)) * scale
    landmarks = detect_landmarks(picture)
    if landmarks is None:
        landmarks = in_crop
    pose = _checked_pose(landmarks)

    alpha = person_matte(picture, landmarks)
    colours = cutout(picture, alpha)
    plate = background_without_person(picture, alpha)
    return Portrait(
        image=picture,
        crop=crop,
        landmarks=landmarks,
        pose=pose,
        alpha=alpha,
        foreground=exact_foreground(picture, alpha, plate, colours),
        cutout=colours,
        plate=plate,
        advice=advise(landmarks, pose, crop, size, width, height, face_count),
        key=_key(image, size),
    )


def _find_face(image: NDArray[np.uint8]) -> tuple[NDArray[np.float64], int]:
    """The landmarks of the picture's subject, and the number of faces."""
    faces = detect_faces(image)
    landmarks = _first_landmarks(image, faces)
    if landmarks is None:
        raise NoFaceError(_NO_FACE)
    size = face_size(landmarks[list(FACE_OVAL)])
    if size < _LEAST_FACE:
        raise FaceTooSmallError(
            f"The face is only {size:.0f} pixels high; use a photo in which it has at least "
            f"{_LEAST_FACE}, better 200."
        )
    return landmarks, len(faces)


def _first_landmarks(image: NDArray[np.uint8], faces: list[FaceBox]) -> NDArray[np.float64] | None:
    for face in faces:
        landmarks = detect_landmarks_in(image, face)
        if landmarks is not None:
            return landmarks
    return detect_landmarks(image)


_NO_FACE = (
    "No human face was found in the picture; use a photo that shows one face from the front, "
    "upright and well lit."
)


def _checked_pose(landmarks: NDArray[np.float64]) -> HeadPose:
    pose = estimate_pose(landmarks)
    if pose_residual(landmarks, pose) > _MOST_RESIDUAL:
        raise NoFaceError(_NO_FACE)
    _, yaw, _ = euler_angles(pose.rotation)
    if abs(yaw) > _MOST_YAW:
        raise ProfileViewError(
            f"The face is seen from the side (turned {abs(np.degrees(yaw)):.0f}°); use a photo in "
            "which both eyes and the whole mouth can be seen."
        )
    return pose


def _key(image: NDArray[np.uint8], size: int) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{image.shape} {size}".encode())
    digest.update(np.ascontiguousarray(image))
    return digest.hexdigest()
