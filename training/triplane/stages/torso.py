"""Stage 3: torso and background (the paper, section 3.3). The head's networks are frozen."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.optim import Adam

from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from training.triplane import losses
from training.triplane.adversary import BETAS, Adversary
from training.triplane.clips import Clips
from training.triplane.configs import TorsoConfig
from training.triplane.discriminator import raw_of
from training.triplane.examples import FramePair, PairSource, stacked
from training.triplane.noise import StepNoise
from training.triplane.optimisation import descend, set_rates, training_device
from training.triplane.renderer import (
    ADAPTER,
    DECODER,
    PLANE_ENCODER,
    SUPER_RESOLUTION,
    Torso,
    TrainableRenderer,
    TrainingFrame,
    parameters_of,
)
from training.triplane.stages.stage import (
    build_renderer,
    perceptual_loss,
    pictures_of,
    total,
)

FROZEN = (PLANE_ENCODER, ADAPTER, DECODER)


class TorsoStage:
    """See `stages.stage.Stage`."""

    def __init__(self, config: TorsoConfig, clips: Clips, face: MorphableModel) -> None:
        self.config, self.run = config, config.run
        mesh = FaceMesh(face, config.network.size)
        self._source = PairSource(clips, face, mesh, config.run.seed)
        self._model = build_renderer(config.network)
        freeze(self._model, FROZEN)
        slow_flow(self._model, config.flow_gradient)
        self._adversary = Adversary(config.adversarial, config.network.size)
        self._perceptual = perceptual_loss(config.run)
        weights = parameters_of(self._model, SUPER_RESOLUTION)
        self._optimiser = Adam(weights, lr=0.0, betas=BETAS, fused=True)
        self.networks: dict[str, nn.Module] = {
            "model": self._model,
            "disc": self._adversary.network,
        }
        self.optimisers = {"model": self._optimiser, "disc": self._adversary.optimiser}
        self.controlled: dict[str, float] = {}
        self.pictures: dict[str, Tensor] = {}

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        config = self.config
        noise = StepNoise(config.run.seed, step, samples, training_device())
        set_rates(self._optimiser, [config.rate.at(step)])
        same = step % config.same_every == 0
        pairs = stacked([self._source.pair(step, sample, same) for sample in samples])
        pair = tensors_to_device(pairs, training_device())
        with torch.no_grad():
            planes = self._model.canonical_planes(pair.source_head)
            planes = planes + self._model.expression_planes(
                pair.mesh_canonical, pair.mesh_source, pair.mesh_target
            )
        rays = (config.network.size // 4) ** 2
        sampling = noise.rays(rays, config.network.coarse, config.network.fine)
        frame = self._model.render_person(planes, pair.camera, torso_of(pair), sampling)
        self.pictures = pictures_of(pair.source_head, pair.target_image, frame)
        loss, figures = total(self._parts(step, frame, pair, noise))
        descend(loss, self._optimiser, config.run.gradient_clip)
        real = pair.target_image, raw_of(pair.target_head)
        made = frame.image, frame.raw
        clip = config.run.gradient_clip
        return figures | self._adversary.learn(step, real, made, pair.camera, noise, clip)

    def _parts(
        self, step: int, frame: TrainingFrame, pair: FramePair, noise: StepNoise
    ) -> dict[str, tuple[float, Tensor]]:
        config, image, right = self.config, frame.image, pair.target_image
        lips = [losses.lips(each, pair.lips, config.network.size // 8) for each in (image, right)]
        assert frame.occlusion is not None
        parts = {
            "image": (
                config.image,
                losses.masked_l1(image, right, pair.torso_mask, config.outside),
            ),
            "perceptual": (config.perceptual, self._perceptual(image, right)),
            "lips": (config.lips, (lips[0] - lips[1]).abs().mean()),
            "lips perceptual": (config.lips_perceptual, self._perceptual(lips[0], lips[1])),
            "occlusion entropy": (config.entropy, losses.entropy(frame.occlusion)),
        }
        if self._adversary.is_heard(step):
            # Beside its picture a real one has its head alone, as the volume rendering shows it.
            verdict = self._adversary.verdict(image, frame.raw, pair.camera, noise)
            parts["adversarial"] = (config.adversarial.weight, verdict)
        return parts


def torso_of(pair: FramePair) -> Torso:
    """What the renderer needs of a pair besides the head."""
    return Torso(
        pair.torso,
        pair.torso_masks,
        pair.source_keypoints,
        pair.target_keypoints,
        pair.background,
    )


def freeze(model: TrainableRenderer, parts: Sequence[str]) -> None:
    """Parts keep all that they have, the statistics of their batch norms too."""
    for part in parts:
        frozen = model.get_submodule(part)
        frozen.requires_grad_(False).eval()


def slow_flow(model: TrainableRenderer, share: float) -> None:
    """Lets only a share of the gradients reach the torso's flow and its coarse occlusion."""

    def slowed(module: nn.Module, given: object, found: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        return tuple(share * each + (1 - share) * each.detach() for each in found)

    model.runtime.super_resolution.torso.flow.register_forward_hook(slowed)
