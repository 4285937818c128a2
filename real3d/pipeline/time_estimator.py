"""How long a job will take on this machine, learnt from the jobs that it has done.

Before the first job there is only a guess, from the machine that the project was measured on; every
finished job corrects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from real3d.pipeline.result import Timings
from real3d.pipeline.settings import Settings

_NEWEST = 0.5
"""Weight of the newest job in the running means: the machine's other work comes and goes."""
_SHORTEST = 0.5
"""Seconds of driving below which a job says little about the pace."""


@dataclass(frozen=True)
class Estimate:
    """What a job would be."""

    seconds: float
    """Until the result is there."""
    duration: float
    """Seconds of video."""


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


@dataclass(frozen=True)
class _Rates:
    """Seconds per piece of work."""

    portrait: float = 1.3
    """Analysis and avatar; less for a photo that is known."""
    listening: float = 0.04
    """Per second of sound."""
    tracking: float = 0.02
    """Per frame."""
    rendering: float = 0.07e-6
    """Per pixel."""


class TimeEstimator:
    """Running means over the jobs of one process; many threads may share it."""

    def __init__(self) -> None:
        self._rates = _Rates()
        self._lock = Lock()

    def estimate(self, work: Workload) -> float:
        """Seconds that the work will take."""
        rates = self._rates
        driving = (
            rates.tracking * work.frames if work.tracks_video else rates.listening * work.duration
        )
        return rates.portrait + driving + rates.rendering * work.frames * work.pixels

    def learn(self, work: Workload, timings: Timings) -> None:
        """Remember how long the work took."""
        if work.duration < _SHORTEST:
            return
        with self._lock:
            old = self._rates
            listening, tracking = old.listening, old.tracking
            if work.tracks_video:
                tracking = _mean(tracking, timings.motion / work.frames)
            else:
                listening = _mean(listening, timings.motion / work.duration)
            per_pixel = timings.rendering / (work.frames * work.pixels)
            self._rates = _Rates(
                portrait=_mean(old.portrait, timings.reading + timings.face + timings.avatar),
                listening=listening,
                tracking=tracking,
                rendering=_mean(old.rendering, per_pixel),
            )


def _mean(old: float, new: float) -> float:
    return old + _NEWEST * (new - old)
