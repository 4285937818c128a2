"""The tri-plane engine with tiny random components, for tests of the way from end to end.

The renderer is a stand-in with the renderer's methods: it paints the drawn mesh over the
background, moved as the camera is. All else is the real code.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.audio_to_motion import AudioToMotion, Layout
from real3d.triplane.engine import Components, TriplaneEngine
from real3d.triplane.network import DrivingStates, Frames, PortraitImages
from real3d.triplane.person_classes import LabelMap, PersonClass
from tests.triplane.face import stand_in_model

FEATURES = 6


class PaintingRenderer:
    """Shows what it is given, without a network."""

    def __init__(self) -> None:
        self.chunks: list[int] = []
        self.references: list[Tensor] = []

    def encode_portrait(self, portrait: PortraitImages) -> PortraitImages:
        return portrait

    def encode_background(self, background: Tensor) -> Tensor:
        return background

    def encode_reference(self, canonical: Tensor, source: Tensor) -> Tensor:
        self.references.append(source)
        return (canonical - source) / 2

    def render(
        self, portrait: PortraitImages, background: Tensor, reference: Tensor, states: DrivingStates
    ) -> Frames:
        self.chunks.append(len(states))
        shown = torch.where(states.mesh > -1, states.mesh + reference, background)
        shift = states.camera[:, 3].view(-1, 1, 1, 1)
        image = (shown + portrait.torso / 4 + shift).clamp(-1, 1)
        small = image[..., ::4, ::4]
        return Frames(image, small, small[:, :1], small[:, :1])


def hum_features(samples: Tensor) -> Tensor:
    """Stands in for HuBERT."""
    windows = samples.unfold(0, 400, 320)
    return torch.stack([windows[:, 60 * k] for k in range(FEATURES)], 1)


def bust_labels(image: NDArray[np.uint8]) -> LabelMap:
    """Stands in for the segmentation model: a head, a neck and clothes in the middle."""
    size = len(image)
    labels = np.zeros((size, size), np.uint8)
    labels[3 * size // 4 :, size // 8 : -size // 8] = PersonClass.CLOTHES
    labels[size // 2 : 3 * size // 4, 2 * size // 5 : 3 * size // 5] = PersonClass.BODY_SKIN
    labels[size // 8 : 3 * size // 5, size // 4 : 3 * size // 4] = PersonClass.FACE_SKIN
    return labels


def tiny_components() -> Components:
    """Components with random weights."""
    torch.manual_seed(0)
    layout = Layout(
        features=FEATURES,
        condition=8,
        latent=4,
        hidden=8,
        decoder_layers=2,
        flow_hidden=4,
        flow_layers=2,
    )
    audio_to_motion = AudioToMotion(layout).eval()
    torch.nn.init.normal_(audio_to_motion.condition.mouth)
    return Components(
        PaintingRenderer(),
        audio_to_motion,
        hum_features,
        stand_in_model(),
        bust_labels,
    )


def tiny_engine(chunk: int = 8, **changes: object) -> TriplaneEngine:
    """The engine around them, some of them changed."""
    return TriplaneEngine(replace(tiny_components(), **changes), chunk=chunk)
