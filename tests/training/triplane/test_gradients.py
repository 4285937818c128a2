"""Gradients against differences of values, in float64 at small size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.autograd import gradcheck

from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.torso import EncodedTorso, keypoint_flows, mix_flows, sample_volume
from real3d.triplane.modeling.volume_rendering import FieldDecoder, march_at_once
from training.triplane import losses
from training.triplane.layers import ModulatedConv, WeightNormConv1d
from training.triplane.noise import SampledRays


def wide(*shape: int, seed: int = 0) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, dtype=torch.float64, generator=generator).requires_grad_()


def test_volume_rendering() -> None:
    torch.manual_seed(0)
    decoder = FieldDecoder().double()
    directions = torch.nn.functional.normalize(wide(1, 3, 3).detach(), dim=-1)
    origins = (-2 * directions).clone()
    near, far = torch.full((2, 1, 3), 1.6, dtype=torch.float64)
    rays = Rays(origins, directions, near, far + 0.8)
    shifts, quantiles = torch.rand(2, 1, 3, 5, dtype=torch.float64)
    # Where fine samples lie depends on the planes by steps of a sorted search; half a field of
    # samples that stay where they are shows the gradients of what is seen.
    sampling = SampledRays(5, 5, shifts=shifts, drawn_quantiles=quantiles)
    planes = wide(1, 3, 4, 4, 32)

    def seen(planes: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        decoder.hidden.weight.data.copy_(hidden)
        marched = march_at_once(decoder, planes, rays, sampling)
        return marched.features[:, :3], marched.opacity

    assert gradcheck(
        lambda planes: seen(planes, decoder.hidden.weight), (planes,), atol=1e-5, fast_mode=True
    )


def test_deformation() -> None:
    keypoints, driving = wide(1, 2, 3, seed=1), wide(1, 2, 3, seed=2)
    volume, logits = wide(1, 2, 3, 4, 4, seed=3), wide(1, 3, 3, 4, 4, seed=4)

    def warped(volume: Tensor, keypoints: Tensor, driving: Tensor, logits: Tensor) -> Tensor:
        torso = EncodedTorso(volume, volume, 0.3 * keypoints)
        flow = mix_flows(logits, keypoint_flows(torso, 0.3 * driving))
        return sample_volume(volume, flow, padding="border")

    assert gradcheck(warped, (volume, keypoints, driving, logits), fast_mode=True)


def _picture(seed: int) -> Tensor:
    return wide(2, 3, 8, 8, seed=seed)


MASK = (torch.arange(8.0).view(1, 1, 1, 8).expand(2, 1, 8, 8) > 3).double()
BOXES = torch.tensor([[0.2, 0.3, 0.7, 0.9]] * 2, dtype=torch.float64)
LOSSES: dict[str, Callable[[Tensor], Tensor]] = {
    "masked L1": lambda x: losses.masked_l1(0.2 * x, 0.2 * _picture(9).detach(), MASK, 0.2),
    "lips": lambda x: losses.lips(x, BOXES, 4).square().mean(),
    "opacity": lambda x: losses.opacity_error(x[:, :1], MASK),
    "entropy": lambda x: losses.entropy(x.sigmoid()),
    "smoothness": lambda x: losses.smoothness(x, x.roll(1, -1) * 1.1),
    "generator": lambda x: losses.generator_loss(x.mean((1, 2, 3))),
    "discriminator": lambda x: losses.discriminator_loss(x[:1].mean(), x[1:].mean()),
    "second difference": lambda x: losses.second_difference(x.flatten(1, 2)),
    "blink": lambda x: losses.blink_linearity(x, x.roll(1, -1), x.roll(2, -1)),
    "perturbation": lambda x: losses.perturbation(x, 1.1 * x.roll(1, -1)),
    "landmarks": lambda x: losses.weighted_squares(
        x.permute(0, 2, 3, 1), 0 * x.permute(0, 2, 3, 1), torch.arange(8.0).double()
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses(name: str) -> None:
    assert gradcheck(LOSSES[name], (_picture(1),), fast_mode=True)


def test_modulated_and_normed_convolutions() -> None:
    torch.manual_seed(0)
    for upsampling in (False, True):
        layer = ModulatedConv(2, 3, 4, upsampling).double()
        assert gradcheck(lambda x, layer=layer: layer(x), (wide(1, 2, 4, 4),), fast_mode=True)
    normed = WeightNormConv1d(2, 3, 3).double()
    assert gradcheck(lambda x: normed(x), (wide(1, 2, 5),), fast_mode=True)


def test_cyclic_weights_rise_and_stay_again_and_again() -> None:
    found = [losses.cyclic(step, 4, 4) for step in (0, 2, 4, 7, 8, 10)]
    assert found == [0, 0.5, 1, 1, 0, 0.5]
