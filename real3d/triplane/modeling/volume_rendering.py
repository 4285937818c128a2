"""Volume rendering of a tri-plane: coarse samples, importance samples, marching.

After EG3D (Chan et al., CVPR 2022) and NeRF (Mildenhall et al., ECCV 2020). Everything here is
float32 whatever the precision of the networks around it: densities are steep, and distances along
a ray differ in their fourth digit. Shapes: B pictures, R rays each, S samples on a ray.

`march_reference` is the plain form. Its fast twins are `empty_space.py` for CPUs and
`fused_marching.py` for GPUs; `device_placement.to_device` chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.triplane.modeling.planes import PLANE_CHANNELS, sample_planes
from real3d.triplane.modeling.rays import HALF_VOLUME, Rays

# Rays are rendered in blocks of this many (over all pictures together), so that what is computed
# for a block stays in a CPU's cache, or within a gigabyte or two on a GPU.
CPU_RAYS_PER_BLOCK = 256
GPU_RAYS_PER_BLOCK = 2**15


@dataclass(frozen=True)
class Sampling:
    """Where on a ray the field is evaluated."""

    coarse: int = 48
    """Evenly spaced samples."""
    fine: int = 48
    """Samples where the coarse ones have weight."""
    generator: torch.Generator | None = None
    """Draws positions at random, as in training; None puts them in the middle of their intervals,
    which is free of noise and repeatable."""

    def jitter(self, rays: Tensor) -> Tensor:
        """Shift of each coarse sample as a share of the interval: [B, R, coarse], or one number."""
        if self.generator is None:
            return rays.new_full((), 0.5)
        return self._uniform(rays, self.coarse)

    def quantiles(self, rays: Tensor) -> Tensor:
        """Quantiles of the fine samples: [B, R, fine], in 0..1."""
        if self.generator is None:
            middles = torch.arange(self.fine, device=rays.device, dtype=rays.dtype) + 0.5
            return (middles / self.fine).expand(*rays.shape, -1)
        return self._uniform(rays, self.fine)

    def _uniform(self, rays: Tensor, samples: int) -> Tensor:
        shape = (*rays.shape, samples)
        return torch.rand(shape, generator=self.generator, device=rays.device, dtype=rays.dtype)


DETERMINISTIC_SAMPLING = Sampling()


@dataclass(frozen=True)
class RenderedVolume:
    """Volumes rendered by B cameras."""

    features: Tensor
    """[B, 32, H, W] in -1..1; the first three are red, green, blue over black."""
    depth: Tensor
    """[B, 1, H, W] distance from the camera."""
    opacity: Tensor
    """[B, 1, H, W] in 0..1."""


@dataclass(frozen=True)
class MarchedRays:
    """Results of R rays in each of B pictures."""

    features: Tensor
    """[B, 32, R] in -1..1."""
    depth: Tensor
    """[B, R] expected distance; not a number where the opacity is 0."""
    opacity: Tensor
    """[B, R] in 0..1."""
    nearest: Tensor
    """[B, R] distance of the first sample."""
    farthest: Tensor
    """[B, R] distance of the last sample."""


@dataclass(frozen=True)
class MergedSamples:
    """Coarse and fine samples of rays, composited together."""

    coarse_weights: Tensor
    """[..., S] weight of each coarse sample in its pixel."""
    fine_weights: Tensor
    """[..., F] weight of each fine one."""
    opacity: Tensor
    """[...] in 0..1."""
    depth: Tensor
    """[...] expected distance; not a number where the opacity is 0."""


class VolumeRenderer(nn.Module):
    """Renders tri-planes. The only part with weights is the decoder of the field."""

    def __init__(self) -> None:
        super().__init__()
        self.decoder = FieldDecoder()
        self.march: March = march_reference

    def forward(self, planes: Tensor, rays: Rays, sampling: Sampling) -> RenderedVolume:
        """
        Args:
            planes: [B, 3, H, W, 32].
            rays: of B square pictures, row by row.
            sampling: positions on the rays.
        """
        marched = self.march(self.decoder, planes, rays, sampling)
        nearest = marched.nearest.amin(1, keepdim=True)
        farthest = marched.farthest.amax(1, keepdim=True)
        depth = marched.depth.nan_to_num(nan=torch.inf, posinf=torch.inf).clamp(nearest, farthest)
        side = round(depth.shape[1] ** 0.5)
        return RenderedVolume(
            marched.features.unflatten(2, (side, side)),
            depth[:, None].unflatten(2, (side, side)),
            marched.opacity[:, None].unflatten(2, (side, side)),
        )


class FieldDecoder(nn.Module):
    """Two linear layers from a point's features to its density and colour."""

    # Lets colours reach 0 and 1 although a sigmoid never does (Barron et al., "Mip-NeRF").
    OVERSHOOT = 0.001

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(PLANE_CHANNELS, 64)
        self.output = nn.Linear(64, 1 + PLANE_CHANNELS)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """[B, 32, R, S] to raw density [B, R, S] and colour [B, 32, R, S] in about 0..1."""
        rays = features.shape[2:]
        hidden = F.softplus(_linear(self.hidden, features.flatten(2)))
        output = _linear(self.output, hidden).unflatten(2, rays)
        return output[:, 0], self.colour(output[:, 1:])

    def colour(self, output: Tensor) -> Tensor:
        """The last layer's values as colours."""
        return output.sigmoid() * (1 + 2 * self.OVERSHOOT) - self.OVERSHOOT


