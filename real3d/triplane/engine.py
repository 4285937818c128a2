"""The tri-plane engine: the paper's networks behind the project's one interface."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from real3d.engine import VideoMotion
from real3d.media import Audio, VideoClip
from real3d.media.audio import ANALYSIS_RATE
from real3d.motion import Motion, MotionSettings
from real3d.motion.settings import MOTION_SETTINGS
from real3d.motion.speaking import speaking_motion
from real3d.portrait import Portrait
from real3d.runtime.zero_gpu import on_lent_gpu
from real3d.speech.prosody import Prosody
from real3d.triplane.acceleration.placement import move
from real3d.triplane.avatar import TriplaneAvatar, build_avatar
from real3d.triplane.driving.brow_and_neck import about_neck, with_brows
from real3d.triplane.driving.driving_video import motion_from_video
from real3d.triplane.driving.expression_scaling import lip_opening, scaled
from real3d.triplane.driving.motion_track import FACE_BASIS, at_rate
from real3d.triplane.driving.speech_features import SpeechNetwork, hear
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.modeling.audio_to_motion import (
    AudioToMotion,
    ExpressionStyle,
    SpeechFeatures,
    draw_noise,
    generate_expression,
)
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.person_classes import LabelMap
from real3d.triplane.predictor import SECONDS_TO_BEGIN, Studio, enough_memory

NETWORK_FPS = 25.0
"""Frames per second of the audio-to-motion network."""
LISTENING_SHARE = 0.1
"""Of a voice's length for which a Space lends its accelerator to hear it."""


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
    supported_settings = MOTION_SETTINGS - {"gaze"}
    views: tuple[str, ...] = ("face mesh", "volume rendering", "depth")

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
        self._studio = Studio(components.renderer, mesh, self._device, chunk)
        self._listen = on_lent_gpu(self._heard, _seconds_to_listen)

    def reconstruct(self, portrait: Portrait) -> TriplaneAvatar:
        """The photo's tri-plane, torso and face model."""
        parts = self._components
        return build_avatar(self._studio, parts.face, portrait, parts.segment)

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """Expressions from the network; head, blinks and gaze from the sound's prosody."""
        prosody = Prosody.of(audio, settings.fps)
        frames = len(prosody)
        expressions = self._with_amounts(next(self._listen(audio.samples, settings)), settings)
        spoken = at_rate(expressions, NETWORK_FPS, settings.fps, frames)
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

    def _heard(
        self, samples: NDArray[np.float32], settings: MotionSettings
    ) -> Iterator[NDArray[np.float64]]:
        """[T, 64] expressions, once."""
        with enough_memory():
            speech = hear(self._components.speech, samples)
            expressions = self._expressions(speech, settings)
        yield expressions

    def _with_amounts(
        self, spoken: NDArray[np.float64], settings: MotionSettings
    ) -> NDArray[np.float64]:
        hears_mouth = self._components.audio_to_motion.layout.has_mouth
        mouth = min(settings.mouth, 1.0) if hears_mouth else settings.mouth
        return scaled(spoken, lip_opening(self._components.face), mouth, settings.articulation)

    def _expressions(self, speech: SpeechFeatures, settings: MotionSettings) -> NDArray[np.float64]:
        network = self._components.audio_to_motion
        # The network has learnt wide mouths, but none that stays shut in speech.
        style = ExpressionStyle(mouth=ExpressionStyle.mouth * max(settings.mouth, 1.0))
        noise = draw_noise(network.layout.latent, speech, settings.seed).to(self._device)
        spoken = generate_expression(network, move(speech, self._device), noise, style)
        return spoken.cpu().double().numpy()


def _seconds_to_listen(samples: NDArray[np.float32], settings: MotionSettings) -> float:
    return SECONDS_TO_BEGIN + LISTENING_SHARE * len(samples) / ANALYSIS_RATE
