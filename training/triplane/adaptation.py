"""One person's own networks, from 10 to 60 seconds of them (after MimicTalk, Ye et al. 2024).

What is learnt is the person's canonical plane itself, which begins as the prediction from the first
frame, and low-rank changes (Hu et al., "LoRA", ICLR 2022) of the motion adapter and the
super-resolution. They are kept apart from the networks, a few megabytes, and merged into these
before the runtime folds them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize
from torch.optim import Adam

from real3d.errors import FileMissingError, InputError, OutputError
from real3d.triplane.acceleration.device_placement import tensors_to_device
from real3d.triplane.face_model.morphable_model import MorphableModel
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.weights.tensor_file import read_tensors, write_tensors
from training.triplane import losses
from training.triplane.clips import TalkingClip
from training.triplane.configs import AdaptationConfig
from training.triplane.discriminator import raw_of
from training.triplane.examples import FramePair, closing_lids, frame_pair, stacked
from training.triplane.layers import ModulatedConv, ToRgb
from training.triplane.noise import StepNoise, drawn_index
from training.triplane.optimisation import descend, training_device
from training.triplane.renderer import ADAPTER, SUPER_RESOLUTION, TrainableRenderer, TrainingFrame
from training.triplane.stages.stage import (
    build_renderer,
    perceptual_loss,
    pictures_of,
    total,
)
from training.triplane.stages.torso import torso_of

BETAS = (0.9, 0.98)
CHANGED = (ADAPTER, SUPER_RESOLUTION)
PLANES = "planes"
EXPRESSION = "expression"
UP, DOWN = ".up", ".down"
FEW, MANY = 5, 250
"""Frames: of so few the plane is held fast, of more than so many it is free."""
FEW_DRIFT = 1.0
"""Weight of the plane's drift in a clip of a few frames."""


