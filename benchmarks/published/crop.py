"""The published way to bring a face to a size: the photo squashed to a square, then cut.

It stands here to compare with; portraits of this project are cut from the photo undistorted
(`real3d.portrait.crop`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIZE = 512
SMALLEST_SHARE = 0.2
"""Of the picture that the face's box must cover to leave the photo as it is."""


def published_crop_box(landmarks: NDArray[np.floating]) -> tuple[int, int, int, int] | None:
    """What is cut from the squashed photo: left, right, top, bottom; None leaves it as it is.

    Args:
        landmarks: [478, 2] pixels of the photo squashed to 512x512.
    """
    extent = np.ptp(landmarks, axis=0)
    if extent.prod() / SIZE**2 >= SMALLEST_SHARE:
        return None
    whole = landmarks.astype(np.int64)
    low, high = whole.min(0), whole.max(0)
    side = np.floor(np.sqrt((high - low).prod() / SMALLEST_SHARE))
    centre = (low + high) / 2
    beyond = np.concatenate((side / 2 - centre, centre + side / 2 - SIZE)).max()
    side = np.floor(side - max(0.0, 2 * beyond))
    left, top = (int(edge) for edge in centre - side / 2)
    right, bottom = (int(edge) for edge in centre + side / 2)
    return left, right, top, bottom
