"""Work on the graphics card that a ZeroGPU Space lends for seconds at a time.

There the page's process has no card. `spaces.GPU` asks for one, does the work in a process forked
from this one, and hands over what it yields, so all of it has to fit through a pipe; networks are
placed before the page opens (`app.py`). One function stands for all such work: the Space has to
hear of it when the page is built, before anybody knows whether there are weights. Anywhere else the
work is done as it is.

Seconds are those of half an H200. For the slices of Blackwell cards `spaces` itself asks for 1.5
times as many. A card is lent for a few minutes at most, so that work that takes longer is done in
parts, each with a loan of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, TypeVar

from real3d.errors import Real3DError

P = ParamSpec("P")
T = TypeVar("T")

SLOWEST_CARD = 1.5
"""Factor by which `spaces` lengthens a loan on the slowest cards."""
LONGEST_LOAN_SECONDS = 120 / SLOWEST_CARD
"""For which a card is asked at most, in seconds of half an H200. The host does not say how long it
lends one; visitors have been refused beyond 120 seconds, as many as those without an account have
in a day."""


def is_zero_gpu() -> bool:
    """Whether this is a ZeroGPU Space."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


def declare_gpu_work() -> None:
    """Says that there is work for a lent card; a ZeroGPU Space that hears of none until its page
    opens is ended. Anywhere else it does nothing."""
    if is_zero_gpu():
        _lent_card()


def on_zero_gpu(
    work: Callable[P, Iterator[T]],
    seconds: Callable[P, float],
    parts: Callable[P, Iterable[tuple[Any, ...]]] | None = None,
) -> Callable[P, Iterator[T]]:
    """The work on a card that is lent for it; on other machines the work itself.

    Args:
        work: a generator function; what it takes and yields is in the host's memory.
        seconds: for which the card is needed, from what the work takes.
        parts: arguments of works, none of them longer than a loan, whose outcomes one after the
            other are those of the whole. None for work that is never so long.
    """
    if not is_zero_gpu():
        return work
    number, on_card = len(_WORKS), _lent_card()
    _WORKS.append((work, seconds))

    def run(*arguments: P.args, **named: P.kwargs) -> Iterator[T]:
        for outcome in lent(*arguments, **named):
            if isinstance(outcome, Real3DError):
                raise outcome
            yield outcome

    def lent(*arguments: P.args, **named: P.kwargs) -> Iterator[Any]:
        if parts is None:
            yield from on_card(number, *arguments, **named)
            return
        for part in parts(*arguments, **named):
            yield from on_card(number, *part)

    return run


_WORKS: list[tuple[Callable[..., Iterator[Any]], Callable[..., float]]] = []
"""The work that may be asked for and its seconds; a lent process, forked later, finds it here."""


def _lent_card() -> Callable[..., Iterator[Any]]:
    import spaces

    return spaces.GPU(_lent_work, duration=_lent_seconds)


def _lent_work(number: int, *arguments: Any, **named: Any) -> Iterator[Any]:
    # Of an error, a lent process passes on the name alone.
    try:
        yield from _WORKS[number][0](*arguments, **named)
    except Real3DError as error:
        yield error


def _lent_seconds(number: int, *arguments: Any, **named: Any) -> float:
    return _WORKS[number][1](*arguments, **named)
