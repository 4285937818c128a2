"""TIFF files whose pixels Pillow does not know: floating-point colours, and YCbCr as it is.

OpenCV's libtiff reads them. Which files these are, and how large, is read from their tags before a
pixel is decoded.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

# Tags of TIFF 6.0, and values of theirs.
_WIDTH, _HEIGHT, _PHOTOMETRIC, _ORIENTATION, _SAMPLE_FORMAT = 256, 257, 262, 274, 339
_FLOAT = 3
_YCBCR, _LOG_L, _LOG_LUV = 6, 32844, 32845
_HEADER_BYTES = 8

_HIGHEST_OF_ONE = 16.0
"""Largest value of pixels that have 1 for white, and lights that are brighter; beyond it, white is
255."""


class DeepTiff:
    """A TIFF file with such pixels."""

    def __init__(self, content: bytes) -> None:
        """
        Raises:
            SyntaxError, struct.error...: whatever Pillow raises on what is no TIFF file.
        """
        from PIL.TiffImagePlugin import ImageFileDirectory_v2

        self._content = content
        file = io.BytesIO(content)
        self._tags = ImageFileDirectory_v2(file.read(_HEADER_BYTES))
        file.seek(self._tags.next)
        self._tags.load(file)

    @property
    def is_known(self) -> bool:
        """Whether its pixels are of a kind that is read here."""
        kinds = self._tags.get(_SAMPLE_FORMAT, ())
        return _FLOAT in kinds or self._tags.get(_PHOTOMETRIC) in (_YCBCR, _LOG_L, _LOG_LUV)

    @property
    def pixels(self) -> int:
        """How many it says that it has."""
        return int(self._tags.get(_WIDTH, 0)) * int(self._tags.get(_HEIGHT, 0))

    def decode(self) -> Image.Image:
        """The picture in 8 bits, with its orientation.

        Raises:
            OSError: it is damaged.
        """
        import cv2
        import numpy as np
        from PIL import Image

        decoded = cv2.imdecode(np.frombuffer(self._content, np.uint8), cv2.IMREAD_UNCHANGED)
        if decoded is None:
            raise OSError("OpenCV reads nothing in it")
        levels = decoded if decoded.dtype == np.uint8 else float_to_levels(decoded)
        colours = levels if levels.ndim == 2 else levels[..., [2, 1, 0, 3][: levels.shape[2]]]
        picture = Image.fromarray(np.ascontiguousarray(colours))
        picture.getexif()[_ORIENTATION] = self._tags.get(_ORIENTATION, 1)
        return picture


def float_to_levels(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """8-bit levels of floating-point ones, whose white is 1, or 255."""
    import numpy as np

    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    white = 1.0 if finite.max(initial=0.0) <= _HIGHEST_OF_ONE else 255.0
    scaled = np.nan_to_num(values.astype(np.float32)) * np.float32(255.0 / white)
    return np.clip(scaled, 0.0, 255.0).round().astype(np.uint8)
