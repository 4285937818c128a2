"""A visitor lets the photo play a motion, and keeps that of a video."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@on_both
def test_a_motion_is_chosen_at_a_click_and_played(visits, size):
    visitor = visits(size)
    visitor.opens("Video")
    visitor.gives_photo(PHOTO)
    visitor.chooses("A motion")
    expect(visitor.seen(".shipped")).to_be_visible()
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("Choose a motion first.")
    visitor.chooses("Wink · 2 s")
    # An earlier visitor may have had the same.
    said = re.compile("2 s of video: about|it plays at once")
    expect(visitor.seen(".estimate")).to_contain_text(said)
    if size is DESKTOP:
        visitor.has_in_view(".photo", ".shipped", ".own-motion", ".start", ".stage", ".download")
    visitor.photograph("chosen", whole=False)
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(2.0, abs=0.1)


@on_both
def test_the_motion_of_a_video_is_kept_and_moves_another_photo(visits, recordings, tmp_path, size):
    visitor = visits(size)
    visitor.opens("Video")
    visitor.gives_clip(recordings["clip"])
    visitor.seen('button:has-text("Keep the motion")').click()
    visitor.seen(".keep-motion").click()
    expect(visitor.seen(".status")).to_contain_text("The motion is ready: 1 s")
    expect(visitor.seen(".start")).to_be_visible()
    kept = visitor.downloads(".motion-download", tmp_path)
    assert kept.name == "short.json"
    assert json.loads(kept.read_text())["format"] == "real3d-motion"

    visitor.gives_photo(PHOTO)
    visitor.chooses("A motion")
    visitor.chooses("Nod")
    visitor.gives("own-motion", kept)
    expect(visitor.seen(".own-motion")).to_contain_text("short")
    expect(visitor.page.locator(".shipped input:checked")).to_have_count(0)
    expect(visitor.seen(".estimate")).to_contain_text("1 s of video: about")
    visitor.starts()
    assert visitor.waits_for_result()["film"]["length"] == pytest.approx(1.2, abs=0.1)
    visitor.chooses("Nod")
    expect(visitor.seen(".own-motion")).not_to_contain_text("short")


def test_what_holds_no_motion_is_a_sentence_at_the_button(visits, tmp_path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.opens("Background")
    visitor.chooses("A motion")
    visitor.gives("own-motion", wrong)
    expect(visitor.seen(".estimate")).to_contain_text("is no motion that this program has kept")


@on_both
def test_an_example_plays_a_motion_at_one_click(visits, size):
    visitor = visits(size)
    visitor.opens("Video")
    visitor.chooses("A motion")
    visitor.seen('[aria-label="amara"]').click()
    visitor.waits_for_result()
    expect(visitor.page.get_by_role("radio", name="Laugh")).to_be_checked()


def test_keeping_can_be_stopped(visits, server):
    from tests.browser.conftest import CLIP

    visitor = visits(DESKTOP)
    visitor.opens("Video")
    visitor.gives_clip(CLIP)
    visitor.seen('button:has-text("Keep the motion")').click()
    visitor.seen(".keep-motion").click()
    expect(visitor.seen(".status")).to_contain_text("Watching the driving video")
    visitor.stops()
    expect(visitor.seen(".status")).to_contain_text("Stopped. Nothing was kept.")
    expect(visitor.seen(".start")).to_be_visible()
    assert server.becomes_idle(10), f"still at work: {server.jobs}"


def test_a_reload_brings_the_motion_back(visits):
    visitor = visits(PHONE)
    visitor.gives_photo(PHOTO)
    visitor.opens("Video")
    visitor.chooses("A motion")
    visitor.chooses("Think")
    visitor.page.wait_for_timeout(500)
    visitor.page.reload()
    expect(visitor.page.get_by_role("tab", name="Video")).to_have_attribute("aria-selected", "true")
    expect(visitor.seen(".feedback")).to_contain_text("Face found")
    expect(visitor.page.get_by_label("Think")).to_be_checked()
    expect(visitor.seen(".estimate")).to_contain_text("4 s of video: about")


def test_all_tabs_are_side_by_side_on_a_phone(visits):
    visitor = visits(PHONE)
    tabs = visitor.page.get_by_role("tab")
    expect(tabs).to_have_count(7)
    boxes = [tab.bounding_box() for tab in tabs.all()]
    assert len({box["y"] for box in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= PHONE["width"]
