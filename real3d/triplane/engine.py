"""The tri-plane engine: the paper's networks behind the project's one interface."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

import torch

from real3d.engine import VideoMotion
from real3d.media import Audio, VideoClip
from real3d.media.audio import ANALYSIS_RATE
from real3d.motion import Motion, MotionSettings
from real3d.motion.settings import MOTION_SETTINGS
from real3d.motion.speaking import speaking_motion
from real3d.numerics.types import Float32Array, FloatArray, Picture
from real3d.portrait import Portrait
from real3d.runtime.zero_gpu import on_zero_gpu
from real3d.speech.prosody import Prosody
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.avatar import TriplaneAvatar, build_avatar
from real3d.triplane.driving.brow_and_neck import add_brow_raise, translation_about_neck
from real3d.triplane.driving.driving_video import motion_from_video
from real3d.triplane.driving.expression_scaling import lip_opening_direction, scale_expression
from real3d.triplane.driving.motion_track import FACE_BASIS, resample
from real3d.triplane.driving.speech_features import SpeechNetwork, extract_features
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.modeling.audio_to_motion import (
    AudioToMotion,
    ExpressionStyle,
    generate_expression,
    sample_noise,
)
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.predictor import GPU_STARTUP_SECONDS, Predictor, report_out_of_memory
from real3d.triplane.segmentation import LabelMap

NETWORK_FPS = 25.0
"""Frames per second of the audio-to-motion network."""
GPU_SECONDS_PER_SECOND_OF_VOICE = 0.1
"""For which a ZeroGPU Space is asked while features are extracted and expressions generated."""


@dataclass(frozen=True)
class Components:
    """The networks and the face model, all on one device where they have one."""

    renderer: Renderer
    audio_to_motion: AudioToMotion
    speech: SpeechNetwork
    face: MorphableModel
    segment: Callable[[Picture], LabelMap]
    """The class of every pixel of a picture."""


class TriplaneEngine:
    """See `real3d.engine.Engine`."""

    name = "triplane"
    supported_settings = MOTION_SETTINGS - {"gaze", "smile", "mood"}
    basis = FACE_BASIS
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
        self._predictor = Predictor(components.renderer, mesh, self._device, chunk)
        self._expressions = on_zero_gpu(self._expressions_here, _gpu_seconds)

    def reconstruct(self, portrait: Portrait) -> TriplaneAvatar:
        """The portrait's tri-plane, its torso and the face model's fit."""
        parts = self._components
        return build_avatar(self._predictor, parts.face, portrait, parts.segment)

    def motion_from_audio(self, audio: Audio, settings: MotionSettings) -> Motion:
        """Expressions from the network; head, blinks and gaze from the sound's prosody."""
        prosody = Prosody.of(audio, settings.fps)
        frames = len(prosody)
        expressions = self._scaled(next(self._expressions(audio.samples, settings)), settings)
        expressions = resample(expressions, NETWORK_FPS, settings.fps, frames)
        motion = speaking_motion(Motion.still(frames, settings.fps), prosody, settings)
        return replace(
            motion,
            expression=add_brow_raise(expressions, motion, self._components.face),
            translation=translation_about_neck(motion),
            basis=FACE_BASIS,
        )

    def motion_from_video(
        self, clip: VideoClip, portrait: Portrait | None, settings: MotionSettings
    ) -> Generator[float, None, VideoMotion]:
        """Head pose, expressions and lids of the face in the clip.

        Raises:
            NoFaceInVideoError: no frame shows a face.
        """
        return motion_from_video(self._components.face, clip, portrait, settings)

    def _expressions_here(
        self, samples: Float32Array, settings: MotionSettings
    ) -> Iterator[FloatArray]:
        """Yields [T, 64] expressions at the network's rate, once."""
        network = self._components.audio_to_motion
        with report_out_of_memory():
            speech = extract_features(self._components.speech, samples)
            # The network has learnt wide mouths, but none that stays shut in speech.
            style = ExpressionStyle(mouth=ExpressionStyle.mouth * max(settings.mouth, 1.0))
            noise = sample_noise(network.config.latent, speech, settings.seed).to(self._device)
            speech = tensors_to_device(speech, self._device)
            expressions = generate_expression(network, speech, noise, style).cpu().double().numpy()
        yield expressions

    def _scaled(self, expressions: FloatArray, settings: MotionSettings) -> FloatArray:
        """Expressions [T, 64] with the settings' mouth opening and articulation."""
        network = self._components.audio_to_motion
        opening = lip_opening_direction(self._components.face)
        # What is wider than natural, a network that knows amplitudes has done itself.
        mouth = min(settings.mouth, 1.0) if network.config.has_mouth else settings.mouth
        return scale_expression(expressions, opening, mouth, settings.articulation)


def _gpu_seconds(samples: Float32Array, settings: MotionSettings) -> float:
    return GPU_STARTUP_SECONDS + GPU_SECONDS_PER_SECOND_OF_VOICE * len(samples) / ANALYSIS_RATE
