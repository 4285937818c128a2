"""Volume rendering on CPUs with empty-space skipping.

The fast twin of `volume_rendering.march_reference`; they differ by half an 8-bit level at most. The
coarse pass computes densities only; rays that hit nothing in it get no fine pass; and colours are
computed only for samples with a weight in their pixel. Planes are read by cells, whose 32 channels
are contiguous in memory, instead of channel by channel.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from real3d.triplane.modeling.planes import PaddedPlanes
from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.volume_rendering import (
    FieldDecoder,
    MarchedRays,
    Sampling,
    coarse_distances,
    expected_depth,
    importance_distances,
    interval_weights,
    join_blocks,
    merge_samples,
    points_on_rays,
    ray_blocks,
    sample_weights,
)

EMPTY_OPACITY = 1e-3
"""Opacity in the coarse pass up to which a ray is empty. With a colour range of two, the error is
at most a quarter of an 8-bit level (2/255)."""
NEGLIGIBLE_WEIGHT = 1e-5
"""Weight of a sample in its pixel up to which its colour is not computed. A ray has 96 samples, so
the error is at most a quarter of a level too."""


def march_skipping_empty_space(
    decoder: FieldDecoder, planes: Tensor, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """Marches rays through planes [B, 3, H, W, 32]; see `volume_rendering.March`."""
    padded = PaddedPlanes(planes)
    return join_blocks([_march(decoder, padded, block, sampling) for block in ray_blocks(rays)])


def _march(
    decoder: FieldDecoder, planes: PaddedPlanes, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """Marches a block of R rays in each of B pictures, flattened to N = B R rays."""
    batch, count = rays.near.shape
    picture = torch.arange(batch, device=planes.device).repeat_interleave(count)
    origins, directions = rays.origins.flatten(0, 1), rays.directions.flatten(0, 1)
    near, far = rays.near.flatten(), rays.far.flatten()

    coarse = coarse_distances(near, far, sampling.jitter(near), sampling.coarse)
    hidden = _hidden(decoder, planes.sample(points_on_rays(origins, directions, coarse), picture))
    density = _density(decoder, hidden)
    weights = interval_weights(coarse, density)
    opacity, depth = weights.sum(-1), expected_depth(coarse, weights)
    sample_weight = sample_weights(weights)
    quantiles = sampling.quantiles(near)

    hit = (opacity > EMPTY_OPACITY).nonzero()[:, 0]
    fine = importance_distances(coarse[hit], weights[hit], quantiles[hit])
    points = points_on_rays(origins[hit], directions[hit], fine)
    fine_hidden = _hidden(decoder, planes.sample(points, picture[hit]))
    fine_density = _density(decoder, fine_hidden)
    merged = merge_samples(coarse[hit], density[hit], fine, fine_density)
    opacity[hit], depth[hit] = merged.opacity, merged.depth
    sample_weight[hit] = merged.coarse_weights

    colour = _accumulate_colour(decoder, hidden, sample_weight)
    colour[hit] += _accumulate_colour(decoder, fine_hidden, merged.fine_weights)
    return MarchedRays(
        (2 * colour - 1).unflatten(0, (batch, count)).transpose(1, 2),
        *(
            figure.unflatten(0, (batch, count))
            for figure in (depth, opacity, coarse[:, 0], coarse[:, -1])
        ),
    )


def _hidden(decoder: FieldDecoder, features: Tensor) -> Tensor:
    """[N, S, 32] to [N, S, 64]."""
    hidden = decoder.hidden(features)
    # In place; PyTorch's type stubs do not know it.
    return F.softplus(hidden, out=hidden)  # type: ignore[call-arg]


def _density(decoder: FieldDecoder, hidden: Tensor) -> Tensor:
    """[N, S, 64] to [N, S]."""
    return hidden @ decoder.output.weight[0] + decoder.output.bias[0]


def _accumulate_colour(decoder: FieldDecoder, hidden: Tensor, sample_weight: Tensor) -> Tensor:
    """Sum of the colours of samples [N, S, 64], times their weights [N, S]: [N, 32]."""
    counted = sample_weight > NEGLIGIBLE_WEIGHT
    weight, bias = decoder.output.weight[1:], decoder.output.bias[1:]
    if 2 * counted.sum() > counted.numel():
        # Selecting samples costs more than it saves.
        shades = F.linear(hidden, weight, bias).sigmoid_()
        gathered = (sample_weight[:, None] @ shades)[:, 0]
    else:
        sample_weight = sample_weight * counted
        shades = F.linear(hidden[counted], weight, bias).sigmoid_()
        first = F.pad(counted.sum(1).cumsum(0)[:-1], (1, 0))
        samples = torch.arange(len(shades), device=shades.device)
        gathered = F.embedding_bag(
            samples, shades, first, mode="sum", per_sample_weights=sample_weight[counted]
        )
    # `FieldDecoder.colour` of the sum.
    overshoot = decoder.OVERSHOOT
    return gathered * (1 + 2 * overshoot) - overshoot * sample_weight.sum(1, keepdim=True)
