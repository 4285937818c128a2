"""The frames of a video one by one, as PNG files with their alpha in a zip archive.

For editing programs, which take numbered pictures better than any video with alpha. Every picture
says what a video's container says: that it is synthetic, as XMP (ISO 16684-1), where programs look
for it.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from zlib import crc32

from real3d.errors import OutputError, SettingsError, TooLongError
from real3d.media.files import is_disk_full
from real3d.numerics.types import Picture
from real3d.runtime.work_folder import HIDDEN, sweep, work_folder

MAX_FRAMES = 1800
"""Most frames of one archive: a minute at 30 per second, about a gigabyte at 512 pixels."""

_COMPRESSION = 3
"""zlib's level: a higher one takes several times as long and saves a tenth."""
_HEADER_BYTES = 33
"""Length of signature and IHDR chunk of a PNG file; other chunks may follow."""


class FrameArchive:
    """Writes one archive; a context manager.

    The file appears at `path` when the `with` block ends well. If it ends in an exception, nothing
    is left behind.
    """

    def __init__(self, path: str | os.PathLike[str], xmp: str) -> None:
        """
        Args:
            path: the result, `.zip`.
            xmp: metadata of every picture, a whole XMP packet.

        Raises:
            SettingsError: the name's ending does not fit.
        """
        self._path = Path(os.path.abspath(path))
        self._mark = _mark(xmp)
        self._frames = 0
        self._cleanup = ExitStack()
        if self._path.suffix.lower() != ".zip":
            raise SettingsError("archive-name-not-zip", name=self._path.name)

    def __enter__(self) -> FrameArchive:
        """
        Raises:
            OutputError: the folder cannot be written to.
        """
        try:
            with ExitStack() as opening:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                sweep(self._path.parent)
                folder = opening.enter_context(work_folder(HIDDEN, self._path.parent))
                self._unfinished = folder / "frames.zip"
                # PNG is compressed already.
                self._archive = zipfile.ZipFile(self._unfinished, "w")
                opening.callback(self._abandon)
                self._cleanup = opening.pop_all()
        except OSError as error:
            raise self._failure(error) from error
        return self

    def write(self, frame: Picture) -> None:
        """Adds one frame.

        Args:
            frame: [H, W, 3] RGB, or [H, W, 4] RGBA (not premultiplied).

        Raises:
            TooLongError: there are more than `MAX_FRAMES`.
            OutputError: it cannot be written, for lack of space for instance.
        """
        import cv2

        self._frames += 1
        if self._frames > MAX_FRAMES:
            raise TooLongError("archive-full", limit=MAX_FRAMES)
        code = cv2.COLOR_RGBA2BGRA if frame.shape[2] == 4 else cv2.COLOR_RGB2BGR
        _, encoded = cv2.imencode(
            ".png", cv2.cvtColor(frame, code), (cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION)
        )
        picture = encoded.tobytes()
        marked = picture[:_HEADER_BYTES] + self._mark + picture[_HEADER_BYTES:]
        try:
            self._archive.writestr(f"{self._frames:05}.png", marked)
        except OSError as error:
            raise self._failure(error) from error

    def complete(self) -> None:
        """Writes what comes after the last frame; all that is left is that the file appears.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            self._archive.close()
        except OSError as error:
            raise self._failure(error) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._cleanup:
            if error is None:
                self.complete()
                try:
                    os.replace(self._unfinished, self._path)
                except OSError as trouble:
                    raise self._failure(trouble) from trouble

    def _abandon(self) -> None:
        """Closes a file that is not finished, without the list of its contents: the disk may be
        full."""
        file, self._archive.fp = self._archive.fp, None
        if file is not None:
            with suppress(OSError):
                file.close()

    def _failure(self, error: OSError) -> OutputError:
        if is_disk_full(error):
            return OutputError("disk-full", name=self._path.name, folder=self._path.parent)
        return OutputError("archive-not-written", name=self._path.name, reason=str(error.strerror))


def _mark(xmp: str) -> bytes:
    """An iTXt chunk (PNG, 11.3.3.4) with an XMP packet."""
    content = b"iTXt" + b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.encode()
    return (len(content) - 4).to_bytes(4, "big") + content + crc32(content).to_bytes(4, "big")
