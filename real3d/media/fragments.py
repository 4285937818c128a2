"""What can be played already of a video that is still being written.

The encoder writes fragmented MP4 (ISO/IEC 14496-12, 8.8): a header, then fragments of about a
second. Whole fragments are handed out as they appear, pictures and sound apart, as a browser's
Media Source Extensions take them. Nothing is encoded twice: these are the pictures of the result.
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

_SOUND_AHEAD = 2
"""Fragments of sound that are handed out before their pictures: a player needs some in advance."""


@dataclass(frozen=True)
class Piece:
    """The next second or so; the first piece begins with the headers."""

    pictures: bytes
    """Fragmented MP4 with H.264."""
    sound: bytes
    """Fragmented MP4 with AAC; empty if there is none, or none left."""


class LiveFilm:
    """Hands out pieces of a video while it is written; a context manager."""

    def __init__(self, pictures: Path, audio: Path | None, folder: Path, seconds: float) -> None:
        """
        Args:
            pictures: the file that an encoder with `FRAGMENT_ARGUMENTS` is writing.
            audio: a file whose sound goes with it.
            folder: for the sound.
            seconds: how long the whole will be.
        """
        self._pictures = _GrowingFile(pictures)
        self._sound = None if audio is None else _GrowingFile(folder / "sound.mp4")
        self._encoder = None if audio is None else _sound_encoder(audio, folder, seconds)
        self._pieces = 0
        self._sounds = 0

    def new_piece(self) -> Piece | None:
        """What has been written since the last piece; None if that is less than a fragment."""
        fragments = self._pictures.take()
        if not fragments:
            return None
        self._pieces += len(fragments)
        sounds: list[bytes] = []
        if self._sound is not None:
            sounds = self._sound.take(self._pieces + _SOUND_AHEAD - self._sounds)
            self._sounds += len(sounds)
        return Piece(pictures=b"".join(fragments), sound=b"".join(sounds))

    def __enter__(self) -> LiveFilm:
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
        self._read = 0
        self._rest = b""
        self._begun = b""
        self._ready: list[bytes] = []

    def take(self, most: int | None = None) -> list[bytes]:
        """The next whole fragments, in order; the first one has the file's header before it."""
        self._look()
        taken, self._ready = self._ready[:most], self._ready[len(self._ready[:most]) :]
        return taken

    def _look(self) -> None:
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                new = file.read()
        except FileNotFoundError:  # the encoder has not begun
            return
        self._read += len(new)
        self._rest += new
        while (length := int.from_bytes(self._rest[:4], "big")) and length <= len(self._rest):
            box, self._rest = self._rest[:length], self._rest[length:]
            self._begun += box
            if box[4:8] == b"mdat":
                self._ready.append(self._begun)
                self._begun = b""


def _sound_encoder(audio: Path, folder: Path, seconds: float) -> ffmpeg.Process:
    """Encodes the sound at many times its speed, as the result will have it."""
    filters = f"aresample=async=1:first_pts=0,apad=whole_dur={seconds:.6f}"
    return ffmpeg.Process(
        [
            *ffmpeg.input_arguments(audio),
            *("-map", "0:a:0", "-map_metadata", "-1", "-t", f"{seconds:.6f}"),
            *("-filter:a", filters, "-codec:a", "aac", "-b:a", "128k", "-ac", "2"),
            *FRAGMENT_ARGUMENTS,
            ffmpeg.file_url(folder / "sound.mp4"),
        ]
    )
