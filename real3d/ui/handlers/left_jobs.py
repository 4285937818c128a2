"""Jobs that outlive a reload of the page: who comes back within seconds finds theirs going on.

A page that is loaded again has another session, and the old one is gone. What belongs together is
known by the visit, a name that the browser keeps for the tab. Whoever does not come back has left:
the job ends, and nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from threading import Lock, Timer
from time import monotonic, sleep
from typing import Any

import gradio as gr

from real3d.ui.handlers.running_jobs import RunningJobs

GRACE_SECONDS = 8.0
"""How long a job waits for its visitor: pages are loaded again in two or three."""
_LEAVING_SECONDS = 4.0
"""How long it may take until the server knows that the old page is gone."""
_LOOK_SECONDS = 0.1

Updates = Iterator[Any]


@dataclass
class _Left:
    """A job without a visitor."""

    updates: Updates
    request: gr.Request | None
    timer: Timer


class LeftJobs:
    """By visit; many threads may share it."""

    def __init__(self, running: RunningJobs) -> None:
        """
        Args:
            running: the jobs of all visitors; those that are stopped do not wait.
        """
        self._running = running
        self._seen: set[str] = set()
        self._left: dict[str, _Left] = {}
        self._lock = Lock()

    def lasting(self, work: Callable[..., Updates]) -> Callable[..., Updates]:
        """The work, whose job waits for its visitor when the page goes away.

        The result takes `visit` besides what `work` takes; without one it ends with the page.
        """

        def updates(visit: str = "", request: gr.Request | None = None, **given: Any) -> Updates:
            yield from self._see(visit, work(request=request, **given), request)

        return updates

    def goes_on(self, visit: str) -> bool:
        """Whether a job of this visit is being made, or waits for its visitor."""
        with self._lock:
            return visit != "" and (visit in self._seen or visit in self._left)

    def rejoin(self, visit: str, request: gr.Request | None = None) -> Updates:
        """The rest of the visit's job; nothing if there is none."""
        left = self._take(visit)
        if left is not None:
            self._running.hand_over(left.request, request)
            yield from self._see(visit, left.updates, request)

    def _see(self, visit: str, updates: Updates, request: gr.Request | None) -> Updates:
        with self._lock:
            self._seen.add(visit)
        waits = False
        try:
            # Not `yield from`, which would close them with the page.
            while (update := next(updates, None)) is not None:
                yield update
        except GeneratorExit:
            waits = bool(visit) and not self._running.is_stopped(request)
            raise
        finally:
            if waits:
                self._leave(visit, updates, request)
            else:
                _close(updates)
            with self._lock:
                self._seen.discard(visit)

    def _leave(self, visit: str, updates: Updates, request: gr.Request | None) -> None:
        timer = Timer(GRACE_SECONDS, self._end, [visit])
        timer.daemon = True
        with self._lock:
            self._left[visit] = _Left(updates, request, timer)
        timer.start()
        if self._running.is_stopped(request):  # at this very moment
            self._end(visit)

    def stop(self, request: gr.Request | None) -> None:
        """Ends the visitor's jobs, one that waits included: the page may have gone just before."""
        self._running.stop(request)
        with self._lock:
            stopped = [
                visit
                for visit, left in self._left.items()
                if self._running.is_stopped(left.request)
            ]
        for visit in stopped:
            self._end(visit)

    def _take(self, visit: str) -> _Left | None:
        until = monotonic() + _LEAVING_SECONDS
        while True:
            with self._lock:
                left = self._left.pop(visit, None)
            if left is not None:
                left.timer.cancel()
                return left
            if monotonic() > until or not self.goes_on(visit):
                return None
            sleep(_LOOK_SECONDS)

    def _end(self, visit: str) -> None:
        with self._lock:
            left = self._left.pop(visit, None)
        if left is not None:
            left.timer.cancel()
            _close(left.updates)


def _close(updates: Updates) -> None:
    if isinstance(updates, Generator):
        updates.close()
