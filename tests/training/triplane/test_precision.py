"""In bfloat16 a stage learns as it does in float32, and what must not be rounded is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.training.triplane.small import bits, head_stage, network, torso_stage, trained
from tests.training.triplane.test_loop import collected
from training.triplane.layers import SpectralConv2d, SynthesisBlock
from training.triplane.precision import reduced
from training.triplane.renderer import ADAPTER, DECODER, PLANE_ENCODER

CPU = torch.device("cpu")
ROUNDING = 0.02
"""By which losses of an untrained network may differ: bfloat16 has 8 bits, 0.4 %, in each layer."""


def rounded(size: int = 32):
    return network(size, precision="bfloat16")


def test_the_motion_adapter_is_learnt_in_bfloat16() -> None:
    first, last = trained(head_stage(network=rounded()))
    assert last < 0.7 * first


def test_first_losses_are_nearly_those_in_float32() -> None:
    exact = head_stage(start=0).step(0, [0])
    near = head_stage(start=0, network=rounded()).step(0, [0])
    assert near == pytest.approx(exact, rel=ROUNDING)
    regularisers = {"blink", "perturbation"}
    assert all(near[name] == exact[name] for name in regularisers)
    assert near != exact, "something is rounded"


def test_what_is_frozen_stays_to_the_bit_and_the_torso_is_learnt() -> None:
    stage = torso_stage(network=rounded(256))
    model = stage.networks["model"]
    frozen = [model.get_submodule(part) for part in (PLANE_ENCODER, ADAPTER, DECODER)]
    before = [bits(part) for part in frozen]
    first, last = trained(stage, same_batch=True)
    assert last < 0.7 * first
    assert [bits(part) for part in frozen] == before


def test_a_training_in_bfloat16_goes_on_to_the_bit(tmp_path: Path) -> None:
    whole = collected(head_stage(steps=5, start=4, network=rounded()), tmp_path / "whole")
    collected(head_stage(steps=3, start=4, network=rounded()), tmp_path / "parts")
    rest = collected(head_stage(steps=5, start=4, network=rounded()), tmp_path / "parts")
    assert rest == {step: whole[step] for step in (3, 4)}


def test_what_is_computed_again_for_the_gradients_is_the_same_in_bfloat16() -> None:
    figures = []
    for again in (False, True):
        stage = torso_stage(network=network(256, precision="bfloat16", checkpointing=again))
        stage.step(0, [0])
        figures.append(stage.step(1, [0]))
    assert figures[0] == figures[1]


def test_volumes_weights_and_gradients_are_float32() -> None:
    stage = head_stage(network=rounded())
    model = stage.networks["model"]
    seen = []
    model.runtime.volume_renderer.decoder.register_forward_hook(
        lambda module, given, found: seen.extend((given[0].dtype, found[0].dtype, found[1].dtype))
    )
    stage.step(0, [0])
    assert set(seen) == {torch.float32}
    for weight in model.parameters():
        assert weight.dtype == torch.float32
        assert weight.grad is None or weight.grad.dtype == torch.float32


def test_modulated_blocks_and_spectral_norms_are_not_rounded() -> None:
    torch.manual_seed(0)
    block = SynthesisBlock(4, 4, 16, upsampling=True)
    features, rgb = torch.randn(1, 4, 8, 8), torch.randn(1, 3, 8, 8)
    expected = block(features, rgb)
    layers = [SpectralConv2d(4, 8, 3) for _ in range(2)]
    layers[1].load_state_dict(layers[0].state_dict())
    layers[0](features)
    with reduced("bfloat16", CPU):
        found = block(features, rgb)
        assert layers[1](features).dtype == torch.bfloat16
    assert all(torch.equal(*pair) for pair in zip(found, expected, strict=True))
    assert torch.equal(layers[1].weight_u, layers[0].weight_u)
