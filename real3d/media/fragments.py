"""What can be played already of a video that is still being written.

The encoder writes fragmented MP4 (ISO/IEC 14496-12, 8.8): a header, then fragments of about a
second. Whole fragments are handed out as they appear, video and audio apart, as a browser's Media
Source Extensions take them. Frames are not encoded twice: these are the frames of the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from real3d.media import ffmpeg

FRAGMENT_ARGUMENTS = (
    *("-movflags", "+delay_moov+default_base_moof", "-frag_duration", "1000000"),
    *("-flush_packets", "1"),
)
"""For ffmpeg's MP4 output: fragments of a second; times that begin at zero, by an edit list."""

_AUDIO_AHEAD = 2
"""Fragments of audio that are handed out before their frames: a player needs some in advance."""


@dataclass(frozen=True)
class Fragment:
    """The next second or so of a video; the first one begins with the headers."""

    video: bytes
    """Fragmented MP4 with H.264."""
    audio: bytes
    """Fragmented MP4 with AAC; empty if there is none, or none left."""


class FragmentedMp4Reader:
    """Reads fragments of a video while it is written; a context manager."""

    def __init__(
        self,
        video: Path,
        audio: tuple[Path, ffmpeg.AudioStream] | None,
        folder: Path,
        seconds: float,
    ) -> None:
        """
        Args:
            video: the file that an encoder with `FRAGMENT_ARGUMENTS` is writing.
            audio: a file, and the sound in it that goes with the video.
            folder: for the encoded audio.
            seconds: how long the whole will be.
        """
        encoded = folder / "audio.mp4"
        self._video = _GrowingFile(video)
        self._audio = None if audio is None else _GrowingFile(encoded)
        self._encoder = None if audio is None else _audio_encoder(*audio, encoded, seconds)
        self._video_fragments = 0
        self._audio_fragments = 0

    def read(self) -> Fragment | None:
        """What has been written since the last call; None if that is less than a fragment."""
        video = self._video.read()
        if not video:
            return None
        self._video_fragments += len(video)
        audio: list[bytes] = []
        if self._audio is not None:
            wanted = self._video_fragments + _AUDIO_AHEAD - self._audio_fragments
            audio = self._audio.read(wanted)
            self._audio_fragments += len(audio)
        return Fragment(video=b"".join(video), audio=b"".join(audio))

    def __enter__(self) -> FragmentedMp4Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._encoder is not None:
            self._encoder.close()


class _GrowingFile:
    """A fragmented MP4 file that somebody else is writing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        self._rest = b""
        self._unfinished = b""
        self._fragments: list[bytes] = []

    def read(self, limit: int | None = None) -> list[bytes]:
        """The next whole fragments, in order; the first one has the file's header before it."""
        self._parse_new_bytes()
        fragments = self._fragments[:limit]
        self._fragments = self._fragments[len(fragments) :]
        return fragments

    def _parse_new_bytes(self) -> None:
        try:
            with self._path.open("rb") as file:
                file.seek(self._position)
                new = file.read()
        except FileNotFoundError:  # the encoder has not begun
            return
        self._position += len(new)
        self._rest += new
        while (length := int.from_bytes(self._rest[:4], "big")) and length <= len(self._rest):
            box, self._rest = self._rest[:length], self._rest[length:]
            self._unfinished += box
            if box[4:8] == b"mdat":
                self._fragments.append(self._unfinished)
                self._unfinished = b""


def _audio_encoder(
    audio: Path, sound: ffmpeg.AudioStream, encoded: Path, seconds: float
) -> ffmpeg.Process:
    """Encodes the audio at many times its speed, as the result will have it."""
    filters = f"{sound.mix},aresample=async=1:first_pts=0,apad=whole_dur={seconds:.6f}"
    return ffmpeg.Process(
        [
            *ffmpeg.input_arguments(audio),
            *("-map", sound.specifier, "-map_metadata", "-1", "-t", f"{seconds:.6f}"),
            *("-filter:a", filters, "-codec:a", "aac", "-b:a", "128k", "-ac", "2"),
            *FRAGMENT_ARGUMENTS,
            ffmpeg.file_url(encoded),
        ],
        ffmpeg.decoding_limits(),
    )
