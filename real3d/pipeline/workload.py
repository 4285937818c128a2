"""How much there is to do in a job, and how much one job may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.errors import TooLongError
from real3d.pipeline.settings import Settings

MAX_GIGAPIXELS = 30.0
"""In all frames of one job: a quarter of an hour at 1024 pixels and 30 frames per second, which
take two cores about half an hour."""

_TRANSPARENT_EFFORT, _PICTURES_EFFORT = 0.5, 2.3
"""What a transparent result, and a picture of every frame, take besides an ordinary video, whose
drawing and encoding is 1: compressed in another way, and once more."""


@dataclass(frozen=True)
class Workload:
    """What there is to do."""

    duration: float
    """Seconds of video to make."""
    fps: float
    side: int
    """Pixels a side of the moving square."""
    pixels: int
    """Of one frame: the moving squares', and the result's where it is another one."""
    effort: float = 1.0
    """To draw and write a pixel, beside that in an ordinary video."""
    people: int = 1
    """Who move in it."""
    spoken: float = 0.0
    """Seconds of speech to make out of a text."""
    heard: float = 0.0
    """Seconds of voices to listen to."""
    watched: float = 0.0
    """Seconds of driving videos to track, at `fps`."""
    is_read: bool = True
    """The files have to be read, which the second side of a comparison finds done."""
    analyses: int = 1
    """Faces that have to be found and taken apart."""
    avatars: int = 1
    """Those that have to be built."""

    @property
    def frames(self) -> float:
        """Number of frames to make."""
        return self.duration * self.fps

    @property
    def gigapixels(self) -> float:
        """In all of them."""
        return self.frames * self.pixels / 1e9


def workload(
    duration: float,
    settings: Settings,
    size: tuple[int, int],
    *,
    spoken: float = 0.0,
    heard: float = 0.0,
    watched: float = 0.0,
    transparent: bool = False,
    pictures: bool = False,
    people: int = 1,
) -> Workload:
    """The work of one job for photos that nobody has seen yet.

    Args:
        duration: seconds of video to make.
        settings: of the job.
        size: (width, height) of its frames in pixels.
        spoken, heard, watched: seconds of a text that is said, of voices that are listened to, and
            of driving videos that are tracked.
        transparent: whether its result is.
        pictures: whether every frame is also written as a picture.
        people: who move in it.
    """
    pixels = people * settings.size**2
    if settings.framing != "square":  # these are only copied and encoded, which is half of it
        pixels += size[0] * size[1] // 2
    # Panels are put side by side and encoded, which is a quarter of it.
    if settings.debug or (settings.with_driver and watched > 0):
        pixels += size[0] * size[1] // 4
    effort = 1 + _TRANSPARENT_EFFORT * transparent + _PICTURES_EFFORT * pictures
    return Workload(
        duration,
        settings.motion.fps,
        settings.size,
        pixels,
        effort,
        people,
        spoken,
        heard,
        watched,
        analyses=people,
        avatars=people,
    )


def check_work(gigapixels: float) -> None:
    """
    Raises:
        TooLongError: that is more than one job may ask for.
    """
    if gigapixels > MAX_GIGAPIXELS:
        raise TooLongError("too-much-work", amount=gigapixels, limit=MAX_GIGAPIXELS)
