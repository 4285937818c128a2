"""Stage 1: image to plane, distilled from a teacher that knows faces in 3D (the paper, section 3.1,
after Trevithick et al., SIGGRAPH 2023).

The teacher shows one face from two sides. From the first the student makes a plane, which it
renders from both.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Adam

from real3d.triplane.acceleration.device_placement import tensors_to_device
from training.triplane.adversary import BETAS, Adversary
from training.triplane.configs import PlaneConfig
from training.triplane.losses import smoothness
from training.triplane.noise import StepNoise
from training.triplane.optimisation import descend, set_rates, sleeping, training_device
from training.triplane.renderer import (
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
from training.triplane.teachers.teacher import Teacher, TeacherView, drawn_cameras

SPARSE, HALF = 5, 2
"""The student's own view is trained in one of so many steps at first, then in one of so many."""


class PlaneStage:
    """See `stages.stage.Stage`."""

    def __init__(self, config: PlaneConfig, teacher: Teacher) -> None:
        self.config, self.run = config, config.run
        self._teacher = teacher
        self._model = build_renderer(config.network)
        self._adversary = Adversary(config.adversarial, config.network.size)
        self._perceptual = perceptual_loss(config.run)
        parts = [parameters_of(self._model, part) for part in (PLANE_ENCODER, DECODER)]
        parts.append(parameters_of(self._model, SUPER_RESOLUTION))
        self._optimiser = Adam(
            [{"params": part} for part in parts], lr=0.0, betas=BETAS, fused=True
        )
        self.networks: dict[str, nn.Module] = {
            "model": self._model,
            "disc": self._adversary.network,
        }
        self.optimisers = {"model": self._optimiser, "disc": self._adversary.optimiser}
        self.controlled: dict[str, float] = {}
        self.pictures: dict[str, Tensor] = {}

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        config = self.config
        device = training_device()
        noise = StepNoise(config.run.seed, step, samples, device)
        latent = noise.normal(self._teacher.latent_size).cpu()
        cameras = (drawn_cameras(noise, self._teacher.reach) for _ in range(2))
        views = (self._teacher.render(latent, camera) for camera in cameras)
        seen, novel = (tensors_to_device(view, device) for view in views)
        self._wake(step)
        figures: dict[str, float] = {}
        if self._sees_itself(step):
            frame = self._student(seen, seen, noise)[0]
            weight = config.adversarial.weight
            loss, parts = self._reconstruction(step, frame, seen, noise, weight)
            descend(loss, self._optimiser, config.run.gradient_clip)
            figures |= {f"seen {name}": value for name, value in parts.items()}
        frame, planes = self._student(seen, novel, noise)
        self.pictures = pictures_of(seen.image, novel.image, frame)
        loss, parts = self._reconstruction(step, frame, novel, noise, config.novel_adversarial)
        if step % config.smoothness_every == 0:
            places, beside = neighbours(noise, config.points, config.neighbour)
            rough = smoothness(*(self._model.density(planes, where) for where in (places, beside)))
            loss = loss + config.smoothness * rough
            parts["smoothness"] = rough.item()
        descend(loss, self._optimiser, config.run.gradient_clip)
        figures |= {f"novel {name}": value for name, value in parts.items()}
        real, made = (novel.image, novel.raw), (frame.image, frame.raw)
        clip = config.run.gradient_clip
        return figures | self._adversary.learn(step, real, made, novel.camera, noise, clip)

    def _student(
        self, source: TeacherView, view: TeacherView, noise: StepNoise
    ) -> tuple[TrainingFrame, Tensor]:
        planes = self._model.canonical_planes(source.image)
        rays = (self.config.network.size // 4) ** 2
        sampling = noise.rays(rays, self.config.network.coarse, self.config.network.fine)
        return self._model.render_head(planes, view.camera, sampling), planes

    def _reconstruction(
        self, step: int, frame: TrainingFrame, view: TeacherView, noise: StepNoise, weight: float
    ) -> tuple[Tensor, dict[str, float]]:
        config, image, raw = self.config, frame.image, frame.raw
        parts = {
            "image": (config.image, F.l1_loss(image, view.image)),
            "raw": (config.raw, F.l1_loss(raw, view.raw)),
            "perceptual": (config.perceptual, self._perceptual(image, view.image)),
            "raw perceptual": (config.perceptual, self._perceptual(raw, view.raw)),
        }
        if self._adversary.is_heard(step):
            verdict = self._adversary.verdict(image, raw, view.camera, noise)
            parts["adversarial"] = (weight, verdict)
        loss, figures = total(parts)
        if view.depth is not None:
            figures["depth"] = F.l1_loss(frame.volume.depth.detach(), view.depth).item()
        return loss, figures

    def _sees_itself(self, step: int) -> bool:
        if step < self.config.sparse_until:
            return step % SPARSE == 0
        return step >= self.config.half_until or step % HALF == 0

    def _wake(self, step: int) -> None:
        rate = self.config.rate.at(step)
        starts = (0, self.config.decoder_from, self.config.super_resolution_from)
        sleeping(self._optimiser, [step < start for start in starts])
        set_rates(self._optimiser, [rate] * 3)
