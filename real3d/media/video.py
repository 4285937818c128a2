"""Video in: the frames of a driving clip at a constant rate, one at a time.

Lengths come from counting packets, not from the header: recordings from browsers have none in it,
and some headers lie.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from real3d.errors import FileTooLargeError, NotAVideoError, TooLongError
from real3d.media import ffmpeg
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS, Limits
from real3d.media.packets import read_packets
from real3d.numerics.types import Picture

_EXIT_SECONDS = 10.0

# ffmpeg's fast conversion is up to 3 levels off and takes the nearest chroma sample.
_EXACT_COLOURS = "bicubic+accurate_rnd+full_chroma_int"

_DIMENSIONS = re.compile(r"^#dimensions 0: ([1-9]\d*)x([1-9]\d*)$", re.MULTILINE)
_PIXEL_ASPECT = re.compile(r"^#sar 0: (\d+)/([1-9]\d*)$", re.MULTILINE)


@dataclass(frozen=True)
class VideoClip:
    """A video file that has been looked into, but not decoded yet."""

    path: Path
    width: int
    """Pixels as a player shows them: upright, and square."""
    height: int
    fps: float
    """Average number of frames per second."""
    duration: float
    """Seconds until the last frame ends."""
    has_audio: bool
    stream: ffmpeg.VideoStream
    """Which of the file's streams."""
    is_timed: bool
    """Whether its frames say when they are shown; otherwise they follow each other evenly."""

    def frames(self, fps: float, max_side: int | None = None) -> Generator[Picture, None, None]:
        """The clip at a constant rate, by the times at which its frames are really shown.

        ffmpeg runs only as far ahead as a pipe holds, and ends when the iterator is closed.

        Args:
            fps: frames per second to deliver; the clip's frames are repeated or left out.
            max_side: longest side in pixels; larger frames are scaled down, smaller ones kept.

        Yields:
            [H, W, 3] RGB frames, upright; each is the receiver's own.

        Raises:
            NotAVideoError: the frames cannot be decoded.
        """
        assert fps > 0, f"the rate is {fps} frames per second"
        width, height = _fit(self.width, self.height, max_side)
        evenly = "" if self.is_timed else f"setpts=N/({self.fps:.6f}*TB),"
        filters = (
            f"{evenly}fps=fps={ffmpeg.frame_rate(fps)}:start_time=0,"
            f"scale={width}:{height}:flags={_EXACT_COLOURS},format=rgb24"
        )
        arguments = [
            *ffmpeg.input_arguments(self.path, self.stream),
            *("-map", self.stream.specifier, "-filter:v", filters, "-fps_mode", "passthrough"),
            # The last frame may be said to last for hours.
            *("-frames:v", str(max(1, round(self.duration * fps)))),
            *("-f", "rawvideo", "pipe:1"),
        ]
        count = 0
        with ffmpeg.Process(arguments, ffmpeg.decoding_limits(), stdout=subprocess.PIPE) as decoder:
            while (frame := _read_frame(decoder, width, height)) is not None:
                count += 1
                yield frame
            finished = decoder.finish(_EXIT_SECONDS)
        if finished.return_code != 0 or count == 0:
            raise NotAVideoError(
                "video-damaged", name=self.path.name, reason=ffmpeg.last_line(finished.log)
            )


def open_video(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> VideoClip:
    """Looks into a video of any usual kind without decoding it: mp4, mov, webm, mkv, avi, gif.

    Raises:
        FileMissingError: the file cannot be opened, or is empty.
        FileTooLargeError: it has more than `limits.video_bytes`, or its frames more than
            `limits.frame_megapixels`.
        NotAVideoError: it does not hold moving pictures.
        TooLongError: it lasts longer than `limits.video_seconds`.
    """
    path = check_file(path, limits.video_bytes)
    probe = ffmpeg.probe(path)
    stream = _measure(path, probe.video) if probe.video else None
    if probe.video is None or stream is None:
        raise NotAVideoError("video-unknown", name=path.name)
    if stream.end > limits.video_seconds:
        raise TooLongError("recording-too-long", name=path.name, limit=limits.video_seconds / 60)
    width, height = _upright(stream, probe.video.rotation)
    if width * height > limits.frame_megapixels * 1e6:
        raise FileTooLargeError(
            "video-frames-too-large",
            name=path.name,
            width=width,
            height=height,
            limit=limits.frame_megapixels,
        )
    return VideoClip(
        path=path,
        width=width,
        height=height,
        fps=stream.count / (stream.end - stream.start),
        duration=stream.end,
        has_audio=probe.audio is not None,
        stream=probe.video,
        is_timed=stream.is_timed,
    )


@dataclass(frozen=True)
class _StreamInfo:
    """What the list of packets says about a video."""

    width: int
    """In square pixels, before the rotation flag is applied."""
    height: int
    count: int
    start: float
    """Seconds from the beginning of the recording to that of the first frame."""
    end: float
    """Seconds from the beginning of the recording to the end of the last frame."""
    is_timed: bool


def _measure(path: Path, video: ffmpeg.VideoStream) -> _StreamInfo | None:
    """Counts the packets without decoding them; None if there are no moving pictures."""
    packets = read_packets(path, video)
    size = _DIMENSIONS.search(packets.description) if packets else None
    if packets is None or size is None or packets.count < 2:
        return None
    return _StreamInfo(
        width=_square_width(int(size.group(1)), _PIXEL_ASPECT.search(packets.description)),
        height=int(size.group(2)),
        count=packets.count,
        start=packets.start,
        end=packets.end,
        is_timed=packets.is_timed,
    )


def _square_width(width: int, aspect: re.Match[str] | None) -> int:
    """The width of a frame with square pixels; an aspect of 0/1 stands for unknown."""
    if aspect is None or int(aspect.group(1)) == 0:
        return width
    return max(1, round(width * int(aspect.group(1)) / int(aspect.group(2))))


def _upright(stream: _StreamInfo, rotation: float) -> tuple[int, int]:
    """(width, height) as a player shows them; it turns by quarters only."""
    sideways = round(rotation / 90) % 2 == 1
    return (stream.height, stream.width) if sideways else (stream.width, stream.height)


def _fit(width: int, height: int, max_side: int | None) -> tuple[int, int]:
    longest = max(width, height)
    if max_side is None or longest <= max_side:
        return width, height
    return max(1, round(width * max_side / longest)), max(1, round(height * max_side / longest))


def _read_frame(decoder: ffmpeg.Process, width: int, height: int) -> Picture | None:
    frame = np.empty((height, width, 3), np.uint8)
    received = decoder.read_into(frame.data)
    return frame if received == frame.nbytes else None
