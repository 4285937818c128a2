"""The checks every incoming file passes before anything opens it, and what tells files apart."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path

from real3d.errors import FileMissingError, FileTooLargeError


def check_file(path: str | os.PathLike[str], max_bytes: int) -> Path:
    """The absolute path of a regular, readable, non-empty file of at most `max_bytes`.

    Raises:
        FileMissingError: there is no such file, or it is a folder, a device, empty or unreadable.
        FileTooLargeError: it is larger than `max_bytes`.
    """
    path = Path(os.path.abspath(path))
    name = path.name
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissingError("file-missing", name=name) from error
    except (OSError, ValueError) as error:
        raise FileMissingError("file-not-opened", name=name, reason=str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise FileMissingError("file-is-folder", name=name)
    if not stat.S_ISREG(status.st_mode):
        raise FileMissingError("file-not-ordinary", name=name)
    if not os.access(path, os.R_OK):
        raise FileMissingError("file-not-permitted", name=name)
    if status.st_size == 0:
        raise FileMissingError("file-empty", name=name)
    if status.st_size > max_bytes:
        raise FileTooLargeError(
            "file-too-large", name=name, size=status.st_size / 2**20, limit=max_bytes / 2**20
        )
    return path


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read a megabyte at a time."""
    digest = sha256()
    with path.open("rb") as content:
        while block := content.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def is_disk_full(error: OSError) -> bool:
    """Whether something could not be written for lack of space, on the disk or of one's own."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
