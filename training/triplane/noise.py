"""Randomness that depends on nothing but the seed, the step and the sample.

So a training that goes on from a checkpoint sees the same numbers as one that was never
interrupted, and so do two processes with one sample each and one process with both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from real3d.triplane.modeling.volume_rendering import Sampling

MODULUS = 2**63 - 1


@dataclass(frozen=True)
class SampledRays(Sampling):
    """Positions on the rays that were drawn before."""

    shifts: Tensor = field(default_factory=lambda: torch.empty(0))
    """[B, R, coarse] in 0..1."""
    drawn_quantiles: Tensor = field(default_factory=lambda: torch.empty(0))
    """[B, R, fine] in 0..1."""

    def jitter(self, rays: Tensor) -> Tensor:
        return self.shifts

    def quantiles(self, rays: Tensor) -> Tensor:
        return self.drawn_quantiles


class StepNoise:
    """The random numbers of one step for the samples of one process."""

    def __init__(
        self, seed: int, step: int, samples: Sequence[int], device: torch.device | str = "cpu"
    ) -> None:
        """
        Args:
            seed: of the training.
            step: counted from 0.
            samples: numbers of this process's samples in the whole batch.
            device: where the numbers are needed.
        """
        self._generators = [
            torch.Generator().manual_seed(_mixed(seed, step, sample)) for sample in samples
        ]
        self._device = device

    def normal(self, *shape: int) -> Tensor:
        """[B, *shape] standard normal."""
        return self._drawn(torch.randn, shape)

    def uniform(self, *shape: int) -> Tensor:
        """[B, *shape] in 0..1."""
        return self._drawn(torch.rand, shape)

    def rays(self, count: int, coarse: int, fine: int) -> Sampling:
        """Positions on `count` rays of each picture."""
        return SampledRays(
            coarse,
            fine,
            shifts=self.uniform(count, coarse),
            drawn_quantiles=self.uniform(count, fine),
        )

    def _drawn(self, draw: Callable[..., Tensor], shape: tuple[int, ...]) -> Tensor:
        rows = [draw(shape, generator=generator) for generator in self._generators]
        return torch.stack(rows).to(self._device)


def drawn_index(seed: int, step: int, sample: int, count: int) -> int:
    """A number below `count`, for the choice of data."""
    generator = torch.Generator().manual_seed(_mixed(seed, step, sample) ^ 0x5DEECE66D)
    return int(torch.randint(count, (), generator=generator))


def _mixed(seed: int, step: int, sample: int) -> int:
    """One number of three, different for all that occur."""
    mixed = seed & MODULUS
    for part in (step, sample):
        mixed = (mixed * 6364136223846793005 + part + 1442695040888963407) & MODULUS
        mixed ^= mixed >> 29
    return mixed
