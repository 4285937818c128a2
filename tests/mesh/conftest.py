"""The bundled portraits as avatars: four faces of different skin, hair, light and expression."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from real3d.media import read_image
from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.portrait import analyse_portrait
from tests.support.poses import Model, pose

PORTRAITS = Path(__file__).parents[2] / "examples" / "portraits"
OPEN_MOUTHED = "astronaut"
CLOSED_MOUTHED = ("amara", "clara", "daniel")
SHOWS_TEETH, SHOWS_NONE = "amara", "daniel"
"""What their photos show when they are caught speaking."""
FACES = (OPEN_MOUTHED, *CLOSED_MOUTHED)


@pytest.fixture(scope="session")
def avatar_of(astronaut_avatar: MeshAvatar) -> Callable[[str], MeshAvatar]:
    """The avatar of a face by its name, built once."""

    @lru_cache
    def build(name: str) -> MeshAvatar:
        if name == OPEN_MOUTHED:
            return astronaut_avatar
        return build_avatar(analyse_portrait(read_image(PORTRAITS / f"{name}.jpg")))

    return build


@pytest.fixture(scope="session", params=FACES)
def avatar(request: pytest.FixtureRequest, avatar_of: Callable[[str], MeshAvatar]) -> MeshAvatar:
    """Each of the faces in turn."""
    return avatar_of(request.param)


@pytest.fixture(scope="session", params=CLOSED_MOUTHED)
def closed_mouthed(
    request: pytest.FixtureRequest, avatar_of: Callable[[str], MeshAvatar]
) -> MeshAvatar:
    """Each of the faces whose photo shows no teeth."""
    return avatar_of(request.param)


@pytest.fixture(scope="session")
def caught_speaking(avatar_of: Callable[[str], MeshAvatar]) -> Callable[[str], MeshAvatar]:
    """The avatar of a photo in which a face is just opening its mouth."""

    @lru_cache
    def build(name: str) -> MeshAvatar:
        raised = 0.6 if name == SHOWS_TEETH else 0.0
        opening = pose(neutral=1, jawOpen=0.4, mouthUpperUp=raised)
        return build_avatar(analyse_portrait(Model(avatar_of(name)).hold(opening)))

    return build


@pytest.fixture(scope="session", params=(OPEN_MOUTHED, SHOWS_TEETH, SHOWS_NONE))
def open_mouthed(
    request: pytest.FixtureRequest,
    avatar_of: Callable[[str], MeshAvatar],
    caught_speaking: Callable[[str], MeshAvatar],
) -> MeshAvatar:
    """Faces whose photo shows the inside of the mouth."""
    build = avatar_of if request.param == OPEN_MOUTHED else caught_speaking
    return build(request.param)


@pytest.fixture
def model(avatar: MeshAvatar) -> Model:
    """Each of the faces in turn, ready to hold poses."""
    return Model(avatar)
