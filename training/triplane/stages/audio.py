"""Audio to motion: a variational autoencoder under a voice (the paper, section 3.4)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.optim import Adam

from real3d.errors import InputError
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.face_model.landmark_objective import EYES, LIPS, UNMATCHED, UPPER_LIDS
from real3d.triplane.face_model.morphable_model import LANDMARK_COUNT, MorphableModel
from real3d.triplane.modeling.audio_to_motion import (
    FEATURES_PER_FRAME,
    FRAMES_PER_LATENT,
    AudioToMotionConfig,
    SpeechFeatures,
)
from training.triplane import losses
from training.triplane.audio_to_motion import TrainableAudioToMotion
from training.triplane.clips import Clips
from training.triplane.configs import AudioConfig
from training.triplane.examples import VoiceExcerpt, stacked, voice_excerpt
from training.triplane.noise import StepNoise, drawn_index
from training.triplane.optimisation import descend, set_rates, training_device
from training.triplane.stages.stage import total
from training.triplane.sync_network import MOUTH_FRAMES, SyncNetwork, sync_loss

LANDMARK_WEIGHTS = {3.0: EYES, 20.0: UPPER_LIDS, 5.0: LIPS, 0.0: UNMATCHED}
LANDMARK_SCALE = 10.0
"""Of the sync network's landmarks."""


class AudioStage:
    """See `stages.stage.Stage`."""

    def __init__(
        self,
        config: AudioConfig,
        clips: Clips,
        face: MorphableModel,
        sync: SyncNetwork | None = None,
    ) -> None:
        """
        Args:
            config: of the stage.
            clips: of which those with a voice that is long enough are used.
            face: the face model.
            sync: a trained sync network; None leaves its loss out.

        Raises:
            InputError: no clip has a voice that is long enough.
        """
        self.config, self.run = config, config.run
        self._clips, self._face = clips, face
        self._voiced = clips_with_voice(clips, config.frames)
        self._sync = (
            None if sync is None else sync.requires_grad_(False).eval().to(training_device())
        )
        sizes = AudioToMotionConfig(
            features=config.features,
            condition=config.condition,
            latent=config.latent,
            hidden=config.hidden,
            flow_hidden=config.flow_hidden,
        )
        self._model = TrainableAudioToMotion(sizes).to(training_device())
        self._latent = config.latent
        self._landmarks = LandmarkShapes(face)
        self._optimiser = Adam(self._model.parameters(), lr=0.0, betas=(0.9, 0.98), fused=True)
        self.networks: dict[str, nn.Module] = {"model": self._model}
        self.optimisers = {"model": self._optimiser}
        self.controlled: dict[str, float] = {}
        self.pictures: dict[str, Tensor] = {}

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        config = self.config
        device = training_device()
        noise = StepNoise(config.run.seed, step, samples, device)
        set_rates(self._optimiser, [config.rate.at(step)])
        excerpts = stacked([self._excerpt(step, sample) for sample in samples])
        heard = tensors_to_device(excerpts, device)
        silent = torch.zeros_like(heard.f0, dtype=torch.int64)
        speech = SpeechFeatures(heard.hubert, heard.f0, silent)
        drawn = noise.normal(self._latent, config.frames // FRAMES_PER_LATENT)
        made = self._model(speech, heard.expression, heard.mouth, drawn)
        loss, figures = total(self._parts(step, heard, made.expression, made.divergence))
        descend(loss, self._optimiser, config.run.gradient_clip)
        return figures

    def _parts(
        self, step: int, heard: VoiceExcerpt, expression: Tensor, divergence: Tensor
    ) -> dict[str, tuple[float, Tensor]]:
        config = self.config
        found, expected = (
            self._landmarks(heard.identity, each) for each in (expression, heard.expression)
        )
        weights = self._landmarks.weights
        rising = losses.cyclic(step, config.divergence_rise, config.divergence_flat)
        parts = {
            "expression": (config.expression, (expression - heard.expression).square().mean()),
            "landmarks": (config.landmarks, losses.weighted_squares(found, expected, weights)),
            "second difference": (config.second_difference, losses.second_difference(expression)),
            "magnitude": (config.magnitude, expression.square().mean()),
            "divergence": (rising * config.divergence, divergence.mean()),
        }
        if self._sync is not None:
            mouth, speech = sync_windows(found - self._landmarks.mean, heard.hubert)
            fits = torch.ones(len(mouth), device=mouth.device)
            parts["sync"] = (config.sync, sync_loss(self._sync, mouth, speech, fits))
        return parts

    def _excerpt(self, step: int, sample: int) -> VoiceExcerpt:
        seed, frames = self.config.run.seed, self.config.frames
        number = self._voiced[drawn_index(seed, step, 2 * sample, len(self._voiced))]
        clip = self._clips[number]
        start = drawn_index(seed, step, 2 * sample + 1, len(clip) - frames + 1)
        return voice_excerpt(clip, start, frames, self._face)


class LandmarkShapes:
    """Landmarks [B, T, 468, 3] of identities and expressions, without pose, with gradients."""

    def __init__(self, face: MorphableModel) -> None:
        model = face.landmark_model
        device = training_device()
        self.mean = torch.from_numpy(model.mean).to(device)
        self._identity = torch.from_numpy(model.identity).to(device)
        self._expression = torch.from_numpy(model.expression).to(device)
        self.weights = torch.ones(LANDMARK_COUNT, device=device)
        for weight, landmarks in LANDMARK_WEIGHTS.items():
            self.weights[list(landmarks)] = weight

    def __call__(self, identity: Tensor, expression: Tensor) -> Tensor:
        own = torch.einsum("lck,bk->blc", self._identity, identity)
        moved = torch.einsum("lck,btk->btlc", self._expression, expression)
        return self.mean + own[:, None] + moved


def sync_windows(landmarks: Tensor, hubert: Tensor) -> tuple[Tensor, Tensor]:
    """Windows of mouths [N, 5, 3 * L] and of the voices that belong to them [N, 10, C].

    Args:
        landmarks: [B, T, L, 3] distances from the mean face.
        hubert: [B, 2T, C].
    """
    mouth = (LANDMARK_SCALE * landmarks).flatten(2).unfold(1, MOUTH_FRAMES, MOUTH_FRAMES)
    length = FEATURES_PER_FRAME * MOUTH_FRAMES
    speech = hubert.unfold(1, length, length)[:, : mouth.shape[1]]
    return mouth.flatten(0, 1).transpose(1, 2), speech.flatten(0, 1).transpose(1, 2)


def clips_with_voice(clips: Clips, frames: int) -> list[int]:
    """Numbers of the clips with a voice of at least so many frames.

    Raises:
        InputError: there is none.
    """
    long_enough = [
        k
        for k in range(len(clips))
        if len(clips[k]) >= frames and len(clips[k].hubert) >= FEATURES_PER_FRAME * frames
    ]
    if not long_enough:
        raise InputError("training-clips-without-voice", frames=frames)
    return long_enough
