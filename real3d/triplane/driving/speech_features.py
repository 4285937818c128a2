"""The audio-to-motion network's input: HuBERT's features and the pitch at 50 Hz.

HuBERT (Hsu et al. 2021) attends to a whole recording at once, so a long one is cut into chunks of
20 seconds. They overlap by 2 seconds and are cross-faded there, so that the mouth does not jump
where they meet.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from real3d.errors import AudioTooShortError, EngineUnavailableError, MissingLibraryError
from real3d.media.audio import ANALYSIS_RATE
from real3d.triplane.driving.pitch import pitch_track
from real3d.triplane.modeling.audio_to_motion import FEATURES_PER_LATENT, SpeechFeatures
from real3d.triplane.weights.files import speech_weights

SpeechNetwork = Callable[[Tensor], Tensor]
"""[N] samples to [F, C] features: windows of `WINDOW` samples every `HOP`."""

WINDOW, HOP = 400, 320
"""Samples that a feature is made of, and from one to the next."""
CHUNK_FEATURES = 1000
"""20 seconds, which the network attends to at once."""
OVERLAP_FEATURES = 100
"""2 seconds, over which a chunk is faded into the next."""


def extract_features(network: SpeechNetwork, samples: NDArray[np.floating]) -> SpeechFeatures:
    """Features and pitch of a recording, to its end and up to seven features beyond.

    Args:
        network: HuBERT, or another of its kind.
        samples: [N] mono at 16 kHz.

    Raises:
        AudioTooShortError: there is less than one feature.
    """
    hubert = chunked_features(network, normalise(samples))
    # The last feature is repeated to the end, so that the mouth rests there as it was.
    length = whole_latents(-(-len(samples) // HOP))
    missing = max(length - len(hubert), 0)
    hubert = torch.cat((hubert, hubert[-1:].expand(missing, -1)))[:length]
    return with_pitch(hubert, samples)


def normalise(samples: NDArray[np.floating]) -> Tensor:
    """[N] float32 samples with mean 0 and variance 1 over the whole recording.

    Raises:
        AudioTooShortError: there are fewer than one window.
    """
    if len(samples) < WINDOW:
        raise AudioTooShortError("sound-too-short-for-speech", seconds=len(samples) / ANALYSIS_RATE)
    wide = np.asarray(samples, np.float64)
    return torch.from_numpy(((wide - wide.mean()) / np.sqrt(wide.var() + 1e-7)).astype(np.float32))


def chunked_features(network: SpeechNetwork, samples: Tensor) -> Tensor:
    """[F, C] features of normalised samples [N], in chunks that are cross-faded."""
    count = (len(samples) - WINDOW) // HOP + 1
    rising = torch.linspace(0, 1, OVERLAP_FEATURES + 2)[1:-1, None]
    features = torch.empty(0)
    for start in range(0, max(count - OVERLAP_FEATURES, 1), CHUNK_FEATURES - OVERLAP_FEATURES):
        stop = min(start + CHUNK_FEATURES, count)
        chunk = network(samples[start * HOP : (stop - 1) * HOP + WINDOW])
        if start == 0:
            features = chunk
            continue
        share = rising.to(chunk)
        faded = features[-OVERLAP_FEATURES:] * (1 - share) + chunk[:OVERLAP_FEATURES] * share
        features = torch.cat((features[:-OVERLAP_FEATURES], faded, chunk[OVERLAP_FEATURES:]))
    return features


def with_pitch(hubert: Tensor, samples: NDArray[np.floating]) -> SpeechFeatures:
    """HuBERT's features [F, C] with the pitch of the samples [N]; no blinks are asked for."""
    track = torch.from_numpy(pitch_track(samples))[: len(hubert)]
    f0 = torch.zeros(len(hubert))
    f0[: len(track)] = track
    f0 = f0.to(hubert.device)
    return SpeechFeatures(hubert[None], f0[None], torch.zeros_like(f0, dtype=torch.int64)[None])


def whole_latents(features: int) -> int:
    """The number of features, rounded up to whole latents."""
    return -(-features // FEATURES_PER_LATENT) * FEATURES_PER_LATENT


def load_hubert(device: torch.device | str, folder: Path | None = None) -> SpeechNetwork:
    """HuBERT large, fine-tuned for speech recognition.

    Args:
        device: where it will run.
        folder: holds its `config.json` and its weights, as `model.safetensors` or
            `pytorch_model.bin`; None downloads it on first use.

    Raises:
        MissingLibraryError: `transformers` is not installed.
        EngineUnavailableError: the network is not on this computer and cannot be downloaded, or
            the folder holds something else.
    """
    try:
        from transformers import HubertModel
    except ImportError as error:
        raise MissingLibraryError("transformers-missing") from error
    load = HubertModel.from_pretrained
    network: nn.Module = _downloaded(load) if folder is None else _from_folder(load, folder)
    network = network.to(device).eval()

    @torch.inference_mode()
    def features(samples: Tensor) -> Tensor:
        return network(samples[None].to(device)).last_hidden_state[0]

    return features


def _downloaded(load: Callable[..., nn.Module]) -> nn.Module:
    from real3d.triplane.weights.hub import SPEECH_SOURCE

    revision = SPEECH_SOURCE.revision or "main"
    try:
        return load(SPEECH_SOURCE.name, revision=revision, use_safetensors=True)
    except OSError as error:
        raise EngineUnavailableError("speech-network-missing", name=SPEECH_SOURCE.name) from error


def _from_folder(load: Callable[..., Any], folder: Path) -> nn.Module:
    weights = speech_weights(folder)
    safetensors = weights is not None and weights.suffix == ".safetensors"
    try:
        network, found = load(
            folder,
            local_files_only=True,
            use_safetensors=safetensors,
            # A pickle may hold code; this reader takes tensors alone.
            weights_only=True,
            output_loading_info=True,
        )
    except (OSError, ValueError, RuntimeError, KeyError, pickle.UnpicklingError) as error:
        raise EngineUnavailableError(
            "speech-network-unusable", folder=folder, reason=_first_line(error)
        ) from error
    # What masks sound in training is of no use here, and not in every file.
    if names := sorted(set(found["missing_keys"]) - {"masked_spec_embed"}):
        raise EngineUnavailableError(
            "speech-network-incomplete", folder=folder, count=len(names), name=names[0]
        )
    return network


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")
