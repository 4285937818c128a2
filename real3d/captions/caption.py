"""One caption: words, and when they are seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caption:
    """Times are in seconds from the beginning of the video."""

    start: float
    end: float
    text: str
    """Plain; lines are separated by `\\n`."""
