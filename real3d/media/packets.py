"""The packets of one stream: when a recording really begins and ends, without decoding it.

Headers may lie, and recordings from browsers have no length in them; packets tell what a player
will play. They may lie too, or say nothing: of packets that all come at one moment, or have no time
at all, only the number and what each one lasts count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from pathlib import Path
from statistics import median
from typing import NamedTuple

from real3d.media import ffmpeg

_TIME_BASE = re.compile(r"^#tb 0: (\d+/\d+)$", re.MULTILINE)
# stream, decoding time, presentation time, duration, ...
_PACKET = re.compile(r"^0, +(-?\d+), +(-?\d+), +(\d+),", re.MULTILINE)
_UNKNOWN = -(2**63)
"""In the place of a presentation time."""

_SHORTEST_FRAME_S = 1 / 480
"""Cameras for slow motion take no more frames per second, by and large."""
_USUAL_FRAME_S = 1 / 25
"""Of pictures about which nothing is known."""

_LONGEST_LAST = 4
"""The last packet of a sound lasts at most so many times as long as the longest of the others."""

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
    is_timed: bool
    """Whether their times can be used; otherwise they follow each other evenly, from 0 to `end`."""
    description: str
    """What ffmpeg says about the stream, one `#name 0: value` a line."""


def is_whole(path: Path) -> bool:
    """Whether a recording can be read to its end, packet by packet; nothing is decoded."""
    opened = ffmpeg.input_arguments(path, ffmpeg.probe(path).video)
    reading = ffmpeg.run([*opened, "-map", "0", "-codec", "copy", "-f", "null", "-"])
    return reading.return_code == 0 and not reading.log


def timed(path: Path, sound: ffmpeg.AudioStream) -> ffmpeg.AudioStream:
    """The sound in a file, and whether its times are real."""
    packets = read_packets(path, sound)
    return sound if packets is None else replace(sound, is_timed=packets.is_timed)


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
    packets = [_Packet(*map(int, fields)) for fields in _PACKET.findall(listing)]
    if base is None or not packets:
        return None
    tick = float(Fraction(base.group(1)))
    first, last, is_timed = _extent(packets, tick, is_video=video is not None)
    end = last * tick if len(packets) < _MOST else inf
    description = listing.partition("\n0,")[0]
    return Packets(len(packets), first * tick, end, is_timed, description)


class _Packet(NamedTuple):
    """Times in ticks."""

    decoded: int
    shown: int
    length: int


def _extent(packets: list[_Packet], tick: float, is_video: bool) -> tuple[float, float, bool]:
    """(start, end) in ticks, and whether the times are real."""
    known = [packet.shown for packet in packets if packet.shown != _UNKNOWN]
    times = sorted(known)
    if len(known) < len(packets):  # the others are shown in the same rhythm as they are decoded
        times = sorted(packet.decoded for packet in packets)
        late = (min(known) if known else max(0, times[0])) - times[0]
        times = [time + late for time in times]
    span, total = times[-1] - times[0], sum(packet.length for packet in packets[:-1])
    if is_video:
        spacing = tick * span / max(len(packets) - 1, 1)
        real = 2 * len(set(times)) > len(times) and spacing >= _SHORTEST_FRAME_S
        if not (real and known):
            return (
                0.0,
                len(packets) * (spacing if real else _frame_seconds(packets, tick)) / tick,
                False,
            )
    elif 2 * span < total:  # sound lasts as long as its samples, whatever its times say
        return 0.0, total + packets[-1].length, False
    # A last packet that has no length of its own, or one that cannot be, gets the average one.
    length = max(packets, key=lambda packet: packet.shown).length
    average = span / max(len(packets) - 1, 1)
    believed = length > 0 and 2 * total < 3 * span
    if not is_video and len(packets) > 1:  # a length below zero is read as one of days
        believed &= length <= _LONGEST_LAST * max(packet.length for packet in packets[:-1])
    return times[0], times[-1] + (length if believed or span == 0 else average), True


def _frame_seconds(packets: list[_Packet], tick: float) -> float:
    """What one of several frames lasts that have no times."""
    seconds = tick * median(packet.length for packet in packets)
    return seconds if _SHORTEST_FRAME_S <= seconds <= 1.0 else _USUAL_FRAME_S
