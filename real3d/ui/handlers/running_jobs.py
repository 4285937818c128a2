"""The jobs that visitors wait for: Stop ends their helper processes too, and who waits for them
hears for how long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

import gradio as gr

from real3d.runtime.child_process import Cancellation

RENDERING = "rendering"
"""The page's name for the kind of work that they are."""


class RunningJobs:
    """By visitor; many threads may share it."""

    def __init__(self) -> None:
        self._jobs: dict[Cancellation, str] = {}
        self._lock = Lock()
        self._seconds_left: float | None = None
        self._usual_seconds: float | None = None

    @contextmanager
    def begin(self, request: gr.Request | None) -> Iterator[Cancellation]:
        """A job of the visitor who asks, for as long as the block lasts."""
        job, visitor, began = Cancellation(), _visitor(request), monotonic()
        self._seconds_left = None
        with self._lock:
            self._jobs[job] = visitor
        try:
            yield job
        finally:
            if self._seconds_left is not None:  # one that was refused says nothing of the others
                self._usual_seconds = monotonic() - began
            self._seconds_left = None
            with self._lock:
                del self._jobs[job]

    def note(self, seconds_left: float | None) -> None:
        """What the job that runs takes from now on, as far as it is known."""
        if seconds_left is not None:
            self._seconds_left = seconds_left

    def expected_wait(self, before: int) -> float | None:
        """Seconds until as many jobs are done, the running one included; None if none is known.
        The others are taken for as long as the last one was, or as the running one still is."""
        usual = self._usual_seconds or self._seconds_left
        if usual is None:
            return None
        left = usual if self._seconds_left is None else self._seconds_left
        return left + (before - 1) * usual

    def stop(self, request: gr.Request | None) -> None:
        """Ends the processes of the visitor's jobs."""
        for job in self._of(request):
            job.cancel()

    def is_stopped(self, request: gr.Request | None) -> bool:
        """Whether the visitor has stopped a job that is not over yet."""
        return any(job.is_cancelled for job in self._of(request))

    def hand_over(self, before: gr.Request | None, now: gr.Request | None) -> None:
        """The jobs of a session are those of another one from now on."""
        with self._lock:
            for job, visitor in self._jobs.items():
                if visitor == _visitor(before):
                    self._jobs[job] = _visitor(now)

    def _of(self, request: gr.Request | None) -> list[Cancellation]:
        visitor = _visitor(request)
        with self._lock:
            return [job for job, owner in self._jobs.items() if visitor and owner == visitor]


def _visitor(request: gr.Request | None) -> str:
    """Empty for who has none to be known by."""
    return (request.session_hash or "") if request is not None else ""
