"""Golden figures of the published renderer's parts, and modules with given released weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from benchmarks.parity import Golden
from real3d.triplane.modeling.rays import Rays
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.modeling.volume_rendering import FieldDecoder, Sampling
from real3d.triplane.weights.renderer_names import Translation
from tests.support.volume_stand_in import Field

GOLDENS = Path(__file__).parent / "goldens"


class Units:
    """Small cases: inputs, weights by their released names, and outputs of the published code."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._tensors = {name: torch.from_numpy(arrays[name]) for name in arrays.files}

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]

    def weights(self, unit: str) -> dict[str, Tensor]:
        """The unit's weights, as if its layers belonged to a layer called by the unit's name."""
        return {
            name.replace(".w.", ".", 1): tensor
            for name, tensor in self._tensors.items()
            if name.startswith(f"{unit}.w.")
        }

    def load(self, unit: str, module: nn.Module, fill: Callable[[Translation], None]) -> nn.Module:
        """The module with the unit's weights; `fill` puts them under the name `own`."""
        translation = Translation(self.weights(unit))
        fill(translation)
        state = {name.removeprefix("own."): value for name, value in translation.state.items()}
        module.load_state_dict(state, strict=True)
        return module.eval()


@pytest.fixture(scope="session")
def units() -> Units:
    """Golden figures of single layers and functions."""
    return Units(GOLDENS / "units.npz")


@pytest.fixture(scope="session")
def golden() -> Golden:
    """Golden figures of a whole frame."""
    return Golden(GOLDENS / "case_a.npz")


@pytest.fixture(scope="session")
def renderer(golden: Golden) -> Renderer:
    """The whole network in its plain form, with the golden figures' weights; do not change it.

    It takes seconds and 0.6 GB to make.
    """
    return golden.renderer()[0]


@pytest.fixture
def fog(units: Units) -> Field:
    """The field of the volume rendering's golden figures; rays see something everywhere."""

    def fill(translation: Translation) -> None:
        translation.copy("own.hidden", "decoder.net.0", 32**-0.5)
        translation.copy("own.output", "decoder.net.2", 1 / 8)

    near, far = (units[f"strat.{limit}"][..., 0] for limit in ("near", "far"))
    return Field(
        units.load("decoder", FieldDecoder(), fill).requires_grad_(False),
        units["render.planes"].permute(0, 1, 3, 4, 2),
        Rays(units["rays.origins"], units["rays.directions"], near, far),
        Sampling(coarse=12, fine=10),
    )


@pytest.fixture(autouse=True)
def _inference() -> Iterator[None]:
    with torch.inference_mode():
        yield


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes the whole network more than once; run -m slow")
    config.addinivalue_line("markers", "gpu: needs a GPU; run -m gpu")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run when they are asked for: `pytest tests/triplane -m slow`."""
    if "slow" in config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow; run with -m slow"))
