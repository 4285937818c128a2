"""Two recordings become the sound of one video, each from its own moment on.

Nothing is heard in it that is not in one of them: they are put on one clock, at 48 kHz in stereo.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from real3d.errors import NotAudioError
from real3d.media import ffmpeg
from real3d.media.packets import timed

_RATE = 48_000
"""Samples per second: what videos have."""
_MAX_SECONDS = 600.0
"""Of mixing: twice a quarter of an hour takes some 20 s."""
_LOUDEST = 0.95
"""Of full scale, where voices that are heard together are limited: an encoder adds a little."""


@dataclass(frozen=True)
class Placed:
    """A recording and when it begins."""

    path: Path
    start: float
    """Seconds from the beginning, heard to the millisecond."""


def mix_recordings(first: Placed, second: Placed, seconds: float, out: Path) -> None:
    """Write both recordings into one WAV file.

    Args:
        first, second: what is heard; each as loud as it is. Where both together would be beyond
            full scale, a limiter holds them below it.
        seconds: length of the result.
        out: the file, which is replaced if it is there.

    Raises:
        NotAudioError: one of them holds no sound that can be decoded.
    """
    chains = [_chain(number, each, seconds) for number, each in enumerate((first, second))]
    # `amix` takes the mean of its inputs, in floating point; twice that is their sum.
    mixed = f"[0][1]amix=inputs=2,volume=2,alimiter=limit={_LOUDEST}:level=0,aresample={_RATE}"
    finished = ffmpeg.run(
        [
            *ffmpeg.input_arguments(first.path),
            *ffmpeg.input_arguments(second.path),
            *("-filter_complex", ";".join([*chains, f"{mixed}[mixed]"]), "-map", "[mixed]"),
            *("-t", f"{seconds:.6f}", "-codec:a", "pcm_s16le", "-f", "wav", ffmpeg.file_url(out)),
        ],
        seconds=_MAX_SECONDS,
    )
    if finished.return_code != 0:
        reason = ffmpeg.last_line(finished.log)
        raise NotAudioError("sound-damaged", name=first.path.name, reason=reason)


def _chain(number: int, placed: Placed, seconds: float) -> str:
    """The filters that put one recording in its place."""
    stream = ffmpeg.probe(placed.path).audio
    if stream is None:
        raise NotAudioError("sound-absent", name=placed.path.name)
    sound = timed(placed.path, stream)
    delay = round(1000 * placed.start)
    both = "pan=stereo|c0=c0|c1=c0" if sound.channels == 1 else "anull"
    return (
        f"[{number}:{sound.index}]{sound.mix},aresample={_RATE}:async=1:first_pts=0,{both},"
        f"adelay={delay}|{delay},apad=whole_dur={seconds:.6f}[{number}]"
    )
