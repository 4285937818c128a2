"""A visitor types what the photo says; a stand-in says it."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from real3d.provenance.verify import read_marks
from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
WORDS = "Hello world! It is a cat."


@on_both
def test_typed_words_are_said_after_three_clicks_in_one_view(visits, tmp_path, size):
    visitor = visits(size)
    with visitor.page.expect_file_chooser() as chosen:
        visitor.seen(".photo .upload-container").click()
    chosen.value.set_files(PHOTO)
    expect(visitor.seen(".feedback p").first).to_be_visible()
    visitor.chooses("Typed words")
    visitor.types(WORDS)
    expect(visitor.seen(".count")).to_have_text("25 / 2,000")
    expect(visitor.seen(".estimate")).to_contain_text("2 s of video: about")
    needed = (".photo", ".text", ".speaker", ".speed", ".start")
    visitor.has_in_view(*needed, *((".stage", ".download") if size is DESKTOP else ()))
    visitor.photograph("typed", whole=False)
    visitor.starts()
    visitor.waits_for_result()
    visitor.page.wait_for_function("document.querySelector('.film video').currentTime > 0")
    assert "The voice is synthetic too: heart of Kokoro-82M." in visitor.status
    film = visitor.downloads(".download", tmp_path)
    assert film.name == "astronaut-heart.mp4"
    assert read_marks(film).comment.endswith("The voice is synthetic too: heart of Kokoro-82M.")


def test_another_voice_says_it_in_front_of_a_background(visits):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.opens("Background")
    visitor.chooses("Blurred")
    visitor.chooses("Typed words")
    visitor.types(WORDS)
    visitor.seen(".speaker input").click()
    visitor.page.get_by_role("option", name="George, British man").click()
    visitor.starts()
    visitor.waits_for_result()
    assert "george of Kokoro-82M" in visitor.status


@on_both
def test_what_cannot_be_said_is_told_at_the_button(visits, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.chooses("Typed words")
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("Type what the photo is to say first.")
    visitor.types("a" * 2001)
    expect(visitor.seen(".count.bad")).to_have_text("2,001 / 2,000")
    expect(visitor.seen(".estimate")).to_contain_text("has 2001 characters; the limit is 2000")
    visitor.types("你好")
    expect(visitor.seen(".estimate")).to_contain_text("nothing in the text that can be spoken")


def test_a_reload_brings_words_voice_and_speed_back(visits):
    visitor = visits(PHONE)
    visitor.gives_photo(PHOTO)
    visitor.chooses("Typed words")
    visitor.types(WORDS)
    visitor.seen(".speaker input").click()
    visitor.page.get_by_role("option", name="Emma, British woman").click()
    visitor.seen(".speed input[type=number]").fill("1.5")
    visitor.seen(".speed input[type=number]").blur()
    visitor.page.wait_for_timeout(500)
    visitor.page.reload()
    expect(visitor.seen(".text textarea")).to_have_value(WORDS)
    expect(visitor.seen(".speaker input")).to_have_value("Emma, British woman")
    expect(visitor.seen(".speed input[type=number]")).to_have_value("1.5")
    expect(visitor.seen(".count")).to_have_text("25 / 2,000")
    expect(visitor.seen(".estimate")).to_contain_text("2 s of video: about")


def test_words_stay_while_tabs_and_recordings_come_and_go(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.chooses("Typed words")
    visitor.types(WORDS)
    visitor.chooses("A recording")
    visitor.gives_voice(recordings["short"])
    visitor.opens("Background")
    visitor.chooses("Typed words")
    expect(visitor.seen(".text textarea")).to_have_value(WORDS)
    visitor.opens("Voice")
    expect(visitor.seen(".voice #waveform")).to_be_visible()
