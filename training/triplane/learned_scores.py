"""Scores by networks that have learnt what people see: CSIM, LPIPS and FID.

None of them is needed to train or to evaluate; each comes in where its packages and weights are.
Nothing is downloaded: the recogniser's weights are in its package, those of AlexNet and Inception
(both of ImageNet) are files that the owner has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from real3d.errors import FileMissingError, InputError, MissingLibraryError
from real3d.numerics.types import FloatArray, Picture
from training.triplane.identity import FaceRecogniser, likeness
from training.triplane.optimisation import training_device


class Lpips:
    """Learned perceptual image patch similarity (Zhang et al., CVPR 2018) by its authors' package,
    with AlexNet."""

    def __init__(self, weights: Path) -> None:
        """
        Args:
            weights: torchvision's AlexNet of ImageNet, as PyTorch saves it.

        Raises:
            FileMissingError: there is no such file.
            InputError: it holds something else.
            MissingLibraryError: a package is missing, or does not fit this PyTorch.
        """
        state = _read(weights)
        try:
            import lpips
        except (ImportError, RuntimeError) as error:
            raise MissingLibraryError("scores-need-packages") from error
        network = lpips.LPIPS(net="alex", pnet_rand=True, verbose=False)
        # The package spreads torchvision's layers over slices and keeps their numbers.
        own = network.net.state_dict()
        try:
            network.net.load_state_dict(
                {name: state[f"features.{name.split('.', 1)[1]}"] for name in own}
            )
        except (KeyError, RuntimeError) as error:
            raise InputError("scores-weights-unusable", path=weights) from error
        self._network = network.eval().to(training_device())

    @torch.inference_mode()
    def distance(self, made: Picture, real: Picture) -> float:
        """Mean over the frames [T, S, S, 3]; 0 for equal ones."""
        pairs = zip(made, real, strict=True)
        return float(np.mean([float(self._network(*map(_signed, pair))) for pair in pairs]))


class FrechetDistance:
    """Fréchet inception distance (Heusel et al., NeurIPS 2017) of all frames that it has seen, by
    torchmetrics."""

    def __init__(self, weights: Path) -> None:
        """
        Args:
            weights: torch-fidelity's conversion of the original Inception network
                (`weights-inception-2015-12-05-6726825d.pth`).

        Raises:
            FileMissingError: there is no such file.
            InputError: it holds something else.
            MissingLibraryError: a package is missing, or does not fit this PyTorch.
        """
        # The library reads pickles without restraint, so that the file is looked through before.
        _read(weights)
        try:
            from torchmetrics.image.fid import FrechetInceptionDistance
        except (ImportError, RuntimeError) as error:
            raise MissingLibraryError("scores-need-packages") from error
        try:
            metric = FrechetInceptionDistance(feature_extractor_weights_path=str(weights))
        except ModuleNotFoundError as error:
            raise MissingLibraryError("scores-need-packages") from error
        except RuntimeError as error:
            raise InputError("scores-weights-unusable", path=weights) from error
        self._metric = metric.to(training_device())
        self.frames = 0

    @torch.inference_mode()
    def add(self, made: Picture, real: Picture) -> None:
        """Takes frames [T, S, S, 3] into account."""
        for pictures, genuine in ((made, False), (real, True)):
            for picture in pictures:
                self._metric.update(_levels(picture), real=genuine)
        self.frames += len(made)

    def value(self) -> float | None:
        """The distance; None of fewer than two frames."""
        return float(self._metric.compute()) if self.frames > 1 else None


@dataclass(frozen=True)
class LearnedScores:
    """Those that can be had here."""

    identity: FaceRecogniser | None = None
    lpips: Lpips | None = None
    fid: FrechetDistance | None = None


def csim(
    recogniser: FaceRecogniser,
    photo: tuple[Picture, FloatArray],
    made: Picture,
    landmarks: Sequence[FloatArray | None],
) -> float | None:
    """Cosine similarity of the identity in the photo and in made frames; the mean of those in which
    a face was found, None without any.

    Args:
        recogniser: of faces.
        photo: [H, W, 3] and its landmarks, pixels.
        made: [T, S, S, 3].
        landmarks: of each made frame, pixels; None where no face was found.
    """
    person = recogniser.descriptor(*photo)
    found = [
        likeness(person, recogniser.descriptor(frame, places))
        for frame, places in zip(made, landmarks, strict=True)
        if places is not None
    ]
    return float(np.mean(found)) if found else None


def _read(path: Path) -> dict[str, Any]:
    """Tensors by their names."""
    if not path.is_file():
        raise FileMissingError("scores-weights-missing", path=path)
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(state, dict):
            raise ValueError("no tensors by names")
    except Exception as error:  # the reader's errors are of many types
        raise InputError("scores-weights-unusable", path=path) from error
    return state


def _levels(picture: Picture) -> Tensor:
    """[1, 3, S, S] uint8 of [S, S, 3]."""
    return torch.from_numpy(picture).permute(2, 0, 1)[None].to(training_device())


def _signed(picture: Picture) -> Tensor:
    """[1, 3, S, S] in -1..1 of [S, S, 3]."""
    return _levels(picture).float() / 127.5 - 1
