"""A table of jobs: every row is a command line whose options are the columns."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from zipfile import is_zipfile

from real3d.cli.generate import add_job_options, job_request
from real3d.cli.setting_options import switch_names
from real3d.errors import InputError, Real3DError, SettingsError
from real3d.media import ffmpeg
from real3d.media.files import check_file
from real3d.media.packets import is_whole
from real3d.messages.message import Message
from real3d.motion.shipped import find_motion
from real3d.pipeline.request import JobRequest
from real3d.provenance.tags import FINGERPRINT_TAG

if TYPE_CHECKING:
    from real3d.pipeline.talking_portrait import TalkingPortrait

_BLOCK_BYTES = 2**20
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""By the mark that spreadsheets put in front of a text."""
_SEPARATORS = ",;\t"
"""Where the comma parts decimals, spreadsheets part cells with semicolons."""
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
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

    @property
    def outputs(self) -> tuple[Path, ...]:
        """The files that it writes."""
        others = (self.request.pictures, self.request.preview)
        return (self.out, *(Path(path) for path in others if path is not None))

    @property
    def inputs(self) -> dict[str, Path]:
        """The files that it reads, by the names of the columns."""
        request = self.request
        given = {
            "photo": request.photo,
            "audio": request.audio,
            "video": request.video,
            "head-from": request.head_from,
            "motion": request.motion,
            "background": request.background,
        }
        paths = {name: Path(str(file)) for name, file in given.items() if file is not None}
        return {name: path for name, path in paths.items() if path.is_file()}

    def fingerprint(self) -> str:
        """What the result is known by: it changes with the row and with what is in its files."""
        request = self.request
        choices: dict[str, Any] = {
            "engine": self.engine,
            "settings": asdict(request.settings),
            "face": request.face,
            "background": None if "background" in self.inputs else str(request.background),
        }
        if request.text is not None:
            choices["said"] = [request.text, request.voice, request.speed]
        if request.transcript is not None:
            choices["transcript"] = request.transcript
        digest = blake2b(json.dumps(choices, sort_keys=True).encode(), digest_size=16)
        for name, path in self.inputs.items():
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                while block := file.read(_BLOCK_BYTES):
                    digest.update(block)
        return digest.hexdigest()

    def is_done(self) -> bool:
        """Whether all that it writes is there, whole, and was made by this row of these files."""
        if not all(path.is_file() and path.stat().st_size for path in self.outputs):
            return False
        pictures = self.request.pictures
        if pictures is not None and not is_zipfile(pictures):
            return False
        mark = ffmpeg.read_tags(self.out).get(FINGERPRINT_TAG)
        return mark == self.fingerprint() and is_whole(self.out)


def read_jobs(table: str | os.PathLike[str]) -> list[TableJob]:
    """The jobs in a table; all of its mistakes are found before the first job starts.

    Args:
        table: CSV as spreadsheets write it, with commas, semicolons or tabs; the first line names
            the options. An empty cell leaves an option out; one without a value (`no-badge`,
            `debug`, `overwrite`) takes `yes` or `no`.

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
    mistakes += [*_duplicates(jobs), *_outputs_that_are_inputs(jobs)]
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
    for name in (
        "photo",
        "audio",
        "video",
        "text_file",
        "transcript_file",
        "out",
        "head_from",
        "pictures",
        "preview",
        "weights",
    ):
        path = getattr(options, name)
        setattr(options, name, None if path is None else path.absolute())
    if options.motion is not None:
        options.motion = find_motion(options.motion).absolute()
    return TableJob(row, job_request(options), options.out, options.engine, options.weights)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of every row that is not empty."""
    try:
        text = _decode(path.read_bytes())
        announced = _SEPARATOR_LINE.match(text)
        head, _, _ = text[announced.end() if announced else 0 :].partition("\n")
        separator = announced[1] if announced else max(_SEPARATORS, key=head.count)
        lines = io.StringIO(text[announced.end() :] if announced else text)
        reader = csv.DictReader(lines, strict=True, restval="", delimiter=separator)
        _check_head(reader.fieldnames or (), path.name)
        for cells in reader:
            row = reader.line_num + bool(announced)
            if None in cells:
                raise InputError("table-row-too-long", row=row, name=path.name)
            if separator != ",":
                cells = {name: _decimal_point(name, cell) for name, cell in cells.items()}
            if any(cell.strip() for cell in cells.values()):
                yield row, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("table-unreadable", name=path.name, reason=str(error)) from error


def _decode(content: bytes) -> str:
    """The text of a table, with `\\n` between its lines.

    Raises:
        csv.Error: it is no text.
    """
    marked = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), None)
    try:
        text = content.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked:
            raise
        text = content.decode("cp1252", errors="replace")  # spreadsheets on Windows
    if "\0" in text:
        raise csv.Error("it is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decimal_point(column: str, cell: str) -> str:
    """Numbers as other languages write them: 1,5. A place in a photo is two numbers."""
    is_number = _DECIMAL_COMMA.fullmatch(cell.strip()) and column.strip().lower() != "face"
    return cell.replace(",", ".") if is_number else cell


def _check_head(columns: Sequence[str], name: str) -> None:
    names = [column.strip().lower() for column in columns]
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise InputError("table-column-twice", name=name, column=min(twice))


def _arguments(cells: dict[str, str]) -> list[str]:
    """A row as the command line that it stands for."""
    arguments, switches = [], switch_names()
    for name, cell in cells.items():
        value = cell.strip()
        option = f"--{name.strip().lower().removeprefix('--')}"
        if option in switches:
            if value.lower() not in ("", "yes", "no"):
                raise SettingsError("switch-unknown", name=option[2:], value=value)
            arguments += [option] if value.lower() == "yes" else []
        elif value:
            arguments.append(f"{option}={value}")
    return arguments


def _duplicates(jobs: Sequence[TableJob]) -> Iterator[Message]:
    first: dict[str, int] = {}
    for job in jobs:
        for path in job.outputs:
            row = first.setdefault(os.path.realpath(path), job.row)
            if row != job.row:
                yield Message("table-row-repeats", row=job.row, first=row, name=path.name)


def _outputs_that_are_inputs(jobs: Sequence[TableJob]) -> Iterator[Message]:
    """A row may not write what it reads itself, or what was read before, by whatever name."""
    readers: dict[str, int] = {}
    for job in jobs:
        for path in job.inputs.values():
            readers.setdefault(os.path.realpath(path), job.row)
    for job in jobs:
        for path in job.outputs:
            reader = readers.get(os.path.realpath(path))
            if reader is not None and reader <= job.row:
                yield Message("table-row-writes-input", row=job.row, reader=reader, name=path.name)
