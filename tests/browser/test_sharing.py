"""A visitor makes something to share: with captions, for a phone, for a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, expect

from real3d.media import open_video
from real3d.provenance.verify import read_marks
from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.support.caption_track import read_track

SRT = "1\n00:00:00,000 --> 00:00:00,400\nFirst\n\n2\n00:00:00,400 --> 00:00:09,000\nSecond\n"
_CUES = """() => [...(document.querySelector(".film video").textTracks[0]?.cues ?? [])]
  .map((cue) => cue.text)"""

on_both = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


def _unfolds(visitor: Visitor, title: str) -> None:
    visitor.seen(f'button:has-text("{title}")').click()


@on_both
def test_captions_come_from_a_file_and_are_seen_on_the_stage_and_in_the_file(
    visits, recordings, tmp_path, size
):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    _unfolds(visitor, "Captions")
    visitor.chooses("As a track")
    visitor.seen(".start").click()
    expect(visitor.seen(".status")).to_contain_text("There are no words for the captions.")
    written = tmp_path / "a.srt"
    written.write_text(SRT, encoding="utf-8")
    visitor.page.locator('input[type=file][accept*="srt"]').first.set_input_files(written)
    expect(visitor.seen(".transcript textarea")).to_have_value(SRT)
    visitor.photograph("captions", whole=False)
    visitor.starts()
    visitor.waits_for_result()
    assert visitor.page.evaluate(_CUES) == ["First", "Second"]
    film = visitor.downloads(".download", tmp_path)
    assert [caption.text for caption in read_track(film)] == ["First", "Second"]


def test_a_file_that_is_no_text_is_a_sentence(visits, tmp_path: Path):
    visitor = visits(DESKTOP)
    _unfolds(visitor, "Captions")
    written = tmp_path / "a.srt"
    written.write_bytes("Zoë".encode("latin-1"))
    visitor.page.locator('input[type=file][accept*="srt"]').first.set_input_files(written)
    expect(visitor.seen(".status")).to_contain_text("cannot be read as text")


@on_both
def test_a_film_for_phones_and_its_picture_for_chats(visits, recordings, tmp_path, size):
    visitor = visits(size)
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    _unfolds(visitor, "Settings")
    visitor.chooses("For phones, 9:16")
    _unfolds(visitor, "Settings")
    assert visitor.page.locator(".preview:visible").count() == 0
    visitor.starts()
    visitor.waits_for_result()
    film = open_video(visitor.downloads(".download", tmp_path))
    assert (film.width, film.height) == (480, 854)
    if size is DESKTOP:
        visitor.has_in_view(".photo", ".start", ".stage", ".download", ".preview")
    picture = visitor.downloads(".preview", tmp_path)
    assert picture.suffix == ".webp"
    assert read_marks(picture).state == "intact"


def test_the_link_of_a_result_opens_the_page_as_it_was_set_and_nothing_else(visits, recordings):
    first = visits(DESKTOP)
    first.gives_photo(PHOTO)
    first.gives_voice(recordings["short"])
    _unfolds(first, "Settings")
    first.chooses("Happy")
    first.chooses("For screens, 16:9")
    first.starts()
    first.waits_for_result()
    _unfolds(first, "How it was made")
    link = first.seen(".settings-link textarea").input_value()
    assert link.partition("?")[2] == "tab=voice&mood=happy&framing=16%3A9"

    other = visits(DESKTOP)
    other.page.goto(link + "&head=1.3&blink=9&seed=x&fps=30&text=Hello&tab=voice")
    expect(other.seen(".start")).to_be_visible()
    _unfolds(other, "Settings")
    expect(_choice(other, "Happy")).to_be_checked()
    expect(_choice(other, "For screens, 16:9")).to_be_checked()
    for label, value in (("Head motion", "1.3"), ("Blinking", "1")):  # 9 is none that it can have
        number = other.seen(f'input[type=number][aria-label*="{label}"]')
        expect(number).to_have_value(value)
    other.chooses("Typed words")
    expect(other.seen(".text textarea")).to_have_value("")
    assert "head" not in other.page.url


def test_what_is_set_after_a_link_stays_through_a_reload(visits):
    visitor = visits(DESKTOP)
    visitor.page.goto(visitor.page.url + "?tab=background&kind=colour&colour=%23204060&mood=sad")
    expect(visitor.seen(".start")).to_have_text("Make the video")
    expect(_choice(visitor, "One colour")).to_be_checked()
    _unfolds(visitor, "Settings")
    expect(_choice(visitor, "Sad")).to_be_checked()
    visitor.chooses("Angry")
    visitor.page.reload()
    expect(visitor.seen(".start")).to_have_text("Make the video")
    _unfolds(visitor, "Settings")
    expect(_choice(visitor, "Angry")).to_be_checked()


def _choice(visitor: Visitor, label: str) -> Locator:
    return visitor.seen(f'label:has-text("{label}")').locator("input")
