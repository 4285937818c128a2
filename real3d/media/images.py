"""Pictures in: any usual photo as upright 8-bit RGB, the first step from photo to video.

They are decoded by a process of its own, which may take so much time and memory and no more:
whatever a file does to a decoder, nobody else waits for it for long, and nothing else ends with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from real3d.errors import FileTooLargeError, NotAPictureError
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS, Limits
from real3d.media.picture_decoding import HEADER_LENGTH
from real3d.numerics.types import Picture
from real3d.runtime import child_process

_OUR_OWN_PROGRAM = "/proc/self/exe" if sys.platform == "linux" else None
"""Whoever may run this Python need not be able to find it: its folder may be somebody else's."""
DECODING = child_process.Limits(
    seconds=30.0,
    stall_seconds=30.0,
    log_bytes=16_384,
    memory_bytes=1536 * 2**20,
    computing_seconds=12,
)
"""Of one picture. 50 megapixels take one to seven seconds of computing, in whatever format, and up
to 1 GiB; on a busy machine it lasts two or three times as long."""

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from real3d.media.picture_decoding import main; main(sys.argv[2], float(sys.argv[3]))"
)
_ERRORS = {error.__name__: error for error in (FileTooLargeError, NotAPictureError)}
_KILLED = (-signal.SIGKILL, -signal.SIGXCPU)


def read_image(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Picture:
    """A photo of any usual kind: JPEG, PNG, WebP, HEIC, GIF, BMP, TIFF, AVIF.

    Of an animation it is the first frame that is not empty, if that comes soon. The EXIF
    orientation is applied, colours are converted to sRGB, transparency is laid on white. Of a JPEG
    that ends a little early, what is there is taken.

    Returns:
        [H, W, 3] RGB.

    Raises:
        FileMissingError: the file cannot be opened, or is empty.
        FileTooLargeError: it has more than `limits.picture_bytes`, or the picture more than
            `limits.picture_megapixels`; the latter is known before a pixel is decoded.
        NotAPictureError: it holds no picture, a damaged one, or one that takes too long.
    """
    path = check_file(path, limits.picture_bytes)
    command = _command(path, limits.picture_megapixels)
    with child_process.ChildProcess(
        command, DECODING, stdout=subprocess.PIPE, executable=_OUR_OWN_PROGRAM
    ) as decoder:
        header = _read_header(decoder)
        size = header.get("size", (0, 0))
        picture = np.empty((*size, 3), np.uint8)
        is_whole = decoder.read_into(picture.data) == picture.nbytes if picture.size else False
        status, log = decoder.wait(DECODING.seconds)
    if "code" in header:
        raise _ERRORS[header["error"]](header["code"], **header["fields"])
    if status in _KILLED:
        raise NotAPictureError("picture-too-costly", name=path.name)
    if status > 0:
        raise RuntimeError(f"pictures cannot be decoded: {log}")
    if status < 0 or not is_whole:
        raise NotAPictureError("picture-damaged", name=path.name)
    return picture


def _command(path: Path, max_megapixels: float) -> list[str]:
    """A Python that knows our libraries and nothing else of ours: it starts quickly."""
    folders = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    return [
        *(sys.executable, "-I", "-S", "-c", _PROGRAM),
        *(json.dumps(folders), str(path), repr(max_megapixels)),
    ]


def _read_header(decoder: child_process.ChildProcess) -> dict[str, Any]:
    """What the decoder says first; nothing if it was killed."""
    prefix = decoder.read(HEADER_LENGTH.size)
    if len(prefix) < HEADER_LENGTH.size:
        return {}
    header: dict[str, Any] = json.loads(decoder.read(*HEADER_LENGTH.unpack(prefix)) or "{}")
    return header
