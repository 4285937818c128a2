"""A web page with the player on it, in a browser without a graphics card."""

from __future__ import annotations

import base64
import io
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from real3d.numerics.types import Picture

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SOFTWARE_WEBGL = (
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)
"""Flags of Chromium, which draws without a graphics card then."""


def chromium() -> str | None:
    """Where a browser is, if there is one."""
    return next((path for path in map(shutil.which, _CHROMIUM) if path), None)


class PlayerPage:
    """A browser's page; what it asked other hosts for is kept."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, body: str, script: str = "") -> None:
        """Show a page with the player and a body."""
        self.page.goto(f"{self.address}/empty.html")
        self.page.set_content(
            f"<!doctype html>{body}<script>{script}</script>"
            '<script type="module" src="real3d-player.js"></script>'
        )

    def show(self, avatar: str, background: str) -> None:
        """Show an avatar in the portrait's own size; wait until it is there."""
        self.open(
            f'<real3d-avatar still src="{avatar}" background="{background}"></real3d-avatar>',
            "window.told = new Promise((done) => ['ready', 'error'].forEach((name) =>"
            " addEventListener(name, (event) => done({ name, ...event.detail }))));",
        )
        told = self.page.evaluate("told")
        assert told["name"] == "ready", told

    def frames(self, motion: str) -> Iterator[Picture]:
        """Every frame of a motion (JSON), [S, S, 3]."""
        count = self.page.evaluate(
            "(text) => { window.motion = JSON.parse(text); return motion.frames; }", motion
        )
        for index in range(count):
            yield self.frame(index)

    def frame(self, index: int) -> Picture:
        """One frame of the motion shown last."""
        shown = self.page.evaluate(
            "(index) => document.querySelector('real3d-avatar').show(motion, index).toDataURL()",
            index,
        )
        picture = Image.open(io.BytesIO(base64.b64decode(shown.partition(",")[2])))
        return np.asarray(picture.convert("RGB"))

    def value(self, expression: str) -> Any:
        return json.loads(self.page.evaluate(f"JSON.stringify({expression})"))

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(request.url)


@contextmanager
def served_player(folder: Path) -> Iterator[tuple[Any, str]]:
    """Playwright, of which a thread has one, and where the player lies beside a folder's files."""
    from playwright.sync_api import sync_playwright

    from real3d.portable.player import HEARING, PLAYER, TRACKER

    for file in (PLAYER, HEARING, TRACKER):
        shutil.copy(file, folder / file.name)
    (folder / "empty.html").write_text("<!doctype html>")
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            yield playwright, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def player_page(playwright: Any, address: str, *flags: str) -> Iterator[PlayerPage]:
    """A page in a browser of its own; it makes no errors and asks other hosts for nothing."""
    browser = playwright.chromium.launch(
        executable_path=chromium(), args=["--no-sandbox", *SOFTWARE_WEBGL, *flags]
    )
    page = PlayerPage(browser.new_page(viewport={"width": 600, "height": 600}), address)
    yield page
    browser.close()
    assert page.errors == []
    assert page.foreign == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""
