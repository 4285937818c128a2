"""The cache keeps what was used last, within its bytes, and makes nobody wait for a stranger."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import sleep

import numpy as np
import pytest

from real3d.runtime.cache import SharedCache, size_in_bytes


def test_what_was_not_used_for_longest_goes_when_the_bytes_are_full():
    cache, made = SharedCache(250), []

    def value(key: str) -> np.ndarray:
        made.append(key)
        return np.zeros(100, np.uint8)

    for key in "abacab":
        cache.get(key, lambda key=key: value(key))
    assert made == ["a", "b", "c", "b"]


def test_a_value_that_is_too_large_is_handed_over_and_not_kept():
    cache = SharedCache(10)
    first = cache.get("key", lambda: np.zeros(11, np.uint8))
    assert cache.get("key", lambda: np.ones(11, np.uint8))[0] != first[0]


def test_two_threads_with_one_wish_make_the_value_once():
    cache, made = SharedCache(100), []

    def make() -> int:
        sleep(0.02)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        values = list(pool.map(lambda _: cache.get("key", make), range(4)))
    assert values == [1, 1, 1, 1]


def test_a_known_value_does_not_wait_while_a_strangers_is_made():
    cache, begun, may_end = SharedCache(100), Event(), Event()
    cache.get("known", lambda: "mine")

    def slow() -> str:
        begun.set()
        assert may_end.wait(10)
        return "theirs"

    with ThreadPoolExecutor(1) as pool:
        stranger = pool.submit(cache.get, "new", slow)
        assert begun.wait(10)
        assert cache.get("known", lambda: "made again") == "mine"
        assert cache.get("also new", lambda: "at once") == "at once"
        may_end.set()
        assert stranger.result(10) == "theirs"


def test_what_cannot_be_made_is_tried_again():
    cache = SharedCache(100)
    with pytest.raises(ZeroDivisionError):
        cache.get("key", lambda: 1 / 0)
    assert cache.get("key", lambda: 5) == 5


def test_arrays_are_counted_however_deep_they_lie():
    @dataclass(frozen=True)
    class Part:
        picture: np.ndarray
        name: str = "part"

    parts = (Part(np.zeros((4, 4), np.float32)), None, {"more": [np.zeros(3, np.uint8)]})
    assert size_in_bytes(parts) == 64 + 3


def test_what_is_known_is_told_and_nothing_is_made_for_it():
    cache = SharedCache[np.ndarray](1000)
    assert cache.known("a") is None
    made = cache.get("a", lambda: np.zeros(3))
    assert cache.known("a") is made
