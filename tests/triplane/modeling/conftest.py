from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _inference(inference: None) -> None:
    """All tests of networks run without gradients."""
