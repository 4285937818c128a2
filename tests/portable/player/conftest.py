"""Three of the bundled portraits as the player gets them, and a browser that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from real3d.media import read_image
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.portable.avatar_file import avatar_glb
from real3d.portrait import analyse_portrait
from tests.support.player_page import PlayerPage, chromium, player_page, served_player

PORTRAITS = Path(__file__).parents[3] / "examples" / "portraits"
FACES = ("astronaut.png", "amara.jpg", "daniel.jpg")


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where avatars lie beside the player."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="package", params=FACES)
def avatar(
    request: pytest.FixtureRequest, folder: Path, astronaut_avatar: MeshAvatar
) -> tuple[MeshAvatar, Path]:
    """An avatar, and its file in the folder."""
    name = request.param
    made = (
        astronaut_avatar
        if name == FACES[0]
        else build_avatar(analyse_portrait(read_image(PORTRAITS / name)))
    )
    path = folder / f"{Path(name).stem}.glb"
    path.write_bytes(avatar_glb(made))
    return made, path


@pytest.fixture(scope="package")
def served(folder: Path) -> Iterator[tuple[Any, str]]:
    """Playwright and the address of the folder with the player."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    if chromium() is None:
        pytest.skip("there is no Chromium: sudo apt-get install chromium")
    with served_player(folder) as served:
        yield served


@pytest.fixture(scope="package")
def page(served: tuple[Any, str]) -> Iterator[PlayerPage]:
    with player_page(*served) as page:
        yield page
