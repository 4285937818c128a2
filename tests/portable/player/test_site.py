"""The page of a static site, as a visitor sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.portable.site import site_files
from tests.portable.player.conftest import FACES
from tests.support.player_page import PlayerPage


@pytest.mark.parametrize("avatar", FACES[:1], indirect=True)
def test_a_visitor_chooses_faces_and_moods(
    page: PlayerPage, avatar: tuple[MeshAvatar, Path], folder: Path
) -> None:
    content = avatar[1].read_bytes()
    for name, file in site_files({"ann": content, "bob": content}).items():
        (folder / name).write_bytes(file)
    visited = page.page
    visited.goto(f"{page.address}/index.html")
    visited.get_by_role("button", name="happy").click()
    assert "Synthetic media" in visited.inner_text("body")
    visited.get_by_role("button", name="bob").click()
    visited.wait_for_function("document.querySelector('real3d-avatar').stage")
    assert visited.get_attribute("real3d-avatar", "src") == "bob.glb"
    assert visited.get_by_role("button", name="bob").get_attribute("aria-pressed") == "true"
    visited.mouse.move(10, 300)
    visited.wait_for_function("document.querySelector('real3d-avatar').performer.look[0] < -0.3")
