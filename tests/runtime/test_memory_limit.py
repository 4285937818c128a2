from __future__ import annotations

import resource

import pytest

from real3d.errors import EngineUnavailableError
from real3d.pipeline.talking_portrait import TalkingPortrait


@pytest.fixture
def allow(monkeypatch):
    def set_limit(size: int) -> None:
        monkeypatch.setattr(resource, "getrlimit", lambda kind: (size, resource.RLIM_INFINITY))

    return set_limit


def test_too_little_address_space_is_said_before_anything_is_compiled(allow):
    allow(1_600_000_000)
    with pytest.raises(EngineUnavailableError, match=r"allowed 1\.6 GB .* needs 2\.0 GB"):
        TalkingPortrait("mesh")


@pytest.mark.parametrize("size", [resource.RLIM_INFINITY, 2_200_000_000])
def test_enough_is_enough(allow, size):
    allow(size)
    TalkingPortrait("mesh")
