"""Results of the bundled examples, kept from the first visitor who asks to the next.

Only what is made of nothing but bundled files is kept: a visitor's own photo or voice never is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from real3d.result import Result
from real3d.ui.examples import Examples

_MOST = 32
"""Results, about a megabyte each."""


class KeptResults:
    """A folder of finished videos that goes with this object; many threads may share it."""

    def __init__(self, examples: Examples) -> None:
        """
        Args:
            examples: the files of which results may be kept.
        """
        groups = (examples.portraits, examples.voices, examples.backgrounds, examples.clips)
        files = [path for group in groups for path in group]
        self._sizes = {path.stat().st_size for path in files}
        self._bundled = {_digest(path) for path in files}
        self._folder = TemporaryDirectory(prefix="real3d-examples-")
        self._results: dict[str, Result] = {}
        self._lock = Lock()

    def key(self, files: Iterable[str | None], choices: Any) -> str | None:
        """What a job is kept by; None if one of its files is not a bundled one.

        Args:
            files: paths of all that the visitor gave, None for what was left out.
            choices: everything else that the result depends on.
        """
        given = [None if path is None else Path(path) for path in files]
        if not all(path is None or self._may_be_bundled(path) for path in given):
            return None
        digests = [None if path is None else _digest(path) for path in given]
        if not set(digests) - {None} <= self._bundled:
            return None
        return _hexadecimal(f"{digests} {choices}".encode())

    def find(self, key: str | None) -> Result | None:
        """The result of that job, if it was made before."""
        with self._lock:
            return None if key is None else self._results.get(key)

    def keep(self, key: str | None, result: Result) -> None:
        """Copy the result's video into the folder."""
        with self._lock:
            if key is None or len(self._results) >= _MOST:
                return
            path = Path(self._folder.name) / f"{key}{result.path.suffix}"
            shutil.copyfile(result.path, path)
            self._results[key] = replace(result, path=path)

    def _may_be_bundled(self, path: Path) -> bool:
        """Without reading what may be very large."""
        return path.is_file() and path.stat().st_size in self._sizes


def _digest(path: Path) -> str:
    return _hexadecimal(path.read_bytes())


def _hexadecimal(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
