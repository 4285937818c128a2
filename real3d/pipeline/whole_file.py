"""Small results: written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from real3d.errors import OutputError
from real3d.media.files import is_disk_full


def write_file(path: Path, unfinished: Path, content: bytes) -> None:
    """Write a file whole or not at all, by way of another one on the same disk.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        unfinished.write_bytes(content)
        path.parent.mkdir(exist_ok=True)
        os.replace(unfinished, path)
    except OSError as error:
        if is_disk_full(error):
            raise OutputError("disk-full", name=path.name, folder=path.parent) from error
        raise OutputError("result-not-moved", path=path, reason=str(error.strerror)) from error
