"""LPIPS and FID by their libraries, with weights of the real files' layout that are drawn here."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from real3d.errors import FileMissingError, InputError, MissingLibraryError
from training.triplane.learned_scores import FrechetDistance, Lpips

LAYOUT = {0: (64, 3, 11), 3: (192, 64, 5), 6: (384, 192, 3), 8: (256, 384, 3), 10: (256, 256, 3)}
"""Outputs, inputs and kernels of AlexNet's convolutions by their numbers."""


def importable(module: str) -> bool:
    """Whether a library is there and fits this PyTorch."""
    try:
        __import__(module)
    except (ImportError, RuntimeError):
        return False
    return True


def noise(seed: int, frames: int = 4) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (frames, 64, 64, 3), dtype=np.uint8)


@pytest.fixture
def alexnet(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    state = {"classifier.1.weight": torch.zeros(1)}
    for number, (outputs, inputs, kernel) in LAYOUT.items():
        state[f"features.{number}.weight"] = 0.05 * torch.randn(outputs, inputs, kernel, kernel)
        state[f"features.{number}.bias"] = 0.05 * torch.randn(outputs)
    torch.save(state, tmp_path / "alexnet.pth")
    return tmp_path / "alexnet.pth"


@pytest.mark.skipif(not importable("lpips"), reason="needs lpips and torchvision")
def test_lpips_is_0_for_equal_frames_and_depends_on_the_weights(alexnet: Path) -> None:
    score = Lpips(alexnet)
    first, second = noise(0), noise(1)
    assert score.distance(first, first) == 0
    apart = score.distance(first, second)
    assert apart > 0
    near = np.clip(first.astype(int) + 5, 0, 255).astype(np.uint8)
    assert score.distance(near, first) < apart
    state = torch.load(alexnet, weights_only=True)
    torch.save({name: -each for name, each in state.items()}, alexnet)
    assert Lpips(alexnet).distance(first, second) != pytest.approx(apart, rel=1e-3)


@pytest.mark.skipif(not importable("lpips"), reason="needs lpips and torchvision")
def test_another_network_is_not_taken_for_alexnet(alexnet: Path) -> None:
    state = torch.load(alexnet, weights_only=True)
    del state["features.8.weight"]
    torch.save(state, alexnet)
    with pytest.raises(InputError, match=r"alexnet\.pth.*does not hold"):
        Lpips(alexnet)


@pytest.mark.skipif(not importable("torchmetrics.image.fid"), reason="needs torchmetrics[image]")
def test_fid_is_that_of_all_frames_and_0_for_equal_ones(tmp_path: Path) -> None:
    path = tmp_path / "inception.pth"
    torch.save(inception_state(), path)
    same, other = FrechetDistance(path), FrechetDistance(path)
    for seed in range(2):
        same.add(noise(seed), noise(seed))
        other.add(noise(seed) // 4, noise(seed))
    assert same.frames == 8
    assert same.value() == pytest.approx(0, abs=1e-3)
    assert other.value() > 10 * abs(same.value())
    assert FrechetDistance(path).value() is None
    torch.save({"fc.weight": torch.zeros(1)}, path)
    with pytest.raises(InputError, match=r"inception\.pth.*does not hold"):
        FrechetDistance(path)


def inception_state() -> dict[str, torch.Tensor]:
    """Weights drawn for torch-fidelity's Inception network."""
    from torch_fidelity import feature_extractor_inceptionv3 as fidelity

    torch.manual_seed(0)
    with pytest.MonkeyPatch.context() as patch:
        # Its constructor cannot do without a file.
        patch.setattr(fidelity.torch, "load", lambda *given, **named: {})
        kind = fidelity.FeatureExtractorInceptionV3
        patch.setattr(kind, "load_state_dict", lambda self, state: None)
        return kind("inception", ["2048"], "none").state_dict()


@pytest.mark.parametrize("score", [Lpips, FrechetDistance])
def test_a_file_that_is_missing_or_runs_code_is_named(score: type, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="nowhere"):
        score(tmp_path / "nowhere.pth")
    torch.save({"weight": print}, tmp_path / "pickle.pth")
    with pytest.raises(InputError, match=r"pickle\.pth"):
        score(tmp_path / "pickle.pth")


@pytest.mark.parametrize(
    ("score", "module"), [(Lpips, "lpips"), (FrechetDistance, "torchmetrics.image.fid")]
)
def test_without_the_packages_it_is_said_which_are_needed(
    score: type, module: str, alexnet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingLibraryError, match=r"“lpips” or “torchmetrics\[image\]”"):
        score(alexnet)
