"""The paper's whole network: encodes a portrait once, then renders frames in chunks.

Portrait and driving states go in, frames come out. A chunk of frames gives the same pictures as one
frame at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from real3d.triplane.modeling.image_to_plane import ImageToPlane
from real3d.triplane.modeling.motion_adapter import MotionAdapter
from real3d.triplane.modeling.rays import cast_rays
from real3d.triplane.modeling.super_resolution import EncodedBackground, SuperResolution
from real3d.triplane.modeling.torso import EncodedTorso
from real3d.triplane.modeling.volume_rendering import (
    DETERMINISTIC_SAMPLING,
    VolumeRenderer,
)

SIZE = 512
"""Pixels a side of portraits, backgrounds, mesh renderings and frames."""
VOLUME_RESOLUTION = 128
"""Pixels a side of the volume rendering."""


@dataclass(frozen=True)
class PortraitImages:
    """One photo, taken apart. Colours are RGB in -1..1."""

    head: Tensor
    """[1, 3, 512, 512] hair, face and accessories; every other pixel is exactly -1."""
    torso: Tensor
    """[1, 3, 512, 512] neck and clothes, the neck continued up behind the head; the rest -1."""
    torso_masks: Tensor
    """[1, 2, 512, 512] neck and clothes as seen in the photo, 0 or 1."""
    keypoints: Tensor
    """[1, 68, 3] landmarks: x to the right, y down, both -1..1 over the picture; z is 0."""

    def __post_init__(self) -> None:
        _expect("head", self.head, (1, 3, SIZE, SIZE))
        _expect("torso", self.torso, (1, 3, SIZE, SIZE))
        _expect("torso_masks", self.torso_masks, (1, 2, SIZE, SIZE))
        _expect("keypoints", self.keypoints, (1, 68, 3))


@dataclass(frozen=True)
class EncodedPortrait:
    """All that depends on the photo alone."""

    planes: Tensor
    """[1, 3, 256, 256, 32] float32, the canonical tri-plane."""
    torso: EncodedTorso


@dataclass(frozen=True)
class DrivingStates:
    """What B frames shall show."""

    mesh: Tensor
    """[B, 3, 512, 512] rendering of the driven face mesh in zero pose, -1..1, background -1."""
    camera: Tensor
    """[B, 25] camera-to-world 4x4, then intrinsics 3x3 in picture sizes, row by row."""
    keypoints: Tensor
    """[B, 68, 3] landmarks as in `PortraitImages`."""

    def __post_init__(self) -> None:
        _expect("mesh", self.mesh, (len(self), 3, SIZE, SIZE))
        _expect("camera", self.camera, (len(self), 25))
        _expect("keypoints", self.keypoints, (len(self), 68, 3))

    def __len__(self) -> int:
        return len(self.camera)


@dataclass(frozen=True)
class Frames:
    """B rendered frames and what the volume rendering saw."""

    image: Tensor
    """[B, 3, 512, 512] float32 RGB in -1..1."""
    head: Tensor
    """[B, 3, 128, 128] the head over black, -1..1."""
    depth: Tensor
    """[B, 1, 128, 128] distance from the camera."""
    opacity: Tensor
    """[B, 1, 128, 128] of the head, 0..1."""

    def to_uint8(self) -> Tensor:
        """The frames as [B, 512, 512, 3] uint8; rounds down, as the published system does."""
        scaled = (self.image + 1) / 2 * 255
        return scaled.to(torch.uint8).permute(0, 2, 3, 1).contiguous()


class Renderer(nn.Module):
    """The whole network. `checkpoint.load_renderer` makes one with weights."""

    def __init__(self) -> None:
        super().__init__()
        self.image_to_plane = ImageToPlane()
        self.motion_adapter = MotionAdapter()
        self.volume_renderer = VolumeRenderer()
        self.super_resolution = SuperResolution()

    @torch.inference_mode()
    def encode_portrait(self, portrait: PortraitImages) -> EncodedPortrait:
        """Once per photo."""
        planes = self.image_to_plane(portrait.head.to(_dtype(self.image_to_plane)))
        torso = self.super_resolution.encode_torso(
            portrait.torso, portrait.torso_masks, portrait.keypoints
        )
        return EncodedPortrait(planes, torso)

    @torch.inference_mode()
    def encode_background(self, background: Tensor) -> EncodedBackground:
        """Once per background [1, 3, 512, 512], RGB in -1..1."""
        return self.super_resolution.encode_background(background)

    @torch.inference_mode()
    def encode_reference(self, canonical: Tensor, source: Tensor) -> Tensor:
        """Once per video: what the motion adapter compares each frame's mesh with.

        Args:
            canonical: [1, 3, 512, 512] rendering of the mesh without expression.
            source: [1, 3, 512, 512] with the first driving frame's expression, as the published
                system has it.

        Returns:
            [1, 3, 512, 512].
        """
        both = torch.cat((canonical, source), 1).to(_dtype(self.motion_adapter))
        return self.motion_adapter.reference_mix(both)

    @torch.inference_mode()
    def render(
        self,
        portrait: EncodedPortrait,
        background: EncodedBackground,
        reference: Tensor,
        states: DrivingStates,
    ) -> Frames:
        """A chunk of frames.

        Args:
            portrait: of `encode_portrait`.
            background: of `encode_background`.
            reference: of `encode_reference`.
            states: one for each frame.
        """
        mesh = states.mesh.to(_dtype(self.motion_adapter))
        planes = portrait.planes + self.motion_adapter(reference, mesh)
        rays = cast_rays(states.camera, VOLUME_RESOLUTION)
        volume = self.volume_renderer(planes, rays, DETERMINISTIC_SAMPLING)
        image = self.super_resolution(
            volume.features, volume.opacity, portrait.torso, states.keypoints, background
        )
        head = volume.features[:, :3].clamp(-1, 1)
        return Frames(image.clamp(-1, 1), head, volume.depth, volume.opacity)


def _dtype(part: nn.Module) -> torch.dtype:
    """The precision of a part's weights."""
    return next(part.parameters()).dtype


def _expect(name: str, tensor: Tensor, shape: tuple[int, ...]) -> None:
    assert tensor.shape == shape, f"{name} is {list(tensor.shape)}, not {list(shape)}"
