"""The process of a command: what it writes to, and how it is ended from outside."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from real3d.cli.exit_codes import INTERRUPTED

_SIGNALLED = 128
"""Shells add it to the number of the signal."""


class Ended(KeyboardInterrupt):
    """The process is to end: everything that is open is closed on the way out."""

    def __init__(self, exit_code: int = INTERRUPTED) -> None:
        self.exit_code = exit_code


@contextmanager
def end_in_order() -> Iterator[None]:
    """Within the block, SIGINT, SIGTERM and SIGHUP raise `Ended`, once: what is being closed then
    is not disturbed. What is ignored from outside, as by `nohup`, stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    heeded = [number for number, handler in before.items() if handler is signal.SIG_DFL]

    def end(number: int, frame: FrameType | None) -> None:
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        raise Ended(_SIGNALLED + number)

    for number in heeded:
        signal.signal(number, end)
    try:
        yield
    except KeyboardInterrupt as error:
        raise error if isinstance(error, Ended) else Ended() from error
    finally:
        for number in heeded:
            signal.signal(number, before[number])


def prepare_streams() -> None:
    """Makes printing safe: whatever is closed goes nowhere, what a terminal cannot show is escaped.

    A closed descriptor has to be filled: the next file would get its number, and with it whatever
    a library prints.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (for as long as the process lives)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_output() -> None:
    """Nothing more is written to stdout, also not what is in its buffer when the process ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
