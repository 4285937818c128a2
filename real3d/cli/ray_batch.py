"""A batch on a Ray cluster (https://docs.ray.io): as many jobs at a time as it has cores for.

The workers read and write the same folders as this process, by the same names. One that dies is
started again, and its job with it; only a job that fails twice is reported as failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from real3d.cli.job_runner import Outcome, Work, run_job
from real3d.cli.job_table import TableJob
from real3d.errors import MissingLibraryError, SettingsError
from real3d.messages.message import Message

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from real3d.pipeline.talking_portrait import TalkingPortrait

CORES_PER_JOB = 2
"""One renders, one encodes; a job gains little from more."""


def run_on_ray(address: str) -> Work:
    """Work for `run_batch` on the cluster at `address`, or on a new one for `local`.

    Raises (when the work starts):
        MissingLibraryError: Ray is not installed.
        SettingsError: there is no cluster at the address.
    """

    def work(jobs: Iterable[TableJob]) -> Iterator[Outcome]:
        ray = _import_ray()
        try:
            ray.init(address, include_dashboard=False, log_to_driver=False)
        except (ConnectionError, ValueError) as error:
            reason = str(error)
            raise SettingsError("ray-not-reached", address=address, reason=reason) from error
        try:
            yield from _distribute(ray, list(jobs))
        finally:
            ray.shutdown()

    return work


class Worker:
    """A process of the cluster; it keeps what one photo's jobs share."""

    def __init__(self) -> None:
        self._pipelines: dict[tuple[str, Path | None], TalkingPortrait] = {}

    def do(self, job: TableJob) -> Outcome:
        """Makes one video."""
        pipeline = self._pipelines.setdefault((job.engine, job.weights), job.pipeline())
        return run_job(job, pipeline)


def _import_ray() -> ModuleType:
    try:
        import ray
    except ImportError as error:
        raise MissingLibraryError("ray-missing") from error
    return ray


def _distribute(ray: ModuleType, jobs: list[TableJob]) -> Iterator[Outcome]:
    cores = ray.cluster_resources().get("CPU", 1)
    cores_per_job = min(CORES_PER_JOB, cores)
    remote = ray.remote(num_cpus=cores_per_job, max_restarts=-1, max_task_retries=1)(Worker)
    count = min(len(jobs), int(cores // cores_per_job))
    idle = [remote.remote() for _ in range(count)]
    waiting = jobs[::-1]
    running: dict[Any, tuple[Any, TableJob]] = {}
    while waiting or running:
        while waiting and idle:
            worker, job = idle.pop(), waiting.pop()
            running[worker.do.remote(job)] = worker, job
        (done,), _ = ray.wait(list(running))
        worker, job = running.pop(done)
        try:
            yield ray.get(done)
        except (ray.exceptions.RayActorError, ray.exceptions.OutOfMemoryError) as error:
            yield Outcome(job, error=Message("worker-ended", reason=type(error).__name__))
        idle.append(worker)
