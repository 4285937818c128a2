"""Results of the bundled examples, kept from the first visitor who asks to the next.

Only what is made of nothing but bundled files is kept: a visitor's own photo, voice or words never
are.
"""

from __future__ import annotations

import shutil
from collections.abc import Hashable
from contextlib import ExitStack
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from uuid import uuid4
from weakref import finalize

from real3d.motion.shipped import shipped_motions
from real3d.pipeline.request import JobRequest
from real3d.pipeline.result import Result
from real3d.runtime.work_folder import EXAMPLES, work_folder
from real3d.ui.handlers.examples import Examples

_MOST = 32
"""Results, about a megabyte each."""

Key = tuple[tuple[str | None, ...], Hashable]
"""The contents of the files, and everything else. Browsers say 1 where programs say 1.0: as parts
of a text these would differ, compared they are equal."""


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
        held = ExitStack()
        self._folder = held.enter_context(work_folder(EXAMPLES))
        finalize(self, held.close)
        self._results: dict[Key, Result] = {}
        self._lock = Lock()

    def key(self, request: JobRequest, *choices: Hashable) -> Key | None:
        """What a job is kept by; None if one of its files is not a bundled one, or words are.

        Args:
            request: everything in it but where the result is written.
            choices: everything else that the result depends on.
        """
        picture = request.background if isinstance(request.background, Path) else None
        files = (request.photo, request.audio, request.video, request.head_from, picture)
        given = [None if file is None else Path(str(file)) for file in files]
        motions = (None, *shipped_motions().values())
        typed = (request.text, request.transcript)
        if request.motion not in motions or typed != (None, None):
            return None
        if not all(path is None or self._may_be_bundled(path) for path in given):
            return None
        digests = tuple(None if path is None else _digest(path) for path in given)
        if not set(digests) - {None} <= self._bundled:
            return None
        background = "picture" if picture is not None else request.background
        chosen = (request.face, request.motion, request.settings, background)
        return digests, (*chosen, *choices)

    def find(self, key: Key | None) -> Result | None:
        """The result of that job, if it was made before."""
        with self._lock:
            return None if key is None else self._results.get(key)

    def keep(self, key: Key | None, result: Result) -> None:
        """Copy the result's video into the folder; the first of several equal ones stays."""
        with self._lock:
            if key is None or key in self._results or len(self._results) >= _MOST:
                return
            path = self._folder / uuid4().hex / result.path.name
            path.parent.mkdir()
            shutil.copyfile(result.path, path)
            self._results[key] = replace(result, path=path)

    def _may_be_bundled(self, path: Path) -> bool:
        """Without reading what may be very large."""
        return path.is_file() and path.stat().st_size in self._sizes


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()
