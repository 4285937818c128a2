"""The tri-plane engine around components with random weights, for benchmarks and tests of the way
from end to end: tiny ones, or networks in their full size.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.triplane.acceleration.device_placement import fast_dtype, to_device
from real3d.triplane.driving.speech_features import HOP, WINDOW, SpeechNetwork
from real3d.triplane.engine import Components
from real3d.triplane.modeling.audio_to_motion import AudioToMotion, AudioToMotionConfig
from real3d.triplane.modeling.renderer import DrivingStates, Frames, PortraitImages
from real3d.triplane.segmentation import LabelMap, PersonClass
from real3d.triplane.weights.audio_to_motion_names import (
    build_audio_to_motion,
    translate_audio_to_motion,
)
from real3d.triplane.weights.checkpoint import build_renderer
from real3d.triplane.weights.renderer_names import translate
from tests.support.face_stand_in import stand_in_face_model
from tests.support.motion_stand_in import stand_in_motion_weights
from tests.support.triplane_stand_in import stand_in_weights

TINY_FEATURES = 6
FULL_FEATURES = 1024


class PaintingRenderer:
    """A renderer without a network: it paints the drawn mesh over the background, moved as the
    camera is."""

    def encode_portrait(self, portrait: PortraitImages) -> PortraitImages:
        return portrait

    def encode_background(self, background: Tensor) -> Tensor:
        return background

    def encode_reference(self, canonical: Tensor, source: Tensor) -> Tensor:
        return (canonical - source) / 2

    def render(
        self, portrait: PortraitImages, background: Tensor, reference: Tensor, states: DrivingStates
    ) -> Frames:
        shown = torch.where(states.mesh > -1, states.mesh + reference, background)
        shift = states.camera[:, 3].view(-1, 1, 1, 1)
        image = (shown + portrait.torso / 4 + shift).clamp(-1, 1)
        small = image[..., ::4, ::4]
        return Frames(image, small, small[:, :1], small[:, :1])


def tiny_components() -> Components:
    """Components of a few channels."""
    torch.manual_seed(0)
    config = AudioToMotionConfig(
        features=TINY_FEATURES,
        condition=8,
        latent=4,
        hidden=8,
        decoder_layers=2,
        flow_hidden=4,
        flow_layers=2,
    )
    audio_to_motion = AudioToMotion(config).eval()
    torch.nn.init.normal_(audio_to_motion.condition.mouth)
    return Components(
        PaintingRenderer(),
        audio_to_motion,
        stand_in_speech_network(TINY_FEATURES),
        stand_in_face_model(),
        bust_labels,
    )


def full_components(device: torch.device) -> Components:
    """Components of the released sizes, but for the face model's vertices."""
    audio_to_motion = build_audio_to_motion(translate_audio_to_motion(stand_in_motion_weights()))
    return Components(
        to_device(build_renderer(translate(stand_in_weights())), device, fast_dtype(device)),
        audio_to_motion.to(device),
        _large_hubert(device)
        if find_spec("transformers")
        else stand_in_speech_network(FULL_FEATURES),
        stand_in_face_model(),
        bust_labels,
    )


def stand_in_speech_network(channels: int) -> SpeechNetwork:
    """Stands in for HuBERT: some samples of each of its windows."""

    def features(samples: Tensor) -> Tensor:
        windows = samples.unfold(0, WINDOW, HOP)
        return windows[:, torch.arange(channels) * 60 % WINDOW]

    return features


def bust_labels(image: NDArray[np.uint8]) -> LabelMap:
    """Stands in for the segmentation model: a head, a neck and clothes in the middle."""
    size = len(image)
    labels = np.zeros((size, size), np.uint8)
    labels[3 * size // 4 :, size // 8 : -size // 8] = PersonClass.CLOTHES
    labels[size // 2 : 3 * size // 4, 2 * size // 5 : 3 * size // 5] = PersonClass.BODY_SKIN
    labels[size // 8 : 3 * size // 5, size // 4 : 3 * size // 4] = PersonClass.FACE_SKIN
    return labels


def _large_hubert(device: torch.device) -> Callable[[Tensor], Tensor]:
    from transformers import HubertConfig, HubertModel

    network = HubertModel(
        HubertConfig(
            hidden_size=FULL_FEATURES,
            num_hidden_layers=24,
            num_attention_heads=16,
            intermediate_size=4096,
            conv_bias=True,
            feat_extract_norm="layer",
            do_stable_layer_norm=True,
        )
    )
    network = network.to(device).eval()

    @torch.inference_mode()
    def features(samples: Tensor) -> Tensor:
        return network(samples[None].to(device)).last_hidden_state[0]

    return features
