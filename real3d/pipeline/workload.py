"""How much there is to do in a job, and how much one job may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.errors import TooLongError
from real3d.pipeline.settings import Settings

MAX_GIGAPIXELS = 30.0
"""In all frames of one job: a quarter of an hour at 1024 pixels and 30 frames per second, which
take two cores about half an hour."""

_TRANSPARENT_EFFORT, _PICTURES_EFFORT = 0.4, 2.3
"""What a transparent result, and a picture of every frame, take besides an ordinary video, whose
drawing and encoding is 1: compressed in another way, and once more."""


@dataclass(frozen=True)
class Workload:
    """What there is to do."""

    tracks_video: bool
    """A driving video has to be tracked; otherwise a voice is listened to."""
    duration: float
    """Seconds of video to make."""
    fps: float
    pixels: int
    """Of one frame: the moving square's, and the result's where it is another one."""
    effort: float = 1.0
    """To draw and write a pixel, beside that in an ordinary video."""
    people: int = 1
    """Whose photo is analysed and whose voice is listened to."""

    @property
    def frames(self) -> float:
        """Number of frames to make."""
        return self.duration * self.fps

    @property
    def gigapixels(self) -> float:
        """In all of them."""
        return self.frames * self.pixels / 1e9


def workload(
    tracks_video: bool,
    duration: float,
    settings: Settings,
    size: tuple[int, int],
    transparent: bool = False,
    pictures: bool = False,
    people: int = 1,
) -> Workload:
    """The work of one job.

    Args:
        tracks_video: whether a driving video has to be tracked.
        duration: seconds of video to make.
        settings: of the job.
        size: (width, height) of its frames in pixels.
        transparent: whether its result is.
        pictures: whether every frame is also written as a picture.
        people: who move in it.
    """
    pixels = people * settings.size**2
    if settings.framing != "square":  # these are only copied and encoded, which is half of it
        pixels += size[0] * size[1] // 2
    # Panels are put side by side and encoded, which is a quarter of it.
    if settings.debug or (settings.with_driver and tracks_video):
        pixels += size[0] * size[1] // 4
    effort = 1 + _TRANSPARENT_EFFORT * transparent + _PICTURES_EFFORT * pictures
    return Workload(tracks_video, duration, settings.motion.fps, pixels, effort, people)


def check_work(gigapixels: float) -> None:
    """
    Raises:
        TooLongError: that is more than one job may ask for.
    """
    if gigapixels > MAX_GIGAPIXELS:
        raise TooLongError("too-much-work", amount=gigapixels, limit=MAX_GIGAPIXELS)