March = Callable[[FieldDecoder, Tensor, Rays, Sampling], MarchedRays]
"""A ray marcher: decoder, planes [B, 3, H, W, 32], rays and sampling to `MarchedRays`."""


def march_reference(
    decoder: FieldDecoder, planes: Tensor, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """Marches every sample of every ray; the reference that fast forms are compared with."""
    blocks = [march_at_once(decoder, planes, block, sampling) for block in ray_blocks(rays)]
    return join_blocks(blocks)


def ray_blocks(rays: Rays) -> Iterator[Rays]:
    """The rays in blocks of a size that suits the device."""
    total = GPU_RAYS_PER_BLOCK if rays.near.is_cuda else CPU_RAYS_PER_BLOCK
    size = max(1, total // len(rays.near))
    tensors = (rays.origins, rays.directions, rays.near, rays.far)
    for parts in zip(*(tensor.split(size, 1) for tensor in tensors), strict=True):
        yield Rays(*parts)


def join_blocks(blocks: Sequence[MarchedRays]) -> MarchedRays:
    """Blocks of rays, one after the other, as one."""
    tensors = (
        (block.features, block.depth, block.opacity, block.nearest, block.farthest)
        for block in blocks
    )
    return MarchedRays(*(torch.cat(parts, -1) for parts in zip(*tensors, strict=True)))


def points_on_rays(origins: Tensor, directions: Tensor, distances: Tensor) -> Tensor:
    """Points [..., S, 3] at distances [..., S] on rays [..., 3], in -1..1 within the volume."""
    points = origins[..., None, :] + distances[..., None] * directions[..., None, :]
    return points / HALF_VOLUME


def coarse_distances(near: Tensor, far: Tensor, jitter: Tensor, samples: int) -> Tensor:
    """Evenly spaced distances [B, R, samples], each moved on by `jitter` (0..1) of a step."""
    step = ((far - near) / (samples - 1))[..., None]
    shares = torch.linspace(0, 1, samples, device=near.device, dtype=near.dtype)
    return near[..., None] + shares * (far - near)[..., None] + jitter * step


def interval_weights(distances: Tensor, density: Tensor) -> Tensor:
    """Weight of each interval between samples in its pixel: [B, R, S] to [B, R, S - 1].

    The density of an interval is the mean of its ends, made positive after taking the mean.
    """
    length = distances[..., 1:] - distances[..., :-1]
    alpha = 1 - torch.exp(-F.softplus(_middles(density) - 1) * length)
    transmittance = torch.cumprod(1 - alpha[..., :-1] + 1e-10, -1)
    return alpha * F.pad(transmittance, (1, 0), value=1.0)


def importance_distances(distances: Tensor, weights: Tensor, quantiles: Tensor) -> Tensor:
    """Distances of the fine samples, where the coarse ones have weight.

    Args:
        distances: [B, R, S] coarse samples.
        weights: [B, R, S - 1] of their intervals.
        quantiles: [B, R, fine] in 0..1.

    Returns:
        [B, R, fine], ascending where the quantiles are.
    """
    edges = _middles(distances)
    padded = F.pad(weights, (1, 1), value=-torch.inf)
    blurred = _middles(torch.maximum(padded[..., :-1], padded[..., 1:])) + 0.01
    # S - 3 weights against S - 1 edges: the last interval is never sampled. The published network
    # was trained so.
    mass = blurred[..., 1:-1] + 1e-5
    mass = mass / mass.sum(-1, keepdim=True)
    cumulated = F.pad(mass.cumsum(-1), (1, 0))
    above = torch.searchsorted(cumulated, quantiles.contiguous(), right=True)
    lower = (above - 1).clamp(min=0)
    upper = above.clamp(max=cumulated.shape[-1] - 1)
    start, end = cumulated.gather(-1, lower), cumulated.gather(-1, upper)
    span = end - start
    share = (quantiles - start) / span.masked_fill(span < 1e-5, 1.0)
    left, right = edges.gather(-1, lower), edges.gather(-1, upper)
    return left + share * (right - left)


def merge_samples(
    coarse: Tensor, density: Tensor, fine: Tensor, fine_density: Tensor
) -> MergedSamples:
    """Composites coarse and fine samples in the order of their distances.

    Args:
        coarse: [..., S] distances, ascending.
        density: [..., S] raw, of the coarse samples.
        fine: [..., F] distances between the first and the last coarse one.
        fine_density: [..., F] raw.
    """
    distances, order = torch.cat((coarse, fine), -1).sort(-1)
    weights = interval_weights(distances, torch.cat((density, fine_density), -1).gather(-1, order))
    shares = sample_weights(weights)
    # Colours stay unsorted; weights are brought back into their order.
    shares = torch.empty_like(shares).scatter_(-1, order, shares)
    coarse_weights, fine_weights = shares.split((coarse.shape[-1], fine.shape[-1]), -1)
    return MergedSamples(
        coarse_weights, fine_weights, weights.sum(-1), expected_depth(distances, weights)
    )


def expected_depth(distances: Tensor, weights: Tensor) -> Tensor:
    """Expected distance [B, R]; not a number where the opacity is 0."""
    return (weights * _middles(distances)).sum(-1) / weights.sum(-1)


def sample_weights(weights: Tensor) -> Tensor:
    """Weights of samples from the weights of intervals: [B, R, S - 1] to [B, R, S].

    An interval has the mean colour of its ends, so it gives half its weight to either.
    """
    return (F.pad(weights, (1, 0)) + F.pad(weights, (0, 1))) / 2


def march_at_once(
    decoder: FieldDecoder, planes: Tensor, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """Marches all rays in one piece, which training has to keep for the gradients anyway."""
    origins, directions = rays.origins, rays.directions
    coarse = coarse_distances(rays.near, rays.far, sampling.jitter(rays.near), sampling.coarse)
    points = points_on_rays(origins, directions, coarse)
    density, colour = decoder(sample_planes(planes, points))
    weights = interval_weights(coarse, density)
    fine = importance_distances(coarse, weights, sampling.quantiles(rays.near))
    points = points_on_rays(origins, directions, fine)
    fine_density, fine_colour = decoder(sample_planes(planes, points))

    merged = merge_samples(coarse, density, fine, fine_density)
    seen = (colour * merged.coarse_weights[:, None]).sum(-1)
    seen += (fine_colour * merged.fine_weights[:, None]).sum(-1)
    return MarchedRays(2 * seen - 1, merged.depth, merged.opacity, coarse[..., 0], coarse[..., -1])


def _linear(layer: nn.Linear, features: Tensor) -> Tensor:
    """The layer on the second axis of [B, C, N]."""
    return torch.matmul(layer.weight, features).add_(layer.bias[:, None])


def _middles(values: Tensor) -> Tensor:
    return (values[..., 1:] + values[..., :-1]) / 2
