"""The face of a driving clip: landmarks and head pose of every frame, cut into shots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from real3d.errors import NoFaceInVideoError
from real3d.motion.shots import find_shots
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import RIGID
from real3d.portrait.pose import estimate_pose, euler_angles, to_head_frame


@dataclass(frozen=True)
class DriverFace:
    """A driving clip's face, T frames."""

    landmarks: FloatArray
    """[T, 478, 3] pixels."""
    faces: FloatArray
    """[T, 478, 3] landmarks in the head frame of their own pose."""
    rotation: FloatArray
    """[T, 3, 3]."""
    pitch: FloatArray
    """[T] of those rotations, radians."""
    place: FloatArray
    """[T, 2] the middle of the face in the picture, in outer-eye-corner distances of its shot."""
    shots: tuple[slice, ...]
    missing: int
    """Frames in which no face was found."""


def driver_face(found: list[FloatArray | None], name: str) -> DriverFace:
    """What the tracker found in each frame, landmarks [478, 3] in pixels or None.

    Args:
        found: of all frames.
        name: of the clip, for messages.

    Raises:
        NoFaceInVideoError: no frame shows a face.
    """
    detected = np.array([i for i, landmarks in enumerate(found) if landmarks is not None])
    if len(detected) == 0:
        raise NoFaceInVideoError("no-face-in-video", name=name)
    landmarks = _fill_gaps(np.stack([found[i] for i in detected]), detected, len(found))
    poses = [estimate_pose(face) for face in landmarks]
    rotation = np.stack([pose.rotation for pose in poses])
    size = np.array([pose.scale for pose in poses])
    # The middle of many landmarks trembles less than what is told from their shape.
    middle = landmarks[:, list(RIGID), :2].mean(axis=1)
    shots = find_shots(middle, size, rotation)
    return DriverFace(
        landmarks=landmarks,
        faces=np.stack(
            [to_head_frame(face, pose) for face, pose in zip(landmarks, poses, strict=True)]
        ),
        rotation=rotation,
        pitch=np.array([euler_angles(frame)[0] for frame in rotation]),
        place=np.concatenate([middle[shot] / np.median(size[shot]) for shot in shots]),
        shots=shots,
        missing=len(found) - len(detected),
    )


def _fill_gaps(landmarks: FloatArray, detected: np.ndarray, frames: int) -> FloatArray:
    """[frames, 478, 3]: frames without a face are interpolated, the ends repeated."""
    if len(detected) == frames:
        return landmarks
    place = np.interp(np.arange(frames), detected, np.arange(len(detected)))
    before = np.floor(place).astype(int)
    after = np.minimum(before + 1, len(detected) - 1)
    share = (place - before)[:, None, None]
    return landmarks[before] * (1 - share) + landmarks[after] * share
