"""A visitor: what a person can do on the page and what they can see, in their words."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

from real3d.ui.handlers.parsing import MODES

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

_PATIENCE = 60_000
"""Milliseconds: a short job on a busy machine."""
_SCROLLS = 5.0
"""Seconds: on a busy machine."""
_SETTLES = 10_000
"""Milliseconds until a page that has been opened asks for nothing more."""

# What the players of the visible result show.
_SEEN = """() => {
  const result = [...document.querySelectorAll(".result")].find((one) => one.offsetParent);
  const told = (video) => video && video.readyState > 0 && {
    at: video.currentTime, length: video.duration, playing: !video.paused && !video.ended,
    muted: video.muted, shown: video.videoWidth > 0,
    heard: video.webkitAudioDecodedByteCount || 0,
    error: video.error ? video.error.message : "",
  };
  return {
    state: result.dataset.state || "",
    live: told(result.querySelector(".screen video")),
    film: told(result.querySelector(".film video")),
    frame: !!result.querySelector(".screen img").src,
    covered: getComputedStyle(result.querySelector(".film")).opacity,
    box: result.querySelector(".stage").getBoundingClientRect().toJSON(),
  };
}"""

# What belongs to a tab comes a moment after it.
_TAB_IS_SEEN = """(modes) => {
  const tabs = [...document.querySelectorAll("[role=tablist] [role=tab]")];
  const chosen = tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  return document.querySelector(".columns").dataset.mode === modes[chosen];
}"""


class Visitor:
    """One person with a browser window."""

    def __init__(self, page: Page, url: str, screenshots: Path, name: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self._screenshots = screenshots
        self._name = name
        page.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        expect(page.get_by_role("tab").first).to_be_visible()
        page.wait_for_function("window.visitIsRestored === true")
        # Gradio may leave the stream of its first answers open.
        with suppress(TimeoutError):
            page.wait_for_load_state("networkidle", timeout=_SETTLES)

    def photograph(self, moment: str, whole: bool = True) -> Path:
        """Keeps what is seen as a picture; returns its path."""
        path = self._screenshots / f"{self._name}-{moment}.png"
        self.page.screenshot(path=path, full_page=whole)
        return path

    def opens(self, tab: str) -> None:
        self.page.get_by_role("tab", name=tab, exact=True).click()
        self.page.wait_for_function(_TAB_IS_SEEN, arg=MODES)

    def seen(self, selector: str) -> Locator:
        """The first visible one of what fits."""
        return self.page.locator(f"{selector}:visible").first

    def gives(self, what: str, path: Path) -> None:
        """Uploads a file to the input of that class."""
        self.seen(f".{what}").locator("input[type=file]").first.set_input_files(path)

    def gives_photo(self, path: Path) -> None:
        """Uploads a photo and waits for what is said about it."""
        self.gives("photo", path)
        expect(self.seen(".feedback p").first).to_be_visible()

    def gives_voice(self, path: Path) -> None:
        self.gives("voice", path)
        expect(self.seen(".voice").locator("#waveform")).to_be_visible()

    def gives_clip(self, path: Path) -> None:
        self.gives("clip", path)
        expect(self.seen(".clip").locator("video")).to_be_visible()

    def chooses(self, choice: str) -> None:
        self.seen(f'label:has-text("{choice}")').first.click()

    def types(self, words: str) -> None:
        """What the photo is to say."""
        self.seen(".text textarea").fill(words)

    def has_in_view(self, *selectors: str) -> None:
        """All of it is in the window."""
        for selector in selectors:
            box = self.seen(selector).bounding_box()
            assert box is not None, selector
            assert box["y"] >= 0, selector
            assert box["y"] + box["height"] <= self.page.viewport_size["height"], selector

    def comes_into_view(self, *selectors: str) -> None:
        """All of it is in the window once the page has scrolled there."""
        until = time.monotonic() + _SCROLLS
        while True:
            try:
                return self.has_in_view(*selectors)
            except AssertionError:
                if time.monotonic() > until:
                    raise
                self.page.wait_for_timeout(50)

    def starts(self) -> None:
        self.seen(".start").click()
        expect(self.seen(".stop")).to_be_visible()

    def stops(self) -> None:
        self.seen(".stop").click()

    @property
    def status(self) -> str:
        """What is said about the job."""
        status = self.page.locator(".status:visible")
        return status.first.inner_text() if status.count() else ""

    def look(self) -> dict[str, Any]:
        """What the players of the visible result show."""
        return self.page.evaluate(_SEEN)

    def waits_for_result(self) -> dict[str, Any]:
        """Until the finished file is what is seen; returns the last look."""
        expect(self.seen(".status .made")).to_be_visible()
        return self.rests()

    def rests(self) -> dict[str, Any]:
        """Until nothing is made and a file is what is seen; returns the last look."""
        until = time.monotonic() + _PATIENCE / 1000
        while time.monotonic() < until:
            look = self.look()
            if look["state"] == "" and look["film"] and look["film"]["shown"]:
                return look
            self.page.wait_for_timeout(100)
        raise AssertionError(f"The finished file is not shown: {look}")

    def downloads(self, button: str, to: Path) -> Path:
        with self.page.expect_download() as download:
            self.seen(f"{button}").click()
        path = to / download.value.suggested_filename
        download.value.save_as(path)
        return path
