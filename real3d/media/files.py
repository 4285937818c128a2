"""The checks every incoming file passes before anything opens it."""

from __future__ import annotations

import os
import stat
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
        raise FileMissingError(f"There is no file '{name}'. Check its name and folder.") from error
    except (OSError, ValueError) as error:
        raise FileMissingError(f"'{name}' cannot be opened: {error}.") from error
    if stat.S_ISDIR(status.st_mode):
        raise FileMissingError(f"'{name}' is a folder. Choose a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise FileMissingError(f"'{name}' is not an ordinary file. Choose a file.")
    if not os.access(path, os.R_OK):
        raise FileMissingError(f"'{name}' may not be read. Change its permissions.")
    if status.st_size == 0:
        raise FileMissingError(f"'{name}' is empty. Save or upload it again.")
    if status.st_size > max_bytes:
        raise FileTooLargeError(
            f"'{name}' has {status.st_size / 2**20:.0f} MiB; the limit is "
            f"{max_bytes / 2**20:.0f} MiB. Use a smaller file."
        )
    return path
