"""The frame that is shown while a job runs."""

from __future__ import annotations

from base64 import b64decode

import cv2
import numpy as np

from real3d.ui.handlers.preview import data_uri


def _shown(uri: str) -> np.ndarray:
    encoded = b64decode(uri.removeprefix("data:image/jpeg;base64,"))
    return cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]


def test_a_large_frame_is_sent_small_and_keeps_its_shape_and_colours():
    frame = np.zeros((1080, 1920, 3), np.uint8)
    frame[...] = (200, 40, 40)
    shown = _shown(data_uri(frame))
    assert shown.shape == (270, 480, 3)
    assert np.abs(shown[100, 100].astype(int) - (200, 40, 40)).max() < 12
    assert len(data_uri(frame)) < 40_000


def test_what_is_transparent_looks_grey():
    shown = _shown(data_uri(np.zeros((64, 64, 4), np.uint8)))
    assert np.abs(shown[32, 32].astype(int) - 128).max() < 4
