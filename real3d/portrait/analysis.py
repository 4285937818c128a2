"""One photo → `Portrait`: the whole first room of the road, step by step."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from real3d.errors import (
    FaceTooSmallError,
    FileTooLargeError,
    MouthCoveredError,
    NoFaceError,
    PictureTooSmallError,
    ProfileViewError,
)
from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.advice import advise
from real3d.portrait.bars import Area, picture_area, without_bars
from real3d.portrait.clean_background import background_without_person
from real3d.portrait.crop import crop_image, face_size, portrait_crop
from real3d.portrait.detection import FaceBox, detect_faces
from real3d.portrait.foreground import cutout, exact_foreground
from real3d.portrait.halo import outline_halo, take_halo
from real3d.portrait.landmarks import (
    FACE_OVAL,
    SKIN_LANDMARK_COUNT,
    detect_landmarks_in,
)
from real3d.portrait.leftovers import claim_leftovers
from real3d.portrait.matting import person_matte
from real3d.portrait.mean_face import mirror_index
from real3d.portrait.neighbours import at_the_side, kept_share, own_part, own_side
from real3d.portrait.portrait import Crop, HeadPose, Portrait
from real3d.portrait.pose import estimate_pose, euler_angles, pose_residual
from real3d.portrait.visibility import eye_visibility, mouth_visibility
from real3d.runtime.threads import single_threaded

_MIN_PICTURE = 64
"""Least length of the photo's shorter side, pixels."""
_MAX_SIDE = 30_000
"""Greatest length of the photo's longer side, pixels: what looks for faces ends the whole program
at 32,767."""
_MIN_FACE = 40
"""Least height of the face, pixels; the landmark model works on 192."""
_MAX_YAW = np.radians(45)
"""Largest yaw of a usable face: beyond it one eye and half of the mouth are hidden."""
_MAX_ROLL = np.radians(60)
"""Largest roll of a usable face: beyond it the picture lies on its side."""
_MAX_OUTSIDE = 0.08
"""Largest share of landmarks outside the picture: a forehead may be cut, a mouth may not."""
_MAX_RESIDUAL = 0.10
"""Largest residual of the pose, in outer-eye-corner distances; faces, painted ones included, have
0.01 to 0.07."""
_MAX_DISAGREEMENT = 0.04
"""Largest difference of two looks at a face, in face heights; faces have up to 0.02, other things
0.07."""
_MIN_MOUTH = 0.34
"""Least visibility of a usable mouth: people have 0.6 to 1, in hardly legible photos 0.35, masks 0
to 0.3, microphones and hands, which leave a part of the mouth, up to 0.5."""
_CLEAR_MOUTH = 0.68
"""Visibility of a mouth from which nobody is taken for an animal."""
_MIN_EYES = 0.35
"""Least visibility of a person's eyes when the mouth is not clear; closed and narrow ones have 0.5,
those behind dark glasses less, but their mouths are clear."""
_MIN_MOUTH_AND_EYES = 0.78
"""Least sum of both: people have 0.9 and more, monkeys and dogs that pass for people mostly 0.4 to
0.75."""
_MIN_FACE_TO_JUDGE = 64
"""Height of the face from which eyes are judged, pixels of the photo: in smaller ones, dark glasses
look like a monkey's eyes."""
_MAX_COUNTED = 12
"""Faces that are counted at most: a crowd need not be counted to the last head."""
_FINER_PHOTO = 1.05
"""Photo pixels per portrait pixel from which on the photo shows more than the portrait holds."""
_POINTED_AT = 1.0
"""How far a point may lie from the centre of a face that is meant, in sides of its box."""


