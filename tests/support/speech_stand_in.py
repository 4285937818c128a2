"""A stand-in for HuBERT, and a recording whose features by it are known."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.driving.speech_features import HOP, WINDOW


class WindowStatistics:
    """Four figures of each window of samples: mean, first, last, mean square."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        """Samples of each call."""

    def __call__(self, samples: Tensor) -> Tensor:
        self.lengths.append(len(samples))
        windows = samples.unfold(0, WINDOW, HOP).double()
        mean, power = windows.mean(1), windows.square().mean(1)
        return torch.stack((mean, windows[:, 0], windows[:, -1], power), 1).float()


def golden_wave(samples: int) -> NDArray[np.float64]:
    """[samples] the recording that the golden figures were made with."""
    return (np.arange(samples) * 7919 % 65536 - 32768) / 40000 + 0.1
