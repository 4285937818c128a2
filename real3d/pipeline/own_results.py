"""Which files may be replaced: results of this program, and nothing else that is anybody's."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from real3d.errors import OutputError
from real3d.pipeline.request import JobRequest
from real3d.provenance.tags import SENTENCE


def check_outputs(request: JobRequest, texts: Iterable[Path] = ()) -> None:
    """
    Args:
        request: of the job.
        texts: files that words of the request were read from.

    Raises:
        OutputError: the job would write over one of its own inputs, by whatever name, or over a
            file that this program did not make and that may not be replaced.
    """
    inputs = [*_inputs(request), *texts]
    for output in (request.out, request.pictures, request.preview):
        if output is not None:
            check_output(Path(output), inputs, request.overwrite)


def check_output(output: Path, inputs: Iterable[Path], overwrite: bool) -> None:
    """
    Args:
        output: a file to write.
        inputs: files that it is made of, there or not.
        overwrite: whether it may replace a file that this program did not make.

    Raises:
        OutputError: it may not.
    """
    if not output.is_file():
        return
    if any(path.exists() and os.path.samefile(output, path) for path in inputs):
        raise OutputError("output-is-input", path=output)
    if not (overwrite or is_own_result(output)):
        raise OutputError("output-exists", path=output)


def check_motion_output(out: Path, clip: Path, overwrite: bool) -> None:
    """
    Raises:
        OutputError: a motion would be written over the clip that it is taken from, or over a file
            that holds none and may not be replaced.
    """
    from real3d.motion.motion_file import is_motion

    if out.suffix.lower() != ".json":
        raise OutputError("motion-ending", name=out.name)
    if not out.exists():
        return
    if os.path.samefile(out, clip):
        raise OutputError("output-is-input", path=out)
    if not (overwrite or is_motion(out)):
        raise OutputError("output-exists", path=out)


def is_own_result(path: Path) -> bool:
    """Whether a file says that it was made by this program, or holds nothing at all.

    Raises:
        OutputError: it cannot be read.
    """
    if path.stat().st_size == 0:
        return True
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as found:
            return found.find(SENTENCE.encode()) >= 0
    except OSError as error:
        raise OutputError("result-not-moved", path=path, reason=str(error.strerror)) from error


def _inputs(request: JobRequest) -> Iterator[Path]:
    drivers = (request.audio, request.video, request.head_from, request.motion)
    given = (request.photo, *drivers, request.background)
    for file in given:
        if isinstance(file, str | os.PathLike):
            yield Path(file)
