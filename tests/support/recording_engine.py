"""A fake engine that remembers what it was given, and moves as it is told."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from real3d.engine import VideoMotion
from real3d.motion import Motion, MotionSettings
from tests.support.fake_engine import FakeAvatar, FakeEngine


@dataclass(frozen=True)
class RecordingAvatar(FakeAvatar):
    """Remembers what it rendered."""

    rendered: list[tuple[Motion, np.ndarray | None]] = field(default_factory=list)

    def render(self, motion: Motion, background: np.ndarray | None) -> Iterator[np.ndarray]:
        self.rendered.append((motion, background))
        yield from super().render(motion, background)


@dataclass
class RecordingEngine(FakeEngine):
    """What went in, one list for each method."""

    tracked: Motion | None = None
    """What it sees in every video; None for a face that holds still."""
    heard: list[tuple[Any, MotionSettings]] = field(default_factory=list)
    watched: list[tuple[Any, MotionSettings]] = field(default_factory=list)
    portraits: list[Any] = field(default_factory=list)
    rendered: list[tuple[Motion, np.ndarray | None]] = field(default_factory=list)

    def reconstruct(self, portrait: Any) -> RecordingAvatar:
        self.portraits.append(portrait)
        return RecordingAvatar(portrait, rendered=self.rendered)

    def motion_from_audio(self, audio: Any, settings: MotionSettings) -> Motion:
        self.heard.append((audio, settings))
        return super().motion_from_audio(audio, settings)

    def motion_from_video(
        self, clip: Any, portrait: Any, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        self.watched.append((clip, settings))
        seen = yield from super().motion_from_video(clip, portrait, settings)
        return seen if self.tracked is None else VideoMotion(self.tracked, self.faceless)
