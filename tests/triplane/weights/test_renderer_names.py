from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch

from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.weights.checkpoint import released_tensors
from real3d.triplane.weights.renderer_names import translate


class Watched(Mapping):
    """Released tensors of zeros that notes which ones are read."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> torch.Tensor:
        spec = released_tensors()[name]
        self.read.add(name)
        with torch.device("meta"):
            return torch.zeros(spec.shape)

    def __iter__(self) -> Iterator[str]:
        return iter(released_tensors())

    def __len__(self) -> int:
        return len(released_tensors())

    def __contains__(self, name: object) -> bool:
        return name in released_tensors()


def test_every_module_gets_its_tensors():
    with torch.device("meta"):
        expected = {name: value.shape for name, value in Renderer().state_dict().items()}
    state = translate(Watched())
    assert {name: value.shape for name, value in state.items()} == expected


def test_only_tensors_without_effect_are_left_out():
    released = Watched()
    translate(released)
    left = [name for name in released if name not in released.read]
    without_effect = (
        "num_batches_tracked",
        "noise_const",
        "noise_strength",
        "resample_filter",
    )
    rest = {name.rsplit(".", 2)[0] for name in left if not name.endswith(without_effect)}
    assert rest == {
        "lambda_pertube_blink_secc",
        "lambda_pertube_secc",
        "superresolution.head_torso_alpha_predictor",
        "superresolution.torso_model.motion_field_estimator",
    }
    estimator = "superresolution.torso_model.motion_field_estimator"
    assert {n for n in left if n.startswith(estimator) and n.endswith(("weight", "bias"))} == {
        f"{estimator}.occlusion_conv.weight",
        f"{estimator}.occlusion_conv.bias",
    }
