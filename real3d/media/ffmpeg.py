"""The one place that knows ffmpeg: finds the binary, guards its inputs, runs it, reads its log.

The decoders (`audio`, `video`) and the encoder (`writer`) stand on it. Only ffmpeg itself is
bundled, not ffprobe, so streams are read from the text that `ffmpeg -i` prints.
"""

from __future__ import annotations

import re
import subprocess
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import IO

from real3d.errors import MissingLibraryError

PROBE_SECONDS = 60.0
"""Time limit for reading the headers or the packet list of one file."""

# Demuxers that read one self-contained recording. Playlists and scripts (hls, dash, concat,
# avisynth, sdp...), which name other files and addresses, and still pictures are left out.
_RECORDINGS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,flv,gif,matroska,mov,mp3,mp4,mpeg,mpegts,"
    "ogg,tta,w64,wav,wv"
)

_LOG_LINES = 30

_STREAM = re.compile(r"^  Stream #0:\d+[^ ]*: (Video|Audio): (\w+)(.*)$")
_ROTATION = re.compile(r"^ +display ?matrix: rotation of (-?\d+(?:\.\d+)?) degrees", re.IGNORECASE)

# A backslash stands before =, ;, #, itself, and line ends within a value.
_TAG = re.compile(r"^((?:[^\\\n=;#]|\\.)+)=((?:[^\\\n]|\\.)*)$", re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTION = re.compile(r"(?<!\\)\n\[")


@dataclass(frozen=True)
class VideoStream:
    """Moving pictures in a file."""

    rotation: float
    """Degrees by which a player turns them."""


@dataclass(frozen=True)
class AudioStream:
    """Sound in a file."""

    codec: str
    """ffmpeg's name: `aac`, `opus`, `pcm_s16le`..."""


@dataclass(frozen=True)
class Probe:
    """What a recording holds: the first stream of each kind, if there is one."""

    video: VideoStream | None
    """Cover pictures do not count."""
    audio: AudioStream | None


def executable() -> str:
    """Path of the ffmpeg binary.

    Raises:
        MissingLibraryError: neither imageio-ffmpeg nor the system has one for this machine.
    """
    import imageio_ffmpeg

    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise MissingLibraryError("ffmpeg-missing") from error


def input_arguments(path: Path) -> list[str]:
    """Arguments that open a user's file, whatever its name, and nothing that it refers to."""
    return [
        *("-protocol_whitelist", "file,pipe"),
        *("-format_whitelist", _RECORDINGS),
        *("-i", file_url(path)),
    ]


def file_url(path: Path) -> str:
    """`path` as ffmpeg reads it literally: no option, no protocol and no pattern."""
    return f"file:{path.absolute()}"


def probe(path: Path) -> Probe:
    """The streams of a file; both None if it is no recording at all."""
    log = run(input_arguments(path), log_level="info").log
    return _parse_streams(log)


def read_tags(path: Path) -> dict[str, str]:
    """The tags of a recording's container, by their names in lower case."""
    listing = run([*input_arguments(path), "-f", "ffmetadata", "pipe:1"]).output
    return _parse_tags(listing)


@dataclass(frozen=True)
class Finished:
    """How a run of ffmpeg ended."""

    return_code: int
    output: str
    log: str


def run(
    arguments: list[str], *, log_level: str = "error", seconds: float = PROBE_SECONDS
) -> Finished:
    """Runs ffmpeg to its end, or kills it after `seconds`, which counts as a failure."""
    try:
        finished = subprocess.run(
            _command(arguments, log_level),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finished(return_code=-1, output="", log=f"it took longer than {seconds:.0f} seconds")
    return Finished(finished.returncode, _text(finished.stdout), _text(finished.stderr))


class Process:
    """A running ffmpeg that is fed through `stdin` or read through `stdout`; a context manager.

    Leaving the `with` block kills it if it still runs. It has a session of its own, so that a
    terminal's Ctrl-C reaches only us and ffmpeg is closed in good order. Its log is drained by a
    thread, so that it never blocks on a full pipe.
    """

    def __init__(
        self,
        arguments: list[str],
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
    ) -> None:
        self._process = subprocess.Popen(
            _command(arguments, log_level="error"),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._lines: deque[bytes] = deque(maxlen=_LOG_LINES)
        self._drain = threading.Thread(
            target=self._lines.extend, args=(self._process.stderr,), daemon=True
        )
        self._drain.start()

    @property
    def stdin(self) -> IO[bytes]:
        """Where it is fed; only if opened with `stdin=subprocess.PIPE`."""
        assert self._process.stdin is not None, "this ffmpeg is not fed"
        return self._process.stdin

    @property
    def stdout(self) -> BufferedReader:
        """Where it is read; only if opened with `stdout=subprocess.PIPE`."""
        stdout = self._process.stdout
        assert isinstance(stdout, BufferedReader), "this ffmpeg is not read"
        return stdout

    def wait(self, seconds: float) -> Finished:
        """Waits for its end, or kills it after `seconds`."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._drain.join()
        log = _text(b"".join(self._lines))
        return Finished(self._process.returncode, output="", log=log)

    def close(self) -> None:
        """Kills it if it still runs and releases its pipes."""
        self._process.kill()
        self._process.wait()
        self._drain.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                # What was buffered for a process that is gone cannot be flushed, and need not be.
                with suppress(BrokenPipeError):
                    pipe.close()

    def __enter__(self) -> Process:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def frame_rate(fps: float) -> str:
    """`fps` as the fraction that the standards mean by it: 29.97003 is 30000/1001."""
    return str(Fraction(fps).limit_denominator(1001))


def last_line(log: str) -> str:
    """ffmpeg's last word on what went wrong, without the address of the part that says it."""
    lines = [line for line in log.splitlines() if line.strip()]
    return re.sub(r"^\[[^]]*\] ", "", lines[-1]).strip() if lines else "no reason was given"


def _command(arguments: list[str], log_level: str) -> list[str]:
    return [executable(), "-hide_banner", "-nostdin", "-y", "-loglevel", log_level, *arguments]


def _text(log: bytes) -> str:
    return log.decode("utf-8", errors="replace")


def _parse_tags(listing: str) -> dict[str, str]:
    """ffmpeg's own format: `name=value` lines, then sections for chapters and streams."""
    container = _SECTION.split(listing, maxsplit=1)[0]
    return {
        _ESCAPED.sub(r"\1", name).lower(): _ESCAPED.sub(r"\1", value)
        for name, value in _TAG.findall(container)
    }


def _parse_streams(log: str) -> Probe:
    video: VideoStream | None = None
    audio: AudioStream | None = None
    in_first_video = False
    for line in log.splitlines():
        if stream := _STREAM.match(line):
            kind, codec, rest = stream.groups()
            in_first_video = kind == "Video" and video is None and "(attached pic)" not in rest
            if in_first_video:
                video = VideoStream(rotation=0.0)
            elif kind == "Audio" and audio is None:
                audio = AudioStream(codec)
        elif in_first_video and (turned := _ROTATION.match(line)):
            video = VideoStream(rotation=float(turned.group(1)))
    return Probe(video, audio)
