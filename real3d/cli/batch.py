"""Many videos from a table: `python -m real3d batch jobs.csv`.

A row is a command line: its columns are the options of `generate`. A result appears in one move
when it is finished, so the files themselves are the record of what is done: after a crash, the same
command goes on where it was, and nothing is written twice.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.cli.exit_codes import DONE, USER_ERROR
from real3d.errors import InputError, Real3DError

if TYPE_CHECKING:
    from real3d.cli.commands import Commands
    from real3d.cli.job_table import TableJob
    from real3d.pipeline.result import Result
    from real3d.pipeline.talking_portrait import TalkingPortrait

_EXAMPLE = """\
example of a table:
  photo,audio,out,head,seed
  me.jpg,hello.wav,out/hello.mp4,,
  me.jpg,goodbye.wav,out/goodbye.mp4,1.5,7
"""


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "batch",
        allow_abbrev=False,
        help="make many videos from a table",
        description="Make one video per row of a CSV table whose columns are the options of "
        "“generate”; “photo”, “out” and “audio” or “video” are needed. Results that are there "
        "already are kept, so that the same command goes on after an interruption. Exit code 0: "
        "all results are there, 2: some are not.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", metavar="JOBS.CSV", help="the table, in UTF-8")
    parser.add_argument(
        "--ray",
        metavar="ADDRESS",
        nargs="?",
        const="local",
        help="work on a Ray cluster that shares this computer's folders; without an address, on "
        "one that is started here for the time being",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes what is missing, with a line for every row."""
    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
    from real3d.cli.job_table import read_jobs

    jobs = read_jobs(options.table)
    made = kept = failed = 0
    for number, outcome in enumerate(run_batch(options.table, jobs, _work(options.ray)), start=1):
        made += outcome.result is not None
        failed += bool(outcome.error)
        kept += outcome.result is None and not outcome.error
        print(f"[{number}/{len(jobs)}] {outcome.job.out}: {outcome.in_words}", flush=True)
    print(f"{made} made, {kept} there already, {failed} failed.")
    return USER_ERROR if failed else DONE


@dataclass(frozen=True)
class Outcome:
    """What became of one job."""

    job: TableJob
    result: Result | None = None
    """Of a job that was done now; None if the file was there already, or could not be made."""
    error: str = ""
    """Why it could not be made, as a sentence."""

    @property
    def in_words(self) -> str:
        """A clause about the file."""
        if self.error:
            return f"failed. {self.error}"
        if self.result is None:
            return "there already"
        return f"{self.result.duration:.1f} s of video in {self.result.timings.total:.1f} s"


Work = Callable[["Iterable[TableJob]"], Iterator[Outcome]]
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
    with _alone(Path(table)):
        waiting = []
        for job in jobs:
            if job.out.exists():
                yield Outcome(job)
            else:
                waiting.append(job)
        yield from work(waiting)


def work_here(jobs: Iterable[TableJob]) -> Iterator[Outcome]:
    """One job after the other in this process."""
    talkers: dict[tuple[str, Path | None], TalkingPortrait] = {}
    for job in jobs:
        yield do_job(job, talkers.setdefault((job.engine, job.weights), job.talker()))


def do_job(job: TableJob, talker: TalkingPortrait) -> Outcome:
    """Makes one video, unless somebody else has made it by now."""
    if job.out.exists():
        return Outcome(job)
    try:
        result = talker.generate(job.request)
    except Real3DError as error:
        return Outcome(job, error=str(error))
    return Outcome(job, result)


def _work(ray: str | None) -> Work:
    if ray is None:
        return work_here
    from real3d.cli.ray_batch import work_on_ray

    return work_on_ray(ray)


@contextmanager
def _alone(table: Path) -> Iterator[None]:
    """Two batches on one table would do every job twice. The lock goes with the process."""
    import fcntl

    with table.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"Another process is at work on '{table.name}'. Wait for it, or stop it."
            ) from error
        yield
