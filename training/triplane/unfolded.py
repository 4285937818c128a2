"""The renderer as it is trained: the runtime's modules around leaves that are not folded.

The runtime (`real3d.triplane.modeling`) holds each formula of the paper once, proven against the
published network; only its leaves are folded. Which released layers a leaf is folded from stands
once too, in `real3d.triplane.weights.renderer_names`. Walking that table, `Unfolding` puts the
unfolded layers where the folded leaves were. So the trainable network computes what the runtime
does, and its tensors are those of the released checkpoint, name by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.weights import renderer_names
from real3d.triplane.weights.checkpoint import TensorSpec
from training.triplane.layers import (
    DepthFusion,
    NormedConv,
    PartialMix,
    PersonFusion,
    Scaled,
    SceneFusion,
    SpectralConv2d,
    StageFusion,
    SynthesisBlock,
    WithoutPadding,
)

REGULARISER_WEIGHTS = ("lambda_pertube_blink_secc", "lambda_pertube_secc")
Specs = Mapping[str, TensorSpec]


class Unfolding(renderer_names.Translation):
    """Fills a tree of released layers and puts them into the runtime's modules."""

    def __init__(self, specs: Specs, synchronised: bool) -> None:
        """
        Args:
            specs: names and shapes of all tensors of the release.
            synchronised: batch norms share their statistics over all processes; needs a GPU.
        """
        super().__init__({name: _meta(spec) for name, spec in specs.items()})
        self._specs = specs
        self._synchronised = synchronised
        self.tree = nn.Module()
        with torch.device("meta"):
            self.runtime = Renderer()

    def copy(self, own: str, layer: str, factor: float = 1.0) -> None:
        leaf = self._layer(layer, self.runtime.get_submodule(own))
        if factor != 1.0:
            assert isinstance(leaf, nn.Linear)
            # What is scaled when it runs begins with numbers of variance one.
            nn.init.normal_(leaf.weight)
            leaf = Scaled(leaf, factor)
        self._set(own, leaf)

    def normed(self, own: str, layer: str, norm: str) -> None:
        conv = self._layer(layer, self.runtime.get_submodule(own))
        self._set(own, NormedConv(conv, self._batch_norm(norm, conv)))

    def preactivated(self, own: str, block: str) -> None:
        first, second = f"{block}.layers.0.layers", f"{block}.layers.1.layers"
        conv = self.runtime.get_submodule(f"{own}.conv1")
        self._set(f"{own}.norm", self._batch_norm(f"{first}.0", conv))
        self.normed(f"{own}.conv1", f"{first}.2", f"{second}.0")
        self.copy(f"{own}.conv2", f"{second}.2")

    def synthesis(self, own: str, block: str, upsampling: bool) -> None:
        outputs, inputs = self._specs[f"{block}.conv0.weight"].shape[:2]
        size = self._specs[f"{block}.conv0.noise_const"].shape[0]
        self._set(own, place(self.tree, block, SynthesisBlock(inputs, outputs, size, upsampling)))

    def stage_fusion(self, own: str, head: str) -> None:
        for number in range(1, 5):
            self._layer(f"{head}.linear_c{number}.proj", nn.Linear(1, 1))
        conv = self._layer(f"{head}.linear_fuse.conv", nn.Conv2d(1, 1, 1))
        self._batch_norm(f"{head}.linear_fuse.bn", conv)
        self._set(own, StageFusion(self.tree.get_submodule(head)))

    def depth_fusion(self, own: str, layer: str, pictures: int) -> None:
        conv = self._layer(layer, self.runtime.get_submodule(f"{own}.volume"))
        assert isinstance(conv, nn.Conv3d)
        self._set(own, DepthFusion(conv))

    def insert_inputs(self, own: str, at: int, count: int) -> None:
        leaf = self.runtime.get_submodule(own.removesuffix(".volume"))
        if not isinstance(leaf, DepthFusion):
            self._set(own, WithoutPadding(leaf))

    def put(self, own: str, weight: Tensor, bias: Tensor | None = None) -> None:
        """Nothing: what is put together from several layers is set by `finish`."""

    def finish(self) -> None:
        """What the table computes in line, and tensors that no line reads."""
        adapter, release = "secc_img2plane_backbone", "superresolution"
        mix = self._layer(f"{adapter}.prenet", nn.Conv2d(1, 1, 1))
        assert isinstance(mix, nn.Conv2d)
        nn.init.normal_(mix.weight)
        self._set("motion_adapter.reference_mix", PartialMix(mix, slice(0, 6), with_bias=True))
        self._set("motion_adapter.driving_mix", PartialMix(mix, slice(6, 9), with_bias=False))
        point, wide = nn.Conv2d(1, 1, 1), nn.Conv2d(1, 1, 3, padding=1)
        for name in ("torso_encoder.0", "fuse_fg_bg_convs.0"):
            self._layer(f"{release}.{name}", point)
        for name in ("fuse_head_torso_convs.0", "fuse_head_torso_convs.2", "bg_encoder.0"):
            self._layer(f"{release}.{name}", wide)
        for name in ("bg_encoder.2", "bg_encoder.4", "fuse_fg_bg_convs.2", "fuse_fg_bg_convs.4"):
            self._layer(f"{release}.{name}", wide)
        fusions = self.tree.get_submodule(release)
        self._set("super_resolution.person", PersonFusion(fusions))
        self._set("super_resolution.scene", SceneFusion(fusions))
        present = self.tree.state_dict()
        for name in self._specs.keys() - present.keys():
            self._place_unused(name)

    def _layer(self, layer: str, like: nn.Module) -> nn.Module:
        """A released layer, made with its own sizes in the manner of the runtime's leaf."""
        spectral = f"{layer}.weight_orig" in self._specs
        shape = self._specs[f"{layer}.weight_orig" if spectral else f"{layer}.weight"].shape
        bias = f"{layer}.bias" in self._specs
        made: nn.Module
        if isinstance(like, nn.Conv2d | nn.Conv3d):
            groups = 1 if like.groups == 1 else shape[0]
            kind = SpectralConv2d if spectral else type(like)
            options: dict[str, Any] = {
                "kernel_size": tuple(shape[2:]),
                "stride": like.stride,
                "padding": like.padding,
                "dilation": like.dilation,
            }
            made = kind(groups * shape[1], shape[0], groups=groups, bias=bias, **options)
        elif isinstance(like, nn.LayerNorm):
            made = nn.LayerNorm(shape, like.eps)
        else:
            made = nn.Linear(shape[1], shape[0], bias)
        return place(self.tree, layer, made)

    def _batch_norm(self, layer: str, conv: nn.Module) -> nn.Module:
        channels = self._specs[f"{layer}.weight"].shape[0]
        if self._synchronised:
            return place(self.tree, layer, nn.SyncBatchNorm(channels))
        volumes = isinstance(conv, nn.Conv3d)
        norm = nn.BatchNorm3d(channels) if volumes else nn.BatchNorm2d(channels)
        return place(self.tree, layer, norm)

    def _place_unused(self, name: str) -> None:
        """A tensor without effect on a frame, which the release has all the same."""
        spec = self._specs[name]
        *path, last = name.split(".")
        holder = place(self.tree, ".".join(path), None)
        value = torch.zeros(spec.shape, dtype=getattr(torch, spec.dtype))
        if name in REGULARISER_WEIGHTS:
            value += 0.001
        holder.register_buffer(last, value)

    def _set(self, own: str, module: nn.Module) -> None:
        parent, _, name = own.rpartition(".")
        self.runtime.get_submodule(parent)._modules[name] = module


def unfold(specs: Specs, synchronised: bool = False) -> tuple[nn.Module, Renderer]:
    """The released layers by their names, and the runtime's modules around the same layers.

    Args:
        specs: of `released_tensors`, or of `training.triplane.sizes.scaled`.
        synchronised: batch norms share their statistics over all processes; needs a GPU.
    """
    unfolding = Unfolding(specs, synchronised)
    renderer_names.walk(unfolding)
    unfolding.finish()
    return unfolding.tree, unfolding.runtime


def place(tree: nn.Module, name: str, module: nn.Module | None) -> nn.Module:
    """Puts a module at a dotted name, with empty ones on the way; None puts an empty one there if
    there is nothing."""
    here = tree
    parts = name.split(".") if name else []
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        if last and module is not None:
            here.add_module(part, module)
        elif part not in here._modules:
            here.add_module(part, nn.Module())
        following = here._modules[part]
        assert following is not None
        here = following
    return here


def _meta(spec: TensorSpec) -> Tensor:
    return torch.empty(spec.shape, dtype=getattr(torch, spec.dtype), device="meta")
