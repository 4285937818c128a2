"""A cache that is bounded in bytes and makes nobody wait for a stranger's value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from threading import Condition
from typing import Any, Generic, TypeVar

from cachetools import LRUCache, cached

Value = TypeVar("Value")


class SharedCache(Generic[Value]):
    """Keeps the values used last, as many as fit into `max_bytes`; many threads may share it.

    Two threads that ask for one key at the same time get the same value, made once; threads that
    ask for different keys do not wait for each other.
    """

    def __init__(self, max_bytes: int) -> None:
        self._values: LRUCache[Hashable, Value] = LRUCache(max_bytes, getsizeof=size_in_bytes)
        self._changes = Condition()

        @cached(self._values, key=lambda key, make: key, condition=self._changes)
        def get(key: Hashable, make: Callable[[], Value]) -> Value:
            return make()

        self._get = get

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `key`, made now if it is not there. One that is too large is not kept."""
        return self._get(key, make)

    def known(self, key: Hashable) -> Value | None:
        """The value of `key` if it is there."""
        with self._changes:
            return self._values.get(key)


def size_in_bytes(value: Any) -> int:
    """Memory that the arrays and tensors in a value take, however deep they lie in dataclasses,
    mappings and sequences; an array that lies there twice counts twice."""
    if hasattr(value, "nbytes"):
        return int(value.nbytes)
    if is_dataclass(value) and not isinstance(value, type):
        return sum(size_in_bytes(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return sum(map(size_in_bytes, value.values()))
    if isinstance(value, tuple | list):
        return sum(map(size_in_bytes, value))
    return 0
