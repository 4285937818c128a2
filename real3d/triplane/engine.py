"""The tri-plane engine: the paper's networks behind the project's one interface."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from real3d.engine import VideoMotion
from real3d.media import Audio, VideoClip
from real3d.motion import Motion, MotionSettings
from real3d.motion.prosody import Prosody
from real3d.motion.speaking import speaking_motion
from real3d.portrait import Portrait
from real3d.triplane.accompaniment import about_neck, with_brows
from real3d.triplane.audio_to_motion import (
    AudioToMotion,
    ExpressionStyle,
    SpeechFeatures,
    draw_noise,
    generate_expression,
)
from real3d.triplane.avatar import Studio, TriplaneAvatar, build_avatar
from real3d.triplane.driving_video import motion_from_video
from real3d.triplane.morphable_model import MorphableModel
from real3d.triplane.motion_track import FACE_BASIS, at_rate
from real3d.triplane.network import Renderer
from real3d.triplane.person_classes import LabelMap
from real3d.triplane.placement import move
from real3d.triplane.secc import FaceMesh
from real3d.triplane.speech_features import SpeechNetwork, hear

NETWORK_FPS = 25.0
"""Frames per second of the audio-to-motion network."""


@dataclass(frozen=True)
class Components:
    """The networks and the face model, all on one device where they have one."""

    renderer: Renderer
    audio_to_motion: AudioToMotion
    speech: SpeechNetwork
    face: MorphableModel
    segment: Callable[[NDArray[np.uint8]], LabelMap]
    """The class of every pixel of a picture."""


class TriplaneEngine:
    """See `real3d.engine.Engine`."""

    name = "triplane"

    def __init__(
        self, components: Components, device: torch.device | str = "cpu", chunk: int = 8
    ) -> None:
        """
        Args:
            components: with weights, on `device`.
            device: where they are.
            chunk: frames rendered at once; frames do not depend on it.
        """
        self._components = components
        self._device = torch.device(device)
        mesh = FaceMesh(components.face).to(self._device)
        self._studio = Studio(components.renderer, components.face, mesh, self._device, chunk)

    def reconstruct(self, portrait: Portrait) -> TriplaneAvatar:
        """The photo's tri-plane, torso and face model."""
        return build_avatar(self._studio, portrait, self._components.segment)

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """Expressions from the network; head, blinks and gaze from the sound's prosody."""
        speech = hear(self._components.speech, audio.samples)
        prosody = Prosody.of(audio, settings.fps)
        frames = len(prosody)
        spoken = at_rate(self._expressions(speech, settings), NETWORK_FPS, settings.fps, frames)
        around = speaking_motion(Motion.still(frames, settings.fps), prosody, settings)
        return replace(
            around,
            expression=with_brows(spoken, around, self._components.face),
            translation=about_neck(around),
            basis=FACE_BASIS,
        )

    def motion_from_video(
        self, clip: VideoClip, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        """Head pose, expressions and lids of the face in the clip.

        Raises:
            NoFaceInVideoError: no frame shows a face.
        """
        return motion_from_video(self._components.face, clip, settings)

    def _expressions(self, speech: SpeechFeatures, settings: MotionSettings) -> NDArray[np.float64]:
        network = self._components.audio_to_motion
        usual = ExpressionStyle()
        style = ExpressionStyle(
            temperature=usual.temperature * settings.expression,
            mouth=usual.mouth * settings.mouth,
        )
        noise = draw_noise(network.layout.latent, speech, settings.seed).to(self._device)
        spoken = generate_expression(network, move(speech, self._device), noise, style)
        return spoken.cpu().double().numpy()
