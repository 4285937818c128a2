"""Pictures in: any usual photo as upright 8-bit RGB, the first step from photo to video."""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from real3d.errors import FileTooLargeError, NotAPictureError
from real3d.media.files import check_file
from real3d.media.limits import DEFAULT_LIMITS, Limits
from real3d.numerics.types import Picture

if TYPE_CHECKING:
    from PIL import Image

# Told apart by content, never by name. Formats that run programs or scripts (EPS, WMF) are out.
_FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "PPM", "JPEG2000", "AVIF")

_FRAMES_TRIED = 10
"""Of an animation: half a second to a second."""

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


def read_image(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Picture:
    """A photo of any usual kind: JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF.

    Of an animation it is the first frame that is not empty, if that comes soon. The EXIF
    orientation is applied, colours are converted to sRGB, transparency is laid on white.

    Returns:
        [H, W, 3] RGB.

    Raises:
        FileMissingError: the file cannot be opened, or is empty.
        FileTooLargeError: it has more than `limits.picture_bytes`, or the picture more than
            `limits.picture_megapixels`; the latter is known before a pixel is decoded.
        NotAPictureError: it holds no picture, or a damaged one.
    """
    from PIL import Image

    path = check_file(path, limits.picture_bytes)
    Image.init()
    formats = [name for name in _FORMATS if name in Image.OPEN]
    try:
        with Image.open(path, formats=formats) as image:
            _check_size(image, path.name, limits.picture_megapixels)
            if getattr(image, "is_animated", False):
                _skip_empty_frames(image, path.name, limits.picture_megapixels)
            return _to_rgb(image)
    except Image.DecompressionBombError as error:
        raise _too_large(path.name, limits.picture_megapixels) from error
    except Image.UnidentifiedImageError as error:
        raise NotAPictureError("picture-unknown", name=path.name) from error
    except _DAMAGE as error:
        raise NotAPictureError("picture-damaged", name=path.name) from error


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
    """Whether all of a picture is transparent, or of one colour."""
    if not image.has_transparency_data:
        low, high = np.asarray(image).min(axis=(0, 1)), np.asarray(image).max(axis=(0, 1))
        return bool(np.all(low == high))
    *colours, alpha = image.convert("RGBA").getextrema()
    return alpha == (0, 0) or all(low == high for low, high in (*colours, alpha))


def _to_rgb(image: Image.Image) -> Picture:
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
    return np.array(upright.convert("RGB"))


def _deep_grey_to_rgb(image: Image.Image) -> Picture:
    """16-bit grey, which Pillow would clip at 255, and floating-point grey in 0..1."""
    full_scale = 1.0 if image.mode == "F" else 65535.0
    grey = np.asarray(image, np.float32) * (255.0 / full_scale)
    grey = np.clip(np.nan_to_num(grey), 0.0, 255.0).round().astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


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
