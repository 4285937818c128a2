"""Stage 2: the motion adapter, learnt from talking heads (the paper, section 3.2).

A frame of a clip is the source; the plane of its head, changed by what the adapter makes of the
face mesh, shall show another frame of it.
"""

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
from training.triplane.configs import HeadConfig
from training.triplane.discriminator import raw_of
from training.triplane.examples import (
    FramePair,
    PairSource,
    closing_lids,
    drawn_pair,
    perturbed_mesh,
    stacked,
)
from training.triplane.losses import Controlled
from training.triplane.noise import StepNoise
from training.triplane.optimisation import (
    descend,
    set_rates,
    shared_mean,
    sleeping,
    training_device,
)
from training.triplane.renderer import (
    ADAPTER,
    DECODER,
    PLANE_ENCODER,
    SUPER_RESOLUTION,
    TrainingFrame,
    parameters_of,
)
from training.triplane.stages.stage import (
    build_renderer,
    neighbours,
    perceptual_loss,
    pictures_of,
    total,
)

GROUPS = (PLANE_ENCODER, ADAPTER, DECODER, SUPER_RESOLUTION)
ON_SOURCE = 0.25
"""Share of the regularisers that look at the source's mesh instead of the target's."""


class HeadStage:
    """See `stages.stage.Stage`."""

    def __init__(self, config: HeadConfig, clips: Clips, face: MorphableModel) -> None:
        self.config, self.run = config, config.run
        mesh = FaceMesh(face, config.network.size)
        self._source = PairSource(clips, face, mesh, config.run.seed)
        self._model = build_renderer(config.network)
        self._adversary = Adversary(config.adversarial, config.network.size)
        self._perceptual = perceptual_loss(config.run)
        groups = [{"params": parameters_of(self._model, part)} for part in GROUPS]
        self._optimiser = Adam(groups, lr=0.0, betas=BETAS, fused=True)
        self.networks: dict[str, nn.Module] = {
            "model": self._model,
            "disc": self._adversary.network,
        }
        self.optimisers = {"model": self._optimiser, "disc": self._adversary.optimiser}
        self.controlled = {"blink": 0.001, "perturbation": 0.001}
        self.pictures: dict[str, Tensor] = {}
        self._steering = {
            "blink": Controlled(config.blink_target, largest=config.blink_largest),
            "perturbation": Controlled(
                config.perturbation_target, largest=config.perturbation_largest
            ),
        }

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        config = self.config
        noise = StepNoise(config.run.seed, step, samples, training_device())
        self._wake(step)
        pair = self._pairs(step, samples)
        planes = self._model.canonical_planes(pair.source_head)
        planes = planes + self._model.expression_planes(
            pair.mesh_canonical, pair.mesh_source, pair.mesh_target
        )
        rays = (config.network.size // 4) ** 2
        sampling = noise.rays(rays, config.network.coarse, config.network.fine)
        frame = self._model.render_head(planes, pair.camera, sampling)
        self.pictures = pictures_of(pair.source_head, pair.target_head, frame)
        loss, figures = total(self._parts(step, frame, pair, noise))
        if step % config.regularise_every == 0:
            extra, more = self._regularisers(step, samples, pair, planes, noise)
            loss, figures = loss + extra, figures | more
        descend(loss, self._optimiser, config.run.gradient_clip)
        real = pair.target_head, raw_of(pair.target_head)
        made = frame.image, frame.raw
        clip = config.run.gradient_clip
        return figures | self._adversary.learn(step, real, made, pair.camera, noise, clip)

    def _pairs(self, step: int, samples: Sequence[int]) -> FramePair:
        same = step % self.config.same_every == 0
        pairs = stacked([self._source.pair(step, sample, same) for sample in samples])
        return tensors_to_device(pairs, training_device())

    def _parts(
        self, step: int, frame: TrainingFrame, pair: FramePair, noise: StepNoise
    ) -> dict[str, tuple[float, Tensor]]:
        config, second_phase = self.config, step >= self.config.adversarial.start
        # In the second phase sharpness is the discriminator's affair.
        high = 0.0 if second_phase else 1.0
        lips = [
            losses.lips(each, pair.lips, config.network.size // 8)
            for each in (frame.image, pair.target_head)
        ]
        raw = raw_of(pair.target_head)
        parts = {
            "image": (
                high * config.image,
                losses.masked_l1(frame.image, pair.target_head, pair.head_mask, config.outside),
            ),
            "raw": (config.raw, losses.masked_l1(frame.raw, raw, pair.head_mask, config.outside)),
            "perceptual": (
                high * config.perceptual,
                self._perceptual(frame.image, pair.target_head),
            ),
            "raw perceptual": (config.perceptual, self._perceptual(frame.raw, raw)),
            "lips": (config.lips, (lips[0] - lips[1]).abs().mean()),
            "lips perceptual": (config.lips_perceptual, self._perceptual(lips[0], lips[1])),
            "opacity": (config.opacity, losses.opacity_error(frame.volume.opacity, pair.head_mask)),
            "entropy": (config.entropy, losses.entropy(frame.volume.opacity)),
        }
        if self._adversary.is_heard(step):
            verdict = self._adversary.verdict(frame.image, frame.raw, pair.camera, noise)
            parts["adversarial"] = (config.adversarial.weight, verdict)
        return parts

    def _regularisers(
        self, step: int, samples: Sequence[int], pair: FramePair, planes: Tensor, noise: StepNoise
    ) -> tuple[Tensor, dict[str, float]]:
        config = self.config
        places, beside = neighbours(noise, config.points, config.neighbour)
        rough = losses.smoothness(*(self._model.density(planes, at) for at in (places, beside)))
        on_source = noise.uniform(1)[:, 0] < ON_SOURCE
        mesh = torch.where(on_source.view(-1, 1, 1, 1), pair.mesh_source, pair.mesh_target)

        def added(target: Tensor) -> Tensor:
            return self._model.exact_expression_planes(
                pair.mesh_canonical, pair.mesh_source, target
            )

        perturbed = losses.perturbation(added(mesh), added(self._perturbed(step, samples, noise)))
        amounts = noise.uniform(2) / 2
        lids = [
            closing_lids(mesh[[k]].cpu(), float(low), 0.5 + float(high))
            for k, (low, high) in enumerate(amounts)
        ]
        half, little, much = (
            added(torch.cat(each).to(mesh.device)) for each in zip(*lids, strict=True)
        )
        blink = losses.blink_linearity(half, little, much)
        found = {"blink": blink, "perturbation": perturbed}
        figures = {name: float(loss.detach()) for name, loss in found.items()}
        every = config.regularise_every
        loss = config.smoothness * every * rough
        for name, part in found.items():
            loss = loss + every * self.controlled[name] * part
            self.controlled[name] = self._steering[name].steered(
                self.controlled[name], shared_mean(figures[name])
            )
        return loss, figures | {"smoothness": float(rough.detach())}

    def _perturbed(self, step: int, samples: Sequence[int], noise: StepNoise) -> Tensor:
        seed, spread = self.config.run.seed, self.config.perturbation
        identity = (spread * noise.normal(80)).cpu().numpy()
        expression = (spread * noise.normal(64)).cpu().numpy()
        pictures = []
        for k, sample in enumerate(samples):
            clip = self._source.clip(step, sample)
            same = step % self.config.same_every == 0
            target = drawn_pair(clip, seed, step, sample, same)[1]
            pictures.append(
                perturbed_mesh(clip, target, self._source.mesh, identity[k], expression[k])
            )
        return torch.cat(pictures).to(training_device())

    def _wake(self, step: int) -> None:
        config = self.config
        second_phase = step >= config.adversarial.start
        whole = config.adversarial.start + config.plane_encoder_rise
        rising = min(1.0, max(0, step - config.plane_encoder_from + 1) / whole)
        starts = (config.plane_encoder_from, 0, config.decoder_from)
        asleep = [second_phase or step < start for start in starts]
        sleeping(self._optimiser, [*asleep, step < config.super_resolution_from])
        rate = config.rate.at(step)
        set_rates(self._optimiser, [rate * rising, rate, rate, rate])
