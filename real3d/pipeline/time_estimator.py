"""How long a job will take on this machine, learnt from the jobs that it has done.

Before the first job there is only a guess, from the machine that the project was measured on; every
finished job corrects it, the first of its kind wholly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock

from real3d.pipeline.result import Timings
from real3d.pipeline.workload import Workload

_NEWEST = 0.5
"""Weight of the newest job in the running means: the machine's other work comes and goes."""
_SHORTEST = 0.5
"""Seconds of driving below which a job says little about the pace."""
_REMEMBERED = 0.05
"""Seconds below which a photo was not analysed, or an avatar not built, but found again."""


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

    portrait: float = 0.8
    """Of an analysis."""
    avatar: float = 0.5
    listening: float = 0.04
    """Per second of sound."""
    tracking: float = 0.015
    """Per frame."""
    rendering: float = 0.05e-6
    """Per pixel of an ordinary video."""


class TimeEstimator:
    """Running means over the jobs of one process; many threads may share it."""

    def __init__(self) -> None:
        self._rates = _Rates()
        self._measured: set[str] = set()
        self._lock = Lock()

    def estimate(
        self, work: Workload, knows_portrait: bool = False, knows_avatar: bool = False
    ) -> Estimate:
        """What the work will be.

        Args:
            work: what there is to do.
            knows_portrait, knows_avatar: whether the photo is analysed and its avatar built.
        """
        rates = self._rates
        driving = (
            rates.tracking * work.frames if work.tracks_video else rates.listening * work.duration
        )
        face = rates.portrait * (not knows_portrait) + rates.avatar * (not knows_avatar)
        drawing = rates.rendering * work.frames * work.pixels * work.effort
        seconds = work.people * (face + driving) + drawing
        return Estimate(seconds, work.duration, work.gigapixels)

    def learn(self, work: Workload, timings: Timings) -> None:
        """Remember how long the work took."""
        if work.duration < _SHORTEST:
            return
        pixels = work.frames * work.pixels * work.effort
        measured = {"rendering": timings.rendering / pixels}
        if work.tracks_video:
            measured["tracking"] = timings.motion / work.frames
        else:
            measured["listening"] = timings.motion / work.duration
        if timings.face > _REMEMBERED:
            measured["portrait"] = timings.face
        if timings.avatar > _REMEMBERED:
            measured["avatar"] = timings.avatar
        with self._lock:
            self._rates = replace(
                self._rates, **{name: self._mean(name, new) for name, new in measured.items()}
            )
            self._measured |= measured.keys()

    def _mean(self, name: str, new: float) -> float:
        if name not in self._measured:
            return new
        old: float = getattr(self._rates, name)
        return old + _NEWEST * (new - old)
