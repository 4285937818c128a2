"""Volume rendering on GPUs in one kernel: sampling, decoder and marching.

The fast twin of `volume_rendering.march_reference` for GPUs where Triton is installed, which comes
with PyTorch for CUDA. One program marches one ray; no intermediate result is written to memory. As
in `empty_space.py`, a ray that hits nothing in the coarse pass gets no fine pass. Importing this
module needs Triton; `TRITON_INTERPRET=1` runs the kernel on a CPU, a few rays a second.
"""

from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor

from real3d.triplane.acceleration.empty_space import EMPTY_OPACITY
from real3d.triplane.modeling.rays import HALF_VOLUME, Rays
from real3d.triplane.modeling.volume_rendering import FieldDecoder, MarchedRays, Sampling

# Products of the decoder: float32 as the sum of three TF32 products on the matrix units.
PRECISION = "tf32x3"


def march_fused(
    decoder: FieldDecoder, planes: Tensor, rays: Rays, sampling: Sampling
) -> MarchedRays:
    """Marches rays through planes [B, 3, H, W, 32]; see `volume_rendering.March`."""
    batch, count = rays.near.shape
    near = rays.near.flatten().contiguous()
    jitter = sampling.jitter(near).expand(len(near), sampling.coarse)
    quantiles = sampling.quantiles(near)
    channels = planes.shape[-1]
    features = near.new_empty((batch, count, channels))
    depth, opacity, nearest, farthest = near.new_empty((4, batch, count))
    _march_ray[(len(near),)](
        planes.contiguous(),
        rays.origins.contiguous(),
        rays.directions.contiguous(),
        near,
        rays.far.contiguous(),
        jitter,
        quantiles,
        decoder.hidden.weight,
        decoder.hidden.bias,
        decoder.output.weight,
        decoder.output.bias,
        features,
        depth,
        opacity,
        nearest,
        farthest,
        count,
        planes.shape[2],
        planes.shape[3],
        *jitter.stride(),
        *quantiles.stride(),
        COARSE=sampling.coarse,
        FINE=sampling.fine,
        SLOTS=max(16, triton.next_power_of_2(max(sampling.coarse, sampling.fine))),
        CHANNELS=channels,
        HIDDEN=decoder.hidden.out_features,
        HALF_VOLUME=HALF_VOLUME,
        OVERSHOOT=decoder.OVERSHOOT,
        EMPTY_OPACITY=EMPTY_OPACITY,
        PRECISION=PRECISION,
    )
    return MarchedRays(features.transpose(1, 2), depth, opacity, nearest, farthest)


