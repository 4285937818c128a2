"""Pictures as the file carries them: JPEG without alpha, PNG with it.

Programs that open a glTF file know these two for certain; WebP would be smaller and is refused by
some.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from real3d.numerics.types import Float32Array, FloatArray, Picture

_QUALITY = 95


@dataclass(frozen=True)
class Encoded:
    """A picture file in memory."""

    content: bytes
    mime: str


def jpeg(picture: Float32Array | FloatArray, quality: int = _QUALITY) -> Encoded:
    """A picture [h, w, 3], 0..255, with a little loss."""
    file = io.BytesIO()
    Image.fromarray(_bytes(picture)).save(
        file, "JPEG", quality=quality, subsampling=0, optimize=True
    )
    return Encoded(file.getvalue(), "image/jpeg")


def png(picture: Float32Array | FloatArray | Picture) -> Encoded:
    """A picture [h, w, 3 or 4], 0..255, colours not premultiplied, without loss."""
    file = io.BytesIO()
    Image.fromarray(_bytes(picture)).save(file, "PNG", optimize=True)
    return Encoded(file.getvalue(), "image/png")


def straight(premultiplied: Picture | Float32Array) -> Float32Array:
    """A picture [h, w, 4] with its colours divided by its alpha, all 0..255."""
    values = premultiplied.astype(np.float32)
    alpha = values[..., 3:]
    colours = values[..., :3] * 255 / np.maximum(alpha, 1)
    return np.dstack([np.clip(colours, 0, 255), alpha])


def _bytes(picture: Float32Array | FloatArray | Picture) -> Picture:
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)
