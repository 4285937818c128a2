"""The page within another page, as the documentation shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlparse

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

import gradio
from playwright.sync_api import Route, expect

from tests.browser.visitor import DESKTOP
from tests.support.page_server import ROOT

_PUBLISHED = Path(gradio.__file__).parent / "templates" / "frontend"
"""The files that Gradio publishes for its version, as they come with the package."""


def test_the_tag_of_the_readme_shows_the_page(visits, server, tmp_path):
    page = visits(DESKTOP).page
    snippet = _snippet(server.url)
    assert f"/{gradio.__version__}/" in snippet
    (tmp_path / "index.html").write_text(f"<h2>My own page</h2>{snippet}")
    page.route(re.compile(r"https://gradio\.s3.*"), _from_the_package)
    with _another_site(tmp_path) as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Real3D-Portrait")).to_be_visible()
        expect(page.get_by_role("tab", name="Voice")).to_be_visible()
        page.wait_for_timeout(500)


def _snippet(address: str) -> str:
    documentation = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
    found = next(block for block in documentation.split("```html\n") if block.startswith("<script"))
    return found.split("```")[0].replace("https://USER-SPACE.hf.space", address)


def _from_the_package(route: Route) -> None:
    name = urlparse(route.request.url).path.removeprefix(f"/{gradio.__version__}").lstrip("/")
    file = _PUBLISHED / name
    if file.is_file():
        route.fulfill(path=file)
    else:  # a style sheet that is only where they are published
        route.fulfill(content_type="text/css", body="")


@contextmanager
def _another_site(folder: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
