"""Addresses of uploaded files, which agents send in the place of paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.ui.uploads import as_uploaded

PAGE = "http://127.0.0.1:7860/gradio_api/file="


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "a photo.png").write_bytes(b"a photo")
    (tmp_path / "secret.png").write_bytes(b"a secret")
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


def test_the_address_of_an_upload_becomes_its_path(uploads):
    sent = {"path": f"{PAGE}{uploads}/a%20photo.png", "url": "of the page"}
    assert as_uploaded(sent) == {"path": str(uploads / "a photo.png"), "url": None}


@pytest.mark.parametrize("way", ["../secret.png", "%2e%2e/secret.png", "link.png", "missing.png"])
def test_no_way_leads_out_of_the_uploads(uploads, way):
    (uploads / "link.png").symlink_to(uploads.parent / "secret.png")
    sent = {"path": f"{PAGE}{uploads}/{way}", "url": None}
    assert as_uploaded(sent) is sent


@pytest.mark.parametrize("value", [None, 3, "text", {"path": None}, {"path": "http://a/b.png"}])
def test_everything_else_stays_as_it_is(value):
    assert as_uploaded(value) is value
