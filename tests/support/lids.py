"""What a viewer and a tracker see of lids that shut: how light they are, and whether they meet.

People's shut lids are nearly as light as the skin below the eye. Measured inside the outline of the
open eye, above the lashes of the shut one, against the skin below, both as CIE L*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.mesh.avatar import MeshAvatar
from real3d.mesh.eyes import Eye
from real3d.mesh.frame import FrameRenderer
from real3d.mesh.mouth_colours import polygon_mask
from real3d.mesh.topology import EYES, EyeTopology
from real3d.motion import Motion
from real3d.numerics.types import FloatArray, Picture
from real3d.portrait.landmarks import detect_landmarks
from tests.support.poses import Model, pose

_ABOVE_LASHES = 0.65
"""Share of the open eye's height that is free of the shut lid's lashes."""
_SKIN_BELOW = (0.15, 0.38)
"""Below the lower rim, in eye widths."""
_SHUT_POSES = ((0, 0), (0, -15), (0, 15), (-10, 0), (10, 0))
"""Pitch and yaw, degrees, at which nothing of an eyeball may be seen between shut lids."""
_READ_POSES = ((0, 0), (0, 3), (0, -3), (2, 0), (-2, 0), (2, 3), (-2, -3))
"""The same: a tracker's single reading shakes by a tenth, so several are taken."""
_SEEN = 60
"""Levels of 255 by which a pixel changes that shows an eyeball."""
_SHUT, _OPEN = 0.45, 0.85
"""Openness below which a tracked eye is shut and above which it is open, of what is usual of it."""
_USUALLY = 75
"""Percentile of a clip's openness that is an open eye."""


@dataclass(frozen=True)
class LidFigures:
    """Of one portrait with both eyes shut; the worse eye where there are two."""

    light: float
    """L* of the lid over that of the skin below; in 15 blinks of five people 0.84, 0.70 to 1.0."""
    eyeball: float
    """Pixels of eyeball between shut lids, the most of several poses of the head."""
    tracked: float
    """How open the tracker reads shut eyes, of what it reads of open ones; median of poses."""


def lid_figures(avatar: MeshAvatar) -> LidFigures:
    """The figures of one portrait."""
    poses = [pose(pitch, yaw, blink=1) for pitch, yaw in _SHUT_POSES]
    return LidFigures(
        light=float(closed_lid_light(avatar).min()),
        eyeball=float(max(painted_eyeballs(avatar, shut).sum() for shut in poses)),
        tracked=tracked_openness(avatar),
    )


def closed_lid_light(avatar: MeshAvatar) -> FloatArray:
    """[2] of the left and the right eye, at rest but for the lids."""
    frame = Model(avatar).hold(pose(blink=1))
    landmarks = avatar.portrait.landmarks
    return np.array([lid_light(frame, landmarks, eye) for eye in EYES])


def lid_light(
    frame: Picture, landmarks: NDArray, eye: EyeTopology, shut: NDArray | None = None
) -> float:
    """L* of a shut lid over that of the skin below.

    Args:
        frame: [H, W, 3].
        landmarks: [L, 2 or more] of the open eye.
        shut: [L, 2 or more] of the shut one, if its margin is not at the open one's lower rim.
    """
    upper, lower = landmarks[list(eye.upper), :2], landmarks[list(eye.lower), :2]
    margin = lower if shut is None else shut[list(eye.upper), :2]
    width = np.linalg.norm(upper[0] - upper[-1])
    down = (lower - upper).mean(axis=0)
    down = down / np.linalg.norm(down)
    inner = slice(1, -1)
    lid = np.vstack([upper[inner], (upper + _ABOVE_LASHES * (margin - upper))[inner][::-1]])
    near, far = (lower[inner] + share * width * down for share in _SKIN_BELOW)
    return _lightness(frame, lid) / _lightness(frame, np.vstack([near, far[::-1]]))


