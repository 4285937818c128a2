from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from real3d.triplane.modeling.torso import (
    DepthConstantFusion,
    EncodedTorso,
    PreactivatedBlock,
    TorsoWarp,
    dilate,
    keypoint_evidence,
    keypoint_flows,
    mix_flows,
    pool_slices,
    repeat_slices,
    sample_volume,
)
from real3d.triplane.weights.folding import sum_over_depth
from tests.support.closeness import assert_close


@pytest.mark.parametrize(
    ("unit", "conv", "channels"), [("res3d", nn.Conv3d, 2), ("res2d_sn", nn.Conv2d, 3)]
)
def test_a_residual_block_agrees_with_the_published_one(units, unit, conv, channels):
    block = units.load(
        unit,
        PreactivatedBlock(conv, channels),
        lambda translation: translation.preactivated("own", unit),
    )
    assert_close(block(units[f"{unit}.x"]), units[f"{unit}.y"], 4e-6)


def test_convolution_norm_and_pooling_of_a_volume(units):
    name = "down3d.layers.0.layers"
    conv = units.load(
        "down3d",
        nn.Conv3d(2, 3, 3, padding=1),
        lambda translation: translation.normed("own", f"{name}.0", f"{name}.1"),
    )
    assert_close(pool_slices(conv(units["down3d.x"]).relu()), units["down3d.y"])


def test_enlarging_convolution_and_norm_of_a_volume(units):
    name = "up3d.layers.1.layers"
    conv = units.load(
        "up3d",
        nn.Conv3d(2, 3, 3, padding=1),
        lambda translation: translation.normed("own", f"{name}.0", f"{name}.1"),
    )
    assert_close(conv(repeat_slices(units["up3d.x"])).relu(), units["up3d.y"])


def test_spectral_norms_are_folded_with_the_stored_vectors(units):
    flatten = units.load(
        "conv2d_cna_sn_leaky",
        nn.Conv2d(3, 4, 3, padding=1),
        lambda translation: translation.normed(
            "own", "conv2d_cna_sn_leaky.layers.0", "conv2d_cna_sn_leaky.layers.1"
        ),
    )
    features = F.leaky_relu(flatten(units["conv2d_cna_sn_leaky.x"]), 0.2)
    assert_close(features, units["conv2d_cna_sn_leaky.y"])

    name = "up2d_sn.layers.1.layers"
    up = units.load(
        "up2d_sn",
        nn.Conv2d(3, 4, 3, padding=1),
        lambda translation: translation.normed("own", f"{name}.0", f"{name}.1"),
    )
    enlarged = F.interpolate(units["up2d_sn.x"], scale_factor=2)
    assert_close(up(enlarged).relu(), units["up2d_sn.y"])


def test_the_mask_grows_by_three_cells(units):
    assert_close(dilate(units["dilate.x"]), units["dilate.y_ksize7"])


def test_keypoints_move_the_volume(units):
    torso = EncodedTorso(units["warp.fs"], units["warp.fs"], units["warp.kp_s"])
    flows = keypoint_flows(torso, units["warp.kp_d"])
    assert_close(flows[:, 0], units["warp.grid"][None])
    assert_close(flows, units["warp.sparse_motion"])

    evidence = keypoint_evidence(torso, units["warp.kp_d"], flows).unflatten(1, (4, 3))
    assert_close(evidence[:, :, :1], units["warp.heatmap"])
    assert_close(evidence[:, :, 1:], units["warp.deformed_source"])

    flow = mix_flows(units["warp.mask_logits"], flows)
    assert_close(flow, units["warp.deformation"])
    warped = sample_volume(units["warp.fs"], flow, padding="border")
    assert_close(warped.flatten(1, 2), units["warp.warped_features"])


def test_a_picture_repeated_over_depth_needs_no_volume():
    torch.manual_seed(0)
    volume, picture = torch.randn(2, 3, 10, 9, 8), torch.randn(2, 4, 9, 8)
    plain = nn.Conv3d(7, 5, 7, padding=3)
    fusion = DepthConstantFusion(3, 4, 5)
    fusion.volume.load_state_dict({"weight": plain.weight[:, :3], "bias": plain.bias})
    fusion.picture.load_state_dict({"weight": sum_over_depth(plain.weight[:, 3:])})
    repeated = picture[:, :, None].expand(-1, -1, 10, -1, -1)
    assert_close(fusion(volume, picture), plain(torch.cat((volume, repeated), 1)), 1e-5)


def test_frames_of_a_chunk_are_those_made_one_by_one():
    torch.manual_seed(0)
    warp = TorsoWarp().eval()
    torso = warp.encode(
        torch.randn(1, 3, 128, 128), torch.ones(1, 2, 256, 256), torch.rand(1, 68, 3) - 0.5
    )
    keypoints = torch.rand(2, 68, 3) - 0.5
    head, opacity = torch.randn(2, 3, 128, 128), torch.rand(2, 1, 128, 128)
    together = warp(torso, keypoints, head, opacity)
    for k in range(2):
        frame = slice(k, k + 1)
        alone = warp(torso, keypoints[frame], head[frame], opacity[frame])
        assert_close(together.rgb[frame], alone.rgb, 1e-5)
        assert_close(together.hidden[frame], alone.hidden, 1e-5)
        assert_close(together.occlusion[frame], alone.occlusion, 1e-5)
