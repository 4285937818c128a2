"""Work on a graphics card that a Space lends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spaces

from real3d.errors import EngineUnavailableError
from real3d.runtime.zero_gpu import is_zero_gpu, on_zero_gpu
from tests.support.lending_space import LendingSpace


@pytest.fixture
def lending() -> Iterator[LendingSpace]:
    space = LendingSpace()
    with space.opened():
        yield space


def count(numbers: list[int]) -> Iterator[int]:
    """Yields them; 13 is too many."""
    for number in numbers:
        if number == 13:
            raise EngineUnavailableError("weights-not-opened", path="13")
        yield number


def seconds(numbers: list[int]) -> float:
    return 5.0 + len(numbers)


def test_elsewhere_nothing_changes():
    assert not is_zero_gpu()
    assert on_zero_gpu(count, seconds) is count


def test_the_package_itself_does_nothing_elsewhere_either():
    assert spaces.GPU(count, duration=seconds) is count


def test_on_such_a_space_the_card_is_asked_for_as_long_as_the_job_is(lending):
    work = on_zero_gpu(count, seconds)
    assert list(work([1, 2, 3])) == [1, 2, 3]
    assert list(work([])) == []
    assert lending.seconds == [8.0, 5.0]


def test_an_error_arrives_with_its_sentence(lending):
    work = on_zero_gpu(count, seconds)([1, 13])
    assert next(work) == 1
    with pytest.raises(EngineUnavailableError, match="The weights “13” cannot be opened"):
        next(work)
