"""One step of each stage with the networks in their full size, and the memory that it takes."""

from __future__ import annotations

from math import isfinite

import pytest

from tests.support.training_steps import StepCost, step_cost, step_cost_here

RENDERER, DISCRIMINATOR = 148e6, 29e6
"""Parameters."""
NARROW = (
    *("network.divisor=16", "network.coarse=8", "network.fine=8"),
    *("adversarial.base=256", "adversarial.widest=8"),
)
PARTS = {
    "plane": {"seen adversarial", "novel adversarial", "novel smoothness", "gradient penalty"},
    "head": {"blink", "perturbation", "smoothness", "gradient penalty"},
    "torso": {"adversarial", "occlusion entropy", "gradient penalty"},
    "adapt": {"blink", "drift", "occlusion entropy"},
    "audio": {"landmarks", "divergence"},
    "sync": {"sync"},
}
"""What comes in some steps only, or last."""


def check(cost: StepCost) -> None:
    assert cost.losses.keys() >= PARTS[cost.stage]
    assert all(map(isfinite, cost.losses.values()))


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["plane", "head", "torso"])
def test_a_step_of_the_renderer_at_full_size_fits_into_12_gib(stage: str) -> None:
    cost = step_cost(stage, ["network.checkpointing=true"])
    check(cost)
    assert cost.parameters > RENDERER + DISCRIMINATOR
    assert cost.peak_gib < 12


@pytest.mark.slow
def test_a_step_of_an_adaptation_at_full_size_fits_into_8_gib() -> None:
    cost = step_cost("adapt", ["network.checkpointing=true"])
    check(cost)
    assert cost.peak_gib < 8


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["audio", "sync"])
def test_a_step_of_what_hears_at_full_size_fits_into_2_gib(stage: str) -> None:
    cost = step_cost(stage)
    check(cost)
    assert cost.peak_gib < 2


@pytest.mark.parametrize(("stage", "size"), [("plane", 32), ("head", 32), ("torso", 256)])
def test_the_step_that_is_measured_has_all_parts(stage: str, size: int) -> None:
    check(step_cost_here(stage, (*NARROW, f"network.size={size}")))
