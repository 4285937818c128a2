"""How much of a user's file is accepted: the first thing asked of everything that comes in."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds on what is read; whatever is larger is refused with a sentence that says so."""

    picture_bytes: int = 50 * _MIB
    """A 50-megapixel photo rarely takes more than 30 MiB, even as PNG."""
    picture_megapixels: float = 50.0
    """Checked from the header, before a pixel is decoded. Today's phones stop at 50."""
    audio_bytes: int = 500 * _MIB
    """15 minutes of 24-bit stereo at 96 kHz take 494 MiB."""
    audio_seconds: float = 15 * 60.0
    video_bytes: int = 1024 * _MIB
    """5 minutes at 28 Mbit/s, more than a phone writes at 1080p."""
    video_seconds: float = 5 * 60.0
    frame_megapixels: float = 10.0
    """Of one frame of video: 4096x2304 has 9.4."""


DEFAULT_LIMITS = Limits()
