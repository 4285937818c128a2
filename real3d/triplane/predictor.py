"""The side of the engine that stands on the accelerator: photos are encoded, frames are made.

What comes in and goes out lies in the host's memory, so that portraits in waiting take none of the
accelerator's, and so that a Space may lend one for each call (`lent_gpu.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from real3d.errors import EngineUnavailableError
from real3d.runtime.zero_gpu import on_lent_gpu
from real3d.triplane.acceleration.placement import move
from real3d.triplane.face_model.secc import FaceMesh
from real3d.triplane.face_model.secc_blinks import close_eyes
from real3d.triplane.modeling.rays import HALF_VOLUME
from real3d.triplane.modeling.renderer import (
    SIZE,
    DrivingStates,
    EncodedPortrait,
    Frames,
    PortraitImages,
    Renderer,
)

Pictures = NDArray[np.uint8]
T = TypeVar("T")

SECONDS_TO_BEGIN = 15.0
"""For which a Space lends its accelerator before the first frame: networks move to it, kernels are
chosen."""
SECONDS_PER_FRAME = 0.06
"""And for each frame, with room to spare."""
BLACK, WHITE = -1.0, 1.0
OPAQUE_FROM = 0.02
"""Below this much opacity a pixel has no colour of its own."""


@dataclass(frozen=True)
class Scene:
    """All that T frames need."""

    portrait: EncodedPortrait
    background: Tensor | None
    """[1, 3, 512, 512] RGB in -1..1; None for frames with alpha."""
    identity: Tensor
    """[80] of the face."""
    photo_expression: Tensor
    """[1, 64] what counts as the photo's own expression."""
    expression: Tensor
    """[T, 64]."""
    blink: Tensor
    """[T, 2] closure of the person's left and right eye, 0..1."""
    camera: Tensor
    """[T, 25]."""
    keypoints: Tensor
    """[T, 68, 3]."""

    def __len__(self) -> int:
        return len(self.expression)


@dataclass(frozen=True)
class InspectedChunk:
    """B frames, and what the network saw on the way to them."""

    frames: Pictures
    """[B, 512, 512, 3] RGB, or [B, 512, 512, 4] RGBA (not premultiplied)."""
    mesh: Pictures
    """[B, 512, 512, 3] the driven face mesh."""
    head: Pictures
    """[B, 128, 128, 3] the head as the volume is rendered."""
    depth: Pictures
    """[B, 128, 128, 3] the nearer the brighter, black where there is no head."""


class Studio:
    """What all portraits of one engine share."""

    def __init__(
        self, renderer: Renderer, mesh: FaceMesh, device: torch.device, chunk: int
    ) -> None:
        """
        Args:
            renderer: with weights, on `device`.
            mesh: of the face model, on `device`.
            device: where they are.
            chunk: frames rendered at once; frames do not depend on it.
        """
        self.renderer = renderer
        self.mesh = mesh
        self.device = device
        self._chunk = chunk
        self._encode = on_lent_gpu(self._encodings, lambda images: SECONDS_TO_BEGIN)
        self._render = on_lent_gpu(self._pictures, _seconds)
        self._inspect = on_lent_gpu(self._inspected, _seconds)

    def encode(self, images: PortraitImages) -> EncodedPortrait:
        """Once per photo.

        Raises:
            EngineUnavailableError: the accelerator's memory is too small.
        """
        return next(self._encode(images))

    def render(self, scene: Scene) -> Iterator[Pictures]:
        """The frames in chunks, as `InspectedChunk.frames`.

        Raises:
            EngineUnavailableError: the accelerator's memory is too small.
        """
        return self._render(scene)

    def inspect(self, scene: Scene) -> Iterator[InspectedChunk]:
        """As `render`, with all that was seen on the way."""
        return self._inspect(scene)

    def _encodings(self, images: PortraitImages) -> Iterator[EncodedPortrait]:
        with enough_memory():
            encoded = move(self.renderer.encode_portrait(move(images, self.device)), "cpu")
        yield encoded

    def _pictures(self, scene: Scene) -> Iterator[Pictures]:
        return self._in_chunks(scene, Stage.frames)

    def _inspected(self, scene: Scene) -> Iterator[InspectedChunk]:
        return self._in_chunks(scene, Stage.inspect)

    def _in_chunks(self, scene: Scene, make: Callable[[Stage, slice], T]) -> Iterator[T]:
        with enough_memory():
            stage = Stage(self, scene)
        chunk, start = self._chunk, 0
        while start < len(scene):
            try:
                made = make(stage, slice(start, start + chunk))
            except torch.cuda.OutOfMemoryError:
                if chunk == 1:
                    raise EngineUnavailableError("gpu-memory-too-small") from None
                # Whatever else happens to fit, a single frame is the least that can be asked for.
                chunk = 1
                continue
            yield made
            start += chunk


