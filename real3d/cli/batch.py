"""Many videos from a table: `python -m real3d batch jobs.csv`.

A row is a command line: its columns are the options of `generate`. A result appears in one move
when it is finished, so the files themselves are the record of what is done: after a crash, the same
command goes on where it was, and nothing is written twice.
"""

from __future__ import annotations

import csv
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.errors import InputError, Real3DError, SettingsError
from real3d.media.files import check_file

if TYPE_CHECKING:
    from real3d.pipeline.result import Result, Settings
    from real3d.pipeline.talking_portrait import TalkingPortrait

_MAX_BYTES = 16 * 2**20
"""Of the table: some hundred thousand rows."""
_SWITCHES = ("--no-badge", "--debug")
"""Options without a value."""


@dataclass(frozen=True)
class Job:
    """One video to make."""

    row: int
    """Its line in the table, counted as an editor does."""
    out: Path
    """Absolute, as all paths of a job: it may be done by a process in another folder."""
    photo: Path
    audio: Path | None
    video: Path | None
    background: str
    engine: str
    settings: Settings
    face: tuple[float, float] | None = None
    head_from: Path | None = None
    pictures: Path | None = None
    weights: Path | None = None

    def talker(self) -> TalkingPortrait:
        """A new one with the engine that the job asks for."""
        from real3d.pipeline.talking_portrait import TalkingPortrait

        return TalkingPortrait(self.engine, self.weights)


@dataclass(frozen=True)
class Outcome:
    """What became of one job."""

    job: Job
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


Work = Callable[[Iterable[Job]], Iterator[Outcome]]
"""Does jobs and yields their outcomes as they come, in any order."""


def read_jobs(
    table: str | os.PathLike[str], parse: Callable[[int, Sequence[str]], Job]
) -> list[Job]:
    """The jobs in a table; all of its mistakes are found before the first job starts.

    Args:
        table: CSV in UTF-8, the first line names the options. An empty cell leaves an option out;
            one without a value (`no-badge`, `debug`) takes `yes` or `no`.
        parse: makes a job of a row's number and its command line; raises `SettingsError`.

    Raises:
        InputError: the table cannot be read, or rows are wrong; says which and why.
    """
    path = check_file(table, _MAX_BYTES)
    mistakes, jobs = [], []
    for row, cells in _rows(path):
        try:
            jobs.append(parse(row, _arguments(cells)))
        except Real3DError as error:
            mistakes.append(f"Line {row}: {error}")
    mistakes += _duplicates(jobs)
    if mistakes:
        raise InputError(
            f"'{path.name}' has mistakes; nothing was started.\n" + "\n".join(mistakes)
        )
    if not jobs:
        raise InputError(f"'{path.name}' lists no jobs. Add a row below the names of the columns.")
    return jobs


def run_batch(
    table: str | os.PathLike[str],
    jobs: Sequence[Job],
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


def work_here(jobs: Iterable[Job]) -> Iterator[Outcome]:
    """One job after the other in this process."""
    talkers: dict[tuple[str, Path | None], TalkingPortrait] = {}
    for job in jobs:
        yield do_job(job, talkers.setdefault((job.engine, job.weights), job.talker()))


def do_job(job: Job, talker: TalkingPortrait) -> Outcome:
    """Makes one video, unless somebody else has made it by now."""
    if job.out.exists():
        return Outcome(job)
    try:
        result = talker.generate(
            job.photo,
            audio=job.audio,
            video=job.video,
            background=job.background,
            settings=job.settings,
            out=job.out,
            face=job.face,
            head_from=job.head_from,
            pictures=job.pictures,
        )
    except Real3DError as error:
        return Outcome(job, error=str(error))
    return Outcome(job, result)


@contextmanager
def _alone(table: Path) -> Iterator[None]:
    """Two batches on one table would do every job twice. The lock goes with the process."""
    with table.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"Another process is at work on '{table.name}'. Wait for it, or stop it."
            ) from error
        yield


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of every row that is not empty."""
    try:
        # Spreadsheets put a byte order mark in front.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="")
            _check_head(reader.fieldnames or (), path.name)
            for cells in reader:
                if None in cells:
                    raise InputError(
                        f"Line {reader.line_num} of '{path.name}' has more cells than the first. "
                        "Put text with commas into quotation marks."
                    )
                if any(cells.values()):
                    yield reader.line_num, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"'{path.name}' cannot be read as a table ({error}). Save it as CSV in UTF-8."
        ) from error


def _check_head(columns: Sequence[str], name: str) -> None:
    twice = {column for column in columns if column.strip() and columns.count(column) > 1}
    if twice:
        raise InputError(f"'{name}' has two columns “{min(twice)}”. Remove one.")


def _arguments(cells: dict[str, str]) -> list[str]:
    """A row as the command line that it stands for."""
    arguments = []
    for name, cell in cells.items():
        value = cell.strip()
        option = f"--{name.strip().removeprefix('--')}"
        if option in _SWITCHES:
            if value.lower() not in ("", "yes", "no"):
                raise SettingsError(f"“{option[2:]}” is “{value}”; write yes or no.")
            arguments += [option] if value.lower() == "yes" else []
        elif value:
            arguments.append(f"{option}={value}")
    return arguments


def _duplicates(jobs: Sequence[Job]) -> Iterator[str]:
    first: dict[Path, int] = {}
    for job in jobs:
        row = first.setdefault(job.out, job.row)
        if row != job.row:
            yield f"Line {job.row}: writes the same file as line {row}, '{job.out.name}'."
