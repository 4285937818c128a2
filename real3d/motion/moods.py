"""Moods: an expression that is held under speech, or under what a driving video does.

Each preset is the prototype of its emotion in FACS (Ekman, Friesen and Hager 2002), in ARKit's
shapes: happy 6 + 12, sad 1 + 4 + 15 with drooping lids, angry 4 + 5 + 7 + 23 + 24, surprised
1 + 2 + 5 + 26. What articulates comes first: a shape that speech already makes is filled up, never
exceeded, rounded lips smile less, and lips that close still close.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from real3d.motion.arkit import ARKIT_EXPRESSIONS
from real3d.motion.settings import MotionSettings
from real3d.motion.track import MIN_JAW, Motion
from real3d.numerics.smoothing import fade
from real3d.numerics.types import FloatArray

MOOD_FADE_S = 0.5
"""Time in which a mood comes and goes: a video begins and ends at the photo itself."""
_ROUNDING_COST = 0.6
"""Share of a mood's smile, frown and stretch that fully rounded lips take away."""
_WIDENING = ("mouthSmile", "mouthFrown", "mouthStretch", "mouthDimple")
_SPOKEN_JAW = 0.5
"""`jawOpen` of speech at which a mood that drops the jaw no longer adds to it."""


@dataclass(frozen=True)
class Preset:
    """What a mood does to a face."""

    shapes: Mapping[str, float] = field(default_factory=dict)
    """By ARKit names; a name without its side sets both."""
    smile_kept: float | None = None
    """Share of the photo's smile that stays; None for what the settings say."""
    droop: float = 0.0
    """Closure of the lids, 0..1."""
    pitch: float = 0.0
    """Of the head, degrees; positive looks up."""
    gaze_down: float = 0.0
    """See `Motion.gaze`."""


PRESETS: Mapping[str, Preset] = {
    "calm": Preset(),
    "happy": Preset(
        shapes={
            "mouthSmile": 0.8,
            "cheekSquint": 0.8,
            "eyeSquint": 0.45,
            "mouthDimple": 0.2,
            "browOuterUp": 0.2,
            "browInnerUp": 0.1,
        },
        smile_kept=0.9,
        pitch=1.5,
    ),
    "sad": Preset(
        shapes={
            "browInnerUp": 1.1,
            "browDown": 0.25,
            "eyeSquint": 0.15,
            "mouthFrown": 1.0,
            "mouthShrugLower": 0.4,
        },
        smile_kept=0.0,
        droop=0.2,
        pitch=-5.0,
        gaze_down=0.15,
    ),
    "angry": Preset(
        shapes={
            "browDown": 1.5,
            "eyeSquint": 0.55,
            "noseSneer": 0.7,
            "mouthPress": 0.5,
            "mouthFrown": 0.8,
        },
        smile_kept=0.0,
        pitch=-4.0,
    ),
    "surprised": Preset(
        shapes={
            "browInnerUp": 1.2,
            "browOuterUp": 1.2,
            "eyeWide": 1.0,
            "jawOpen": 0.34,
            "mouthFunnel": 0.3,
            "mouthFrown": 0.2,
        },
        smile_kept=0.3,
        pitch=2.5,
    ),
}


def with_mood(motion: Motion, settings: MotionSettings) -> Motion:
    """The motion in a mood and with single shapes held.

    Args:
        motion: of a voice or of a driving video, in ARKit's basis.
        settings: `mood`, `mood_amount` and `shapes`; calm and without shapes, the motion is
            returned as it is.
    """
    preset, amount = PRESETS[settings.mood], settings.mood_amount
    shapes = sided(preset.shapes, amount)
    for name, value in settings.shapes.items():
        shapes[name] = shapes.get(name, 0.0) + value
    if not any(shapes.values()):
        return motion
    presence = fade(len(motion), motion.fps, MOOD_FADE_S)
    share = min(amount, 1.0) * presence
    pitch = settings.head * amount * np.radians(preset.pitch)
    closure = motion.blink + (1.0 - motion.blink) * (preset.droop * share)[:, None]
    moody = replace(
        motion,
        expression=_add_shapes(motion, shapes, presence),
        rotation=motion.rotation + np.outer(presence, [pitch, 0, 0]),
        blink=closure,
        gaze=np.clip(motion.gaze + np.outer(amount * presence, [0, preset.gaze_down]), -1, 1),
    )
    if preset.smile_kept is None:
        return moody
    return replace(
        moody,
        neutral=np.maximum(motion.neutral, share),
        smile_kept=motion.smile_kept + share * (preset.smile_kept - motion.smile_kept),
    )


def sided(shapes: Mapping[str, float], amount: float) -> dict[str, float]:
    """So much of shapes by ARKit's names, where a name without its side sets both."""
    return {
        name: amount * value
        for stem, value in shapes.items()
        for name in ([stem] if stem in ARKIT_EXPRESSIONS else [f"{stem}Left", f"{stem}Right"])
    }


def _add_shapes(motion: Motion, shapes: Mapping[str, float], presence: FloatArray) -> FloatArray:
    """[T, K] coefficients of the motion, filled up by the shapes; what was sealed stays sealed."""
    jaw = motion.channel("jawOpen")
    sealed = motion.channel("mouthClose") / np.maximum(jaw, MIN_JAW)
    rounding = np.clip(motion.channel("mouthPucker") + motion.channel("mouthFunnel"), 0, 1)
    added = {}
    for name, value in shapes.items():
        offset = value * presence
        if name.startswith(_WIDENING):
            offset = offset * (1 - _ROUNDING_COST * rounding)
        if name == "jawOpen":
            offset = offset * (1 - np.clip(jaw / _SPOKEN_JAW, 0, 1))
        own = motion.channel(name)
        added[name] = own + offset * (1 - np.clip(own, 0, 1))
    moody = motion.with_channels(**added)
    if "jawOpen" in shapes and "mouthClose" not in shapes:
        closing = sealed * np.maximum(moody.channel("jawOpen"), MIN_JAW)
        moody = moody.with_channels(mouthClose=closing)
    return moody.expression
