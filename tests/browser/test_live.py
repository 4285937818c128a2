"""A result plays while it is made, and the finished file takes its place without a jump."""

from __future__ import annotations

import time

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")


from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP

# Notes, from before the click on, what every player and the state of the result do, and whether
# the stage moves.
_WATCH = """() => {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  window.seen = [];
  for (const what of ["playing", "ended", "pause"])
    document.addEventListener(what, (event) => {
      const player = event.target.closest(".screen") ? "live" : "film";
      if (event.target.closest(".result"))
        seen.push({ms: since(), player, what, at: event.target.currentTime});
    }, true);
  const result = [...document.querySelectorAll(".result")].find((one) => one.offsetParent);
  new MutationObserver(() => seen.push({ms: since(), player: "", what: result.dataset.state}))
    .observe(result, {attributes: true, attributeFilter: ["data-state"]});
}"""


def test_it_plays_with_sound_before_the_job_ends_and_the_file_goes_on_from_there(
    visits, recordings
):
    visitor = visits(DESKTOP)
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["whole"])
    visitor.page.evaluate(_WATCH)
    place = visitor.look()["box"]
    visitor.starts()
    looks = []
    while "Made by" not in visitor.status:
        looks.append(visitor.look())
        visitor.page.wait_for_timeout(150)
    visitor.photograph("finished", whole=False)
    playing = [look for look in looks if look["state"] == "playing"]
    assert {look["covered"] for look in playing} == {"0"}, "the file hides what is playing"
    assert playing, "nothing was played before the job ended"
    assert playing[-1]["live"]["at"] > 0.3
    assert playing[-1]["live"]["heard"] > 0, "without sound"
    assert not playing[-1]["live"]["muted"]
    assert any(look["frame"] for look in looks), "no frame was shown before that"
    look = visitor.waits_for_result()
    assert not look["live"], "the pieces are let go"
    assert {(look["box"]["width"], look["box"]["height"]) for look in looks} == {
        (place["width"], place["height"])
    }, "the stage changed its size"
    seen = visitor.page.evaluate("seen")
    first = next(one for one in seen if one["player"] == "film" and one["what"] == "playing")
    assert first["at"] > 0.3, "the file began again instead of going on"
    _wait_until_it_has_ended(visitor)
    seen = visitor.page.evaluate("seen")
    for player in ("live", "film"):
        started = [one for one in seen if (one["player"], one["what"]) == (player, "playing")]
        # A machine that is busy may let it wait for the next pieces: it goes on from where it was.
        places = [one["at"] for one in started]
        assert places, f"{player} never began"
        assert places == sorted(places), f"{player} went back: {places}"
        assert sum(place < 0.3 for place in places) == (player == "live"), places


def _wait_until_it_has_ended(visitor, seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        film = visitor.look()["film"]
        if not film["playing"] and film["at"] > film["length"] - 0.3:
            return
        visitor.page.wait_for_timeout(200)
    raise AssertionError(f"the film does not play to its end: {film}")


def test_an_example_plays_at_one_click_and_is_there_at_once_the_second_time(visits):
    visitor = visits(DESKTOP)
    visitor.seen(".tries img").first.click()
    visitor.waits_for_result()
    visitor.page.evaluate("scrollTo(0, 0)")
    visitor.photograph("page", whole=False)
    again = visits(DESKTOP)
    again.seen(".tries img").first.click()
    again.waits_for_result()
    # Made a second time, it would have taken another time.
    expect(again.seen(".status")).to_have_text(visitor.status, use_inner_text=True)
    assert again.look()["film"]["playing"]


def test_without_media_source_the_frames_are_shown(visits, recordings):
    visitor = visits(DESKTOP)
    visitor.page.add_init_script("delete window.MediaSource; delete window.ManagedMediaSource;")
    visitor.page.reload()
    visitor.page.wait_for_load_state("networkidle")
    visitor.gives_photo(PHOTO)
    visitor.gives_voice(recordings["short"])
    visitor.starts()
    assert visitor.waits_for_result()["film"]["shown"]
