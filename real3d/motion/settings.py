"""What a user can choose about the movement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.runtime.settings import check_settings, setting, setting_specs

Mood = Literal["calm", "happy", "sad", "angry", "surprised"]
MOODS: tuple[str, ...] = get_args(Mood)
"""`calm` adds nothing to what the voice or the video does."""


@dataclass(frozen=True)
class MotionSettings:
    """How lively the portrait is. Amounts are factors: 0 is still, 1 natural, 2 the most."""

    head: float = setting(1.0, "head motion and breathing", low=0, high=2, placement="main")
    mouth: float = setting(1.0, "how far the mouth opens", low=0, high=2, placement="main")
    articulation: float = setting(
        1.0, "how strongly a speaker's lips take shape", low=0, high=2, driver="voice"
    )
    expression: float = setting(
        1.0,
        "brows and cheeks, and all that the face of a driving video does",
        low=0,
        high=2,
        placement="main",
    )
    blink: float = setting(1.0, "how often the eyes blink", low=0, high=2, placement="main")
    gaze: float = setting(1.0, "how far the eyes wander", low=0, high=2)
    neutralise: float = setting(
        1.0, "how much of the photo's own expression is taken away", low=0, high=1
    )
    smile: float = setting(
        0.6, "how much of a smile in the photo stays while the person speaks", low=0, high=1
    )
    mood: Mood = setting(
        "calm", "the mood in which the person speaks or moves", choices=MOODS, placement="main"
    )
    mood_amount: float = setting(1.0, "how strong the mood is", low=0, high=1.5)
    shapes: Mapping[str, float] = setting(
        {}, "ARKit shapes that the face holds all the time", keys=ARKIT_EXPRESSIONS, low=0, high=1
    )
    smoothing: float = setting(
        0.0,
        "how much tremble is taken out of movement from a video",
        low=0,
        high=1,
        driver="video",
    )
    fps: float = setting(25.0, "frames per second", low=10, high=60, offered=(25, 30))
    seed: int = setting(0, "makes the same video again", low=0, high=2**32 - 1, driver="voice")

    def __post_init__(self) -> None:
        check_settings(self)


MOTION_SETTINGS = frozenset(spec.name for spec in setting_specs(MotionSettings))
"""The names of all of them (`real3d.engine.Engine.supported_settings`)."""
