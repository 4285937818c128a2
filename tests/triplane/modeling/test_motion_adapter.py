from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from real3d.triplane.modeling.motion_adapter import STAGE_CHANNELS, MotionAdapter, StageFusion
from real3d.triplane.modeling.resizing import resize
from real3d.triplane.weights.renderer_names import Translation
from tests.support.closeness import assert_close


def test_reference_and_driving_renderings_are_mixed_as_published(units):
    weight = units["prenet.w.weight"] / 3
    adapter = MotionAdapter()
    adapter.reference_mix.load_state_dict({"weight": weight[:, :6], "bias": units["prenet.w.bias"]})
    adapter.driving_mix.load_state_dict({"weight": weight[:, 6:]})
    reference, driving = units["prenet.x"].split((6, 3), 1)
    mixed = adapter.reference_mix(reference) + adapter.driving_mix(driving)
    assert_close(mixed, units["prenet.y"])


def test_the_four_stages_are_fused_as_published():
    torch.manual_seed(0)
    widths = dict(zip((1, 2, 3, 4), STAGE_CHANNELS, strict=True))
    linears = {k: nn.Linear(width, 8) for k, width in widths.items()}
    mix, norm = nn.Conv2d(32, 8, 1, bias=False), nn.BatchNorm2d(8).eval()
    for tensor in (norm.weight, norm.bias, norm.running_mean):
        nn.init.normal_(tensor)
    stages = [torch.randn(2, width, 32 >> k, 32 >> k) for k, width in widths.items()]

    pictures = []
    for k in (4, 3, 2, 1):
        tokens = linears[k](stages[k - 1].permute(0, 2, 3, 1))
        pictures.append(resize(tokens.permute(0, 3, 1, 2), 16))
    plain = F.relu(norm(mix(torch.cat(pictures, 1))))

    released = {f"head.linear_fuse.conv.{n}": v for n, v in mix.state_dict().items()}
    released |= {f"head.linear_fuse.bn.{n}": v for n, v in norm.state_dict().items()}
    for k, linear in linears.items():
        released |= {f"head.linear_c{k}.proj.{n}": v for n, v in linear.state_dict().items()}
    translation = Translation(released)
    translation.stage_fusion("own", "head")
    fusion = StageFusion(8)
    fusion.load_state_dict({n.removeprefix("own."): v for n, v in translation.state.items()})
    assert_close(fusion(stages), plain, 1e-5)


def test_frames_of_a_chunk_are_those_made_one_by_one():
    torch.manual_seed(0)
    adapter = MotionAdapter().eval()
    reference, driving = torch.randn(1, 3, 128, 128), torch.randn(3, 3, 128, 128)
    together = adapter(reference, driving)
    assert together.shape == (3, 3, 64, 64, 32)
    for k in range(3):
        assert_close(together[k : k + 1], adapter(reference, driving[k : k + 1]), 1e-5)
