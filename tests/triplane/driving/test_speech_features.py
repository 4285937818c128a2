from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import AudioTooShortError, EngineUnavailableError, MissingLibraryError
from real3d.triplane.driving.speech_features import (
    CHUNK_FEATURES,
    HOP,
    OVERLAP_FEATURES,
    chunked_features,
    extract_features,
    load_hubert,
    normalise,
)
from real3d.triplane.modeling.audio_to_motion import FEATURES_PER_LATENT
from tests.support.speech_stand_in import WindowStatistics, golden_wave

CHUNK = CHUNK_FEATURES * HOP
"""Samples."""


def speech(seconds: float) -> NDArray[np.float32]:
    time = np.arange(round(seconds * 16000)) / 16000
    return (0.2 * np.sin(2 * np.pi * 150 * time) * np.sin(2 * np.pi * time)).astype(np.float32)


@pytest.mark.parametrize("count", [400, 50_000, 2 * CHUNK + 5, 3 * CHUNK - 320])
def test_chunks_miss_and_repeat_nothing(count: int) -> None:
    samples = normalise(golden_wave(count))
    whole = WindowStatistics()(samples)
    found = chunked_features(WindowStatistics(), samples)
    torch.testing.assert_close(found, whole, atol=1e-5, rtol=0)


def test_chunks_are_cross_faded() -> None:
    calls = []

    def each_chunk_another_level(samples: Tensor) -> Tensor:
        calls.append(None)
        return torch.full(((len(samples) - 400) // 320 + 1, 1), float(len(calls)))

    found = chunked_features(each_chunk_another_level, torch.zeros(3 * CHUNK))
    assert len(calls) > 2
    assert found.diff(dim=0).abs().max() < 1.5 / OVERLAP_FEATURES


@pytest.mark.parametrize("seconds", [0.2, 1.0, 1.33])
def test_features_reach_to_the_end_of_the_sound(seconds: float) -> None:
    samples = speech(seconds)
    heard = extract_features(WindowStatistics(), samples)
    assert heard.frames >= seconds * 25
    assert heard.f0.shape[1] % FEATURES_PER_LATENT == 0
    assert heard.hubert.shape[:2] == heard.f0.shape == heard.blink.shape
    assert torch.equal(heard.hubert[0, -1], WindowStatistics()(normalise(samples))[-1])


def test_too_short_a_sound_is_refused() -> None:
    with pytest.raises(AudioTooShortError):
        extract_features(WindowStatistics(), np.zeros(399, np.float32))


def transformers_with(monkeypatch: pytest.MonkeyPatch, load) -> None:
    """Puts a stand-in where `transformers` would be imported from."""
    library = ModuleType("transformers")
    library.HubertModel = SimpleNamespace(from_pretrained=load)
    monkeypatch.setitem(sys.modules, "transformers", library)


def test_the_speech_network_is_loaded_without_pickles(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    class Network(torch.nn.Module):
        def forward(self, samples: Tensor) -> SimpleNamespace:
            return SimpleNamespace(last_hidden_state=samples[:, :, None])

    transformers_with(monkeypatch, lambda name, **given: asked.update(given) or Network())
    features = load_hubert("cpu")
    assert asked["use_safetensors"]
    assert re.fullmatch(r"[0-9a-f]{40}", asked["revision"])  # a commit, not a branch that moves
    assert features(torch.ones(5)).shape == (5, 1)


def test_without_a_connection_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(name: str, **given: object) -> None:
        raise OSError("no connection")

    transformers_with(monkeypatch, offline)
    with pytest.raises(EngineUnavailableError, match="connection"):
        load_hubert("cpu")


def test_without_the_library_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(MissingLibraryError, match="pip install transformers"):
        load_hubert("cpu")


@pytest.fixture(scope="module")
def tiny_hubert() -> torch.nn.Module:
    """HuBERT's architecture with few channels."""
    from transformers import HubertConfig, HubertModel

    config = HubertConfig(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        conv_dim=(8,),
        conv_kernel=(400,),
        conv_stride=(320,),
        num_feat_extract_layers=1,
        num_conv_pos_embeddings=4,
        num_conv_pos_embedding_groups=2,
    )
    return HubertModel(config).eval()


def _save_as_published(network: torch.nn.Module, folder: Path) -> None:
    """Tensors as facebook's own file has them: of a network with a head, in a pickle."""
    network.config.save_pretrained(folder)
    names = {"parametrizations.weight.original0": "weight_g"}
    names["parametrizations.weight.original1"] = "weight_v"
    state = {}
    for name, tensor in network.state_dict().items():
        for new, old in names.items():
            name = name.replace(new, old)
        state[f"hubert.{name}"] = tensor
    torch.save(state, folder / "pytorch_model.bin")


def test_the_speech_network_is_read_from_a_folder(tiny_hubert: torch.nn.Module, tmp_path: Path):
    samples = torch.randn(2000)
    with torch.no_grad():
        expected = tiny_hubert(samples[None]).last_hidden_state[0]
    tiny_hubert.save_pretrained(tmp_path / "safetensors")
    _save_as_published(tiny_hubert, tmp_path / "pickle")
    for kind in ("safetensors", "pickle"):
        assert torch.equal(load_hubert("cpu", tmp_path / kind)(samples), expected)


class Intruder:
    """A pickle of it creates a folder when it is read by a careless reader."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


def test_a_speech_network_that_would_run_code_is_refused(
    tiny_hubert: torch.nn.Module, tmp_path: Path
) -> None:
    tiny_hubert.config.save_pretrained(tmp_path)
    torch.save({"a": Intruder(tmp_path / "intruder")}, tmp_path / "pytorch_model.bin")
    with pytest.raises(EngineUnavailableError, match="does not hold the speech network"):
        load_hubert("cpu", tmp_path)
    assert not (tmp_path / "intruder").exists()


def test_half_a_speech_network_is_refused(tiny_hubert: torch.nn.Module, tmp_path: Path) -> None:
    tiny_hubert.config.save_pretrained(tmp_path)
    torch.save({"hubert.unknown": torch.zeros(1)}, tmp_path / "pytorch_model.bin")
    with pytest.raises(EngineUnavailableError, match="tensors are missing"):
        load_hubert("cpu", tmp_path)
