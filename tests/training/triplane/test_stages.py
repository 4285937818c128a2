"""Each stage learns, keeps frozen what it shall, and runs both phases with the gradient penalty."""

from __future__ import annotations

import pytest

from tests.support.training_clips import FEATURES
from tests.training.triplane.small import (
    audio_stage,
    bits,
    head_stage,
    plane_stage,
    sync_stage,
    torso_stage,
    trained,
)
from training.triplane.renderer import ADAPTER, DECODER, PLANE_ENCODER, SUPER_RESOLUTION
from training.triplane.sync_network import SyncNetwork


def test_image_to_plane_is_learnt_from_a_teacher() -> None:
    first, last = trained(plane_stage(), "novel loss", same_batch=True)
    assert last < 0.7 * first


def test_the_motion_adapter_is_learnt_from_clips() -> None:
    first, last = trained(head_stage())
    assert last < 0.7 * first


def test_torso_and_background_are_learnt_while_the_head_is_frozen() -> None:
    stage = torso_stage()
    model = stage.networks["model"]
    frozen = [model.get_submodule(part) for part in (PLANE_ENCODER, ADAPTER, DECODER)]
    before = [bits(part) for part in frozen]
    first, last = trained(stage, same_batch=True)
    assert last < 0.7 * first
    assert [bits(part) for part in frozen] == before


def test_audio_to_motion_is_learnt() -> None:
    first, last = trained(audio_stage())
    assert last < 0.7 * first


def test_the_sync_network_is_learnt_and_heard() -> None:
    stage = sync_stage()
    first, last = trained(stage, "sync", same_batch=True)
    assert last < 0.7 * first
    network = stage.networks["model"]
    assert isinstance(network, SyncNetwork)
    assert "sync" in audio_stage(sync=network).step(0, [0])
    assert "sync" not in audio_stage().step(0, [0]), "a network without training teaches nothing"
    assert network.mouth.convs[0].in_channels == 3 * 468
    assert network.speech.convs[0].in_channels == FEATURES


def test_the_discriminator_is_heard_after_its_start_and_its_gradient_is_penalised() -> None:
    stage = plane_stage(start=3)
    figures = [stage.step(step, [0]) for step in range(5)]
    assert ["discriminator" in each for each in figures] == [False, True, True, True, True]
    assert ["gradient penalty" in each for each in figures] == [False, False, False, False, True]
    assert ["novel adversarial" in each for each in figures] == [False] * 3 + [True] * 2


def test_the_students_own_view_is_seldom_trained_at_first() -> None:
    stage = plane_stage(sparse_until=6, half_until=8)
    seen = [step for step in range(10) if stage._sees_itself(step)]
    assert seen == [0, 5, 6, 8, 9]


def test_in_the_second_phase_only_the_super_resolution_learns() -> None:
    stage = head_stage(start=2)
    model = stage.networks["model"]
    moved = []
    for step in range(4):
        parts = (PLANE_ENCODER, ADAPTER, DECODER, SUPER_RESOLUTION)
        before = {
            part: [p.detach().clone() for p in model.get_submodule(part).parameters()]
            for part in parts
        }
        figures = stage.step(step, [0])
        moved.append(
            {
                part
                for part in parts
                if any(
                    (old != new).any()
                    for old, new in zip(
                        before[part], model.get_submodule(part).parameters(), strict=True
                    )
                )
            }
        )
    assert moved[1] == {PLANE_ENCODER, ADAPTER, DECODER, SUPER_RESOLUTION}
    assert moved[2] == moved[3] == {SUPER_RESOLUTION}
    assert "gradient penalty" in figures


def test_parts_sleep_until_their_step() -> None:
    stage = head_stage(decoder_from=1, super_resolution_from=2, plane_encoder_from=2)
    model = stage.networks["model"]
    decoder, enlarging = model.get_submodule(DECODER), model.get_submodule(SUPER_RESOLUTION)
    before = bits(decoder), bits(enlarging)
    stage.step(0, [0])
    assert (bits(decoder), bits(enlarging)) == before
    stage.step(1, [0])
    assert bits(decoder) != before[0]
    assert bits(enlarging) == before[1]


def test_regularisers_are_steered_towards_their_targets() -> None:
    stage = head_stage(blink_target=1e-9, perturbation_target=1e9)
    stage.step(0, [0])
    assert stage.controlled["blink"] > 0.001
    assert stage.controlled["perturbation"] == 0.0


@pytest.mark.parametrize("part", ["blink", "perturbation", "smoothness"])
def test_regularisers_come_every_fourth_step(part: str) -> None:
    stage = head_stage()
    assert [part in stage.step(step, [0]) for step in (0, 1)] == [True, False]
