"""A small engine for tests of what stands around engines: it returns the photo, again and again."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from time import sleep

import numpy as np

from real3d.engine import InspectedFrame, VideoMotion
from real3d.motion import ARKIT_EXPRESSIONS, Motion
from real3d.motion.pose_limits import PoseLimits
from real3d.portrait.framing import OpenEdges
from real3d.portrait.pose import euler_angles


@dataclass(frozen=True)
class FakeAvatar:
    portrait: object
    delay: float = 0.0

    @property
    def pose_limits(self) -> PoseLimits:
        return PoseLimits.of_photo(euler_angles(self.portrait.pose.rotation))

    def within_photo(self, edges: OpenEdges) -> FakeAvatar:
        return self

    def render(self, motion: Motion, background: np.ndarray | None) -> Iterator[np.ndarray]:
        for row in range(len(motion)):
            sleep(self.delay)
            frame = self.portrait.image.copy()
            frame[:8, : 1 + row % frame.shape[1]] = 255
            if background is None:
                frame = np.dstack([frame, np.full(frame.shape[:2], 255, np.uint8)])
            yield frame

    def inspect(
        self, motion: Motion, background: np.ndarray | None
    ) -> Generator[InspectedFrame, None, None]:
        for frame in self.render(motion, background):
            yield InspectedFrame(frame, (np.full((128, 128, 3), 40, np.uint8),))


@dataclass
class FakeEngine:
    """Counts what it is asked for."""

    name: str = "fake"
    supported_settings: frozenset[str] = frozenset({"head", "blink", "fps", "seed", "smoothing"})
    basis: tuple[str, ...] = ARKIT_EXPRESSIONS
    views: tuple[str, ...] = ("grey",)
    faceless: int = 0
    delay: float = 0.0
    """Seconds per frame."""
    hears_voices: bool = True
    """In any sound; otherwise in none."""
    asked: list[str] = field(default_factory=list)

    def reconstruct(self, portrait: object) -> FakeAvatar:
        self.asked.append("reconstruct")
        return FakeAvatar(portrait, self.delay)

    def motion_from_audio(self, audio: object, settings: object) -> Motion:
        self.asked.append("listen")
        frames = max(1, round(audio.duration * settings.fps))
        opening = np.arange(frames) % 2 * float(self.hears_voices)
        return Motion.still(frames, settings.fps).with_channels(jawOpen=opening)

    def motion_from_video(
        self, clip: object, portrait: object, settings: object
    ) -> Generator[float, None, VideoMotion]:
        self.asked.append("watch")
        yield 0.5
        frames = max(1, round(clip.duration * settings.fps))
        return VideoMotion(Motion.still(frames, settings.fps), self.faceless)
