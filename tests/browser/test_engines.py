"""Where several engines can run, visitors choose one by what it does, and see what it heeds."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers import page_handlers
from real3d.ui.i18n.language import I18N
from real3d.ui.page import build_page
from real3d.ui.theme import CSS, build_theme
from tests.browser.visitor import DESKTOP

NEURAL, QUICK = "Neural, on a graphics card", "Quick, on any computer"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def address() -> Iterator[str]:
    """Of a page on which the tri-plane engine can be chosen, though not used."""
    pipelines = {name: TalkingPortrait(name) for name in ("auto", "mesh", "triplane")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_handlers, "available_engines", lambda: ("mesh", "triplane"))
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        page = build_page(page_handlers.PageHandlers(pipelines))
        page.launch(
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            theme=build_theme(),
            css=CSS,
            i18n=I18N,
            footer_links=["api"],
            ssr_mode=False,
        )
        try:
            yield page.local_url
        finally:
            page.close(verbose=False)


def test_what_the_chosen_engine_does_not_heed_is_grey(visits, address):
    visitor = visits(DESKTOP)
    visitor.page.goto(address)
    expect(visitor.seen(".start")).to_be_visible()
    visitor.seen('button:has-text("Settings")').click()
    visitor.seen('button:has-text("Advanced")').click()
    gaze = visitor.seen('input[aria-label*="Wandering eyes"]')
    head = visitor.seen('input[aria-label*="Head motion"]')
    expect(gaze).to_be_enabled()
    visitor.chooses(NEURAL)
    expect(gaze).to_be_disabled()
    expect(head).to_be_enabled()
    visitor.photograph("grey")
    visitor.chooses(QUICK)
    expect(gaze).to_be_enabled()


def test_in_a_comparison_what_one_side_heeds_can_be_moved(visits, address):
    visitor = visits(DESKTOP)
    visitor.page.goto(address)
    expect(visitor.seen(".start")).to_be_visible()
    visitor.opens("Compare")
    for folded in ("Left", "Right", "Advanced"):
        visitor.seen(f'button:has-text("{folded}")').click()
    gaze = visitor.seen('input[aria-label*="Wandering eyes"]')
    engines = visitor.page.locator(f'label:has-text("{NEURAL}"):visible')
    expect(engines).to_have_count(2)
    engines.nth(1).click()
    visitor.page.wait_for_timeout(1000)
    expect(gaze).to_be_enabled()
    engines.nth(0).click()
    expect(gaze).to_be_disabled()
