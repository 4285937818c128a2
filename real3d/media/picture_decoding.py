"""The decoding of one picture, in the process that `real3d.media.images` starts for it.

`main` is that process. What it imports before it knows the format is little, for it starts anew for
every picture.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from real3d.errors import FileTooLargeError, NotAPictureError
from real3d.media.cut_jpeg import START_OF_SCAN, read_cut_jpeg
from real3d.media.deep_tiff import DeepTiff, float_to_levels
from real3d.media.foreign_formats import HEAD_BYTES, format_name

if TYPE_CHECKING:
    from PIL import Image

HEADER_LENGTH = struct.Struct("<I")
"""What comes first out of the process: the length of a header in JSON, which holds the picture's
(height, width) or an error; then the picture's [H, W, 3] RGB."""
_ROWS = 256
"""That are handed over at once."""

# Told apart by content, never by name. Formats that run programs or scripts (EPS, WMF) are out.
_COMMON = ("JPEG", "PNG", "GIF", "BMP", "DIB", "PPM")
"""Those that Pillow knows at once, the first of them with MPO."""
_FORMATS = (*_COMMON, "MPO", "WEBP", "TIFF", "JPEG2000", "AVIF", "HEIF")
_JPEG, _TIFF = b"\xff\xd8\xff", (b"II*\0", b"MM\0*")

_FRAMES_TRIED = 64
"""Of an animation: two to five seconds."""
_EMPTY_PERCENTILES = (0.5, 99.5)
_EMPTY_SAMPLES = 256
"""Pixels along the shorter side that are looked at."""
_EMPTY_RANGE = 8
"""Levels of 255 between these percentiles up to which a frame shows nothing: lossy formats leave
traces on what was of one colour."""

_MAX_SCAN_MEGAPIXELS = 5000.0
"""Scans of a JPEG times its megapixels: two seconds of decoding. A progressive picture of 50
megapixels has 500; one that is made to keep a computer busy has any number."""

# What Pillow's decoders raise on damaged files, besides OSError.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def main(path: str, max_megapixels: float) -> None:
    """Writes the picture of a file to the standard output, or what is wrong with it."""
    try:
        picture = decode_picture(Path(path), max_megapixels)
    except (FileTooLargeError, NotAPictureError) as error:
        said: dict[str, object] = {
            "error": type(error).__name__,
            "code": error.code,
            "fields": error.fields,
        }
        _write_header(said)
        return
    _write_header({"size": (picture.height, picture.width)})
    for top in range(0, picture.height, _ROWS):
        bottom = min(top + _ROWS, picture.height)
        sys.stdout.buffer.write(picture.crop((0, top, picture.width, bottom)).tobytes())
    sys.stdout.buffer.flush()


def _write_header(header: dict[str, object]) -> None:
    content = json.dumps(header).encode()
    sys.stdout.buffer.write(HEADER_LENGTH.pack(len(content)) + content)


def decode_picture(path: Path, max_megapixels: float) -> Image.Image:
    """The picture in a file, upright, as RGB.

    Raises:
        FileTooLargeError: it has more than `max_megapixels`, which is known before a pixel is
            decoded.
        NotAPictureError: it holds no picture, a damaged one, or one that takes too much memory.
    """
    from PIL import Image

    try:
        return _read(path, max_megapixels)
    except Image.DecompressionBombError as error:
        raise _too_large(path.name, max_megapixels) from error
    except Image.UnidentifiedImageError as error:
        raise _unknown(path) from error
    except MemoryError as error:
        raise NotAPictureError("picture-too-costly", name=path.name) from error
    except _DAMAGE as error:
        raise NotAPictureError("picture-damaged", name=path.name) from error


def _read(path: Path, max_megapixels: float) -> Image.Image:
    from PIL import Image

    try:
        with _open(path) as image:
            _check_size(image, path.name, max_megapixels)
            if image.format in ("JPEG", "MPO"):
                _check_scans(image, path)
            if getattr(image, "is_animated", False):
                _skip_empty_frames(image, path.name, max_megapixels)
            return _to_rgb(image)
    except Image.DecompressionBombError:
        raise
    except _DAMAGE:  # what is not identified is an OSError too
        second = _second_reading(path, max_megapixels)
        if second is None:
            raise
        return _to_rgb(second)


