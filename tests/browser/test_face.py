"""A visitor sets the face of a photo by hand."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import EXAMPLES, PHOTO
from tests.browser.visitor import DESKTOP, PHONE

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@on_both
def test_the_face_is_set_by_sliders_beside_it_and_speaks_like_that(visits, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.opens("Look")
    view = visitor.seen(".view img")
    expect(view).to_be_visible()
    before = view.get_attribute("src")

    visitor.page.get_by_label("number input for Smile").fill("0.8")
    visitor.page.get_by_label("number input for Smile").press("Enter")
    expect(view).not_to_have_attribute("src", before)
    view.scroll_into_view_if_needed()
    visitor.page.evaluate("document.querySelector('.view').scrollIntoView(); scrollBy(0, -8)")
    visitor.has_in_view(".view", ".face-sliders")
    visitor.photograph("face", whole=False)
    smiling = view.get_attribute("src")
    visitor.page.get_by_role("button", name="Let it speak like this").click()
    expect(visitor.page.get_by_role("tab", name="Voice")).to_have_attribute("aria-selected", "true")
    visitor.page.get_by_role("button", name="Advanced").click()
    shapes = visitor.page.get_by_label("Single shapes of the face").locator("visible=true")
    expect(shapes).to_have_value(
        "mouthSmileLeft=0.72, mouthSmileRight=0.72, "
        "cheekSquintLeft=0.48, cheekSquintRight=0.48, eyeSquintLeft=0.16, eyeSquintRight=0.16, "
        "mouthDimpleLeft=0.12, mouthDimpleRight=0.12"
    )

    visitor.opens("Look")
    visitor.page.get_by_role("button", name="Back to the photo").click()
    expect(view).not_to_have_attribute("src", smiling)
    expect(visitor.page.get_by_label("number input for Smile")).to_have_value("0")


def test_the_face_of_another_picture_sets_the_sliders(visits):
    visitor = visits(DESKTOP)
    visitor.gives_photo(EXAMPLES / "portraits" / "clara.jpg")
    visitor.opens("Look")
    view = visitor.seen(".view img")
    expect(view).to_be_visible()
    before = view.get_attribute("src")
    visitor.page.get_by_role("button", name="More of the face").click()
    visitor.gives("like", PHOTO)
    expect(view).not_to_have_attribute("src", before)
    shapes = visitor.page.get_by_label("Single shapes of the face").locator("visible=true")
    expect(shapes).to_have_value(re.compile("mouthSmileLeft=0[.][3-9]|mouthSmileLeft=1"))
