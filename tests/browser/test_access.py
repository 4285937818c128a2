"""The page for those who do not see it, use no mouse, or want it calm."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE
from tests.support.page_server import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"

_OF_GRADIO = (".upload-container", ".playback", ".loading", "footer")
"""Parts that Gradio draws, whose names are not what is written in them."""


@pytest.mark.skipif(not AXE.exists(), reason="there is no axe: make web/node_modules/installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(visits, recordings, scheme):
    visitor = visits(DESKTOP, scheme=scheme)

    def audit(moment: str) -> None:
        visitor.page.wait_for_timeout(500)
        visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = visitor.page.evaluate(
            "(without) => axe.run({exclude: without}, {resultTypes: ['violations']})",
            [[selector] for selector in _OF_GRADIO],
        )
        faults = [
            (moment, fault["id"], node["target"], node["html"][:200])
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
        assert faults == []

    expect(visitor.page.locator(".gallery-item:not([aria-label]):visible")).to_have_count(0)
    audit("empty")
    visitor.seen('button:has-text("Settings")').click()
    visitor.seen('button:has-text("Advanced")').click()
    for tab in ("Video", "Background", "Duet", "Look", "Live", "Compare", "Voice"):
        visitor.opens(tab)
        audit(tab)
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("Choose a photo first.")
    audit("error")
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    audit("running")
    visitor.waits_for_result()
    audit("finished")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_main_button_is_few_tab_presses_away(visits, size):
    visitor = visits(size)
    expect(visitor.seen(".start")).to_be_enabled()
    expect(visitor.page.locator(".gallery-item:not([aria-label]):visible")).to_have_count(0)
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.matches('.start')"):
            break
    assert visitor.page.evaluate("document.activeElement.matches('.start')")


def test_arrows_go_from_tab_to_tab(visits):
    visitor = visits(DESKTOP)
    visitor.page.get_by_role("tab", name="Voice").focus()
    for key, name in (("ArrowRight", "Video"), ("ArrowLeft", "Voice"), ("ArrowLeft", "Compare")):
        visitor.page.keyboard.press(key)
        tab = visitor.page.get_by_role("tab", name=name)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")


def test_one_of_several_faces_is_chosen_without_a_mouse(visits, tmp_path):
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    pair = tmp_path / "pair.png"
    Image.fromarray(np.hstack([photo, photo[:, ::-1]])).save(pair)
    visitor = visits(DESKTOP)
    visitor.gives_photo(pair)
    other = visitor.page.get_by_role("button", name="Face 2")
    place = other.get_attribute("data-face")
    other.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.seen(".feedback")).to_contain_text("The face that you chose is used")
    chosen = visitor.page.locator('[data-face][aria-pressed="true"]')
    expect(chosen).to_have_attribute("data-face", place)
    expect(chosen).to_be_focused()


def test_status_and_progress_are_told(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.page.evaluate("""() => {
      window.told = [];
      const place = document.querySelector(".announced[role=status]");
      new MutationObserver(() => told.push(place.textContent)).observe(place, {childList: true});
    }""")
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("Choose a photo first.")
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()
    told = visitor.page.evaluate("told")
    assert any("Choose a photo first." in sentence for sentence in told)
    assert any("Rendering" in sentence for sentence in told)
    assert "The video is ready" in told[-1]
    assert len(told) < 15, "every stage once, not every frame"


def test_who_wants_it_calm_sees_no_movement_of_the_page(visits):
    visitor = visits(DESKTOP)
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.page.reload()
    expect(visitor.seen(".start")).to_be_visible()
    durations = visitor.page.evaluate(
        "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one).transitionDuration)"
    )
    seconds = {float(part[:-1]) for each in durations for part in each.split(", ")}
    assert max(seconds) <= 0.001
