"""A browser and a running page for all tests of this folder; see `visitor.py`.

Screenshots go into the folder that REAL3D_ARTIFACTS names, or into `artifacts/`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.page_server import ROOT, Server, served

EXAMPLES = ROOT / "examples"
PHOTO = EXAMPLES / "portraits" / "astronaut.png"
VOICE = EXAMPLES / "voices" / "welcome_woman.flac"
CLIP = EXAMPLES / "clips" / "nod_and_talk.mp4"
BACKGROUND = EXAMPLES / "backgrounds" / "living_room.jpg"

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def _chromium() -> str | None:
    return next((path for path in map(shutil.which, _NAMES) if path), None)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    pytest.importorskip("playwright", reason="playwright is not installed")
    if _chromium() is None:
        pytest.skip("there is no Chromium: sudo apt-get install chromium")
    folder = tmp_path_factory.mktemp("page")
    # What says typed words would have to be downloaded.
    with served(folder, "tests/support/humming_page.py") as server:
        yield server
        log = server.log.read_text()
    assert "Traceback" not in log, log


@pytest.fixture(scope="package")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example voice as a WAV file: `whole`, its first seconds as `short`; and a camera's view
    of the example photo as `camera`."""
    import soundfile

    from real3d.media import ffmpeg

    folder = tmp_path_factory.mktemp("recordings")
    samples, rate = soundfile.read(VOICE)
    for name, seconds in (("whole", None), ("short", 1.6)):
        part = samples if seconds is None else samples[: round(seconds * rate)]
        soundfile.write(folder / f"{name}.wav", part, rate, subtype="PCM_16")
    camera = folder / "camera.mjpeg"
    made = ffmpeg.run(
        [
            *("-loop", "1", "-i", ffmpeg.file_url(PHOTO), "-t", "1", "-r", "10"),
            *("-pix_fmt", "yuvj420p", ffmpeg.file_url(camera)),
        ]
    )
    assert made.return_code == 0, made.log
    short_clip = folder / "short.mp4"
    made = ffmpeg.run(["-i", ffmpeg.file_url(CLIP), "-t", "1.2", ffmpeg.file_url(short_clip)])
    assert made.return_code == 0, made.log
    return {
        "whole": folder / "whole.wav",
        "short": folder / "short.wav",
        "camera": camera,
        "clip": short_clip,
    }


@pytest.fixture(scope="package")
def launch(server: Server, recordings: dict[str, Path]) -> Iterator[Callable[..., object]]:
    """Starts browsers, with further flags, that end together. They have a microphone that hears the
    example voice and a camera that sees the example photo."""
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",  # continuous integration may run as root
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={recordings['whole']}",
        f"--use-file-for-fake-video-capture={recordings['camera']}",
    ]
    with sync_playwright() as playwright, ExitStack() as browsers:

        def launch(*more: str) -> object:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=[*flags, *more])
            browsers.callback(browser.close)
            return browser

        yield launch


@pytest.fixture(scope="package")
def browser(launch: Callable[..., object]) -> object:
    return launch()


@pytest.fixture(scope="package")
def screenshots() -> Path:
    folder = Path(os.environ.get("REAL3D_ARTIFACTS") or ROOT / "artifacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visits(
    browser: object, server: Server, screenshots: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., object]]:
    """Opens the page: `visits(DESKTOP)`, `visits(PHONE, locale="zh-CN")`. Fails if a script of the
    page does."""
    from tests.browser.visitor import Visitor

    contexts, visitors = [], []
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.removeprefix("test_")).strip("-")

    def visit(size: dict[str, int], locale: str = "en-GB", scheme: str = "light") -> Visitor:
        context = browser.new_context(  # type: ignore[attr-defined]
            viewport=size, locale=locale, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        visitor = Visitor(context.new_page(), server.url, screenshots, name)
        visitors.append(visitor)
        return visitor

    yield visit
    for visitor in visitors:
        if not visitor.page.is_closed():
            visitor.photograph("end")
            said = visitor.page.locator(".gradio-container").first.inner_html()
            assert "__i18n__" not in said, "every word is in the visitor's language"
    for context in contexts:
        context.close()
    assert [error for visitor in visitors for error in visitor.errors] == []
    assert server.becomes_idle(), "the page is still at work after its visitors have gone"
