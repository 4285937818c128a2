"""Everything that only a GPU can show: `pytest tests/triplane -m gpu`, some five minutes.

Each fast form is compared with its plain float32 form on the same GPU, and the plain form with the
golden figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from importlib.util import find_spec

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from real3d.triplane.acceleration.ahead_of_time import (
    CompiledForward,
    compile_parts,
    heavy_parts,
    use_compiled_parts,
)
from real3d.triplane.acceleration.device_placement import fast_march, tensors_to_device, to_device
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_eyelids_on_gpu import close_eyes_on_gpu
from real3d.triplane.modeling.attention import attention
from real3d.triplane.modeling.renderer import DrivingStates, EncodedPortrait, Frames, Renderer
from real3d.triplane.modeling.super_resolution import EncodedBackground
from real3d.triplane.modeling.volume_rendering import march_reference
from tests.support.closeness import assert_same_rays, psnr
from tests.support.face_stand_in import stand_in_face_model
from tests.support.goldens import GOLDENS
from tests.support.renderer_goldens import Golden, deviations
from tests.support.triplane_stand_in import Scene
from tests.support.volume_stand_in import ball
from tests.support.volume_stand_in import fog as thick_fog

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.usefixtures("inference"),
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU"),
]
HALF = (torch.float16, torch.bfloat16)
needs_triton = pytest.mark.skipif(find_spec("triton") is None, reason="needs Triton")


@dataclass(frozen=True)
class EncodedScene:
    """A renderer with its encoded scene."""

    renderer: Renderer
    encoded: tuple[EncodedPortrait, EncodedBackground, Tensor]

    @classmethod
    def of(cls, renderer: Renderer, scene: Scene) -> EncodedScene:
        return cls(
            renderer,
            (
                renderer.encode_portrait(scene.portrait),
                renderer.encode_background(scene.background),
                renderer.encode_reference(scene.mesh_canonical, scene.mesh_source),
            ),
        )

    def render(self, states: DrivingStates) -> Frames:
        return self.renderer.render(*self.encoded, states)


@pytest.fixture(autouse=True)
def _true_float32() -> Iterator[None]:
    """TF32 would round what is to be compared."""
    with torch.backends.cudnn.flags(allow_tf32=False):
        yield


@pytest.fixture(scope="module")
def scene(golden) -> Scene:
    return tensors_to_device(golden.scene(), "cuda")


@pytest.fixture(scope="module")
def states(scene) -> DrivingStates:
    """Four frames that differ."""
    other = tensors_to_device(Golden(GOLDENS / "case_b.npz").scene().states, "cuda")
    frames = (scene.states, other, other, scene.states)
    return DrivingStates(
        torch.cat([frame.mesh for frame in frames]),
        torch.cat([frame.camera for frame in frames]),
        torch.cat([frame.keypoints for frame in frames]),
    )


@pytest.fixture(scope="module")
def plain(renderer, scene) -> EncodedScene:
    return EncodedScene.of(deepcopy(renderer).to("cuda"), scene)


@pytest.fixture(scope="module")
def expected(plain, states) -> Frames:
    """One frame at a time, float32, in the plain form."""
    frames = [plain.render(state) for state in one_by_one(states)]
    return Frames(
        *(torch.cat(parts) for parts in zip(*(tensors(frame) for frame in frames), strict=True))
    )


def one_by_one(states: DrivingStates) -> list[DrivingStates]:
    parts = (states.mesh, states.camera, states.keypoints)
    return [DrivingStates(*frame) for frame in zip(*(part.split(1) for part in parts), strict=True)]


def tensors(frames: Frames) -> tuple[Tensor, ...]:
    return frames.image, frames.head, frames.depth, frames.opacity


def fast_scene(renderer, scene, dtype) -> EncodedScene:
    return EncodedScene.of(to_device(deepcopy(renderer), "cuda", dtype), scene)


@pytest.mark.parametrize("case", ["case_a.npz", "case_b.npz", "case_c.npz"])
def test_the_plain_form_agrees_with_the_published_network(case):
    assert [str(d) for d in deviations(GOLDENS / case, "cuda") if not d.passed] == []


@pytest.mark.skipif(find_spec("xformers") is None, reason="needs xformers")
@pytest.mark.parametrize("dtype", [torch.float32, *HALF])
@pytest.mark.parametrize(
    ("heads", "width"), [(1, 32), (5, 32), (4, 256)], ids=["adapter", "adapter-5", "portrait"]
)
def test_xformers_attends_as_pytorch_does(dtype, heads, width):
    generator = torch.Generator("cuda").manual_seed(1)
    # Keys and values are two halves of one tensor, as in the network.
    query = torch.randn((2, 1024, heads, width), device="cuda", generator=generator)
    both = torch.randn((2, 256, 2 * heads, width), device="cuda", generator=generator)
    key, value = both.chunk(2, dim=2)
    exact = F.scaled_dot_product_attention(
        *(x.double().transpose(1, 2) for x in (query, key, value))
    )
    attended = attention(*(x.to(dtype) for x in (query, key, value)))
    tolerance = 1e-4 if dtype is torch.float32 else 1e-2
    torch.testing.assert_close(
        attended.double(), exact.transpose(1, 2), rtol=tolerance, atol=tolerance
    )


@needs_triton
@pytest.mark.parametrize("make", [ball, thick_fog])
def test_the_fused_kernel_sees_what_the_plain_form_sees(make):
    field = make(64)
    field.decoder.to("cuda")
    field = tensors_to_device(field, "cuda")
    assert fast_march("cuda") is not march_reference
    # Empty rays are skipped, which may take half an 8-bit level.
    assert_same_rays(field.seen_by(fast_march("cuda")), field.seen_by(march_reference), 4e-3)


@needs_triton
def test_the_fused_kernel_renders_the_network_s_volume(renderer, scene, states, expected):
    fused = fast_scene(renderer, scene, torch.float32).render(states)
    torch.testing.assert_close(fused.head, expected.head, rtol=0, atol=2e-2)
    assert (fused.head - expected.head).abs().mean() < 1e-3
    assert (fused.opacity - expected.opacity).abs().mean() < 1e-3


@pytest.mark.parametrize(
    ("dtype", "decibels"), [(torch.float32, 60), (torch.float16, 40), (torch.bfloat16, 40)]
)
def test_fast_layouts_and_precisions_show_the_same_frames(
    renderer, scene, states, expected, dtype, decibels
):
    image = fast_scene(renderer, scene, dtype).render(states).image
    for frame, plain_frame in zip(image, expected.image, strict=True):
        assert psnr(frame, plain_frame) > decibels


def test_a_chunk_of_frames_is_what_one_frame_at_a_time_gives(renderer, scene, states):
    encoded = fast_scene(renderer, scene, torch.float16)
    together = encoded.render(states).image
    for frame, state in zip(together, one_by_one(states), strict=True):
        assert psnr(frame, encoded.render(state).image[0]) > 60


def test_parts_compiled_ahead_of_time_show_the_same_frames(renderer, scene, states, tmp_path):
    encoded = fast_scene(renderer, scene, torch.float16)
    eager = encoded.render(states).image
    parts = heavy_parts(encoded.renderer)
    compile_parts(parts, lambda: encoded.render(states), tmp_path)
    assert use_compiled_parts(parts, tmp_path, at_once=True) == ()
    assert all(isinstance(part.forward, CompiledForward) for part in parts.values())
    assert psnr(encoded.render(states).image, eager) > 50


def test_lids_are_painted_on_the_card_as_on_the_host() -> None:
    mesh = FaceMesh(stand_in_face_model())
    (face,) = mesh(mesh.neutral(torch.zeros(80)), torch.zeros(1, 64))
    shut = close_eyes_on_gpu(face.cuda(), (1.0, 0.6))
    assert shut.is_cuda
    assert torch.equal(shut.cpu(), close_eyes_on_gpu(face, (1.0, 0.6)))
