"""The bundled portraits' files, made once."""

from __future__ import annotations

import pytest

from real3d.mesh.avatar import MeshAvatar
from real3d.portable.avatar_file import avatar_glb
from tests.support.glb_file import GlbFile


@pytest.fixture(scope="session")
def content(astronaut_avatar: MeshAvatar) -> bytes:
    """The file of a laughing face."""
    return avatar_glb(astronaut_avatar)


@pytest.fixture(scope="session")
def glb(content: bytes) -> GlbFile:
    return GlbFile.read(content)
