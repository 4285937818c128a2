"""The one interface that every engine implements."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from real3d.media.audio import Audio
    from real3d.media.video import VideoClip
    from real3d.motion import Motion, MotionSettings
    from real3d.motion.pose_limits import PoseLimits
    from real3d.portrait import Portrait
    from real3d.portrait.framing import OpenEdges


S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class VideoMotion:
    """Motion taken from a driving video, and what its owner should know about it."""

    motion: Motion
    frames_without_face: int
    """Frames in which no face was found; their motion is interpolated."""


@dataclass(frozen=True)
class InspectedFrame:
    """A frame, and what its engine saw on the way to it."""

    frame: NDArray[np.uint8]
    """As `Avatar.render` yields it."""
    views: tuple[NDArray[np.uint8], ...]
    """[H, W, 3] RGB squares, in the order of `Engine.views`."""


class Avatar(Protocol):
    """A portrait reconstructed by one engine. Immutable, so that many jobs may share it."""

    @property
    def portrait(self) -> Portrait:
        """The photo that was reconstructed."""
        ...

    @property
    def pose_limits(self) -> PoseLimits:
        """How far it can be turned and still look right."""
        ...

    def within_photo(self, edges: OpenEdges) -> Avatar:
        """The same person for frames that are put back into their photo: at the edges of the
        square beyond which the photo goes on, shoulders stand still with it."""
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

    def inspect(
        self, motion: Motion, background: NDArray[np.uint8] | None
    ) -> Generator[InspectedFrame, None, None]:
        """The frames of `render`, each with the engine's views of it."""
        ...


class Engine(Protocol):
    """Turns portraits into avatars, and voices and videos into motion."""

    name: str
    supported_settings: frozenset[str]
    """Names of the `MotionSettings` that have an effect with it."""
    basis: tuple[str, ...]
    """Of the expressions that its avatars show (`Motion.basis`)."""
    views: tuple[str, ...]
    """What `Avatar.inspect` shows beside each frame, in a word or two."""

    def reconstruct(self, portrait: Portrait) -> Avatar:
        """Everything that depends on the photo alone."""
        ...

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """The face that speaks `audio`; as long as the sound."""
        ...

    def motion_from_video(
        self, clip: VideoClip, portrait: Portrait | None, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        """Watch the face in `clip`; the head's pose is relative to the portrait's, or to where
        the driver's head rests if the motion is for no portrait in particular.

        Watching takes time, so this is a generator: it yields the share of the clip watched so
        far, 0..1, and returns the motion. Closing it stops.
        """
        ...


def drain(work: Generator[S, None, T], on_step: Callable[[S], object] | None = None) -> T:
    """What a generator returns; what it yields on the way goes to `on_step`, or is dropped."""
    while True:
        try:
            step = next(work)
        except StopIteration as end:
            return end.value
        if on_step is not None:
            on_step(step)
