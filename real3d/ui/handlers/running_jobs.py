"""The jobs that visitors wait for, so that Stop ends their helper processes too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import gradio as gr

from real3d.runtime.child_process import Cancellation


class RunningJobs:
    """By visitor; many threads may share it."""

    def __init__(self) -> None:
        self._jobs: dict[str, set[Cancellation]] = {}
        self._lock = Lock()

    @contextmanager
    def begin(self, request: gr.Request | None) -> Iterator[Cancellation]:
        """A job of the visitor who asks, for as long as the block lasts."""
        job, visitor = Cancellation(), _visitor(request)
        with self._lock:
            self._jobs.setdefault(visitor, set()).add(job)
        try:
            yield job
        finally:
            with self._lock:
                self._jobs[visitor].discard(job)
                if not self._jobs[visitor]:
                    del self._jobs[visitor]

    def stop(self, request: gr.Request | None) -> None:
        """Ends the processes of the visitor's jobs."""
        visitor = _visitor(request)
        with self._lock:
            jobs = tuple(self._jobs.get(visitor, ())) if visitor else ()
        for job in jobs:
            job.cancel()


def _visitor(request: gr.Request | None) -> str:
    """Empty for who has none to be known by."""
    return (request.session_hash or "") if request is not None else ""
