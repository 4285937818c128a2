"""Jobs whose page is loaded again."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Timer
from time import monotonic, sleep
from types import SimpleNamespace

import pytest

from real3d.ui.handlers import left_jobs
from real3d.ui.handlers.left_jobs import LeftJobs
from real3d.ui.handlers.running_jobs import RunningJobs

BEFORE, AFTER = (SimpleNamespace(session_hash=name, headers={}) for name in ("before", "after"))
VISIT = "a tab"


class Page:
    """The jobs of all visitors, and what became of the one that is made."""

    def __init__(self) -> None:
        self.running = RunningJobs()
        self.left = LeftJobs(self.running)
        self.ended = False

    def work(self, request: object = None, steps: int = 5) -> Iterator[tuple[int]]:
        with self.running.begin(request):
            try:
                for step in range(steps):
                    yield (step,)
            finally:
                self.ended = True


@pytest.fixture
def page() -> Page:
    return Page()


def leaves_after_two(page: Page, visit: str = VISIT) -> None:
    updates = page.left.lasting(page.work)(visit=visit, request=BEFORE, steps=5)
    assert [next(updates), next(updates)] == [(0,), (1,)]
    updates.close()


def test_who_comes_back_gets_the_rest(page):
    leaves_after_two(page)
    assert not page.ended
    assert page.left.goes_on(VISIT)
    assert list(page.left.rejoin(VISIT, AFTER)) == [(2,), (3,), (4,)]
    assert page.ended
    assert not page.left.goes_on(VISIT)


def test_who_comes_back_before_the_server_knows_waits_for_it(page):
    updates = page.left.lasting(page.work)(visit=VISIT, request=BEFORE, steps=3)
    next(updates)
    assert page.left.goes_on(VISIT)
    Timer(0.3, updates.close).start()
    assert list(page.left.rejoin(VISIT, AFTER)) == [(1,), (2,)]


def test_who_does_not_come_back_has_left(page, monkeypatch):
    monkeypatch.setattr(left_jobs, "GRACE_SECONDS", 0.2)
    leaves_after_two(page)
    until = monotonic() + 5
    while not page.ended and monotonic() < until:
        sleep(0.05)
    assert page.ended
    assert not page.left.goes_on(VISIT)
    assert list(page.left.rejoin(VISIT, AFTER)) == []


def test_a_program_that_leaves_leaves_nothing(page):
    leaves_after_two(page, visit="")
    assert page.ended
    assert not page.left.goes_on("")


@pytest.mark.parametrize("stop_first", [True, False])
def test_what_was_stopped_does_not_wait(page, stop_first):
    updates = page.left.lasting(page.work)(visit=VISIT, request=BEFORE, steps=5)
    next(updates)
    for act in (page.left.stop, updates.close)[:: 1 if stop_first else -1]:
        act(*([BEFORE] if act == page.left.stop else []))
    assert page.ended
    assert not page.left.goes_on(VISIT)


def test_a_rejoined_job_can_be_stopped_and_left_again(page):
    leaves_after_two(page)
    updates = page.left.rejoin(VISIT, AFTER)
    assert next(updates) == (2,)
    updates.close()
    assert page.left.goes_on(VISIT)
    page.left.stop(AFTER)
    assert page.ended


def test_another_visit_finds_nothing(page):
    leaves_after_two(page)
    assert list(page.left.rejoin("another tab", AFTER)) == []
    assert page.left.goes_on(VISIT)
    page.left.stop(BEFORE)
