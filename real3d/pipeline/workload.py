"""How much there is to do in a job, and how much one job may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from real3d.errors import TooLongError
from real3d.pipeline.settings import Settings

MAX_GIGAPIXELS = 30.0
"""In all frames of one job: a quarter of an hour at 1024 pixels and 30 frames per second, which
take two cores about half an hour."""


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

    @property
    def frames(self) -> float:
        """Number of frames to make."""
        return self.duration * self.fps

    @property
    def gigapixels(self) -> float:
        """In all of them."""
        return self.frames * self.pixels / 1e9


def workload(
    tracks_video: bool, duration: float, settings: Settings, size: tuple[int, int]
) -> Workload:
    """The work of one job.

    Args:
        tracks_video: whether a driving video has to be tracked.
        duration: seconds of video to make.
        settings: of the job.
        size: (width, height) of its frames in pixels.
    """
    pixels = settings.size**2
    if settings.framing == "photo":  # these are only copied and encoded, which is half of it
        pixels += size[0] * size[1] // 2
    if settings.debug:  # panels are put side by side and encoded, which is a quarter of it
        pixels += size[0] * size[1] // 4
    return Workload(tracks_video, duration, settings.motion.fps, pixels)


def check_work(gigapixels: float) -> None:
    """
    Raises:
        TooLongError: that is more than one job may ask for.
    """
    if gigapixels > MAX_GIGAPIXELS:
        raise TooLongError("too-much-work", amount=gigapixels, limit=MAX_GIGAPIXELS)
