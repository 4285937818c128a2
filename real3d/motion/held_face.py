"""A face that is held: one frame of motion for what a `FacePose` says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from real3d.motion.face_pose import FacePose
from real3d.motion.moods import PRESETS, sided
from real3d.motion.pose_limits import PoseLimits
from real3d.motion.track import Motion

_SMILE = {"mouthSmile": 0.9, "cheekSquint": 0.6, "eyeSquint": 0.2, "mouthDimple": 0.15}
_SULK = {"mouthFrown": 1.0, "mouthShrugLower": 0.3}
_BROWS_UP = {"browInnerUp": 1.0, "browOuterUp": 1.0}
_BROWS_DOWN = {"browDown": 1.2}
_MOST = 1.5
"""No shape is added to beyond this amount."""


def shown_by(pose: FacePose) -> dict[str, float]:
    """Amounts of ARKit's shapes, without those that are 0; lids and gaze are no part of it."""
    parts = (
        sided(PRESETS[pose.mood].shapes, 1.0),
        sided(_SMILE, max(pose.smile, 0.0)),
        sided(_SULK, max(-pose.smile, 0.0)),
        sided(_BROWS_UP, max(pose.brows, 0.0)),
        sided(_BROWS_DOWN, max(-pose.brows, 0.0)),
        {"jawOpen": pose.jaw, "mouthPucker": pose.pucker},
        pose.shapes,
    )
    total: dict[str, float] = {}
    for part in parts:
        for name, amount in part.items():
            total[name] = min(total.get(name, 0.0) + amount, _MOST)
    return {name: amount for name, amount in total.items() if amount > 0}


def held(pose: FacePose, limits: PoseLimits) -> Motion:
    """One frame of it; the head moves as far as the photo can show."""
    preset = PRESETS[pose.mood]
    still = Motion.still(1)
    expression = shown_by(pose)
    open_lids = np.array([[1 - pose.left_eye, 1 - pose.right_eye]])
    degrees = [pose.pitch + preset.pitch, pose.yaw, pose.roll]
    low = [limits.pitch[0], limits.yaw[0], limits.roll[0]]
    high = [limits.pitch[1], limits.yaw[1], limits.roll[1]]
    return replace(
        still,
        expression=np.array([[expression.get(name, 0.0) for name in still.basis]]),
        rotation=np.clip(np.radians([degrees]), low, high),
        translation=np.array([[0.0, 0.0, -pose.nearer]]),
        blink=1 - open_lids * (1 - preset.droop),
        gaze=np.clip([[pose.gaze_x, pose.gaze_y + preset.gaze_down]], -1, 1),
    )
