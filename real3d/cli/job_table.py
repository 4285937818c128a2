"""A table of jobs: every row is a command line whose options are the columns."""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from real3d.cli.generate import add_job_options, job_request
from real3d.cli.setting_options import switch_names
from real3d.errors import InputError, Real3DError, SettingsError
from real3d.media.files import check_file
from real3d.messages.message import Message
from real3d.pipeline.request import JobRequest

if TYPE_CHECKING:
    from real3d.pipeline.talking_portrait import TalkingPortrait

_MAX_BYTES = 16 * 2**20
"""Of the table: some hundred thousand rows."""


@dataclass(frozen=True)
class TableJob:
    """One video to make."""

    row: int
    """Its line in the table, counted as an editor does."""
    request: JobRequest
    """All of its paths are absolute: it may be done by a process in another folder."""
    out: Path
    """The request's own, which a table has to name."""
    engine: str
    weights: Path | None = None

    def pipeline(self) -> TalkingPortrait:
        """A new one with the engine that the job asks for."""
        from real3d.pipeline.talking_portrait import TalkingPortrait

        return TalkingPortrait(self.engine, self.weights)


def read_jobs(table: str | os.PathLike[str]) -> list[TableJob]:
    """The jobs in a table; all of its mistakes are found before the first job starts.

    Args:
        table: CSV in UTF-8, the first line names the options. An empty cell leaves an option out;
            one without a value (`no-badge`, `debug`) takes `yes` or `no`.

    Raises:
        InputError: the table cannot be read, or rows are wrong; says which and why.
    """
    path = check_file(table, _MAX_BYTES)
    mistakes, jobs = [], []
    for row, cells in _rows(path):
        try:
            jobs.append(_job(row, _arguments(cells)))
        except Real3DError as error:
            mistakes.append(Message("table-row-wrong", row=row, mistake=error.message))
    mistakes += _duplicates(jobs)
    if mistakes:
        raise InputError("table-wrong", name=path.name, mistakes=tuple(mistakes))
    if not jobs:
        raise InputError("table-empty", name=path.name)
    return jobs


class _RowParser(argparse.ArgumentParser):
    """A row's mistake is reported with its number, it does not end the program."""

    def error(self, message: str) -> NoReturn:
        raise SettingsError("option-unusable", reason=f"{message[0].upper()}{message[1:]}")


def _job(row: int, arguments: Sequence[str]) -> TableJob:
    """The job that a command line of `generate` stands for."""
    parser = _RowParser(add_help=False, allow_abbrev=False)
    add_job_options(parser)
    options = parser.parse_args(arguments)
    if options.out is None:
        raise SettingsError("out-missing")
    for name in ("photo", "audio", "video", "out", "head_from", "pictures", "preview", "weights"):
        path = getattr(options, name)
        setattr(options, name, None if path is None else path.absolute())
    return TableJob(row, job_request(options), options.out, options.engine, options.weights)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of every row that is not empty."""
    try:
        # Spreadsheets put a byte order mark in front.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="")
            _check_head(reader.fieldnames or (), path.name)
            for cells in reader:
                if None in cells:
                    raise InputError("table-row-too-long", row=reader.line_num, name=path.name)
                if any(cells.values()):
                    yield reader.line_num, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("table-unreadable", name=path.name, reason=str(error)) from error


def _check_head(columns: Sequence[str], name: str) -> None:
    twice = {column for column in columns if column.strip() and columns.count(column) > 1}
    if twice:
        raise InputError("table-column-twice", name=name, column=min(twice))


def _arguments(cells: dict[str, str]) -> list[str]:
    """A row as the command line that it stands for."""
    arguments, switches = [], switch_names()
    for name, cell in cells.items():
        value = cell.strip()
        option = f"--{name.strip().removeprefix('--')}"
        if option in switches:
            if value.lower() not in ("", "yes", "no"):
                raise SettingsError("switch-unknown", name=option[2:], value=value)
            arguments += [option] if value.lower() == "yes" else []
        elif value:
            arguments.append(f"{option}={value}")
    return arguments


def _duplicates(jobs: Sequence[TableJob]) -> Iterator[Message]:
    first: dict[Path, int] = {}
    for job in jobs:
        row = first.setdefault(job.out, job.row)
        if row != job.row:
            yield Message("table-row-repeats", row=job.row, first=row, name=job.out.name)