def _open(path: Path) -> Image.Image:
    from PIL import Image

    try:
        return Image.open(path, formats=_COMMON)
    except Image.UnidentifiedImageError:
        return Image.open(path, formats=_formats())


def _second_reading(path: Path, max_megapixels: float) -> Image.Image | None:
    """What can be made of a picture that Pillow alone does not read; None if there is no way."""
    from PIL import Image

    content = path.read_bytes()
    if content.startswith(_JPEG):
        with Image.open(path, formats=("JPEG",)) as image:
            _check_size(image, path.name, max_megapixels)
        return read_cut_jpeg(content, path.name)
    if content.startswith(_TIFF):
        tiff = DeepTiff(content)
        if tiff.pixels > max_megapixels * 1e6:
            raise _too_large(path.name, max_megapixels)
        return tiff.decode() if tiff.is_known else None
    return None


@cache
def _formats() -> list[str]:
    """Names of the formats that this Pillow reads, of those that are wanted."""
    from pi_heif import register_heif_opener
    from PIL import Image

    Image.init()
    register_heif_opener()
    return [name for name in _FORMATS if name in Image.OPEN]


def _unknown(path: Path) -> NotAPictureError:
    with path.open("rb") as file:
        name = format_name(file.read(HEAD_BYTES))
    if name is None:
        return NotAPictureError("picture-unknown", name=path.name)
    return NotAPictureError("picture-of-other-format", name=path.name, format=name)


def _check_scans(image: Image.Image, path: Path) -> None:
    """Every scan passes over all pixels once more, and may take three bytes of the file."""
    scans = path.read_bytes().count(START_OF_SCAN)
    if scans * image.width * image.height > _MAX_SCAN_MEGAPIXELS * 1e6:
        raise NotAPictureError("picture-of-many-scans", name=path.name, scans=scans)


def _check_size(image: Image.Image, name: str, max_megapixels: float) -> None:
    if image.width * image.height > max_megapixels * 1e6:
        raise _too_large(name, max_megapixels)


def _too_large(name: str, max_megapixels: float) -> FileTooLargeError:
    return FileTooLargeError("picture-too-large", name=name, limit=max_megapixels)


def _skip_empty_frames(image: Image.Image, name: str, max_megapixels: float) -> None:
    """Goes to the first frame that shows something; some animations begin with nothing.

    However large the frames are, no more pixels are decoded for that than one picture may have.
    """
    affordable = max_megapixels * 1e6 // (image.width * image.height)
    for frame in range(min(_FRAMES_TRIED, int(affordable))):
        try:
            image.seek(frame)
        except EOFError:
            break
        # The pages of a TIFF differ in size.
        _check_size(image, name, max_megapixels)
        if not _is_empty(image):
            return
    image.seek(0)


def _is_empty(image: Image.Image) -> bool:
    """Whether all of a picture is transparent, or of one colour, but for a trace."""
    import numpy as np

    step = max(1, min(image.size) // _EMPTY_SAMPLES)
    shown = np.asarray(_to_rgb(image))[::step, ::step]
    low, high = np.percentile(shown, _EMPTY_PERCENTILES, axis=(0, 1))
    return bool(np.all(high - low <= _EMPTY_RANGE))


def _to_rgb(image: Image.Image) -> Image.Image:
    from PIL import Image, ImageOps

    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I") or upright.mode == "F":
        return _deep_grey_to_rgb(upright)
    if upright.has_transparency_data:
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright.convert("RGBA")).convert("RGB")
    if profile:
        upright = _to_srgb(upright, profile)
    return upright.convert("RGB")


def _deep_grey_to_rgb(image: Image.Image) -> Image.Image:
    """16-bit grey, which Pillow would clip at 255, and floating-point grey."""
    import numpy as np
    from PIL import Image

    values = np.asarray(image, np.float32)
    grey = float_to_levels(values if image.mode == "F" else values / np.float32(65535.0))
    return Image.fromarray(grey).convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones photograph in Display P3, printers' files are CMYK: both look pale or wrong as is."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "CMYK", "L"):
        image = image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        # A profile that is damaged or meant for other channels: viewers ignore it too.
        return image
    assert converted is not None, "only a conversion in place returns nothing"
    return converted
