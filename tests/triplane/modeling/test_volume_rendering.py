from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from real3d.triplane.modeling import volume_rendering
from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.volume_rendering import (
    Sampling,
    VolumeRenderer,
    coarse_distances,
    expected_depth,
    importance_distances,
    interval_weights,
    march_reference,
    sample_weights,
)
from tests.support.closeness import assert_close


def test_a_point_s_features_become_density_and_colour(units, fog):
    features = units["decoder.in"].mean(1).transpose(1, 2)[:, :, None]
    density, colour = fog.decoder(features)
    assert_close(density[:, 0, :, None], units["decoder.sigma"])
    assert_close(colour[:, :, 0].transpose(1, 2), units["decoder.rgb"])


def test_coarse_samples_are_evenly_spaced_and_moved_by_the_jitter(units):
    near, far = units["strat.near"][..., 0], units["strat.far"][..., 0]
    distances = coarse_distances(near, far, units["strat.jitter"][..., 0], 6)
    assert_close(distances[..., None], units["strat.depths"])


def test_marching_weighs_intervals_by_what_is_before_them(units):
    distances, density = units["march.depths"][..., 0], units["march.densities"][..., 0]
    weights = interval_weights(distances, density)
    assert_close(weights[..., None], units["march.weights"])
    colour = (units["march.colors"] * sample_weights(weights)[..., None]).sum(2)
    assert_close(2 * colour - 1, units["march.rgb"])
    depth = expected_depth(distances, weights)
    assert_close(depth.clamp(distances.min(), distances.max())[..., None], units["march.depth"])


def test_fine_samples_follow_the_weights(units):
    fine = importance_distances(
        units["strat.depths"][..., 0],
        units["march.weights"][..., 0],
        units["imp.u"].view(2, 64, 7),
    )
    assert_close(fine[..., None], units["imp.depths"])


@pytest.mark.parametrize("rays_per_block", [6, 10**6])
def test_a_volume_is_rendered_as_published(units, fog, monkeypatch, rays_per_block):
    monkeypatch.setattr(volume_rendering, "CPU_RAYS_PER_BLOCK", rays_per_block)
    renderer = VolumeRenderer()
    renderer.decoder = fog.decoder
    volume = renderer(fog.planes, fog.rays, fog.sampling)
    assert_close(volume.features.flatten(2).transpose(1, 2), units["render.features"], 4e-6)
    assert_close(volume.opacity.flatten(1)[..., None], units["render.weights"], 4e-6)
    assert_close(volume.depth.flatten(1)[..., None], units["render.depth"], 4e-6)


def test_random_sampling_repeats_with_its_seed_and_changes_little(fog):
    def draw(seed: int) -> torch.Tensor:
        sampling = Sampling(generator=torch.Generator().manual_seed(seed))
        return replace(fog, sampling=sampling).seen_by(march_reference).features

    even = replace(fog, sampling=Sampling()).seen_by(march_reference).features
    assert torch.equal(draw(1), draw(1))
    assert not torch.equal(draw(1), draw(2))
    assert (draw(1) - even).abs().mean() < 0.05


def test_the_depth_of_nothing_is_the_last_sample():
    distances = torch.tensor([[[2.0, 3.0, 4.0]]])
    weights = interval_weights(distances, torch.full((1, 1, 3), -200.0))
    assert expected_depth(distances, weights).isnan().all()

    renderer = VolumeRenderer()
    torch.nn.init.constant_(renderer.decoder.output.bias, -1000.0)
    ones = torch.ones(1, 4)
    rays = Rays(torch.zeros(1, 4, 3), torch.tensor([0, 0, 1.0]).expand(1, 4, 3), ones, 2 * ones)
    volume = renderer(torch.zeros(1, 3, 4, 4, 32), rays, Sampling(4, 4))
    assert (volume.depth > 2).all()
    assert (volume.opacity == 0).all()
    assert (volume.features == -1).all()


def test_sampling_is_repeatable_unless_a_generator_is_given():
    near = torch.ones(2, 9)
    assert Sampling().jitter(near) == 0.5
    assert_close(Sampling(fine=4).quantiles(near)[1, 3], torch.tensor([0.125, 0.375, 0.625, 0.875]))

    def draw():
        return Sampling(5, 6, torch.Generator().manual_seed(3))

    jitter, quantiles = draw().jitter(near), draw().quantiles(near)
    assert jitter.shape == (2, 9, 5)
    assert quantiles.shape == (2, 9, 6)
    assert torch.equal(jitter, draw().jitter(near))
    assert 0 <= jitter.min() < jitter.max() < 1
