from __future__ import annotations

import json
import warnings
from shutil import which

import pytest
import torch
from torch import nn

from real3d.errors import EngineUnavailableError
from real3d.triplane.acceleration.ahead_of_time import (
    CompiledForward,
    compile_parts,
    heavy_parts,
    package_folder,
    use_compiled_parts,
)
from real3d.triplane.loading import compile_renderer
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.modeling.super_resolution import PlainBlock
from tests.support.closeness import assert_close


class Network(nn.Module):
    """A part of the super-resolution, small."""

    def __init__(self) -> None:
        super().__init__()
        self.block = PlainBlock(4, 8)

    def forward(self, features, rgb):
        return self.block(features, rgb)

    def parts(self):
        return {"block": self.block}


def some_frames(count):
    generator = torch.Generator().manual_seed(count)
    return (
        torch.randn((count, 4, 8, 8), generator=generator),
        torch.randn((count, 3, 8, 8), generator=generator),
    )


@pytest.mark.slow
@pytest.mark.skipif(which("g++") is None, reason="needs a C++ compiler")
def test_compiled_parts_show_the_same_with_whatever_weights(tmp_path):
    compiled_with = Network().eval()
    compile_parts(compiled_with.parts(), lambda: compiled_with(*some_frames(2)), tmp_path)

    network = Network().eval()
    pair, single = network(*some_frames(2)), network(*some_frames(1))
    assert use_compiled_parts(network.parts(), tmp_path, at_once=True) == ()
    assert isinstance(network.block.forward, CompiledForward)
    for compiled, plain in zip(network(*some_frames(2)), pair, strict=True):
        assert_close(compiled, plain, 1e-5)
    # The last frames of a video are fewer: they take the plain form.
    for compiled, plain in zip(network(*some_frames(1)), single, strict=True):
        assert torch.equal(compiled, plain)


def test_nothing_changes_unless_someone_has_compiled(tmp_path):
    network = Network()
    assert use_compiled_parts(network.parts(), tmp_path, at_once=False) == ()
    assert not isinstance(network.block.forward, CompiledForward)


def packages(folder, names, shapes=((2, 4, 8, 8), (2, 3, 8, 8))):
    """What is left of compiled parts when the packages in it are broken."""
    folder.mkdir(parents=True)
    index = {name: [["float32", shape] for shape in shapes] for name in names}
    (folder / "parts.json").write_text(json.dumps(index))
    for name in names:
        (folder / f"{name}.pt2").write_bytes(b"broken")
    return folder


def test_what_was_compiled_for_other_machines_is_not_run_and_that_is_said(tmp_path):
    network = Network()
    packages(tmp_path / "NVIDIA_T4-float16", ["block"])
    (remark,) = use_compiled_parts(network.parts(), tmp_path / "NVIDIA_H200-float16", True)
    assert "compiled for NVIDIA_T4-float16 only" in str(remark)
    assert not isinstance(network.block.forward, CompiledForward)


def test_what_was_compiled_of_other_parts_is_not_run(tmp_path):
    network = Network()
    folder = packages(tmp_path / "here", ["block", "another"])
    (remark,) = use_compiled_parts(network.parts(), folder, at_once=True)
    assert remark.code == "compiled-for-others"
    assert not isinstance(network.block.forward, CompiledForward)


def test_a_package_that_cannot_be_loaded_is_left_out_and_that_is_said(tmp_path):
    network = Network()
    folder = packages(tmp_path / "here", ["block"])
    (remark,) = use_compiled_parts(network.parts(), folder, at_once=True)
    assert remark.code == "compiled-not-loaded"
    assert not isinstance(network.block.forward, CompiledForward)


def test_one_that_is_loaded_when_it_is_needed_gives_way_to_the_plain_form(tmp_path):
    network = Network().eval()
    plain = network(*some_frames(2))
    folder = packages(tmp_path / "here", ["block"])
    assert use_compiled_parts(network.parts(), folder, at_once=False) == ()
    with pytest.warns(UserWarning, match="cannot be loaded"):
        found = network(*some_frames(2))
    assert torch.equal(found[0], plain[0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        network(*some_frames(2))


def test_packages_of_unlike_machines_and_chunks_lie_apart(tmp_path):
    cpu = torch.device("cpu")
    folders = {
        package_folder(tmp_path, cpu, dtype, chunk)
        for dtype in (torch.float32, torch.bfloat16)
        for chunk in (1, 8)
    }
    assert len(folders) == 4
    assert all(folder.parent == tmp_path / "compiled" for folder in folders)


def test_the_renderer_s_heavy_parts_are_there():
    with torch.device("meta"):
        parts = heavy_parts(Renderer())
    assert "motion_adapter" in parts
    assert sum(p.numel() for part in parts.values() for p in part.parameters()) > 15e6


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_without_a_graphics_card_there_is_nothing_to_compile(tmp_path):
    with pytest.raises(EngineUnavailableError, match="graphics cards only"):
        compile_renderer(tmp_path / "renderer.safetensors")
