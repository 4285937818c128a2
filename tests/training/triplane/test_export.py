"""What is trained is exported by the released names, converted, and rendered as it was trained."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from real3d.errors import InputError
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.volume_rendering import Sampling
from real3d.triplane.weights.checkpoint import (
    find_checkpoint,
    read_container,
    read_released,
    released_tensors,
)
from real3d.triplane.weights.conversion import AUDIO_FOLDER, RELEASE, RENDERER_FOLDER
from real3d.triplane.weights.renderer_names import translate
from tests.support.narrow_renderer import narrow_renderer
from tests.training.triplane.small import audio_stage, head_stage
from training.triplane.adaptation import Adaptation
from training.triplane.export import export, write_release
from training.triplane.loop import CHECKPOINT, train
from training.triplane.stages.head import HeadStage


def test_the_runtime_renders_the_frame_of_the_trained_model(tmp_path: Path) -> None:
    stage = head_stage(steps=3)
    train(stage, tmp_path, lambda step, figures: None)
    with torch.no_grad():
        trained, shown = _both_frames(stage, tmp_path)
    assert (shown - trained).abs().max() < 1e-3
    assert trained.std() > 0.05, "there is something to see"


def _both_frames(stage: HeadStage, folder: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """A frame by the trained model, and by the runtime around the file that was exported."""
    model = stage.networks["model"].eval()
    pair = stage._pairs(1, [0])
    planes = model.canonical_planes(pair.source_head) + model.expression_planes(
        pair.mesh_canonical, pair.mesh_source, pair.mesh_target
    )
    trained = model.render_head(planes, pair.camera, Sampling(8, 8)).image

    path = write_release(model.state_dict(), folder / "release", steps=3)
    runtime = narrow_renderer(translate(read_container(path)))
    mesh = torch.cat((pair.mesh_canonical, pair.mesh_source), 1)
    reference = runtime.motion_adapter.reference_mix(mesh)
    planes = runtime.image_to_plane(pair.source_head)
    planes = planes + runtime.motion_adapter(reference, pair.mesh_target)
    volume = runtime.volume_renderer(planes, cast_rays(pair.camera, 8), Sampling(8, 8))
    upscale = runtime.super_resolution
    features, rgb = upscale.head_block(volume.features, volume.features[:, :3])
    return trained, upscale.final_block(features, rgb)[1]


def test_a_network_of_the_released_sizes_passes_the_conversions_check(tmp_path: Path) -> None:
    # One stored value for each tensor, so that the file stays small.
    state = {
        name: torch.zeros((), dtype=getattr(torch, spec.dtype)).expand(spec.shape)
        for name, spec in released_tensors().items()
    }
    path = write_release(state, tmp_path / RELEASE / RENDERER_FOLDER, steps=7)
    assert find_checkpoint(path.parent) == path
    assert list(read_released(path)) == list(released_tensors())


def test_a_narrow_network_is_not_exported_as_a_release(tmp_path: Path) -> None:
    train(head_stage(steps=1), tmp_path, lambda step, figures: None)
    with pytest.raises(InputError, match="narrower"):
        export(tmp_path / CHECKPOINT, tmp_path / "release")


def test_changes_are_merged_into_a_released_checkpoint(tmp_path: Path) -> None:
    state = {
        name: torch.zeros((), dtype=getattr(torch, spec.dtype)).expand(spec.shape)
        for name, spec in released_tensors().items()
    }
    released = write_release(state, tmp_path, steps=7)
    layer = "superresolution.torso_encoder.0"
    ones = torch.ones(256, 1), torch.full((1, 64), 0.5)
    Adaptation(torch.zeros(1), torch.zeros(1, 64), {layer: ones}).write(
        tmp_path / "own.safetensors"
    )
    path = export(released, tmp_path / "merged", tmp_path / "own.safetensors")
    assert path.name == released.name
    assert (read_released(path)[f"{layer}.weight"] == 0.5).all()


def test_audio_to_motion_goes_to_its_own_folder(tmp_path: Path) -> None:
    train(audio_stage(steps=1), tmp_path, lambda step, figures: None)
    path = export(tmp_path / CHECKPOINT, tmp_path / "release")
    assert path.parent == tmp_path / "release" / RELEASE / AUDIO_FOLDER
    assert "vae.encoder.out_proj.weight" in read_container(path)
