"""The one interface that every engine implements."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip
    from real3d.motion import Motion, MotionSettings
    from real3d.portrait import Portrait


T = TypeVar("T")


@dataclass(frozen=True)
class VideoMotion:
    """Motion taken from a driving video, and what its owner should know about it."""

    motion: Motion
    frames_without_face: int
    """Frames in which no face was found; their motion is interpolated."""


class Avatar(Protocol):
    """A portrait reconstructed by one engine. Immutable, so that many jobs may share it."""

    @property
    def portrait(self) -> Portrait:
        """The photo that was reconstructed."""
        ...

    def render(
        self, motion: Motion, background: NDArray[np.uint8] | None
    ) -> Iterator[NDArray[np.uint8]]:
        """One frame per row of `motion`.

        Args:
            motion: the movement, relative to the photo.
            background: [S, S, 3] RGB, or None for a transparent result.

        Yields:
            [S, S, 3] RGB frames, or [S, S, 4] RGBA (not premultiplied) without a background. Each
            frame is the receiver's own.
        """
        ...


class Engine(Protocol):
    """Turns portraits into avatars, and voices and videos into motion."""

    name: str

    def reconstruct(self, portrait: Portrait) -> Avatar:
        """Everything that depends on the photo alone."""
        ...

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """The face that speaks `audio`; as long as the sound."""
        ...

    def motion_from_video(
        self, clip: VideoClip, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        """Watch the face in `clip`.

        Watching takes time, so this is a generator: it yields the share of the clip watched so
        far, 0..1, and returns the motion. Closing it stops.
        """
        ...


def outcome(work: Generator[object, None, T]) -> T:
    """What a generator returns, its progress unheard."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
