"""The avatar of a photo lives on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE
from tests.support.player_page import SOFTWARE_WEBGL

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture(scope="module")
def browser(launch: Callable[..., object]) -> object:
    """One that draws faces without a graphics card, which takes a core."""
    return launch(*SOFTWARE_WEBGL)


@on_both
def test_the_photo_comes_alive_in_the_browser_and_speaks_with_the_microphone(visits, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.opens("Look")
    visitor.page.get_by_role("button", name="Live avatar and 3D model").click()
    visitor.page.get_by_role("button", name="Bring it to life").click()
    face = visitor.seen("real3d-avatar")
    expect(face).to_be_visible()
    face.evaluate(
        """async (face) => {
          face.addEventListener("speaking", () => face.dataset.spoke = "yes");
          await face.ready;
        }"""
    )
    visitor.page.get_by_role("button", name="Talk with your microphone").click()
    expect(visitor.page.get_by_text("The face speaks with your voice.")).to_be_visible()
    expect(face).to_have_attribute("data-spoke", "yes")
    visitor.photograph("live")
    visitor.page.locator(".live").get_by_role("button", name="Stop").click()
    expect(visitor.page.get_by_role("button", name="Talk with your microphone")).to_be_visible()
    expect(visitor.page.get_by_text("The face speaks with your voice.")).to_be_hidden()
