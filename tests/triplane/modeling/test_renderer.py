"""The whole network on stand-in weights, against golden figures of the published one."""

from __future__ import annotations

from copy import deepcopy
from zlib import crc32

import pytest
import torch

from real3d.triplane.acceleration.device_placement import to_device
from real3d.triplane.modeling.renderer import DrivingStates, Frames, Renderer
from tests.support.closeness import psnr
from tests.support.goldens import GOLDENS
from tests.support.renderer_goldens import Golden, deviations


def complaints(case: str) -> list[str]:
    return [str(found) for found in deviations(GOLDENS / case) if not found.passed]


def test_stand_in_weights_are_the_ones_the_figures_were_made_with(golden):
    checksum = 0
    for name, tensor in golden.renderer()[1].items():
        # The last bit of these depends on the machine's mathematics library.
        if not name.endswith(("weight_u", "weight_v", "running_var", "decoder.net.2.weight")):
            checksum = crc32(tensor.numpy(), checksum)
    assert f"{checksum:08x}" == "78b36ed9"


def test_every_stage_agrees_with_the_published_network():
    assert complaints("case_a.npz") == []


@pytest.mark.slow
@pytest.mark.parametrize("case", ["case_b.npz", "case_c.npz"])
def test_other_poses_and_portraits_agree_too(case):
    assert complaints(case) == []


def show(renderer: Renderer, *cases: Golden) -> Frames:
    """Frames of cases with the same portrait, at once."""
    scenes = [case.scene() for case in cases]
    first = scenes[0]
    states = ((scene.states.mesh, scene.states.camera, scene.states.keypoints) for scene in scenes)
    return renderer.render(
        renderer.encode_portrait(first.portrait),
        renderer.encode_background(first.background),
        renderer.encode_reference(first.mesh_canonical, first.mesh_source),
        DrivingStates(*(torch.cat(parts) for parts in zip(*states, strict=True))),
    )


def decibels(golden: Golden, image: torch.Tensor) -> float:
    """How close a frame is to the published network's."""
    found, expected = golden.samples("image_i16", image)
    return psnr(torch.from_numpy(found), torch.from_numpy(expected))


@pytest.mark.slow
def test_two_frames_at_once_in_the_fast_form_are_the_published_ones(renderer, golden):
    other = Golden(GOLDENS / "case_b.npz")
    frames = show(to_device(deepcopy(renderer), "cpu", torch.float32), golden, other)
    for k, case in enumerate((golden, other)):
        assert case.deviation("image_raw", frames.head[k : k + 1]).passed
        assert case.deviation("weights_img", frames.opacity[k : k + 1]).passed
        assert case.deviation("image_i16", frames.image[k : k + 1]).passed


@pytest.mark.slow
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_shows_the_published_frame(renderer, golden, dtype):
    frames = show(to_device(deepcopy(renderer), "cpu", dtype), golden)
    assert decibels(golden, frames.image) > 40


def test_states_of_unequal_numbers_are_refused():
    mesh, camera, keypoints = torch.zeros(2, 3, 512, 512), torch.zeros(2, 25), torch.zeros(1, 68, 3)
    with pytest.raises(AssertionError, match=r"keypoints is \[1, 68, 3\], not \[2, 68, 3\]"):
        DrivingStates(mesh, camera, keypoints)


def test_frames_become_bytes_by_rounding_down():
    image = torch.tensor([-1.0, 0.0, 0.999, 1.0]).view(1, 1, 2, 2).expand(1, 3, 2, 2)
    frames = Frames(image, image, image, image)
    assert frames.to_uint8().shape == (1, 2, 2, 3)
    assert frames.to_uint8()[0, ..., 0].flatten().tolist() == [0, 127, 254, 255]
