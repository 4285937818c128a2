"""How long a job will take on this machine, learnt from the jobs that it has done.

Before the first job there is only a guess, from the machine that the project was measured on; every
finished job corrects it, the first of its kind wholly.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
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


class TimeEstimator:
    """Running means over the jobs of one process; many threads and engines may share it.

    What is learnt is how many times slower than usual this machine is in each stage, so that a job
    of one size says something of all sizes; a stage that has not been seen yet is as slow as the
    others of its engine are.
    """

    def __init__(self) -> None:
        self._slowness: dict[str, dict[str, float]] = {}
        """By engine and stage."""
        self._lock = Lock()

    def estimate(self, engine: str, work: Workload) -> float:
        """Seconds until the work is done.

        Args:
            engine: the name of the one that renders.
            work: what there is to do.
        """
        with self._lock:
            known = dict(self._slowness.get(engine, {}))
        others = fmean(known.values()) if known else 1.0
        return sum(known.get(stage, others) * usual for stage, usual in _usual(work).items())

    def learn(self, engine: str, work: Workload, timings: Timings) -> None:
        """Remember how long the work took.

        Args:
            engine: the name of the one that rendered.
            work: what there was to do.
            timings: of its result.
        """
        if work.duration < _SHORTEST:
            return
        with self._lock:
            is_first = engine not in self._slowness
            known = self._slowness.setdefault(engine, {})
            for stage, usual in _usual(work).items():
                took = getattr(timings, _LAPS.get(stage, stage))
                if is_first and stage != "rendering":
                    continue  # networks were loaded, and code was compiled
                if usual > 0 and took > _REMEMBERED:
                    new = took / usual
                    old = known.get(stage, new)
                    known[stage] = old + _NEWEST * (new - old)


_LAPS = {"listening": "motion", "watching": "motion"}
"""The fields of `Timings` that are not named as the stages are."""


def _usual(work: Workload) -> dict[str, float]:
    """Seconds of each stage on two cores, that nothing else keeps busy."""
    larger = (work.side / 512) ** 2
    has_sound = work.heard + work.watched > 0
    frame = 0.0056 * work.people + 28e-9 * work.pixels
    return {
        "reading": (0.05 + 0.2 * work.people * has_sound) * work.is_read,
        "speaking": 1.0 * work.spoken,
        "face": 0.8 * larger * work.analyses,
        "avatar": (0.4 + 0.1 * larger) * work.avatars,
        "listening": 0.03 * work.heard,
        "watching": 0.009 * work.watched * work.fps,
        "rendering": 0.2 + work.frames * work.effort * frame,
    }
