"""The runtime's renderer with fewer channels, around tensors such as `translate` returns."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from real3d.triplane.modeling.renderer import Renderer


def narrow_renderer(state: Mapping[str, Tensor]) -> Renderer:
    """The runtime's own modules, whose leaves take their sizes from the tensors."""
    with torch.device("meta"):
        renderer = Renderer()
    for name, tensor in state.items():
        path, _, last = name.rpartition(".")
        leaf = renderer.get_submodule(path)
        if last in leaf._buffers:
            leaf._buffers[last] = tensor
            continue
        leaf._parameters[last] = nn.Parameter(tensor, requires_grad=False)
        if last != "weight":
            continue
        if isinstance(leaf, nn.Linear):
            leaf.out_features, leaf.in_features = tensor.shape
        elif isinstance(leaf, nn.LayerNorm):
            leaf.normalized_shape = tuple(tensor.shape)
        elif isinstance(leaf, nn.Conv2d) and leaf.groups > 1:
            leaf.groups = len(tensor)
    left = [name for name, tensor in renderer.state_dict().items() if tensor.is_meta]
    assert left == [], left
    return renderer.eval()