@single_threaded()
def analyse_portrait(
    image: Picture,
    size: int = 512,
    point: tuple[float, float] | None = None,
    beside: tuple[FaceBox, ...] = (),
) -> Portrait:
    """Find the person in a photo and take person and background apart.

    The same photo always gives the same portrait, to the bit.

    Args:
        image: [H, W, 3] RGB, upright.
        size: pixels a side of the portrait.
        point: (x, y) in pixels of the picture, on or near the face that is meant; None for the
            most prominent one.
        beside: the faces of others in the photo, who are background here; without any, those that
            are found at the side. Nothing leaves to the networks who belongs to the person.

    Raises:
        PictureTooSmallError: the picture has too few pixels.
        FileTooLargeError: one of its sides is too long.
        NoFaceError: it shows no human face, none near `point`, or only one that lies on its side.
        MouthCoveredError: something hides the mouth.
        FaceTooSmallError: the face has too few pixels.
        ProfileViewError: the face is seen from the side.
    """
    _check_picture(image)
    area = picture_area(image)
    photo = without_bars(image, area)
    face, boxes = _usable_face(photo, area, size, point)
    height, width = image.shape[:2]
    alpha = person_matte(face.picture, face.landmarks)
    alpha = claim_leftovers(face.picture, alpha, face.landmarks)
    for other in beside:
        alpha = alpha * kept_share(boxes[0], other, face.crop, size)
    for other in () if beside else at_the_side(boxes):
        side = own_side(boxes[0], other, face.crop, size)
        alpha = alpha * own_part(face.picture, alpha, side)
    halo = outline_halo(face.picture, alpha)
    haloless = np.clip(np.rint(face.picture - halo), 0, 255).astype(np.uint8)
    background = background_without_person(haloless, alpha)
    colours = cutout(face.picture, alpha)
    foreground = exact_foreground(face.picture, alpha, background, colours)
    foreground, own_alpha = take_halo(foreground, alpha, halo, background)
    return Portrait(
        image=face.picture,
        detail=_detail(photo, face.crop, size),
        crop=face.crop,
        landmarks=face.landmarks,
        pose=face.pose,
        alpha=alpha,
        own_alpha=own_alpha,
        foreground=foreground,
        cutout=colours,
        clean_background=background,
        faces=boxes,
        advice=advise(
            face.landmarks,
            face.pose,
            face.crop,
            size,
            width,
            height,
            face_count=len(boxes) if point is None else 1,
            mouth=face.mouth,
        ),
        key=_key(image, face.crop, size, beside),
    )


@single_threaded()
def find_faces(
    image: Picture, size: int = 512, point: tuple[float, float] | None = None
) -> tuple[FaceBox, ...]:
    """The faces of a photo, that which `analyse_portrait` would take first, the others by size.

    Args, Raises: as for `analyse_portrait`.
    """
    _check_picture(image)
    area = picture_area(image)
    return _usable_face(without_bars(image, area), area, size, point)[1]


@dataclass(frozen=True)
class _Face:
    """A verified face and the portrait's square around it."""

    crop: Crop
    picture: Picture
    """[S, S, 3] the square."""
    landmarks: FloatArray
    """[478, 3] pixels of the square."""
    pose: HeadPose
    mouth: float
    """Visibility of the mouth, 0 to 1."""


def _check_picture(image: Picture) -> None:
    """Refuse a photo of a size that cannot be analysed."""
    assert image.shape[2:] == (3,), f"image is {image.shape}, not [H, W, 3]"
    assert image.dtype == np.uint8, f"image is {image.dtype}, not uint8"
    height, width = image.shape[:2]
    if min(height, width) < _MIN_PICTURE:
        raise PictureTooSmallError(
            "picture-too-small", width=width, height=height, least=_MIN_PICTURE
        )
    if max(height, width) > _MAX_SIDE:
        raise FileTooLargeError("picture-too-long", width=width, height=height, limit=_MAX_SIDE)


def _usable_face(
    image: Picture, area: Area, size: int, point: tuple[float, float] | None
) -> tuple[_Face, tuple[FaceBox, ...]]:
    """As `_find_face`, of a face that can be animated."""
    face, boxes = _find_face(image, area, size, point)
    _check(face, image.shape[1], image.shape[0])
    return face, boxes


def _find_face(
    image: Picture, area: Area, size: int, point: tuple[float, float] | None
) -> tuple[_Face, tuple[FaceBox, ...]]:
    """The picture's subject, and the boxes of all faces, the subject's first.

    Args:
        image: [H, W, 3] without bars.
        area: where they are not; the square lies in it.
    """
    for boxes in detect_faces(image):
        animals = 0
        for box in boxes if point is None else _near(boxes, point):
            face = _verify(image, area, box, size)
            if face is not None and not _is_animal(face):
                return face, (box, *_others(image, boxes, subject=box))
            animals += face is not None
        if animals:  # closer looks would find the same ones again
            raise NoFaceError("not-human")
    if point is not None:
        raise NoFaceError("no-face-at-point")
    raise NoFaceError("no-face")


