from __future__ import annotations

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
    assert use_compiled_parts(network.parts(), tmp_path)
    for compiled, plain in zip(network(*some_frames(2)), pair, strict=True):
        assert_close(compiled, plain, 1e-5)
    # The last frames of a video are fewer: they take the plain form.
    for compiled, plain in zip(network(*some_frames(1)), single, strict=True):
        assert torch.equal(compiled, plain)


def test_nothing_changes_unless_someone_has_compiled(tmp_path):
    network = Network()
    assert not use_compiled_parts(network.parts(), tmp_path)
    assert not isinstance(network.block.forward, CompiledForward)


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
