"""The discriminator with its optimiser, as the renderer's stages use it."""

from __future__ import annotations

from torch import Tensor
from torch.optim import Adam

from training.triplane.configs import AdversarialConfig
from training.triplane.discriminator import (
    DualDiscriminator,
    gradient_penalty,
    noisy_camera,
)
from training.triplane.losses import discriminator_loss, generator_loss
from training.triplane.noise import StepNoise
from training.triplane.optimisation import descend, training_device

BETAS = (0.0, 0.99)


class Adversary:
    """Learns to tell real pictures from those that are made, and judges these."""

    def __init__(self, config: AdversarialConfig, size: int) -> None:
        self.config = config
        self.network = DualDiscriminator(size, config.base, config.widest)
        self.network.to(training_device())
        # The penalty comes in one step of `penalty_every`, for which rate and memory make up
        # (StyleGAN2, section B).
        share = config.penalty_every / (config.penalty_every + 1)
        betas = (BETAS[0] ** share, BETAS[1] ** share)
        self.optimiser = Adam(
            self.network.parameters(), lr=config.rate * share, betas=betas, fused=True
        )

    def is_heard(self, step: int) -> bool:
        """Whether the generator hears of it in a step."""
        return step >= self.config.start

    def verdict(self, image: Tensor, raw: Tensor, camera: Tensor, noise: StepNoise) -> Tensor:
        """The loss of pictures that were made."""
        self.network.requires_grad_(False)
        where = noisy_camera(camera, noise.normal(camera.shape[1]))
        return generator_loss(self.network(image, raw, where))

    def learn(
        self,
        step: int,
        real: tuple[Tensor, Tensor],
        made: tuple[Tensor, Tensor],
        camera: Tensor,
        noise: StepNoise,
        clip: float,
    ) -> dict[str, float]:
        """A step of its own, if it is time; (picture, volume rendering) real and made."""
        if step < self.config.start - self.config.ahead:
            return {}
        self.network.requires_grad_(True)
        where = noisy_camera(camera, noise.normal(camera.shape[1]))
        image, raw = (each.detach() for each in made)
        verdicts = self.network(*real, where), self.network(image, raw, where)
        loss = discriminator_loss(*verdicts)
        figures = {"discriminator": loss.item()}
        if step % self.config.penalty_every == 0:
            penalty = gradient_penalty(self.network, *real, where)
            loss = loss + self.config.penalty / 2 * self.config.penalty_every * penalty
            figures["gradient penalty"] = penalty.item()
        descend(loss, self.optimiser, clip)
        return figures
