"""How like the real frames of a clip made ones are, in the measures that papers report.

Frames are [T, S, S, 3] RGB, uint8: what is seen, not what a network calculated.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import cv2
import numpy as np

from real3d.numerics.types import Float32Array, Picture

PSNR_OF_EQUALS = 100.0
"""dB of two pictures without a difference, whose ratio is infinite."""
WINDOW, SIGMA = 11, 1.5
"""Pixels: side and standard deviation of SSIM's window (Wang et al., "Image Quality Assessment",
2004), for pictures of whatever size."""
CONSTANTS = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def psnr(made: Picture, real: Picture) -> float:
    """dB over all colours; the mean of the frames'."""
    return float(np.mean([_frame_psnr(*pair) for pair in zip(made, real, strict=True)]))


def ssim(made: Picture, real: Picture) -> float:
    """-1..1 of each colour where the window is within the picture; the mean of the frames'."""
    return float(np.mean([_frame_ssim(*pair) for pair in zip(made, real, strict=True)]))


def l1(made: Picture, real: Picture) -> float:
    """Mean absolute difference, grey levels."""
    return float(np.mean([_difference(*pair) for pair in zip(made, real, strict=True)]))


def flicker(made: Picture, real: Picture) -> float:
    """Mean absolute difference, grey levels, between how the made frames change from one to the
    next and how the real ones do. A fault that stays does not count; one that comes and goes does.
    """
    changes = zip(_changes(made), _changes(real), strict=True)
    return float(np.mean([np.abs(first - second).mean() for first, second in changes]))


def _frame_psnr(made: Picture, real: Picture) -> float:
    error = np.square(made.astype(np.float32) - real).mean(dtype=np.float64)
    if error == 0:
        return PSNR_OF_EQUALS
    return min(10 * float(np.log10(255.0**2 / error)), PSNR_OF_EQUALS)


def _frame_ssim(made: Picture, real: Picture) -> float:
    first, second = made.astype(np.float64), real.astype(np.float64)
    small, large = CONSTANTS
    means = _blurred(first), _blurred(second)
    spreads = _blurred(first**2) - means[0] ** 2, _blurred(second**2) - means[1] ** 2
    shared = _blurred(first * second) - means[0] * means[1]
    likeness = (2 * means[0] * means[1] + small) * (2 * shared + large)
    likeness /= (means[0] ** 2 + means[1] ** 2 + small) * (spreads[0] + spreads[1] + large)
    margin = WINDOW // 2
    return float(likeness[margin:-margin, margin:-margin].mean())


def _blurred(picture: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(picture, (WINDOW, WINDOW), SIGMA))


def _difference(made: Picture, real: Picture) -> float:
    return float(np.abs(made.astype(np.float32) - real).mean())


def _changes(frames: Picture) -> Iterable[Float32Array]:
    levels = (frame.astype(np.float32) for frame in frames)
    return (after - before for before, after in pairwise(levels))
