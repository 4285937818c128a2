"""An estimator that writes down what it could learn from."""

from __future__ import annotations

from real3d.pipeline.result import Timings
from real3d.pipeline.time_estimator import TimeEstimator
from real3d.pipeline.workload import Workload


class Learning(TimeEstimator):
    """Keeps the work of every job."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[tuple[Workload, Timings]] = []

    def learn(self, engine: str, work: Workload, timings: Timings) -> None:
        self.jobs.append((work, timings))
        super().learn(engine, work, timings)

    @property
    def faces(self) -> list[tuple[int, int]]:
        """Of each job: faces to be analysed, and to be built."""
        return [(work.analyses, work.avatars) for work, _ in self.jobs]
