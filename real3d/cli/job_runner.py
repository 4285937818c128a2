"""Does the jobs of a table.

A result appears in one move when it is finished and says which row made it, so the files themselves
are the record of what is done: after a crash, the same command goes on where it was, and nothing is
written twice. What is damaged, or was made by another row or of other files, is made anew.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.job_table import TableJob
from real3d.errors import InputError, Real3DError
from real3d.messages.message import Message

if TYPE_CHECKING:
    from real3d.pipeline.result import Result
    from real3d.pipeline.talking_portrait import TalkingPortrait


@dataclass(frozen=True)
class Outcome:
    """What became of one job."""

    job: TableJob
    result: Result | None = None
    """Of a job that was done now; None if its result was there already, or could not be made."""
    error: Message | None = None
    """Why it could not be made."""

    @property
    def in_words(self) -> str:
        """A clause about the file."""
        if self.error:
            return f"failed. {self.error}"
        if self.result is None:
            return "there already"
        return f"{self.result.duration:.1f} s of video in {self.result.timings.total:.1f} s"


Work = Callable[[Iterable[TableJob]], Iterator[Outcome]]
"""Does jobs and yields their outcomes as they come, in any order."""


def run_batch(
    table: str | os.PathLike[str],
    jobs: Sequence[TableJob],
    work: Work,
) -> Iterator[Outcome]:
    """Does what is not done yet, one outcome per job.

    Raises:
        InputError: another process is at work on the same table.
    """
    with _table_lock(Path(table)):
        waiting = []
        for job in jobs:
            if job.is_done():
                yield Outcome(job)
            else:
                waiting.append(job)
        yield from work(waiting)


def run_here(jobs: Iterable[TableJob]) -> Iterator[Outcome]:
    """One job after the other in this process."""
    pipelines: dict[tuple[str, Path | None], TalkingPortrait] = {}
    for job in jobs:
        yield run_job(job, pipelines.setdefault((job.engine, job.weights), job.pipeline()))


def run_job(job: TableJob, pipeline: TalkingPortrait) -> Outcome:
    """Makes one video, unless somebody else has made it by now."""
    try:
        if job.is_done():
            return Outcome(job)
        request = replace(job.request, fingerprint=job.fingerprint())
        result = pipeline.generate(request)
    except Real3DError as error:
        return Outcome(job, error=error.message)
    return Outcome(job, result)


@contextmanager
def _table_lock(table: Path) -> Iterator[None]:
    """Two batches on one table would do every job twice. The lock goes with the process."""
    with table.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError("table-busy", name=table.name) from error
        yield
