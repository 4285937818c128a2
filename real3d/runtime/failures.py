"""Failures of the machine rather than of what was given, as messages: no memory, no space."""

from __future__ import annotations

import errno
import re

from real3d.errors import Real3DError
from real3d.messages.message import Message

_OUT_OF_MEMORY = re.compile(
    "bad_alloc|insufficient memory|out of memory|cannot allocate memory|failed to map segment|"
    "can't start new thread",
    re.IGNORECASE,
)
"""What libraries say that have no type for it."""


def explain(error: Exception) -> Message | None:
    """What a user is told of an error; None for one that nobody foresaw."""
    if isinstance(error, Real3DError):
        return error.message
    if _is_out_of_memory(error):
        return Message("memory-used-up")
    if not isinstance(error, OSError):
        return None
    reason = error.strerror or str(error)
    place = f": {error.filename}" if error.filename else ""
    return Message("system-refused", reason=f"{reason}{place}")


def _is_out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError):
        return True
    by_system = isinstance(error, OSError) and error.errno == errno.ENOMEM
    return by_system or _OUT_OF_MEMORY.search(str(error)) is not None