def painted_eyeballs(avatar: MeshAvatar, motion: Motion) -> NDArray[np.bool_]:
    """[S, S] where the eyeballs are seen: what changes when they are painted otherwise."""
    background = avatar.portrait.clean_background
    texture = avatar.texture(background)
    frames = [
        FrameRenderer(_with_eyeballs(avatar, colour), texture, background).render(motion, 0)
        for colour in ((0, 255, 0), (255, 0, 255))
    ]
    return np.abs(frames[0].astype(int) - frames[1]).max(axis=2) > _SEEN


def _with_eyeballs(avatar: MeshAvatar, colour: tuple[int, int, int]) -> MeshAvatar:
    def paint(eye: Eye) -> Eye:
        shape = eye.ball.photo.shape
        return replace(eye, ball=replace(eye.ball, photo=np.full(shape, colour, np.float32)))

    left, right = avatar.eyes
    return replace(avatar, eyes=(paint(left), paint(right)))


def tracked_openness(avatar: MeshAvatar) -> float:
    """How open the tracker reads shut eyes, of what it reads when they are open."""
    model = Model(avatar)
    shares = []
    for pitch, yaw in _READ_POSES:
        read = [detect_landmarks(model.hold(pose(pitch, yaw, blink=blink))) for blink in (0, 1)]
        if read[0] is not None and read[1] is not None:
            shares.append(float((openness(read[1]) / openness(read[0])).max()))
    return float(np.median(shares)) if shares else float("nan")


def openness(landmarks: NDArray) -> FloatArray:
    """[2] height over width of both eyes' openings."""
    return np.array([_openness(landmarks[:, :2], eye) for eye in EYES])


def blinked_light(frames: Sequence[Picture], landmarks: NDArray) -> FloatArray:
    """[B] the light of the darker lid in each blink of a clip; `landmarks` [T, L, 2 or more].

    The eye's open outline is that of the nearest frame before in which it is open, carried along
    with the head.
    """
    open_share = np.array([openness(points).mean() for points in landmarks])
    open_share = open_share / np.percentile(open_share, _USUALLY)
    lights = []
    for index in _blinks(open_share):
        before = np.flatnonzero(open_share[:index] > _OPEN)
        if len(before) == 0:
            continue
        outline = _carried(landmarks[before[-1]][:, :2], landmarks[index][:, :2])
        shut = landmarks[index]
        lights.append(min(lid_light(frames[index], outline, eye, shut) for eye in EYES))
    return np.array(lights)


def _openness(points: NDArray, eye: EyeTopology) -> float:
    upper, lower = points[list(eye.upper)], points[list(eye.lower)]
    height = np.linalg.norm(upper[3:-3] - lower[3:-3], axis=1).mean()
    return float(height / np.linalg.norm(upper[0] - upper[-1]))


def _blinks(open_share: FloatArray) -> list[int]:
    """The most shut frame of every run of frames with shut eyes."""
    shut = np.flatnonzero(open_share < _SHUT)
    runs = np.split(shut, np.flatnonzero(np.diff(shut) > 2) + 1)
    return [int(run[open_share[run].argmin()]) for run in runs if len(run)]


def _carried(points: NDArray, onto: NDArray) -> NDArray:
    """The landmarks [L, 2] moved by what carries the eyes' corners, shifted, turned and scaled."""
    corners = [index for eye in EYES for index in (eye.upper[0], eye.upper[-1])]
    matrix, _ = cv2.estimateAffinePartial2D(points[corners], onto[corners])
    return points @ matrix[:, :2].T + matrix[:, 2]


def _lightness(frame: Picture, outline: NDArray) -> float:
    """Median L* within a polygon [N, 2]."""
    left, top = np.maximum(np.floor(outline.min(axis=0)).astype(int) - 1, 0)
    right, bottom = np.ceil(outline.max(axis=0)).astype(int) + 2
    part = np.ascontiguousarray(frame[top:bottom, left:right, :3], np.float32) / 255
    mask = polygon_mask(outline - (left, top), max(part.shape[:2]))[: len(part), : part.shape[1]]
    return float(np.median(cv2.cvtColor(part, cv2.COLOR_RGB2LAB)[..., 0][mask > 0]))
