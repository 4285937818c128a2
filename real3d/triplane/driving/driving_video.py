"""From a driving video to the face model's expressions, head poses and eyelids.

All frames are fitted within one square around the face's places, because the face model's camera
looks straight at the middle of its picture. Frames without a face are interpolated.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from real3d.engine import VideoMotion
from real3d.errors import NoFaceInVideoError
from real3d.media import VideoClip
from real3d.motion import Motion, MotionSettings
from real3d.motion.neutral import neutral_track
from real3d.motion.reference import reference_weights
from real3d.numerics.types import Float32Array, FloatArray
from real3d.portrait import Portrait
from real3d.portrait.landmarks import (
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    SKIN_LANDMARK_COUNT,
)
from real3d.portrait.tracking import track
from real3d.triplane.driving.expression_scaling import lip_opening_direction, scale_expression
from real3d.triplane.driving.head_path import smooth_poses
from real3d.triplane.driving.motion_track import FACE_BASIS, relative_motion
from real3d.triplane.face_model.fitting import fit_video
from real3d.triplane.face_model.morphable_model import MorphableModel, Pose

TRACKED_SIDE = 720
"""Longest side of the frames that are tracked."""
SQUARE = 2.2
"""Side of the square in face heights: portraits show a face about so large."""
USUAL_OPENING = 70
"""Percentile of an eye's opening over the video that counts as open."""
DEAD_ZONE, RANGE = 0.12, 0.60
"""An eye counts as closing below 88 % of its usual opening, and as shut at 28 %."""


@dataclass(frozen=True)
class TrackedFace:
    """A face through T frames."""

    landmarks: FloatArray
    """[T, 478, 2] pixels, all finite."""
    missing: int
    """Frames in which no face was found."""


def motion_from_video(
    model: MorphableModel, clip: VideoClip, portrait: Portrait | None, settings: MotionSettings
) -> Generator[float, None, VideoMotion]:
    """The motion of the face in `clip`, at `settings.fps`; see `real3d.engine.Engine`.

    Raises:
        NoFaceInVideoError: no frame shows a face.
    """
    found = []
    for landmarks in track(clip.frames(settings.fps, max_side=TRACKED_SIDE)):
        found.append(landmarks)
        yield min(len(found) / (clip.duration * settings.fps), 1.0)
    face = interpolate_missing(found, clip.path.name)
    # For nobody in particular, the head moves from where it begins.
    photo = face.landmarks[0] if portrait is None else portrait.landmarks[:, :2]
    motion = motion_from_landmarks(model, face.landmarks, photo, settings)
    return VideoMotion(motion, face.missing)


def interpolate_missing(found: list[FloatArray | None], name: str) -> TrackedFace:
    """Landmarks [478, 3] of each frame, or None, with the missing ones interpolated.

    Raises:
        NoFaceInVideoError: all are missing.
    """
    seen = np.array([k for k, landmarks in enumerate(found) if landmarks is not None])
    if not len(seen):
        raise NoFaceInVideoError("no-face-in-video", name=name)
    known = np.stack([found[k][:, :2] for k in seen])
    position = np.interp(np.arange(len(found)), seen, np.arange(len(seen)))
    before = np.floor(position).astype(int)
    after = np.minimum(before + 1, len(seen) - 1)
    share = (position - before)[:, None, None]
    landmarks = known[before] * (1 - share) + known[after] * share
    return TrackedFace(landmarks, len(found) - len(seen))


def motion_from_landmarks(
    model: MorphableModel, landmarks: FloatArray, photo: FloatArray, settings: MotionSettings
) -> Motion:
    """The motion of a face whose landmarks [T, 478, 2] are given in pixels.

    The head's is relative to the photo with the landmarks `photo` [478, 2].
    """
    fit = fit_video(model, to_square_coordinates(landmarks[:, :SKIN_LANDMARK_COUNT]))
    poses = smooth_poses(fit.pose)
    weights = reference_weights(landmarks, photo)[None]
    rest = Pose(weights @ poses.euler, weights @ poses.translation)
    rotation, translation = relative_motion(poses, rest)
    frames = len(landmarks)
    return Motion(
        fps=settings.fps,
        expression=scale_expression(
            fit.expression.astype(np.float64),
            lip_opening_direction(model),
            settings.mouth,
            settings.expression,
        ),
        rotation=settings.head * rotation,
        translation=settings.head * translation,
        blink=np.clip(settings.blink * eyelid_closure(landmarks), 0, 1),
        gaze=np.zeros((frames, 2)),
        neutral=neutral_track(frames, settings.fps, settings.neutralise),
        smile_kept=np.zeros(frames),
        breath=np.zeros(frames),
        basis=FACE_BASIS,
    )


def to_square_coordinates(landmarks: FloatArray) -> Float32Array:
    """Landmarks [T, N, 2] in pixels as shares of one square around the face, for all frames."""
    low, high = landmarks.min(1), landmarks.max(1)
    centre = np.median((low + high) / 2, axis=0)
    side = SQUARE * np.median(high[:, 1] - low[:, 1])
    return ((landmarks - centre) / side + 0.5).astype(np.float32)


def eyelid_closure(landmarks: FloatArray) -> FloatArray:
    """[T, 2] how far the lids of the person's left and right eye are closed, 0..1."""
    eyes = ((RIGHT_UPPER_LID, RIGHT_LOWER_LID), (LEFT_UPPER_LID, LEFT_LOWER_LID))
    openings = []
    for upper, lower in eyes:
        top, bottom = landmarks[:, upper[1:-1]], landmarks[:, lower[1:-1]]
        width = np.linalg.norm(landmarks[:, upper[0]] - landmarks[:, upper[-1]], axis=1)
        openings.append(np.linalg.norm(top - bottom, axis=2).mean(1) / np.maximum(width, 1e-6))
    opening = np.stack(openings, 1)
    usual = np.maximum(np.percentile(opening, USUAL_OPENING, axis=0), 1e-6)
    return np.clip((1 - opening / usual - DEAD_ZONE) / RANGE, 0, 1)
