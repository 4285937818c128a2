from __future__ import annotations

import re
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import AudioTooShortError, EngineUnavailableError, MissingLibraryError
from real3d.triplane.driving.speech_features import (
    OVERLAP,
    PIECE,
    hear,
    hear_as_published,
    load_hubert,
    normalise,
    overlapping_features,
    published_features,
)
from real3d.triplane.modeling.audio_to_motion import FEATURES_PER_LATENT
from tests.support.goldens import motion_goldens


class WindowFigures:
    """Stands in for HuBERT: four simple figures of each window."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def __call__(self, samples: Tensor) -> Tensor:
        self.lengths.append(len(samples))
        windows = samples.unfold(0, 400, 320).double()
        mean, power = windows.mean(1), windows.square().mean(1)
        return torch.stack((mean, windows[:, 0], windows[:, -1], power), 1).float()


def golden_wave(count: int) -> NDArray[np.float64]:
    return (np.arange(count) * 7919 % 65536 - 32768) / 40000 + 0.1


def speech(seconds: float) -> NDArray[np.float32]:
    time = np.arange(round(seconds * 16000)) / 16000
    return (0.2 * np.sin(2 * np.pi * 150 * time) * np.sin(2 * np.pi * time)).astype(np.float32)


@pytest.mark.parametrize("count", [719, 320080, 650123])
def test_pieces_are_cut_as_published(count: int) -> None:
    goldens, network = motion_goldens(), WindowFigures()
    found = published_features(network, normalise(golden_wave(count)))
    row = next(row for row in goldens["hubert_table"] if row[0] == count)
    assert [len(found), len(network.lengths)] == row[1:3].tolist()
    assert network.lengths == row[3 : 3 + len(network.lengths)].tolist()
    rows, values = (goldens[f"hubert_n{count}_{k}"] for k in ("rows", "values"))
    np.testing.assert_allclose(found[rows].numpy(), values, atol=1e-5)


@pytest.mark.parametrize("count", [400, 50_000, 2 * PIECE + 5, 3 * PIECE - 320])
def test_overlapping_pieces_miss_and_repeat_nothing(count: int) -> None:
    samples = normalise(golden_wave(count))
    whole = WindowFigures()(samples)
    found = overlapping_features(WindowFigures(), samples)
    torch.testing.assert_close(found, whole, atol=1e-5, rtol=0)


def test_pieces_fade_into_each_other() -> None:
    calls = []

    def each_piece_another_level(samples: Tensor) -> Tensor:
        calls.append(None)
        return torch.full(((len(samples) - 400) // 320 + 1, 1), float(len(calls)))

    found = overlapping_features(each_piece_another_level, torch.zeros(3 * PIECE))
    assert len(calls) > 2
    assert found.diff(dim=0).abs().max() < 1.5 / OVERLAP


@pytest.mark.parametrize("seconds", [0.2, 1.0, 1.33])
def test_features_reach_to_the_end_of_the_sound(seconds: float) -> None:
    samples = speech(seconds)
    heard = hear(WindowFigures(), samples)
    assert heard.frames >= seconds * 25
    assert heard.f0.shape[1] % FEATURES_PER_LATENT == 0
    assert heard.hubert.shape[:2] == heard.f0.shape == heard.blink.shape
    assert torch.equal(heard.hubert[0, -1], WindowFigures()(normalise(samples))[-1])


def test_the_published_end_is_zeros() -> None:
    heard = hear_as_published(WindowFigures(), speech(1.0))
    assert heard.f0.shape[1] == 56
    assert not heard.hubert[0, 50:].any()
    assert heard.hubert[0, 48].any()


def test_too_short_a_sound_is_refused() -> None:
    with pytest.raises(AudioTooShortError):
        hear(WindowFigures(), np.zeros(399, np.float32))


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