class Stage:
    """One scene on the accelerator."""

    @torch.inference_mode()
    def __init__(self, studio: Studio, scene: Scene) -> None:
        self._renderer = studio.renderer
        self._mesh = studio.mesh
        scene = move(scene, studio.device)
        self._scene = scene
        self._neutral = studio.mesh.neutral(scene.identity)
        own = scene.photo_expression
        canonical, photo = (self._draw(faces) for faces in (torch.zeros_like(own), own))
        self._reference = self._renderer.encode_reference(canonical, photo)
        self._backdrops = [
            self._renderer.encode_background(picture) for picture in self._backgrounds()
        ]

    @torch.inference_mode()
    def frames(self, rows: slice) -> Pictures:
        """[B, 512, 512, 3 or 4] a range of the scene's frames."""
        return _pictures(self._render(rows, self._driving_mesh(rows)))

    @torch.inference_mode()
    def inspect(self, rows: slice) -> InspectedChunk:
        """The same with all that was seen on the way."""
        mesh = self._driving_mesh(rows)
        seen = self._render(rows, mesh)
        return InspectedChunk(
            frames=_pictures(seen),
            mesh=_levels(mesh),
            head=_levels(seen[0].head),
            depth=_levels(nearness(seen[0], self._scene.camera[rows])),
        )

    def _render(self, rows: slice, mesh: Tensor) -> list[Frames]:
        """The frames before each of the backgrounds."""
        scene = self._scene
        states = DrivingStates(mesh, scene.camera[rows], scene.keypoints[rows])
        return [
            self._renderer.render(scene.portrait, backdrop, self._reference, states)
            for backdrop in self._backdrops
        ]

    def _backgrounds(self) -> Iterator[Tensor]:
        if self._scene.background is not None:
            yield self._scene.background
            return
        for level in (BLACK, WHITE):
            yield torch.full((1, 3, SIZE, SIZE), level, device=self._scene.camera.device)

    def _driving_mesh(self, rows: slice) -> Tensor:
        mesh = self._draw(self._scene.expression[rows])
        for place, (left, right) in enumerate(self._scene.blink[rows].tolist()):
            if left > 0 or right > 0:
                # The person's right eye is at the picture's left.
                shut = close_eyes(mesh[place].cpu().numpy(), (right, left))
                mesh[place] = torch.from_numpy(shut).to(mesh.device)
        return mesh

    def _draw(self, expression: Tensor) -> Tensor:
        return self._mesh(self._neutral, expression)


@contextmanager
def enough_memory() -> Iterator[None]:
    """
    Raises:
        EngineUnavailableError: the accelerator's memory is too small for what is done within.
    """
    try:
        yield
    except torch.cuda.OutOfMemoryError as error:
        raise EngineUnavailableError("gpu-memory-too-small") from error


def matte(over_black: Tensor, over_white: Tensor) -> Tensor:
    """The person alone, from what the network makes of two backgrounds.

    What a pixel keeps of the difference between the backgrounds is what shows through it
    (triangulation matting: Smith and Blinn 1996). So hair and shoulders are as transparent as the
    network draws them.

    Args:
        over_black, over_white: [B, 3, H, W] in -1..1.

    Returns:
        [B, H, W, 4] uint8 RGBA, not premultiplied.
    """
    alpha = (1 - (over_white - over_black).mean(1, keepdim=True) / 2).clamp(0, 1)
    colour = ((over_black + 1) / 2 / alpha.clamp_min(OPAQUE_FROM)).clamp(0, 1)
    pixels = torch.cat((colour, alpha), 1) * 255
    return pixels.round().to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def nearness(seen: Frames, camera: Tensor) -> Tensor:
    """[B, 3, h, w] in -1..1: how near the head is, within the volume around it."""
    position = camera[:, :12].unflatten(1, (3, 4))[..., 3]
    middle = position.norm(dim=1).view(-1, 1, 1, 1)
    near = ((middle + HALF_VOLUME / 2 - seen.depth) / HALF_VOLUME).clamp(0, 1)
    return (2 * near * seen.opacity.clamp(0, 1) - 1).expand(-1, 3, -1, -1)


def _pictures(seen: list[Frames]) -> Pictures:
    if len(seen) == 1:
        return seen[0].to_uint8().cpu().numpy()
    return matte(*(each.image for each in seen)).cpu().numpy()


def _levels(pictures: Tensor) -> Pictures:
    """[B, H, W, 3] of [B, 3, H, W] in -1..1."""
    levels = ((pictures + 1) * 127.5).round().clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def _seconds(scene: Scene) -> float:
    pictures = len(scene) * (2 if scene.background is None else 1)
    return SECONDS_TO_BEGIN + SECONDS_PER_FRAME * pictures
