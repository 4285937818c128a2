"""The trainable renderer: what the runtime's `Renderer` does, with gradients and random samples.

Its state dict is that of the released checkpoint. Stages 1 and 2 see the head alone, over black;
stage 3 sees the whole picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from real3d.triplane.modeling.planes import sample_planes
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.renderer import Renderer
from real3d.triplane.modeling.super_resolution import EncodedBackground
from real3d.triplane.modeling.torso import EncodedTorso
from real3d.triplane.modeling.volume_rendering import RenderedVolume, Sampling
from training.triplane.precision import Precision, reduced
from training.triplane.unfolded import Specs, unfold

PLANE_ENCODER = "cano_img2plane_backbone"
ADAPTER = "secc_img2plane_backbone"
DECODER = "decoder"
SUPER_RESOLUTION = "superresolution"
PARTS = (PLANE_ENCODER, ADAPTER, DECODER, SUPER_RESOLUTION)
"""The released names of what is trained or frozen as a whole."""


@dataclass(frozen=True)
class Torso:
    """What stage 3 needs besides the head. Pictures are [B, 3, S, S] in -1..1."""

    image: Tensor
    """Neck and clothes of the source, continued behind the head; the rest -1."""
    masks: Tensor
    """[B, 2, S, S] neck and clothes, 0 or 1."""
    keypoints: Tensor
    """[B, 68, 3] landmarks of the source."""
    driving_keypoints: Tensor
    """[B, 68, 3] landmarks of the target."""
    background: Tensor


@dataclass(frozen=True)
class EncodedScene:
    """What does not change from frame to frame of a torso and a background."""

    torso: EncodedTorso
    background: EncodedBackground


@dataclass(frozen=True)
class TrainingFrame:
    """B rendered pictures, with what losses look at."""

    image: Tensor
    """[B, 3, S, S] about -1..1."""
    volume: RenderedVolume
    """At a quarter of the size."""
    occlusion: Tensor | None = None
    """[B, 1, S/2, S/2] of the torso, in 0..1; None for a head alone."""

    @property
    def raw(self) -> Tensor:
        """[B, 3, S/4, S/4] colours of the volume rendering."""
        return self.volume.features[:, :3]


class TrainableRenderer(nn.Module):
    """The released network, unfolded."""

    def __init__(
        self,
        specs: Specs,
        synchronised: bool = False,
        checkpointing: bool = False,
        precision: Precision = "float32",
    ) -> None:
        """
        Args:
            specs: names and shapes of its tensors, see `sizes.scaled`.
            synchronised: batch norms share their statistics over all processes.
            checkpointing: features of the super-resolution are computed again for the gradients,
                which saves most of its memory.
            precision: of convolutions and transformers.
        """
        super().__init__()
        tree, runtime = unfold(specs, synchronised)
        for name, part in tree.named_children():
            self.add_module(name, part)
        for name, constant in tree.named_buffers(recurse=False):
            self.register_buffer(name, constant)
        # Its leaves are those of the tree; as a submodule it would give each a second name.
        self._runtime = (runtime,)
        self._checkpointing = checkpointing
        self._precision = precision

    @property
    def runtime(self) -> Renderer:
        """The runtime's modules around the trainable leaves."""
        return self._runtime[0]

    def canonical_planes(self, head: Tensor) -> Tensor:
        """[B, 3, S/2, S/2, 32] of heads [B, 3, S, S]."""
        with reduced(self._precision, head.device):
            return self.runtime.image_to_plane(head)

    def expression_planes(self, canonical: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """What expressions add to the planes, from three renderings [B, 3, S, S] of the mesh."""
        with reduced(self._precision, target.device):
            return self.exact_expression_planes(canonical, source, target)

    def exact_expression_planes(self, canonical: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """The same in float32, for losses that are small differences of two of them."""
        adapter = self.runtime.motion_adapter
        return adapter(adapter.reference_mix(torch.cat((canonical, source), 1)), target)

    def render_head(self, planes: Tensor, camera: Tensor, sampling: Sampling) -> TrainingFrame:
        """Heads alone, over black, at twice the planes' resolution."""
        volume = self.render_volume(planes, camera, sampling)
        upscale = self.runtime.super_resolution
        features, rgb = upscale.head_block(volume.features, volume.features[:, :3])
        return TrainingFrame(upscale.final_block(features, rgb)[1], volume)

    def render_person(
        self, planes: Tensor, camera: Tensor, torso: Torso, sampling: Sampling
    ) -> TrainingFrame:
        """Head, torso and background; the head's opacity gets no gradient from the torso's side."""
        scene = self.encode_scene(torso)
        return self.render_in_scene(planes, camera, scene, torso.driving_keypoints, sampling)

    def encode_scene(self, torso: Torso) -> EncodedScene:
        """All of a torso and its background that does not depend on the target."""
        upscale = self.runtime.super_resolution
        with reduced(self._precision, torso.image.device):
            return EncodedScene(
                upscale.encode_torso(torso.image, torso.masks, torso.keypoints),
                upscale.encode_background(torso.background),
            )

    def render_in_scene(
        self,
        planes: Tensor,
        camera: Tensor,
        scene: EncodedScene,
        driving_keypoints: Tensor,
        sampling: Sampling,
    ) -> TrainingFrame:
        """As `render_person`; `driving_keypoints` [B, 68, 3] are the target's landmarks."""
        volume = self.render_volume(planes, camera, sampling)
        with reduced(self._precision, planes.device):
            return self._composed(volume, scene, driving_keypoints)

    def render_volume(self, planes: Tensor, camera: Tensor, sampling: Sampling) -> RenderedVolume:
        """Volumes at half the planes' resolution, as the release has it (128 to 256)."""
        rays = cast_rays(camera, planes.shape[2] // 2)
        return self.runtime.volume_renderer(planes.float(), rays, sampling)

    def density(self, planes: Tensor, points: Tensor) -> Tensor:
        """Raw densities [B, 1, N] at points [B, N, 3] in -1..1."""
        return self.runtime.volume_renderer.decoder(sample_planes(planes, points[:, None]))[0]

    def _composed(
        self, volume: RenderedVolume, scene: EncodedScene, driving_keypoints: Tensor
    ) -> TrainingFrame:
        upscale = self.runtime.super_resolution
        opacity = volume.opacity.detach()
        driven = upscale.drive_torso(volume.features, opacity, scene.torso, driving_keypoints)

        def compose(features: Tensor) -> Tensor:
            return upscale.compose(features, opacity, driven, scene.background)

        if self._checkpointing and torch.is_grad_enabled():
            image = checkpoint(compose, volume.features, use_reentrant=False)
        else:
            image = compose(volume.features)
        return TrainingFrame(image, volume, driven.occlusion)


def parameters_of(model: nn.Module, part: str) -> list[nn.Parameter]:
    """The parameters of one of `PARTS` that have gradients."""
    return [weight for weight in model.get_submodule(part).parameters() if weight.requires_grad]
