"""Stop, and a closed tab, free the machine; who waits reads for how many and how long."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE


def _begins_a_long_job(visitor, recordings) -> None:
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["whole"])
    visitor.seen('button:has-text("Advanced")').click()
    visitor.chooses("1024")
    visitor.starts()
    expect(visitor.seen(".status")).to_contain_text("Rendering frame")


def test_stop_ends_the_job_and_nothing_is_kept(visits, recordings, server):
    visitor = visits(PHONE)
    _begins_a_long_job(visitor, recordings)
    assert server.jobs
    visitor.stops()
    expect(visitor.seen(".status")).to_contain_text("Stopped. Nothing was kept.")
    expect(visitor.seen(".start")).to_be_visible()
    assert server.becomes_idle(10), f"still at work: {server.jobs}"
    look = visitor.look()
    assert look["state"] == ""
    assert not look["film"]
    assert not look["frame"]


def test_a_closed_tab_frees_the_machine(visits, recordings, server):
    visitor = visits(DESKTOP)
    _begins_a_long_job(visitor, recordings)
    assert server.jobs
    visitor.page.close()
    assert server.becomes_idle(15), f"still at work: {server.jobs}"


def test_who_waits_sees_the_queue_and_is_served(visits, recordings):
    first, second = visits(DESKTOP), visits(DESKTOP)
    second.gives_photo(PHOTO)
    second.gives_voice(recordings["short"])
    _begins_a_long_job(first, recordings)
    second.seen(".start").click()
    expect(second.seen(".status")).to_contain_text("One video is made before yours. About")
    second.photograph("waiting")
    first.stops()
    second.waits_for_result()
