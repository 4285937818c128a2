"""The track of captions in a video, as ffmpeg reads it back."""

from __future__ import annotations

from pathlib import Path

from real3d.captions.caption import Caption
from real3d.captions.files import parse_captions
from real3d.media import ffmpeg


def read_track(video: Path) -> tuple[Caption, ...]:
    """None if there is no track."""
    arguments = ["-i", ffmpeg.file_url(video), "-map", "0:s:0", "-f", "srt", "pipe:1"]
    written = ffmpeg.run(arguments)
    return parse_captions(written.output) if written.return_code == 0 else ()
