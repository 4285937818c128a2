"""The process of a command or of the page: what it writes to, and how it is ended from outside."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from time import monotonic
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_SIGNALLED = 128
"""Shells add it to the number of the signal."""

_CLOSING_SECONDS = 10.0
"""How long what is being closed is not disturbed by another signal."""

_LOST_SECONDS = 0.05
"""Until a signal comes again that nothing heeded."""


class Ended(KeyboardInterrupt):
    """The process is to end: everything that is open is closed on the way out."""

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code


@contextmanager
def end_in_order() -> Iterator[None]:
    """Within the block, Ctrl-C, SIGTERM and SIGHUP raise `Ended`, again where the first one got
    lost in a finaliser or a callback. What is ignored from outside, as by `nohup`, stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    usual = (signal.SIG_DFL, signal.default_int_handler)
    heeded = {number: handler for number, handler in before.items() if handler in usual}
    undisturbed_until = 0.0

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal undisturbed_until
        if monotonic() < undisturbed_until:
            return
        undisturbed_until = monotonic() + _CLOSING_SECONDS
        raise Ended(_SIGNALLED + number)

    complain = sys.unraisablehook

    def repeat(lost: sys.UnraisableHookArgs) -> None:
        nonlocal undisturbed_until
        if not isinstance(lost.exc_value, Ended):
            complain(lost)
            return
        undisturbed_until = 0.0
        number = lost.exc_value.exit_code - _SIGNALLED
        # Raised here it would be lost like the first one.
        Timer(_LOST_SECONDS, os.kill, [os.getpid(), number]).start()

    for number in heeded:
        signal.signal(number, end)
    sys.unraisablehook = repeat
    try:
        yield
    finally:
        sys.unraisablehook = complain
        for number, handler in heeded.items():
            signal.signal(number, handler)


def prepare_streams() -> None:
    """Makes printing safe: whatever is closed goes nowhere, what a terminal cannot show is escaped.

    A closed descriptor has to be filled: the next file would get its number, and with it whatever
    a library prints.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (for as long as the process lives)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_output() -> None:
    """Nothing more is written to stdout, also not what is in its buffer when the process ends."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
