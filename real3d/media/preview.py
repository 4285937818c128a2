"""A moving picture of how a result begins, for places that show no video: GIF or animated WebP.

ffmpeg reads, scales and encodes; no frame passes through Python, and memory does not grow with the
video. A GIF has one palette for all its frames, made in a first run: two runs need less memory than
one that keeps every frame until the palette is there.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

from real3d.errors import NotAVideoError, OutputError, SettingsError
from real3d.media import ffmpeg
from real3d.media.files import check_file, is_disk_full
from real3d.media.limits import DEFAULT_LIMITS
from real3d.media.writer import hidden_folder

SECONDS = 8.0
FRAME_RATE = "25/2"
"""8 hundredths of a second per frame, which GIF can say exactly."""
MAX_BYTES = 8_000_000
"""Where pictures are shared, 8 to 15 MB are the usual limits."""
SIDES = (480, 360, 270, 200)
"""Longest sides in pixels that are tried until the file is small enough; at the last, even noise
is."""

_RUN_SECONDS = 300.0

# What changes from frame to frame by no more than the video's own noise stays as it is: a quarter
# less of a GIF, which stores only what changes.
_STEADY = "hqdn3d=0:0:3:3"
_WEBP = ("-codec:v", "libwebp_anim", "-quality", "70", "-compression_level", "4")
_LOOP_FOREVER = ("-loop", "0")

_LARGEST_BLOCK = 255
_COMMENT, _APPLICATION = b"\x21\xfe", b"\x21\xff\x0b"
# A reader that takes XMP for blocks arrives in here, wherever it is, and is led to the end.
_END_OF_XMP = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
_XMP_FLAG = 0x04


def write_preview(
    video: str | os.PathLike[str],
    out: str | os.PathLike[str],
    comment: str = "",
    xmp: str = "",
    finalize: Callable[[Path], None] | None = None,
) -> Path:
    """Writes the first `SECONDS` of a result as a picture that moves, in an endless loop.

    The file appears at `out` when it is whole. If it cannot be written, nothing is left behind, and
    an older file stays as it was. What is transparent in the video is so in the picture.

    Args:
        video: a result, MP4 or WebM.
        out: `.gif` or `.webp`; about 5 MB or 1 MB for a face, never more than `MAX_BYTES`. Its
            folder is created if missing.
        comment: for people; GIF only, since WebP has no place for it.
        xmp: metadata for programs, a whole XMP packet.
        finalize: the last step on the finished file, as for `VideoWriter`.

    Returns:
        The absolute path of the picture.

    Raises:
        SettingsError: `out` has another ending.
        FileMissingError: there is no such video.
        NotAVideoError: it holds no moving pictures, or damaged ones.
        OutputError: the picture cannot be written.
    """
    out = check_preview_name(out)
    kind = out.suffix.lower()
    video = check_file(video, DEFAULT_LIMITS.video_bytes)
    stream = ffmpeg.probe(video).video
    if stream is None:
        raise NotAVideoError("video-unknown", name=video.name)
    with hidden_folder(out) as folder:
        whole = folder / f"preview{kind}"
        write = _write_gif if kind == ".gif" else _write_webp
        for side in SIDES:
            write(video, stream, whole, side)
            if whole.stat().st_size <= MAX_BYTES:
                break
        try:
            content = whole.read_bytes()
            gif = kind == ".gif"
            whole.write_bytes(_mark_gif(content, comment, xmp) if gif else _mark_webp(content, xmp))
            if finalize is not None:
                finalize(whole)
            os.replace(whole, out)
        except OSError as error:
            if is_disk_full(error):
                raise OutputError("disk-full", name=out.name, folder=out.parent) from error
            raise OutputError("result-not-moved", path=out, reason=str(error.strerror)) from error
    return out


def check_preview_name(out: str | os.PathLike[str]) -> Path:
    """The absolute path of a preview that can be written under this name.

    Raises:
        SettingsError: it ends in neither `.gif` nor `.webp`.
    """
    out = Path(os.path.abspath(out))
    if out.suffix.lower() not in (".gif", ".webp"):
        raise SettingsError("preview-name-not-gif", name=out.name)
    return out


def _write_gif(video: Path, stream: ffmpeg.VideoStream, out: Path, side: int) -> None:
    palette = out.with_name("palette.png")
    steady = "" if _is_transparent(video) else f",{_STEADY}"
    frames = f"{_frames(side)}{steady}"
    _encode(video, stream, palette, ["-filter:v", f"{frames},palettegen"])
    # Ordered dithering stays where it is from frame to frame.
    use = f"[0:v]{frames}[frames];[frames][1:v]paletteuse=dither=bayer:bayer_scale=5"
    # There is no need to finish what is too large already.
    enough = ["-fs", str(MAX_BYTES + 1)]
    _encode(
        video, stream, out, ["-i", ffmpeg.file_url(palette), "-lavfi", use, *enough, *_LOOP_FOREVER]
    )


def _write_webp(video: Path, stream: ffmpeg.VideoStream, out: Path, side: int) -> None:
    _encode(video, stream, out, ["-filter:v", _frames(side), *_WEBP, *_LOOP_FOREVER])


def _frames(side: int) -> str:
    """Filters: the preview's rate, and no side longer than `side`."""
    fit = f"'min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease:flags=lanczos"
    return f"fps=fps={FRAME_RATE}:start_time=0,scale={fit}"


