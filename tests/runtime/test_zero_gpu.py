"""Work on a graphics card that a Space lends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files

import pytest
import spaces

from real3d.errors import EngineUnavailableError
from real3d.runtime.zero_gpu import (
    LONGEST_LOAN_SECONDS,
    SLOWEST_CARD,
    is_zero_gpu,
    on_zero_gpu,
)
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


def in_fours(numbers: list[int]) -> Iterator[tuple[list[int]]]:
    for start in range(0, len(numbers), 4):
        yield (numbers[start : start + 4],)


def test_work_that_takes_longer_than_a_loan_is_done_in_several(lending):
    lending.longest = 9.0
    whole, split = on_zero_gpu(count, seconds), on_zero_gpu(count, seconds, in_fours)
    with pytest.raises(RuntimeError, match="illegal duration"):
        list(whole(list(range(10))))
    lending.seconds.clear()
    assert list(split(list(range(10)))) == list(range(10))
    assert lending.seconds == [9.0, 9.0, 7.0]


def test_whoever_stops_it_asks_for_no_further_loan(lending):
    work = on_zero_gpu(count, seconds, in_fours)(list(range(10)))
    assert [next(work) for _ in range(4)] == [0, 1, 2, 3]
    work.close()
    assert lending.seconds == [9.0]


def test_an_error_in_a_later_loan_arrives_with_its_sentence_and_is_the_last(lending):
    work = on_zero_gpu(count, seconds, in_fours)([0, 1, 2, 3, 13, 5, 6, 7, 8])
    assert [next(work) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(EngineUnavailableError, match="The weights “13” cannot be opened"):
        next(work)
    assert lending.seconds == [9.0, 9.0]


def test_a_loan_fits_on_the_slowest_card():
    cards = json.loads(_cards())
    slowest = max(card["duration_factor"] for card in cards)
    assert slowest == SLOWEST_CARD
    assert LONGEST_LOAN_SECONDS * slowest <= 120


def test_the_package_itself_does_the_parts_one_after_the_other(monkeypatch):
    """`spaces` has looked before whether there is a card to lend; here it lends none."""
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    assert list(on_zero_gpu(count, seconds, in_fours)(list(range(10)))) == list(range(10))


def test_one_function_of_the_space_stands_for_all_work(lending):
    first, second = (on_zero_gpu(work, seconds) for work in (count, reversed))
    assert (list(first([1, 2])), list(second([1, 2]))) == ([1, 2], [2, 1])


def test_slices_of_blackwell_cards_are_asked_for_half_as_long_again(monkeypatch):
    from spaces.zero import client, config

    models = {each["model"]: each for each in json.loads(_cards())}
    asked = []
    for name in ("NVIDIA H200", "NVIDIA RTX PRO 6000 Blackwell Server Edition"):
        monkeypatch.setattr(config, "get_config", lambda card=models[name]: card)
        asked.append(client.get_duration_seconds(timedelta(seconds=20), None))
    assert asked == [20, 30]


def _cards() -> str:
    """What the package `spaces` knows of the host's cards, as JSON."""
    return files("spaces.zero").joinpath("configs.json").read_text()
