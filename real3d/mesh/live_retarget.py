"""A face before a camera → what a portrait does, frame by frame: `retarget.py` without hindsight.

Nobody knows yet how a face rests that has just come into the picture. What the last twenty seconds
have shown is judged as `retarget.py` judges a clip, again and again; the estimates begin with the
mean face where the head is, and follow what is judged within a second. Whoever sits before a screen
is taken to look at it, wherever its camera is. Nothing is smoothed here: whoever draws the frames
eases from one to the next anyway.

`web/src/mirror/` is the same in browsers, for which this is the reference.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from real3d.mesh.driver_expression import explain, gaze, lid_closure, usual_openness
from real3d.mesh.driver_measures import eye_openness, lip_gap
from real3d.mesh.driver_neutral import driver_neutral
from real3d.mesh.topology import EYES, LANDMARKS
from real3d.motion import MotionSettings
from real3d.motion.shots import resting_place, resting_rotation
from real3d.numerics.types import FloatArray
from real3d.portrait.landmarks import RIGID
from real3d.portrait.mean_face import FACE_FROM_NECK, mean_face
from real3d.portrait.pose import estimate_pose, euler_angles, rotation_matrix, to_head_frame

MEMORY_S = 20.0
"""What is older says nothing about the face at rest: a chair has moved, or the light."""
STEP_S = 0.1
"""Time between frames that are remembered."""
FOLLOWING_S = 0.4
"""Time in which an estimate has gone two thirds of its way: after 1.5 seconds 2 % are left."""


@dataclass(frozen=True)
class LiveFrame:
    """What a portrait does in one frame; conventions as in `Motion`."""

    expression: FloatArray
    """[K] in the order of `ARKIT_EXPRESSIONS`."""
    rotation: FloatArray
    """[3] radians."""
    translation: FloatArray
    """[3] outer-eye-corner distances."""
    blink: FloatArray
    """[2]."""
    gaze: FloatArray
    """[2]."""


@dataclass(frozen=True)
class _Look:
    """What one frame shows."""

    face: FloatArray
    """[478, 3] in the head frame."""
    rotation: FloatArray
    """[3, 3]."""
    pitch: float
    size: float
    """Outer-eye-corner distance, pixels."""
    middle: FloatArray
    """[2] of the face, pixels."""
    openness: FloatArray
    """[2] of the eyes."""

    @classmethod
    def of(cls, landmarks: FloatArray) -> _Look:
        pose = estimate_pose(landmarks)
        face = to_head_frame(landmarks, pose)
        return cls(
            face=face,
            rotation=pose.rotation,
            pitch=euler_angles(pose.rotation)[0],
            size=pose.scale,
            middle=landmarks[list(RIGID), :2].mean(axis=0),
            openness=_openness(face),
        )

    def neck(self, size: float) -> FloatArray:
        """[2] pixels, where the head turns."""
        return self.middle - size * (self.rotation @ FACE_FROM_NECK)[:2]


@dataclass(frozen=True)
class _Rest:
    """How a driver rests."""

    neutral: FloatArray
    """[478, 3]."""
    openness: FloatArray
    """[2]."""
    angles: FloatArray
    """[3] radians."""
    pitch: float
    size: float
    neck: FloatArray
    """[2] pixels."""

    @classmethod
    def expected(cls, first: _Look) -> _Rest:
        """Of somebody who has just been seen."""
        return cls(
            neutral=mean_face(),
            openness=_openness(mean_face()),
            angles=np.array(euler_angles(first.rotation)),
            pitch=first.pitch,
            size=first.size,
            neck=first.neck(first.size),
        )

    @classmethod
    def judged(cls, looks: list[_Look]) -> _Rest:
        size = float(np.median([look.size for look in looks]))
        places = np.stack([look.neck(size) for look in looks]) / size
        rotation = np.stack([look.rotation for look in looks])
        return cls(
            neutral=driver_neutral(np.stack([look.face for look in looks]), rotation),
            openness=usual_openness(np.stack([look.openness for look in looks])),
            angles=np.array(euler_angles(resting_rotation(rotation))),
            pitch=float(np.median([look.pitch for look in looks])),
            size=size,
            neck=size * resting_place(places),
        )

    def toward(self, goal: _Rest, share: float) -> _Rest:
        names = ("neutral", "openness", "angles", "pitch", "size", "neck")
        mine, theirs = ([getattr(rest, name) for name in names] for rest in (self, goal))
        return _Rest(*(a + share * (b - a) for a, b in zip(mine, theirs, strict=True)))


class LiveRetargeting:
    """One face, from its first frame on. Its state is its own; each face has one."""

    def __init__(self, settings: MotionSettings) -> None:
        """
        Args:
            settings: as for `retarget`.
        """
        self._settings = settings
        self._looks: deque[_Look] = deque(maxlen=round(MEMORY_S / STEP_S))
        self._rest: _Rest | None = None
        self._goal: _Rest | None = None
        self._last = self._remembered = 0.0

    def push(self, landmarks: FloatArray, time: float) -> LiveFrame:
        """What the portrait does in a frame.

        Args:
            landmarks: [478, 3] pixels.
            time: of the frame, seconds; it only grows.
        """
        look = _Look.of(landmarks)
        self._follow(look, time)
        assert self._rest is not None
        return _relative(look, self._rest, self._settings)

    def _follow(self, look: _Look, time: float) -> None:
        if self._rest is None:
            self._rest, self._last = _Rest.expected(look), time
        if self._goal is None or time - self._remembered >= STEP_S:
            self._looks.append(look)
            self._goal, self._remembered = _Rest.judged(list(self._looks)), time
        self._rest = self._rest.toward(self._goal, 1 - np.exp((self._last - time) / FOLLOWING_S))
        self._last = time


def _relative(look: _Look, rest: _Rest, settings: MotionSettings) -> LiveFrame:
    expression = explain(
        (look.face - rest.neutral)[None, :LANDMARKS],
        lip_gap(look.face[None]),
        np.array([look.pitch - rest.pitch]),
        rest.neutral,
        settings,
    )
    turned = rotation_matrix(*rest.angles).T @ look.rotation
    way = (look.neck(rest.size) - rest.neck) / rest.size
    closed = settings.blink * lid_closure(look.openness / rest.openness)
    return LiveFrame(
        expression=expression[0],
        rotation=settings.head * np.array(euler_angles(turned)),
        translation=settings.head * np.array([*way, 0.0]),
        blink=np.clip(closed, 0, 1),
        gaze=np.clip(settings.gaze * gaze(look.face, rest.neutral), -1, 1),
    )


def _openness(face: FloatArray) -> FloatArray:
    """[2] of the eyes of a face [478, 3]."""
    return np.array([eye_openness(face[None], eye)[0] for eye in EYES])
