"""JPEGs that end early, as after an interrupted transfer: what is there of them.

Browsers show such a picture as far as it goes. Here the missing rows are cut away instead of being
filled with grey, and a picture of which too little is left is refused.
"""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from real3d.errors import NotAPictureError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

START_OF_SCAN, END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"
_PROGRESSIVE = b"\xff\xc2"

LEAST_SHARE = 0.75
"""Of the rows, that has to be there; below it, a portrait has rarely got its mouth."""
_ENOUGH_SCANS = 6
"""Of a progressive picture: five of libjpeg's ten scans hold all details, roughly."""
_NOISE = bytes(random.Random(0).choices(range(0x20, 0x7F), k=4096))


def read_cut_jpeg(content: bytes, name: str) -> Image.Image:
    """The picture in a JPEG whose end is missing, without the rows that are missing.

    Which these are shows when it is decoded with two different ends: they differ.

    Raises:
        NotAPictureError: too much is missing.
        OSError, ValueError...: whatever Pillow's decoder raises on damaged files.
    """
    import numpy as np

    there = content.rstrip(b"\xff")
    picture = _decode(there + END_OF_IMAGE)
    if _PROGRESSIVE in there and there.count(START_OF_SCAN) >= _ENOUGH_SCANS:
        return picture
    other = _decode(there + _NOISE + END_OF_IMAGE)
    differing = np.any(_rows(picture) != _rows(other), axis=1)
    rows = int(np.argmax(differing)) if differing.any() else picture.height
    if rows < LEAST_SHARE * picture.height:
        raise NotAPictureError("picture-cut-off", name=name)
    return picture.crop((0, 0, picture.width, rows))


def _decode(content: bytes) -> Image.Image:
    from PIL import Image

    picture = Image.open(io.BytesIO(content), formats=("JPEG",))
    picture.load()
    return picture


def _rows(picture: Image.Image) -> NDArray[np.uint8]:
    import numpy as np

    return np.asarray(picture).reshape(picture.height, -1)
