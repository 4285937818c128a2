"""Folders for what is being made, which disappear with whatever goes wrong.

Even a process that is killed cannot leave one behind for long: each is locked by its owner, the
lock goes with the process, and whoever comes next removes what nobody holds any more.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HIDDEN = ".real3d-unfinished-"
"""How the names of folders begin that lie beside the result which is made in them."""
VOICE = "real3d-voice-"
"""The same of a sound that the program makes, a text's or of two voices, until its video is
made."""
JOB, EXAMPLES, UPLOADS = "real3d-page-job-", "real3d-page-examples-", "real3d-page-uploads-"
"""The same of the page's: a result until it is handed over, those of the examples, and whatever
visitors send and get."""
_RESULT = "real3d-result-"
"""The same of results that were asked for without a name, which stay with whoever asked."""

_RANDOM = "[a-z0-9_]{8}"
"""What `tempfile` puts after it."""

_held: set[Path] = set()
"""Those of this process."""


@contextmanager
def work_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A new folder that is gone after the block, and with the process at the latest.

    Args:
        prefix: of its name; `HIDDEN`, `VOICE`, `JOB`, `EXAMPLES` or `UPLOADS`.
        parent: where it lies; None for the system's folder for temporary files.

    Raises:
        OSError: it cannot be made.
    """
    with _new_folder(prefix, parent) as folder:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def result_folder() -> Iterator[Path]:
    """A new folder for a result that was asked for without a name; it stays if the block ends well.

    Raises:
        OSError: it cannot be made.
    """
    with _new_folder(_RESULT) as folder:
        try:
            yield folder
        except BaseException:  # also Ctrl-C and a closed iterator
            shutil.rmtree(folder, ignore_errors=True)
            raise


def sweep(parent: Path | None = None) -> None:
    """Removes what processes that are gone have left in a folder; finished results are left alone.

    Args:
        parent: None for the system's folder for temporary files.
    """
    if parent is None:
        try:
            parent = Path(tempfile.gettempdir())
        except OSError:  # there is none
            return
    for folder in _own_folders(parent, HIDDEN, VOICE, JOB, EXAMPLES, UPLOADS):
        with _abandoned(folder) as is_abandoned:
            if is_abandoned:
                shutil.rmtree(folder, ignore_errors=True)
    for folder in _own_folders(parent, _RESULT):
        with _abandoned(folder) as is_abandoned:
            if is_abandoned:
                sweep(folder)
                with suppress(OSError):
                    folder.rmdir()  # only if nothing is in it


@contextmanager
def _new_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A folder that is locked; who sweeps may have come first, and then another one is made."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = _lock(folder, fcntl.LOCK_EX)
        if folder.exists():
            break
        _unlock(lock)
    _held.add(folder)
    try:
        yield folder
    finally:
        _held.discard(folder)
        _unlock(lock)


@contextmanager
def _abandoned(folder: Path) -> Iterator[bool]:
    """Whether nobody holds a folder; then nobody does within the block."""
    lock = _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield lock is not None
    finally:
        _unlock(lock)


def _own_folders(parent: Path, *prefixes: str) -> list[Path]:
    name = re.compile(f"({'|'.join(map(re.escape, prefixes))}){_RANDOM}")
    try:
        entries = [entry for entry in os.scandir(parent) if name.fullmatch(entry.name)]
    except OSError:
        return []
    return [Path(entry) for entry in entries if _is_own(entry)]


def _is_own(entry: os.DirEntry[str]) -> bool:
    try:
        is_folder = entry.is_dir(follow_symlinks=False)
        return is_folder and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except OSError:  # somebody else has just removed it
        return False


def _lock(folder: Path, how: int) -> int | None:
    """A descriptor that holds the folder; None if somebody else does, or it cannot be held: some
    file systems know no locks."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, how)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


@atexit.register
def _remove_held() -> None:
    """Threads that are still at work when the process ends close nothing."""
    for folder in tuple(_held):
        shutil.rmtree(folder, ignore_errors=True)
