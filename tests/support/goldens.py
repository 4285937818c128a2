"""Golden figures of the published system's parts: one file per subject, read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from real3d.triplane.weights.renderer_names import Translation

GOLDENS = Path(__file__).parents[1] / "triplane" / "goldens"


class Units:
    """Small cases: inputs, weights by their released names, and outputs of the published code."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._tensors = {name: torch.from_numpy(arrays[name]) for name in arrays.files}

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]

    def weights(self, unit: str) -> dict[str, Tensor]:
        """The unit's weights, as if its layers belonged to a layer called by the unit's name."""
        return {
            name.replace(".w.", ".", 1): tensor
            for name, tensor in self._tensors.items()
            if name.startswith(f"{unit}.w.")
        }

    def load(self, unit: str, module: nn.Module, fill: Callable[[Translation], None]) -> nn.Module:
        """The module with the unit's weights; `fill` puts them under the name `own`."""
        translation = Translation(self.weights(unit))
        fill(translation)
        state = {name.removeprefix("own."): value for name, value in translation.state.items()}
        module.load_state_dict(state, strict=True)
        return module.eval()


@lru_cache(maxsize=1)
def face_goldens() -> dict[str, NDArray]:
    """Geometry, fits and drawings of the face model."""
    return _read("face")


def golden_landmarks(name: str) -> NDArray[np.float32]:
    """[N, 468, 2] in picture heights: what the face model was fitted to in a case."""
    landmarks = face_goldens()[f"fit_{name}_landmarks_px"]
    return landmarks.reshape(-1, *landmarks.shape[-2:])[:, :468] / 512


@lru_cache(maxsize=1)
def motion_goldens() -> dict[str, NDArray]:
    """Cameras, pitch, chunks of speech, blinks and crops."""
    return _read("motion")


@lru_cache(maxsize=1)
def matting_goldens() -> dict[str, NDArray]:
    """Torso and background, continued behind the head."""
    return _read("matting")


def unpacked(bits: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Masks that are stored as bits along their rows."""
    return np.unpackbits(bits, axis=-1).astype(bool)


def _read(subject: str) -> dict[str, NDArray]:
    with np.load(GOLDENS / f"{subject}.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}