def _verify(image: Picture, area: Area, box: FaceBox, size: int) -> _Face | None:
    """The face in a box, if it is one.

    The landmark model looks three times: at the box, at the portrait's square and at its mirror
    image. On a face, the three agree; in fur, engines and colour wheels it dreams up another face
    each time, or one that no head has.
    """
    in_photo = detect_landmarks_in(image, box)
    if in_photo is None:
        return None
    crop = portrait_crop(in_photo[list(FACE_OVAL)], area)
    picture = crop_image(image, crop, size)
    rough = (in_photo - (crop.left, crop.top, 0)) * (size / crop.side)
    # These are the ones that count: lips and lids need every tenth of a pixel.
    landmarks = detect_landmarks_in(picture, _box(rough))
    mirrored = detect_landmarks_in(picture[:, ::-1], _box(_mirror(rough, size)))
    if landmarks is None or mirrored is None:
        return None
    looks = (rough, _mirror(mirrored, size))
    if any(_disagreement(landmarks, look) > _MAX_DISAGREEMENT for look in looks):
        return None
    pose = estimate_pose(landmarks)
    if pose_residual(landmarks, pose) > _MAX_RESIDUAL:
        return None
    return _Face(crop, picture, landmarks, pose, mouth_visibility(picture, landmarks))


def _is_animal(face: _Face) -> bool:
    """Whether the landmark model only imagines a human mouth and human eyes."""
    if face.mouth >= _CLEAR_MOUTH or _height_in_photo(face) < _MIN_FACE_TO_JUDGE:
        return False
    if abs(euler_angles(face.pose.rotation)[1]) > _MAX_YAW:  # half of them is out of sight
        return False
    eyes = eye_visibility(face.picture, face.landmarks)
    return eyes < _MIN_EYES and face.mouth + eyes < _MIN_MOUTH_AND_EYES


def _height_in_photo(face: _Face) -> float:
    """Height of the face, pixels of the photo."""
    return face_size(face.landmarks[list(FACE_OVAL)]) * (face.crop.side / len(face.picture))


def _box(landmarks: FloatArray) -> FaceBox:
    (left, top), (right, bottom) = landmarks[:, :2].min(axis=0), landmarks[:, :2].max(axis=0)
    return FaceBox(left, top, right - left, bottom - top, score=1.0)


def _mirror(landmarks: FloatArray, size: int) -> FloatArray:
    return (landmarks * (-1, 1, 1) + (size - 1, 0, 0))[mirror_index()]


def _disagreement(landmarks: FloatArray, others: FloatArray) -> float:
    """Mean distance in the picture plane, in face heights."""
    distance = np.linalg.norm((landmarks - others)[:SKIN_LANDMARK_COUNT, :2], axis=1)
    return float(distance.mean() / face_size(landmarks[list(FACE_OVAL)]))


def _near(boxes: list[FaceBox], point: tuple[float, float]) -> list[FaceBox]:
    """The boxes that a person who points there can mean, the nearest first."""

    def distance(box: FaceBox) -> float:
        x, y = box.centre
        return math.hypot(point[0] - x, point[1] - y) / max(box.width, box.height)

    return [box for box in sorted(boxes, key=distance) if distance(box) < _POINTED_AT]


def _others(image: Picture, boxes: list[FaceBox], subject: FaceBox) -> Iterator[FaceBox]:
    for box in boxes[:_MAX_COUNTED]:
        if box is not subject and detect_landmarks_in(image, box) is not None:
            yield box


def _check(face: _Face, width: int, height: int) -> None:
    """Refuse a face that cannot be animated, in a photo of that many pixels."""
    in_photo = face.landmarks[:SKIN_LANDMARK_COUNT, :2] * (face.crop.side / len(face.picture))
    in_photo += (face.crop.left, face.crop.top)
    face_height = _height_in_photo(face)
    if face_height < _MIN_FACE:
        raise FaceTooSmallError("face-too-small", height=face_height, least=_MIN_FACE)
    outside = ((in_photo < 0) | (in_photo > (width, height))).any(axis=1)
    if outside.mean() > _MAX_OUTSIDE:
        raise NoFaceError("face-outside")
    _, yaw, roll = euler_angles(face.pose.rotation)
    if abs(roll) > _MAX_ROLL:
        raise NoFaceError("face-on-side")
    if abs(yaw) > _MAX_YAW:
        raise ProfileViewError("face-in-profile", degrees=float(abs(np.degrees(yaw))))
    if face.mouth < _MIN_MOUTH:
        raise MouthCoveredError("mouth-covered")


def _detail(image: Picture, crop: Crop, size: int) -> Picture | None:
    """The portrait's square at twice the size, if the photo has the pixels."""
    return crop_image(image, crop, 2 * size) if crop.side > _FINER_PHOTO * size else None


def _key(image: Picture, crop: Crop, size: int, beside: tuple[FaceBox, ...]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{image.shape} {crop} {size}".encode())
    if beside:
        digest.update(str(beside).encode())
    digest.update(np.ascontiguousarray(image).data)
    return digest.hexdigest()
