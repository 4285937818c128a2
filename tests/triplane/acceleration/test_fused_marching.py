"""The kernel itself, interpreted; `test_on_gpu.py` runs it compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch

from real3d.triplane.acceleration import device_placement
from real3d.triplane.acceleration.empty_space import march_skipping_empty_space
from real3d.triplane.modeling.volume_rendering import MarchedRays, march_reference
from tests.support.closeness import assert_same_rays
from tests.support.volume_stand_in import Field, ball

needs_triton = pytest.mark.skipif(
    find_spec("triton") is None,
    reason="needs Triton, which comes with PyTorch for CUDA (pip install triton)",
)


def march_interpreted(field: Field, folder: Path) -> MarchedRays:
    """In a process of its own: Triton decides when it is imported whether it interprets."""
    given = {
        "decoder": field.decoder.state_dict(),
        "planes": field.planes,
        "rays": asdict(field.rays),
        "samples": (field.sampling.coarse, field.sampling.fine),
    }
    torch.save(given, folder / "given.pt")
    subprocess.run(
        [sys.executable, "-m", "tests.support.interpreted_march", "given.pt", "marched.pt"],
        cwd=folder,
        env=os.environ | {"TRITON_INTERPRET": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=300,
        check=True,
    )
    return MarchedRays(**torch.load(folder / "marched.pt", weights_only=True))


@needs_triton
def test_the_kernel_renders_as_published(fog, tmp_path):
    some = fog.thinned(16)
    assert_same_rays(march_interpreted(some, tmp_path), some.seen_by(march_reference), 1e-5)


@needs_triton
def test_the_kernel_skips_empty_space_as_on_a_cpu(tmp_path):
    some = ball(16).thinned(37)
    fused = march_interpreted(some, tmp_path)
    assert_same_rays(fused, some.seen_by(march_skipping_empty_space), 1e-4)
    assert (fused.opacity < 1e-3).any()


@needs_triton
@pytest.mark.slow
def test_the_kernel_can_be_compiled_for_a_gpu_that_is_not_there():
    from tests.support.compiled_march import compile_for

    # Compute capability 9.0: an H100 or H200.
    assert ".entry _march_ray" in compile_for(90)


def test_a_gpu_without_triton_gets_the_plain_form(monkeypatch):
    monkeypatch.setattr(device_placement, "find_spec", lambda name: None)
    assert device_placement.fast_march("cuda") is march_reference
    assert device_placement.fast_march("cpu") is march_skipping_empty_space
