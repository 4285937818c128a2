"""What can be measured of a rendered face, by looking at it again with the landmark model.

Each measure is a number that a viewer could check with a ruler; `benchmarks.quality` tabulates
them and the tests hold them to their limits.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.topology import EYES, face_topology
from real3d.motion import ARKIT_EXPRESSIONS, Motion
from real3d.numerics.types import BoolArray, Picture
from real3d.portrait.landmarks import FACE_OVAL, OUTER_EYE_CORNERS, detect_landmarks
from real3d.portrait.pose import estimate_pose, euler_angles
from tests.support.poses import Model, pose

JAW_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class RestError:
    """How far the unmoved avatar is from the photo."""

    mean: float
    """Grey levels, of the largest channel difference at each pixel."""
    off_by_8: float
    """Share of pixels that differ by more than 8."""


def rest_error(avatar: MeshAvatar) -> RestError:
    """The photo against the avatar at rest before its own background."""
    still = Model(avatar).hold(pose()).astype(int)
    difference = np.abs(still - avatar.portrait.image).max(axis=2)
    return RestError(float(difference.mean()), float((difference > 8).mean()))


def rotation_errors(avatar: MeshAvatar, axis: str, degrees: tuple[float, ...]) -> list[float]:
    """Degrees between a commanded rotation about one axis and the one seen in the picture.

    A face that is not found again counts as an error of 90.
    """
    model = Model(avatar)
    at_rest = estimate_pose(avatar.portrait.landmarks).rotation
    order = ("pitch", "yaw", "roll").index(axis)
    errors = []
    for angle in degrees:
        landmarks = detect_landmarks(model.hold(pose(**{axis: angle})))
        if landmarks is None:
            errors.append(90.0)
            continue
        relative = at_rest.T @ estimate_pose(landmarks).rotation
        errors.append(float(np.degrees(euler_angles(relative)[order]) - angle))
    return errors


def seen_gap(picture: Picture) -> float:
    """Opening between the lips in outer-eye-corner distances, as the landmark model sees it."""
    landmarks = detect_landmarks(picture)
    if landmarks is None:
        return float("nan")
    return lip_gap(landmarks)


def lip_gap(landmarks: NDArray) -> float:
    """Distance of the lips' middles, in outer-eye-corner distances."""
    left, right = OUTER_EYE_CORNERS
    return float(
        np.linalg.norm(landmarks[13] - landmarks[14])
        / np.linalg.norm(landmarks[left] - landmarks[right])
    )


def seen_gaps(avatar: MeshAvatar) -> list[float]:
    """The gap for each of `JAW_STEPS`, from a neutral face."""
    model = Model(avatar)
    return [seen_gap(model.hold(pose(neutral=1, jawOpen=jaw))) for jaw in JAW_STEPS]


def sealed_gap(avatar: MeshAvatar, jaw: float = 0.5) -> float:
    """Largest geometric distance between the lips in pixels when the mouth is commanded shut."""
    model = Model(avatar)
    model.hold(pose(neutral=1, jawOpen=jaw, mouthClose=jaw))
    mouth = face_topology().mouth
    return float(np.abs(model.vertices[mouth.lower, :2] - model.vertices[mouth.upper, :2]).max())


def blink_ratio(avatar: MeshAvatar) -> float:
    """Eye aspect ratio of shut eyes over that of open ones, as the landmark model sees it."""
    model = Model(avatar)
    ratios = [_eye_aspect(model.hold(pose(blink=amount))) for amount in (0.0, 1.0)]
    return ratios[1] / ratios[0]


def _eye_aspect(picture: Picture) -> float:
    landmarks = detect_landmarks(picture)
    if landmarks is None:
        return float("nan")
    aspects = []
    for eye in EYES:
        upper, lower = landmarks[list(eye.upper), :2], landmarks[list(eye.lower), :2]
        height = np.linalg.norm(upper[3:6] - lower[3:6], axis=1).mean()
        aspects.append(height / np.linalg.norm(upper[0] - upper[-1]))
    return float(np.mean(aspects))


@dataclass(frozen=True)
class RandomFaces:
    """What happened in many random expressions."""

    crossed_lips: int
    """Faces in which the lips pass through each other by more than half a pixel."""
    see_through: int
    """Largest number of pixels within the face that are not opaque."""


def random_faces(avatar: MeshAvatar, count: int, seed: int = 0) -> RandomFaces:
    """Random coefficients for all blendshapes, lids, gaze and neutralisation, rendered."""
    model = Model(avatar, transparent=True)
    rng = np.random.default_rng(seed)
    crossed, transparent = 0, 0
    mouth = face_topology().mouth
    down = avatar.portrait.pose.rotation[:2, 1]
    at_rest = _lip_heights(avatar.surface.uv, mouth, down)
    allowed = np.minimum(at_rest, 0) - 0.5
    for _ in range(count):
        frame = model.hold(random_face(rng))
        crossed += bool((_lip_heights(model.vertices, mouth, down) < allowed).any())
        within = _inside_of_face(model.vertices, frame.shape[0])
        transparent = max(transparent, int((frame[..., 3][within] < 255).sum()))
    return RandomFaces(crossed, transparent)


def random_face(rng: np.random.Generator) -> Motion:
    """Two fifths of the blendshapes at random strengths, and everything else at random."""
    strength = rng.random(len(ARKIT_EXPRESSIONS)) * (rng.random(len(ARKIT_EXPRESSIONS)) < 0.4)
    channels = dict(zip(ARKIT_EXPRESSIONS, strength.tolist(), strict=True))
    return pose(
        neutral=float(rng.random()),
        blink=float(rng.random() * (rng.random() < 0.4)),
        gaze=tuple(rng.uniform(-1, 1, 2)),
        **channels,
    )


def _lip_heights(vertices: NDArray, mouth, down: NDArray) -> NDArray:
    return (vertices[mouth.lower, :2] - vertices[mouth.upper, :2]) @ down


def _inside_of_face(vertices: NDArray, size: int) -> BoolArray:
    """[S, S] the face's outline, less a rim where hair and matte may be soft."""
    mask = np.zeros((size, size), np.uint8)
    hull = cv2.convexHull(np.round(vertices[list(FACE_OVAL), :2]).astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 1)
    rim = 2 * (15 * size // 512) + 1
    return cv2.erode(mask, np.ones((rim, rim), np.uint8)) > 0


def moved_background(avatar: MeshAvatar, frames: list[Picture]) -> int:
    """Pixels away from the person that differ from the background in any frame."""
    reach = 40 * avatar.portrait.size // 512
    near = cv2.dilate(
        (avatar.portrait.alpha > 0).astype(np.uint8), np.ones((2 * reach + 1,) * 2, np.uint8)
    )
    differs = [
        (frame != avatar.portrait.clean_background).any(axis=2) & (near == 0) for frame in frames
    ]
    return int(np.sum(differs))


def folded_share(avatar: MeshAvatar, motion: Motion) -> float:
    """Share of the face's triangles (larger than half a pixel) that a pose turns over."""
    model = Model(avatar)
    triangles = face_topology().fine_triangles
    model.hold(pose())
    before = _areas(model.vertices, triangles)
    model.hold(motion)
    after = _areas(model.vertices, triangles)
    return float(((before * after < 0) & (np.abs(after) > 0.5)).mean())


def _areas(vertices: NDArray, triangles: NDArray) -> NDArray:
    a, b, c = (vertices[triangles[:, k], :2] for k in range(3))
    return (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
