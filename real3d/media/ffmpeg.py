"""The one place that knows ffmpeg: finds the binary, guards its inputs, runs it, reads its log.

The decoders (`audio`, `video`) and the encoder (`writer`) stand on it. Only ffmpeg itself is
bundled, not ffprobe, so streams are read from the text that `ffmpeg -i` prints. Whatever a file
says, no run of ffmpeg takes more memory, computing time or patience than the limits here.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from real3d.errors import MissingLibraryError
from real3d.runtime.child_process import ChildProcess, Limits

PROBE_SECONDS = 60.0
"""Time limit for reading the headers or the packet list of one file."""

STALL_SECONDS = 60.0
"""How long a running ffmpeg may neither take nor give a byte: it hangs."""
MAX_SECONDS = 7200.0
"""Of one that is fed or read while a job goes on: more than the largest job takes."""

MAX_FRAME_PIXELS = 16_000_000
"""Of any picture inside a recording; a little more than `Limits.frame_megapixels`, so
that frames just above that are refused with their size."""
MAX_BLOCK_BYTES = 256 * 2**20
"""Of one allocation: 15 minutes of silence in a gap at 48 kHz in mono take 165 MiB."""
MAX_MEMORY_BYTES = 2**30
"""Of a run that reads somebody's file: 20 frames of 10 megapixels in 10 bits, and more."""
MAX_DECODING_SECONDS = 1800
"""Of computing: 5 minutes of 4K at 60 frames per second take about half of that on two cores."""
_DECODER_THREADS = 4
"""More hardly help, and each takes frames' worth of memory."""

# Demuxers that read one self-contained recording. Playlists and scripts (hls, dash, concat,
# avisynth, sdp...), which name other files and addresses, and still pictures are left out.
_RECORDINGS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,flv,gif,matroska,mov,mp3,mp4,mpeg,mpegts,"
    "ogg,tta,w64,wav,wv"
)

_LOG_BYTES = 16_384
"""How much of the end of a log is kept."""
_MAX_LISTING_BYTES = 64 * 2**20
"""What ffmpeg says of a file: 400,000 packets take half of that, the longest tags of a recording
less."""

_STREAM = re.compile(r"^  Stream #0:(\d+)[^ ]*: (Video|Audio): (\w+)(.*)$")
_LAYOUT = re.compile(r" Hz, ([^,]+)")
_CHANNELS = re.compile(r"(\d+) channels")
_MOST_CHANNELS = 64
"""ffmpeg decodes and mixes no more."""
_DEFAULT = "(default)"
# What an ffmpeg says that is too old, or was built without what is needed.
_UNSUITABLE = re.compile(
    r"Unrecognized option|Unknown (?:en|de)coder|No such filter|Requested output format .* is not"
)
_ROTATION = re.compile(r"^ +display ?matrix: rotation of (-?\d+(?:\.\d+)?) degrees", re.IGNORECASE)

