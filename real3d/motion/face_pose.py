"""A face that is held: what a photo shows once its mouth, brows, eyes and head are set by hand.

Each amount is an offset to what the photo shows; with all of them at 0 it is the photo itself. The
names of single shapes are ARKit's (`arkit.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.motion.moods import PRESETS, sided
from real3d.motion.pose_limits import PoseLimits
from real3d.motion.settings import MOODS, Mood
from real3d.motion.track import Motion
from real3d.runtime.settings import check_settings, setting

_SMILE = {"mouthSmile": 0.9, "cheekSquint": 0.6, "eyeSquint": 0.2, "mouthDimple": 0.15}
_SULK = {"mouthFrown": 1.0, "mouthShrugLower": 0.3}
_BROWS_UP = {"browInnerUp": 1.0, "browOuterUp": 1.0}
_BROWS_DOWN = {"browDown": 1.2}
_MOST = 1.5
"""No shape is added to beyond this amount."""


@dataclass(frozen=True)
class FacePose:
    """What a face shows besides its photo."""

    smile: float = setting(0.0, "corners of the mouth: 1 up, -1 down", low=-1, high=1)
    jaw: float = setting(0.0, "how far the mouth opens", low=0, high=1)
    pucker: float = setting(0.0, "how far the lips are pursed", low=0, high=1)
    brows: float = setting(0.0, "brows: 1 raised, -1 knitted", low=-1, high=1)
    left_eye: float = setting(0.0, "how far the person's own left eye is shut", low=0, high=1)
    right_eye: float = setting(0.0, "how far the person's own right eye is shut", low=0, high=1)
    gaze_x: float = setting(0.0, "where the eyes look: 1 to the image's right", low=-1, high=1)
    gaze_y: float = setting(0.0, "where the eyes look: 1 down", low=-1, high=1)
    yaw: float = setting(
        0.0, "turn of the head to the image's right, as far as it goes", low=-90, high=90, unit="°"
    )
    pitch: float = setting(
        0.0, "turn of the head upwards, as far as it goes", low=-90, high=90, unit="°"
    )
    roll: float = setting(
        0.0, "tilt of the head, clockwise, as far as it goes", low=-90, high=90, unit="°"
    )
    nearer: float = setting(
        0.0, "how much nearer the head is, in outer-eye-corner distances", low=-0.5, high=0.5
    )
    mood: Mood = setting("calm", "an expression to begin with", choices=MOODS)
    shapes: Mapping[str, float] = setting(
        {}, "single ARKit shapes, added to the rest", keys=ARKIT_EXPRESSIONS, low=0, high=1
    )

    def __post_init__(self) -> None:
        """
        Raises:
            SettingsError: an amount is outside its range.
        """
        check_settings(self)

    def expression(self) -> dict[str, float]:
        """Amounts of ARKit's shapes, without those that are 0; lids and gaze are no part of it."""
        parts = (
            sided(PRESETS[self.mood].shapes, 1.0),
            sided(_SMILE, max(self.smile, 0.0)),
            sided(_SULK, max(-self.smile, 0.0)),
            sided(_BROWS_UP, max(self.brows, 0.0)),
            sided(_BROWS_DOWN, max(-self.brows, 0.0)),
            {"jawOpen": self.jaw, "mouthPucker": self.pucker},
            self.shapes,
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
    expression = pose.expression()
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
