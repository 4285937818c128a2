"""A mood under whatever a face says: an offset of its expression, lids and head.

Which muscles make a mood is taken from the Facial Action Coding System (Ekman and Friesen 1978):
happiness raises cheeks and corners (6 + 12), sadness raises the inner brows and lowers corners
(1 + 4 + 15), anger lowers brows, tightens lids and presses lips (4 + 5 + 7 + 23), surprise raises
brows and upper lids and drops the jaw (1 + 2 + 5 + 26).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from real3d.motion.settings import Mood, MotionSettings
from real3d.motion.track import Motion
from real3d.numerics.smoothing import fade
from real3d.numerics.types import FloatArray

FADE_S = 0.6
"""Time in which a mood comes and goes: a video begins and ends at the photo itself."""
_MIN_JAW = 0.05
"""`mouthClose` is read relative to `jawOpen`, and to this when the jaw is nearly shut."""
_MOST = 1.6
"""Of any coefficient."""


@dataclass(frozen=True)
class _Offset:
    """What a mood adds."""

    shapes: Mapping[str, float] = field(default_factory=dict)
    """By ARKit names; a name without its side stands for both."""
    smile_kept: tuple[float, float] = (0.0, 1.0)
    """Least and most of the photo's own smile that stays."""
    lids: float = 0.0
    """How far they droop, 0..1."""
    pitch_deg: float = 0.0


MOODS: Mapping[Mood, _Offset] = {
    "calm": _Offset(),
    "happy": _Offset(
        {
            "mouthSmile": 0.8,
            "cheekSquint": 0.8,
            "eyeSquint": 0.5,
            "mouthDimple": 0.2,
            "browInnerUp": 0.1,
            "browOuterUp": 0.2,
        },
        smile_kept=(0.8, 1.0),
    ),
    "sad": _Offset(
        {
            "browInnerUp": 1.0,
            "browDown": 0.25,
            "mouthFrown": 0.9,
            "mouthShrugLower": 0.4,
            "eyeSquint": 0.15,
        },
        smile_kept=(0.0, 0.0),
        lids=0.22,
        pitch_deg=-4.0,
    ),
    "angry": _Offset(
        {
            "browDown": 1.5,
            "eyeSquint": 0.7,
            "noseSneer": 0.7,
            "mouthPress": 0.8,
            "mouthFrown": 0.7,
        },
        smile_kept=(0.0, 0.0),
        lids=0.08,
        pitch_deg=-3.0,
    ),
    "surprised": _Offset(
        {
            "browInnerUp": 1.2,
            "browOuterUp": 1.2,
            "eyeWide": 1.0,
            "jawOpen": 0.2,
            "mouthFunnel": 0.15,
        },
        smile_kept=(0.0, 0.3),
        pitch_deg=2.0,
    ),
}


def with_mood(motion: Motion, settings: MotionSettings) -> Motion:
    """The motion in the mood that was chosen, scaled by `settings.expression`.

    Calm changes nothing. Lips that touch still do: contact stays the same share of the opening.
    """
    offset = MOODS[settings.mood]
    if not len(motion) or settings.mood == "calm":
        return motion
    amount = min(settings.expression, 1.5) * fade(len(motion), motion.fps, FADE_S)
    rotation = motion.rotation.copy()
    rotation[:, 0] += settings.head * amount * np.radians(offset.pitch_deg)
    droop = np.clip(amount * offset.lids, 0, 1)[:, None]
    return replace(
        motion,
        expression=_shifted(motion, offset.shapes, amount),
        rotation=rotation,
        blink=motion.blink + (1 - motion.blink) * droop,
        smile_kept=np.clip(motion.smile_kept, *offset.smile_kept),
    )


def _shifted(motion: Motion, shapes: Mapping[str, float], amount: FloatArray) -> FloatArray:
    """[T, K] the expression with so much more of some shapes."""
    jaw, close = motion.basis.index("jawOpen"), motion.basis.index("mouthClose")
    contact = motion.expression[:, close] / np.maximum(motion.expression[:, jaw], _MIN_JAW)
    shifted = motion.expression.copy()
    for stem, most in shapes.items():
        names = [stem] if stem in motion.basis else [f"{stem}Left", f"{stem}Right"]
        for name in names:
            index = motion.basis.index(name)
            shifted[:, index] = np.clip(shifted[:, index] + amount * most, 0, _MOST)
    shifted[:, close] = contact * np.maximum(shifted[:, jaw], _MIN_JAW)
    return shifted