# A backslash stands before =, ;, #, itself, and line ends within a value.
_TAG = re.compile(r"^((?:[^\\\n=;#]|\\.)+)=((?:[^\\\n]|\\.)*)$", re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTION = re.compile(r"(?<!\\)\n\[")


_Stream = TypeVar("_Stream")


@dataclass(frozen=True)
class VideoStream:
    """Moving pictures in a file."""

    index: int
    """Its place among the streams of the file."""
    rotation: float
    """Degrees by which a player turns them."""

    @property
    def specifier(self) -> str:
        """What ffmpeg calls it if its file is the first input."""
        return f"0:{self.index}"


@dataclass(frozen=True)
class AudioStream:
    """Sound in a file."""

    index: int
    """Its place among the streams of the file."""
    codec: str
    """ffmpeg's name: `aac`, `opus`, `pcm_s16le`..."""
    layout: str
    """ffmpeg's name of the channels: `mono`, `5.1(side)`, `12 channels`..."""
    is_timed: bool = True
    """Whether it says when it is heard; otherwise one sample simply follows the other."""

    @property
    def specifier(self) -> str:
        """What ffmpeg calls it if its file is the first input."""
        return f"0:{self.index}"

    @property
    def channels(self) -> int:
        """One or two: more are mixed by `mix`."""
        return 1 if self.layout == "mono" else 2

    @property
    def mix(self) -> str:
        """The filter that leaves mono and stereo as they are and makes stereo of anything else.

        Known loudspeakers are mixed as players do. What has no places in a room, as the tracks of
        a field recorder, goes to the left and the right in turns. Sound without times gets some.
        """
        return self._to_stereo if self.is_timed else f"asetpts=N/SR/TB,{self._to_stereo}"

    @property
    def _to_stereo(self) -> str:
        if self.layout in ("mono", "stereo"):
            return "anull"
        if self.layout.startswith("ambisonic"):
            return "pan=stereo|c0=c0|c1=c0"  # the first channel hears all directions alike
        if unplaced := _CHANNELS.match(self.layout):
            count = int(unplaced.group(1))
            left, right = _average(range(0, count, 2)), _average(range(1, count, 2) or range(1))
            return f"pan=stereo|c0={left}|c1={right}"
        return "aresample=out_chlayout=stereo:rematrix_maxval=1"


@dataclass(frozen=True)
class Probe:
    """What a recording holds: of each kind the stream that a player plays, if there is one.

    That is the first one that is marked as the default, or else the first one.
    """

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


def input_arguments(path: Path, video: VideoStream | None = None) -> list[str]:
    """Arguments that open a user's file, whatever its name, and nothing that it refers to.

    Args:
        path: of the file.
        video: what is seen of it; of no other stream, such as a cover, is a picture decoded, which
            ffmpeg does to all of them while it opens a file.
    """
    seen = () if video is None else (f"-max_pixels:{video.index}", str(MAX_FRAME_PIXELS))
    return [
        *("-protocol_whitelist", "file,pipe"),
        *("-format_whitelist", _RECORDINGS),
        *("-max_pixels:v", "1", *seen, "-threads", str(_DECODER_THREADS)),
        *("-i", file_url(path)),
    ]


def file_url(path: Path) -> str:
    """`path` as ffmpeg reads it literally: no option, no protocol and no pattern."""
    return f"file:{path.absolute()}"


def probe(path: Path) -> Probe:
    """The streams of a file; both None if it is no recording at all.

    Raises:
        MissingLibraryError: this ffmpeg does not run.
    """
    found = _look_into(path)
    if found.video is not None:
        found = _look_into(path, found.video)  # only of what it may decode it knows the rotation
    elif found.audio is None:
        check_runs()  # before the file is blamed
    return found


def _look_into(path: Path, video: VideoStream | None = None) -> Probe:
    return _parse_streams(run(input_arguments(path, video), log_level="info").log)


def check_runs() -> str:
    """The version of this ffmpeg.

    Raises:
        MissingLibraryError: it does not run, or is no ffmpeg.
    """
    answer = run(["-version"], log_level="info")
    if answer.return_code != 0 or not answer.output.startswith("ffmpeg version "):
        raise _not_running(last_line(answer.log))
    return answer.output.split()[2]


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
    """Runs ffmpeg to its end, or kills it after `seconds`, which counts as a failure.

    Raises:
        MissingLibraryError: it does not run, or cannot do what is asked of it.
    """
    limits = Limits(
        seconds=seconds,
        stall_seconds=seconds,
        log_bytes=_MAX_LISTING_BYTES,
        memory_bytes=MAX_MEMORY_BYTES,
        computing_seconds=MAX_DECODING_SECONDS,
    )
    with Process(arguments, limits, log_level=log_level, stdout=subprocess.PIPE) as process:
        output = process.read_all(_MAX_LISTING_BYTES)
        finished = process.finish(seconds)
    return replace(finished, output=output.decode("utf-8", errors="replace"))


def decoding_limits() -> Limits:
    """Of a run that reads somebody's file, which may ask for anything."""
    return replace(
        encoding_limits(),
        memory_bytes=MAX_MEMORY_BYTES,
        computing_seconds=MAX_DECODING_SECONDS,
    )


def encoding_limits() -> Limits:
    """Of a run that is fed by us alone."""
    return Limits(seconds=MAX_SECONDS, stall_seconds=STALL_SECONDS, log_bytes=_LOG_BYTES)


class Process(ChildProcess):
    """A running ffmpeg."""

    def __init__(
        self,
        arguments: list[str],
        limits: Limits,
        *,
        log_level: str = "error",
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
    ) -> None:
        """
        Args:
            arguments: of ffmpeg.
            limits: beyond which it is killed.
            log_level: how much it says, as ffmpeg names it.
            stdin, stdout: as for `subprocess.Popen`.

        Raises:
            MissingLibraryError: it does not run.
        """
        try:
            super().__init__(_command(arguments, log_level), limits, stdin=stdin, stdout=stdout)
        except OSError as error:
            raise _not_running(str(error.strerror)) from error

    def finish(self, seconds: float) -> Finished:
        """Waits for its end, or kills it after `seconds`.

        Raises:
            MissingLibraryError: it cannot do what is asked of it.
        """
        return_code, log = self.wait(seconds)
        if return_code != 0 and (reason := _UNSUITABLE.search(log)):
            raise _not_running(last_line(log[reason.start() :].partition("\n")[0]))
        return Finished(return_code, output="", log=log)


def frame_rate(fps: float) -> str:
    """`fps` as the fraction that the standards mean by it: 29.97003 is 30000/1001."""
    return str(Fraction(fps).limit_denominator(1001))


def last_line(log: str) -> str:
    """ffmpeg's last word on what went wrong, without the address of the part that says it."""
    lines = [line for line in log.splitlines() if line.strip()]
    return re.sub(r"^\[[^]]*\] ", "", lines[-1]).strip(" .") if lines else "no reason was given"


def _command(arguments: list[str], log_level: str) -> list[str]:
    return [
        *(executable(), "-hide_banner", "-nostdin", "-y", "-loglevel", log_level),
        *("-max_alloc", str(MAX_BLOCK_BYTES), *arguments),
    ]


def _not_running(reason: str) -> MissingLibraryError:
    return MissingLibraryError("ffmpeg-not-running", path=executable(), reason=reason)


def _average(channels: range) -> str:
    return "+".join(f"{1 / len(channels):.6f}*c{channel}" for channel in channels)


def _parse_tags(listing: str) -> dict[str, str]:
    """ffmpeg's own format: `name=value` lines, then sections for chapters and streams."""
    container = _SECTION.split(listing, maxsplit=1)[0]
    return {
        _ESCAPED.sub(r"\1", name).lower(): _ESCAPED.sub(r"\1", value)
        for name, value in _TAG.findall(container)
    }


def _parse_streams(log: str) -> Probe:
    videos: list[tuple[bool, VideoStream]] = []
    audios: list[tuple[bool, AudioStream]] = []
    in_video = False
    for line in log.splitlines():
        if stream := _STREAM.match(line):
            index, kind, codec, rest = int(stream[1]), *stream.group(2, 3, 4)
            is_playable = codec != "none" and "(attached pic)" not in rest and _mixable(rest)
            in_video = kind == "Video" and is_playable
            if in_video:
                videos.append((_DEFAULT in rest, VideoStream(index, rotation=0.0)))
            elif kind == "Audio" and is_playable:
                layout = _LAYOUT.search(rest)
                found = AudioStream(index, codec, layout[1] if layout else "mono")
                audios.append((_DEFAULT in rest, found))
        elif in_video and (turned := _ROTATION.match(line)):
            is_default, video = videos.pop()
            videos.append((is_default, replace(video, rotation=float(turned.group(1)))))
    return Probe(_played(videos), _played(audios))


def _mixable(stream: str) -> bool:
    """Whether what is said of a stream has no more channels than can be: headers may lie."""
    count = _CHANNELS.search(stream)
    return count is None or int(count[1]) <= _MOST_CHANNELS


def _played(streams: list[tuple[bool, _Stream]]) -> _Stream | None:
    """The first default one, or else the first one."""
    ranked = sorted(streams, key=lambda each: not each[0])
    return ranked[0][1] if ranked else None
