"""Volume rendering on CPUs that spends little on what cannot be seen.

The fast twin of `volume_rendering.march_reference`, alike to half an 8-bit level at worst. A first
look along a ray needs densities only; rays that see nothing then, those that miss the head, get no
second look; and only samples that have a share in their pixel are coloured. Planes are read by
cells, whose 32 channels lie side by side in memory, instead of channel by channel.
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
"""Of a ray that misses the head, as its coarse samples see it. With a colour range of two, what is
left out is at most a quarter of an 8-bit level (2/255)."""
NEGLIGIBLE_SHARE = 1e-5
"""Of a sample in its pixel, below which it is not coloured. A ray has 96 samples, so what is left
out is at most a quarter of a level too."""


def march_skipping_empty_space(
    decoder: FieldDecoder, planes: Tensor, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """What rays gather from planes [B, 3, H, W, 32], without what has no effect on the picture."""
    padded = PaddedPlanes(planes)
    return join_blocks([_march(decoder, padded, block, sampling) for block in ray_blocks(rays)])


def _march(
    decoder: FieldDecoder, planes: PaddedPlanes, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """A block of R rays in each of B pictures; in here, all N = B R rays stand in one row."""
    batch, count = rays.near.shape
    picture = torch.arange(batch, device=planes.device).repeat_interleave(count)
    origins, directions = rays.origins.flatten(0, 1), rays.directions.flatten(0, 1)
    near, far = rays.near.flatten(), rays.far.flatten()

    coarse = coarse_distances(near, far, sampling.jitter(near), sampling.coarse)
    hidden = _hidden(decoder, planes.sample(points_on_rays(origins, directions, coarse), picture))
    density = _density(decoder, hidden)
    weights = interval_weights(coarse, density)
    opacity, depth = weights.sum(-1), expected_depth(coarse, weights)
    share = sample_weights(weights)
    quantiles = sampling.quantiles(near)

    seeing = (opacity > EMPTY_OPACITY).nonzero()[:, 0]
    fine = importance_distances(coarse[seeing], weights[seeing], quantiles[seeing])
    points = points_on_rays(origins[seeing], directions[seeing], fine)
    fine_hidden = _hidden(decoder, planes.sample(points, picture[seeing]))
    fine_density = _density(decoder, fine_hidden)
    merged = merge_samples(coarse[seeing], density[seeing], fine, fine_density)
    opacity[seeing], depth[seeing] = merged.opacity, merged.depth
    share[seeing] = merged.coarse_weights

    colour = _gather_colour(decoder, hidden, share)
    colour[seeing] += _gather_colour(decoder, fine_hidden, merged.fine_weights)
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


def _gather_colour(decoder: FieldDecoder, hidden: Tensor, share: Tensor) -> Tensor:
    """Sum of the colours of samples [N, S, 64], each times its share [N, S]: [N, 32]."""
    counted = share > NEGLIGIBLE_SHARE
    weight, bias = decoder.output.weight[1:], decoder.output.bias[1:]
    if 2 * counted.sum() > counted.numel():
        # Picking samples costs more than it saves.
        shades = F.linear(hidden, weight, bias).sigmoid_()
        gathered = (share[:, None] @ shades)[:, 0]
    else:
        share = share * counted
        shades = F.linear(hidden[counted], weight, bias).sigmoid_()
        first = F.pad(counted.sum(1).cumsum(0)[:-1], (1, 0))
        samples = torch.arange(len(shades), device=shades.device)
        gathered = F.embedding_bag(
            samples, shades, first, mode="sum", per_sample_weights=share[counted]
        )
    # `FieldDecoder.colour` of the sum.
    overshoot = decoder.OVERSHOOT
    return gathered * (1 + 2 * overshoot) - overshoot * share.sum(1, keepdim=True)
