"""A driving video → `Motion`: head pose, bounded blendshapes, lids and gaze.

The driver's neutral face is taken from the clip itself (jaw closed, eyes open, lip where it mostly
is), and every frame is explained as that face plus blendshapes. Landmark differences are never
passed on raw: another person's anatomy and the tracker's noise would come with them. The head is
followed from the pose that the photo shows (`real3d.motion.reference`).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from real3d.engine import VideoMotion
from real3d.errors import NoFaceInVideoError
from real3d.media import VideoClip
from real3d.mesh.blendshapes import JAW_FULL_ANGLE, expression_basis
from real3d.mesh.fitting import brow_fitter, mouth_fitter
from real3d.mesh.topology import EYES, LANDMARKS, EyeTopology
from real3d.motion import ARKIT_EXPRESSIONS, Motion, MotionSettings
from real3d.motion.neutral import neutral_track
from real3d.motion.pose_limits import soft_limit
from real3d.motion.reference import reference_weights
from real3d.motion.track import MIN_JAW
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import FloatArray
from real3d.portrait import Portrait
from real3d.portrait.landmarks import CHIN, LEFT_EAR, RIGHT_EAR, RIGID
from real3d.portrait.mean_face import NECK_JOINT, mean_face
from real3d.portrait.pose import estimate_pose, euler_angles, rotation_matrix, to_head_frame
from real3d.portrait.tracking import track
from real3d.runtime.threads import single_threaded

_TRACKED_SIDE = 720
"""Longest side of the frames that are tracked; the landmark model itself works on 192 pixels."""

# Standard deviations of the smoothing, seconds.
_LIPS_SIGMA = 0.020
_POSE_SIGMA = 0.060
_PLACE_SIGMA = 0.020
"""The middle of many landmarks trembles less than what is told from their shape."""
_LIDS_SIGMA = 0.012
_GAZE_SIGMA = 0.040

_UPPER_LIP, _LOWER_LIP = 13, 14
_FARTHEST = 0.6
"""Limit of the head's movement through the picture, in outer-eye-corner distances: a head that
leans so far still stands on its shoulders."""

# What makes a frame neutral: each score is 1 at this much of the measure's unit.
_NEUTRAL_GAP = 0.02
_NEUTRAL_CHIN = 0.05
_NEUTRAL_LIP = 0.10
_NEUTRAL_EYES = 0.05
_NEUTRAL_SHARE = 0.05
"""Share of the clip's frames, the most neutral ones, whose mean is the driver's neutral face."""

_SEALED_GAP, _PARTED_GAP = 0.015, 0.030
_GAP_SHARE = 0.85
"""Factor on tracked gaps: the tracker reads openings of medium size 15 to 25 % too wide."""

_LID_DEAD_ZONE, _LID_RANGE = 0.12, 0.60
"""An eye counts as closing below 88 % of its usual opening, and as shut at 28 %."""
_GAZE_GAIN = np.array([4.0, 6.0])
"""Factors (x, y) from iris displacement in eye widths to gaze in -1..1."""


@dataclass(frozen=True)
class _Tracked:
    """A driving clip's face, T frames."""

    landmarks: FloatArray
    """[T, 478, 3] pixels."""
    faces: FloatArray
    """[T, 478, 3] landmarks in the head frame of their own pose."""
    rotation: FloatArray
    """[T, 3, 3]."""
    scale: float
    """Pixels between the outer eye corners of a head seen from the front."""
    missing: int
    """Frames in which no face was found."""


def motion_from_video(
    clip: VideoClip, portrait: Portrait, settings: MotionSettings
) -> Generator[float, None, VideoMotion]:
    """The motion of the face in `clip`, at `settings.fps`; see `real3d.engine.Engine`.

    Raises:
        NoFaceInVideoError: no frame shows a face.
    """
    found = []
    for landmarks in track(clip.frames(settings.fps, max_side=_TRACKED_SIDE)):
        found.append(landmarks)
        yield min(len(found) / (clip.duration * settings.fps), 1.0)
    tracked = _tracked(found, clip.path.name)
    return VideoMotion(_retarget(tracked, portrait.landmarks, settings), tracked.missing)


