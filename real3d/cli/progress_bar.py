"""A bar on stderr that says how far a job has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from real3d.pipeline.result import Progress


@contextmanager
def progress_bar(quiet: bool) -> Iterator[_ProgressBar | None]:
    """To be called with every step; None where nobody would see it. It is gone after the block."""
    bar = _ProgressBar() if sys.stderr.isatty() and not quiet else None
    try:
        yield bar
    finally:
        if bar is not None:
            bar.clear()


class _ProgressBar:
    """One line on stderr that is written over and over."""

    _CELLS = 24
    _ERASE_LINE = "\r\x1b[2K"

    def __init__(self) -> None:
        try:
            "█░".encode(sys.stderr.encoding)
        except UnicodeEncodeError:
            self._full, self._empty = "#", "-"
        else:
            self._full, self._empty = "█", "░"

    def __call__(self, step: Progress) -> None:
        filled = round(step.fraction * self._CELLS)
        bar = self._full * filled + self._empty * (self._CELLS - filled)
        self._write(f"{self._ERASE_LINE}{bar} {step.fraction:4.0%}  {step.message}")

    def clear(self) -> None:
        """Take the line away."""
        self._write(self._ERASE_LINE)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
