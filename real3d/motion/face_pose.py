"""A face that is held: what a photo shows once its mouth, brows, eyes and head are set by hand.

Each amount is an offset to what the photo shows; with all of them at 0 it is the photo itself. The
names of single shapes are ARKit's (`arkit.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.motion.settings import MOODS, Mood
from real3d.runtime.settings import check_settings, setting


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
