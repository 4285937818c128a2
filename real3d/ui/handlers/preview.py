"""A frame as it is shown while the others are still being made."""

from __future__ import annotations

from base64 import b64encode

import cv2
import numpy as np
from numpy.typing import NDArray

_LONGEST_SIDE = 480
"""Pixels: sharp enough on a phone, and 20 kB, so that a few a second pass through any line."""
_QUALITY = 75
_GREY = 128


def data_uri(frame: NDArray[np.uint8]) -> str:
    """A small JPEG of the frame, as an address that needs no file.

    Args:
        frame: [H, W, 3] RGB, or [H, W, 4] RGBA, which is laid over grey.
    """
    scale = min(1.0, _LONGEST_SIDE / max(frame.shape[:2]))
    size = (max(1, round(frame.shape[1] * scale)), max(1, round(frame.shape[0] * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    if small.shape[2] == 4:
        alpha = small[..., 3:] / np.float32(255)
        small = (small[..., :3] * alpha + _GREY * (1 - alpha)).astype(np.uint8)
    encoded = cv2.imencode(".jpg", small[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))[1]
    return "data:image/jpeg;base64," + b64encode(encoded.tobytes()).decode("ascii")
