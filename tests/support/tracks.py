"""Motion tracks of which every channel is alive, so that none can be forgotten unseen."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from real3d.motion import ARKIT_EXPRESSIONS, Motion

TRACKS = tuple(field.name for field in fields(Motion) if field.name not in ("fps", "basis"))
"""The fields of `Motion` that have one row per frame."""


def lively_motion(frames: int, seed: int = 0, fps: float = 25.0) -> Motion:
    """Every channel of every track wanders slowly and trembles, with numbers of its own."""
    random = np.random.default_rng(seed)

    def track(*shape: int) -> np.ndarray:
        time = np.arange(frames).reshape(-1, *[1] * len(shape)) / fps
        slow = np.sin(2 * np.pi * (0.2 * time + random.random(shape)))
        return 0.1 * (slow + 0.2 * random.standard_normal((frames, *shape)))

    return Motion(
        fps=fps,
        expression=0.5 + track(len(ARKIT_EXPRESSIONS)),
        rotation=track(3),
        translation=track(3),
        blink=0.5 + track(2),
        gaze=track(2),
        neutral=0.5 + track(),
        smile_kept=0.5 + track(),
        breath=0.5 + track(),
    )
