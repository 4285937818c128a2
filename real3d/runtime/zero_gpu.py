"""Work on the graphics card that a ZeroGPU Space lends for seconds at a time.

There the page's process has no card. `spaces.GPU` asks for one, does the work in a process forked
from this one, and hands over what it yields, so all of it has to fit through a pipe; networks are
placed before the page opens (`app.py`). Anywhere else the work is done as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

from real3d.errors import Real3DError

P = ParamSpec("P")
T = TypeVar("T")


def is_zero_gpu() -> bool:
    """Whether this is a ZeroGPU Space."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


def on_zero_gpu(
    work: Callable[P, Iterator[T]], seconds: Callable[P, float]
) -> Callable[P, Iterator[T]]:
    """The work on a card that is lent for it; on other machines the work itself.

    Args:
        work: a generator function; what it takes and yields is in the host's memory.
        seconds: for which the card is needed, from what the work takes.
    """
    if not is_zero_gpu():
        return work
    import spaces

    def with_errors(*arguments: P.args, **named: P.kwargs) -> Iterator[T | Real3DError]:
        # Of an error, a lent process passes on the name alone.
        try:
            yield from work(*arguments, **named)
        except Real3DError as error:
            yield error

    on_card = spaces.GPU(with_errors, duration=seconds)

    def run(*arguments: P.args, **named: P.kwargs) -> Iterator[T]:
        for outcome in on_card(*arguments, **named):
            if isinstance(outcome, Real3DError):
                raise outcome
            yield outcome

    return run
