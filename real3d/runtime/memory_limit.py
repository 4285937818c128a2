"""Whether this process may have the memory that the work needs."""

from __future__ import annotations

import resource

from real3d.errors import EngineUnavailableError

_NEEDED = 2_000_000_000
"""Bytes of address space. Below, compilers of native code end the process without a word."""


def check_address_space() -> None:
    """
    Raises:
        EngineUnavailableError: `ulimit -v`, or whoever started the process, allows less.
    """
    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    if allowed != resource.RLIM_INFINITY and allowed < _NEEDED:
        raise EngineUnavailableError("memory-limited", allowed=allowed / 1e9, needed=_NEEDED / 1e9)
