"""What the player has to show as the engine does: visemes, blinks, gazes, turns, the photo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

import numpy as np

from real3d.motion import Motion
from real3d.portable.visemes import VISEMES
from tests.support.poses import pose


def player_poses() -> Mapping[str, Motion]:
    """One frame each, by name; the speaking ones from the neutral face."""
    asked = {
        **{f"viseme {name}": pose(neutral=1, **amounts) for name, amounts in VISEMES.items()},
        "photo": pose(),
        "from the photo": pose(neutral=0.25, jawOpen=0.2),
        "nearly driven": pose(neutral=0.6, jawOpen=0.1),
        "smile": pose(neutral=1, mouthSmile=0.9, browInnerUp=0.6, cheekSquint=0.5),
        "kept smile": pose(neutral=1, smile_kept=0.6, jawOpen=0.2, mouthPucker=0.3),
        "frown": pose(neutral=1, smile_kept=0.6, mouthFrown=0.7, browDown=0.8),
        "sneer": pose(neutral=1, noseSneer=0.8, mouthUpperUp=0.9, jawOpen=0.1),
        "half shut": pose(neutral=1, blink=0.5),
        "shut": pose(neutral=1, blink=1.0),
        "aside": pose(neutral=1, gaze=(0.7, 0.1)),
        "down": pose(neutral=1, gaze=(-0.3, 0.7)),
        "up": pose(neutral=1, gaze=(0.2, -0.8), eyeWide=0.5),
        "squint": pose(neutral=1, eyeSquint=0.8, mouthPress=0.5),
        "right": pose(neutral=1, yaw=12),
        "left": pose(neutral=1, yaw=-12, mouthLeft=0.5),
        "raised": pose(neutral=1, pitch=8),
        "tilted": pose(neutral=1, roll=-8, blink=0.4),
        "speaks turned": pose(neutral=1, yaw=9, pitch=-4, roll=4, jawOpen=0.6, mouthLowerDown=0.3),
        "tongue": pose(neutral=1, jawOpen=0.5, tongueOut=0.9),
    }
    winks = replace(asked["half shut"], blink=np.array([[1.0, 0.0]]))
    moved = replace(
        asked["viseme aa"],
        translation=np.array([[0.08, -0.05, 0.1]]),
        breath=np.array([0.8]),
        neutral=np.array([0.7]),
    )
    return {**asked, "wink": winks, "moved": moved}


def track_of(frames: Iterable[Motion]) -> Motion:
    """Motions of one frame each, one after the other."""
    every = list(frames)
    tracks = {
        field.name: np.concatenate([getattr(motion, field.name) for motion in every])
        for field in fields(Motion)
        if field.name not in ("fps", "basis")
    }
    return replace(every[0], **tracks)
