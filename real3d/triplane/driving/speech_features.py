"""What the audio-to-motion network hears of a voice: HuBERT's features and the pitch, at 50 Hz.

HuBERT (Hsu et al. 2021) attends to a whole recording at once, so long ones are taken in pieces of
20 seconds. The published pieces stand end to end, and the mouth may jump where they meet. Here they
overlap by default and are faded into each other.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import AudioTooShortError, EngineUnavailableError, MissingLibraryError
from real3d.media.audio import ANALYSIS_RATE
from real3d.triplane.driving.pitch import pitch_track
from real3d.triplane.modeling.audio_to_motion import FEATURES_PER_LATENT, SpeechFeatures

SpeechNetwork = Callable[[Tensor], Tensor]
"""[N] samples to [F, C] features: windows of `WINDOW` samples every `HOP`."""

WINDOW, HOP = 400, 320
"""Samples that a feature is made of, and from one to the next."""
PIECE = 1000 * HOP
"""Samples: 20 seconds. The network looks at all of them at once."""
OVERLAP = 100
"""Features: 2 seconds, over which a piece fades into the next."""


def hear(network: SpeechNetwork, samples: NDArray[np.floating]) -> SpeechFeatures:
    """Features of a recording, to its end and a little beyond.

    Args:
        network: HuBERT, or another of its kind.
        samples: [N] mono at 16 kHz.

    Raises:
        AudioTooShortError: there is less than one feature.
    """
    hubert = overlapping_features(network, normalise(samples))
    # The last feature goes on to the end, so that the mouth rests there as it was.
    length = _whole_latents(-(-len(samples) // HOP))
    missing = max(length - len(hubert), 0)
    hubert = torch.cat((hubert, hubert[-1:].expand(missing, -1)))[:length]
    return _with_pitch(hubert, samples)


def hear_as_published(network: SpeechNetwork, samples: NDArray[np.floating]) -> SpeechFeatures:
    """The same in pieces without overlap, ended by up to seven features of zeros."""
    hubert = published_features(network, normalise(samples))
    missing = _whole_latents(len(hubert)) - len(hubert)
    return _with_pitch(torch.cat((hubert, hubert.new_zeros(missing, hubert.shape[1]))), samples)


def normalise(samples: NDArray[np.floating]) -> Tensor:
    """[N] float32 samples with mean 0 and variance 1 over the whole recording.

    Raises:
        AudioTooShortError: there are fewer than one window.
    """
    if len(samples) < WINDOW:
        raise AudioTooShortError("sound-too-short-for-speech", seconds=len(samples) / ANALYSIS_RATE)
    wide = np.asarray(samples, np.float64)
    return torch.from_numpy(((wide - wide.mean()) / np.sqrt(wide.var() + 1e-7)).astype(np.float32))


def published_features(network: SpeechNetwork, samples: Tensor) -> Tensor:
    """[F, C] features of normalised samples, in pieces that stand end to end."""
    pieces = []
    whole = len(samples) // PIECE
    for start in range(0, whole * PIECE, PIECE):
        pieces.append(network(samples[start : start + PIECE + WINDOW - HOP]))
    rest = samples[whole * PIECE :]
    if len(rest) >= WINDOW:
        pieces.append(network(rest))
    return torch.cat(pieces)


def overlapping_features(network: SpeechNetwork, samples: Tensor) -> Tensor:
    """[F, C] features of normalised samples, in pieces that fade into each other."""
    count = (len(samples) - WINDOW) // HOP + 1
    size = PIECE // HOP
    rising = torch.linspace(0, 1, OVERLAP + 2)[1:-1, None]
    features = torch.empty(0)
    for start in range(0, max(count - OVERLAP, 1), size - OVERLAP):
        stop = min(start + size, count)
        piece = network(samples[start * HOP : (stop - 1) * HOP + WINDOW])
        if start == 0:
            features = piece
            continue
        share = rising.to(piece)
        joint = features[-OVERLAP:] * (1 - share) + piece[:OVERLAP] * share
        features = torch.cat((features[:-OVERLAP], joint, piece[OVERLAP:]))
    return features


def load_hubert(device: torch.device | str) -> SpeechNetwork:
    """HuBERT large, fine-tuned for speech recognition; downloaded on first use.

    Raises:
        MissingLibraryError: `transformers` is not installed.
        EngineUnavailableError: the network is not on this computer and cannot be downloaded.
    """
    from real3d.triplane.weights.hub import SPEECH_SOURCE

    try:
        from transformers import HubertModel
    except ImportError as error:
        raise MissingLibraryError("transformers-missing") from error
    try:
        network = HubertModel.from_pretrained(
            SPEECH_SOURCE.name, revision=SPEECH_SOURCE.revision, use_safetensors=True
        )
    except OSError as error:
        raise EngineUnavailableError("speech-network-missing", name=SPEECH_SOURCE.name) from error
    network = network.to(device).eval()

    @torch.inference_mode()
    def features(samples: Tensor) -> Tensor:
        return network(samples[None].to(device)).last_hidden_state[0]

    return features


def _with_pitch(hubert: Tensor, samples: NDArray[np.floating]) -> SpeechFeatures:
    track = torch.from_numpy(pitch_track(samples))[: len(hubert)]
    f0 = torch.zeros(len(hubert))
    f0[: len(track)] = track
    f0 = f0.to(hubert.device)
    return SpeechFeatures(hubert[None], f0[None], torch.zeros_like(f0, dtype=torch.int64)[None])


def _whole_latents(features: int) -> int:
    """The next multiple of a latent's time steps."""
    return -(-features // FEATURES_PER_LATENT) * FEATURES_PER_LATENT
