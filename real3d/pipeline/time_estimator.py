"""How long a job will take on this machine, learnt from the jobs that it has done.

Before the first job there is only a guess, from the machine that the project was measured on; every
finished job corrects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from real3d.pipeline.result import Timings
from real3d.pipeline.workload import Workload

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
    gigapixels: float
    """In all its frames; see `real3d.pipeline.workload`."""
    download: int = 0
    """Bytes that are downloaded first, which takes as long as the connection lets it."""


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
    """Per pixel of an ordinary video."""


class TimeEstimator:
    """Running means over the jobs of one process; many threads may share it."""

    def __init__(self) -> None:
        self._rates = _Rates()
        self._lock = Lock()

    def estimate(self, work: Workload) -> Estimate:
        """What the work will be."""
        rates = self._rates
        driving = (
            rates.tracking * work.frames if work.tracks_video else rates.listening * work.duration
        )
        seconds = (
            rates.portrait + driving + rates.rendering * work.frames * work.pixels * work.effort
        )
        return Estimate(seconds, work.duration, work.gigapixels)

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
            per_pixel = timings.rendering / (work.frames * work.pixels * work.effort)
            self._rates = _Rates(
                portrait=_mean(old.portrait, timings.reading + timings.face + timings.avatar),
                listening=listening,
                tracking=tracking,
                rendering=_mean(old.rendering, per_pixel),
            )


def _mean(old: float, new: float) -> float:
    return old + _NEWEST * (new - old)
