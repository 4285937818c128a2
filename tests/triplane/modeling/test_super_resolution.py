from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from real3d.triplane.modeling.super_resolution import (
    PlainBlock,
    SceneFusion,
    UpsamplingBlock,
    enlarge,
    smooth,
)
from real3d.triplane.weights.renderer_names import Translation
from tests.support.closeness import assert_close


def activated(features):
    return F.leaky_relu(features, 0.2)


def test_a_modulated_layer_is_a_plain_convolution(units):
    weight, bias = Translation(units.weights("synth")).synthesis_layer("synth")
    features = F.conv2d(units["synth.x"], weight.float(), bias.float(), padding=1)
    assert_close(activated(features), units["synth.y"])


def test_an_upsampling_layer_enlarges_then_smooths(units):
    weights = units.weights("synth_up")
    weight, bias = Translation(weights).synthesis_layer("synth_up")
    features = F.conv_transpose2d(units["synth_up.x"], weight.transpose(0, 1).float(), stride=2)
    features = smooth(features, 4 * weights["synth_up.resample_filter"], bias.float())
    assert_close(activated(features), units["synth_up.y"])


def test_a_picture_is_enlarged_with_the_small_filter(units):
    assert_close(enlarge(units["fir.x"], 4 * units["fir.filter"]), units["fir.upsample2d"])


@pytest.mark.parametrize(
    ("unit", "block"), [("block", UpsamplingBlock(4, 5)), ("noup", PlainBlock(4, 5))]
)
def test_a_block_agrees_with_the_published_one(units, unit, block):
    block = units.load(
        unit,
        block,
        lambda translation: translation.synthesis("own", unit, upsampling=unit == "block"),
    )
    features, rgb = block(units[f"{unit}.x"], units[f"{unit}.img"])
    assert_close(features, units[f"{unit}.y"])
    assert_close(rgb, units[f"{unit}.img_out"])


def test_the_background_s_share_of_the_fusion_is_computed_beforehand():
    torch.manual_seed(0)
    fusion = SceneFusion()
    nn.init.normal_(fusion.mix_bias)
    person, rgb = torch.randn(2, 256, 8, 8), torch.randn(1, 3, 8, 8)
    covered = torch.rand(2, 1, 8, 8)

    behind = fusion.background(rgb).expand(2, -1, -1, -1)
    both = torch.cat((person * covered, behind * (1 - covered)), 1)
    weight = torch.cat((fusion.person_mix.weight, fusion.background_mix.weight), 1)
    mixed = F.leaky_relu(F.conv2d(both, weight, fusion.mix_bias.flatten()))
    plain = fusion.conv2(F.leaky_relu(fusion.conv1(mixed)))

    background = SceneFusion.encode_background(fusion, rgb)
    assert_close(fusion(person, background, covered), plain, 1e-5)
