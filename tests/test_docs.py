"""The documentation: what it names is there, and what follows from the code equals it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from real3d.ui.i18n.english import ENGLISH_SETTINGS
from tests.support.settings_table import settings_table

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
SETTINGS = ROOT / "docs" / "settings.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]

FOLDERS = "real3d|tests|docs|benchmarks|training|deploy|examples"
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(rf"`((?:{FOLDERS})/[^`\s]*)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

LINES_OF_README = 200
"""As many as somebody reads who wants to know what it is."""


def prose(page: Path) -> str:
    return CODE_BLOCK.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Of a page's headings, as GitHub writes them."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(prose(page))
    }


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = PATH.findall(prose(page))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in LINK.findall(prose(README))}
    assert [page.name for page in PAGES[1:] if page not in linked] == []


def test_the_readme_stays_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= LINES_OF_README


def test_the_architecture_names_every_room() -> None:
    rooms = {path.parent for path in (ROOT / "real3d").glob("*/*.py")}
    rooms |= {path.parent for path in (ROOT / "real3d" / "triplane").glob("*/*.py")}
    named = {ROOT / path.rstrip("/") for path in PATH.findall(prose(ARCHITECTURE))}
    assert [room.name for room in sorted(rooms) if room not in named] == []


def test_the_table_of_settings_is_what_the_settings_say() -> None:
    table = settings_table()
    assert table in SETTINGS.read_text(encoding="utf-8"), (
        f"docs/settings.md has another table. Put this in its place:\n\n{table}\n"
    )


def test_the_settings_page_has_the_labels_of_the_web_page() -> None:
    rows = prose(SETTINGS).splitlines()
    expected = [f"| {words.label} | `{name}` |" for name, words in ENGLISH_SETTINGS.items()]
    assert [row for row in expected if not any(line.startswith(row) for line in rows)] == []