def _encode(video: Path, stream: ffmpeg.VideoStream, out: Path, arguments: list[str]) -> None:
    """Runs ffmpeg from the beginning of `video` to `out`, which lies in the hidden folder."""
    # ffmpeg's own decoder of VP9 leaves the transparency out.
    decoder = ["-codec:v", "libvpx-vp9"] if _is_transparent(video) else []
    beginning = ["-t", f"{SECONDS:g}", *decoder, *ffmpeg.input_arguments(video, stream)]
    finished = ffmpeg.run(
        [*beginning, "-an", *arguments, ffmpeg.file_url(out)], seconds=_RUN_SECONDS
    )
    if "No space left" in finished.log or "quota exceeded" in finished.log:
        raise OutputError("disk-full", name=out.name, folder=out.parent.parent)
    if finished.return_code != 0:
        reason = ffmpeg.last_line(finished.log)
        raise NotAVideoError("video-damaged", name=video.name, reason=reason)


def _is_transparent(video: Path) -> bool:
    """Of the results, those in WebM are."""
    return video.suffix.lower() == ".webm"


def _mark_gif(content: bytes, comment: str, xmp: str) -> bytes:
    """The GIF with its marks before the first frame, where readers look for them."""
    text, blocks = comment.encode(), b""
    if text:
        parts = [text[k : k + _LARGEST_BLOCK] for k in range(0, len(text), _LARGEST_BLOCK)]
        blocks += _COMMENT + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"
    if xmp:
        blocks += _APPLICATION + b"XMP DataXMP" + xmp.encode() + _END_OF_XMP
    loop = content.index(b"NETSCAPE2.0")
    first_frame = loop + len(b"NETSCAPE2.0\x03\x01\0\0\0")
    return content[:first_frame] + blocks + content[first_frame:]


def _mark_webp(content: bytes, xmp: str) -> bytes:
    """The WebP with its XMP in the last chunk, and the flag that announces it in the first."""
    if not xmp:
        return content
    packet = xmp.encode()
    if content[12:16] != b"VP8X":
        return _mark_still_webp(content, packet)
    chunk = b"XMP " + len(packet).to_bytes(4, "little") + packet + b"\0" * (len(packet) % 2)
    flags = bytes([content[20] | _XMP_FLAG])
    size = (len(content) + len(chunk) - 8).to_bytes(4, "little")
    return b"RIFF" + size + content[8:20] + flags + content[21:] + chunk


def _mark_still_webp(content: bytes, xmp: bytes) -> bytes:
    """The same for a video in which nothing moves: a single picture, without a header to extend."""
    from PIL import Image

    marked = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        picture.save(marked, "WEBP", lossless=True, xmp=xmp)
    return marked.getvalue()
