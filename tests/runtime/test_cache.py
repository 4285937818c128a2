"""The cache forgets what was not used for longest, and nobody pays twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from real3d.runtime.cache import RecentlyUsed


def test_what_was_not_used_for_longest_is_forgotten():
    cache, made = RecentlyUsed(2), []
    for key in "abacab":
        cache.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_two_threads_with_one_wish_make_the_value_once():
    cache, made = RecentlyUsed(2), []

    def make():
        sleep(0.02)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        values = list(pool.map(lambda _: cache.get("key", make), range(4)))
    assert values == [1, 1, 1, 1]


def test_what_cannot_be_made_is_tried_again():
    cache = RecentlyUsed(2)
    with pytest.raises(ZeroDivisionError):
        cache.get("key", lambda: 1 / 0)
    assert cache.get("key", lambda: 5) == 5
