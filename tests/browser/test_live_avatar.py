"""The avatar of a photo lives on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from real3d.media import open_video
from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.support.player_page import SOFTWARE_WEBGL

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])

_MIRROR_BEGINS = 180_000
"""Milliseconds."""


@pytest.fixture(scope="module")
def browser(launch: Callable[..., object]) -> object:
    """One that draws faces without a graphics card, which takes a core."""
    return launch(*SOFTWARE_WEBGL)


def alive(visits: Callable[..., Visitor], size: dict[str, int]) -> Visitor:
    """A visitor whose photo has come to life."""
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.opens("Live")
    expect(visitor.page.get_by_text("The person comes alive here.")).to_be_visible()
    visitor.page.get_by_role("button", name="Bring it to life").click()
    face = visitor.seen("real3d-avatar")
    expect(face).to_be_visible()
    face.evaluate(
        """async (face) => {
          for (const name of ["speaking", "face-found"])
            face.addEventListener(name, () => face.dataset[name.slice(0, 4)] = "yes");
          await face.ready;
        }"""
    )
    return visitor


def press(visitor: Visitor, name: str) -> None:
    visitor.page.locator(".live").get_by_role("button", name=name, exact=True).click()


@on_both
def test_the_photo_speaks_with_the_microphone(visits, size):
    visitor = alive(visits, size)
    press(visitor, "Talk")
    expect(visitor.page.get_by_text("The face speaks with your voice.")).to_be_visible()
    expect(visitor.seen("real3d-avatar")).to_have_attribute("data-spea", "yes")
    visitor.photograph("talking")
    press(visitor, "Stop talking")
    expect(visitor.page.get_by_role("button", name="Talk", exact=True)).to_be_visible()
    expect(visitor.page.get_by_text("The face speaks with your voice.")).to_be_hidden()


@on_both
def test_the_photo_mirrors_the_visitor_until_they_leave(visits, size):
    visitor = alive(visits, size)
    press(visitor, "Mirror")
    # Without a graphics card, tracker and drawing share two cores.
    avatar = visitor.seen("real3d-avatar")
    expect(avatar).to_have_attribute("data-face", "yes", timeout=_MIRROR_BEGINS)
    expect(visitor.page.get_by_text("The face does what yours does.")).to_be_visible()
    visitor.photograph("mirroring")
    visitor.opens("Voice")
    visitor.opens("Live")
    expect(visitor.page.get_by_role("button", name="Mirror", exact=True)).to_be_visible()


def test_a_recording_the_avatar_and_the_code_are_taken_home(visits, tmp_path: Path):
    visitor = alive(visits, DESKTOP)
    press(visitor, "Record")
    expect(visitor.page.get_by_role("button", name="Stop recording")).to_be_visible()
    visitor.page.wait_for_timeout(3000)
    press(visitor, "Stop recording")
    with visitor.page.expect_download() as download:
        press(visitor, "Download the video")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert len(list(open_video(path).frames(10))) > 5
    assert visitor.downloads(".model-download", tmp_path).read_bytes()[:4] == b"glTF"
    visitor.page.get_by_role("button", name="Show it in a page of your own").click()
    code = visitor.seen(".embed-code textarea").input_value()
    assert '<real3d-avatar src="' in code
    assert ".glb" in code
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="real3d-player.js").click()
    assert download.value.suggested_filename == "real3d-player.js"
    visitor.photograph("taken")