@single_threaded()
def _retarget(tracked: _Tracked, photo: FloatArray, settings: MotionSettings) -> Motion:
    frames = len(tracked.rotation)
    neutral = _driver_neutral(tracked.faces)
    rotation, translation = _head(tracked, photo, settings.fps)
    return Motion(
        fps=settings.fps,
        expression=_expression(tracked.faces, neutral, settings),
        rotation=settings.head * rotation,
        translation=settings.head * translation,
        blink=np.clip(settings.blink * _lids(tracked.faces, settings.fps), 0, 1),
        gaze=np.clip(settings.gaze * _gaze(tracked.faces, neutral, settings.fps), -1, 1),
        neutral=neutral_track(frames, settings.fps, settings.neutralise),
        smile_kept=np.full(frames, settings.smile),
        breath=np.zeros(frames),
    )


def _tracked(found: list[FloatArray | None], name: str) -> _Tracked:
    """Landmarks [478, 3] of each frame, in pixels or None, as faces and poses."""
    detected = np.array([i for i, landmarks in enumerate(found) if landmarks is not None])
    if len(detected) == 0:
        raise NoFaceInVideoError("no-face-in-video", name=name)
    landmarks = _fill_gaps(np.stack([found[i] for i in detected]), detected, len(found))
    poses = [estimate_pose(face) for face in landmarks]
    faces = [to_head_frame(face, pose) for face, pose in zip(landmarks, poses, strict=True)]
    return _Tracked(
        landmarks=landmarks,
        faces=np.stack(faces),
        rotation=np.stack([pose.rotation for pose in poses]),
        scale=float(np.median([pose.scale for pose in poses])),
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


def _driver_neutral(faces: FloatArray) -> FloatArray:
    """[478, 3] the driver at rest. (The smallest gap alone would choose a pursed mouth, the most
    typical closed frame a dropped jaw.)"""
    gap = _lip_gap(faces)
    chin = faces[:, CHIN, 1]
    lip = faces[:, _UPPER_LIP, 1]
    eyes = np.mean([_openness(faces, eye) for eye in EYES], axis=0)
    usual = np.percentile(eyes, 70)
    score = (
        (gap - gap.min()) / _NEUTRAL_GAP
        + np.maximum(chin - np.percentile(chin, 3), 0) / _NEUTRAL_CHIN
        + np.abs(lip - np.median(lip)) / _NEUTRAL_LIP
        + np.maximum(0.85 * usual - eyes, 0) / _NEUTRAL_EYES
    )
    best = np.argsort(score)[: max(3, int(_NEUTRAL_SHARE * len(faces)))]
    return faces[best].mean(axis=0)


def _expression(faces: FloatArray, neutral: FloatArray, settings: MotionSettings) -> FloatArray:
    """[T, K] coefficients."""
    moved = smooth(faces[:, :LANDMARKS] - neutral[:LANDMARKS], _LIPS_SIGMA * settings.fps)
    corners = np.linalg.norm(neutral[61] - neutral[291])
    # Another mouth's width must not look like a smile or a pucker.
    mouth_scale = float(np.clip(expression_basis().mouth_width / corners, 0.8, 1.2))
    mouth, brows = mouth_fitter(whole_mouth_ridge=0.2), brow_fitter()
    gap = smooth(_lip_gap(faces), _LIPS_SIGMA * settings.fps)
    rest_gap = float(np.linalg.norm(neutral[_UPPER_LIP] - neutral[_LOWER_LIP]))
    lips = np.stack([mouth.fit(mouth_scale * delta) for delta in moved])
    lips = _match_gap(lips, mouth_scale * (gap - rest_gap))
    seal = np.clip((_PARTED_GAP - gap) / (_PARTED_GAP - _SEALED_GAP), 0, 1)
    upper = np.stack([brows.fit(delta) for delta in moved])
    jaw, close = (ARKIT_EXPRESSIONS.index(name) for name in ("jawOpen", "mouthClose"))
    expression = settings.expression * (lips + upper)
    expression[:, jaw] = settings.mouth * lips[:, jaw]
    expression[:, close] = seal * np.maximum(expression[:, jaw], MIN_JAW)
    return expression


def _match_gap(lips: FloatArray, wanted: FloatArray) -> FloatArray:
    """Corrects the jaw [T, K] so that the lips part as far as the driver's [T] do."""
    basis = expression_basis()
    heights = basis.shapes[:, _LOWER_LIP, 1] - basis.shapes[:, _UPPER_LIP, 1]
    jaw = ARKIT_EXPRESSIONS.index("jawOpen")
    opened = basis.open_jaw(mean_face()[:LANDMARKS], JAW_FULL_ANGLE)
    heights[jaw] = opened[_LOWER_LIP, 1] - opened[_UPPER_LIP, 1]
    matched = lips.copy()
    missing = _GAP_SHARE * wanted - lips @ heights
    matched[:, jaw] = np.clip(lips[:, jaw] + missing / heights[jaw], 0, 1.5)
    return matched


def _head(tracked: _Tracked, photo: FloatArray, fps: float) -> tuple[FloatArray, FloatArray]:
    """Rotation and translation [T, 3] relative to the photo with these landmarks [478, 3]."""
    weights = reference_weights(tracked.landmarks[..., :2], photo[..., :2])
    angles = np.array([euler_angles(rotation) for rotation in tracked.rotation])
    angles = smooth(angles, _POSE_SIGMA * fps)
    rest = rotation_matrix(*(weights @ angles))
    rotations = np.stack([rotation_matrix(*frame) for frame in angles])
    relative = np.array([euler_angles(rest.T @ rotation) for rotation in rotations])
    place = tracked.landmarks[:, list(RIGID)].mean(axis=1) / tracked.scale
    place = smooth(place, _PLACE_SIGMA * fps)
    # The face is where it was measured; what its turning about the neck explains is taken off.
    neck = mean_face()[[LEFT_EAR, RIGHT_EAR]].mean(axis=0) + NECK_JOINT
    arm = mean_face()[list(RIGID)].mean(axis=0) - neck
    translation = place - weights @ place - (rotations - rest) @ arm
    translation[:, 2] = 0  # depth is not measured well enough to be followed
    return relative, soft_limit(translation, _FARTHEST)


def _lids(faces: FloatArray, fps: float) -> FloatArray:
    """[T, 2] closure of the lids, relative to how open each eye usually is."""
    closures = []
    for eye in EYES:
        openness = _openness(faces, eye)
        relative = openness / np.percentile(openness, 70)
        closures.append(np.clip((1 - relative - _LID_DEAD_ZONE) / _LID_RANGE, 0, 1))
    return smooth(np.stack(closures, axis=1), _LIDS_SIGMA * fps)


def _gaze(faces: FloatArray, neutral: FloatArray, fps: float) -> FloatArray:
    """[T, 2] of both eyes together, relative to the driver's neutral gaze."""
    moved = np.mean([_iris_offset(faces, eye) - _iris_offset(neutral, eye) for eye in EYES], axis=0)
    return smooth(np.clip(moved * _GAZE_GAIN, -1, 1), _GAZE_SIGMA * fps)


def _iris_offset(faces: FloatArray, eye: EyeTopology) -> FloatArray:
    """[..., 2] from the middle of the eye's corners to the iris, in eye widths."""
    outer, inner = faces[..., eye.upper[0], :2], faces[..., eye.upper[-1], :2]
    width = np.linalg.norm(outer - inner, axis=-1, keepdims=True)
    return (faces[..., eye.iris[0], :2] - 0.5 * (outer + inner)) / width


def _openness(faces: FloatArray, eye: EyeTopology) -> FloatArray:
    """[T] eye aspect ratio: height of the opening over the eye's width."""
    middle = slice(3, 6)
    height = np.linalg.norm(faces[:, eye.upper[middle]] - faces[:, eye.lower[middle]], axis=2)
    width = np.linalg.norm(faces[:, eye.upper[0]] - faces[:, eye.upper[-1]], axis=1)
    return height.mean(axis=1) / width


def _lip_gap(faces: FloatArray) -> FloatArray:
    """[T] between the lips' middles."""
    return np.linalg.norm(faces[:, _UPPER_LIP] - faces[:, _LOWER_LIP], axis=1)
