"""The packets of one stream: when a recording really begins and ends, without decoding it.

Headers may lie, and recordings from browsers have no length in them; packets tell what a player
will play.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from pathlib import Path

from real3d.media import ffmpeg

_TIME_BASE = re.compile(r"^#tb 0: (\d+/\d+)$", re.MULTILINE)
# stream, decoding time, presentation time, duration, ...
_PACKET = re.compile(r"^0, +-?\d+, +(-?\d+), +(\d+),", re.MULTILINE)

_MOST = 400_000
"""Packets read: a quarter of an hour of the shortest ones, 2.5 ms of Opus. A limit on time would
not tell a gap from the end."""


@dataclass(frozen=True)
class Packets:
    """The packets of one stream, at least one."""

    count: int
    start: float
    """Seconds from the beginning of the recording to that of the first packet."""
    end: float
    """Seconds from the beginning of the recording to the end of the last packet; infinite if there
    are more packets than any recording of a permitted length has."""
    description: str
    """What ffmpeg says about the stream, one `#name 0: value` a line."""


def is_whole(path: Path) -> bool:
    """Whether a recording can be read to its end, packet by packet; nothing is decoded."""
    reading = ffmpeg.run(
        [*ffmpeg.input_arguments(path), "-map", "0", "-codec", "copy", "-f", "null", "-"]
    )
    return reading.return_code == 0 and not reading.log


def read_packets(path: Path, stream: ffmpeg.VideoStream | ffmpeg.AudioStream) -> Packets | None:
    """The packets of a stream; None if there are none.

    Args:
        path: a visitor's file.
        stream: one of those in it.
    """
    video = stream if isinstance(stream, ffmpeg.VideoStream) else None
    listing = ffmpeg.run(
        [
            *ffmpeg.input_arguments(path, video),
            *("-map", stream.specifier, "-codec", "copy", "-frames", str(_MOST)),
            *("-f", "framecrc", "pipe:1"),
        ]
    ).output
    base = _TIME_BASE.search(listing)
    times = sorted((int(start), int(length)) for start, length in _PACKET.findall(listing))
    if base is None or not times:
        return None
    tick = float(Fraction(base.group(1)))
    first, (last, length) = times[0][0], times[-1]
    # A last packet that has no length of its own gets the average one.
    average = (last - first) / max(len(times) - 1, 1)
    end = last + (length or average) if len(times) < _MOST else inf
    return Packets(len(times), first * tick, end * tick, listing)
