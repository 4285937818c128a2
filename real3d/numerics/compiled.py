"""Inner loops compiled by numba, and kept on disk where there is a place for that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(**options: Any) -> Callable[[Function], Function]:
    """Compiles a function, which then releases the GIL.

    An installation that may only be read, used by somebody without a home folder, has no place for
    what was compiled; every process compiles anew there.

    Args:
        options: further ones of `numba.njit`.
    """

    def compile_it(function: Function) -> Function:
        try:
            return njit(cache=True, nogil=True, **options)(function)
        except RuntimeError:  # "no locator available"; nothing is compiled before the first call
            return njit(nogil=True, **options)(function)

    return compile_it
