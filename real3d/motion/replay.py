"""A kept motion on another face, at another frame rate and as lively as is asked for."""

from __future__ import annotations

import numpy as np

from real3d.motion.moods import with_mood
from real3d.motion.neutral import neutral_track
from real3d.motion.settings import MotionSettings
from real3d.motion.track import Motion
from real3d.numerics.types import FloatArray

_JAW = ("jawOpen", "mouthClose")
"""What the amount of the mouth scales; that of the expression scales all else."""


def replayed(motion: Motion, settings: MotionSettings) -> Motion:
    """The motion at `settings.fps`, in the amounts and the mood of the settings."""
    frames = max(round(motion.duration * settings.fps), 1)
    amounts = [settings.mouth if name in _JAW else settings.expression for name in motion.basis]
    return with_mood(
        Motion(
            fps=settings.fps,
            expression=_resampled(motion.expression, frames) * amounts,
            rotation=settings.head * _resampled(motion.rotation, frames),
            translation=settings.head * _resampled(motion.translation, frames),
            blink=np.clip(settings.blink * _resampled(motion.blink, frames), 0, 1),
            gaze=np.clip(settings.gaze * _resampled(motion.gaze, frames), -1, 1),
            neutral=neutral_track(frames, settings.fps, settings.neutralise),
            smile_kept=np.full(frames, settings.smile),
            breath=np.zeros(frames),
            basis=motion.basis,
        ),
        settings,
    )


def _resampled(track: FloatArray, frames: int) -> FloatArray:
    """[frames, K] the [T, K] track between the same moments."""
    before = (np.arange(len(track)) + 0.5) / len(track)
    after = (np.arange(frames) + 0.5) / frames
    return np.stack([np.interp(after, before, values) for values in track.T], axis=1)
