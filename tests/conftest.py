"""The bundled photo, and its portrait, for every room's tests."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from real3d.mesh.avatar import MeshAvatar, build_avatar
from real3d.portrait import Portrait, analyse_portrait
from tests.support.spoken import Speech, read_speech

PHOTO = Path(__file__).parent.parent / "examples" / "portraits" / "astronaut.png"


@pytest.fixture(scope="session", autouse=True)
def own_config_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Certificates made by tests do not go where the user's own are."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("config")
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell's jobs in the background ignore Ctrl-C, and so would all that tests start."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.fixture(scope="session")
def astronaut() -> NDArray[np.uint8]:
    """[512, 512, 3] RGB, read-only: a smiling woman in a space suit, frontal, teeth visible."""
    photo = np.array(Image.open(PHOTO).convert("RGB"))
    photo.setflags(write=False)
    return photo


@pytest.fixture(scope="session")
def astronaut_portrait(astronaut: NDArray[np.uint8]) -> Portrait:
    """The analysed photo at 512 pixels."""
    return analyse_portrait(astronaut)


@pytest.fixture(scope="session")
def astronaut_avatar(astronaut_portrait: Portrait) -> MeshAvatar:
    """The photo reconstructed by the mesh engine."""
    return build_avatar(astronaut_portrait)


@pytest.fixture(scope="session")
def speech() -> Speech:
    """A voice that no network has heard in training, with 0.5 s of silence before and after.

    "Bob put my map by the big pump, mama. Five very brave wolves shoot off. We see who you are."
    """
    return read_speech()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes the whole network more than once; run -m slow")
    config.addinivalue_line("markers", "gpu: needs a GPU; run -m gpu")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run when they are asked for: `pytest -m slow`."""
    if "slow" in config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow; run with -m slow"))
