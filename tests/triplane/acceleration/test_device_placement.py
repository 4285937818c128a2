from __future__ import annotations

import torch
from torch import nn

from real3d.triplane.acceleration.device_placement import fast_dtype, tensors_to_device, to_device
from real3d.triplane.modeling.motion_adapter import MotionAdapter
from real3d.triplane.modeling.renderer import DrivingStates, Renderer


def test_convolutions_run_channels_last_and_the_field_in_float32():
    with torch.device("meta"):
        renderer = Renderer()
    placed = to_device(renderer, "meta", torch.bfloat16)
    conv = placed.super_resolution.person.conv2.weight
    assert conv.dtype == torch.bfloat16
    assert conv.is_contiguous(memory_format=torch.channels_last)
    volume = placed.super_resolution.torso.flow.fuse.volume.weight
    assert volume.is_contiguous(memory_format=torch.channels_last_3d)
    assert placed.super_resolution.head_block.smoothing.dtype == torch.bfloat16
    assert placed.volume_renderer.decoder.hidden.weight.dtype == torch.float32


def test_the_layout_does_not_change_what_a_network_computes():
    torch.manual_seed(0)
    adapter = MotionAdapter().eval()
    reference, driving = torch.randn(1, 3, 64, 64), torch.randn(1, 3, 64, 64)
    plain = adapter(reference, driving)
    with torch.device("meta"):
        renderer = Renderer()
    renderer.image_to_plane = renderer.super_resolution = renderer.volume_renderer = nn.Identity()
    renderer.motion_adapter = adapter
    placed = to_device(renderer, "cpu", torch.float32).motion_adapter
    torch.testing.assert_close(placed(reference, driving), plain, rtol=1e-4, atol=1e-5)


def test_gpus_take_half_precision_and_cpus_only_where_it_is_faster(monkeypatch):
    assert fast_dtype("cuda") == torch.float16
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: True)
    assert fast_dtype("cpu") == torch.bfloat16
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False)
    assert fast_dtype("cpu") == torch.float32


def test_a_dataclass_of_tensors_moves_as_a_whole():
    states = DrivingStates(torch.zeros(1, 3, 512, 512), torch.zeros(1, 25), torch.zeros(1, 68, 3))
    moved = tensors_to_device(states, "meta")
    assert isinstance(moved, DrivingStates)
    assert moved.mesh.is_meta
    assert moved.camera.is_meta
    assert moved.keypoints.is_meta
    assert not states.mesh.is_meta