class LowRank(nn.Module):
    """A weight and what is added to it, which begins as nothing."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        outputs, inputs = len(weight), weight[0].numel()
        rank = min(rank, outputs, inputs)
        self.up = nn.Parameter(torch.zeros(outputs, rank))
        self.down = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)

    def forward(self, weight: Tensor) -> Tensor:
        return weight + (self.up @ self.down).view_as(weight)


class AdaptationStage:
    """See `stages.stage.Stage`; its `model` are the plane and the low-rank changes alone."""

    def __init__(
        self,
        config: AdaptationConfig,
        released: Mapping[str, Tensor],
        clip: TalkingClip,
        face: MorphableModel,
    ) -> None:
        """
        Args:
            config: of the adaptation.
            released: the renderer's tensors by their released names.
            clip: of the person.
            face: the face model.
        """
        self.config, self.run = config, config.run
        self._clip, self._face = clip, face
        self.expression = torch.from_numpy(clip.faces.expression[:1])
        self._mesh = FaceMesh(face, config.network.size)
        self.renderer = build_renderer(config.network)
        self.renderer.load_state_dict(dict(released))
        self.renderer.requires_grad_(False).eval()
        with torch.no_grad():
            first = self.pair(0).source_head
            self._predicted = self.renderer.canonical_planes(first)
        changes = add_low_rank(self.renderer, config.rank)
        self.renderer.to(training_device())
        self._planes = nn.Parameter(self._predicted.clone())
        adapted = nn.Module()
        adapted.register_parameter(PLANES, self._planes)
        for name, change in changes.items():
            adapted.add_module(name.replace(".", "/"), change)
        groups: list[dict[str, Any]] = [
            {"params": [each for change in changes.values() for each in change.parameters()]},
            {"params": [self._planes], "lr": config.plane_rate},
        ]
        self._optimiser = Adam(groups, lr=config.rate, betas=BETAS)
        self._perceptual = perceptual_loss(config.run)
        self.networks: dict[str, nn.Module] = {"model": adapted}
        self.optimisers = {"model": self._optimiser}
        self.controlled: dict[str, float] = {}
        self.pictures: dict[str, Tensor] = {}

    def step(self, step: int, samples: Sequence[int]) -> dict[str, float]:
        config, size = self.config, self.config.network.size
        seed, frames = config.run.seed, len(self._clip)
        noise = StepNoise(seed, step, samples, training_device())
        targets = [drawn_index(seed, step, sample, frames) for sample in samples]
        pair = stacked([self.pair(target) for target in targets])
        sampling = noise.rays((size // 4) ** 2, config.network.coarse, config.network.fine)
        frame = self.frame(pair, self._planes, sampling)
        self.pictures = pictures_of(pair.source_head, pair.target_image, frame)
        parts = self._parts(frame, pair)
        amounts = noise.uniform(2) / 2
        lids = [
            closing_lids(pair.mesh_target[[k]].cpu(), float(low), 0.5 + float(high))
            for k, (low, high) in enumerate(amounts)
        ]
        half, little, much = (
            self.renderer.exact_expression_planes(
                pair.mesh_canonical, pair.mesh_source, torch.cat(each).to(pair.mesh_target.device)
            )
            for each in zip(*lids, strict=True)
        )
        parts["blink"] = (config.blink, losses.blink_linearity(half, little, much))
        loss, figures = total(parts)
        # The mean over the plane's elements makes each one's gradient tiny; Adam does not mind,
        # but the clipping that both groups share does.
        hook = self._planes.register_hook(lambda gradient: gradient * self._planes.numel())
        descend(loss, self._optimiser, float("inf"))
        hook.remove()
        return figures

    def pair(self, target: int) -> FramePair:
        """The clip's first frame and another one of it."""
        pair = frame_pair(self._clip, 0, target, self._face, self._mesh)
        return tensors_to_device(pair, training_device())

    def frame(self, pair: FramePair, canonical: Tensor, sampling) -> TrainingFrame:
        """The target as the adapted networks show it on a canonical plane [1, 3, H, W, 32]."""
        planes = canonical + self.renderer.expression_planes(
            pair.mesh_canonical, pair.mesh_source, pair.mesh_target
        )
        if not self.config.whole:
            return self.renderer.render_head(planes, pair.camera, sampling)
        return self.renderer.render_person(planes, pair.camera, torso_of(pair), sampling)

    def _parts(self, frame: TrainingFrame, pair: FramePair) -> dict[str, tuple[float, Tensor]]:
        config, size = self.config, self.config.network.size
        right = pair.target_image if config.whole else pair.target_head
        raw = raw_of(pair.target_head)
        lips = [losses.lips(each, pair.lips, size // 8) for each in (frame.image, right)]
        parts = {
            "image": (config.image, (frame.image - right).abs().mean()),
            "perceptual": (config.perceptual, self._perceptual(frame.image, right)),
            "raw": (config.raw, (frame.raw - raw).abs().mean()),
            "raw perceptual": (config.raw_perceptual, self._perceptual(frame.raw, raw)),
            "lips": (config.lips, (lips[0] - lips[1]).abs().mean()),
            "lips perceptual": (config.lips_perceptual, self._perceptual(*lips)),
            "opacity": (
                config.opacity,
                losses.opacity_error(frame.volume.opacity, pair.head_mask),
            ),
            "entropy": (config.entropy, losses.entropy(frame.volume.opacity)),
            "drift": (self._drift_weight(), (self._planes - self._predicted).abs().mean()),
        }
        if frame.occlusion is not None:
            parts["occlusion entropy"] = (
                config.occlusion_entropy,
                losses.entropy(frame.occlusion),
            )
        return parts

    def _drift_weight(self) -> float:
        frames = len(self._clip)
        if frames <= FEW:
            return FEW_DRIFT
        return self.config.drift if frames <= MANY else 0.0


def add_low_rank(renderer: TrainableRenderer, rank: int) -> dict[str, LowRank]:
    """Gives each convolution and linear layer of the changed parts a low-rank change.

    Returns:
        The changes by the layers' released names.
    """
    kinds = (nn.Conv2d, nn.Conv3d, nn.Linear, ModulatedConv, ToRgb)
    changes = {}
    for part in CHANGED:
        for name, layer in list(renderer.get_submodule(part).named_modules()):
            weight = layer._parameters.get("weight")
            if not isinstance(layer, kinds) or weight is None or name.endswith("affine"):
                continue
            change = LowRank(weight, rank)
            parametrize.register_parametrization(layer, "weight", change)
            changes[f"{part}.{name}"] = change
    return changes


@dataclass(frozen=True)
class Adaptation:
    """What was learnt of one person."""

    planes: Tensor
    """[1, 3, H, W, 32] float32: `EncodedPortrait.planes` of this person."""
    expression: Tensor
    """[1, 64] that the planes show: that of the clip's first frame, `Scene.photo_expression`."""
    changes: dict[str, tuple[Tensor, Tensor]]
    """Of each layer, by its released name: up [out, r] and down [r, in * kernel]."""

    @classmethod
    def of(cls, stage: AdaptationStage) -> Adaptation:
        """What a stage has learnt."""
        state = {k: v.detach().cpu() for k, v in stage.networks["model"].state_dict().items()}
        planes = state.pop(PLANES)
        names = sorted({name.removesuffix(UP).removesuffix(DOWN) for name in state})
        changes = {name.replace("/", "."): (state[name + UP], state[name + DOWN]) for name in names}
        return cls(planes, stage.expression, changes)

    @classmethod
    def read(cls, path: Path) -> Adaptation:
        """What `write` wrote.

        Raises:
            FileMissingError: the file cannot be opened.
            InputError: it holds something else.
        """
        try:
            tensors = read_tensors(path)
            planes, expression = tensors.pop(PLANES), tensors.pop(EXPRESSION)
            names = sorted({name.removesuffix(UP).removesuffix(DOWN) for name in tensors})
            changes = {name: (tensors[name + UP], tensors[name + DOWN]) for name in names}
        except OSError as error:
            raise FileMissingError("adaptation-missing", path=path) from error
        except (ValueError, KeyError) as error:
            raise InputError("adaptation-unusable", path=path) from error
        return cls(planes, expression, changes)

    def write(self, path: Path) -> None:
        """Writes it as safetensors.

        Raises:
            OutputError: the file cannot be written.
        """
        tensors = {PLANES: self.planes, EXPRESSION: self.expression}
        for name, (up, down) in self.changes.items():
            tensors |= {name + UP: up, name + DOWN: down}
        try:
            write_tensors(path, tensors)
        except OSError as error:
            raise OutputError("training-not-saved", path=path, reason=str(error)) from error

    def merged(self, released: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """The renderer's tensors, by their released names, with the changes in them.

        Raises:
            InputError: they are changes of another network.
        """
        state = dict(released)
        for name, (up, down) in self.changes.items():
            weight = state.get(f"{name}.weight")
            if weight is None or len(up) != len(weight) or down.shape[1] != weight[0].numel():
                raise InputError("adaptation-of-other-network", name=name)
            state[f"{name}.weight"] = weight + (up @ down).view_as(weight)
        return state
