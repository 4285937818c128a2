from __future__ import annotations

import pytest

from benchmarks.quality import EXAMPLES
from real3d.media import read_image
from real3d.portrait import Portrait, analyse_portrait


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "gpu: needs a GPU; run -m gpu")


@pytest.fixture(scope="session")
def portrait() -> Portrait:
    """The analysed photo of a smiling woman, frontal, 512 pixels a side."""
    return analyse_portrait(read_image(EXAMPLES / "portraits" / "astronaut.png"))
