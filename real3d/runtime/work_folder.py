"""Folders for what is being made, which disappear with whatever goes wrong.

Even a process that is killed cannot leave one behind for long: each is locked by its owner, the
lock goes with the process, and whoever comes next removes what nobody holds any more.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HIDDEN, VISITORS, RESULTS = ".real3d-", "real3d-page-", "real3d-result-"
"""How the names of folders begin: for unfinished results, beside which they lie; for the page's
results until they are handed over; and for results that were asked for without a name, which stay
with whoever asked."""

_YOUNG_SECONDS = 2.0
"""Age up to which a folder may be about to be locked."""


@contextmanager
def work_folder(parent: Path | None = None, prefix: str = VISITORS) -> Iterator[Path]:
    """A new folder that is gone after the block.

    Args:
        parent: where it lies; None for the system's folder for temporary files.
        prefix: of its name; `HIDDEN` or `VISITORS`.

    Raises:
        OSError: it cannot be made.
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    lock = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def sweep(parent: Path | None = None) -> None:
    """Removes what processes that are gone have left in a folder; finished results are left alone.

    Args:
        parent: None for the system's folder for temporary files.
    """
    parent = Path(tempfile.gettempdir()) if parent is None else parent
    for prefix in (HIDDEN, VISITORS):
        for folder in _old_folders(parent, prefix):
            _remove_if_abandoned(folder)
    for folder in _old_folders(parent, RESULTS):
        for unfinished in _old_folders(folder, HIDDEN):
            _remove_if_abandoned(unfinished)
        with suppress(OSError):
            folder.rmdir()  # only if nothing is in it


def _old_folders(parent: Path, prefix: str) -> list[Path]:
    """One's own, that are not about to be locked."""
    try:
        entries = [entry for entry in os.scandir(parent) if entry.name.startswith(prefix)]
    except OSError:
        return []
    return [Path(entry.path) for entry in entries if _is_old(entry)]


def _is_old(entry: os.DirEntry[str]) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
        is_own = entry.is_dir(follow_symlinks=False) and status.st_uid == os.getuid()
    except OSError:  # somebody else has just removed it
        return False
    return is_own and abs(time.time() - status.st_mtime) > _YOUNG_SECONDS


def _remove_if_abandoned(folder: Path) -> None:
    lock = _lock(folder)
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the folder; None if somebody else does, or it cannot be held."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
