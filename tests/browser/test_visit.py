"""Nothing that a visitor has given or got is lost during a visit."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE


def _source(visitor) -> str:
    return visitor.seen(".film video").evaluate("(video) => video.currentSrc")


def test_photo_voice_and_video_stay_when_tab_and_driver_change(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.opens("Video")
    expect(visitor.seen(".photo img")).to_be_visible()
    visitor.gives_clip(recordings["clip"])
    for tab in ("Background", "Compare"):
        visitor.opens(tab)
        expect(visitor.seen(".photo img")).to_be_visible()
        visitor.chooses("A driving video")
        expect(visitor.seen(".clip video")).to_be_visible()
        visitor.chooses("A recording")
        expect(visitor.seen(".voice #waveform")).to_be_visible()
    visitor.opens("Voice")
    expect(visitor.seen(".voice #waveform")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_last_film_stays_through_errors_and_stop_and_comes_back_from_the_strip(
    visits, recordings, tmp_path, size
):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    visitor.waits_for_result()
    first = _source(visitor)

    noise = tmp_path / "voice.wav"
    noise.write_bytes(b"RIFF no sound at all")
    visitor.seen(".voice").get_by_label("Clear").click()
    visitor.gives("voice", noise)
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("holds no sound that can be read")
    assert _source(visitor) == first
    visitor.photograph("error", whole=False)

    visitor.seen(".voice").get_by_label("Clear").click()
    visitor.gives_voice(recordings["whole"])
    visitor.starts()
    expect(visitor.seen(".status")).to_contain_text("Rendering")
    visitor.stops()
    expect(visitor.seen(".status")).to_contain_text("Stopped. Nothing was kept.")
    look = visitor.rests()
    assert _source(visitor) == first
    assert look["covered"] == "1"
    visitor.photograph("stopped", whole=False)

    visitor.opens("Look")
    visitor.starts()
    visitor.waits_for_result()
    assert _source(visitor) != first
    expect(visitor.page.locator(".strip .show")).to_have_count(2)
    expect(visitor.page.locator(".strip .show").nth(1)).to_have_attribute(
        "aria-label", re.compile("^Show .*astronaut.* again$")
    )
    visitor.page.locator(".strip .compare").nth(1).click()
    expect(visitor.page.locator(".beside video").nth(1)).to_be_visible()
    sources = visitor.page.locator(".beside video").evaluate_all("all => all.map((one) => one.src)")
    assert sources[1] == first
    assert sources[0] != first
    visitor.photograph("compared", whole=False)
    visitor.page.get_by_label("Close the comparison").click()
    visitor.page.locator(".strip .show").nth(1).click()
    visitor.page.wait_for_function(
        "(first) => document.querySelector('.film video').currentSrc === first", arg=first
    )
    visitor.downloads(".download", tmp_path)


def test_a_reload_brings_inputs_and_the_last_result_back(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.opens("Background")
    visitor.gives_voice(recordings["short"])
    visitor.chooses("Blurred")
    visitor.starts()
    visitor.waits_for_result()
    film = _source(visitor)
    visitor.page.wait_for_timeout(500)
    visitor.page.reload()
    expect(visitor.page.get_by_role("tab", name="Background")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(visitor.seen(".feedback")).to_contain_text("Face found")
    expect(visitor.seen(".voice #waveform")).to_be_visible()
    expect(visitor.page.get_by_label("Blurred")).to_be_checked()
    expect(visitor.seen(".status .made")).to_be_visible()
    assert _source(visitor) == film
    assert not visitor.look()["film"]["playing"], "it waits to be played"


def _reloads_while_a_long_job_runs(visitor, recordings) -> None:
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["whole"])
    visitor.seen('button:has-text("Advanced")').click()
    visitor.chooses("1024")
    visitor.starts()
    expect(visitor.seen(".status")).to_contain_text("Rendering frame")
    visitor.page.wait_for_timeout(500)
    visitor.page.reload()


def test_a_reload_goes_on_with_the_running_job(visits, recordings, server):
    visitor = visits(DESKTOP)
    _reloads_while_a_long_job_runs(visitor, recordings)
    expect(visitor.seen(".stop")).to_be_visible()
    expect(visitor.seen(".status")).to_contain_text("Rendering frame")
    visitor.photograph("rejoined", whole=False)
    visitor.waits_for_result()
    expect(visitor.page.locator(".strip .show")).to_have_count(1)
    assert server.becomes_idle(10)


def test_a_rejoined_job_is_stopped_by_stop(visits, recordings, server):
    visitor = visits(PHONE)
    _reloads_while_a_long_job_runs(visitor, recordings)
    expect(visitor.seen(".status")).to_contain_text("Rendering frame")
    visitor.stops()
    expect(visitor.seen(".status")).to_contain_text("Stopped. Nothing was kept.")
    assert server.becomes_idle(10), f"still at work: {server.jobs}"


def test_another_tab_of_the_browser_knows_nothing_of_it(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.page.wait_for_timeout(500)
    other = visitor.page.context.new_page()
    other.goto(visitor.page.url)
    expect(other.locator(".start:visible")).to_be_visible()
    other.wait_for_timeout(1000)
    assert other.locator(".photo img").count() == 0
    other.close()
