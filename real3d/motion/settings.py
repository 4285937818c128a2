"""What a user can choose about the movement."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.errors import SettingsError

AMOUNTS = ("head", "mouth", "articulation", "expression", "blink", "gaze", "neutralise")
"""The settings that an engine may heed or not (`real3d.engine.Engine.controls`)."""


@dataclass(frozen=True)
class MotionSettings:
    """How lively the portrait is. Amounts are factors: 0 is still, 1 natural, 2 the most."""

    head: float = 1.0
    """Head rotation, translation and breathing, 0..2."""
    mouth: float = 1.0
    """How far the mouth opens, 0..2."""
    articulation: float = 1.0
    """How strongly the lips of a speaker take shape, 0..2."""
    expression: float = 1.0
    """Brows and cheeks, and everything that a driving video's face does, 0..2."""
    blink: float = 1.0
    """How often the eyes blink (a factor on the human rate), 0..2."""
    gaze: float = 1.0
    """How far the eyes wander, 0..2."""
    neutralise: float = 1.0
    """How much of the photo's own expression is taken away while the face is driven, 0..1."""
    smoothing: float = 0.0
    """How much tremble is taken out of movement that comes from a video, 0..1."""
    fps: float = 25.0
    """Frames per second, 10..60."""
    seed: int = 0
    """Every random choice follows from it."""

    def __post_init__(self) -> None:
        ranges = {
            "head": (0, 2),
            "mouth": (0, 2),
            "articulation": (0, 2),
            "expression": (0, 2),
            "blink": (0, 2),
            "gaze": (0, 2),
            "neutralise": (0, 1),
            "smoothing": (0, 1),
            "fps": (10, 60),
            "seed": (0, 2**32 - 1),
        }
        for name, (low, high) in ranges.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise SettingsError("setting-outside", name=name, value=value, low=low, high=high)
