"""One person's own networks: better on that person's clip, not worse on another's."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from real3d.errors import FileMissingError, InputError
from real3d.triplane.modeling.volume_rendering import Sampling
from tests.support.face_stand_in import stand_in_face_model
from tests.support.training_clips import drawn_clips
from tests.training.triplane.small import SIZE, head_stage, network
from training.triplane.adaptation import PLANES, Adaptation, AdaptationStage
from training.triplane.configs import AdaptationConfig, RunConfig

RAYS = Sampling(8, 8)


def stage_of(released: dict[str, Tensor], number: int = 0, steps: int = 60) -> AdaptationStage:
    torch.manual_seed(0)
    config = AdaptationConfig(
        run=RunConfig(steps=steps),
        network=network(frozen_statistics=True),
        whole=False,
        rate=1e-2,
        plane_rate=5e-2,
    )
    clip = drawn_clips(2, 24, SIZE)[number]
    return AdaptationStage(config, released, clip, stand_in_face_model())


@pytest.fixture(scope="module")
def released() -> dict[str, Tensor]:
    """A renderer that has seen the first clip for a few steps."""
    stage = head_stage(steps=10)
    for step in range(10):
        stage.step(step, [0])
    return {name: each.clone() for name, each in stage.networks["model"].state_dict().items()}


@torch.no_grad()
def error_on(stage: AdaptationStage, planes: Tensor | None = None) -> float:
    """L1 of frames of the stage's clip, on its own predicted plane or on another."""
    found = []
    for target in (3, 9, 15):
        pair = stage.pair(target)
        own = stage.renderer.canonical_planes(pair.source_head) if planes is None else planes
        frame = stage.frame(pair, own, RAYS)
        found.append((frame.image - pair.target_head).abs().mean().item())
    return sum(found) / len(found)


def test_it_lowers_the_error_on_its_clip_by_half_and_keeps_that_on_another(
    released: dict[str, Tensor], tmp_path: Path
) -> None:
    stage, other = stage_of(released), stage_of(released, number=1)
    before, before_other = error_on(stage), error_on(other)
    kept = {k: v.clone() for k, v in stage.renderer.state_dict().items() if "original" in k}
    for step in range(stage.run.steps):
        stage.step(step, [0])
    learnt = Adaptation.of(stage)
    assert error_on(stage, learnt.planes) < before / 2
    state = stage.renderer.state_dict()
    assert all(torch.equal(state[name], kept[name]) for name in kept), "only changes are learnt"

    learnt.write(tmp_path / "adaptation.safetensors")
    read = Adaptation.read(tmp_path / "adaptation.safetensors")
    merged = read.merged(released)
    assert set(merged) == set(released)
    assert error_on(stage_of(merged, number=1)) <= before_other * 1.02
    again = stage_of(merged)
    assert error_on(again, read.planes) == pytest.approx(error_on(stage, learnt.planes), rel=1e-3)


def test_what_is_learnt_is_small(released: dict[str, Tensor]) -> None:
    stage = stage_of(released)
    learnt = Adaptation.of(stage)
    assert all(name.startswith(("secc_img2plane", "superres")) for name in learnt.changes)
    ranks = {down.shape[0] for _, down in learnt.changes.values()}
    assert max(ranks) == 2
    assert PLANES not in learnt.changes
    # Before the first step nothing is changed.
    merged = learnt.merged(released)
    assert all(torch.equal(merged[name], released[name]) for name in released)


def test_changes_of_another_network_are_refused(released: dict[str, Tensor]) -> None:
    name = "superresolution.block0.conv1"
    learnt = Adaptation(
        torch.zeros(1), torch.zeros(1, 64), {name: (torch.zeros(3, 2), torch.zeros(2, 9))}
    )
    with pytest.raises(InputError, match=name):
        learnt.merged(released)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="nowhere"):
        Adaptation.read(tmp_path / "nowhere.safetensors")
    (tmp_path / "other.safetensors").write_bytes(b"broken")
    with pytest.raises(InputError, match="other"):
        Adaptation.read(tmp_path / "other.safetensors")
