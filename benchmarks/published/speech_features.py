"""The published way to hear a recording: pieces of HuBERT that stand end to end, then zeros.

Where two pieces meet the mouth may jump; `real3d.triplane.driving.speech_features` lets them
overlap.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.driving.speech_features import (
    CHUNK_FEATURES,
    HOP,
    WINDOW,
    SpeechNetwork,
    normalise,
    whole_latents,
    with_pitch,
)
from real3d.triplane.modeling.audio_to_motion import SpeechFeatures

CHUNK = CHUNK_FEATURES * HOP
"""Samples."""


def extract_features_as_published(
    network: SpeechNetwork, samples: NDArray[np.floating]
) -> SpeechFeatures:
    """Features of a recording, ended by up to seven features of zeros.

    Args:
        network: HuBERT, or another of its kind.
        samples: [N] mono at 16 kHz.
    """
    hubert = published_features(network, normalise(samples))
    missing = whole_latents(len(hubert)) - len(hubert)
    padded = torch.cat((hubert, hubert.new_zeros(missing, hubert.shape[1])))
    return with_pitch(padded, samples)


def published_features(network: SpeechNetwork, samples: Tensor) -> Tensor:
    """[F, C] features of normalised samples [N], in chunks without overlap."""
    chunks = []
    whole = len(samples) // CHUNK
    for start in range(0, whole * CHUNK, CHUNK):
        chunks.append(network(samples[start : start + CHUNK + WINDOW - HOP]))
    rest = samples[whole * CHUNK :]
    if len(rest) >= WINDOW:
        chunks.append(network(rest))
    return torch.cat(chunks)