@triton.jit
def _march_ray(
    planes,  # [B, 3, height, width, CHANNELS]
    origins,  # [B, R, 3]
    directions,  # [B, R, 3]
    nears,  # [B, R]
    fars,  # [B, R]
    jitters,  # [B * R, COARSE], strided
    quantiles,  # [B * R, FINE], strided
    hidden_weight,  # [HIDDEN, CHANNELS]
    hidden_bias,  # [HIDDEN]
    output_weight,  # [1 + CHANNELS, HIDDEN], the density's row first
    output_bias,  # [1 + CHANNELS]
    features,  # [B, R, CHANNELS], result, as are the rest
    depths,  # [B, R]
    opacities,  # [B, R]
    nearest,  # [B, R]
    farthest,  # [B, R]
    rays,
    height,
    width,
    jitter_ray_stride,
    jitter_sample_stride,
    quantile_ray_stride,
    quantile_sample_stride,
    COARSE: tl.constexpr,
    FINE: tl.constexpr,
    SLOTS: tl.constexpr,  # a power of two that holds the samples of one pass
    CHANNELS: tl.constexpr,
    HIDDEN: tl.constexpr,
    HALF_VOLUME: tl.constexpr,
    OVERSHOOT: tl.constexpr,
    EMPTY_OPACITY: tl.constexpr,
    PRECISION: tl.constexpr,
):
    ray = tl.program_id(0)
    slot = tl.arange(0, SLOTS)
    channel = tl.arange(0, CHANNELS)
    unit = tl.arange(0, HIDDEN)
    planes += (ray // rays).to(tl.int64) * (3 * height * width * CHANNELS)

    # The decoder's weights, transposed: samples are rows.
    into_hidden = tl.load(hidden_weight + unit[None, :] * CHANNELS + channel[:, None])
    into_hidden_bias = tl.load(hidden_bias + unit)
    into_density = tl.load(output_weight + unit)
    into_density_bias = tl.load(output_bias)
    into_colour = tl.load(output_weight + (1 + channel[None, :]) * HIDDEN + unit[:, None])
    into_colour_bias = tl.load(output_bias + 1 + channel)

    # In the volume's own units, -1..1.
    x = tl.load(origins + 3 * ray) / HALF_VOLUME
    y = tl.load(origins + 3 * ray + 1) / HALF_VOLUME
    z = tl.load(origins + 3 * ray + 2) / HALF_VOLUME
    along_x = tl.load(directions + 3 * ray) / HALF_VOLUME
    along_y = tl.load(directions + 3 * ray + 1) / HALF_VOLUME
    along_z = tl.load(directions + 3 * ray + 2) / HALF_VOLUME
    near = tl.load(nears + ray)
    far = tl.load(fars + ray)

    # The coarse pass.
    jitter = tl.load(
        jitters + ray.to(tl.int64) * jitter_ray_stride + slot * jitter_sample_stride,
        mask=slot < COARSE,
        other=0.0,
    )
    coarse = near + (slot + jitter) * ((far - near) / (COARSE - 1))
    sampled = _sample_planes(
        planes,
        x + coarse * along_x,
        y + coarse * along_y,
        z + coarse * along_z,
        slot < COARSE,
        channel,
        height,
        width,
        SLOTS,
        CHANNELS,
    )
    hidden = tl.dot(sampled, into_hidden, input_precision=PRECISION)
    hidden = _softplus(hidden + into_hidden_bias[None, :])
    density = tl.sum(hidden * into_density[None, :], 1) + into_density_bias
    coarse_colour = tl.dot(hidden, into_colour, input_precision=PRECISION)
    coarse_colour = _colour(coarse_colour + into_colour_bias[None, :], OVERSHOOT)
    weight, middle = _interval_weights(coarse, density, slot, COARSE, SLOTS)
    opacity = tl.sum(weight, 0)
    depth = tl.sum(weight * middle, 0) / opacity
    share = _sample_shares(weight, slot)
    colour = tl.zeros((CHANNELS,), tl.float32)

    if opacity > EMPTY_OPACITY:
        # The fine pass, where the coarse one hit something.
        quantile = tl.load(
            quantiles + ray.to(tl.int64) * quantile_ray_stride + slot * quantile_sample_stride,
            mask=slot < FINE,
            other=0.5,
        )
        fine = _importance_distances(coarse, weight, quantile, slot, COARSE, SLOTS)
        fine_sampled = _sample_planes(
            planes,
            x + fine * along_x,
            y + fine * along_y,
            z + fine * along_z,
            slot < FINE,
            channel,
            height,
            width,
            SLOTS,
            CHANNELS,
        )
        fine_hidden = tl.dot(fine_sampled, into_hidden, input_precision=PRECISION)
        fine_hidden = _softplus(fine_hidden + into_hidden_bias[None, :])
        fine_density = tl.sum(fine_hidden * into_density[None, :], 1) + into_density_bias

        # Both together, in the order of their distances.
        place = tl.arange(0, 2 * SLOTS)
        unordered = _concatenate(coarse, fine, SLOTS)
        inside = _concatenate(slot < COARSE, slot < FINE, SLOTS)
        order = _order(tl.where(inside, unordered - near, float("inf")), place)
        distance = tl.gather(unordered, order, 0)
        both_density = tl.gather(_concatenate(density, fine_density, SLOTS), order, 0)
        both_weight, both_middle = _interval_weights(
            distance, both_density, place, COARSE + FINE, 2 * SLOTS
        )
        opacity = tl.sum(both_weight, 0)
        depth = tl.sum(both_weight * both_middle, 0) / opacity
        # The order of the order: where each sample went.
        went = _order(order.to(tl.float32), place)
        shares = tl.gather(_sample_shares(both_weight, place), went, 0)
        share, fine_weights = tl.split(tl.trans(tl.reshape(shares, (2, SLOTS))))
        fine_colour = tl.dot(fine_hidden, into_colour, input_precision=PRECISION)
        fine_colour = _colour(fine_colour + into_colour_bias[None, :], OVERSHOOT)
        colour = tl.sum(fine_colour * fine_weights[:, None], 0)

    colour += tl.sum(coarse_colour * share[:, None], 0)
    tl.store(features + ray.to(tl.int64) * CHANNELS + channel, 2 * colour - 1)
    tl.store(depths + ray, depth)
    tl.store(opacities + ray, opacity)
    tl.store(nearest + ray, tl.sum(tl.where(slot == 0, coarse, 0.0), 0))
    tl.store(farthest + ray, tl.sum(tl.where(slot == COARSE - 1, coarse, 0.0), 0))


@triton.jit
def _sample_planes(
    planes,
    x,
    y,
    z,
    wanted,
    channel,
    height,
    width,
    SLOTS: tl.constexpr,
    CHANNELS: tl.constexpr,
):
    """`planes.sample_planes`: [SLOTS, CHANNELS] at points in -1..1, 0 where none is wanted."""
    mixed = tl.zeros((SLOTS, CHANNELS), tl.float32)
    for k in range(3):
        column = (tl.where(k == 2, z, x) + 1) * (width / 2) - 0.5
        row = (tl.where(k == 0, y, tl.where(k == 1, z, x)) + 1) * (height / 2) - 0.5
        left = tl.floor(column)
        top = tl.floor(row)
        right = column - left
        below = row - top
        cells = planes + k * height * width * CHANNELS
        for down in tl.static_range(2):
            for across in tl.static_range(2):
                share = (right if across else 1 - right) * (below if down else 1 - below)
                cell = _read_cells(
                    cells,
                    left.to(tl.int32) + across,
                    top.to(tl.int32) + down,
                    wanted,
                    channel,
                    height,
                    width,
                    CHANNELS,
                )
                mixed += cell * share[:, None]
    return mixed / 3


@triton.jit
def _read_cells(plane, column, row, wanted, channel, height, width, CHANNELS: tl.constexpr):
    inside = wanted & (column >= 0) & (column < width) & (row >= 0) & (row < height)
    cell = plane + (row * width + column)[:, None] * CHANNELS + channel[None, :]
    return tl.load(cell, mask=inside[:, None], other=0.0).to(tl.float32)


@triton.jit
def _interval_weights(distance, density, slot, SAMPLES: tl.constexpr, SLOTS: tl.constexpr):
    """`volume_rendering.interval_weights`, 0 after the last interval; and intervals' middles."""
    after = tl.minimum(slot + 1, SLOTS - 1)
    next_distance = tl.gather(distance, after, 0)
    next_density = tl.gather(density, after, 0)
    thickness = _softplus((density + next_density) / 2 - 1) * (next_distance - distance)
    alpha = tl.where(slot < SAMPLES - 1, 1 - tl.exp(-thickness), 0.0)
    passed = tl.cumprod(1 - alpha + 1e-10, 0)
    before = tl.gather(passed, tl.maximum(slot - 1, 0), 0)
    return alpha * tl.where(slot == 0, 1.0, before), (distance + next_distance) / 2


@triton.jit
def _sample_shares(weight, slot):
    """`volume_rendering.sample_weights`."""
    before = tl.gather(weight, tl.maximum(slot - 1, 0), 0)
    return (weight + tl.where(slot == 0, 0.0, before)) / 2


@triton.jit
def _importance_distances(
    distance, weight, quantile, slot, SAMPLES: tl.constexpr, SLOTS: tl.constexpr
):
    """`volume_rendering.importance_distances`."""
    after = tl.minimum(slot + 1, SLOTS - 1)
    edge = (distance + tl.gather(distance, after, 0)) / 2
    before = tl.where(slot == 0, 0.0, tl.gather(weight, tl.maximum(slot - 1, 0), 0))
    # Weights are not negative and those after the last are 0, so that zeros may stand for nothing.
    greater = tl.maximum(before, weight)
    blurred = (greater + tl.gather(greater, after, 0)) / 2 + 0.01
    # Slot 0 holds no mass, so that its sum is where the distribution begins.
    mass = tl.where((slot > 0) & (slot < SAMPLES - 2), blurred + 1e-5, 0.0)
    cumulated = tl.cumsum(mass / tl.sum(mass, 0), 0)
    known = slot < SAMPLES - 2
    above = tl.sum((known[None, :] & (cumulated[None, :] <= quantile[:, None])).to(tl.int32), 1)
    lower = tl.maximum(above - 1, 0)
    upper = tl.minimum(above, SAMPLES - 3)
    start = tl.gather(cumulated, lower, 0)
    span = tl.gather(cumulated, upper, 0) - start
    left = tl.gather(edge, lower, 0)
    right = tl.gather(edge, upper, 0)
    return left + (quantile - start) / tl.where(span < 1e-5, 1.0, span) * (right - left)


@triton.jit
def _order(key, place):
    """Places of keys from the smallest to the largest.

    Floating-point numbers are in the order of their bits, negative ones with all bits but the sign
    turned over, and a place fits behind these. On rays that miss, samples lie before the first.
    """
    bits = key.to(tl.int32, bitcast=True)
    bits = tl.where(bits < 0, bits ^ 0x7FFFFFFF, bits).to(tl.int64)
    return (tl.sort((bits << 32) | place) & 0xFFFFFFFF).to(tl.int32)


@triton.jit
def _concatenate(first, second, SLOTS: tl.constexpr):
    return tl.reshape(tl.trans(tl.join(first, second)), (2 * SLOTS,))


@triton.jit
def _softplus(value):
    return tl.maximum(value, 0.0) + tl.log(1 + tl.exp(-tl.abs(value)))


@triton.jit
def _colour(output, OVERSHOOT: tl.constexpr):
    return tl.sigmoid(output) * (1 + 2 * OVERSHOOT) - OVERSHOOT
