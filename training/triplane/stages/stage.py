"""What the loop knows of a stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.optim import Adam

from real3d.triplane.modeling.volume_rendering import march_at_once
from training.triplane.configs import NetworkConfig, RunConfig
from training.triplane.losses import Perceptual, no_perceptual
from training.triplane.noise import StepNoise
from training.triplane.optimisation import process_count, training_device
from training.triplane.perceptual import load_perceptual
from training.triplane.renderer import TrainableRenderer, TrainingFrame
from training.triplane.sizes import scaled


class Stage(Protocol):
    """One stage of the training."""

    config: Any
    run: RunConfig
    networks: dict[str, nn.Module]
    """All that is kept, by the checkpoint's names; `model` is what is exported."""
    optimisers: dict[str, Adam]
    controlled: dict[str, float]
    """Weights of losses that are steered; kept with the networks."""
    pictures: dict[str, Tensor]
    """Of the last step's first sample, by what they show: [3 or 1, s, s] in -1..1. Empty where
    there is nothing to see."""

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        """One step, counted from 0, on the samples of this process; the losses by their names."""
        ...


def build_renderer(config: NetworkConfig) -> TrainableRenderer:
    """A renderer for training, on its device; all its rays are marched in one piece."""
    device = training_device()
    # Shared statistics need a card; on CPUs every process keeps its own.
    synchronised = process_count() > 1 and device.type == "cuda"
    renderer = TrainableRenderer(
        scaled(config.divisor), synchronised, config.checkpointing, config.precision
    )
    renderer.to(device)
    renderer.runtime.volume_renderer.march = march_at_once
    return set_training(renderer, config.frozen_statistics)


def set_training(renderer: TrainableRenderer, frozen_statistics: bool) -> TrainableRenderer:
    """Puts a renderer into training; batch norms keep their statistics if these are frozen."""
    renderer.train()
    if frozen_statistics:
        for module in renderer.modules():
            if isinstance(module, nn.modules.batchnorm._BatchNorm):
                module.eval()
    return renderer


def perceptual_loss(config: RunConfig) -> Perceptual:
    """The perceptual loss if its weights are given, else one that is always 0."""
    if config.perceptual is None:
        return no_perceptual
    return load_perceptual(config.perceptual).to(training_device())


def neighbours(noise: StepNoise, points: int, apart: float) -> tuple[Tensor, Tensor]:
    """Points [B, N, 3] in -1..1 of the volume, and one beside each; `apart` is the standard
    deviation of the way between them in units of the volume, which is 2 wide here."""
    places = 2 * noise.uniform(points, 3) - 1
    return places, places + 2 * apart * noise.normal(points, 3)


def pictures_of(source: Tensor, target: Tensor, frame: TrainingFrame) -> dict[str, Tensor]:
    """A stage's `pictures`: what it was given [B, 3, S, S], what it should and what it did show."""
    batches = {
        "source": source,
        "target": target,
        "image": frame.image,
        "raw": frame.raw,
        "opacity": 2 * frame.volume.opacity - 1,
    }
    return {name: batch[0].detach() for name, batch in batches.items()}


def total(parts: dict[str, tuple[float, Tensor]]) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum of named losses (weight, loss); each loss without its weight, and `loss`,
    their sum with it but for the adversarial one, which rises and falls with the discriminator."""
    figures = {name: float(loss.detach()) for name, (_, loss) in parts.items()}
    steady = [
        weight * figures[name] for name, (weight, _) in parts.items() if name != "adversarial"
    ]
    figures["loss"] = sum(steady)
    return torch.stack([weight * loss for weight, loss in parts.values()]).sum(), figures
