"""The one place that knows ffmpeg: finds the binary, guards its inputs, runs it, reads its log.

The decoders (`audio`, `video`) and the encoder (`writer`) stand on it. Only ffmpeg itself is
bundled, not ffprobe, so streams are read from the text that `ffmpeg -i` prints. Whatever a file
says, no run of ffmpeg takes more memory, computing time or patience than the limits here.
"""

from __future__ import annotations

import os
import re
import resource
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TypeVar

from real3d.errors import MissingLibraryError

PROBE_SECONDS = 60.0
"""Time limit for reading the headers or the packet list of one file."""

STALL_SECONDS = 60.0
"""How long a running ffmpeg may neither take nor give a byte: it hangs."""

MAX_FRAME_PIXELS = 16_000_000
"""Of any picture inside a recording, covers too; a little more than `Limits.frame_megapixels`, so
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

_STREAM = re.compile(r"^  Stream #0:(\d+)[^ ]*: (Video|Audio): (\w+)(.*)$")
_LAYOUT = re.compile(r" Hz, ([^,]+)")
_CHANNELS = re.compile(r"(\d+) channels")
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
        a field recorder, goes to the left and the right in turns.
        """
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


def input_arguments(path: Path) -> list[str]:
    """Arguments that open a user's file, whatever its name, and nothing that it refers to."""
    return [
        *("-protocol_whitelist", "file,pipe"),
        *("-format_whitelist", _RECORDINGS),
        *("-max_pixels", str(MAX_FRAME_PIXELS), "-threads", str(_DECODER_THREADS)),
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
    found = _parse_streams(run(input_arguments(path), log_level="info").log)
    if found.video is None and found.audio is None:
        check_runs()  # before the file is blamed
    return found


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
    with _start(_command(arguments, log_level), stdout=subprocess.PIPE) as process:
        _limit_memory(process)
        try:
            output, log = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return Finished(-1, output="", log=f"it took longer than {seconds:.0f} seconds")
        except BaseException:  # also Ctrl-C
            process.kill()
            raise
    return _checked(Finished(process.returncode, _text(output), _text(log)))


class Process:
    """A running ffmpeg that is fed by `write` or read by `read`; a context manager.

    Leaving the `with` block kills it if it still runs. It has a session of its own, so that a
    terminal's Ctrl-C reaches only us and ffmpeg is closed in good order. Its log is read when it
    is waited for, so that it blocks on no full pipe. One that takes and gives nothing for
    `STALL_SECONDS` is killed, which counts as a failure.
    """

    def __init__(
        self,
        arguments: list[str],
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        reads_a_file: bool = True,
    ) -> None:
        """
        Args:
            arguments: of ffmpeg.
            stdin, stdout: as for `subprocess.Popen`.
            reads_a_file: somebody's, which may ask for any amount of memory.

        Raises:
            MissingLibraryError: it does not run.
        """
        self._process = _start(_command(arguments, log_level="error"), stdin, stdout)
        if reads_a_file:
            _limit_memory(self._process)
        assert self._process.stderr is not None
        self._errors = self._process.stderr.fileno()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        self._log = b""
        self._log_ended = self._stalled = False

    def write(self, content: memoryview) -> None:
        """Feeds it; only if opened with `stdin=subprocess.PIPE`.

        Raises:
            BrokenPipeError: it has ended, or hangs and was killed.
        """
        assert self._process.stdin is not None, "this ffmpeg is not fed"
        rest, pipe = content.cast("B"), self._process.stdin.fileno()
        while rest:
            self._await(pipe, select.POLLOUT)
            with suppress(BlockingIOError):
                rest = rest[os.write(pipe, rest) :]

    def read(self, size: int) -> bytearray:
        """The next `size` bytes, or fewer at the end; only if opened with `stdout=PIPE`."""
        content = bytearray(size)
        return content[: self.read_into(memoryview(content))]

    def read_into(self, content: memoryview) -> int:
        """Fills a buffer; returns how many bytes that took, fewer than asked for at the end."""
        assert self._process.stdout is not None, "this ffmpeg is not read"
        rest, pipe = content.cast("B"), self._process.stdout.fileno()
        while rest:
            self._await(pipe, select.POLLIN)
            with suppress(BlockingIOError):
                count = os.readv(pipe, [rest])
                if count == 0:
                    break
                rest = rest[count:]
        return content.nbytes - len(rest)

    def end_input(self) -> None:
        """Tells it that nothing more will be written."""
        assert self._process.stdin is not None, "this ffmpeg is not fed"
        self._process.stdin.close()

    def wait(self, seconds: float) -> Finished:
        """Waits for its end, or kills it after `seconds`.

        Raises:
            MissingLibraryError: it cannot do what is asked of it.
        """
        deadline = monotonic() + seconds
        while not self._log_ended and self._poll({self._errors: select.POLLIN}, deadline):
            self._read_log()
        try:
            self._process.wait(max(0.0, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        log = _text(self._log)
        if self._stalled:
            log += f"\nit did nothing for {STALL_SECONDS:.0f} seconds"
        return _checked(Finished(self._process.returncode, output="", log=log))

    def close(self) -> None:
        """Kills it if it still runs and releases its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _await(self, pipe: int, event: int) -> None:
        """Waits until something can be written or read; kills a process that hangs."""
        deadline = monotonic() + STALL_SECONDS
        wanted = {pipe: event, self._errors: select.POLLIN}
        while pipe not in (ready := self._poll(wanted, deadline)):
            if not ready:
                self._stalled = True
                self._process.kill()
                return
            self._read_log()
            if self._log_ended:
                wanted = {pipe: event}

    def _poll(self, wanted: dict[int, int], deadline: float) -> set[int]:
        """The descriptors at which something can be done, or none at the deadline."""
        poll = select.poll()
        for descriptor, event in wanted.items():
            if descriptor != self._errors or not self._log_ended:
                poll.register(descriptor, event)
        left = max(0.0, deadline - monotonic())
        return {descriptor for descriptor, _ in poll.poll(left * 1000)}

    def _read_log(self) -> None:
        with suppress(BlockingIOError):
            news = os.read(self._errors, _LOG_BYTES)
            self._log = (self._log + news)[-_LOG_BYTES:]
            self._log_ended = not news

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
    return re.sub(r"^\[[^]]*\] ", "", lines[-1]).strip(" .") if lines else "no reason was given"


def _command(arguments: list[str], log_level: str) -> list[str]:
    return [
        *(executable(), "-hide_banner", "-nostdin", "-y", "-loglevel", log_level),
        *("-max_alloc", str(MAX_BLOCK_BYTES), *arguments),
    ]


def _start(
    command: list[str], stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            bufsize=0,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise _not_running(str(error.strerror)) from error


def _limit_memory(process: subprocess.Popen[bytes]) -> None:
    """Bounds what it may allocate and compute; other systems than Linux know no such call."""
    if sys.platform == "linux":
        with suppress(ProcessLookupError):  # it has ended already
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (MAX_MEMORY_BYTES,) * 2)
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (MAX_DECODING_SECONDS,) * 2)


def _checked(finished: Finished) -> Finished:
    """How it ended, if that is not a matter of this ffmpeg."""
    if finished.return_code != 0 and (reason := _UNSUITABLE.search(finished.log)):
        raise _not_running(last_line(finished.log[reason.start() :].partition("\n")[0]))
    return finished


def _not_running(reason: str) -> MissingLibraryError:
    return MissingLibraryError("ffmpeg-not-running", path=executable(), reason=reason)


def _average(channels: range) -> str:
    return "+".join(f"{1 / len(channels):.6f}*c{channel}" for channel in channels)


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
    videos: list[tuple[bool, VideoStream]] = []
    audios: list[tuple[bool, AudioStream]] = []
    in_video = False
    for line in log.splitlines():
        if stream := _STREAM.match(line):
            index, kind, codec, rest = int(stream[1]), *stream.group(2, 3, 4)
            is_playable = codec != "none" and "(attached pic)" not in rest
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


def _played(streams: list[tuple[bool, _Stream]]) -> _Stream | None:
    """The first default one, or else the first one."""
    ranked = sorted(streams, key=lambda each: not each[0])
    return ranked[0][1] if ranked else None
